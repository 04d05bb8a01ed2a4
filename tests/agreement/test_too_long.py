"""More than fits: what people, authors and the platform may send, and what becomes of it.

Beside agreements, the profile and the runs of a scenario stand here: every column of the package has its story, and
``tests/house/test_lengths.py`` says which.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, models
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY, Course, crowd
from tests.doors import Direct
from tests.playing import Player
from tests.scenario.stories import GREET, kitchen
from workmentor_xblocks.agreement.actions import acceptance, bulk, new_agreement as starting, reviews
from workmentor_xblocks.agreement.actions.act import automatically
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.output.stored_pdfs import GENERATOR
from workmentor_xblocks.agreement.records.attached_tables import StoredFile
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event, State
from workmentor_xblocks.core.content.errors import BadInput, Changed, TooLarge
from workmentor_xblocks.core.content.messages import Level
from workmentor_xblocks.core.people.profile import WorkplaceProfile
from workmentor_xblocks.core.records import files
from workmentor_xblocks.core.records.outbox import add
from workmentor_xblocks.demo.models import LearnerState
from workmentor_xblocks.demo.people.cast import BY_NAME
from workmentor_xblocks.scenario.records.tables import RunRecord

LONG = "x" * 300


def rename(user: Any) -> None:
    """As long as the demo's accounts can be called: 301 characters."""
    user.first_name, user.last_name = "Ž" * 150, "n" * 150
    user.save()


def test_an_account_with_a_very_long_name_begins_joins_and_acts(
    cast: SimpleNamespace, usage_key: str
) -> None:
    for user in (cast.liga, cast.tove, cast.egle):
        rename(user)
    story = begin(cast, usage_key, COURSE_KEY)
    assert story.thread.party("learner").name == "Ž" * 150 + " " + "n" * 48 + "…"
    story.does("school", "invite", party="employer", email=cast.egle.email)
    party = story.thread.party("employer")
    assert party is not None
    acceptance.accept(Requester(cast.egle.id), story.uuid, {"party": party.uuid})
    story.does("school", "add_member", account="tomas")
    story.fills("learner", wishes="To wire a board.")
    assert {len(party.name) for party in story.thread.here if party.user_id} == {200}


@pytest.mark.parametrize("detail", ["name", "organisation", "position", "phone", "language", "email"])
@pytest.mark.parametrize("act", ["name_person", "replace", "invite", "correct_contact"])
def test_details_of_people_that_are_too_long_are_refused_with_a_sentence(
    story: Story, detail: str, act: str
) -> None:
    taken = {
        "invite": {"email"},
        "correct_contact": {"email", "phone"},
        "replace": {"name", "organisation", "position", "language", "email"},
    }
    if detail not in taken.get(act, {detail}):
        return
    story.does("school", "name_person", party="employer", name="Egle")
    long = {"email": f"{LONG}@ohm.example"}.get(detail, LONG + "x")
    if act == "correct_contact":
        story.ready().signed()
    with pytest.raises((TooLarge, BadInput)) as refused:
        story.does("school", act, **{"party": "employer", "email": "egle@ohm.example", detail: long})
    assert refused.value.fields
    assert Party.objects.filter(agreement=story.row, role="employer").count() == 1


@pytest.mark.parametrize(("spoken", "kept"), [("x" * 21, "en"), ("nb", "nb"), ("", "en")])
def test_of_an_account_only_a_code_of_a_language_is_kept(
    cast: SimpleNamespace, ground: Ground, spoken: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BY_NAME, "liga", replace(BY_NAME["liga"], language=spoken))
    starting.start(Requester(cast.tove.id, is_staff=True), ground, Plan(cast.liga.id))
    assert Party.objects.get(role="learner").language == kept


def template(change: Callable[[dict[str, Any]], Any]) -> Definition:
    """The small template with one change."""
    data = json.loads(small().canonical())
    change(data)
    return Definition.from_data(data)


