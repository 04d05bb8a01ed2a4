"""What an evaluation asks of many agreements: how long signing took, how often it went round, why some ended early.

Everything is read from the chained histories, which hold codes and dates and no names. Percentiles are the nearest
rank, so each is a figure that occurred. Who may not open single agreements gets all of it in steps of five agreements:
no figure of one of them, and no count that fewer than five stand behind.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from workmentor_xblocks.agreement.content.definition import Means, Purpose
from workmentor_xblocks.agreement.rules.history_figures import (
    LATE,
    NEVER,
    OFTEN,
    ON_TIME,
    ONCE,
    OTHER,
    History,
    amendments_of,
    days_of,
    meanings_of,
    reasons_of,
    review_waits,
    reviews_of,
    rounds_of,
    signing_waits,
)
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.core.output.figures.linked_counts import Flow
from workmentor_xblocks.core.output.figures.suppression import (
    TOTAL,
    Cells,
    all_suppressed,
    in_steps,
    middle_in_steps,
    open_cells,
)


@dataclass(frozen=True)
class Spread:
    """How some figures lie; ``median`` and ``p90`` are None for a group too small to show."""

    n: int | None
    median: float | None
    p90: float | None


@dataclass(frozen=True)
class Indicators:
    """The evaluation's figures. ``waited`` are days by role, the longest median first."""

    agreements: int | None
    days_to_signature: Spread
    rounds: Spread
    declines: Cells
    waited: tuple[tuple[Actor, Spread], ...]
    reviews: Cells
    amendments: Cells
    ends: Cells
    meanings: Cells


def indicators(histories: Sequence[History], today: date, *, with_small_groups: bool = False) -> Indicators:
    """The figures of these agreements. ``with_small_groups`` is for who may open each of them anyway."""
    return _exact(histories, today) if with_small_groups else _in_steps(histories, today)


def _exact(histories: Sequence[History], today: date) -> Indicators:
    tables = {name: _counted(table) for name, table in _tables(histories, today).items()}
    waited = [(role, _spread(days)) for role, days in _waited(histories, today).items()]
    return Indicators(
        agreements=len(histories),
        days_to_signature=_spread(_all_days(histories)),
        rounds=_spread(_all_rounds(histories)),
        waited=_longest_first(waited),
        **tables,
    )


def _counted(table: Table) -> Cells:
    """All counts as they are; reasons that nobody named are left out."""
    return open_cells({name: len(them) for name, them in table.items() if them or name in (ON_TIME, LATE)})


def _in_steps(histories: Sequence[History], today: date) -> Indicators:
    tables = _tables(histories, today, with_all_names=True)
    waited = [(role, _coarse(days)) for role, days in _waited(histories, today).items()]
    return Indicators(
        agreements=in_steps(len(histories)),
        days_to_signature=_coarse(_all_days(histories)),
        rounds=_coarse(_all_rounds(histories)),
        waited=_longest_first(waited),
        **all_suppressed(tables, list(_flows(histories, tables))),
    )


def _longest_first(waited: Iterable[tuple[Actor, Spread]]) -> tuple[tuple[Actor, Spread], ...]:
    """Who was waited for the longest first; of too few nothing is said."""
    shown = [(role, spread) for role, spread in waited if spread.median is not None]
    return tuple(sorted(shown, key=lambda pair: (-(pair[1].median or 0), pair[0])))


