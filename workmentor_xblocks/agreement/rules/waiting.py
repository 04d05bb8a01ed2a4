"""For whom an agreement waits, for what, since when, and until when: it stands on top of every page.

Only who can do the next thing is named, so that nobody else is reminded: an empty field waits for who writes it, a
wish for who owns the field, a signature for those whose turn it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.rules import review_plan, signing_order
from workmentor_xblocks.agreement.rules.duties import WORDS, What
from workmentor_xblocks.agreement.rules.facts import AgreementFacts, CommentFacts, PartyFacts, ReviewFacts
from workmentor_xblocks.agreement.rules.lifecycle import ENDED_STATES, Actor, Amendment, State
from workmentor_xblocks.agreement.rules.readiness import empty_fields, is_unnamed, place_of
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

# Where no day is agreed: for a part of a review, an answer, and what somebody's absence leaves to the school.
PART_DAYS = timedelta(days=7)
ANSWER_DAYS = timedelta(days=14)  # for who is asked to take part
SCHOOL_DAYS = timedelta(days=14)


@dataclass(frozen=True)
class Waiting:
    """One role that is waited for. ``party`` is its uuid, "" where nobody has the role yet; ``places`` lead there."""

    role: Actor
    for_what: Message
    since: date
    due: date | None = None
    overdue: bool = False
    party: str = ""
    places: tuple[str, ...] = ()

    @property
    def what(self) -> What:
        """The kind of thing."""
        return What(self.for_what.code)


def waiting(facts: AgreementFacts, today: date) -> tuple[Waiting, ...]:
    """Everybody who can bring the agreement on, in the order in which they should act; ``nobody`` says why there is none."""
    found: dict[tuple[Actor, str, str], Waiting] = {}
    for entry in _all(facts, today):
        key = (entry.role, entry.party, str(entry.for_what))
        found[key] = _together(found[key], entry) if key in found else entry
    return tuple(
        replace(entry, overdue=entry.due is not None and today > entry.due) for entry in found.values()
    )


def nobody(facts: AgreementFacts, today: date) -> Message:
    """Why nobody has to do anything now."""
    if facts.state is State.SIGNED and facts.starts_on and facts.starts_on > today:
        return Message(
            "until_start", _("Nobody has to do anything until {start}."), {"start": facts.starts_on}
        )
    if facts.state is State.EXPIRED:
        return Message("expired", _("Nobody: it expired unsigned. The school can open it again."))
    if facts.state in (*ENDED_STATES, State.ERASED):
        return Message("ended", _("Nobody: it has ended."))
    if facts.state is State.SUSPENDED:
        return Message("suspended", _("Nobody: the placement pauses until the school lets it go on."))
    return Message("nothing_now", _("Nobody has to do anything now."))


def _together(one: Waiting, other: Waiting) -> Waiting:
    return replace(
        one, since=min(one.since, other.since), places=tuple(dict.fromkeys((*one.places, *other.places)))
    )


def _all(facts: AgreementFacts, today: date) -> Iterator[Waiting]:
    in_force = facts.state in (State.SIGNED, State.ACTIVE, State.SUSPENDED)
    if in_force and (last := facts.school_acts_by):
        yield _of(facts, Actor.SCHOOL, What.REPLACE, last - SCHOOL_DAYS, last)
    if in_force and (asked := facts.ending_proposed_on):
        yield _of(facts, Actor.SCHOOL, What.CONFIRM_END, asked, asked + SCHOOL_DAYS)
    if facts.is_signing:
        yield from _signing(facts, today)
    elif facts.is_talking:
        yield from _talking(facts)
    if facts.state in (State.ACTIVE, State.SUSPENDED, State.TERMINATED):
        for review in facts.open_reviews:
            yield from _review(facts, review, today)
    if facts.ends_on and today > facts.ends_on:
        yield from _end(facts, facts.ends_on)


def _talking(facts: AgreementFacts) -> Iterator[Waiting]:
    found = [*_invitations(facts), *_empty(facts), *_wishes(facts)]
    if not found:
        what = What.SEND_LINKS if facts.state is State.DRAFT else What.FREEZE
        found = [_of(facts, _in_charge(facts), what, facts.changed_on or _begun(facts), _signed_by(facts))]
    yield from found


def _invitations(facts: AgreementFacts) -> Iterator[Waiting]:
    """Whoever signs and has no name or cannot be reached, and whoever comes with a change and was not asked."""
    for role in signing_order.required_roles(facts):
        party = _party(facts, role)
        if party is None or not party.is_reachable or is_unnamed(facts, role):
            yield _invite(facts, role)
    for party in facts.parties:
        if party.is_coming and party.invited_on is None:
            yield _invite(facts, party.role)


def _empty(facts: AgreementFacts) -> Iterator[Waiting]:
    for field in empty_fields(facts):
        owner = _who_writes(facts, field.owners)
        if owner is None:
            there = {*facts.by_role, *signing_order.required_roles(facts)}
            yield _invite(facts, next(role for role in field.owners if role in there))
        else:
            place = place_of(facts, field.id)
            since, last = _since(facts, owner), _signed_by(facts)
            due = last if owner == _in_charge(facts) else answer_by(since, last)
            yield _of(facts, owner, What.FILL_IN, since, due, place=place)


def _wishes(facts: AgreementFacts) -> Iterator[Waiting]:
    for comment in facts.open_requests:
        owner = _who_answers(facts, comment) or _in_charge(facts)
        yield _of(
            facts, owner, What.SETTLE, max(comment.on, _begun(facts)), _signed_by(facts),
            place=place_of(facts, comment.path),
        )  # fmt: skip


def _signing(facts: AgreementFacts, today: date) -> Iterator[Waiting]:
    frozen = (facts.version.frozen_on if facts.version else None) or _begun(facts)
    signed = [party.signed_on for party in signing_order.signers(facts) if party.signed_on]
    in_turn = facts.definition.in_order or not signing_order.missing_signatures(facts)
    since = max([frozen, *signed]) if in_turn else frozen
    for party in signing_order.whose_turn(facts):
        released_from = signing_order.released_from(facts, party)
        if released_from is not None and released_from <= today:
            yield _of(
                facts,
                Actor.SCHOOL,
                What.ATTEST,
                released_from,
                _signed_by(facts),
                place=f"party/{party.role}",
            )
        if party.is_leaving and not party.is_reachable:
            continue
        if not party.is_reachable:
            yield _of(
                facts, Actor.SCHOOL, What.REPLACE, since, _signed_by(facts), place=f"party/{party.role}"
            )
            continue
        what = What.APPROVE if party.role is Role.APPROVER else What.SIGN
        yield _entry(Actor(party.role), what, since, _signed_by(facts), party=party.uuid)


def _review(facts: AgreementFacts, review: ReviewFacts, today: date) -> Iterator[Waiting]:
    missing = review_plan.missing_parts(review)
    pending = [part for part in missing or review_plan.undecided(review) if _can_act(facts, part.role)]
    what = What.WRITE_PART if missing else What.DECIDE
    for part in pending:
        if not missing or review_plan.may_fill(part.role, review, today):
            since = _review_since(review, part.role)
            yield _of(facts, part.role, what, since, since + PART_DAYS, number=review.number)
    late = (review.held_on or review.opened_on) + timedelta(days=review_plan.ESCALATE_AFTER)
    if today > late or not pending:
        since = late if today > late else review_plan.spoken_on(review) or review.opened_on
        yield _of(facts, Actor.SCHOOL, What.CLOSE_REVIEW, since, late + PART_DAYS, number=review.number)


def _review_since(review: ReviewFacts, role: Role) -> date:
    if not review_plan.missing_parts(review):
        return max(part.submitted_on or review.opened_on for part in review.parts)
    return review.opened_on if role is Role.LEARNER else review_plan.others_from(review)


def _can_act(facts: AgreementFacts, role: Role) -> bool:
    return role in facts.by_role and not facts.by_role[role].is_retired


def _end(facts: AgreementFacts, end: date) -> Iterator[Waiting]:
    if facts.state is State.SUSPENDED:
        yield _of(facts, Actor.SCHOOL, What.RESUME, end, end + SCHOOL_DAYS)
    if facts.state is State.ACTIVE and not any(facts.open_reviews):
        yield _of(facts, Actor.SCHOOL, What.COMPLETE, end, end + SCHOOL_DAYS)


def _party(facts: AgreementFacts, role: str) -> PartyFacts | None:
    """Who has the role, or will have it where a change is being talked about."""
    return max((p for p in facts.parties if p.role == role), key=lambda p: p.is_coming, default=None)


def _here(facts: AgreementFacts, role: str) -> PartyFacts | None:
    return facts.by_role.get(Role(role)) if role in set(Role) else None


def _in_charge(facts: AgreementFacts) -> Actor:
    """Who leads the talking: whoever began it while it is a draft, then the school."""
    has_school = Role.SCHOOL in facts.by_role
    return facts.creator if facts.state is State.DRAFT or not has_school else Actor.SCHOOL


def _who_writes(facts: AgreementFacts, owners: tuple[str, ...]) -> Actor | None:
    """The first owner who can write by now, or whoever leads where a field is everybody's; None when nobody can."""
    if not owners:
        return _in_charge(facts)
    return next((Actor(owner) for owner in owners if _is_asked(facts, owner)), None)


