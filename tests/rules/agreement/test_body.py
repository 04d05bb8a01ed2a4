"""What people fill in: the form it is kept in, what happens when two write at once, and what a change voids."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

import pytest
from hypothesis import given, strategies as st

from tests.agreement.histories import DEFINITION, NAMES, TEMPLATE_HASH, some_values
from workmentor_xblocks.agreement.content.definition import ChangeClass, Column, Field, Kind, Option
from workmentor_xblocks.agreement.rules import body, seal
from workmentor_xblocks.agreement.rules.body import (
    canonical_body,
    change_class,
    changes,
    effect_of_change,
    people_of,
    stands_in_clear,
    values_of,
)
from workmentor_xblocks.agreement.rules.verify_agreement import body_hash, canonical
from workmentor_xblocks.core.content.errors import BadValue
from workmentor_xblocks.core.content.typed_dates import as_date
from workmentor_xblocks.core.forms.merge import digest, equal, merge
from workmentor_xblocks.core.forms.values import (
    LONGEST_CELL,
    LONGEST_LINE,
    LONGEST_TABLE,
    LONGEST_TEXT,
    MOST_LINES,
    MOST_ROWS,
    clean_value,
    is_empty,
)

ROWS = Field(id="outcomes", kind=Kind.ROWS, columns=(Column(id="outcome"), Column(id="level")))
CHOICE = Field(id="type", kind=Kind.CHOICE, options=(Option(id="school"), Option(id="job")))


def field(kind: str, **more: Any) -> Field:
    return Field(id="it", kind=kind, **more)


def refused(one: Field, raw: Any) -> str:
    with pytest.raises(BadValue) as why:
        clean_value(one, raw)
    return why.value.message.code


# --- the form in which a value is kept --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "raw", "kept"),
    [
        (field(Kind.LINE), "  Līga \n Ozola\x00 ", "Līga Ozola"),
        (field(Kind.LINE), "Le\u0304ga", "L\u0113ga"),
        (field(Kind.TEXT), "One.\r\n\r\nTwo.\x0b", "One.\n\nTwo."),
        (field(Kind.TEXT), "\ud800ok", "ok"),
        (field(Kind.DATE), " 2026-09-01 ", "2026-09-01"),
        (field(Kind.NUMBER), "38", 38),
        (field(Kind.NUMBER), 0, 0),
        (field(Kind.NUMBER), "٣٨", 38),
        (field(Kind.NUMBER), str(2**53 - 1), 2**53 - 1),
        (CHOICE, "job", "job"),
        (field(Kind.YES_NO), "yes", True),
        (field(Kind.YES_NO), "No", False),
        (field(Kind.YES_NO), False, False),
        (ROWS, [{"outcome": " Brakes\x07 "}, {"level": " "}], [{"outcome": "Brakes", "level": ""}]),
        (field("of a newer version"), "words", "words"),
    ],
)
def test_a_value_is_kept_in_one_form(one: Field, raw: Any, kept: Any) -> None:
    assert clean_value(one, raw) == kept
    assert clean_value(one, kept) == kept
    canonical(clean_value(one, raw))


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("raw", [None, ""])
def test_nothing_is_kept_of_an_empty_field(kind: str, raw: Any) -> None:
    assert clean_value(field(kind, columns=ROWS.columns, options=CHOICE.options), raw) is None


@pytest.mark.parametrize("raw", [[], [{}], [{"outcome": " "}, {"level": ""}]])
def test_rows_without_a_word_are_no_rows(raw: Any) -> None:
    assert clean_value(ROWS, raw) is None


@pytest.mark.parametrize(
    ("one", "raw", "code"),
    [
        (field(Kind.LINE), "x" * (LONGEST_LINE + 1), "value_too_long"),
        (field(Kind.TEXT), "x" * (LONGEST_TEXT + 1), "value_too_long"),
        (field(Kind.TEXT), 7, "value_no_text"),
        (field(Kind.TEXT), {"a": 1}, "value_no_text"),
        (field(Kind.DATE), "1.9.2026", "value_no_date"),
        (field(Kind.DATE), "2026-02-30", "value_no_date"),
        (field(Kind.DATE), "20260901", "value_no_date"),
        (field(Kind.DATE), "2026-W36-2", "value_no_date"),
        (field(Kind.DATE), "1899-12-31", "value_far_date"),
        (field(Kind.DATE), "2201-01-01", "value_far_date"),
        (field(Kind.NUMBER), "38,5", "value_no_number"),
        (field(Kind.NUMBER), 38.5, "value_no_text"),
        (field(Kind.NUMBER), True, "value_no_text"),
        (field(Kind.NUMBER), "-1", "value_no_number"),
        (field(Kind.NUMBER), -1, "value_no_number"),
        (field(Kind.NUMBER), "²", "value_no_number"),
        (field(Kind.NUMBER), str(2**53), "value_large_number"),
        (field(Kind.NUMBER), "9" * 300, "value_large_number"),
        (CHOICE, "neither", "value_no_choice"),
        (field(Kind.YES_NO), "maybe", "value_no_yes_no"),
        (ROWS, "Brakes", "value_no_rows"),
        (ROWS, ["Brakes"], "value_no_rows"),
        (ROWS, [{"outcome": 7}], "value_no_text"),
        (ROWS, [{"pay": "1"}], "value_no_column"),
        (ROWS, [{"outcome": "x" * (LONGEST_CELL + 1)}], "value_too_long"),
        (ROWS, [{"outcome": "x"}] * (MOST_ROWS + 1), "value_many_rows"),
        (field(Kind.TEXT), "x\n" * MOST_LINES + "x", "value_many_lines"),
        (field(Kind.TEXT), "x\u2028" * MOST_LINES + "x", "value_many_lines"),
        (ROWS, [{"outcome": "x\n" * 99 + "x"}] * (MOST_LINES // 100 + 1), "value_many_lines"),
        (ROWS, [{"outcome": "x" * LONGEST_CELL}] * (LONGEST_TABLE // LONGEST_CELL + 1), "value_long_table"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(one: Field, raw: Any, code: str) -> None:
    assert refused(one, raw) == code


@pytest.mark.parametrize(
    ("one", "raw"),
    [
        (field(Kind.TEXT), "\n".join("x" * MOST_LINES)),
        (ROWS, [{"outcome": "x" * LONGEST_CELL, "level": ""}] * (LONGEST_TABLE // LONGEST_CELL)),
        (ROWS, [{"outcome": "\n".join("x" * 100), "level": "x"}] * (MOST_LINES // 100)),
    ],
    ids=["lines", "letters of a table", "lines of a table"],
)
def test_as_much_as_fits_is_kept_whole(one: Field, raw: Any) -> None:
    assert clean_value(one, raw) == raw


def test_the_sentence_says_by_how_much_it_is_too_long() -> None:
    with pytest.raises(BadValue, match=r"too long by 2: at most 300 characters"):
        clean_value(field(Kind.LINE), "x" * (LONGEST_LINE + 2))


_RAW = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["outcome", "level", "x"]), inner)
    ),
    max_leaves=6,
)


@pytest.mark.thorough
@given(st.sampled_from([*DEFINITION.fields]), _RAW)
def test_whatever_comes_is_kept_in_one_form_or_refused(one: Field, raw: Any) -> None:
    try:
        kept = clean_value(one, raw)
    except BadValue:
        return
    assert clean_value(one, kept) == kept
    assert kept is None or canonical(kept)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-09-01", (2026, 9, 1)),
        ("", None),
        (None, None),
        (20260901, None),
        ("20260901", None),
        ("2026-13-01", None),
    ],
)
def test_a_day_is_read_from_a_value(value: Any, day: tuple[int, int, int] | None) -> None:
    found = as_date(value)
    assert (found and (found.year, found.month, found.day)) == day


# --- equal or not -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [None, "", [], ()])
def test_nothing_filled_in_has_no_name(value: Any) -> None:
    assert is_empty(value)
    assert digest(value) == ""
    assert equal(value, None)


def test_a_no_and_a_zero_are_answers() -> None:
    assert len({digest(value) for value in (None, False, 0, "0", True, 1, "1")}) == 7


def test_values_are_named_by_what_they_say() -> None:
    assert digest("Le\u0304ga") == digest("L\u0113ga")
    assert digest([{"a": "1", "b": "2"}]) == digest(({"b": "2", "a": "1"},))
    assert re.fullmatch("[0-9a-f]{16}", digest("Līga"))


# --- two people at once -----------------------------------------------------------------------------------------------


def test_who_read_what_stands_there_may_write() -> None:
    merged = merge({"tasks": "Clean."}, {"tasks": "Clean and oil."}, {"tasks": digest("Clean.")})
    assert (dict(merged.accepted), merged.conflicts) == ({"tasks": "Clean and oil."}, ())


def test_who_read_an_empty_field_may_fill_it() -> None:
    assert merge({}, {"tasks": "Clean."}, {}).accepted == {"tasks": "Clean."}
    assert merge({}, {"tasks": None}, {}).accepted == {"tasks": None}


def test_two_who_write_at_once_see_both_texts() -> None:
    merged = merge({"tasks": "Marta’s"}, {"tasks": "Liga’s", "hours": 38}, {"tasks": digest("before")})
    assert dict(merged.accepted) == {"hours": 38}
    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.theirs, conflict.yours) == ("tasks", "Marta’s", "Liga’s")


def test_two_who_write_the_same_agree() -> None:
    merged = merge({"hours": 38}, {"hours": 38}, {"hours": digest(40)})
    assert (dict(merged.accepted), merged.conflicts) == ({"hours": 38}, ())


def test_what_was_only_sent_along_writes_nothing_over() -> None:
    merged = merge({"tasks": "Marta’s new"}, {"tasks": "old"}, {"tasks": digest("old")})
    assert (dict(merged.accepted), merged.conflicts, merged.untouched) == ({}, (), ("tasks",))


def test_who_has_seen_both_texts_decides() -> None:
    first = merge({"tasks": "Marta’s"}, {"tasks": "Liga’s"}, {"tasks": digest("before")})
    theirs = first.conflicts[0].theirs
    assert merge({"tasks": "Marta’s"}, {"tasks": "Liga’s"}, {"tasks": digest(theirs)}).accepted == {
        "tasks": "Liga’s"
    }


def test_clearing_a_field_that_somebody_filled_meanwhile_is_a_conflict() -> None:
    (conflict,) = merge({"tasks": "Marta’s"}, {"tasks": None}, {"tasks": digest("before")}).conflicts
    assert (conflict.theirs, conflict.yours) == ("Marta’s", None)


_VALUES = st.sampled_from([None, "a", "b", "Līga", 0, 1, True, False])
_FORM = st.dictionaries(st.sampled_from("uvwxyz"), _VALUES)


@given(_FORM, _FORM, _FORM)
@pytest.mark.shows("agreement pitfall 47")
def test_nobodys_word_is_ever_lost(
    read: dict[str, Any], current: dict[str, Any], proposed: dict[str, Any]
) -> None:
    merged = merge(current, proposed, {name: digest(value) for name, value in read.items()})
    conflicts = {conflict.field: conflict for conflict in merged.conflicts}

    assert sorted([*merged.accepted, *conflicts, *merged.untouched]) == sorted(proposed)
    for name, yours in proposed.items():
        theirs, seen = current.get(name), read.get(name)
        if name in merged.accepted:
            assert equal(merged.accepted[name], yours)
            assert equal(theirs, seen) or equal(theirs, yours)  # nothing is written over unseen
        elif name in conflicts:
            assert equal(conflicts[name].yours, yours)
            assert equal(conflicts[name].theirs, theirs)
            assert not equal(theirs, yours)
        else:
            assert equal(yours, seen)  # no word of theirs: it was there before


# --- from version to version ------------------------------------------------------------------------------------------


def person(party: str, role: str, name: str, **more: str) -> dict[str, str]:
    return {"party": party, "role": role, "name": name, **more}


LIGA = person("p1", "learner", "Liga Ozola")
EGLE = person("p2", "employer", "Egle Petrauskaite", organisation="Ohm & Co")
MARTA = person("p3", "mentor", "Marta Ozola")


def test_what_differs_comes_in_the_order_of_the_template_people_first() -> None:
    before = {"tasks": "Clean.", "hours": 38, "phone": "1"}
    after = {"tasks": "Clean and oil.", "hours": 40, "phone": "1", "start": "2026-09-01"}
    found = changes(
        before,
        after,
        DEFINITION,
        people_before=[LIGA, EGLE],
        people_after=[LIGA, {**EGLE, "organisation": "Ampere"}],
    )
    assert [(one.path, one.before, one.after) for one in found] == [
        ("party/employer/organisation", "Ohm & Co", "Ampere"),
        ("frame/start", None, "2026-09-01"),
        ("frame/hours", 38, 40),
        ("work/tasks", "Clean.", "Clean and oil."),
    ]
    assert [one.change for one in found] == ["material", "material", "notice", "material"]
    assert [one.field.label for one in found if one.field] == ["Start", "Hours", "Tasks"]


def test_somebody_elses_name_in_a_role_is_a_change_of_that_role() -> None:
    mikael = person("p9", "mentor", "Mikael Berg")
    (one,) = changes({}, {}, DEFINITION, people_before=[LIGA, MARTA], people_after=[LIGA, mikael])
    assert (one.path, one.before, one.after) == ("party/mentor/name", "Marta Ozola", "Mikael Berg")


def test_who_comes_beside_who_is_there_is_told_and_who_leaves_too() -> None:
    mikael = person("p9", "mentor", "Mikael Berg")
    (came,) = changes({}, {}, DEFINITION, people_before=[MARTA], people_after=[MARTA, mikael])
    (left,) = changes({}, {}, DEFINITION, people_before=[MARTA, mikael], people_after=[mikael])
    assert (came.before, came.after) == (None, "Mikael Berg")
    assert (left.before, left.after) == ("Marta Ozola", None)


def test_nothing_differs_between_equals() -> None:
    values = some_values(Random(1))
    assert changes(values, dict(values), DEFINITION, people_before=[LIGA], people_after=[LIGA]) == ()
    assert changes({"tasks": None}, {"tasks": ""}, DEFINITION) == ()


@given(st.integers(0, 200), st.integers(0, 200))
def test_every_field_that_differs_is_told_once(one: int, another: int) -> None:
    before, after = some_values(Random(one)), some_values(Random(another))
    found = changes(before, after, DEFINITION)
    order = [f"{DEFINITION.section_of[name]}/{name}" for name in DEFINITION.field_by_id]
    assert {change.path for change in found} == {
        path for path in order if not equal(before[path.split("/")[1]], after[path.split("/")[1]])
    }
    assert [(change.before, change.after) for change in found] == [
        (change.before, change.after) for change in found if not equal(change.before, change.after)
    ]


def test_a_class_that_nobody_knows_is_the_strictest() -> None:
    assert change_class(field(Kind.LINE, change="whatever")) is ChangeClass.MATERIAL


# --- the sealed text --------------------------------------------------------------------------------------------------


def sealed(values: dict[str, Any], people: list[dict[str, str]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A body of these values and people, and what opens it."""
    openings: dict[str, Any] = {}

    def hide(value: Any) -> dict[str, str]:
        made = seal.make_opening(value)
        openings[made.commitment] = made.value
        return {"commitment": made.commitment}

    fields = {
        name: value if is_empty(value) or stands_in_clear(DEFINITION.field_by_id[name]) else hide(value)
        for name, value in values.items()
    }
    parties = [
        {what: hide(said) if what in body.PERSON else said for what, said in one.items()} for one in people
    ]
    made = canonical_body(
        DEFINITION,
        template=TEMPLATE_HASH,
        language="nb",
        number=1,
        previous="",
        fields=fields,
        parties=parties,
    )
    return made, openings


