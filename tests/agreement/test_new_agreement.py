"""An agreement begins with what its template suggests, in the language in which it binds."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.agreement.driving import begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions import new_agreement
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.core.content.variants import fingerprint


def bilingual() -> Definition:
    """The rhythm of the talks and the hours are suggested; the first also in Dutch."""
    english = small()
    fields = tuple(
        field.but(suggestion="Once a week") if field.id == "rhythm"
        else field.but(suggestion="38") if field.id == "hours"
        else field
        for field in english.sections[0].fields
    )  # fmt: skip
    english = english.but(sections=(english.sections[0].but(fields=fields),))
    texts = [
        {"for": path, "of": fingerprint(text), "text": f"nl: {text}"}
        for path, text in english.texts()
        if text and path.startswith("frame/")
    ]
    data = {**english.model_dump(mode="json", by_alias=True), "variants": [{"lang": "nl", "texts": texts}]}
    return Definition.from_data(data)


@pytest.mark.parametrize(
    ("language", "suggested"), [("en", "Once a week"), ("nl", "nl: Once a week"), ("fi", "Once a week")]
)
@pytest.mark.shows("agreement pitfall 42")
def test_suggestions_come_in_the_language_of_the_binding_text(
    cast: SimpleNamespace, usage_key: str, language: str, suggested: str
) -> None:
    ground = new_agreement.Ground(usage_key, COURSE_KEY, bilingual(), language)
    done = new_agreement.start(
        Requester(cast.tove.id, is_staff=True), ground, new_agreement.Plan(cast.liga.id)
    )

    thread = threads.find(done.uuid)
    assert thread is not None
    assert thread.values() == {"rhythm": suggested, "hours": 38}


def test_what_is_known_already_stands_before_a_suggestion(cast: SimpleNamespace, usage_key: str) -> None:
    ground = new_agreement.Ground(usage_key, COURSE_KEY, bilingual(), "nl")
    plan = new_agreement.Plan(cast.liga.id, values={"rhythm": "Every Friday"})
    done = new_agreement.start(Requester(cast.tove.id, is_staff=True), ground, plan)

    thread = threads.find(done.uuid)
    assert thread is not None
    assert thread.values()["rhythm"] == "Every Friday"


def test_a_template_without_suggestions_begins_empty(cast: SimpleNamespace, usage_key: str) -> None:
    assert begin(cast, usage_key, COURSE_KEY).thread.values() == {}
