"""The settings of an agreement's block beside its template, and the file in which both travel."""

from __future__ import annotations

from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.olx import Format
from workmentor_xblocks.core.content.settings import Setting, Settings

_ROWS = (
    Setting("display_name", "text", _("Name"), _("Shown above the agreement and in the course outline.")),
    Setting(
        "default_language",
        "text",
        _("Language shown first"),
        _("A code such as nb. Empty: the course's language, then the person's."),
    ),
)

SETTINGS = Settings(_ROWS, Message("no_name", _("Give the agreement a name of at most 200 characters.")))
OLX = Format(Definition, SETTINGS)
