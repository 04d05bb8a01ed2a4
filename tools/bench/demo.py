"""What is measured in the demo: requests of a person who plays, and the work behind an author's."""

from __future__ import annotations

from collections.abc import Iterator

from tools.bench import agreements, budgets, counts, large, stage
from tools.bench.clock import median, p95, repeat
from tools.bench.contents import sized, translated
from tools.bench.counts import Request
from tools.bench.row import Row, at_most, number
from tools.bench.stories import LARGE, LONG, S1, pictures_of, stories, way, words_after
from workmentor_xblocks.core.content import authored
from workmentor_xblocks.scenario.content.definition import Definition, parse
from workmentor_xblocks.scenario.content.kind import SCENARIO
from workmentor_xblocks.scenario.rules.state import load

_CLOCK = "processor time, median of 40 after 5 to warm up"


def rows() -> list[Row]:
    """Every row, in the order of the table."""
    told = stories()
    stage.prepare(told)
    return [
        *_requests("s1", "Requests: S1", told["s1"], limit=None),
        *_requests(LONG, "Requests: 30 scenes of 1 500 characters", told[LONG], limit=budgets.STEP_BYTES),
        *_long_past(),
        *_author(),
        *agreements.rows(),
    ]


def _requests(name: str, part: str, definition: Definition, *, limit: int | None) -> Iterator[Row]:
    walked = way(definition)
    requests = list(counts.run(stage.Visitor(stage.learner("marta"), name), walked))
    yield from _asked(part, requests)
    yield from _fetched(part, requests, pictures_of(definition))
    answers = counts.decisions(requests)
    words = [words_after(definition, choice) for choice in walked]
    yield from _sent(part, requests, answers, words, limit)


def _asked(part: str, requests: list[Request]) -> Iterator[Row]:
    pages = [request.sql for request in requests if request.is_page]
    about = f"statements beyond an empty block's in the demo, the dearest of {len(pages)} pages"
    yield at_most(part, "SQL, page", max(pages), budgets.PAGE_SQL, about=about)
    steps = [request.sql for request in requests if not request.is_page]
    about = f"likewise, the dearest of {len(steps)} steps: one gives a reason, one ends and grades, one looks back"
    yield at_most(part, "SQL, step", max(steps), budgets.STEP_SQL, about=about)


def _fetched(part: str, requests: list[Request], pictures: frozenset[str]) -> Iterator[Row]:
    pages = [sorted(request.fetched - pictures) for request in requests if request.is_page]
    most = max(pages, key=len)
    about = f"{', '.join(most)}; the author's pictures come on top"
    yield at_most(part, "requests, page", len(most), budgets.FILES_AT_LOAD, about=about)
    more = max(len(request.fetched - pictures) for request in requests if not request.is_page)
    yield at_most(part, "requests, step", 1 + more, 1, about="one POST; its answer is the next page")


def _sent(
    part: str, requests: list[Request], answers: list[Request], words: list[int], limit: int | None
) -> Iterator[Row]:
    scene, back = counts.named(requests, counts.SCENE), counts.named(requests, counts.DEBRIEF)
    yield Row(part, "bytes, page", number(scene.size), about="HTML and arguments at a scene, uncompressed")
    largest, about = max(answer.size for answer in answers), "the largest answer on the way, uncompressed"
    if limit is None:
        yield Row(part, "bytes, step", number(largest), about=about)
    else:
        yield at_most(part, "bytes, step", largest, limit, about=about)
    around = max(answer.size - size for answer, size in zip(answers, words, strict=True))
    about = (
        "of an answer, beside the author's words for this place and for what was chosen; the most on the way"
    )
    yield at_most(part, "bytes around the words, step", around, budgets.MARKUP_BYTES, about=about)
    about = "all scenes met with all their options; once a run"
    yield Row(part, "bytes, looking back", number(back.size), about=about)


def _long_past() -> Iterator[Row]:
    part = "A long past: 200 scenes, 20 earlier runs"
    visitor = stage.Visitor(stage.learner("mikael"), LARGE)
    times = large.steps(visitor, at_least=200)
    about = f"processor time of the handler in the demo, {len(times)} steps on SQLite; median {number(median(times))} ms"
    yield at_most(part, "step, p95", p95(times), budgets.STEP_P95_MS, unit=" ms", about=about)
    about = f"what is kept of the person, as JSON; {len(load(visitor.block().run).past)} earlier runs with all their steps"
    yield at_most(part, "bytes, state", counts.kept(visitor), budgets.STATE_BYTES, about=about)


def _author() -> Iterator[Row]:
    part = "An author's work"
    source = sized(200)
    yield _checks(part, "checks on 200 scenes", source)
    yield _checks(part, "checks on 200 scenes, two languages", translated(source, "nb"))
    text = SCENARIO.read_file(S1).definition.canonical()
    cold = median(repeat(lambda _none: parse(text), make=authored.parse.cache_clear))
    warm = median(repeat(parse, make=lambda: text))
    about = f"{_CLOCK}; {number(len(text))} characters; cold: the process has not met the text"
    yield Row(part, "parse of S1, cold", f"{number(cold)} ms", about=about)
    about = f"{_CLOCK}; equal texts share one definition"
    yield Row(part, "parse of S1, warm", f"{number(warm)} ms", about=about)
    file, about = (
        median(repeat(SCENARIO.read_file, make=lambda: S1)),
        f"{_CLOCK}; from the file to the definition",
    )
    yield Row(part, "import of S1's SCENARIO", f"{number(file)} ms", about=about)


def _checks(part: str, what: str, definition: Definition) -> Row:
    # A copy carries over nothing that an earlier round found out.
    times = repeat(SCENARIO.check, make=definition.but)
    about = f"{_CLOCK}; {len(SCENARIO.check(definition))} findings; nothing remembered from the round before"
    return at_most(part, what, median(times), budgets.CHECKS_MS, unit=" ms", about=about)
