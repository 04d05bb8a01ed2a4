"""Following up: the plan of reviews, the one that is open with my part and the others', and those that were held."""

from __future__ import annotations

from dataclasses import dataclass

from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.records.attached_tables import Review, ReviewPart
from workmentor_xblocks.agreement.rules import may, review_plan as rules
from workmentor_xblocks.agreement.rules.facts import Decision, ReviewFacts
from workmentor_xblocks.agreement.rules.lifecycle import IN_FORCE_STATES, Event
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.forms.field_page import FieldPage
from workmentor_xblocks.core.forms.posted import typed_again

_LATE = {"late": _("late"), "very_late": _("very late")}


@dataclass(frozen=True)
class PlannedReview:
    """One line of the plan."""

    day: str
    label: str
    is_next: bool
    is_past: bool


@dataclass(frozen=True)
class PartPage:
    """What somebody wrote in a review, and what they say to the others' parts."""

    who: str
    at: str
    late: str
    late_days: int
    late_level: str
    rows: tuple[FieldPage, ...]
    decision: str
    disagrees: bool
    decided: str
    text: str


@dataclass(frozen=True)
class MyPart:
    """My part, to be filled in: kept as often as one likes, sent once."""

    written_as: str
    role_name: str
    fields: tuple[FieldPage, ...]


@dataclass(frozen=True)
class MyAnswer:
    """What I say to the others' parts."""

    written_as: str
    typed: str
    decision: str


@dataclass(frozen=True)
class ReviewPage:
    """One review; days that end in ``_raw`` stand in a form."""

    uuid: str
    number: int
    label: str
    due: str
    held: str
    held_raw: str
    closed: str
    closing: str
    is_open: bool
    parts: tuple[PartPage, ...]
    mine: MyPart | None
    opened_raw: str
    today_raw: str
    waits_for_learner: bool
    decide: MyAnswer | None
    may_close: bool


@dataclass(frozen=True)
class FollowUp:
    """What ``reviews.html`` is filled with."""

    open: tuple[ReviewPage, ...]
    closed: tuple[ReviewPage, ...]
    plan: tuple[PlannedReview, ...]
    may_open: bool


def follow_page(view: AgreementView) -> FollowUp | None:
    """The reviews; None while nothing is in force."""
    thread = view.thread
    is_held = view.facts.state in IN_FORCE_STATES
    if thread.in_force is None or not (thread.reviews or (is_held and view.definition.review_plan)):
        return None
    by_number = {review.number: review for review in view.facts.reviews}
    told = [_review(view, review, by_number[review.number]) for review in thread.reviews]
    is_open = thread.open_review is not None
    return FollowUp(
        open=tuple(review for review in told if review.is_open),
        closed=tuple(review for review in told[::-1] if not review.is_open),
        plan=_plan(view) if is_held else (),
        may_open=Event.OPEN_REVIEW in view.may and not is_open,
    )


def _plan(view: AgreementView) -> tuple[PlannedReview, ...]:
    row = view.thread.row
    if row.starts_on is None or row.ends_on is None:
        return ()
    planned = rules.plan(
        view.definition.review_plan, row.starts_on, row.ends_on, closed=view.definition.closed_days
    )
    upcoming = rules.next_due(planned, view.facts.reviews)
    return tuple(
        PlannedReview(
            day=wording.day(entry.due),
            label=step_label(view, entry.step),
            is_next=entry == upcoming,
            is_past=upcoming is None or entry.due < upcoming.due,
        )
        for entry in planned
    )


def step_label(view: AgreementView, step: str) -> str:
    """A step of the plan in words; reviews outside it have words of their own."""
    known = next((entry for entry in view.definition.review_plan if entry.id == step), None)
    if known is not None:
        return view.words(f"review/{step}", known.label) or step
    return gettext("After the early end") if step == "last" else gettext("Called by the school")


def _review(view: AgreementView, review: Review, facts: ReviewFacts) -> ReviewPage:
    parts = list(review.parts.all())
    mine = next((part for part in parts if _is_mine(view, part)), None)
    can_fill = mine is not None and rules.may_fill(Role(mine.role), facts, view.today)
    can_decide = mine is not None and rules.may_decide(Role(mine.role), facts)
    return ReviewPage(
        uuid=review.uuid,
        number=review.number,
        label=step_label(view, review.step),
        due=wording.day(review.due_on),
        held=wording.day(review.held_on),
        held_raw=review.held_on.isoformat() if review.held_on else "",
        closed=wording.moment(review.closed_at),
        closing=view.thread.value_of(review.closing) if review.closing else "",
        is_open=review.closed_at is None,
        parts=tuple(_part(view, part, facts) for part in parts if part is not mine or part.submitted_at),
        mine=_form(view, mine) if mine and can_fill and Event.SUBMIT_PART in view.may else None,
        opened_raw=review.opened_on.isoformat(),
        today_raw=view.today.isoformat(),
        waits_for_learner=bool(mine and not mine.submitted_at and not can_fill and review.closed_at is None),
        decide=_decide(view, mine) if mine and can_decide and Event.ACKNOWLEDGE in view.may else None,
        may_close=review.closed_at is None and Event.CLOSE_REVIEW in view.may,
    )


def _is_mine(view: AgreementView, part: ReviewPart) -> bool:
    """Whether this person speaks there, in one of their roles."""
    return bool(_as(view, part))


def _as(view: AgreementView, part: ReviewPart) -> str:
    found = [actor.value for actor in view.actors if may.speaks_as(part.role, actor)]
    return part.role if part.role in found else next(iter(found), "")


def _form(view: AgreementView, part: ReviewPart) -> MyPart:
    values, typed = view.thread.open_fields(part.fields), view.typed
    speaking = view.speaking("review_field")
    refused = typed if typed.get("act") == "submit_part" else {}
    return MyPart(
        written_as=_as(view, part),
        role_name=wording.role(part.role),
        fields=tuple(
            speaking.field(field, values.get(field.id), typed=typed_again(refused, field))
            for field in view.definition.review_fields
            if may.answers(field, part.role)
        ),
    )


def _part(view: AgreementView, part: ReviewPart, facts: ReviewFacts) -> PartPage:
    told = facts.part(Role(part.role))
    values = view.thread.open_fields(part.fields) if part.submitted_at else {}
    held = facts.held_on or facts.opened_on
    late = rules.lateness(held, told.submitted_on) if told and told.submitted_on else None
    fields = [field for field in view.definition.review_fields if may.answers(field, part.role)]
    return PartPage(
        who=wording.who(part.party),
        at=wording.moment(part.submitted_at),
        late=gettext(_LATE[late.level]) if late and late.level in _LATE else "",
        late_days=late.days if late else 0,
        late_level=late.level if late else "",
        rows=tuple(
            view.speaking("review_field").field(field, values.get(field.id))
            for field in fields
            if part.submitted_at and view.may_read(field)
        ),
        decision=part.decision,
        disagrees=part.decision == Decision.DISAGREE,
        decided=wording.moment(part.decided_at),
        text=view.thread.value_of(part.text) if part.text else "",
    )


def _decide(view: AgreementView, part: ReviewPart) -> MyAnswer:
    return MyAnswer(
        written_as=_as(view, part),
        typed=view.kept("acknowledge", "text"),
        decision=view.kept("acknowledge", "decision"),
    )
