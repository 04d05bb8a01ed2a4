"""What the table of the lifecycle says of one cell: whether somebody may make an event happen, and by which row it does."""

from __future__ import annotations

from enum import StrEnum

from workmentor_xblocks.agreement.rules.lifecycle import TABLE, Actor, Amendment, Event, State, Transition


class Verdict(StrEnum):
    """What the table says of one cell."""

    ALLOWED = "allowed"
    NEVER = "never"  # 403: this actor never may
    NOT_NOW = "not_now"  # 409: it may, but not as things stand


def verdict(state: State, amendment: Amendment, event: Event, actor: Actor) -> Verdict:
    """One cell: whether this actor may make this happen as things stand."""
    mine = [row for row in TABLE if row.event is event and actor in row.actors]
    if not mine:
        return Verdict.NEVER
    return Verdict.ALLOWED if any(_fits(row, state, amendment) for row in mine) else Verdict.NOT_NOW


def may_now(state: State, amendment: Amendment, actor: Actor) -> frozenset[Event]:
    """Everything that this actor could do as things stand; conditions beyond the table are asked by the actions."""
    return frozenset(row.event for row in TABLE if actor in row.actors and _fits(row, state, amendment))


def transition(
    state: State, amendment: Amendment, event: Event, actor: Actor, *, when: str = ""
) -> Transition:
    """The row by which it happens; ``when`` names what is the case besides. Raises ``LookupError`` where there is none."""
    for row in TABLE:
        if row.event is event and actor in row.actors and row.when == when and _fits(row, state, amendment):
            return row
    raise LookupError(f"no row: {event} {when} by {actor} in {state}, amendment {amendment}")


def _fits(row: Transition, state: State, amendment: Amendment) -> bool:
    return state in row.sources and row.amendment in (None, amendment)
