"""What an author does in Studio with any block: open the editor, save, and hear what the checks say.

Only content and settings are written here, never anything of a learner. Who saves says what they began with, so that
nobody's work is overwritten unseen.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, Protocol, TypeVar

from django.templatetags.static import static
from django.utils.translation import get_language
from web_fragments.fragment import Fragment

from workmentor_xblocks import host
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.authored import MAX_CHARACTERS, Authored, NotADefinition
from workmentor_xblocks.core.content.errors import BadInput, Changed, TooLarge
from workmentor_xblocks.core.content.messages import Finding, Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.place_names import place_name
from workmentor_xblocks.core.content.schema import sentences
from workmentor_xblocks.core.content.settings import Setting, Settings
from workmentor_xblocks.core.content.translation import gettext, ngettext, say
from workmentor_xblocks.core.pages.handlers import TOO_LARGE, Answer, Data, text_of
from workmentor_xblocks.core.pages.rendering import PACKAGE, render
from workmentor_xblocks.core.people.permissions import Permission, may

MAX_BYTES = 4_000_000

_UNREADABLE_FIELD = Message("unreadable_field", _("This has a form that cannot be saved."))

Whole = TypeVar("Whole", bound=Authored)
Checked = TypeVar("Checked", bound=Authored, contravariant=True)


class Check(Protocol[Checked]):
    """What a slice's checks look like from here."""

    def __call__(
        self, definition: Checked, *, display_name: str = "", pictures: frozenset[str] | None = None
    ) -> list[Finding]:
        """What the checks have to say of a definition."""


@dataclass(frozen=True)
class Studio(Generic[Whole]):
    """The author's desk of one kind of block.

    ``more`` are arguments of a block's editor beyond those of all. ``needs_content`` says whether the checks have
    anything to look for: a block whose settings let it show something else may stay without content.
    """

    whole: type[Whole]
    settings: Settings
    check_definition: Check[Whole]
    saved_meanwhile: Message
    unreadable: Message
    more: Callable[[Any], Mapping[str, Any]]
    needs_content: Callable[[Any, Whole], bool] = lambda _block, _definition: True

    def editor_fragment(self, block: Any) -> Fragment:
        """The editor with all that it needs; who may not write gets a sentence instead."""
        viewer = host.current().viewer(block)
        if not may(viewer, Permission.WRITE_CONTENT):
            return Fragment(render("workmentor/core/no_editor.html", {}))
        fragment = Fragment(render("workmentor/core/editor.html", {}))
        fragment.add_css_url(static("workmentor/editor.css"))
        block.add_styles(fragment)  # for the preview
        fragment.add_javascript_url(static("workmentor/editor.js"))
        fragment.add_javascript_url(static(f"workmentor/editor-{block.kind}.js"))
        published = host.current().published_definition(block)
        fragment.initialize_js(
            "WorkmentorEditor",
            {
                "kind": block.kind,
                "usage": block.usage_id_text,
                **self._as_it_stands(block),
                "setting_specs": [_spec(setting) for setting in self.settings],
                "words": _words(self.whole),
                "languages": [[code, name] for code, name in sorted(languages.NAMES.items())],
                "pictures": [
                    {"src": picture.src, "url": picture.url, "name": picture.name}
                    for picture in host.current().pictures(block.course_key_text)
                ],
                "published": {"definition": self.held(published).full()} if published is not None else None,
                **self.more(block),
            },
        )
        return fragment

    def save(self, block: Any, data: Data) -> Answer:
        """Save; the answer is read back from the fields. Raises ``Changed`` when somebody saved since ``base``."""
        definition = self.definition_of(data)
        chosen = self.settings.cleaned(data.get("settings", {}))
        if text_of(data, "base", limit=64) != self.digest(block):
            raise Changed(self.saved_meanwhile, more=self._as_it_stands(block))
        block.definition = definition.canonical()
        for name, value in chosen.items():
            setattr(block, name, value)
        return self._as_it_stands(block)

    def check(self, block: Any, data: Data) -> Answer:
        """What the checks say of a definition that is not saved yet."""
        return {"findings": self._findings(block, self.definition_of(data))}

    def digest(self, block: Any) -> str:
        """A name for what the block holds now, to tell whether somebody saved meanwhile."""
        held = json.dumps([block.definition, self.settings.values(block)], sort_keys=True, default=str)
        return hashlib.sha256(held.encode("utf-8")).hexdigest()

    def findings_html(self, block: Any) -> str:
        """For Studio's preview: what the checks say, worst first, with the place named: as many as the editor counts."""
        definition = self.held(block.definition)
        found = self._findings(block, definition)
        if block.definition and not self._is_readable(block.definition):
            code, message = self.unreadable.code, say(self.unreadable)
            found = [{"level": "error", "path": "", "message": message, "code": code}, *found]
        count = len(found)
        heading = ngettext("{count} thing to look at", "{count} things to look at", count).format(count=count)
        placed = [{**finding, "place": place_name(definition, finding["path"])} for finding in found]
        is_grave = any(finding["level"] != Level.NOTE for finding in found)
        context = {"findings": placed, "heading": heading, "is_grave": is_grave}
        return render("workmentor/core/findings.html", context)

    def definition_of(self, data: Data) -> Whole:
        """The definition that the editor sent. Raises ``BadInput`` naming the places, or ``TooLarge``."""
        try:
            definition = self.whole.from_data(_without_control_characters(data.get("definition")))
        except NotADefinition as error:
            fields = {path: _UNREADABLE_FIELD for path, _kind in error.problems}
            raise BadInput(self.unreadable, fields=fields) from error
        if len(definition.canonical()) > MAX_CHARACTERS:
            raise TooLarge(TOO_LARGE)  # it could be saved and then not be read again
        return definition

    def _as_it_stands(self, block: Any) -> Answer:
        definition = self.held(block.definition)
        return {
            "digest": self.digest(block),
            "definition": definition.full(),
            "settings": self.settings.values(block),
            "findings": self._findings(block, definition),
        }

    def _findings(self, block: Any, definition: Whole) -> list[dict[str, str]]:
        if not self.needs_content(block, definition):
            return []
        files = host.current().pictures(block.course_key_text)
        pictures = frozenset(picture.src for picture in files) if files else None
        found = self.check_definition(definition, display_name=block.display_name, pictures=pictures)
        return [_finding(entry) for entry in found]

    def held(self, text: str) -> Whole:
        """The definition that a field holds; an empty one where its text is none."""
        return self.whole.parse(text) if self._is_readable(text) else self.whole()

    def _is_readable(self, text: str) -> bool:
        try:
            self.whole.parse(text)
        except NotADefinition:
            return False
        return True


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
