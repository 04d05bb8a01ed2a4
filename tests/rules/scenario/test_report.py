"""What a trainer learns of a group, and what nobody can work out from it."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import replace

import pytest

from tests.attacker import Equation, by_subtraction
from tests.scenario.graphs import random_scenario
from tests.scenario.stories import (
    kitchen,
    kitchen_data,
    without,
)
from workmentor_xblocks.core.output.figures.suppression import SMALLEST_SHOWN
from workmentor_xblocks.scenario.content.definition import Definition, Scene, from_data
from workmentor_xblocks.scenario.rules.report import FINISHED, STARTED_ONLY, Report, Walk, report
from workmentor_xblocks.scenario.rules.run import Status
from workmentor_xblocks.scenario.rules.scoring import Figure

KITCHEN = kitchen()


def walk(user_id: int, *path: tuple[str, str], place: str = "", status: Status = Status.DEBRIEFED) -> Walk:
    return Walk(user_id=user_id, status=status, place=place, path=path)


def best(user_id: int) -> Walk:
    return walk(user_id, ("door", "greet"), ("slicer", "stop"), ("break", "ask"), place="trust")


@pytest.mark.shows("scenario lesson 17")
class TestGroup:
    def test_each_person_counts_once_by_the_first_run(self):
        walks = [best(1), walk(1, ("door", "apron"), place="slicer", status=Status.PLAYING), best(2)]
        found = report(KITCHEN, walks)
        assert found.started.counts == {FINISHED: 2, STARTED_ONLY: 0}
        assert found.people == 2
        assert found.scenes[0].cells.counts == {"greet": 2, "apron": 0}

    def test_who_did_not_finish_is_counted_where_they_stand(self):
        walks = [
            walk(1, ("door", "greet"), place="slicer", status=Status.PLAYING),
            walk(2, place="door", status=Status.PLAYING),
            walk(3, ("door", "greet"), place="", status=Status.ENDED),  # had to leave
            best(4),
        ]
        found = report(KITCHEN, walks)
        assert found.left_at.counts == {"slicer": 1, "door": 1, "": 1}
        assert found.started.counts == {FINISHED: 1, STARTED_ONLY: 3}

    def test_at_a_scene_the_last_visit_counts(self):
        walks = [
            walk(
                1,
                ("door", "greet"),
                ("slicer", "round"),
                ("door", "apron"),
                place="slicer",
                status=Status.PLAYING,
            )
        ]
        scenes = {shares.scene.id: shares.cells.counts for shares in report(KITCHEN, walks).scenes}
        assert scenes["door"] == {"greet": 0, "apron": 1}
        assert scenes["slicer"] == {"stop": 0, "shout": 0, "round": 1}

    def test_options_and_places_that_were_taken_out_are_still_counted(self):
        data = kitchen_data()
        data["scenes"][1]["choices"] = data["scenes"][1]["choices"][1:]
        found = report(from_data(data), [best(1)])
        assert found.scenes[1].cells.counts == {"shout": 0, "round": 0, "": 1}
        assert report(without("trust"), [best(1)]).endings.counts == {"luck": 0, "trust": 1}

    def test_a_renamed_scene_gathers_both_names(self):
        data = kitchen_data()
        data["scenes"][0].update(id="gate", was=["door"])
        data["start"] = "gate"
        later = walk(2, ("gate", "greet"), place="slicer", status=Status.PLAYING)
        assert report(from_data(data), [best(1), later]).scenes[0].cells.counts == {"greet": 2, "apron": 0}

    @pytest.mark.shows("scenario goal 4a")
    def test_the_profile_is_the_mean_over_people_by_today_s_key(self):
        half = walk(2, ("door", "apron"), ("slicer", "stop"), ("break", "lecture"), place="luck")
        assert report(KITCHEN, [best(1), half]).profile == [
            Figure("C2", 0.5, 2), Figure("C5", 0.5, 2), Figure("C7", 1.0, 2),
        ]  # fmt: skip

    def test_nobody_is_a_report_too(self):
        found = report(KITCHEN, [])
        assert (found.people, found.profile) == (0, [])
        assert report(Definition(), [best(1)]).people == 1


def forward_only(seed: int) -> Definition:
    """A random scenario without loops, in which people run through the tables like water."""
    definition, chance = random_scenario(seed, scenes=5), random.Random(seed)
    order = [scene.id for scene in definition.scenes] + [ending.id for ending in definition.endings]
    return definition.but(
        scenes=tuple(
            scene.but(
                choices=tuple(
                    choice.but(to=chance.choice(order[order.index(scene.id) + 1 :]))
                    for choice in scene.choices
                )
            )
            for scene in definition.scenes
        )
    )


def group(definition: Definition, chance: random.Random, size: int) -> list[Walk]:
    """People who choose as they like; some stop on the way."""
    walks = []
    for user_id in range(size):
        path: list[tuple[str, str]] = []
        place = definition.place(definition.start)
        while isinstance(place, Scene) and chance.random() < 0.93:
            choice = chance.choice(place.choices)
            path.append((place.id, choice.id))
            place = definition.place(choice.to)
        status = Status.PLAYING if isinstance(place, Scene) else Status.DEBRIEFED
        walks.append(walk(user_id, *path, place=place.id, status=status))
    return walks


Names = list[tuple[str, str]]


def shown_in(found: Report) -> Iterator[tuple[Names, int]]:
    """Everything that a report says, as if it were exact: counts whose sum is that number."""
    tables = {"run": found.started, "left_at": found.left_at, "ending": found.endings}
    tables |= {shares.scene.id: shares.cells for shares in found.scenes}
    for table, cells in tables.items():
        yield from (([(table, name)], count) for name, count in cells.counts.items() if count is not None)
        if cells.total is not None and table != "left_at":
            yield [(table, name) for name in cells.counts], cells.total
    if found.people is not None:
        yield [("run", FINISHED), ("run", STARTED_ONLY)], found.people


def hanging_together(definition: Definition) -> Iterator[tuple[Names, Names]]:
    """Which counts of a scenario without loops add up to the same: who came to a place left it or stands there."""
    came: dict[str, Names] = {}
    for scene in definition.scenes:
        for choice in scene.choices:
            came.setdefault(choice.to, []).append((scene.id, choice.id))
    for scene in definition.scenes:
        if scene.id != definition.start:
            went = [*((scene.id, choice.id) for choice in scene.choices), ("left_at", scene.id)]
            yield came.get(scene.id, []), went
    for ending in definition.endings:
        yield came.get(ending.id, []), [("ending", ending.id)]
    yield [("ending", ending.id) for ending in definition.endings], [("run", FINISHED)]
    yield [("left_at", scene.id) for scene in definition.scenes], [("run", STARTED_ONLY)]


def equations(definition: Definition, found: Report, looks: tuple[str, ...]) -> Iterator[Equation]:
    """All of it. A count of now is the one of then and what is new: ``looks`` names what adds up."""
    sums = [(names, [], count) for names, count in shown_in(found)]
    sums += [(names, others, 0) for names, others in hanging_together(definition)]
    for names, others, count in sums:
        factors: Counter[Hashable] = Counter()
        factors.update(itertools.product(looks, names))
        factors.subtract(itertools.product(looks, others))
        yield factors, count


@pytest.mark.shows("scenario pitfall 31", "scenario goal 14")
class TestWithoutNames:
    def test_by_subtraction_only_fives_follow_from_all_that_is_shown_then_and_now(self):
        """150 groups without loops, and as many again when more came, went on, or were erased."""
        followed = exact = 0
        for seed in range(150):
            definition, chance = forward_only(seed), random.Random(seed)
            then = group(definition, chance, chance.choice([8, 20, 40, 90]))
            now = then[chance.randint(0, 3) :] + [
                replace(one, user_id=one.user_id + 1000)
                for one in group(definition, chance, chance.randint(5, 9))
            ]
            looks = [(then, ("then",)), (now, ("then", "new"))]
            shown = [(report(definition, walks, without_names=True), names) for walks, names in looks]
            for seen in (shown[:1], shown[1:], shown):
                known = by_subtraction(
                    equation for found, names in seen for equation in equations(definition, found, names)
                )
                followed += len(known)
                assert not [cell for cell, value in known.items() if value % SMALLEST_SHOWN], seed
            with_names = by_subtraction(equations(definition, report(definition, then), ("then",)))
            exact += any(value % SMALLEST_SHOWN for value in with_names.values())
        assert followed > 1000
        assert exact > 140, "the attacker finds what can be found"

    def test_all_counts_of_all_tables_are_fives_or_hidden(self):
        for seed in range(200):
            definition, chance = random_scenario(seed), random.Random(seed)
            walks = group(definition, chance, chance.randint(0, 60))
            found, true = report(definition, walks, without_names=True), report(definition, walks)
            tables = [found.started, found.left_at, found.endings, *(shares.cells for shares in found.scenes)]
            exact = [true.started, true.left_at, true.endings, *(shares.cells for shares in true.scenes)]
            for cells, counted in zip(tables, exact, strict=True):
                for name, count in cells.counts.items():
                    assert count is None or 0 < count <= counted.counts[name] < count + SMALLEST_SHOWN, seed

    def test_most_of_a_large_group_is_shown(self):
        shown, every = 0, 0
        for seed in range(100):
            definition, chance = forward_only(seed), random.Random(seed)
            found = report(definition, group(definition, chance, 90), without_names=True)
            for cells in (found.started, found.endings, *(shares.cells for shares in found.scenes)):
                every += len(cells.counts)
                shown += sum(count is not None for count in cells.counts.values())
        assert shown > every * 0.5

    def test_a_mean_and_a_count_no_longer_single_out_the_one_of_thirteen(self):
        """What issue 7 worked out: choices hidden, and a mean of 0.923 over 13."""
        walks = [best(n) for n in range(12)]
        walks.append(walk(12, ("door", "apron"), ("slicer", "shout"), ("break", "lecture"), place="luck"))
        found = report(KITCHEN, walks, without_names=True)
        assert found.profile == []
        assert found.started.counts == {FINISHED: 10, STARTED_ONLY: None}
        assert found.scenes[0].cells.counts == {"greet": 10, "apron": None}

    def test_the_profile_moves_in_steps_of_five_people(self):
        good = [best(n) for n in range(60)]
        bad = [
            walk(n, ("door", "apron"), ("slicer", "shout"), ("break", "lecture"), place="luck")
            for n in range(100, 140)
        ]
        figures = {
            figure.competence: figure for figure in report(KITCHEN, good + bad, without_names=True).profile
        }
        assert figures["C5"] == Figure("C5", 0.6, 100)
        again = report(KITCHEN, good[2:] + bad, without_names=True).profile
        assert {figure.decisions for figure in again} == {95}

    def test_a_large_group_that_agrees_is_shown_in_fives(self):
        found = report(KITCHEN, [best(n) for n in range(12)], without_names=True)
        assert found.started.counts == {FINISHED: 10, STARTED_ONLY: None}
        assert found.scenes[0].cells.counts == {"greet": 10, "apron": None}
        assert found.people == 10

    def test_a_place_where_few_stand_is_not_even_named(self):
        walks = [best(n) for n in range(12)]
        walks.append(walk(12, ("door", "greet"), place="slicer", status=Status.PLAYING))
        assert report(KITCHEN, walks, without_names=True).left_at.counts == {}