WHERE: dict[str, Callable[[dict[str, Any], str], Any]] = {
    "field": lambda data, one: data["sections"][0]["fields"][3].update(id=one),
    "section": lambda data, one: data["sections"][0].update(id=one),
    "clause": lambda data, one: data["sections"][0]["clauses"][0].update(id=one),
    "column": lambda data, one: data["sections"][0]["fields"][4]["columns"][0].update(id=one),
    "reason": lambda data, one: data["reasons"][0].update(id=one),
    "amendment": lambda data, one: data["reasons"][1].update(id=one),
    "end": lambda data, one: data["reasons"][2].update(id=one),
    "review": lambda data, one: data["review_plan"][0].update(id=one),
    "review field": lambda data, one: data["review_fields"][0].update(id=one),
    "completion field": lambda data, one: data["completion_fields"][0].update(id=one),
}
UNFIT = ["x" * 61, "x" * 81, "123456", "0" * 12, "-x", "größe", "a b", "a.b", "ａ"]
FIT = ["x" * 60, "12345", "1-2", "_x", "A_b-3"]


@pytest.mark.parametrize("place", WHERE)
@pytest.mark.parametrize("one", UNFIT)
def test_an_id_that_no_history_takes_is_an_error_of_the_template(
    cast: SimpleNamespace, ground: Ground, place: str, one: str
) -> None:
    definition = template(lambda data: WHERE[place](data, one))
    with pytest.raises(Changed) as refused:
        starting.start(
            Requester(cast.tove.id, is_staff=True), replace(ground, definition=definition), Plan(cast.liga.id)
        )
    assert refused.value.message.code == "no_template"


@pytest.mark.parametrize("place", WHERE)
@pytest.mark.parametrize("one", FIT)
def test_the_longest_and_strangest_ids_that_pass_carry_an_agreement_to_its_end(
    cast: SimpleNamespace, usage_key: str, place: str, one: str
) -> None:
    definition = template(lambda data: WHERE[place](data, one))
    found = [
        str(finding.message)
        for finding in TEMPLATE.check(definition, display_name="-")
        if finding.level is Level.ERROR
    ]
    assert not found
    story = begin(cast, usage_key, COURSE_KEY, definition)
    assert story.row.state == State.DRAFT


def test_fields_reasons_and_reviews_with_the_longest_ids_are_used(
    cast: SimpleNamespace, usage_key: str
) -> None:
    """Remark, decline, amendment, review and end with ids of 60 characters."""
    ids = {place: f"{place.replace(' ', '-')}-{'x' * 60}"[:60] for place in WHERE}

    def change(data: dict[str, Any]) -> None:
        for place, one in ids.items():
            WHERE[place](data, one)

    story = begin(cast, usage_key, COURSE_KEY, template(change))
    story.does("learner", "comment", path=ids["field"], text="May I?")
    start = timezone.localdate() + timedelta(days=30)
    dates = {"start": start.isoformat(), "end": (start + timedelta(days=180)).isoformat()}
    story.fills("school", **dates)
    story.does("school", "name_person", party="employer", name="Egle", organisation="Ohm & Co")
    story.does("school", "invite", party="employer", email="egle@ohm.example")
    story.fills("employer", **{ids["field"]: "Wiring."})
    story.does("school", "freeze")
    story.does(
        "learner", "decline", **story.version(), reason=ids["reason"], text="Not on these days, please."
    )
    story.does("school", "freeze")
    story.signed()
    story.does("school", "propose", reason=ids["amendment"])
    story.does("school", "withdraw", text="The hours stay as they are.")
    Agreement.objects.filter(uuid=story.uuid).update(state=State.ACTIVE)
    with automatically(story.uuid, Actor.TIMER, Event.OPEN_REVIEW) as act:
        assert act is not None
        reviews.begin(act, step=ids["review"], due_on=timezone.localdate())
    assert story.thread.versions[-1].reason == ids["amendment"]


@pytest.mark.parametrize("language", ["x" * 21, "nb-" + "x-" * 20, "en gb", "größe", "123456"])
def test_a_template_in_a_language_that_is_none_begins_nothing(
    cast: SimpleNamespace, ground: Ground, language: str
) -> None:
    definition = template(lambda data: data.update(language=language))
    requester = Requester(cast.tove.id, is_staff=True)
    with pytest.raises(Changed) as refused:
        starting.start(
            requester, replace(ground, definition=definition, language=language), Plan(cast.liga.id)
        )
    assert refused.value.message.code == "no_template"


def _most(model: type[models.Model], column: str) -> int:
    return int(model._meta.get_field(column).max_length or 0)


