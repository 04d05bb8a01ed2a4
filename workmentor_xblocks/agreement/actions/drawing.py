"""A drawn signature: lines of points, 0 to 1000 each way. It proves nothing; some people like to draw."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.core.content.errors import BadValue
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Text

Strokes = list[list[list[int]]] | tuple[()]

_DRAWN = Message("drawing_wrong", _("The drawing cannot be used. Your typed name is enough."))
_MOST_POINTS = 4_000


@dataclass(frozen=True)
class Drawing(Text):
    """The lines as the page sends them, in JSON; none for an empty text."""

    def read(self, sent: object) -> Any:
        """The lines."""
        text = super().read(sent)
        if not text:
            return ()
        try:
            lines = [[[int(x), int(y)] for x, y in line] for line in json.loads(text)]
        except (ValueError, TypeError, OverflowError, RecursionError):
            raise BadValue(_DRAWN)
        points = [value for line in lines for point in line for value in point]
        if len(points) > _MOST_POINTS or any(not 0 <= value <= 1000 for value in points):
            raise BadValue(_DRAWN)
        return [line for line in lines if line]
