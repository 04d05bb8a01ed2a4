"""What an author of a template does in Studio: open the editor, save, check, preview.

Only the template is written here, never anything of an agreement: those that are under way keep the text they began
with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from workmentor_xblocks.agreement.content.checks import check as run_checks
from workmentor_xblocks.agreement.content.definition import Definition, Role
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.content.settings import OLX, SETTINGS
from workmentor_xblocks.agreement.pages.part_preview import part_html
from workmentor_xblocks.core.content import language as languages, xml
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.pages.handlers import Answer, Data, text_of
from workmentor_xblocks.core.pages.studio import MAX_BYTES as MAX_BYTES, Studio
from workmentor_xblocks.core.people.viewer import Viewer

_NO_PART = Message("no_such_part", _("There is no section or form of that id to preview."))


@cache
def _offered() -> list[dict[str, Any]]:
    """Whole templates to begin with, defaults left out."""
    return [
        {"id": preset.id, "name": preset.name, "definition": _data_of(preset.text)} for preset in presets()
    ]


def _data_of(text: str) -> Any:
    return json.loads(OLX.read(xml.parse(text.encode("utf-8"))).definition.canonical())


def _more(block: Any) -> Mapping[str, Any]:
    """The roles in the words of this person's language; while nothing is written, templates to begin with."""
    is_empty = not _STUDIO.held(block.definition).sections
    return {
        "roles": [[role.value, say(ROLE_NAMES[role.value])] for role in Role],
        "presets": [{**preset, "name": say(preset["name"])} for preset in _offered()] if is_empty else [],
    }


_STUDIO = Studio(
    whole=Definition,
    settings=SETTINGS,
    check_definition=run_checks,
    saved_meanwhile=Message(
        "saved_meanwhile",
        _(
            "Somebody saved this template after you opened it. Nothing of yours is lost: compare, then choose which to keep."
        ),
    ),
    unreadable=Message(
        "unreadable_definition",
        _("Something in this template has a form that cannot be saved. Correct it and save again."),
    ),
    more=_more,
)
editor_fragment, save, check, digest, findings_html = (
    _STUDIO.editor_fragment,
    _STUDIO.save,
    _STUDIO.check,
    _STUDIO.digest,
    _STUDIO.findings_html,
)


def preview(block: Any, viewer: Viewer, data: Data) -> Answer:
    """One section or form of a template that is not saved yet, as a party would meet it."""
    definition = _STUDIO.definition_of(data)
    language = languages.lookup(text_of(data, "lang", limit=20), [v.language for v in definition.variants])
    reading = Reading(definition, language or definition.language)
    role = text_of(data, "reader", limit=20) or Role.LEARNER.value
    html = part_html(reading, text_of(data, "part", limit=200), role=role)
    if html is None:
        raise NotFound(_NO_PART)
    return {"html": html}
