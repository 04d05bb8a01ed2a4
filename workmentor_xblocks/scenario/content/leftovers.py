"""What reading the file of a scenario left open."""

from __future__ import annotations

from workmentor_xblocks.core.content import leftovers
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.scenario.content.shapes import SCENARIO

RULES = leftovers.rules(
    SCENARIO,
    whole=_("the scenario"),
    newer=_(
        "This scenario was written for a newer version (schema {version}; known here: {known}). "
        "Update the package before you edit it."
    ),
)
