"""What an author does in Studio: open the editor, save, check, preview; and the block's OLX.

Only content and settings are written here, never anything of a learner.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.templatetags.static import static
from django.utils.translation import get_language
from web_fragments.fragment import Fragment

from workmentor_xblocks import host
from workmentor_xblocks.core.block.errors import BadInput, Changed, NotFound, TooLarge
from workmentor_xblocks.core.block.handlers import TOO_LARGE, Answer, Data, text_of
from workmentor_xblocks.core.block.rendering import PACKAGE, render
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.competences import DEFAULT
from workmentor_xblocks.core.content.messages import Finding, Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, ngettext, say
from workmentor_xblocks.core.people.permissions import Permission, may
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario import settings
from workmentor_xblocks.scenario.checks import check as run_checks
from workmentor_xblocks.scenario.definition import (
    MAX_CHARACTERS,
    Definition,
    NotADefinition,
    from_data,
    parse,
)
from workmentor_xblocks.scenario.presenting import Presenter
from workmentor_xblocks.scenario.reading import Reading
from workmentor_xblocks.scenario.run import Kind, Run
from workmentor_xblocks.scenario.state import State
from workmentor_xblocks.scenario.view import page_html

MAX_BYTES = 4_000_000

_SAVED_MEANWHILE = Message(
    "saved_meanwhile",
    _(
        "Somebody saved this scenario after you opened it. Nothing of yours is lost: compare, then choose which to keep."
    ),
)
_UNREADABLE = Message(
    "unreadable_definition",
    _("Something in this scenario has a form that cannot be saved. Correct it and save again."),
)
_UNREADABLE_FIELD = Message("unreadable_field", _("This has a form that cannot be saved."))
_NO_PLACE = Message("no_such_place", _("There is no scene or ending of that id to preview."))


def editor_fragment(block: Any) -> Fragment:
    """The editor with all that it needs; who may not write gets a sentence instead."""
    viewer = host.current().viewer(block)
    if not may(viewer, Permission.WRITE_CONTENT):
        return Fragment(render("workmentor/scenario/no_editor.html", {}))
    fragment = Fragment(render("workmentor/scenario/editor.html", {}))
    fragment.add_css_url(static("workmentor/editor.css"))
    fragment.add_css_url(static("workmentor/learner.css"))
    fragment.add_javascript_url(static("workmentor/editor.js"))
    published = host.current().published_definition(block)
    fragment.initialize_js(
        "WorkmentorEditor",
        {
            "kind": "scenario",
            "usage": block.usage_id_text,
            **_as_it_stands(block),
            "setting_specs": settings.specs(),
            "words": _words(),
            "languages": [[code, name] for code, name in sorted(languages.NAMES.items())],
            "default_competences": [{"id": code, "name": say(name)} for code, name in DEFAULT.items()],
            "pictures": [
                {"src": picture.src, "url": picture.url, "name": picture.name}
                for picture in host.current().pictures(block.course_key_text)
            ],
            "map_url": static("workmentor/editor-map.js"),
            "published": {"definition": _readable(published).full()} if published is not None else None,
        },
    )
    return fragment


def save(block: Any, data: Data) -> Answer:
    """Save; the answer is read back from the fields. Raises ``Changed`` when somebody saved since ``base``."""
    definition = _definition_of(data)
    chosen = settings.cleaned(data.get("settings", {}))
    if text_of(data, "base", limit=64) != digest(block):
        raise Changed(_SAVED_MEANWHILE, more=_as_it_stands(block))
    block.definition = definition.canonical()
    for name, value in chosen.items():
        setattr(block, name, value)
    return _as_it_stands(block)


def check(block: Any, data: Data) -> Answer:
    """What the checks say of a definition that is not saved yet."""
    return {"findings": _findings(block, _definition_of(data))}


def preview(block: Any, viewer: Viewer, data: Data) -> Answer:
    """One place of a definition that is not saved yet, as a player would meet it."""
    definition = _definition_of(data)
    place = definition.place(text_of(data, "scene", limit=200))
    if place is None:
        raise NotFound(_NO_PLACE)
    language = languages.lookup(text_of(data, "lang", limit=20), [v.language for v in definition.variants])
    presenter = Presenter.of(block, replace(viewer, may_write_fields=True, why_not=None))
    run = Run(id="preview", kind=Kind.MAIN, place=place.id, started=0)
    reading = Reading(definition, language or definition.language, text_of(data, "workplace", limit=60))
    shown = replace(presenter.shown(), definition=definition, reading=reading, state=State(current=run))
    return {"html": page_html(shown)}


def digest(block: Any) -> str:
    """A name for what the block holds now, to tell whether somebody saved meanwhile."""
    held = json.dumps([block.definition, settings.values(block)], sort_keys=True, default=str)
    return hashlib.sha256(held.encode("utf-8")).hexdigest()


def findings_html(block: Any) -> str:
    """For Studio's preview: what the checks say, worst first, with the place named."""
    found = _findings(block, block.scenario)
    if block.definition and not _is_readable(block.definition):
        found = [
            {"level": "error", "path": "", "message": say(_UNREADABLE), "code": _UNREADABLE.code},
            *found,
        ]
    weighty = [finding for finding in found if finding["level"] != "note"]
    count = len(weighty)
    heading = ngettext("{count} thing to look at", "{count} things to look at", count).format(count=count)
    context = {"findings": weighty, "heading": heading}
    return render("workmentor/scenario/findings.html", context)


