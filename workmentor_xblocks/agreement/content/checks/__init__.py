"""What an author should look at before agreements are made: one table of checks, in the order in which to mend things.

No check keeps a template from being saved. Each names the field it is about, so that the editor can jump there. A new
check is a row in one of the groups, a function above it, and a change in the tests that raises exactly it.
"""

from __future__ import annotations

from workmentor_xblocks.agreement.content.checks import (
    claims,
    fields,
    follow_up,
    form,
    people,
    signing,
    wording,
)
from workmentor_xblocks.agreement.content.checks.facts import Facts
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.core.content.checks import variants
from workmentor_xblocks.core.content.messages import Finding
from workmentor_xblocks.core.content.rules import Rule, worst_first

TABLE: tuple[Rule[Facts], ...] = (
    *form.RULES,
    *fields.RULES,
    *people.RULES,
    *signing.RULES,
    *follow_up.RULES,
    *wording.RULES,
    *claims.RULES,
    *(rule for rule in variants.RULES if rule.code != "strange-language"),  # graver here, see form
)


def check(
    definition: Definition, *, display_name: str = "", pictures: frozenset[str] | None = None
) -> list[Finding]:
    """Everything the checks have to say, worst first. ``pictures`` are the files that the course holds."""
    return worst_first(TABLE, Facts(definition, display_name, pictures))
