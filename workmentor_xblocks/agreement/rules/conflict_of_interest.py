"""Nobody makes an agreement with themselves: which roles one person may not have together, and who is the same person.

Two people are the same when they share an account, or an address in its compared form (NFC, casefolded); the address
of an account is one of its person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.rules.facts import PartyFacts
from workmentor_xblocks.core.content.messages import Level

_WORKPLACE = (Role.EMPLOYER, Role.MENTOR, Role.DEPUTY_MENTOR)


def _with(role: Role, *others: Role) -> frozenset[frozenset[Role]]:
    return frozenset(frozenset((role, other)) for other in others)


# Whoever learns is protected by all the others, and whoever approves looks at what the others agreed.
_REFUSED = _with(Role.LEARNER, *(role for role in Role if role is not Role.LEARNER)) | _with(
    Role.APPROVER, *_WORKPLACE, Role.GUARDIAN
)
# Lawful and unusual: a school's own workshop, parents who train their child (BBiG §10(3)), a head who approves for
# the school. A mentor who is the deputy too leaves nobody when away.
_UNUSUAL = (
    _with(Role.SCHOOL, *_WORKPLACE, Role.APPROVER, Role.GUARDIAN)
    | _with(Role.GUARDIAN, *_WORKPLACE)
    | _with(Role.MENTOR, Role.DEPUTY_MENTOR)
)


def opposed(one: Role, other: Role) -> Level | None:
    """What it means that one person has both roles: an error (refused), a warning, or nothing (who signs may mentor)."""
    pair = frozenset((one, other))
    if pair in _REFUSED:
        return Level.ERROR
    return Level.WARNING if pair in _UNUSUAL else None


def is_same_person(one: PartyFacts, other: PartyFacts) -> bool:
    """True when an account or an address stands behind both."""
    return bool(one.people & other.people or one.addresses & other.addresses)


def conflicts(parties: Iterable[PartyFacts]) -> Iterator[tuple[Level, PartyFacts, PartyFacts]]:
    """Every two parties that are one person in roles that do not go together."""
    for one, other in combinations(parties, 2):
        level = opposed(one.role, other.role)
        if level and is_same_person(one, other):
            yield level, one, other


def stands_against(
    role: Role, parties: Iterable[PartyFacts], *, user_id: int | None = None, address: str = ""
) -> PartyFacts | None:
    """The party whose role keeps this person from having, or signing in, ``role``; None when nothing does."""
    person = PartyFacts("", role, user_id=user_id, address=address)
    return next(
        (
            party
            for party in parties
            if opposed(role, party.role) is Level.ERROR and is_same_person(person, party)
        ),
        None,
    )
