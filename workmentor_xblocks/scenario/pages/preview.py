"""One place of a scenario that is not saved yet, as a player would meet it: for its author."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workmentor_xblocks.core.pages.studio import Preview
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.reading import Reading
from workmentor_xblocks.scenario.pages.player import page_html
from workmentor_xblocks.scenario.pages.request import ScenarioRequest
from workmentor_xblocks.scenario.rules.run import Kind, Run
from workmentor_xblocks.scenario.rules.state import State


def preview_html(
    block: Any, viewer: Viewer, definition: Definition, language: str, form: Preview
) -> str | None:
    """A scene or an ending; None where there is none of that id."""
    place = definition.place(form.part)
    if place is None:
        return None
    request = ScenarioRequest.of(block, replace(viewer, may_write_fields=True, why_not=None))
    run = Run(id="preview", kind=Kind.MAIN, place=place.id, started=0)
    reading = Reading(definition, language, form.workplace)
    view = replace(request.view(), definition=definition, reading=reading, state=State(current=run))
    return page_html(view)
