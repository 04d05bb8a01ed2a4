"""A scenario as a file of a course: the settings and pictures that go with it."""

from __future__ import annotations

from collections.abc import Iterator

from workmentor_xblocks.core.content import olx
from workmentor_xblocks.scenario.content import leftovers
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.ids import with_ids
from workmentor_xblocks.scenario.content.shapes import SCENARIO

# The block's settings, in the order in which they are written.
SETTINGS = (
    "display_name",
    "minutes",
    "feedback",
    "ask_reason",
    "show_plans",
    "default_language",
    "scoring",
    "policy",
    "weight",
)


def _pictures(definition: Definition) -> Iterator[str]:
    """The files of places' pictures, in every variant."""
    for place in definition.places:
        if place.picture:
            yield place.picture.src
    for variant in definition.variants:
        yield from (text.text for text in variant.texts if text.path.endswith("/picture/src"))


FORMAT = olx.Format(
    whole=Definition,
    shape=SCENARIO,
    settings=SETTINGS,
    named=with_ids,
    leftovers=leftovers.RULES,
    head=frozenset({"introduction", "competence", "workplace"}),
    more_files=_pictures,
)

Read = olx.Read[Definition]
read, settled, write, files, read_file = (
    FORMAT.read,
    FORMAT.settled,
    FORMAT.write,
    FORMAT.files,
    FORMAT.read_file,
)
