"""Finding agreements: by block, by person, by what was asked for."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from workmentor_xblocks.agreement.records.attached_tables import Comment, Notice, Review
from workmentor_xblocks.agreement.records.tables import Agreement, Party, PartyMember, PartyState
from workmentor_xblocks.agreement.rules.lifecycle import OPEN_STATES, State

_GONE = (PartyState.LEFT, PartyState.RETIRED)


def open_keys(keys: Iterable[str]) -> set[str]:
    """Those of these keys under which an agreement is open."""
    found = Agreement.objects.filter(open_key__in=list(keys)).values_list("open_key", flat=True)
    return {key for key in found if key is not None}


def is_school(user_id: int, course_key: str) -> bool:
    """Whether somebody is listed as a school contact in an agreement of this course."""
    return (
        PartyMember.objects.filter(
            user_id=user_id, party__role="school", party__agreement__course_key=course_key
        )
        .exclude(party__state__in=_GONE)
        .exists()
    )


def in_block(usage_key: str) -> QuerySet[Agreement]:
    """The agreements made in a block."""
    return Agreement.objects.filter(usage_key=usage_key)


def before(user_id: int, usage_key: str, course_key: str, address: str) -> QuerySet[Agreement]:
    """What stands before an account in a block: the agreements in which it takes part, and those it is invited to.

    One query says of each whether it is theirs (``is_mine``), whether they are listed as a school contact anywhere in
    the course (``is_contact``), and which kinds of things belong to it at all, so that a page need not ask for them.
    """
    mine = _here().filter(Q(user_id=user_id) | Q(members__user_id=user_id))
    listed = PartyMember.objects.filter(
        user_id=user_id, party__role="school", party__agreement__course_key=course_key
    ).exclude(party__state__in=_GONE)
    found = before_staff(usage_key, address).annotate(is_mine=Exists(mine), is_contact=Exists(listed))
    return found.filter(Q(is_mine=True) | Q(is_invited=True)).order_by("-id")


def before_staff(usage_key: str, address: str) -> QuerySet[Agreement]:
    """What stands before staff in a block: all of it; ``is_invited`` where an account of this address is."""
    asked = _here().filter(user_id=None, email__iexact=address) if address else Party.objects.none()
    return with_kinds(in_block(usage_key).annotate(is_invited=Exists(asked)))


def _here() -> QuerySet[Party]:
    return Party.objects.filter(agreement=OuterRef("pk")).exclude(state__in=_GONE)


def with_kinds(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The same agreements with their templates, each knowing of which kinds there is anything (``Thread`` asks it)."""
    kinds: dict[str, type[Model]] = {"comments": Comment, "reviews": Review, "notices": Notice}
    there = {
        f"has_{name}": Exists(table._default_manager.filter(agreement=OuterRef("pk")))
        for name, table in kinds.items()
    }
    return found.select_related("template").annotate(**there)


def invitations(usage_key: str, address: str) -> QuerySet[Party]:
    """Parties of a block that were written down with this e-mail address and have no account yet."""
    waiting = Party.objects.filter(agreement__usage_key=usage_key, user_id=None, email__iexact=address)
    return (
        waiting.exclude(state__in=_GONE)
        .exclude(agreement__state=State.ERASED.value)
        .select_related("agreement")
    )


def elsewhere(learner_id: int, usage_key: str) -> Agreement | None:
    """An agreement of the same learner that holds in another block or run of the course, to be shown and not repeated."""
    held = [*OPEN_STATES, State.SIGNED, State.ACTIVE, State.SUSPENDED]
    return (
        Agreement.objects.filter(learner_id=learner_id, state__in=[state.value for state in held])
        .exclude(usage_key=usage_key)
        .order_by("-id")
        .first()
    )