def _as_it_stands(block: Any) -> Answer:
    return {
        "digest": digest(block),
        "definition": block.scenario.full(),
        "settings": settings.values(block),
        "findings": _findings(block, block.scenario),
    }


def _findings(block: Any, definition: Definition) -> list[dict[str, str]]:
    files = host.current().pictures(block.course_key_text)
    pictures = frozenset(picture.src for picture in files) if files else None
    return [
        _finding(entry)
        for entry in run_checks(definition, display_name=block.display_name, pictures=pictures)
    ]


def _finding(entry: Finding) -> dict[str, str]:
    return {"code": entry.code, "level": entry.level.value, "path": entry.path, "message": say(entry.message)}


def _definition_of(data: Data) -> Definition:
    try:
        definition = from_data(_without_control_characters(data.get("definition")))
    except NotADefinition as error:
        fields = {path: _UNREADABLE_FIELD for path, _kind in error.problems}
        raise BadInput(_UNREADABLE, fields=fields) from error
    if len(definition.canonical()) > MAX_CHARACTERS:
        raise TooLarge(TOO_LARGE)  # it could be saved and then not be read again
    return definition


def _without_control_characters(value: Any) -> Any:
    """XML holds no control characters, so a text with one could never be exported."""
    if isinstance(value, str):
        return "".join(sign for sign in value.replace("\r\n", "\n") if sign in "\n\t" or _is_xml(ord(sign)))
    if isinstance(value, list):
        return [_without_control_characters(entry) for entry in value]
    if isinstance(value, dict):
        return {
            _without_control_characters(name): _without_control_characters(entry)
            for name, entry in value.items()
        }
    return value


def _is_xml(code: int) -> bool:
    return 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF


def _readable(text: str) -> Definition:
    return parse(text) if _is_readable(text) else Definition()


def _is_readable(text: str) -> bool:
    try:
        parse(text)
    except NotADefinition:
        return False
    return True


@lru_cache(maxsize=1)
def _msgids() -> dict[str, Any]:
    """The sentences of the editor, as the front-end build collected them."""
    words: dict[str, Any] = json.loads(
        (PACKAGE / "static/workmentor/editor-words.json").read_text(encoding="utf-8")
    )
    return words


def _words() -> dict[str, Any]:
    """The editor's sentences in the active language; plurals as [one, many] by the catalogue's own rule for 1 and 2."""
    if (get_language() or "en").startswith("en"):
        return {}
    words: dict[str, Any] = {msgid: gettext(msgid) for msgid in _msgids()["singular"]}
    words.update({one: [ngettext(one, many, 1), ngettext(one, many, 2)] for one, many in _msgids()["plural"]})
    return words
