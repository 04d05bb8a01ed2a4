"""What lies ahead stays on the server: no word, id, point or target of it leaves by any way before the debrief.

The scenarios are random, with loops, and hold each word only once (``graphs``), so that a leaked one is seen at once.
"""

from __future__ import annotations

import json
import random
import re
from types import SimpleNamespace

import pytest

from tests.cast import OWN_DATES, Course, crowd
from tests.doors import Browser, Direct
from tests.playing import Player
from tests.scenario.graphs import AUTHORED_ID, WORD, random_scenario, words_of
from tests.scenario.stories import BEST, kitchen
from tests.soak import cases
from workmentor_xblocks.demo.models import Event
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.stage import as_key
from workmentor_xblocks.scenario.content.definition import Definition, Scene, from_data
from workmentor_xblocks.scenario.records.tables import RunRecord
from workmentor_xblocks.scenario.rules import run as moves

pytestmark = pytest.mark.thorough

SHARDS, GRAPHS, RUNS = 4, cases(6, soak=25), cases(5, soak=10)  # 120 runs, in the long sweep 1 000
# Names of fields that would tell of the author's key, wherever they stood.
KEY_WORDS = re.compile(
    r'"(to|points|evidence|level|definition|choices|scenes|endings|fixed|required|coach_note)"'
)


class Watch:
    """What one player may know by now, held against everything that leaves the server."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.open_words = set(WORD.findall(definition.introduction))
        self.seen: set[str] = set()
        for variant in definition.variants:
            for text in variant.texts:
                if text.path == "introduction":
                    self.open_words.update(WORD.findall(text.text))

    def came_to(self, place_id: str) -> None:
        self.seen.add(place_id)

    def before_the_debrief(self, raw: str, *, step: str) -> None:
        known = set(self.open_words)
        for place_id in self.seen:
            known |= words_of(self.definition, place_id)
        assert set(WORD.findall(raw)) <= known, step
        assert not AUTHORED_ID.findall(raw), step
        assert not KEY_WORDS.search(raw), step

    def in_the_debrief(self, raw: str) -> None:
        """Names of competences and questions are open now; places that were not visited still are not."""
        hidden = set()
        for place in self.definition.places:
            if place.id not in self.seen:
                hidden |= words_of(self.definition, place.id)
        assert not hidden & set(WORD.findall(raw))
        assert not AUTHORED_ID.findall(raw)
        assert not KEY_WORDS.search(raw)


def walk_and_watch(door: Direct, block_key: str, definition: Definition, chance: random.Random) -> int:
    """One run from the start page to the debrief; the number of pages and answers that were looked at."""
    watch, count, here = Watch(definition), 0, definition.start

    def look(raw: str) -> None:
        nonlocal count
        count += 1
        watch.before_the_debrief(raw, step=f"{count} in {sorted(watch.seen)}")

    player = Player(door, block_key)
    look(player.page.html)
    watch.came_to(here)
    look(player.begin().raw)
    while player.page.offers("choose"):
        form = player.page.form("choose")
        if chance.random() < 0.1:
            look(player.send("choose", {**form.fields, "choice": "0" * 12}).raw)  # 409 with today's page
        if chance.random() < 0.1:
            look(player.send("switch", {"language": chance.choice(["en", "nb"])}).raw)
            form = player.page.form("choose")
        place = definition.place(here)
        assert isinstance(place, Scene)
        value, label = form.choices[_onward(definition, place, form.choices, chance, count)]
        here = place.choice(_choice_with(definition, place, label)).to
        watch.came_to(here)
        look(player.send("choose", {**form.fields, "choice": value}).raw)
        if chance.random() < 0.1:
            look(door.view(block_key))
    watch.in_the_debrief(player.look_back().raw)
    if chance.random() < 0.1:
        watch.in_the_debrief(player.press("plan", plan="x").raw)
        watch.in_the_debrief(door.view(block_key))
    return count


def _onward(
    definition: Definition, place: Scene, choices: list[tuple[str, str]], chance: random.Random, count: int
) -> int:
    """Any option; after a dozen answers one that leads to an ending where there is one."""
    if count > 12:
        for number, (_value, label) in enumerate(choices):
            target = place.choice(_choice_with(definition, place, label)).to
            if target.startswith("e") or target > place.id:
                return number
    return chance.randrange(len(choices))


def _choice_with(definition: Definition, place: Scene, label: str) -> str:
    """The author's id of the option with this label, in whichever language it was read."""
    for choice in place.choices:
        texts = {choice.label} | {
            text.text
            for variant in definition.variants
            for text in variant.texts
            if text.path == f"{place.id}/{choice.id}/label"
        }
        if label in texts:
            return choice.id
    raise AssertionError(label)