@given(st.integers(0, 500))
def test_what_is_sealed_can_be_opened_again(seed: int) -> None:
    values, people = some_values(Random(seed)), [LIGA, EGLE, MARTA]
    made, openings = sealed(values, people)
    assert values_of(made, openings) == {name: value for name, value in values.items() if not is_empty(value)}
    assert people_of(made, openings) == people


@given(st.integers(0, 500))
def test_the_sealed_text_holds_no_word_of_anybody(seed: int) -> None:
    values, people = some_values(Random(seed)), [LIGA, EGLE, MARTA]
    made, openings = sealed(values, people)
    text = json.dumps(made, ensure_ascii=False)
    assert not [name for name in (*NAMES, "Liga", "Egle", "Ohm") if name in text]
    assert re.fullmatch("[0-9a-f]{64}", body_hash(made))
    assert values_of(made, dict.fromkeys(openings)) == {
        name: kept if not isinstance(kept, dict) else "" for name, kept in made["fields"].items()
    }
    assert {one["name"] for one in people_of(made, {})} == {""}


def test_a_choice_stands_in_clear_unless_its_ids_are_words_of_somebody() -> None:
    assert stands_in_clear(CHOICE)
    assert not stands_in_clear(field(Kind.CHOICE, options=(Option(id="Ask Liga"), Option(id="job"))))
    assert [kind for kind in Kind if not stands_in_clear(field(kind))] == [Kind.LINE, Kind.TEXT, Kind.ROWS]


