"""What an author should look at before people play: one table of checks, in the order in which to mend things.

No check keeps a draft from being saved. Each names the field it is about, so that the editor can jump there. A new
check is a row in one of the groups, a function above it, and a mutation in the tests that raises exactly it.
"""

from __future__ import annotations

from workmentor_xblocks.core.content.checks import variants
from workmentor_xblocks.core.content.messages import Finding
from workmentor_xblocks.core.content.rules import Rule, worst_first
from workmentor_xblocks.scenario.content.checks import form, pictures, points, way, wording
from workmentor_xblocks.scenario.content.checks.facts import Facts
from workmentor_xblocks.scenario.content.definition import Definition

TABLE: tuple[Rule[Facts], ...] = (
    *way.RULES,
    *form.RULES,
    *wording.RULES,
    *pictures.RULES,
    *points.RULES,
    *variants.RULES,
)


def check(
    definition: Definition, *, display_name: str = "", pictures: frozenset[str] | None = None
) -> list[Finding]:
    """Everything the checks have to say, worst first. ``pictures`` are the files that the course holds."""
    return worst_first(TABLE, Facts(definition, display_name, pictures))