@pytest.mark.soak
@pytest.mark.thorough
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.shows("scenario lesson 1", "scenario pitfall 1a", "scenario goal 1")
def test_random_runs_tell_nothing_of_what_lies_ahead(cast: SimpleNamespace, course: Course, shard: int):
    """Start page, every handler's answer (409s and language switches too), the page opened anew."""
    looked_at = 0
    players = [cast.marta, cast.mikael, cast.liga, cast.tomas, cast.egle]
    for graph in range(GRAPHS):
        seed = shard * GRAPHS + graph
        definition = random_scenario(seed, scenes=4, languages=("nb",) if seed % 2 else ())
        for run in range(RUNS):
            if run % len(players) == 0:
                block_key = course.scenario(definition, scoring="decisions", **OWN_DATES)
            door, chance = Direct(players[run % len(players)]), random.Random(seed * RUNS + run)
            looked_at += walk_and_watch(door, block_key, definition, chance)
    assert RunRecord.objects.filter(status="debriefed").count() == GRAPHS * RUNS
    assert looked_at > GRAPHS * RUNS * 3


@pytest.mark.shows("scenario pitfall 1a")
def test_what_the_platform_collects_without_a_player_holds_no_scene(course: Course):
    """The blocks API, the course search, the problem-responses report before anybody played."""
    for seed in range(20):
        definition = random_scenario(seed, languages=("nb",))
        key = as_key(course.scenario(definition))
        block = doors.unbound(key.context_key).get_block(key)
        told = json.dumps([block.student_view_data(), block.index_dictionary()])
        assert set(WORD.findall(told)) <= set(WORD.findall(definition.introduction))
        assert not AUTHORED_ID.findall(told)
        assert list(block.generate_report_data(iter([]))) == []


@pytest.mark.shows("scenario pitfall 1a")
def test_what_the_log_is_told_of_a_run_names_only_places_that_were_visited(
    cast: SimpleNamespace, course: Course
):
    definition = random_scenario(5, scenes=8)
    walk_and_watch(Direct(cast.marta), course.scenario(definition), definition, random.Random(5))
    told = [json.loads(event.payload) for event in Event.objects.all()]
    row = RunRecord.objects.get()
    visited = {scene for scene, _ in row.path} | {row.place} | {choice for _, choice in row.path}
    assert set(AUTHORED_ID.findall(json.dumps(told))) <= visited
    assert not WORD.findall(json.dumps(told))
    assert all(entry.keys() <= {"run", "kind", "scene", "choice", "step", "ending"} for entry in told)


def disguised(definition: Definition, seen: set[str], chosen: set[tuple[str, str]]) -> Definition:
    """Another scenario that a player who saw only ``seen`` cannot tell from this one.

    Other points, levels, coach notes and consequences of what was not chosen, other words and ids of what lies ahead.
    """
    data = definition.full()
    new_id = {
        entry["id"]: entry["id"] if entry["id"] in seen else f"other-{number}"
        for number, entry in enumerate([*data["scenes"], *data["endings"]])
    }
    for entry in (*data["scenes"], *data["endings"]):
        if entry["id"] not in seen:
            entry.update(title="Something else", body="Something else", picture=None)
        for choice in entry.get("choices", ()):
            choice["to"] = new_id[choice["to"]]
            choice["evidence"] = [{"competence": "C1", "points": 2}]
            if (entry["id"], choice["id"]) not in chosen:
                choice.update(consequence="Quite different.", coach_note="Quite different.")
            if entry["id"] not in seen:
                choice["label"] = "Something else"
        entry["id"] = new_id[entry["id"]]
    for entry in data["endings"]:
        entry["level"] = 100 - entry["level"]
    return from_data({**data, "competences": [], "questions": []})


@pytest.mark.shows("scenario lesson 1", "scenario pitfall 1b")
def test_the_page_is_the_same_to_the_byte_whatever_lies_ahead(cast: SimpleNamespace, course: Course):
    """30 random runs: exchanged for one that differs in everything secret, the scenario shows the very same page."""
    for seed in range(30):
        definition, chance = random_scenario(seed, scenes=6), random.Random(seed)
        block_key = course.scenario(definition, scoring="decisions", **OWN_DATES)
        player = Player(Direct(cast.marta), block_key)
        player.begin()
        seen, chosen, here = {definition.start}, set(), definition.start
        for _ in range(6):
            course.publish(block_key, definition)
            before = player.door.view(block_key)
            course.publish(block_key, disguised(definition, seen, chosen))
            assert player.door.view(block_key) == before, seed
            course.publish(block_key, definition)
            if not player.page.offers("choose"):
                break
            place = definition.place(here)
            form = player.page.form("choose")
            value, label = chance.choice(form.choices)
            choice_id = _choice_with(definition, place, label)
            player.send("choose", {**form.fields, "choice": value})
            chosen.add((here, choice_id))
            here = place.choice(choice_id).to
            seen.add(here)