# --- said before an edit ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "in_force", "frozen", "signatures", "sentence"),
    [
        ("material", False, False, 0, "Nothing is signed yet. The others see what you change."),
        ("contact", False, False, 0, "Nothing is signed yet. The others see what you change."),
        ("material", False, True, 0, "The text is fixed for signing. To change this it is opened again, and everybody signs anew."),
        ("material", False, True, 1, "Changing this makes 1 signature void; everybody signs again."),
        ("notice", False, True, 2, "Changing this makes 2 signatures void; everybody signs again."),
        ("material", False, True, 3, "Everybody has signed. Changing this makes all 3 signatures void; everybody signs again."),
        ("contact", False, True, 2, "This is only recorded: nobody has to sign again."),
        ("material", True, False, 0, "Changing this is an amendment that everybody signs. What you agreed on holds until then."),
        ("material", True, True, 2, "Changing this makes 2 signatures void; everybody signs again."),
        ("notice", True, False, 0, "The change holds at once. Everybody is told and may object."),
        ("notice", True, True, 2, "The change holds at once. Everybody is told and may object."),
        ("contact", True, False, 0, "This is only recorded: nobody has to sign again."),
    ],
)  # fmt: skip
@pytest.mark.shows("agreement promise 5")
def test_it_is_said_what_a_change_means_before_it_is_made(
    change: str, in_force: bool, frozen: bool, signatures: int, sentence: str
) -> None:
    said = effect_of_change(
        ChangeClass(change), in_force=in_force, frozen=frozen, signatures=signatures, signers=3
    )
    assert str(said) == sentence
