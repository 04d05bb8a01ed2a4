"""Puts blocks on a page as the LMS and Studio do: a wrapper that the script finds, and every file once.

Text is never inlined as script: what a block says to its script stands in a data element.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from web_fragments.fragment import Fragment

from workmentor_xblocks.core.people.viewer import Place
from workmentor_xblocks.demo import addresses
from workmentor_xblocks.demo.course.kinds import HIDDEN_XML, HTML_TEXT, Kind
from workmentor_xblocks.demo.course.outline import Element
from workmentor_xblocks.demo.runtime.authored import read_values
from workmentor_xblocks.demo.runtime.stage import DemoRuntime, as_key, quote_key

# What the LMS says instead of a block that does not declare ``show_in_read_only_mode`` (seen on a running Open edX).
_NOT_IN_DISGUISE = "This type of component cannot be shown while viewing the course as a specific student."
_ARGS = '<script type="json/xblock-args" class="xblock_json_init_args">{}</script>'


@dataclass
class Shown:
    """One block, ready to stand on a page."""

    element: Element
    html: SafeString
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    inline_styles: list[str] = field(default_factory=list)


@dataclass
class Resources:
    """The files of all blocks of a page, each once, in order."""

    styles: list[str]
    scripts: list[str]
    inline_styles: list[str]


def show(runtime: DemoRuntime, element: Element, view: str) -> Shown:
    """One element of a unit in this view: a text, a block, or nothing for what nobody knows."""
    if element.kind == Kind.HTML:
        return Shown(element, _text(runtime, element))
    if HIDDEN_XML in read_values(runtime.authored.branch, element.key):
        return Shown(element, SafeString(""))
    block = runtime.get_block(as_key(element.key))
    if runtime.people.in_disguise and not getattr(block, "show_in_read_only_mode", False):
        return Shown(element, format_html("<p>{}</p>", _NOT_IN_DISGUISE))
    if view == "author_view" and not hasattr(block, "author_view"):
        view = "student_view"
    return _wrapped(runtime, element, block, view)


def resources(shown: Iterable[Shown]) -> Resources:
    """What the page has to load for these blocks."""
    blocks = list(shown)
    return Resources(
        styles=list(dict.fromkeys(url for one in blocks for url in one.styles)),
        scripts=list(dict.fromkeys(url for one in blocks for url in one.scripts)),
        inline_styles=list(dict.fromkeys(text for one in blocks for text in one.inline_styles)),
    )


def _text(runtime: DemoRuntime, element: Element) -> SafeString:
    html = str(read_values(runtime.authored.branch, element.key).get(HTML_TEXT, ""))
    jumps = runtime.place is Place.LEARNING
    # Written by an author of the course, shown as the platform shows it.
    return mark_safe(addresses.replace_urls(html, runtime.course_id, jumps=jumps))


def _wrapped(runtime: DemoRuntime, element: Element, block: Any, view: str) -> Shown:
    # Blocks are rendered without the base class's wrapper, which does not escape its attributes.
    fragment: Fragment = getattr(block, view)({})
    block.save()
    body = fragment.body_html()
    # The editor's HTML is not rewritten by Studio (seen on a running Open edX).
    if view != "studio_view":
        body = addresses.replace_urls(body, runtime.course_id, jumps=runtime.place is Place.LEARNING)
    args = ""
    if fragment.json_init_args is not None:
        args = _ARGS.format(json.dumps(fragment.json_init_args).replace("<", "\\u003c"))
    html = format_html(
        '<div class="xblock xblock-v1 xblock-{}" data-usage-id="{}" data-block-type="{}" data-init="{}"'
        ' data-runtime-version="1" data-handler-root="{}{}/">{}{}</div>',
        view,
        element.key,
        element.kind,
        fragment.js_init_fn or "",
        runtime.handler_root,
        quote_key(element.key),
        mark_safe(body),
        mark_safe(args),
    )
    return Shown(
        element,
        html,
        styles=_data(fragment, "url", "text/css"),
        scripts=_data(fragment, "url", "application/javascript"),
        inline_styles=_data(fragment, "text", "text/css"),
    )


def _data(fragment: Fragment, kind: str, mimetype: str) -> list[str]:
    return [item.data for item in fragment.resources if (item.kind, item.mimetype) == (kind, mimetype)]
