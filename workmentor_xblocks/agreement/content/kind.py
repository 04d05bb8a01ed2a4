"""A template as core knows it: what it holds, its settings, and what an author should look at before agreements are made.

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
from workmentor_xblocks.core.content.content import Content
from workmentor_xblocks.core.content.settings import LANGUAGE, NAME, Settings

TEMPLATE = Content(
    Definition,
    Settings((NAME, LANGUAGE)),
    facts=Facts,
    own=(
        *form.RULES,
        *fields.RULES,
        *people.RULES,
        *signing.RULES,
        *follow_up.RULES,
        *wording.RULES,
        *claims.RULES,
    ),
    # Of these an agreement would stop half-way: its history takes codes only.
    grave=frozenset({"repeated-id", "strange-id", "strange-language"}),
)
