"""Writes docs/agreement-lifecycle.md from the table of the agreement's lifecycle, so that the page is never stale."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from tools.testrun.places import ROOT
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.rules.lifecycle import PARTIES, TABLE, Actor, Amendment, State, Transition
from workmentor_xblocks.agreement.rules.state_names import STATE_NAMES

# Where a proposed change can be under way.
_WITH_AMENDMENT = {
    state for row in TABLE if row.amendment_after is Amendment.WORKING for state in row.sources
}

PAGE = ROOT / "docs" / "agreement-lifecycle.md"

_HEAD = """# How an agreement goes on

This page is made from `workmentor_xblocks/agreement/rules/lifecycle.py` (`make lifecycle_page`); change the table there.

Each row says: in these states, this may be done by these people, under these conditions, and this comes of it. What is
in no row is refused: for good (403) where the person never may, for now (409) where it is only too early or too late.
A decline is no end: the parties go back to negotiating. An amendment is a version of its own beside the one in force;
*working* and *frozen* say how it stands. Where a row says nothing of an amendment, none may be under way.

Conditions are named as the code names them. Numbers repeat where one step has several rows.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_states(), "", *_transitions(), ""])


def _states() -> list[str]:
    names = [
        f"| `{state}` | {STATE_NAMES[state]} | {_steps(state)} |" for state in State if state in STATE_NAMES
    ]
    return ["## The states", "", "| state | shown as | comes from step |", "|---|---|---|", *names]


def _steps(state: State) -> str:
    return _list(dict.fromkeys(str(row.number) for row in TABLE if row.target is state))


def _transitions() -> list[str]:
    columns = ("no.", "from", "what", "who", "conditions", "to", "what comes of it")
    head = ["## The steps", "", _line(columns), "|" + "---|" * len(columns)]
    return [*head, *(_line(_cells(row)) for row in TABLE)]


def _cells(row: Transition) -> tuple[str, ...]:
    return (
        str(row.number),
        _from(row),
        f"`{row.event}`",
        _people(row.actors),
        _codes(row.guards),
        _to(row),
        row.effect,
    )


def _from(row: Transition) -> str:
    everywhere = set(State) - {State.NONE, State.ERASED} == set(row.sources)
    states = "any" if everywhere else _codes(row.sources)
    if row.amendment is Amendment.NONE or not _WITH_AMENDMENT & set(row.sources):
        return states
    return f"{states}; amendment {row.amendment}" if row.amendment else f"{states}; amendment or none"


def _to(row: Transition) -> str:
    parts = [f"`{row.target}`" if row.target else "the same"]
    if row.amendment_after is Amendment.NONE:
        parts.append("no amendment under way")
    elif row.amendment_after:
        parts.append(f"amendment {row.amendment_after}")
    if row.versions:
        parts.append(f"version {_list(row.versions)}".replace("_", " "))
    return "; ".join(parts)


def _people(actors: Iterable[Actor]) -> str:
    found = tuple(actors)
    if found == PARTIES:
        return "every party"
    if found == tuple(actor for actor in PARTIES if actor is not Actor.APPROVER):
        return "every party but the approver"
    return _list(str(ROLE_NAMES[actor]).lower() for actor in found)


def _codes(values: Iterable[str | StrEnum]) -> str:
    return _list(f"`{value}`" for value in values)


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
