"""What every block of this package has in common with the page it stands on.

It names its files, knows its own keys, reads its OLX also where only a pointer stands, and says in which language it
speaks. It has no content and no rules of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any, ClassVar

from django.templatetags.static import static
from django.utils.translation import get_language, override
from lxml import etree
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import Scope, String

from workmentor_xblocks import host
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.content.language import lookup
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, has_catalogue
from workmentor_xblocks.core.pages.rendering import render, safe
from workmentor_xblocks.core.people.viewer import Viewer

# Sentences that the script says when the server cannot.
_SCRIPT_WORDS = {
    "signed_out": _(
        "You are signed out. Your text is kept here. Sign in again in another tab, then try again."
    ),
    "no_network": _("There is no connection. What you typed is kept. Try again when you are back online."),
    "server_error": _("Something went wrong on the server. What you typed is kept. Try again in a moment."),
    "retrying": _("No answer yet. Trying again …"),
    "sending": _("Sending …"),
    "kept": _("A copy of what you typed is kept on this device until it is sent."),
    "restored": _("This is what you typed before. It was kept on this device and is not sent yet."),
    "orphaned": _("You wrote this earlier and it was not saved"),
    "delete_copy": _("Delete this copy"),
    "try_again": _("Try again"),
    "saved": _("Saved."),
    "saved_at": _("Saved {time}"),
    "not_saved": _("Not saved:"),
    "correct": _("Something in the form cannot be used. Correct what is marked and send it again."),
    "uploading": _("Sending the file …"),
    "uploaded": _("The file is there:"),
    "too_large": _("This is more than the site takes at once. Shorten it and send it again."),
}


_NO_SCRIPT = _("This page needs JavaScript to change anything. What you read here is how it stands.")


def script_words() -> dict[str, str]:
    """The script's sentences in the active language."""
    return {name: gettext(msgid) for name, msgid in _SCRIPT_WORDS.items()}


@XBlock.wants("user", "i18n", "replace_urls", "studio_user_permissions", "settings")
class WorkmentorBlock(XBlock):
    """The base of the package's blocks."""

    # The slice's name; its style sheet and its part of the editor are named after it.
    kind: ClassVar[str]

    # Our files are ordinary Django app static files; nothing is left for the platform's XBlock collector.
    resources_dir = None
    # Without it the LMS hides the block from staff who view the course as a learner.
    show_in_read_only_mode = True
    has_author_view = True
    icon_class = "problem"

    # The language that the page around the block speaks; known as soon as the block speaks.
    site_language: str | None = None

    chosen_language = String(
        scope=Scope.preferences, default="", help="The language this person chose in a block"
    )
    chosen_workplace = String(
        scope=Scope.preferences, default="", help="The workplace this person chose in a block"
    )

    @property
    def usage_id_text(self) -> str:
        """The block's usage key as text."""
        return str(self.scope_ids.usage_id)

    @property
    def course_key_text(self) -> str:
        """The key of the course (or library) it stands in; "" in a runtime without courses."""
        return str(getattr(self.scope_ids.usage_id, "context_key", ""))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which what the block holds can be read."""
        return ()

    @contextmanager
    def speaking(self, viewer: Viewer) -> Iterator[None]:
        """A context in which the interface speaks the language chosen by this person, where this block has it too.

        A mentor who reads a scenario in Dutch on an English site should not have to press English buttons; and who
        chose Dutch there should not meet Dutch buttons around a scenario that has no Dutch.
        """
        if self.site_language is None:
            self.site_language = get_language() or "en"
        with override(self._spoken_to(viewer)):
            yield

    @property
    def own_language(self) -> str:
        """The language that the person chose in a block; "" for nobody."""
        return self.chosen_language if self.scope_ids.user_id is not None else ""

    def _spoken_to(self, viewer: Viewer) -> str:
        code = self.own_language if viewer.user_id is not None else ""
        if code and has_catalogue(code) and lookup(code, self.languages):
            return code
        return self.site_language or "en"

    def refused(self, viewer: Viewer, refusal: Refusal) -> Mapping[str, Any]:
        """More for the answer of a refusal; a block sends today's page along with a 409."""
        return {}

    def replace_urls(self, html: str) -> str:
        """Portable addresses made to work on the page where the block stands."""
        return host.current().replace_urls(self, html)

    def root_fragment(
        self,
        html: str,
        viewer: Viewer,
        *,
        part: str = "page",
        title: str = "",
        language: str = "",
        below: str = "",
        no_script: str = _NO_SCRIPT,
    ) -> Fragment:
        """What stands around the page of a block: its name, the state of what is sent, what is said of it."""
        around = {
            "kind": self.kind,
            "title": title,
            "language": language,
            "part": part,
            "html": safe(html),
            "no_script": gettext(no_script),
            "below": safe(below),
        }
        return self.learner_fragment(render("workmentor/core/root.html", around), viewer)

    def learner_fragment(self, html: str, viewer: Viewer) -> Fragment:
        """The page of a block with the script and the look of all blocks, and the block's own styles."""
        fragment = Fragment(html)
        self.add_styles(fragment)
        fragment.add_javascript_url(static("workmentor/learner.js"))
        fragment.initialize_js(
            "WorkmentorBlock",
            {
                "user": host.current().opaque_user(viewer.actor_id) if viewer.actor_id is not None else "",
                "usage": self.usage_id_text,
                "author": viewer.is_in_studio,
                "words": script_words(),
            },
        )
        return fragment

    def add_styles(self, fragment: Fragment) -> None:
        """The look that all blocks share, then what only this one shows."""
        fragment.add_css_url(static("workmentor/learner.css"))
        fragment.add_css_url(static(f"workmentor/{self.kind}.css"))

    @classmethod
    def parse_xml(cls, node: etree._Element, runtime: Any, keys: Any) -> WorkmentorBlock:
        """A block of its OLX. A node with only a ``url_name`` points to ``<tag>/<url_name>.xml``.

        Without following it, the platform would import an empty block and say nothing (seen on a running Studio).
        """
        block: WorkmentorBlock = runtime.construct_xblock_from_class(cls, keys)
        block.read_olx(_pointed_at(node, runtime))
        return block

    def read_olx(self, node: etree._Element) -> None:
        """Take fields from an element; never raises, because an exception loses the block at import."""
        raise NotImplementedError


def _pointed_at(node: etree._Element, runtime: Any) -> etree._Element:
    url_name = node.get("url_name") or ""
    if not url_name or "/" in url_name or len(node) or set(node.attrib) - {"url_name", "xblock-family"}:
        return node
    # Asked last: in a content library the very question is a warning in the log.
    files = getattr(runtime, "resources_fs", None)
    path = str(PurePosixPath(node.tag) / f"{url_name}.xml")
    if files is None or not files.exists(path):
        return node
    with files.open(path, "rb") as file:
        try:
            return etree.fromstring(
                file.read(), etree.XMLParser(remove_comments=True, resolve_entities=False)
            )
        except etree.XMLSyntaxError as error:
            node.set("unreadable", str(error))
            return node
