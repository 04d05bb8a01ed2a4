"""What reading a file left open: pieces that were not understood, written by hand wrongly or by a newer version.

The pieces are kept in the definition, so these findings come again at every check and never need storing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from workmentor_xblocks.core.content import unread
from workmentor_xblocks.core.content.authored import Authored
from workmentor_xblocks.core.content.elements import pieces
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.core.content.walking import Step, walk


def _where(step: Step, whole: str) -> Message:
    """A part's place as a person says it: scene "arrive" › choice "stop"."""
    names = [Message("place", msgid, values) for msgid, values in step.trail]
    if not names:
        return Message("place", whole)
    return reduce(
        lambda outer, inner: Message("place", "{outer} › {inner}", {"outer": outer, "inner": inner}), names
    )


def _newer(definition: Authored) -> Iterator[Place]:
    """A definition of a schema that this version does not know yet."""
    if definition.schema_version > definition.LATEST:
        yield "", {"version": definition.schema_version, "known": definition.LATEST}


def _not_understood(definition: Authored) -> Iterator[Place]:
    """One place per piece."""
    for step in walk(definition):
        for piece in pieces(step.part):
            yield step.path, {"place": _where(step, definition.CALLED), "quote": unread.quote(piece)}


RULES: tuple[Rule[Authored], ...] = (
    Rule(
        "unread",
        Level.WARNING,
        _(
            "In {place}, this was not understood: {quote}. It is kept and comes back at export; correct it there."
        ),
        _not_understood,
    ),
    Rule(
        "newer-schema",
        Level.WARNING,
        _(
            "This was written for a newer version (schema {version}; known here: {known}). "
            "Update the package before you edit it."
        ),
        _newer,
    ),
)
