"""Days and moments as a reader's language and country write them, never as another country would read them.

Django writes plain ``en`` as the United States do (11/30/2026, 3:18 p.m.). A site whose interface is plain English may
stand anywhere, so it gets the day first, the month in letters and 24 hours, which nobody can misread; ``en-us`` asks
for its own.
"""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.formats import get_format
from django.utils.translation import get_language

_ENGLISH = "j F Y"


def day(found: date | None) -> str:
    """A day; "" for none. Of a moment, its day where the site is."""
    if found is None:
        return ""
    if isinstance(found, datetime):
        found = timezone.localtime(found) if timezone.is_aware(found) else found
    country = _country()
    return formatted(found, _ENGLISH if country == "en" else get_format("DATE_FORMAT", lang=country))


def moment(found: datetime | None, *, zone: tzinfo | None = None) -> str:
    """A moment with the name of the zone in which it is told; the site's own, unless another is asked for."""
    if found is None:
        return ""
    there = timezone.localtime(found, zone)
    return f"{day(there.date())}, {clock(there)} {there:%Z}"


def clock(found: datetime) -> str:
    """The time of day of a moment that is in its zone already."""
    return (
        formatted(found, get_format("TIME_FORMAT", lang="en-us"))
        if _country() == "en-us"
        else f"{found:%H:%M}"
    )


def _country() -> str:
    language = (get_language() or "en").lower()
    return language if language == "en-us" or not language.startswith("en") else "en"
