"""Following up: reviews in which each party says its part, the learner first, and disagreement is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from workmentor_xblocks.agreement.actions.act import Act, Done, doing
from workmentor_xblocks.agreement.actions.acting import Acting
from workmentor_xblocks.agreement.actions.form_values import Data, reason_text
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import mail, snapshot, writing
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.sheets import Review, ReviewPart
from workmentor_xblocks.agreement.rules import may, review_plan as rules
from workmentor_xblocks.agreement.rules.facts import Decision
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.typed_dates import as_date
from workmentor_xblocks.core.forms.posted import filled
from workmentor_xblocks.core.pages.handlers import text_of

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


def open_review(acting: Acting, uuid: str, data: Data) -> Done:
    """Call a review outside the plan, or early."""
    with doing(uuid, acting, Event.OPEN_REVIEW, role=text_of(data, "role", limit=20)) as act:
        if act.thread.open_review is not None:
            raise Changed(_IS_OPEN)
        begin(act, step="asked", due_on=act.today)
        return Done(uuid, _OPENED, focus="review")


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


def submit_part(acting: Acting, uuid: str, data: Data) -> Done:
    """Say one's part. ``keep`` only saves it; sent once, it stays as it is."""
    with doing(uuid, acting, Event.SUBMIT_PART, role=text_of(data, "role", limit=20)) as act:
        review, part = _mine(act, data)
        if part.submitted_at is not None:
            raise Changed(_SENT_BEFORE)
        facts = next(r for r in snapshot.facts(act.thread).reviews if r.number == review.number)
        if not rules.may_fill(Role(part.role), facts, act.today):
            raise NotAllowed(_WAIT)
        fields = {field.id: field for field in act.thread.definition.review_fields_of(part.role)}
        sent = filled(data, fields.values())
        kept = act.thread.open_fields(part.fields) | dict(sent.values)
        part.fields = writing.committed(
            act.thread, fields, kept, party=act.party, user_id=act.user_id, kept=part.fields
        )
        if "held_on" in data and text_of(data, "held_on", limit=10):
            _take_held(act, review, text_of(data, "held_on", limit=10))
        if data.get("send") not in ("1", "true", True):
            part.save(update_fields=["fields"])
            return Done(uuid, _PART_KEPT, focus="saved")
        part.submitted_at = act.now
        part.save()
        act.thread.forget("reviews")
        told = {"review": review.uuid, "fields": part.fields}
        if review.held_on:
            told["held"] = review.held_on.isoformat()
        act.record(Event.SUBMIT_PART, data=told)
        _tell_next(act, review, part)
        return Done(uuid, _PART, focus="review")


def acknowledge(acting: Acting, uuid: str, data: Data) -> Done:
    """Agree or disagree with what the others said. A disagreement needs its reason and is kept beside."""
    with doing(uuid, acting, Event.ACKNOWLEDGE, role=text_of(data, "role", limit=20)) as act:
        review, part = _mine(act, data)
        decision = text_of(data, "decision", limit=10)
        if decision not in (Decision.AGREE, Decision.DISAGREE):
            raise BadInput(_DECIDE, fields={"decision": _DECIDE})
        if any(other.submitted_at is None for other in review.parts.all()):
            raise Changed(_PARTS_FIRST)
        if part.decision:
            return Done(uuid, _SAID, focus="review")
        told: dict[str, Any] = {"review": review.uuid, "decision": decision}
        if decision == Decision.DISAGREE:
            part.text = act.keep(reason_text(data), about="disagreement")
            told["text"] = {"commitment": part.text}
        part.decision, part.decided_at = decision, act.now
        part.save()
        last = all(other.decision for other in review.parts.all() if other.id != part.id)
        if last:
            review.closed_at = act.now
            review.held_on = review.held_on or act.today
            review.save()
        act.thread.forget("reviews")
        act.record(Event.ACKNOWLEDGE, data={**told, "closed": last})
        return Done(uuid, _CLOSED if last else _SAID, focus="review")


def close_review(acting: Acting, uuid: str, data: Data) -> Done:
    """Close a review though somebody is missing, with the reason."""
    with doing(uuid, acting, Event.CLOSE_REVIEW, role=text_of(data, "role", limit=20)) as act:
        review = act.thread.open_review
        if review is None:
            raise Changed(_NO_REVIEW)
        review.closing = act.keep(reason_text(data), about="reason")
        review.closed_at = act.now
        review.save()
        act.thread.forget("reviews")
        act.record(Event.CLOSE_REVIEW, data={"review": review.uuid, "text": {"commitment": review.closing}})
        return Done(uuid, _CLOSED, focus="review")


def _mine(act: Act, data: Data) -> tuple[Review, ReviewPart]:
    review = act.thread.open_review
    if review is None or (data.get("review") and review.uuid != text_of(data, "review", limit=32)):
        raise Changed(_NO_REVIEW)
    part = next((part for part in review.parts.all() if may.speaks_as(part.role, act.actor)), None)
    if part is None:
        raise NotFound(_NO_REVIEW)
    return review, part


def _take_held(act: Act, review: Review, text: str) -> None:
    found = as_date(text)
    if found is None or not review.opened_on <= found <= act.today:
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
