"""Following up: reviews in which each party says its part, the learner first, and disagreement is kept."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.form_values import Form, Values, WithReason
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import mail, snapshot, writing
from workmentor_xblocks.agreement.records.attached_tables import Review, ReviewPart
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.rules import may, review_plan as rules
from workmentor_xblocks.agreement.rules.facts import Decision
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Choice, Day, Text, Tick, Uuid, parsed

_OPENED = Message("review_opened", _("The review is open. The learner fills in first."))
_PART = Message("part_sent", _("Your part is there for the others to read."))
_PART_KEPT = Message("part_kept", _("Saved. The others see your part when you send it."))
_SAID = Message("said", _("Your answer is kept."))
_CLOSED = Message("review_closed", _("The review is closed."))
_IS_OPEN = Message("review_is_open", _("A review is open already. Close that one first."))
_NO_REVIEW = Message("no_review", _("This review is not open any more."))
_WAIT = Message("learner_first", _("The learner fills in first. You get a mail when it is your turn."))
_SENT_BEFORE = Message(
    "part_sent_before", _("Your part was sent. What is sent stays; add a remark when you answer the others.")
)
_PARTS_FIRST = Message("parts_first", _("First everybody says their part; then you can agree or disagree."))
_DECIDE = Message("decide", _("Say whether you agree or disagree."))
_HELD = Message("held_wrong", _("The day on which you met lies between the opening of the review and today."))


class Part(Values):
    """One party's part of a review; ``send`` hands it to the others, else it is only kept."""

    review: Uuid = ""
    held_on: Annotated[date | None, Day(needed=_HELD, is_optional=True)] = None
    send: Tick = False


class Answer(Form):
    """Whether somebody agrees with what the others said."""

    decision: Annotated[Decision, Choice((Decision.AGREE, Decision.DISAGREE), _DECIDE)]
    review: Uuid = ""
    text: Annotated[str, Text(2_000)] = ""


def open_review(act: Act, _form: Form) -> Done:
    """Call a review outside the plan, or early."""
    if act.thread.open_review is not None:
        raise Changed(_IS_OPEN)
    begin(act, step="asked", due_on=act.today)
    return act.done(_OPENED, "review")


def begin(act: Act, *, step: str, due_on: date) -> Review:
    """A review with an empty part for each of the parties that speak in it."""
    review = Review.objects.create(
        agreement=act.thread.row,
        number=len(act.thread.reviews) + 1,
        step=step,
        due_on=due_on,
        opened_on=act.today,
    )
    asked = rules.writers(act.thread.definition, snapshot.party_facts(act.thread))
    speaking = [party for party in act.thread.here if party.role in asked]
    ReviewPart.objects.bulk_create(
        ReviewPart(review=review, party=party, role=party.role) for party in speaking
    )
    act.thread.forget("reviews")
    act.record(
        Event.OPEN_REVIEW, data={"review": review.uuid, "number": review.number, "due": due_on.isoformat()}
    )
    for party in speaking:
        if party.role == Role.LEARNER:
            mail.post(Letter.REVIEW, act.thread, party, once_key=f"review {review.uuid} {party.uuid[:16]}",
                      of={"review": review.uuid, "step": "write"})  # fmt: skip
    return review


def submit_part(act: Act, form: Part) -> Done:
    """Say one's part. Sent once, it stays as it is."""
    review, part = _mine(act, form.review)
    if part.submitted_at is not None:
        raise Changed(_SENT_BEFORE)
    facts = next(r for r in snapshot.facts(act.thread).reviews if r.number == review.number)
    if not rules.may_fill(Role(part.role), facts, act.today):
        raise NotAllowed(_WAIT)
    fields = {
        field.id: field for field in act.thread.definition.review_fields if may.answers(field, part.role)
    }
    sent = form.filled(fields.values())
    kept = act.thread.open_fields(part.fields) | dict(sent.values)
    part.fields = writing.committed(
        act.thread, fields, kept, party=act.party, user_id=act.user_id, kept=part.fields
    )
    if form.held_on is not None:
        _take_held(act, review, form.held_on)
    if not form.send:
        part.save(update_fields=["fields"])
        return act.done(_PART_KEPT, "saved")
    part.submitted_at = act.now
    part.save()
    act.thread.forget("reviews")
    told = {"review": review.uuid, "fields": part.fields}
    if review.held_on:
        told["held"] = review.held_on.isoformat()
    act.record(data=told)
    _tell_next(act, review, part)
    return act.done(_PART, "review")


def acknowledge(act: Act, form: Answer) -> Done:
    """Agree or disagree with what the others said. A disagreement needs its reason and is kept beside."""
    review, part = _mine(act, form.review)
    if any(other.submitted_at is None for other in review.parts.all()):
        raise Changed(_PARTS_FIRST)
    if part.decision:
        return act.done(_SAID, "review")
    told: dict[str, Any] = {"review": review.uuid, "decision": form.decision.value}
    if form.decision is Decision.DISAGREE:
        part.text = act.keep(parsed(WithReason, {"text": form.text}).text, about="disagreement")
        told["text"] = {"commitment": part.text}
    part.decision, part.decided_at = form.decision.value, act.now
    part.save()
    last = all(other.decision for other in review.parts.all() if other.id != part.id)
    if last:
        review.closed_at = act.now
        review.held_on = review.held_on or act.today
        review.save()
    act.thread.forget("reviews")
    act.record(data={**told, "closed": last})
    return act.done(_CLOSED if last else _SAID, "review")


def close_review(act: Act, form: WithReason) -> Done:
    """Close a review though somebody is missing, with the reason."""
    review = act.thread.open_review
    if review is None:
        raise Changed(_NO_REVIEW)
    review.closing = act.keep(form.text, about="reason")
    review.closed_at = act.now
    review.save()
    act.thread.forget("reviews")
    act.record(data={"review": review.uuid, "text": {"commitment": review.closing}})
    return act.done(_CLOSED, "review")


def _mine(act: Act, asked: str) -> tuple[Review, ReviewPart]:
    review = act.thread.open_review
    if review is None or (asked and review.uuid != asked):
        raise Changed(_NO_REVIEW)
    part = next((part for part in review.parts.all() if may.speaks_as(part.role, act.actor)), None)
    if part is None:
        raise NotFound(_NO_REVIEW)
    return review, part


def _take_held(act: Act, review: Review, found: date) -> None:
    if not review.opened_on <= found <= act.today:
        raise BadInput(_HELD, fields={"held_on": _HELD})
    review.held_on = found
    review.save(update_fields=["held_on"])


def _tell_next(act: Act, review: Review, part: ReviewPart) -> None:
    """After the learner the others are asked; when all have spoken, everybody is asked to answer."""
    missing = [p for p in review.parts.all() if p.submitted_at is None and p.id != part.id]
    # The learner may come last, when the others have waited long enough.
    asked = list(review.parts.all()) if not missing else missing if part.role == Role.LEARNER else []
    for other in asked:
        if other.id != part.id or not missing:
            stage = "fill" if missing else "answer"
            key = f"review {review.uuid[:24]} {stage} {other.party.uuid[:16]}"
            step = "write" if missing else "answer"
            of = {"review": review.uuid, "step": step}
            mail.post(Letter.REVIEW, act.thread, other.party, once_key=key, of=of)
