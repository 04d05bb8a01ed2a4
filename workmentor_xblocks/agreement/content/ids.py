"""Ids of the parts of a template: which form they have, and new ones for the parts that came without.

Fields are known by their id in the whole template, and so are promises: a new id is free everywhere.
"""

from __future__ import annotations

import re

from workmentor_xblocks.agreement.content.definition import Definition, Field, Section
from workmentor_xblocks.core.content.naming import named
from workmentor_xblocks.core.content.xml import clean

# Codes, ids, hashes, dates and times. Blanks, dots and @ make names and addresses; so many digits, a telephone number.
_CODE = re.compile(r"(?![0-9]{6,}$)[A-Za-z0-9_][A-Za-z0-9_:-]{0,79}")
# An id that happens to be all digits is an id still.
_ID = re.compile("[0-9a-f]{32}|[0-9a-f]{64}")


def is_code(text: str) -> bool:
    """True when a text can stand in a link of the chain: an id, a date, a hash, or nothing."""
    return not text or _ID.fullmatch(text) is not None or _CODE.fullmatch(text) is not None


def with_ids(definition: Definition) -> tuple[Definition, list[str]]:
    """The definition with an id for every part, and the paths of those that were given one."""
    given: list[str] = []
    sections: list[Section] = []
    taken = {clean(field.id) for field in definition.fields}
    taken.update(clean(clause.id) for clause in definition.clauses)
    for section in named(definition.sections, "section", given):
        at = f"{clean(section.id)}/"
        fields = named(section.fields, "field", given, taken=taken, path=at)
        clauses = named(section.clauses, "clause", given, taken=taken, path=at)
        taken.update([*(field.id for field in fields), *(clause.id for clause in clauses)])
        sections.append(section.but(fields=_inside(fields, at, given), clauses=clauses))
    lists = {
        "reasons": named(definition.reasons, "reason", given, path="reason/"),
        "review_plan": named(definition.review_plan, "review", given, path="review/"),
    }
    for name, head in (("review_fields", "review_field/"), ("completion_fields", "completion_field/")):
        fields = named(getattr(definition, name), "field", given, path=head)
        lists[name] = _inside(fields, head, given)
    if not given:
        return definition, []
    return definition.but(sections=tuple(sections), **lists), given


def _inside(fields: tuple[Field, ...], head: str, given: list[str]) -> tuple[Field, ...]:
    found = []
    for field in fields:
        at = f"{head}{clean(field.id)}/"
        options = named(field.options, "option", given, path=f"{at}option/")
        columns = named(field.columns, "column", given, path=f"{at}column/")
        found.append(field.but(options=options, columns=columns))
    return tuple(found)
