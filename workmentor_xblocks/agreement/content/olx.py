"""A template as a file of a course: the settings that go with it."""

from __future__ import annotations

from workmentor_xblocks.agreement.content import leftovers
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.content.ids import with_ids
from workmentor_xblocks.agreement.content.shapes import AGREEMENT
from workmentor_xblocks.core.content import olx

# The block's settings, in the order in which they are written.
SETTINGS = ("display_name", "default_language")

FORMAT = olx.Format(
    whole=Definition,
    shape=AGREEMENT,
    settings=SETTINGS,
    named=with_ids,
    leftovers=leftovers.RULES,
    head=frozenset({"introduction", "form_requirement", "disclaimer", "consent"}),
)

Read = olx.Read[Definition]
read, settled, write, files, read_file = (
    FORMAT.read,
    FORMAT.settled,
    FORMAT.write,
    FORMAT.files,
    FORMAT.read_file,
)