@pytest.mark.shows("scenario pitfall 1a")
def test_tokens_say_nothing_and_are_others_in_every_run(cast: SimpleNamespace, block_key: str):
    tokens = []
    for person in (cast.marta, cast.mikael):
        player = Player(Direct(person), block_key)
        player.begin()
        tokens += [value for value, _ in player.page.form("choose").choices]
    assert len(set(tokens)) == 4
    assert all(re.fullmatch(r"[0-9a-f]{12}", token) for token in tokens)


@pytest.mark.shows("scenario pitfall 1a")
def test_the_best_option_stands_in_every_place(cast: SimpleNamespace, course: Course):
    """Written first, "Greet her by name" is offered first in about half of the runs."""
    first = 0
    for _ in range(40):
        player = Player(Direct(cast.marta), course.scenario(kitchen(), **OWN_DATES))
        player.begin()
        first += player.page.options[0] == BEST[0]
    assert 8 <= first <= 32


@pytest.mark.shows("scenario pitfall 31")
def test_another_person_s_run_is_nobody_s_business(cast: SimpleNamespace, marta: Player):
    marta.begin()
    marta.choose(BEST[0], reason="my own words")
    run = RunRecord.objects.get().uuid
    mikael = Player(Browser(cast.mikael), marta.usage_key)
    for action in ("choose", "leave", "open_debrief", "retry", "plan"):
        answer = mikael.send(action, {"run": run, "step": 0, "choice": "x", "plan": "x"})
        assert answer.status == 409
        assert "my own words" not in answer.raw


@pytest.mark.shows("scenario goal 9a")
def test_a_step_of_a_large_scenario_is_a_few_kilobytes(cast: SimpleNamespace, course: Course):
    """30 scenes of 1 500 characters: a step carries one of them."""
    definition = random_scenario(4, scenes=30)
    long_words = ("She looks at the board and waits for you to say something. " * 26)[:1500]
    large = definition.but(
        scenes=tuple(
            entry.but(
                body=long_words,
                title="A title of some length",
                choices=tuple(
                    option.but(
                        label=f"{option.label} stop her calmly and pull the plug together",
                        consequence="She nods and does it again by herself. " * 3,
                        coach_note="Stop first, explain at once, let it be done right. " * 3,
                    )
                    for option in entry.choices
                ),
            )
            for entry in definition.scenes
        )
    )
    player = Player(Direct(cast.marta), course.scenario(large, **OWN_DATES))
    sizes: list[int] = []
    chance = random.Random(4)
    while len(sizes) < 12:
        player.begin()
        while player.page.offers("choose"):
            # By their words: the order of choices and their names are another chance in each run.
            choices = sorted(player.page.form("choose").choices, key=lambda choice: choice[1])
            answer = player.press("choose", choice=chance.choice(choices)[0])
            sizes.append(len(answer.raw.encode()))
        player.look_back()
    assert max(sizes) <= 4096, sizes


def test_who_knows_the_ids_cannot_tell_which_choice_is_which(cast: SimpleNamespace, course: Course):
    """Authors' ids may say what a choice is worth, and a course in the open tells them to everybody."""
    definition = kitchen()
    block_key = course.scenario(definition)
    choices = [choice.id for choice in definition.scenes[0].choices]
    told, orders = set(), set()
    for person in crowd(12):
        player = Player(Direct(person), block_key)
        player.begin()
        form = player.page.form("choose")
        run_id = form.fields["run"]
        guesses = {moves.token(run(run_id), definition.start, choice): choice for choice in choices}
        told |= {guesses.get(value) for value, _label in form.choices}
        guessed = [choice.id for choice in moves.offered(definition, run(run_id), definition.scenes[0])]
        labels = {choice.label: choice.id for choice in definition.scenes[0].choices}
        orders.add(guessed == [labels[label] for _value, label in form.choices])
    assert told == {None}
    assert orders == {True, False}, "the order is right by chance only"


def run(run_id: str) -> moves.Run:
    """A run as somebody imagines it who knows its number from the page."""
    return moves.Run(id=run_id, kind=moves.Kind.MAIN, place="", started=0)
