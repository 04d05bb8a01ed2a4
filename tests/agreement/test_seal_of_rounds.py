"""The seal over whole rounds of acts: the chain holds whatever was done, and what a receipt names is found in it."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from tests.agreement.driving import Story
from tests.agreement.every_stage import EVERY_STAGE
from tests.agreement.everyone import NAMES, STAGES, everyone
from tests.agreement.visiting import delivered
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.records.tables import HistoryEvent, Version
from workmentor_xblocks.agreement.rules import seal
from workmentor_xblocks.agreement.rules.verify_agreement import body_hash, verify
from workmentor_xblocks.core.records.names import new_id


@pytest.mark.parametrize("stage", EVERY_STAGE)
@pytest.mark.shows("agreement pitfall 16")
def test_at_every_stage_the_history_is_whole_and_tells_of_nobody(
    cast: SimpleNamespace, usage_key: str, stage: str
) -> None:
    story = everyone(cast, usage_key)
    STAGES[stage](story)

    assert verify(history(story.thread), story.row.head) == []
    chain = "".join(HistoryEvent.objects.order_by("seq").values_list("record", flat=True))
    for name in (*NAMES.values(), "Ohm", "example.org", "lift shaft"):
        assert name not in chain


@pytest.mark.shows("agreement step 8")
def test_every_fixed_text_has_the_hash_under_which_it_is_signed(story: Story) -> None:
    story.ready().signed()
    story.does("employer", "propose", reason="hours")
    story.fills("employer", hours="30")
    story.does("school", "freeze")
    story.signed()

    first, second = Version.objects.order_by("number")
    for version in (first, second):
        assert version.body is not None
        assert body_hash(version.body) == version.sha256
    assert second.previous == first.sha256
    signed = {event["version_sha256"] for event in history(story.thread)["events"] if event["kind"] == "sign"}
    assert signed == {first.sha256, second.sha256}


@pytest.mark.shows("agreement promise 17")
def test_a_receipt_names_a_link_that_no_later_change_of_the_tables_keeps(story: Story) -> None:
    """Whoever owns the database could write the whole chain anew; the heads in people's mails would not be in it."""
    story.ready()
    story.signs("employer", "Egle Petrauskaite")
    receipt = next(mail for mail in reversed(delivered()) if "egle@ohm.example" in mail.to)
    head = story.row.head
    assert head in receipt.body
    story.signs("learner", "Liga Ozola")

    told = history(story.thread)
    assert head in {event["hash"] for event in told["events"]}
    forged = copy.deepcopy(told)
    forged["events"] = _written_anew(forged["events"])
    assert head not in {event["hash"] for event in forged["events"]}
    assert verify(forged, story.row.head) != []


def _written_anew(events: list[dict[str, object]]) -> list[dict[str, object]]:
    """The chain as a forger makes it: one day moved, every hash right."""
    found: list[dict[str, object]] = []
    for event in events:
        record = {key: value for key, value in event.items() if key != "hash"}
        record["at"] = "2026-01-01T00:00:00Z"
        record["previous"] = found[-1]["hash"] if found else ""
        found.append({**record, "hash": seal.event_hash(record)})
    return found


def test_an_id_of_digits_only_is_an_id() -> None:
    """One in two million ids has no letter in it; its party must be able to act all the same."""
    digits = "12345678901244567890123456789012"
    assert len(digits) == len(new_id())
    link = seal.next_event(
        None,
        agreement=digits,
        at=datetime.now(UTC),
        kind="invite",
        actor="school",
        party=digits,
        state="draft",
        version=1,
        version_sha256="",
        data={"party": digits},
    )
    assert json.loads(link.text)["party"] == digits


@pytest.mark.parametrize("number", ["123456", "37120000000", "4915112345678"])
def test_a_telephone_number_is_none(number: str) -> None:
    assert not seal.is_code(number)
