"""All that a block keeps of one person: the run in hand, the counted ones before it, and what they add up to.

It is one JSON value, so that it is saved whole or not at all. At most 20 earlier runs keep their steps (for a
rescore with today's key), fewer where they are long; older ones remain as figures, so that no finished result is ever
lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.rules.run import LONGEST_ID, Kind, Run, Status, Step
from workmentor_xblocks.scenario.rules.scoring import Policy, Scoring, value

KEPT_RUNS = 20
KEPT_BYTES = 32_000  # of the earlier runs as JSON; the run in hand comes on top, and all stays under 64 KB


@dataclass(frozen=True)
class Tally:
    """Results of runs whose steps are no longer kept."""

    count: int = 0
    first: float | None = None
    best: float = 0.0
    total: float = 0.0

    def with_value(self, result: float) -> Tally:
        """The tally with one more result, later than those in it."""
        return Tally(
            self.count + 1,
            result if self.first is None else self.first,
            max(self.best, result),
            self.total + result,
        )


@dataclass(frozen=True)
class State:
    """``current`` is the run in hand (also when it is over); ``past`` the counted ones before it, oldest first.

    Where none has counted yet, ``past`` holds the one that was finished last, so that there is a debrief to go back
    to. ``looking_back`` names the run of the past whose debrief is open beside the run in hand. ``override`` is a
    result that staff set by hand; it stands until a rescore.
    """

    current: Run | None = None
    past: tuple[Run, ...] = ()
    older: Tally = field(default_factory=Tally)
    override: float | None = None
    looking_back: str = ""

    @property
    def in_view(self) -> Run | None:
        """The run that the page shows: the one looked back on, else the one in hand."""
        return next((run for run in self.past if run.id == self.looking_back), self.current)

    @property
    def in_play(self) -> Run | None:
        """The run in hand that waits while an earlier one is looked back on, or None."""
        waits = self.in_view is not self.current and self.current is not None and not self.current.is_over
        return self.current if waits else None

    @property
    def debrief_before(self) -> Run | None:
        """The finished run whose debrief lies behind what the page shows, or None where nothing does."""
        shown = self.in_view
        behind = shown is not None and (not shown.is_over or shown.kind is Kind.PRACTICE)
        earlier = [run for run in self.past if run is not shown]
        return earlier[-1] if behind and earlier else None

    def find(self, run_id: str) -> Run | None:
        """The run of that id, in hand or before it."""
        known = [*self.past, *([self.current] if self.current else [])]
        return next((run for run in known if run.id == run_id), None)

    def look_back(self, run: Run) -> State:
        """The same person with the debrief of a run open; ``run`` stands in for the kept one of its id."""
        if self.current is not None and self.current.id == run.id:
            return replace(self, current=run, looking_back="")
        past = tuple(run if kept.id == run.id else kept for kept in self.past)
        return replace(self, past=past, looking_back=run.id)

    def go_on(self) -> State:
        """The same person at the run in hand."""
        return replace(self, looking_back="")

    def begin(self, run: Run) -> State:
        """Another run in hand; a counted one that was finished moves to the past."""
        return self.put_away().with_current(run)

    def with_current(self, run: Run) -> State:
        """The same person with ``run`` in hand, and before their eyes."""
        return replace(self, current=run, looking_back="")

    def put_away(self) -> State:
        """No run in hand; what counts of it is kept, within the bounds."""
        empty = replace(self, current=None, looking_back="")
        if self.current is None:
            return empty
        if not _counts(self.current):
            is_all_there_is = self.current.is_over and not self.past
            return replace(empty, past=(self.current,)) if is_all_there_is else empty
        past, older = [*(run for run in self.past if _counts(run)), self.current], self.older
        while len(past) > KEPT_RUNS or _size(past) > KEPT_BYTES:
            gone = past.pop(0)
            older = older.with_value(gone.value) if gone.value is not None else older
        return replace(empty, past=tuple(past), older=older)

    def counted(self) -> list[Run]:
        """Finished runs that count and still have their steps, oldest first."""
        return [run for run in (*self.past, self.current) if run and _counts(run)]

    @property
    def has_results(self) -> bool:
        """True once a run that counts was finished (graded by then or not), or staff set a result."""
        return bool(self.counted() or self.older.count or self.override is not None)


def _counts(run: Run) -> bool:
    return run.kind is Kind.MAIN and run.is_over and bool(run.place)


def _size(runs: Sequence[Run]) -> int:
    return sum(len(json.dumps(_dump_run(run))) for run in runs)


def grade(state: State, policy: Policy) -> float | None:
    """What the gradebook gets by the values kept with the runs, 0 to 1; None when no run counts."""
    if state.override is not None:
        return state.override
    values = [run.value for run in state.counted() if run.value is not None]
    older = state.older
    if not values and not older.count:
        return None
    if policy is Policy.FIRST:
        return older.first if older.first is not None else values[0]
    if policy is Policy.LAST and values:
        return values[-1]
    if policy is Policy.MEAN:
        return (older.total + sum(values)) / (older.count + len(values))
    return max([older.best, *values])


def rescored(state: State, definition: Definition, scoring: Scoring) -> State:
    """Every kept run valued anew by today's definition."""

    def anew(run: Run) -> Run:
        return replace(run, value=value(definition, run, scoring)) if _counts(run) else run

    current = anew(state.current) if state.current else None
    return replace(state, current=current, past=tuple(anew(run) for run in state.past), override=None)


