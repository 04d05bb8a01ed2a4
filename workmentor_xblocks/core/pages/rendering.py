"""Templates of our own, filled by an engine of our own.

The platform's engine knows neither our folders nor our catalogue; this one has our tags at hand without any
``{% load %}``, so that words come from our translations wherever the page is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.template.base import Origin
from django.template.loaders import filesystem
from django.utils.safestring import SafeString, mark_safe

from workmentor_xblocks.core.content.translation import spoken_language

PACKAGE = Path(__file__).resolve().parents[2]


# A line that only decides what comes next; its break is no blank between words, because the line before ends in one.
_DECIDING = re.compile(
    r"(?m)^(\{% (?:if|elif|else|endif|for|empty|endfor|with|endwith|include)\b(?:(?!%\}).)*%\})\n"
)


# What begins a line of its own: nobody sees a break before it or behind its first tag.
_BLOCKS = "p|div|section|form|fieldset|legend|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|th|td|details|nav"
_BREAKS = re.compile(rf"\n(?=</?(?:{_BLOCKS})\b)|(<(?:{_BLOCKS})\b[^<>]*>)\n")


class Unindented(filesystem.Loader):
    """Reads a template without what is there for us only.

    The blanks that lines begin with, lines that only decide, and breaks around what begins a line of its own.
    """

    def get_contents(self, origin: Origin) -> str:
        """The template, line for line; a letter in plain text stays as it is."""
        text = super().get_contents(origin)
        if not origin.name.endswith(".html"):
            return text
        return _BREAKS.sub(r"\1", _DECIDING.sub(r"\1", re.sub(r"(?m)^[ ]+", "", text)))


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine over every slice's ``templates`` folder."""
    return Engine(
        dirs=[str(folder) for folder in sorted(PACKAGE.glob("*/templates"))],
        loaders=[("django.template.loaders.cached.Loader", [f"{__name__}.Unindented"])],
        libraries={
            "i18n": "workmentor_xblocks.core.content.i18n_tags",
            "static": "django.templatetags.static",
            "l10n": "django.templatetags.l10n",
        },
        builtins=[
            "workmentor_xblocks.core.content.i18n_tags",
            "workmentor_xblocks.core.pages.ui_tags",
            "django.templatetags.static",
        ],
        string_if_invalid="",
    )


def render(template: str, context: Mapping[str, Any]) -> SafeString:
    """The HTML of one of our templates; values are escaped unless they are marked safe.

    ``spoken`` is the language of our own sentences, for the ``lang`` and ``dir`` of what is around them.
    """
    return engine().get_template(template).render(Context({"spoken": spoken_language(), **context}))


def ui(thing: str, **values: Any) -> SafeString:
    """One of ``workmentor/ui`` by itself: see ``ui_tags``."""
    return mark_safe(engine().get_template(f"workmentor/ui/{thing}.html").render(Context(values)).strip())


def safe(html: str) -> SafeString:
    """Mark HTML that our own Markdown or templates made."""
    return mark_safe(html)  # only for the output of core.content.markdown and of render()