def _is_asked(facts: AgreementFacts, role: str) -> bool:
    if role == _in_charge(facts):
        return True
    party = _here(facts, role)
    return party is not None and party.is_reachable and party.invited_on is not None


def _who_answers(facts: AgreementFacts, comment: CommentFacts) -> Actor | None:
    """An owner of the field other than who asked; for the whole, and where nobody else owns it, whoever leads."""
    field = facts.definition.field_by_id.get(comment.path)
    owners = tuple(owner for owner in field.owners if owner != comment.by) if field else ()
    return _who_writes(facts, owners)


def _begun(facts: AgreementFacts) -> date:
    return facts.version.created_on if facts.version else facts.created_on


def _since(facts: AgreementFacts, role: Actor) -> date:
    party = _here(facts, role)
    return max((party and party.invited_on) or _begun(facts), _begun(facts))


def _signed_by(facts: AgreementFacts) -> date | None:
    """Until when all should have signed: before it expires, and a new agreement before the placement begins.

    A placement that had begun before anybody wrote an agreement gives no day: nobody could have kept it.
    """
    start = facts.starts_on if facts.amendment is Amendment.NONE else None
    if start and start < facts.created_on:
        start = None
    return min((day for day in (start, facts.expires_on) if day), default=None)


def answer_by(asked_on: date, signed_by: date | None = None) -> date:
    """The day by which somebody should answer who was asked to take part; no later than all should have signed.

    Where that day was over when they were asked, they have the days that everybody has.
    """
    last = signed_by if signed_by and signed_by >= asked_on else date.max
    return min(asked_on + ANSWER_DAYS, last)


def _invite(facts: AgreementFacts, role: str) -> Waiting:
    return _of(
        facts, _in_charge(facts), What.INVITE, _begun(facts), _signed_by(facts),
        place=f"party/{role}", whom=ROLE_NAMES[role],
    )  # fmt: skip


def _of(
    facts: AgreementFacts,
    role: str,
    what: What,
    since: date,
    due: date | None,
    *,
    place: str = "",
    **values: object,
) -> Waiting:
    party = _here(facts, role)
    return _entry(Actor(role), what, since, due, party=party.uuid if party else "", place=place, **values)


def _entry(
    role: Actor, what: What, since: date, due: date | None, *, party: str, place: str = "", **values: object
) -> Waiting:
    said = Message(what.value, WORDS[what], values)
    return Waiting(role, said, since, due, party=party, places=(place,) if place else ())
