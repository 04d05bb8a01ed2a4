"""Figures without names stay as they were published until five people have come, gone on or left."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from workmentor_xblocks.core.output.figures.suppression import suppressed
from workmentor_xblocks.core.records.published import PublishedFigures, figures

pytestmark = pytest.mark.django_db

KEY = "block-v1:WorkMentor+M1+2026+type@workmentor_scenario+block@s1"


def look(answers: dict[str, str], kind: str = "survey") -> Any:
    """What is shown of people's answers, by person."""

    def make() -> Any:
        table: dict[str, list[str]] = {"yes": [], "no": []}
        for person, answer in answers.items():
            table[answer].append(person)
        return suppressed(table).dumped()

    return figures(kind, KEY, answers, make)


def people(count: int, answer: str = "yes", start: int = 0) -> dict[str, str]:
    return {f"p{number}": answer for number in range(start, start + count)}


def test_they_stay_for_four_and_move_for_five():
    before = look(people(10))
    assert before == {"counts": [["yes", 10], ["no", None]], "total": 10}
    assert look(people(10) | people(4, start=10)) == before
    assert look(people(10) | people(5, start=10))["total"] == 15


def test_who_answers_otherwise_counts_as_well():
    answers = people(20)
    before = look(answers)
    assert look(answers | people(4, "no")) == before
    assert look(answers | people(5, "no")) == {"counts": [["yes", 15], ["no", 5]], "total": 20}


def test_who_leaves_counts_as_well():
    before = look(people(14))
    assert look(people(10, start=4)) == before
    assert look(people(9, start=5))["total"] == 5


def test_some_who_come_and_some_who_leave_are_not_added_up():
    """Three for three others: whoever knew the three would see them. So it waits."""
    before = look(people(10))
    assert look(people(10, start=3)) == before


def test_nothing_is_kept_of_fewer_than_five():
    for count in range(5):
        assert look(people(count)) == {"counts": [["yes", None], ["no", None]], "total": None}
    assert not PublishedFigures.objects.exists()
    look(people(5))
    assert PublishedFigures.objects.get().kind == "survey"


def test_each_block_and_kind_has_its_own():
    look(people(10))
    assert look(people(20), kind="scenario")["total"] == 20
    assert look(people(10))["total"] == 10


def test_what_is_kept_names_nobody_and_marks_change_each_time():
    look(people(10))
    first = PublishedFigures.objects.get()
    assert not set(first.marks.split()) & set(people(10))
    assert len(first.marks.split()) == 10
    look(people(16))
    second = PublishedFigures.objects.get()
    assert not set(first.marks.split()) & set(second.marks.split()), "salted anew"


def test_figures_keep_their_order():
    answers = {f"p{number}": name for number, name in enumerate("zzzzzaaaaammmmm")}

    def make() -> Any:
        return suppressed({name: [p for p, a in answers.items() if a == name] for name in "zam"}).dumped()

    assert [name for name, _count in figures("survey", KEY, answers, make)["counts"]] == ["z", "a", "m"]


def test_a_thousand_random_looks_never_differ_by_fewer_than_five():
    """Whatever people do between two looks, what is shown changes only when five of them did something."""
    chance = Random(1)
    answers = people(12)
    shown, then, salt = look(answers), dict(answers), PublishedFigures.objects.get().salt
    moves = 0
    for number in range(1000):
        what = chance.choice(["come", "come", "leave", "change"])
        if what == "come" or len(answers) < 3:
            answers[f"n{number}"] = chance.choice(["yes", "no"])
        elif what == "leave":
            del answers[chance.choice(sorted(answers))]
        else:
            answers[chance.choice(sorted(answers))] = chance.choice(["yes", "no"])
        before, shown = shown, look(answers)
        if PublishedFigures.objects.get().salt == salt:
            assert shown == before
        else:
            assert sum(answers.get(name) != then.get(name) for name in {*answers, *then}) >= 5
            then, salt, moves = dict(answers), PublishedFigures.objects.get().salt, moves + 1
    assert moves > 20
