"""What an author does in Studio with any block: open the editor, save, and hear what the checks say.

Only content and settings are written here, never anything of a learner. Who saves says what they began with, so that
nobody's work is overwritten unseen.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import Annotated, Any

from django.templatetags.static import static
from django.utils.translation import get_language
from web_fragments.fragment import Fragment

from workmentor_xblocks import host
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.authored import MAX_CHARACTERS, Authored, NotADefinition, Whole
from workmentor_xblocks.core.content.content import Content
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotFound, TooLarge
from workmentor_xblocks.core.content.messages import Finding, Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.place_names import place_name
from workmentor_xblocks.core.content.schema import sentences
from workmentor_xblocks.core.content.settings import Setting
from workmentor_xblocks.core.content.translation import gettext, ngettext, say
from workmentor_xblocks.core.forms.inputs import Input, Text, parsed
from workmentor_xblocks.core.pages import addresses
from workmentor_xblocks.core.pages.handlers import TOO_LARGE, Answer, Data
from workmentor_xblocks.core.pages.rendering import PACKAGE, render
from workmentor_xblocks.core.people.permissions import Permission, may
from workmentor_xblocks.core.people.viewer import Viewer

MAX_BYTES = 4_000_000

_SAVED_MEANWHILE = Message(
    "saved_meanwhile",
    _(
        "Somebody saved this after you opened it. Nothing of yours is lost: compare, then choose which to keep."
    ),
)
_UNREADABLE = Message(
    "unreadable_definition",
    _("Something in this has a form that cannot be saved. Correct it and save again."),
)
_NO_PART = Message("no_such_part", _("There is nothing of that id to preview."))
_UNREADABLE_FIELD = Message("unreadable_field", _("This has a form that cannot be saved."))


class Saved(Input):
    """What the editor's work was begun with."""

    base: Annotated[str, Text(64)] = ""


class Preview(Input):
    """Which part is looked at: in which language, for which workplace, as which reader."""

    part: Annotated[str, Text(200)] = ""
    lang: Annotated[str, Text(20)] = ""
    workplace: Annotated[str, Text(60)] = ""
    reader: Annotated[str, Text(20)] = ""


def editor_fragment(block: Any) -> Fragment:
    """The editor with all that it needs; who may not write gets a sentence instead."""
    viewer = host.current().viewer(block)
    if not may(viewer, Permission.WRITE_CONTENT):
        return Fragment(render("workmentor/core/no_editor.html", {}))
    fragment = Fragment(render("workmentor/core/editor.html", {}))
    fragment.add_css_url(static("workmentor/editor.css"))
    fragment.add_css_url(static(f"workmentor/editor-{block.kind}.css"))
    block.add_styles(fragment)  # for the preview
    fragment.add_javascript_url(static("workmentor/editor.js"))
    fragment.add_javascript_url(static("workmentor/editor-forms.js"))
    fragment.add_javascript_url(static(f"workmentor/editor-{block.kind}.js"))
    published = host.current().published_definition(block)
    fragment.initialize_js(
        "WorkmentorEditor",
        {
            "kind": block.kind,
            "usage": block.usage_id_text,
            **_as_it_stands(block),
            "setting_specs": [_spec(setting) for setting in block.content.settings],
            "words": _words(block.content.whole),
            "languages": [[code, name] for code, name in sorted(languages.NAMES.items())],
            "pictures": [
                {"src": picture.src, "url": picture.url, "name": picture.name}
                for picture in host.current().pictures(block.course_key_text)
            ],
            "published": {"definition": block.content.held(published).full()}
            if published is not None
            else None,
            **block.editor_extras(),
        },
    )
    return fragment


def save(block: Any, data: Data) -> Answer:
    """Save; the answer is read back from the fields. Raises ``Changed`` when somebody saved since ``base``."""
    definition = definition_of(block.content, data)
    chosen = block.content.settings.cleaned(data.get("settings", {}))
    if parsed(Saved, data).base != digest(block):
        raise Changed(_SAVED_MEANWHILE, more=_as_it_stands(block))
    block.definition = definition.canonical()
    for name, value in chosen.items():
        setattr(block, name, value)
    return _as_it_stands(block)


def check(block: Any, data: Data) -> Answer:
    """What the checks say of a definition that is not saved yet."""
    return {"findings": _findings(block, definition_of(block.content, data))}


