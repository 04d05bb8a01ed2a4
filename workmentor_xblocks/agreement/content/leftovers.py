"""What reading the file of a template left open."""

from __future__ import annotations

from workmentor_xblocks.agreement.content.shapes import AGREEMENT
from workmentor_xblocks.core.content import leftovers
from workmentor_xblocks.core.content.messages import gettext_noop as _

RULES = leftovers.rules(
    AGREEMENT,
    whole=_("the template"),
    newer=_(
        "This template was written for a newer version (schema {version}; known here: {known}). "
        "Update the package before you edit it."
    ),
)
