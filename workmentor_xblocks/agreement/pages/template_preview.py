"""The template as its author sees it in Studio's preview: who signs, and every part as a learner meets it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language

from workmentor_xblocks.agreement.content.definition import Definition, Role, When
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.pages.part_preview import part_html
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.pages.rendering import render

_WHEN = {
    When.IF_MINOR: _("{role}, if the learner is not of age"),
    When.IF_NAMED: _("{role}, if there is one"),
}
_FORMS = {
    "review_field": _("What is asked in a review"),
    "completion_field": _("What is recorded at the end"),
}


def template_html(block: Any) -> str:
    """The preview of a block's template; nothing of an agreement is read or written."""
    template: Definition = block.template
    reading = Reading.choose(template, languages_wanted=(block.default_language, get_language()))
    return render(
        "workmentor/agreement/template_preview.html",
        {
            "display_name": reading.display_name(block.display_name),
            "introduction": AgreementView.markdown(reading.text("introduction", template.introduction)),
            "language": reading.language,
            "signers": [_signer(signer.role, signer.when) for signer in template.signers],
            "starters": wording.roles(template.starters),
            "parts": [
                (title, part_html(reading, part, role=Role.LEARNER.value)) for part, title in _parts(reading)
            ],
        },
    )


def _signer(role: str, when: str) -> str:
    known = next((words for key, words in _WHEN.items() if key == when), "{role}")
    return gettext(known).format(role=wording.role(role))


def _parts(reading: Reading) -> Iterator[tuple[str, str]]:
    template: Definition = reading.definition
    for section in template.sections:
        yield section.id, reading.text(f"{section.id}/title", section.title) or section.id
    for name, title in _FORMS.items():
        if getattr(template, f"{name}s"):
            yield name, gettext(title)
