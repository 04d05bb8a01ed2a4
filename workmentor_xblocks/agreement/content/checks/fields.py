"""Whether fields can be filled in: words, choices, columns, and the dates of the placement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workmentor_xblocks.agreement.content.checks.facts import Facts, name
from workmentor_xblocks.agreement.content.definition import Field, Kind
from workmentor_xblocks.core.content import typed_numbers
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule

_DATES = ("start_field", "end_field")


def no_section(facts: Facts) -> Iterator[Place]:
    """Nothing to agree on yet."""
    if not facts.definition.sections:
        yield "", {}


def no_label(facts: Facts) -> Iterator[Place]:
    """Fields that do not say what to fill in."""
    for path, field in facts.fields:
        if not field.label.strip():
            yield f"{path}/label", {"field": field.id}


def no_options(facts: Facts) -> Iterator[Place]:
    """Choices between nothing."""
    for path, field in facts.fields:
        if field.kind == Kind.CHOICE and not field.options:
            yield path, {"field": name(field)}


def no_columns(facts: Facts) -> Iterator[Place]:
    """Lists without columns."""
    for path, field in facts.fields:
        if field.kind == Kind.ROWS and not field.columns:
            yield path, {"field": name(field)}


def unused_parts(facts: Facts) -> Iterator[Place]:
    """Options or columns of a field that is filled in otherwise."""
    for path, field in facts.fields:
        has_unused = (field.options and field.kind != Kind.CHOICE) or (
            field.columns and field.kind != Kind.ROWS
        )
        if has_unused:
            yield path, {"field": name(field)}


def no_date(facts: Facts) -> Iterator[Place]:
    """The days of the placement, which no field holds."""
    for which in _DATES:
        named = getattr(facts.definition, which)
        if facts.definition.sections and named not in facts.definition.field_by_id:
            yield which, {"field": named}


def not_a_date(facts: Facts) -> Iterator[Place]:
    """The days of the placement, in a field for something else."""
    for path, field in _date_fields(facts):
        if field.kind != Kind.DATE:
            yield f"{path}/kind", {"field": name(field)}


def optional_date(facts: Facts) -> Iterator[Place]:
    """The days of the placement, which may be left empty."""
    for path, field in _date_fields(facts):
        if not field.required:
            yield f"{path}/required", {"field": name(field)}


def _date_fields(facts: Facts) -> Iterator[tuple[str, Field]]:
    wanted = {getattr(facts.definition, which) for which in _DATES}
    return ((path, field) for path, field in facts.section_fields if field.id in wanted)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def misfit(facts: Facts) -> Iterator[Place]:
    """Suggestions that the field itself would not take."""
    for path, field in facts.fields:
        if field.suggestion.strip() and not _fits(field, field.suggestion.strip()):
            yield f"{path}/suggestion", {"field": name(field), "suggestion": field.suggestion.strip()[:40]}


def _fits(field: Field, suggestion: str) -> bool:
    if field.kind == Kind.NUMBER:
        try:
            return typed_numbers.read(suggestion, decimals=field.decimals) == suggestion
        except (typed_numbers.NotANumber, typed_numbers.TooPrecise):
            return False
    if field.kind == Kind.YES_NO:
        return suggestion in ("true", "false")
    if field.kind == Kind.CHOICE:
        return suggestion in {option.id for option in field.options}
    if field.kind == Kind.DATE:
        return _is_day(suggestion)
    return True


RULES: tuple[Rule[Facts], ...] = (
    Rule("no-section", Level.ERROR, _("There is no section yet. Add the first one."), no_section),
    Rule(
        "no-label",
        Level.ERROR,
        _("The field “{field}” has no words. Write what is to be filled in."),
        no_label,
    ),
    Rule(
        "no-options",
        Level.ERROR,
        _("“{field}” offers nothing to choose. Add options, or choose another kind of field."),
        no_options,
    ),
    Rule(
        "no-columns",
        Level.ERROR,
        _("The list “{field}” has no columns. Add them, or choose another kind of field."),
        no_columns,
    ),
    Rule(
        "no-date",
        Level.ERROR,
        _("No field “{field}” holds this day of the placement. Add it, or name another field."),
        no_date,
    ),
    Rule(
        "not-a-date",
        Level.ERROR,
        _(
            "“{field}” is to hold a day of the placement, but it is no date. Make it one, or name another field."
        ),
        not_a_date,
    ),
    Rule(
        "optional-date",
        Level.WARNING,
        _("“{field}” may be left empty, but reviews and reminders count from it. Make it required."),
        optional_date,
    ),
    Rule(
        "suggestion-does-not-fit",
        Level.WARNING,
        _("“{field}” does not take “{suggestion}”. Write a suggestion that fits, or none."),
        misfit,
    ),
    Rule(
        "unused-parts",
        Level.NOTE,
        _(
            "“{field}” has options or columns that nobody sees. Remove them, or choose the kind they belong to."
        ),
        unused_parts,
    ),
)
