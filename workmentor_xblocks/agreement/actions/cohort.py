"""What a line of a table says of a learner's agreement: who takes part, and what is filled in already.

Columns are named by their code or by the words that the page shows for them. Nobody is guessed: who is not found, an
address with a slip, a value that a field does not take, each is said at its line.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils import timezone

from workmentor_xblocks.agreement.actions.enrolment import Found, Register
from workmentor_xblocks.agreement.actions.form_values import LONGEST_ORGANISATION
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan
from workmentor_xblocks.agreement.actions.requester import LONGEST_NAME
from workmentor_xblocks.agreement.content.csv_reading import Line
from workmentor_xblocks.agreement.content.definition import Field, Kind, Role
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.rules import conflict_of_interest, of_age
from workmentor_xblocks.agreement.rules.facts import PartyFacts
from workmentor_xblocks.core.content import typed_dates
from workmentor_xblocks.core.content.errors import BadInput, BadValue
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.forms.inputs import Email, Name, Text
from workmentor_xblocks.core.forms.values import clean_value


class Column(StrEnum):
    """What a table can say of people; every other column is a field of the template."""

    LEARNER = "learner"
    LEARNER_NAME = "learner_name"
    IS_MINOR = "is_minor"
    OF_AGE_FROM = "of_age_from"
    GUARDIAN_NAME = "guardian_name"
    GUARDIAN_EMAIL = "guardian_email"
    EMPLOYER_ORGANISATION = "employer_organisation"
    EMPLOYER_NAME = "employer_name"
    EMPLOYER_EMAIL = "employer_email"
    MENTOR_NAME = "mentor_name"
    MENTOR_EMAIL = "mentor_email"
    SCHOOL_NAME = "school_name"


LABELS: Mapping[Column, str] = {
    Column.LEARNER: _("Learner (user name or e-mail address)"),
    Column.LEARNER_NAME: _("Learner’s name"),
    Column.IS_MINOR: _("Not of age (yes or no)"),
    Column.OF_AGE_FROM: _("Of age from (day)"),
    Column.GUARDIAN_NAME: _("Guardian’s name"),
    Column.GUARDIAN_EMAIL: _("Guardian’s e-mail address"),
    Column.EMPLOYER_ORGANISATION: _("Employer (organisation)"),
    Column.EMPLOYER_NAME: _("Employer signatory’s name"),
    Column.EMPLOYER_EMAIL: _("Employer signatory’s e-mail address"),
    Column.MENTOR_NAME: _("Mentor’s name"),
    Column.MENTOR_EMAIL: _("Mentor’s e-mail address"),
    Column.SCHOOL_NAME: _("School (organisation)"),
}

# Whose detail a column is, and what it may hold.
_NAME, _PLACE, _EMAIL = Name(LONGEST_NAME), Name(LONGEST_ORGANISATION), Email(254)
_DETAILS: Mapping[Column, tuple[Role, str, Text]] = {
    Column.LEARNER_NAME: (Role.LEARNER, "name", _NAME),
    Column.GUARDIAN_NAME: (Role.GUARDIAN, "name", _NAME),
    Column.GUARDIAN_EMAIL: (Role.GUARDIAN, "email", _EMAIL),
    Column.EMPLOYER_ORGANISATION: (Role.EMPLOYER, "organisation", _PLACE),
    Column.EMPLOYER_NAME: (Role.EMPLOYER, "name", _NAME),
    Column.EMPLOYER_EMAIL: (Role.EMPLOYER, "email", _EMAIL),
    Column.MENTOR_NAME: (Role.MENTOR, "name", _NAME),
    Column.MENTOR_EMAIL: (Role.MENTOR, "email", _EMAIL),
    Column.SCHOOL_NAME: (Role.SCHOOL, "organisation", _PLACE),
}
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_YES, _NO = ("yes", "true", "1", "x"), ("", "no", "false", "0")

_UNKNOWN = Message("csv_unknown", _("These columns are not known: {names}. Known are: {known}."))
_TWO_COLUMNS = Message("csv_column_twice", _("The column “{name}” is there twice. Leave one of them out."))
_NO_LEARNER = Message(
    "csv_no_learner", _("There is no column “learner” with a user name or an e-mail address.")
)
_CELLS = Message("csv_cells", _("This line has {found} cells and the first line {wanted} columns."))
_AT_COLUMN = Message("bulk_at_column", _("{column}: {problem}"))
_LOOKS_LIKE_FORMULA = Message(
    "bulk_formula", _("“{text}” looks like a formula. Put the words themselves there.")
)
_TOO_LONG = Message("bulk_too_long", _("at most {most} characters fit."))
_YES_OR_NO = Message("bulk_yes_no", _("Say yes or no."))
_GUARDIAN = Message(
    "bulk_guardian", _("A guardian is named, but not that the learner is not of age ({column}).")
)
_TWO_DAYS = Message("bulk_two_days", _("“{text}” can be two days. Write {one} or {other}."))
_TWO_ROLES = Message("bulk_two_roles", _("One person cannot be both: {one}, {other}."))


@dataclass(frozen=True)
class Columns:
    """What each column of a table means, in the order of the table."""

    meanings: tuple[Column | Field, ...]
    labels: Mapping[str, str]  # code or field id → words


def columns_of(head: Line, ground: Ground) -> Columns:
    """The meaning of the first line. Raises ``BadInput`` naming what is not known, missing or there twice."""
    labels = labels_of(ground)
    known: dict[str, Column | Field] = {}
    # People last: where a field of the template has such a name too, the person is meant.
    for each in fields_of(ground):
        known |= {_folded(name): each for name in (labels[each.id], each.label, each.id) if name}
    for column, label in LABELS.items():
        known |= {_folded(name): column for name in (label, gettext(label), column.value)}
    unknown = [name for name in head.cells if _folded(name) not in known]
    if unknown:
        codes = ", ".join([*Column, *(each.id for each in fields_of(ground))])
        raise BadInput(_with(_UNKNOWN, names=", ".join(f"“{name}”" for name in unknown), known=codes))
    meanings = tuple(known[_folded(name)] for name in head.cells)
    for place, meaning in enumerate(meanings):
        if meaning in meanings[:place]:
            raise BadInput(_with(_TWO_COLUMNS, name=head.cells[place]))
    if Column.LEARNER not in meanings:
        raise BadInput(_NO_LEARNER)
    return Columns(meanings, labels | {column: gettext(label) for column, label in LABELS.items()})


def fields_of(ground: Ground) -> list[Field]:
    """The fields that fit into a cell."""
    return [each for each in ground.definition.field_by_id.values() if each.kind != Kind.ROWS]


def labels_of(ground: Ground) -> dict[str, str]:
    """The words of these fields, in the language in which agreements are begun."""
    reading = Reading.choose(ground.definition, languages_wanted=(ground.language,))
    section_of = ground.definition.section_of
    return {
        each.id: reading.text(f"{section_of[each.id]}/{each.id}/label", each.label) or each.id
        for each in fields_of(ground)
    }


def plan_of(
    line: Line, columns: Columns, register: Register
) -> tuple[Found, Plan | None, tuple[Message, ...]]:
    """Who is meant, what is begun for them, and what is wrong with the line; with a problem there is no plan."""
    wanted = len(columns.meanings)
    if any(line.cells[wanted:]):
        return Found(), None, (_with(_CELLS, found=len(line.cells), wanted=wanted),)
    cells = dict(zip(columns.meanings, (*line.cells, *[""] * wanted), strict=False))
    problems: list[Message] = []
    try:
        found = register.learner(cells[Column.LEARNER])
    except BadValue as refusal:
        found = Found(name=cells[Column.LEARNER])
        problems.append(refusal.message)
    people = _people(cells, columns, problems)
    values = _values(cells, columns, problems)
    is_minor = _is_minor(cells, columns, problems)
    of_age_from = _of_age_from(cells, columns, problems, is_minor=is_minor)
    if Role.GUARDIAN in people and not is_minor and not problems:
        problems.append(_with(_GUARDIAN, column=columns.labels[Column.IS_MINOR]))
    problems += _two_sides(found, people)
    plan = Plan(
        learner_id=found.user_id,
        learner_email=found.email if found.user_id is None else "",
        people=people,
        values=values,
        is_minor=is_minor,
        of_age_from=of_age_from,
    )
    return found, None if problems else plan, tuple(problems)


_Cells = Mapping["Column | Field", str]


def _people(cells: _Cells, columns: Columns, problems: list[Message]) -> dict[str, dict[str, str]]:
    people: dict[str, dict[str, str]] = {}
    for column, (role, detail, kind) in _DETAILS.items():
        text = " ".join(cells.get(column, "").split())
        if not text:
            continue
        try:
            people.setdefault(role.value, {})[detail] = _detail(text, kind)
        except BadValue as refusal:
            problems.append(_at(columns, column, refusal.message))
    return people


def _detail(text: str, kind: Text) -> str:
    if text.startswith(_FORMULA):
        raise BadValue(_LOOKS_LIKE_FORMULA, text=text[:40])
    if len(text) > kind.limit:
        raise BadValue(_TOO_LONG, most=kind.limit)
    return str(kind.read(text))


def _values(cells: _Cells, columns: Columns, problems: list[Message]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for meaning, text in cells.items():
        if isinstance(meaning, Column) or not text:
            continue
        # A list may begin with a dash; only what a spreadsheet would have calculated is refused.
        if text.startswith(("=", "＝")):
            problems.append(_at(columns, meaning.id, _with(_LOOKS_LIKE_FORMULA, text=text[:40])))
            continue
        try:
            values[meaning.id] = clean_value(meaning, _answer(meaning, text))
        except BadValue as wrong:
            problems.append(_at(columns, meaning.id, wrong.message))
    return values


def _answer(meaning: Field, text: str) -> str:
    """The id of an answer that is given by its words, a day as year-month-day, else the text."""
    if meaning.kind == Kind.CHOICE:
        return next((one.id for one in meaning.options if _folded(one.label) == _folded(text)), text)
    if meaning.kind == Kind.DATE:
        return _day(text)
    return text


def _day(text: str) -> str:
    try:
        found = typed_dates.read(text)
    except typed_dates.TwoDays as asked:
        one, other = sorted((asked.one, asked.other))
        raise BadValue(_TWO_DAYS, text=text[:40], one=one.isoformat(), other=other.isoformat())
    return found.isoformat() if found else text


def _is_minor(cells: _Cells, columns: Columns, problems: list[Message]) -> bool:
    text = cells.get(Column.IS_MINOR, "").casefold()
    if text in (*_YES, gettext("yes").casefold()):
        return True
    if text not in (*_NO, gettext("no").casefold()):
        problems.append(_at(columns, Column.IS_MINOR, _YES_OR_NO))
    return False


def _of_age_from(cells: _Cells, columns: Columns, problems: list[Message], *, is_minor: bool) -> date | None:
    text = cells.get(Column.OF_AGE_FROM, "")
    try:
        day = of_age.read(_day(text), timezone.localdate())
        of_age.require_minor(day, is_minor=is_minor)
    except (BadInput, BadValue) as refusal:
        problems.append(_at(columns, Column.OF_AGE_FROM, refusal.message))
        return None
    return day


def _two_sides(found: Found, people: Mapping[str, Mapping[str, str]]) -> Iterator[Message]:
    parties = [PartyFacts("", Role(role), address=told.get("email", "")) for role, told in people.items()]
    learner = PartyFacts("", Role.LEARNER, user_id=found.user_id, address=found.email)
    others = [party for party in parties if party.role is not Role.LEARNER]
    for level, one, other in conflict_of_interest.conflicts([learner, *others]):
        if level is Level.ERROR:
            yield _with(_TWO_ROLES, one=ROLE_NAMES[one.role], other=ROLE_NAMES[other.role])


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("_", " ").split())


def _at(columns: Columns, name: str, problem: Message) -> Message:
    return _with(_AT_COLUMN, column=columns.labels[name], problem=problem)


def _with(message: Message, **values: object) -> Message:
    return Message(message.code, message.msgid, values)
