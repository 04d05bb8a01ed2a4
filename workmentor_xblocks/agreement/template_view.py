"""The template as its author sees it in Studio's preview: every part as a learner meets it, before any agreement."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from workmentor_xblocks.agreement.definition import Definition, Role
from workmentor_xblocks.agreement.preview import part_html
from workmentor_xblocks.agreement.reading import Reading
from workmentor_xblocks.agreement.shown import Shown
from workmentor_xblocks.core.block.rendering import render


def template_html(block: Any) -> str:
    """The preview of a block's template; nothing of an agreement is read or written."""
    template: Definition = block.template
    reading = Reading.choose(template, languages_wanted=(block.default_language, get_language()))
    parts = [part_html(reading, part, role=Role.LEARNER.value) for part in _parts(template)]
    return render(
        "workmentor/agreement/template_preview.html",
        {
            "display_name": reading.display_name(block.display_name),
            "introduction": Shown.markdown(reading.text("introduction", template.introduction)),
            "language": reading.language,
            "parts": [part for part in parts if part],
        },
    )


def _parts(template: Definition) -> list[str]:
    forms = [name for name in ("review_field", "completion_field") if getattr(template, f"{name}s")]
    return [*(section.id for section in template.sections), *forms]
