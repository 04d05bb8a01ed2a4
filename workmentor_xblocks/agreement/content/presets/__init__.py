"""Whole templates to begin with, in their languages: an institution takes one over and makes it its own.

Each is the file of a template beside this module, as a course would export it. They are examples and no legal advice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.core.content import xml
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

_NAMES = (
    Message("vet_default", _("Three-way agreement for vocational education and training")),
    Message("placement_short", _("Short agreement for a placement of a few weeks")),
)


@dataclass(frozen=True)
class Preset:
    """One template to begin with: ``text`` is its course file."""

    id: str
    name: Message
    text: str

    @cached_property
    def data(self) -> Any:
        """The template as decoded JSON, defaults left out."""
        return json.loads(TEMPLATE.read(xml.parse(self.text)).definition.canonical())


@cache
def presets() -> tuple[Preset, ...]:
    """All of them, the usual one first."""
    return tuple(Preset(name.code, name, _text(name.code)) for name in _NAMES)


def _text(name: str) -> str:
    return files(__name__).joinpath(f"{name}.xml").read_text(encoding="utf-8")
