"""A scenario as core knows it: what it holds, its settings, and what an author should look at before people play.

No check keeps a draft from being saved. Each names the field it is about, so that the editor can jump there. A new
check is a row in one of the groups, a function above it, and a mutation in the tests that raises exactly it.
"""

from __future__ import annotations

from workmentor_xblocks.core.content.content import Content
from workmentor_xblocks.scenario.content.checks import pictures, points, way, wording
from workmentor_xblocks.scenario.content.checks.facts import Facts
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.settings import SETTINGS

SCENARIO = Content(
    Definition,
    SETTINGS,
    facts=Facts,
    own=(
        *way.RULES,
        *wording.RULES,
        *pictures.RULES,
        *points.RULES,
    ),
)
