"""An author's Markdown as it is shown; one that cannot be read as Markdown comes as it was typed, and says so."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from django.utils.translation import get_language

from workmentor_xblocks.core.content.language import direction
from workmentor_xblocks.core.content.markdown import to_html
from workmentor_xblocks.core.content.tangles import tangle
from workmentor_xblocks.core.content.translation import gettext as _


def authored_html(text: str, slots: Mapping[str, str] | None = None) -> str:
    """Safe HTML of an author's text, with a sentence before one that stands as it was typed."""
    html = to_html(text, slots)
    if tangle(text) is None:
        return html
    language = get_language() or "en"
    said = escape(_("This text is shown as it was typed."))
    return f'<p class="wm-hint" lang="{language}" dir="{direction(language)}">{said}</p>{html}'