def preview(block: Any, viewer: Viewer, data: Data) -> Answer:
    """One part of a definition that is not saved yet, as people would meet it."""
    definition = definition_of(block.content, data)
    known = [variant.language for variant in definition.variants]
    form = parsed(Preview, data)
    language = languages.lookup(form.lang, known) or definition.language
    html = block.preview(viewer, definition, language, form)
    if html is None:
        raise NotFound(_NO_PART)
    return {"html": html}


def digest(block: Any) -> str:
    """A name for what the block holds now, to tell whether somebody saved meanwhile."""
    held = json.dumps([block.definition, block.content.settings.values(block)], sort_keys=True, default=str)
    return hashlib.sha256(held.encode("utf-8")).hexdigest()


def findings_html(block: Any) -> str:
    """For Studio's preview: what the checks say, worst first, with the place named: as many as the editor counts."""
    definition = block.content.held(block.definition)
    found = _findings(block, definition)
    if block.definition and not block.content.is_readable(block.definition):
        code, message = _UNREADABLE.code, say(_UNREADABLE)
        found = [{"level": "error", "path": "", "message": message, "code": code}, *found]
    count = len(found)
    heading = ngettext("{count} thing to look at", "{count} things to look at", count).format(count=count)
    placed = [{**finding, "place": place_name(definition, finding["path"])} for finding in found]
    is_grave = any(finding["level"] != Level.NOTE for finding in found)
    context = {
        "findings": placed,
        "heading": heading,
        "is_grave": is_grave,
        "guide_url": addresses.page("guide", block.guide),
    }
    return render("workmentor/core/findings.html", context)


def definition_of(content: Content[Whole], data: Data) -> Whole:
    """The definition that the editor sent. Raises ``BadInput`` naming the places, or ``TooLarge``."""
    try:
        definition = content.whole.from_data(_without_control_characters(data.get("definition")))
    except NotADefinition as error:
        fields = {path: _UNREADABLE_FIELD for path, _kind in error.problems}
        raise BadInput(_UNREADABLE, fields=fields) from error
    if len(definition.canonical()) > MAX_CHARACTERS:
        raise TooLarge(TOO_LARGE)  # it could be saved and then not be read again
    return definition


def _as_it_stands(block: Any) -> Answer:
    definition = block.content.held(block.definition)
    return {
        "digest": digest(block),
        "definition": definition.full(),
        "settings": block.content.settings.values(block),
        "findings": _findings(block, definition),
    }


def _findings(block: Any, definition: Authored) -> list[dict[str, str]]:
    if not block.needs_content(definition):
        return []
    files = host.current().pictures(block.course_key_text)
    pictures = frozenset(picture.src for picture in files) if files else None
    found = block.content.check(definition, display_name=block.display_name, pictures=pictures)
    return [_finding(entry) for entry in found]


def _spec(setting: Setting) -> dict[str, Any]:
    """A setting for the editor, in the active language."""
    return {
        "name": setting.name,
        "label": gettext(setting.label),
        "help": gettext(setting.help),
        "type": setting.type,
        "choices": [[value, gettext(label)] for value, label in setting.choices],
    }


def _finding(entry: Finding) -> dict[str, str]:
    return {"code": entry.code, "level": entry.level.value, "path": entry.path, "message": say(entry.message)}


_NOT_IN_XML = re.compile("[^\n\t\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _without_control_characters(value: Any) -> Any:
    """XML holds no control characters, so a text with one could never be exported."""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("", value.replace("\r\n", "\n"))
    if isinstance(value, list):
        return [_without_control_characters(entry) for entry in value]
    if isinstance(value, dict):
        return {
            _without_control_characters(name): _without_control_characters(entry)
            for name, entry in value.items()
        }
    return value


@lru_cache(maxsize=1)
def _msgids() -> dict[str, Any]:
    """The sentences of the editor, as the front-end build collected them."""
    words: dict[str, Any] = json.loads(
        (PACKAGE / "static/workmentor/editor-words.json").read_text(encoding="utf-8")
    )
    return words


def _words(whole: type[Authored]) -> dict[str, Any]:
    """The editor's sentences in the active language; plurals as [one, many] by the catalogue's own rule for 1 and 2."""
    if (get_language() or "en").startswith("en"):
        return {}
    words: dict[str, Any] = {msgid: gettext(msgid) for msgid in (*_msgids()["singular"], *sentences(whole))}
    words.update({one: [ngettext(one, many, 1), ngettext(one, many, 2)] for one, many in _msgids()["plural"]})
    return words