def test_names_of_files_are_ours(settings: Any, tmp_path: Path) -> None:
    settings.WORKMENTOR_FILES_ROOT = tmp_path
    assert len(files.save(b"x")) <= _most(StoredFile, "name")
    assert len(GENERATOR[:60]) <= _most(StoredFile, "generator")


def test_a_letter_that_is_sent_once_has_a_short_name(db: None) -> None:
    with pytest.raises(ValueError, match="120"):
        add("agreement.code", {}, once_key="x" * 121)
    assert add("agreement.code", {}, once_key="x" * 120).once_key


@pytest.mark.parametrize("name", ["learner", "company"])
def test_a_workplace_profile_takes_sixty_characters(cast: SimpleNamespace, name: str) -> None:
    marta = Player(Direct(cast.marta), Course().scenario(kitchen()))
    assert marta.send("profile", {"learner": "", "company": "", name: "x" * 61}).status == 413
    assert marta.send("profile", {"learner": "", "company": "", name: "x" * 60}).status == 200
    assert WorkplaceProfile.objects.get().mentor == "", "nobody is asked for it yet"


def test_a_run_whose_state_was_put_back_by_hand_goes_on(cast: SimpleNamespace) -> None:
    marta = Player(Direct(cast.marta), Course().scenario(kitchen()))
    marta.begin()
    for row in LearnerState.objects.all():
        row.state = row.state.replace('"id": "', '"id": "' + "x" * 40)
        row.save()
    marta.open()
    assert marta.choose(GREET).status == 200
    assert {len(row.uuid) for row in RunRecord.objects.all()} == {32}


class TestTable:
    """Tove begins the agreements of four learners at once."""

    TABLE = "learner\nliga\nbram\nlearner0\nlearner1\n"

    @pytest.fixture
    def four(self, cast: SimpleNamespace) -> list[Any]:
        return [cast.liga, cast.bram, *crowd(2, first="learner")]

    def begun(self, cast: SimpleNamespace, ground: Ground) -> list[str]:
        requester = Requester(cast.tove.id, is_staff=True)
        rows = bulk.create(requester, ground, self.TABLE, seen=bulk.digest(self.TABLE))
        return [row.result.value for row in rows]

    def test_a_learner_with_a_very_long_name_stops_nobody(
        self, cast: SimpleNamespace, ground: Ground, four: list[Any]
    ) -> None:
        rename(cast.bram)
        assert self.begun(cast, ground) == ["made"] * 4
        assert self.begun(cast, ground) == ["exists"] * 4

    def test_a_line_that_the_database_refuses_is_told_and_stops_no_other(
        self, cast: SimpleNamespace, ground: Ground, four: list[Any], caplog: pytest.LogCaptureFixture
    ) -> None:
        cast.bram.first_name = "Refused"
        cast.bram.save()
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TRIGGER refuse BEFORE INSERT ON workmentor_agreement_party "
                "WHEN NEW.name LIKE 'Refused%' BEGIN SELECT RAISE(ABORT, 'out of order'); END"
            )
        requester = Requester(cast.tove.id, is_staff=True)
        rows = bulk.create(requester, ground, self.TABLE, seen=bulk.digest(self.TABLE))
        assert [row.result.value for row in rows] == ["made", "problem", "made", "made"]
        assert [message.code for message in rows[1].messages] == ["bulk_failed"]
        assert set(Agreement.objects.values_list("learner_id", flat=True)) == {
            user.id for user in four if user != cast.bram
        }
        assert "line 3" in caplog.text.lower()
        assert "Refused" not in caplog.text

        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER refuse")
        assert self.begun(cast, ground) == ["exists", "made", "exists", "exists"]

    def test_a_form_that_comes_twice_at_once_is_no_second_agreement(
        self, cast: SimpleNamespace, ground: Ground
    ) -> None:
        requester = Requester(cast.tove.id, is_staff=True)
        plan = Plan(cast.liga.id, request_key="1:form")
        first = starting.start(requester, ground, plan)
        assert starting.start(requester, ground, plan).uuid == first.uuid
        with pytest.raises(Changed) as refused:
            starting.start(requester, ground, replace(plan, request_key="1:other"))
        assert refused.value.message.code == "there_is_one"
