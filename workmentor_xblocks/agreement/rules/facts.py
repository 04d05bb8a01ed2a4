"""What the rules of an agreement need to know of it: who takes part, what is filled in, what was said and signed when.

Plain values, made from the tables by whoever asks a rule, so that each rule can be tried without a database. Days are
those of the school's time zone; texts come as they were typed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from workmentor_xblocks.agreement.content.definition import Definition, Role
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Amendment, State, VersionState
from workmentor_xblocks.core.forms.fields import Value


class Decision(StrEnum):
    """What a party says to what the others wrote in a review."""

    NONE = ""
    AGREE = "agree"
    DISAGREE = "disagree"


def compared(address: str) -> str:
    """An e-mail address in the form in which two are compared; the one that was typed stays as it is."""
    folded = unicodedata.normalize("NFC", address.strip()).casefold()
    return unicodedata.normalize("NFC", folded)


@dataclass(frozen=True)
class PartyFacts:
    """Somebody in a role. ``members`` are the accounts that may act for a school; who left is not among the facts.

    ``is_coming``: takes the role over once the proposed change is in force.
    ``signed_on`` is about the version being talked about; a void signature is none.
    """

    uuid: str
    role: Role
    name: str = ""
    user_id: int | None = None
    members: tuple[int, ...] = ()
    address: str = ""
    account_addresses: tuple[str, ...] = ()  # looked up only where two people are compared
    is_enrolled: bool = True  # matters for the learner
    is_minor: bool = False
    is_coming: bool = False
    is_leaving: bool = False  # somebody else takes the role over with the proposed change
    is_released: bool = False  # leaves, and the school attests that no signature comes
    is_retired: bool = False
    invited_on: date | None = None  # or joined, for who needs no link
    signed_on: date | None = None

    @property
    def people(self) -> frozenset[int]:
        """The accounts that stand behind the party."""
        own = () if self.user_id is None else (self.user_id,)
        return frozenset((*own, *self.members))

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses that are known of the party, in their compared form."""
        return frozenset(compared(one) for one in (self.address, *self.account_addresses) if one.strip())

    @property
    def is_named(self) -> bool:
        """False for a place that is kept for somebody, and of whom nothing is known yet."""
        return self.is_retired or bool(self.name.strip() or self.people or self.address.strip())

    @property
    def is_reachable(self) -> bool:
        """True when there is an account or an address to write to."""
        return not self.is_retired and bool(self.people or self.address.strip())


@dataclass(frozen=True)
class CommentFacts:
    """A remark at a field (its id, or "" for the whole). A blocking one asks for a change."""

    path: str
    by: Role
    on: date
    is_blocking: bool = False
    is_resolved: bool = False


@dataclass(frozen=True)
class VersionFacts:
    """The version being talked about: the working or frozen one, else the one in force."""

    number: int
    state: VersionState
    created_on: date
    frozen_on: date | None = None


@dataclass(frozen=True)
class PartFacts:
    """One party's part of a review."""

    role: Role
    submitted_on: date | None = None
    decision: Decision = Decision.NONE
    decided_on: date | None = None


@dataclass(frozen=True)
class ReviewFacts:
    """One review. ``due_on`` is its day in the plan, ``held_on`` the day on which the parties met."""

    number: int
    step: str
    due_on: date
    opened_on: date
    held_on: date | None = None
    closed_on: date | None = None
    parts: tuple[PartFacts, ...] = ()

    def part(self, role: Role) -> PartFacts | None:
        """The part of a role, None where it has none."""
        return next((part for part in self.parts if part.role == role), None)


@dataclass(frozen=True)
class AgreementFacts:
    """An agreement as the rules see it. ``values`` are those of ``version``, by field id; an empty value may be left out."""

    definition: Definition
    state: State
    created_on: date
    creator: Actor = Actor.SCHOOL
    amendment: Amendment = Amendment.NONE
    proposed_by: Role | None = None  # of an amendment
    version: VersionFacts | None = None
    changed_on: date | None = None  # when the text was last changed
    values: Mapping[str, Value] = field(default_factory=dict)
    starts_on: date | None = None  # of the version in force, or as filled in so far
    ends_on: date | None = None
    expires_on: date | None = None  # if nothing happens until then
    ending_proposed_on: date | None = None  # a proposed early end that the school has not confirmed
    school_acts_by: date | None = None  # somebody's account is gone while the agreement is in force
    suspended_on: date | None = None
    parties: tuple[PartyFacts, ...] = ()
    comments: tuple[CommentFacts, ...] = ()
    reviews: tuple[ReviewFacts, ...] = ()

    @cached_property
    def by_role(self) -> Mapping[Role, PartyFacts]:
        """Who has each role today; who is still to come has none."""
        return {party.role: party for party in self.parties if not party.is_coming}

    @property
    def is_talking(self) -> bool:
        """True while a text is being worked on: that of a new agreement, or a proposed change."""
        return self.state in (State.DRAFT, State.NEGOTIATING) or self.amendment is Amendment.WORKING

    @property
    def is_signing(self) -> bool:
        """True while a fixed text is being signed."""
        return self.state is State.SIGNING or self.amendment is Amendment.FROZEN

    @property
    def open_reviews(self) -> Iterator[ReviewFacts]:
        """The reviews that are not closed."""
        return (review for review in self.reviews if review.closed_on is None)

    @property
    def open_requests(self) -> Iterator[CommentFacts]:
        """The wishes for a change that nobody has settled."""
        return (comment for comment in self.comments if comment.is_blocking and not comment.is_resolved)
