"""What is filled in: in which form, what somebody changed meanwhile, and what a change means for what is signed.

A value that people could recognise somebody by is sealed; dates, numbers and choices stand in clear, so that a timer can
read them when the texts are erased. Two people who write at once lose nothing: both texts are shown (as the Erasmus
learning agreements answer a change that crossed another).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.agreement.content.definition import ChangeClass, Definition, Field, Kind
from workmentor_xblocks.agreement.content.ids import is_code
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.fields import Value
from workmentor_xblocks.core.forms.merge import equal
from workmentor_xblocks.core.forms.values import is_empty

PERSON = ("name", "organisation", "position")  # what a body tells of a party

# --- from version to version ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """One difference. ``path`` is section/field or party/role/what; ``before`` or ``after`` None: it was not there."""

    path: str
    change: ChangeClass
    before: Value | None
    after: Value | None
    field: Field | None = None


def changes(
    before: Mapping[str, Value | None],
    after: Mapping[str, Value | None],
    definition: Definition,
    *,
    people_before: Sequence[Mapping[str, str]] = (),
    people_after: Sequence[Mapping[str, str]] = (),
) -> tuple[Change, ...]:
    """What differs between two versions, people first, then fields in the order of the template.

    People are told as ``people_of`` opens them: party, role, name, organisation, position.
    """
    return (*_people_changes(people_before, people_after), *_field_changes(before, after, definition))


def _field_changes(
    before: Mapping[str, Value | None], after: Mapping[str, Value | None], definition: Definition
) -> Iterator[Change]:
    for name, field in _in_order(definition).items():
        old, new = before.get(name), after.get(name)
        if not equal(old, new):
            path = f"{definition.section_of[name]}/{name}"
            yield Change(path, change_class(field), _or_none(old), _or_none(new), field)


def _in_order(definition: Definition) -> Mapping[str, Field]:
    return {field.id: definition.field_by_id[field.id] for field in definition.fields}


def _or_none(value: Value | None) -> Value | None:
    return None if is_empty(value) else value


def change_class(field: Field) -> ChangeClass:
    """What changing a field means; a word that is none of the three counts as the strictest."""
    known = {entry.value: entry for entry in ChangeClass}
    return known.get(field.change, ChangeClass.MATERIAL)


def _people_changes(
    before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]
) -> Iterator[Change]:
    for old, new in _paired(before, after):
        role = (new or old)["role"]
        for what in PERSON:
            one, other = old.get(what) or None, new.get(what) or None
            if one != other:
                yield Change(f"party/{role}/{what}", ChangeClass.MATERIAL, one, other)


def _paired(
    before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]
) -> Iterator[tuple[Mapping[str, str], Mapping[str, str]]]:
    """The same party, or who has the same role now; {} where there is nobody."""
    by_party = {person["party"]: person for person in before}
    kept = {person["party"] for person in after} & set(by_party)
    leaving = [person for person in before if person["party"] not in kept]
    for person in after:
        old = by_party.get(person["party"]) or next((p for p in leaving if p["role"] == person["role"]), {})
        leaving = [p for p in leaving if p is not old]
        yield old, person
    yield from ((person, {}) for person in leaving)


# --- the sealed text ------------------------------------------------------------------------------------------------


def stands_in_clear(field: Field) -> bool:
    """True for what tells nothing of a person: dates, numbers, yes or no, and choices among the template's own codes.

    What only some may read is sealed whatever it is: the sealed text goes to all.
    """
    if field.readers:
        return False
    if field.kind == Kind.CHOICE:
        return all(is_code(option.id) for option in field.options)
    # A number with decimals is a text: JSON's own are not the same in every reader.
    return field.kind in (Kind.DATE, Kind.YES_NO) or (field.kind == Kind.NUMBER and not field.decimals)


def canonical_body(
    definition: Definition,
    *,
    template: str,
    language: str,
    number: int,
    previous: str,
    fields: Mapping[str, Any],
    parties: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The text of a version as it is hashed: in ``fields`` and ``parties`` people's texts are commitments already."""
    return {
        "schema": 1,
        "template": template,
        "language": language,
        "number": number,
        "previous": previous,
        "fields": {name: value for name, value in fields.items() if not is_empty(value)},
        "clauses": [clause.id for clause in definition.clauses],
        "parties": [dict(party) for party in parties],
    }


def values_of(body: Mapping[str, Any], openings: Mapping[str, Any]) -> dict[str, Any]:
    """What a body says, by field id, commitments opened (commitment → value); "" where it was erased."""
    return {name: _opened(kept, openings) for name, kept in body.get("fields", {}).items()}


def people_of(body: Mapping[str, Any], openings: Mapping[str, Any]) -> list[dict[str, str]]:
    """The parties that a body names, commitments opened; "" where a person was erased."""
    return [
        {what: _opened(kept, openings) for what, kept in party.items()} for party in body.get("parties", [])
    ]


def _opened(kept: Any, openings: Mapping[str, Any]) -> Any:
    if not isinstance(kept, Mapping):
        return kept
    value = openings.get(kept["commitment"])
    return "" if value is None else value


# --- said before an edit --------------------------------------------------------------------------------------------

_FREE = Message("effect_free", _("Nothing is signed yet. The others see what you change."))
_RECORDED = Message("effect_recorded", _("This is only recorded: nobody has to sign again."))
_NOTICE = Message("effect_notice", _("The change holds at once. Everybody is told and may object."))
_AMENDMENT = Message(
    "effect_amendment",
    _("Changing this is an amendment that everybody signs. What you agreed on holds until then."),
)
_OPENED = Message(
    "effect_opened",
    _("The text is fixed for signing. To change this it is opened again, and everybody signs anew."),
)
_ONE_VOID = Message("effect_void_one", _("Changing this makes 1 signature void; everybody signs again."))
_VOID = Message("effect_void", _("Changing this makes {count} signatures void; everybody signs again."))
_ALL_VOID = Message(
    "effect_void_all",
    _("Everybody has signed. Changing this makes all {count} signatures void; everybody signs again."),
)


def effect_of_change(
    change: ChangeClass, *, in_force: bool, frozen: bool, signatures: int, signers: int
) -> Message:
    """The sentence to show before somebody changes a field of that class, as things stand.

    ``signatures`` of ``signers`` stand under the text that is fixed and not in force yet.
    """
    if change is ChangeClass.CONTACT and (in_force or frozen):
        return _RECORDED
    if change is ChangeClass.NOTICE and in_force:
        return _NOTICE
    if frozen:
        return _void(signatures, signers)
    return _AMENDMENT if in_force else _FREE


def _void(signatures: int, signers: int) -> Message:
    if signatures == 0:
        return _OPENED
    if signatures == 1:
        return _ONE_VOID
    chosen = _ALL_VOID if signatures >= signers else _VOID
    return Message(chosen.code, chosen.msgid, {"count": signatures})
