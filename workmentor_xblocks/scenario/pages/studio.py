"""What an author of a scenario does in Studio: open the editor, save, check, preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.templatetags.static import static

from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.competences import DEFAULT
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.pages.handlers import Answer, Data, text_of
from workmentor_xblocks.core.pages.studio import MAX_BYTES as MAX_BYTES, Studio
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.content.checks import check as run_checks
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.reading import Reading
from workmentor_xblocks.scenario.content.settings import SETTINGS
from workmentor_xblocks.scenario.pages.player import page_html
from workmentor_xblocks.scenario.pages.request import Presenter
from workmentor_xblocks.scenario.rules.run import Kind, Run
from workmentor_xblocks.scenario.rules.state import State

_NO_PLACE = Message("no_such_place", _("There is no scene or ending of that id to preview."))


def _more(_block: Any) -> Mapping[str, Any]:
    return {
        "default_competences": [{"id": code, "name": say(name)} for code, name in DEFAULT.items()],
        "map_url": static("workmentor/editor-map.js"),
    }


_STUDIO = Studio(
    whole=Definition,
    settings=SETTINGS,
    check_definition=run_checks,
    saved_meanwhile=Message(
        "saved_meanwhile",
        _(
            "Somebody saved this scenario after you opened it. Nothing of yours is lost: compare, then choose which to keep."
        ),
    ),
    unreadable=Message(
        "unreadable_definition",
        _("Something in this scenario has a form that cannot be saved. Correct it and save again."),
    ),
    more=_more,
    needs_content=lambda block, definition: not (block.show_plans and definition.is_blank),
)
editor_fragment, save, check, digest, findings_html = (
    _STUDIO.editor_fragment,
    _STUDIO.save,
    _STUDIO.check,
    _STUDIO.digest,
    _STUDIO.findings_html,
)


def preview(block: Any, viewer: Viewer, data: Data) -> Answer:
    """One place of a definition that is not saved yet, as a player would meet it."""
    definition = _STUDIO.definition_of(data)
    place = definition.place(text_of(data, "part", limit=200))
    if place is None:
        raise NotFound(_NO_PLACE)
    language = languages.lookup(text_of(data, "lang", limit=20), [v.language for v in definition.variants])
    presenter = Presenter.of(block, replace(viewer, may_write_fields=True, why_not=None))
    run = Run(id="preview", kind=Kind.MAIN, place=place.id, started=0)
    reading = Reading(definition, language or definition.language, text_of(data, "workplace", limit=60))
    shown = replace(presenter.shown(), definition=definition, reading=reading, state=State(current=run))
    return {"html": page_html(shown)}
