"""Many agreements at once: what a board counts, lists and searches, in a number of queries that does not grow with them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from workmentor_xblocks.agreement.records.tables import (
    Agreement,
    HistoryEvent,
    Party,
    PartyState,
    Template,
    Version,
)
from workmentor_xblocks.agreement.rules.lifecycle import State

_GONE = (PartyState.LEFT, PartyState.RETIRED)
AT_ONCE = 500  # rows of a download that are read together


def of_blocks(
    usage_keys: Collection[str], course_key: str, *, school: int | None = None
) -> QuerySet[Agreement]:
    """The agreements of these blocks, of ``school`` (an account) only those whose school party lists it.

    Of what was erased nothing is left to look at.
    """
    found = Agreement.objects.filter(usage_key__in=usage_keys, course_key=course_key)
    if school is not None:
        listed = Party.objects.filter(role="school").filter(Q(user_id=school) | Q(members__user_id=school))
        found = found.filter(id__in=listed.exclude(state__in=_GONE).values("agreement_id"))
    return found.exclude(state=State.ERASED.value)


def other_blocks(usage_key: str, course_key: str) -> list[str]:
    """The other blocks of a course in which agreements were made, those that are gone among them."""
    others = Agreement.objects.filter(course_key=course_key).exclude(usage_key=usage_key)
    return list(others.order_by("usage_key").values_list("usage_key", flat=True).distinct())


@dataclass
class Totals:
    """How many there are, by state, by who is waited for (one that waits for two counts for both), and overdue."""

    states: Counter[str]
    waiting: Counter[str]
    overdue: int = 0


def totals(found: QuerySet[Agreement], today: date) -> Totals:
    """The sums over all of them, in one query."""
    counted = found.order_by().values("state", "waiting_for")
    late = Count("id", filter=Q(due_on__lt=today))
    rows = counted.annotate(n=Count("id"), late=late).values_list("state", "waiting_for", "n", "late")
    sums = Totals(Counter(), Counter())
    for state, waiting_for, n, overdue in rows:
        sums.states[state] += n
        sums.waiting.update(dict.fromkeys(roles_of(waiting_for), n))
        sums.overdue += overdue
    return sums


def roles_of(waiting_for: str) -> list[str]:
    """The roles that an agreement's row says it waits for; rows from before named one as often as it had to act."""
    return [*dict.fromkeys(role for role in waiting_for.split(",") if role)]


def in_order(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """What is overdue the longest first, then by the day on which something is due, the rest by what changed last."""
    return found.order_by(F("due_on").asc(nulls_last=True), "-changed_at", "-id")


def with_people(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The same with their parties and versions at hand, without the texts."""
    parties = Party.objects.order_by("id")
    # The body of a version is most of its bytes, and no list needs it.
    versions = Version.objects.defer("body").order_by("number")
    return found.prefetch_related(Prefetch("parties", parties), Prefetch("versions", versions))


def in_chunks(found: QuerySet[Agreement]) -> Iterator[list[Agreement]]:
    """All of them with people, so many at a time that neither memory nor the database has to carry them all."""
    chunk: list[Agreement] = []
    for row in with_people(found).iterator(chunk_size=AT_ONCE):
        chunk.append(row)
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def named(found: QuerySet[Agreement], text: str) -> set[int]:
    """The ids of agreements in which somebody's name or organisation holds ``text``.

    Compared here and not in the database: SQLite knows capital letters of English only, MariaDB takes å for a.
    """
    wanted = _compared(text)
    people = Party.objects.filter(agreement__in=found.order_by()).exclude(state=PartyState.LEFT)
    return {
        agreement_id
        for agreement_id, name, organisation in people.values_list("agreement_id", "name", "organisation")
        if wanted in _compared(f"{name}\n{organisation}")
    }


def _compared(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def events(usage_keys: Collection[str], kinds: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """(agreement id, kind, hashed record) of what happened in these blocks, agreement by agreement in order."""
    found = HistoryEvent.objects.filter(agreement__usage_key__in=usage_keys, kind__in=kinds)
    rows = found.order_by("agreement_id", "seq").values_list("agreement_id", "kind", "record")
    return rows.iterator(chunk_size=2_000)


def ever_made(usage_key: str) -> QuerySet[Agreement]:
    """All agreements of a block; what was erased still tells when it was signed."""
    return Agreement.objects.filter(usage_key=usage_key)


def templates(usage_key: str) -> list[tuple[int, str]]:
    """The templates of these agreements, each once, however many were made from it."""
    used = ever_made(usage_key).order_by().values("template_id")
    return list(Template.objects.filter(id__in=used).values_list("id", "text"))
