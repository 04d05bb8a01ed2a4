"""Ids, and what reading the course file left open."""

from __future__ import annotations

from collections.abc import Iterator

from workmentor_xblocks.core.content.checks import form
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.scenario.content.checks.facts import Facts


def earlier_id_in_use(facts: Facts) -> Iterator[Place]:
    """Earlier ids that lead to the wrong place, or to two."""
    today = {place.id for place in facts.definition.places}
    claimed: set[str] = set()
    for place in facts.definition.places:
        for earlier in place.was:
            if earlier in today or earlier in claimed:
                yield place.id, {"id": place.id, "earlier": earlier}
            claimed.add(earlier)


RULES: tuple[Rule[Facts], ...] = (
    *form.IDS,
    form.RESERVED_ID,
    Rule(
        "earlier-id-in-use",
        Level.WARNING,
        _(
            "“{id}” claims the earlier id “{earlier}”, which another place has or claims. Take it off one of them."
        ),
        earlier_id_in_use,
    ),
    *form.LEFTOVERS,
)