def _spread(figures: Iterable[float]) -> Spread:
    found = sorted(figures)
    if not found:
        return Spread(0, None, None)
    rank = -(-9 * len(found) // 10)
    return Spread(len(found), median(found), found[rank - 1])


def _coarse(figures: Sequence[float]) -> Spread:
    """No figure of one agreement: each is the mean of five, where five at least lie beyond."""
    return Spread(in_steps(len(figures)), middle_in_steps(figures, 0.5), middle_in_steps(figures, 0.9))


# --- kept as data ---------------------------------------------------------------------------------------------------

_CELLS = ("declines", "reviews", "amendments", "ends", "meanings")


def dumped(found: Indicators) -> dict[str, Any]:
    """The figures as JSON data."""
    return {
        "agreements": found.agreements,
        "days_to_signature": astuple(found.days_to_signature),
        "rounds": astuple(found.rounds),
        "waited": [[role.value, *astuple(spread)] for role, spread in found.waited],
        **{name: getattr(found, name).dumped() for name in _CELLS},
    }


def loaded(data: Mapping[str, Any]) -> Indicators:
    """The figures of their JSON data."""
    return Indicators(
        agreements=data["agreements"],
        days_to_signature=Spread(*data["days_to_signature"]),
        rounds=Spread(*data["rounds"]),
        waited=tuple((Actor(role), Spread(*spread)) for role, *spread in data["waited"]),
        **{name: Cells.loaded(data[name]) for name in _CELLS},
    )


# --- which agreements stand behind which count ----------------------------------------------------------------------

Table = dict[str, list[int]]


def _tables(histories: Sequence[History], today: date, *, with_all_names: bool = False) -> dict[str, Table]:
    """The counts; ``with_all_names`` with everything that could be counted, so that a name tells nothing."""
    declined = _reasons(histories, Purpose.DECLINE) if with_all_names else ()
    ended = _reasons(histories, Purpose.TERMINATE) if with_all_names else ()
    meant = [*(means.value for means in Means), OTHER] if with_all_names else ()
    amended = (NEVER, ONCE, OFTEN) if with_all_names else ()
    return {
        "declines": _table(histories, lambda h: reasons_of(h, Event.DECLINE), declined),
        "reviews": _table(histories, lambda h: reviews_of(h, today), (ON_TIME, LATE)),
        "amendments": _table(histories, lambda h: [amendments_of(h)], amended),
        "ends": _table(histories, lambda h: reasons_of(h, Event.TERMINATE), ended),
        "meanings": _table(histories, meanings_of, meant),
    }


def _table(
    histories: Iterable[History], count: Callable[[History], Iterable[str]], names: Iterable[str]
) -> Table:
    """Which agreements stand behind each name, by their places; of ``names`` also those that none stands behind."""
    found: Table = {name: [] for name in names}
    known = set(found)
    for place, history in enumerate(histories):
        for name in count(history):
            # A name that no template of these agreements has would tell of the one that has it.
            found.setdefault(name if name in known or not known else OTHER, []).append(place)
    return found


def _reasons(histories: Iterable[History], purpose: Purpose) -> list[str]:
    known = {reason.id: None for h in histories for reason in h.definition.reasons_for(purpose)}
    return [*known, OTHER]


def _flows(histories: Sequence[History], tables: Mapping[str, Table]) -> Iterator[Flow[tuple[str, str]]]:
    """How the tables hang together: each agreement was changed so often; what an end meant follows from its reason."""
    yield Flow((TOTAL, ""), "begun", "amended", len(histories))
    for name, them in tables["amendments"].items():
        yield Flow(("amendments", name), "amended", "begun", len(them))
    for name, them in tables["ends"].items():
        yield Flow(("ends", name), "begun", ("reason", name), len(them))
    for name, them in tables["meanings"].items():
        yield Flow(("meanings", name), ("means", name), "begun", len(them))
    pairs = Counter(
        (
            reason if reason in tables["ends"] else OTHER,
            means if means in tables["meanings"] else OTHER,
        )
        for history in histories
        for reason, means in zip(reasons_of(history, Event.TERMINATE), meanings_of(history), strict=True)
    )
    for (reason, means), count in pairs.items():
        yield Flow(("why", f"{reason} {means}"), ("reason", reason), ("means", means), count)


def _all_days(histories: Iterable[History]) -> list[float]:
    return [days for history in histories if (days := days_of(history)) is not None]


def _all_rounds(histories: Iterable[History]) -> list[float]:
    return [rounds for history in histories if (rounds := rounds_of(history))]


def _waited(histories: Iterable[History], today: date) -> dict[Actor, list[float]]:
    """Days for which each role was waited for, summed up per agreement."""
    by_role: dict[Actor, list[float]] = defaultdict(list)
    for history in histories:
        days: Counter[Actor] = Counter()
        for role, seconds in (*signing_waits(history), *review_waits(history)):
            days[role] += int(seconds)
        for role, since in history.waiting:
            days[role] += int(timedelta(days=max((today - since).days, 0)).total_seconds())
        for role, total in days.items():
            by_role[role].append(round(total / 86_400, 1))
    return by_role
