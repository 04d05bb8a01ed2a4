"""What authors write as Markdown, made into HTML that cannot harm the reader.

Raw HTML is off and the result is cleaned at every render, because an imported course never passed our editor.
Slots such as ``{learner}`` are filled after Markdown, as escaped text: a name is never markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

import markdown
import nh3

from workmentor_xblocks.core.content import course_files
from workmentor_xblocks.core.content.tangles import tangle

_TAGS = {
    "p", "br", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "a", "img",
    "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "th": {"align"},
    "td": {"align"},
    "ol": {"start"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_SLOT = re.compile(r"\{(learner|mentor|company)\}")
_HEADING = re.compile(r"<(/?)h([1-6])>")


class _NoRawHtml(markdown.extensions.Extension):
    """HTML in the text shows as the characters that were typed."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  # the library's own name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def _lower(match: re.Match[str]) -> str:
    """Headings of a text stand below the scene's own (h4), whatever the author typed."""
    return f"<{match[1]}h{min(6, int(match[2]) + 4)}>"


def _attribute(tag: str, name: str, value: str) -> str:
    """No slot is filled in an address: a name that somebody typed must not decide where a link leads."""
    return value.replace("{", "%7B").replace("}", "%7D") if name in ("href", "src") else value


def _as_typed(text: str) -> str:
    """Paragraphs and lines as they were typed, marks and all."""
    paragraphs = re.split(r"\n(?:[ \t]*\n)+", text)
    return "\n".join(f"<p>{escape(one, quote=False).replace(chr(10), '<br>')}</p>" for one in paragraphs)


@lru_cache(maxsize=2048)
def _html(text: str) -> str:
    if tangle(text) is not None:
        return _as_typed(text)
    raw = markdown.markdown(text, extensions=["tables", "sane_lists", _NoRawHtml()], output_format="html")
    return nh3.clean(
        _HEADING.sub(_lower, raw),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
        # The unit page stands in a frame whose base target is the parent: each link says where it opens.
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


def to_html(text: str, slots: Mapping[str, str] | None = None) -> str:
    """Safe HTML of a Markdown text; unknown or empty slots keep the author's word in braces."""
    html = _html(text.strip())
    if not slots:
        return html
    return _SLOT.sub(lambda found: escape(slots.get(found[1]) or found[0]), html)


def fill(text: str, slots: Mapping[str, str] | None) -> str:
    """Slots of a plain text (a label, a title) filled; the template escapes the result."""
    return _SLOT.sub(lambda found: slots.get(found[1]) or found[0], text) if slots else text


_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")


def static_files(text: str) -> list[str]:
    """The course files (``/static/…``) that a text shows or links, in order: those of its page."""
    return course_files.used_in(_html(text.strip())) if course_files.PREFIX in text else []


def unknown_slots(text: str) -> list[str]:
    """Words in braces that stand where a slot would, but that nothing fills: ``{lerner}``."""
    if "{" not in text:
        return []
    return [slot for slot in re.findall(r"\{[A-Za-z_]+\}", text) if not _SLOT.fullmatch(slot)]


def slots(text: str) -> set[str]:
    """The slots that a text uses."""
    return set(_SLOT.findall(text)) if "{" in text else set()


def raw_html(text: str) -> str | None:
    """The first piece of HTML in a text, which would show as the characters that were typed."""
    if "<" not in text:
        return None
    return next((tag for tag in _TAG.findall(text) if "://" not in tag and "@" not in tag), None)


def images_without_alt(text: str) -> bool:
    """True when a picture in the text says nothing to who cannot see it."""
    return "](" in text and bool(re.search(r"!\[\s*\]\(", text))
