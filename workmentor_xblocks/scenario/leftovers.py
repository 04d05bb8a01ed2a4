"""What reading a file left open: pieces that were not understood, written by hand wrongly or by a newer version.

The pieces are kept in the definition, so these findings come again at every check and never need storing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from workmentor_xblocks.core.content import unread
from workmentor_xblocks.core.content.elements import pieces
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.core.content.walking import Step, walk
from workmentor_xblocks.scenario.definition import Definition
from workmentor_xblocks.scenario.shapes import SCENARIO


def where(step: Step) -> Message:
    """A part's place as a person says it: scene "arrive" › choice "stop"."""
    names = [Message("place", msgid, values) for msgid, values in step.trail]
    if not names:
        return Message("place", _("the scenario"))
    return reduce(
        lambda outer, inner: Message("place", "{outer} › {inner}", {"outer": outer, "inner": inner}), names
    )


def not_understood(definition: Definition) -> Iterator[Place]:
    """One place per piece."""
    for step in walk(definition, SCENARIO):
        for piece in pieces(step.part, step.shape):
            yield step.path, {"place": where(step), "quote": unread.quote(piece)}


def newer(definition: Definition) -> Iterator[Place]:
    """A definition of a schema that this version does not know yet."""
    if definition.schema_version > Definition.LATEST:
        yield "", {"version": definition.schema_version, "known": Definition.LATEST}


RULES: tuple[Rule[Definition], ...] = (
    Rule(
        "unread",
        Level.WARNING,
        _(
            "In {place}, this was not understood: {quote}. It is kept and comes back at export; correct it there."
        ),
        not_understood,
    ),
    Rule(
        "newer-schema",
        Level.WARNING,
        _(
            "This scenario was written for a newer version (schema {version}; known here: {known}). "
            "Update the package before you edit it."
        ),
        newer,
    ),
)
