"""The day from which a learner is of age: put down beside "not of age" by who wants it, and forgotten on that day.

A date of birth is never asked for, and a day in the past is refused because it could be one.
"""

from __future__ import annotations

from datetime import date

from workmentor_xblocks.core.content import typed_dates
from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

FIELD = "of_age_from"
_MOST_YEARS = 20

_NOT_TO_COME = Message(
    "of_age_day",
    _(
        "Give a day after today, for example {example}. From that day on no guardian is asked. "
        "Do not give a date of birth."
    ),
)
_IS_OF_AGE = Message(
    "of_age_already",
    _("Say that the learner is not of age, or leave out the day from which they are of age."),
)


def read(text: str, today: date) -> date | None:
    """The day that somebody typed, None for none. Raises ``BadInput`` for what is no day to come."""
    if not text.strip():
        return None
    try:
        day = typed_dates.read(text)
    except typed_dates.TwoDays:
        day = None
    if day is None or not today < day <= _last(today):
        example = today.replace(year=today.year + 1, day=1).isoformat()
        told = Message(_NOT_TO_COME.code, _NOT_TO_COME.msgid, {"example": example})
        raise BadInput(told, fields={FIELD: told})
    return day


def require_minor(day: date | None, *, is_minor: bool) -> None:
    """Refuse a day for somebody who is of age already."""
    if day is not None and not is_minor:
        raise BadInput(_IS_OF_AGE, fields={FIELD: _IS_OF_AGE})


def is_reached(day: date | None, today: date) -> bool:
    """True from that day on."""
    return day is not None and day <= today


def _last(today: date) -> date:
    return today.replace(year=today.year + _MOST_YEARS, day=1)