def dump(state: State) -> dict[str, Any]:
    """The state as JSON data."""
    return {
        "v": 1,
        "current": _dump_run(state.current) if state.current else None,
        # As one text: XBlock copies a field's lists and dicts five times a step, which took longer than all the rest.
        "past": json.dumps([_dump_run(run) for run in state.past], separators=(",", ":")),
        "older": [state.older.count, state.older.first, state.older.best, state.older.total],
        "override": state.override,
        "looking_back": state.looking_back,
    }


def load(data: object) -> State:
    """The state of its JSON data; what cannot be read counts as nothing played."""
    if not isinstance(data, Mapping):
        return State()
    current, past, older = data.get("current"), _unpacked(data.get("past")), data.get("older")
    return State(
        current=_load_run(current),
        past=tuple(run for entry in past if (run := _load_run(entry))) if isinstance(past, Iterable) else (),
        older=_load_tally(older),
        override=_share(data.get("override")),
        looking_back=str(data.get("looking_back") or ""),
    )


def _unpacked(past: object) -> object:
    """The earlier runs out of their text; nothing when it cannot be read."""
    if not isinstance(past, str):
        return past
    try:
        return json.loads(past)
    except (ValueError, RecursionError):
        return None


def _dump_run(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "kind": run.kind.value,
        "place": run.place,
        "started": run.started,
        "status": run.status.value,
        "finished": run.finished,
        "value": run.value,
        "salt": run.salt,
        "steps": [
            [step.scene, step.choice, step.at, {name: list(mark) for name, mark in step.marks.items()}]
            for step in run.steps
        ],
    }


def _load_run(data: object) -> Run | None:
    if not isinstance(data, Mapping):
        return None
    try:
        return Run(
            id=str(data["id"])[:LONGEST_ID],
            kind=Kind(data["kind"]),
            place=str(data["place"]),
            started=int(data["started"]),
            status=Status(data["status"]),
            finished=None if data.get("finished") is None else int(data["finished"]),
            value=_share(data.get("value")),
            salt=str(data.get("salt") or "")[:LONGEST_ID],
            steps=tuple(
                Step(str(scene), str(choice), int(at), _marks(marks))
                for scene, choice, at, marks in data["steps"]
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError):
        return None


def _share(data: object) -> float | None:
    """A result, 0 to 1."""
    return float(data) if isinstance(data, int | float) and 0 <= data <= 1 else None


def _marks(data: Mapping[str, Any]) -> dict[str, tuple[int, int, int]]:
    return {name: (int(mark[0]), int(mark[1]), int(mark[2])) for name, mark in data.items()}


def _load_tally(data: object) -> Tally:
    if not isinstance(data, list) or len(data) != 4:
        return Tally()
    count, first, best, total = data
    known = isinstance(count, int) and count > 0 and isinstance(total, int | float) and 0 <= total <= count
    return Tally(count, _share(first), _share(best) or 0.0, float(total)) if known else Tally()
