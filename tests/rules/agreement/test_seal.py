"""What a history is sealed with: salts nobody guesses, links that follow each other, and no free text in any."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.agreement.histories import NAMES, SENTENCES
from workmentor_xblocks.agreement.rules import seal
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event, State
from workmentor_xblocks.agreement.rules.seal import FreeText, Link, make_opening, moment, new_salt, next_event
from workmentor_xblocks.agreement.rules.verify_agreement import canonical, commitment, event_hash

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
HASH = "5d" * 32
PARTY = "0f" * 16


def link(previous: Link | None = None, **told: Any) -> Link:
    base: dict[str, Any] = {
        "agreement": "ab" * 16,
        "at": AT,
        "kind": "sign",
        "actor": "learner",
        "party": PARTY,
        "state": "signing",
        "version": 2,
        "version_sha256": HASH,
    }
    return next_event(previous, **{**base, **told})


@pytest.mark.shows("agreement pitfall 17")
def test_salts_are_32_bytes_and_never_the_same() -> None:
    salts = {new_salt() for _ in range(1000)}
    assert len(salts) == 1000
    assert {len(bytes.fromhex(salt)) for salt in salts} == {32}


@pytest.mark.shows("agreement pitfall 17")
def test_equal_values_have_different_commitments() -> None:
    one, another = make_opening("Liga"), make_opening("Liga")
    assert one.commitment != another.commitment
    assert one.commitment == commitment(one.salt, "Liga")


@pytest.mark.parametrize(
    "value", [*NAMES, *SENTENCES, "e\u0301", 38, True, None, [{"outcome": "Le\u0304ga"}], [[1, 2]]]
)
def test_an_opening_opens_what_it_holds(value: Any) -> None:
    made = make_opening(value)
    assert commitment(made.salt, made.value) == made.commitment
    assert make_opening(made.value).value == made.value


@pytest.mark.shows("agreement pitfall 12")
def test_a_text_is_sealed_in_composed_form() -> None:
    assert make_opening({"name": ["Le\u0304ga"]}).value == {"name": ["L\u0113ga"]}


def test_what_has_no_one_form_is_not_sealed() -> None:
    with pytest.raises(ValueError, match="fraction"):
        make_opening(1.5)


def test_the_first_link_begins_and_the_next_follows() -> None:
    first = link(kind="create", version=1, version_sha256="", data={"template": HASH})
    second = link(first, data={"signature": PARTY, "consent": HASH, "method": "login", "name": HASH})

    assert (first.event["seq"], first.event["previous"]) == (0, "")
    assert (second.event["seq"], second.event["previous"]) == (1, first.hash)
    assert second.hash == event_hash(second.event) == event_hash(second.record)
    assert canonical(second.record) == second.text.encode("utf-8")
    assert second.event["at"] == "2026-11-21T09:30:00Z"


def test_a_link_follows_what_a_table_kept_of_the_one_before() -> None:
    first = link()
    assert link(first) == next_event({"seq": 0, "hash": first.hash}, **{**arguments(), "data": None})


def arguments() -> dict[str, Any]:
    known = link().record
    return {
        **{name: known[name] for name in known if name not in ("seq", "previous", "data", "at")},
        "at": AT,
    }


def test_words_of_the_lifecycle_are_written_as_words() -> None:
    made = link(kind=Event.SIGN, actor=Actor.LEARNER, state=State.SIGNING)
    assert {type(made.record[name]) for name in ("kind", "actor", "state")} == {str}
    assert made.text == link().text


@pytest.mark.shows("agreement pitfall 18a")
def test_moments_are_in_utc_to_the_second() -> None:
    in_riga = datetime(2026, 11, 21, 11, 30, 59, 999_999, tzinfo=timezone(timedelta(hours=2)))
    assert moment(in_riga) == "2026-11-21T09:30:59Z"
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2026, 11, 21))  # noqa: DTZ001  # that is what is refused


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"reason": "changed_company", "text": {"commitment": HASH}},
        {"signature": PARTY, "kind": "typed", "consent": HASH, "method": "link_and_code", "name": HASH},
        {
            "fields": {
                "start": [None, "2026-09-01"],
                "hours": [38, 40],
                "night_work": [True, False],
                "field-3": [None],
            }
        },
        {"at": "2026-11-21T09:30:00Z", "language": "nb-NO", "step": "week_1", "asks": False, "field": ""},
        {"drawing": {"commitment": HASH}, "points": [[1, 2], [3, 4]]},
        {"person": {"commitment": HASH}, "member": {"commitment": HASH}, "attested_by": {"commitment": HASH}},
    ],
)
def test_codes_numbers_dates_and_hashes_may_stand_in_a_link(data: dict[str, Any]) -> None:
    assert link(data=data).record["data"] == data


@pytest.mark.parametrize(
    "text", [*NAMES, *SENTENCES, "liga@site.example", "liga.ozola", "29123456", "x" * 81, "-", "a/b"]
)
@pytest.mark.shows("agreement pitfall 16")
def test_free_text_may_not_wherever_it_hides(text: str) -> None:
    for data in ({"note": text}, {"a": [{"b": text}]}, {text: 1}, {"fields": {"tasks": [None, text]}}):
        with pytest.raises(FreeText) as refused:
            link(data=data)
        assert text not in str(refused.value)
    for name in ("kind", "actor", "party", "state", "agreement", "version_sha256"):
        with pytest.raises(FreeText):
            link(**{name: text})


@pytest.mark.parametrize(
    "name", ["name", "person", "member", "organisation", "position", "email", "phone", "text"]
)
@pytest.mark.parametrize(
    "value", ["Liga", "ab", 29123456, {"commitment": "Liga"}, {"commitment": HASH, "was": "Liga"}]
)
def test_what_is_told_of_people_is_sealed_even_if_it_looks_like_a_code(name: str, value: Any) -> None:
    with pytest.raises(FreeText):
        link(data={name: value})


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_whatever_may_stand_in_a_link_has_no_blank_and_is_ascii(text: str) -> None:
    assert not seal.is_code(text) or (text.isascii() and not set(text) & set(" .@,\n\t'\"/\\<>"))
