"""What a person typed that was refused and has no place on the page of today: it is given back, at any stage.

A page may have been open for hours, and the agreement goes on meanwhile: the field is fixed, the form is gone, the link
is closed. Whatever the page does not hold in a control of its own is shown beside the refusal, to copy it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

from workmentor_xblocks.agreement.content.definition import Field
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.core.content.errors import BadValue
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.forms.merge import equal
from workmentor_xblocks.core.forms.posted import typed_again
from workmentor_xblocks.core.forms.values import clean_value
from workmentor_xblocks.core.pages.rendering import render

# The controls in which people type that are no field of the template, and what the words in them are.
TYPED: Mapping[str, Message] = {
    "text": Message("typed_text", _("Your words")),
    "name": Message("typed_name", _("Name")),
    "organisation": Message("typed_organisation", _("Organisation")),
    "position": Message("typed_position", _("Position")),
    "email": Message("typed_email", _("Email address")),
    "phone": Message("typed_phone", _("Telephone")),
    "account": Message("typed_account", _("User name or email address")),
    "on": Message("typed_day", _("Day")),
    "held_on": Message("typed_day", _("Day")),
    "of_age_from": Message("typed_day", _("Day")),
}
_FIELD = Message("typed_field", _("What you filled in"))


@dataclass(frozen=True)
class Words:
    """One thing that was typed. ``label`` says where."""

    label: str
    text: str


def html(found: Iterator[Words] | list[Words]) -> str:
    """The box in which the words are given back; "" where there are none."""
    words = list(found)
    return render("workmentor/agreement/unsaved.html", {"words": words}) if words else ""


def beside(view: AgreementView, page: str) -> Iterator[Words]:
    """What ``view.typed`` holds and neither the page's controls nor the values of today do."""
    placed = _placed(page)
    # What was typed on the page of another agreement has no place on this one.
    yield from without_page(view.refusal.more.get("elsewhere", {}) if view.refusal else {})
    for name, text in _texts(view.typed):
        if text not in placed.get(name, ()):
            yield Words(say(TYPED[name]), text)
    for field in _fields(view):
        typed = typed_again(view.typed, field)
        if typed in (None, "") or _is_held(view, field, typed) or _is_placed(field, typed, placed):
            continue
        yield Words(view.label(field.id), _said(view, field, typed))


def without_page(typed: Mapping[str, Any]) -> Iterator[Words]:
    """All words of a form for which there is no agreement to show: its link is closed, or the visit is over."""
    for name, text in _texts(typed):
        yield Words(say(TYPED[name]), text)
    for name, value in typed.items():
        if name.startswith("f-") and isinstance(value, str) and value.strip():
            yield Words(say(_FIELD), value)


def _texts(typed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in TYPED:
        value = typed.get(name)
        if isinstance(value, str) and value.strip():
            yield name, _same_line_ends(value)


def _fields(view: AgreementView) -> Iterator[Field]:
    definition = view.definition
    yield from definition.field_by_id.values()
    yield from (*definition.review_fields, *definition.completion_fields)


def _is_held(view: AgreementView, field: Field, typed: Any) -> bool:
    """Whether it is what the agreement says anyway: a form sends along what nobody touched.

    Of what this person may not read nothing is told, whatever they guess.
    """
    if not view.may_read(field):
        return False
    try:
        return equal(clean_value(field, typed), view.values.get(field.id))
    except BadValue:
        return False


def _is_placed(field: Field, typed: Any, placed: Mapping[str, set[str]]) -> bool:
    if isinstance(typed, list):
        cells = {text for row in typed for text in row.values() if text.strip()}
        held = set().union(*(texts for name, texts in placed.items() if name.startswith(f"f-{field.id}-")))
        return {_same_line_ends(cell) for cell in cells} <= held
    return _same_line_ends(str(typed)) in placed.get(f"f-{field.id}", ())


def _said(view: AgreementView, field: Field, typed: Any) -> str:
    try:
        return view.speaking(view.definition.section_of.get(field.id, "")).text(
            field, clean_value(field, typed)
        )
    except BadValue:
        return str(typed)


def _placed(page: str) -> dict[str, set[str]]:
    """What the page's controls hold, by name."""
    found: dict[str, set[str]] = {}
    for control in lxml_html.fragment_fromstring(page, create_parent="div").iter(
        "input", "textarea", "select"
    ):
        found.setdefault(control.get("name", ""), set()).update(_values(control))
    return found


def _values(control: Any) -> Iterator[str]:
    kind = control.get("type")
    if control.tag == "textarea":
        # A line break right behind the tag is not part of the text (HTML, 13.1.2.5).
        yield _same_line_ends(control.text or "").removeprefix("\n")
    elif control.tag == "select":
        yield from (
            option.get("value", "") for option in control.iter("option") if option.get("selected") is not None
        )
    elif kind == "hidden" or (kind in ("radio", "checkbox") and control.get("checked") is None):
        return
    else:
        yield control.get("value", "")


def _same_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
