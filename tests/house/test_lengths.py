"""How much fits into a column, and what becomes of more: each column of characters is named here, with its way in.

SQLite keeps texts of any length in a column of any; the demo's does not, and neither does the database of a site. So a
way by which more could reach a column ends in a sentence, or is cut where nobody is wronged by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import DataError, connection, models, transaction

from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.pages import indicators
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import PartyState
from workmentor_xblocks.agreement.rules.duties import What
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Amendment, Event, State, VersionState
from workmentor_xblocks.core.people.profile import WorkplaceProfile
from workmentor_xblocks.core.people.traces import browser_family, shortened
from workmentor_xblocks.core.records.outbox import Problem
from workmentor_xblocks.core.rules.scans import Scan
from workmentor_xblocks.scenario.actions import published_report
from workmentor_xblocks.scenario.records.tables import NoteKind
from workmentor_xblocks.scenario.rules.run import Kind, Status

HASH = ["0" * 64]
ID = ["0" * 32]
KEY = [COURSE_KEY]  # the platform's own tables end at the same length

# What we say ourselves: the longest word of it fits.
OUR_OWN: dict[str, Iterable[str]] = {
    "Template.sha256": HASH,
    "Agreement.uuid": ID,
    "Agreement.usage_key": KEY,
    "Agreement.course_key": KEY,
    "Agreement.state": State,
    "Agreement.amendment": Amendment,
    "Agreement.waiting_for": [f",{','.join(Role)},"],
    "Agreement.open_key": HASH,
    "Agreement.request_key": [f"{2**31}:{'x' * 40}"],
    "Agreement.head": HASH,
    "Version.kind": ["original", "amendment"],
    "Version.state": VersionState,
    "Version.sha256": HASH,
    "Version.previous": HASH,
    "Version.proposed_by": ID,
    "Party.uuid": ID,
    "Party.role": Role,
    "Party.state": PartyState.values,
    "Party.filled_by": ID,
    "FormerAddress.address": ["x" * 254],  # what was Party.email
    "FormerAddress.sha256": HASH,
    "Opening.commitment": HASH,
    "Opening.salt": HASH,
    "Opening.state": ["open", "redacted", "erased"],
    "HistoryEvent.kind": Event,
    "HistoryEvent.hash": HASH,
    "StoredFile.uuid": ID,
    "StoredFile.kind": ["version", "long_print", "scan", "drawing"],
    "StoredFile.media_type": Scan,
    "StoredFile.sha256": HASH,
    "Signature.uuid": ID,
    "Signature.kind": ["typed", "drawn", "offline", "approval"],
    "Signature.method": ["login", "link", "login_and_code", "link_and_code", "offline"],
    "Signature.name": HASH,
    "Signature.consent_sha256": HASH,
    "Signature.address": [shortened("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"), shortened("x" * 300)],
    "Signature.agent": [browser_family("SamsungBrowser"), browser_family("x" * 300)],
    "Comment.uuid": ID,
    "Comment.text": HASH,
    "Comment.request_key": HASH,
    "Review.uuid": ID,
    "Review.closing": HASH,
    "ReviewPart.role": Actor,
    "ReviewPart.decision": ["agree", "disagree"],
    "ReviewPart.text": HASH,
    "Notice.uuid": ID,
    "Notice.role": Actor,
    "GuestKey.sha256": HASH,
    "ProofCode.sha256": HASH,
    "Reminder.batch": ID,
    "Reminder.what": What,
    "Asked.key": HASH,
    "OutgoingMail.uuid": ID,
    "OutgoingMail.kind": [f"agreement.{letter}" for letter in Letter],
    "OutgoingMail.to_party": ID,
    "OutgoingMail.problem": Problem,
    "PublishedFigures.kind": [published_report.KIND, indicators.KIND],
    "PublishedFigures.usage_key": KEY,
    "PublishedFigures.salt": ID,
    "UndecidedErasure.table": [
        model._meta.db_table for model in apps.get_app_config("workmentor").get_models()
    ],
    "RunRecord.kind": Kind,
    "RunRecord.status": Status,
    "RunRecord.salt": ID,
    "RunRecord.course_key": KEY,
    "RunRecord.usage_key": KEY,
    "Note.kind": NoteKind.values,
}


def columns() -> dict[str, Any]:
    """Every column of characters of the package."""
    found = {}
    for model in apps.get_app_config("workmentor").get_models():
        for field in model._meta.fields:
            if isinstance(field, models.CharField):
                found[f"{model.__name__}.{field.name}"] = field
    return found


@pytest.mark.parametrize("name", OUR_OWN)
def test_our_own_words_fit(name: str) -> None:
    assert max(len(str(word)) for word in OUR_OWN[name]) <= columns()[name].max_length


def test_the_keys_of_blocks_are_as_long_as_the_platforms_own() -> None:
    keys = [field for name, field in columns().items() if name.endswith("_key") and OUR_OWN.get(name) is KEY]
    assert {field.max_length for field in keys} == {255}


def test_the_tests_run_on_a_database_that_minds(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        tables = dict(cursor.fetchall())
    for name, field in columns().items():
        assert f'length("{field.column}") <= {field.max_length}' in tables[field.model._meta.db_table], name
    WorkplaceProfile.objects.create(user_id=1, learner="x" * 60)
    with pytest.raises(DataError), transaction.atomic():
        WorkplaceProfile.objects.create(user_id=2, learner="x" * 61)
    with pytest.raises(DataError), transaction.atomic():
        WorkplaceProfile.objects.filter(user_id=1).update(learner="x" * 61)
    with pytest.raises(DataError), transaction.atomic():
        WorkplaceProfile.objects.create(user_id=2**31)


# What people, authors or the platform say, with the story that sends more than fits.
_STORIES = "tests/agreement/test_too_long.py"
REACHED: dict[str, str] = {
    "Party.name": "test_an_account_with_a_very_long_name_begins_joins_and_acts",
    "Party.organisation": "test_details_of_people_that_are_too_long_are_refused_with_a_sentence",
    "Party.position": "test_details_of_people_that_are_too_long_are_refused_with_a_sentence",
    "Party.phone": "test_details_of_people_that_are_too_long_are_refused_with_a_sentence",
    "Party.language": "test_details_of_people_that_are_too_long_are_refused_with_a_sentence",
    "Party.email": "test_details_of_people_that_are_too_long_are_refused_with_a_sentence",
    "Agreement.end_reason": "test_an_id_that_no_history_takes_is_an_error_of_the_template",
    "Version.reason": "test_an_id_that_no_history_takes_is_an_error_of_the_template",
    "Opening.about": "test_an_id_that_no_history_takes_is_an_error_of_the_template",
    "Comment.path": "test_an_id_that_no_history_takes_is_an_error_of_the_template",
    "Review.step": "test_an_id_that_no_history_takes_is_an_error_of_the_template",
    "Agreement.language": "test_a_template_in_a_language_that_is_none_begins_nothing",
    "StoredFile.name": "test_names_of_files_are_ours",
    "StoredFile.generator": "test_names_of_files_are_ours",
    "OutgoingMail.once_key": "test_a_letter_that_is_sent_once_has_a_short_name",
    "WorkplaceProfile.learner": "test_a_workplace_profile_takes_sixty_characters",
    "WorkplaceProfile.company": "test_a_workplace_profile_takes_sixty_characters",
    "WorkplaceProfile.mentor": "test_a_workplace_profile_takes_sixty_characters",
    "RunRecord.uuid": "test_a_run_whose_state_was_put_back_by_hand_goes_on",
    "RunRecord.place": "test_a_run_whose_state_was_put_back_by_hand_goes_on",
}


def test_each_column_is_named_once_with_its_way_in() -> None:
    assert not set(REACHED) & set(OUR_OWN)
    assert set(REACHED) | set(OUR_OWN) == set(columns())


@pytest.mark.parametrize("story", sorted(set(REACHED.values())))
def test_the_story_of_a_way_in_is_there(story: str) -> None:
    assert f"def {story}(" in Path(__file__).parents[2].joinpath(_STORIES).read_text("utf-8")
