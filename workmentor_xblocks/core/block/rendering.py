"""Templates of our own, filled by an engine of our own.

The platform's engine knows neither our folders nor our catalogue; this one maps ``{% load i18n %}`` to our tags, so
that words come from our translations wherever the page is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from workmentor_xblocks.core.content.translation import spoken_language

PACKAGE = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The engine over every slice's ``templates`` folder."""
    return Engine(
        dirs=[str(folder) for folder in sorted(PACKAGE.glob("*/templates"))],
        libraries={
            "i18n": "workmentor_xblocks.core.content.i18n_tags",
            "static": "django.templatetags.static",
            "l10n": "django.templatetags.l10n",
        },
        builtins=["workmentor_xblocks.core.content.i18n_tags", "django.templatetags.static"],
        string_if_invalid="",
    )


def render(template: str, context: Mapping[str, Any]) -> SafeString:
    """The HTML of one of our templates; values are escaped unless they are marked safe.

    ``spoken`` is the language of our own sentences, for the ``lang`` and ``dir`` of what is around them.
    """
    return engine().get_template(template).render(Context({"spoken": spoken_language(), **context}))


def safe(html: str) -> SafeString:
    """Mark HTML that our own Markdown or templates made."""
    return mark_safe(html)  # only for the output of core.content.markdown and of render()
