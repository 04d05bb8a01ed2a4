"""Pausing and ending: suspended, ended early with a reason that tells what it means, completed with what was reached."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from workmentor_xblocks.agreement.actions import letter_allowance, reviews, versions
from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.form_values import (
    Form,
    Reasoned,
    Values,
    WithReason,
    reason_code,
)
from workmentor_xblocks.agreement.actions.new_agreement import claim, open_key
from workmentor_xblocks.agreement.content.definition import Purpose
from workmentor_xblocks.agreement.records import mail, writing
from workmentor_xblocks.agreement.records.attached_tables import Completion
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import NO_DAY, Day, Text, parsed
from workmentor_xblocks.core.forms.values import is_empty

_SUSPENDED = Message("suspended", _("The placement is suspended. Everybody is told."))
_RESUMED = Message("resumed", _("The placement goes on."))
_END_PROPOSED = Message("end_proposed", _("Your wish to end it is with the school contact, who confirms it."))
_ENDED = Message("ended", _("The agreement has ended. Everybody is told; a last review is asked for."))
_COMPLETED = Message("completed", _("The placement is completed. The record of it is ready."))
_CANCELLED = Message("cancelled", _("The agreement is put aside."))
_REOPENED = Message("reopened", _("The agreement is open again."))
_OUTSIDE = Message("date_outside", _("This day lies outside the placement ({start} to {end})."))
_ONLY_SCHOOL = Message(
    "only_school_ends", _("The school contact confirms the end. Your proposal is what counts here.")
)
_TOO_EARLY = Message(
    "too_early", _("The end of the placement is not reached. Say why it is completed early.")
)
_REVIEW_OPEN = Message("review_still_open", _("A review is still open. Close it first."))
_REQUIRED = Message("required", _("Fill this in."))
_NOT_CREATOR = Message("not_creator", _("Only who began it, or the school contact, can put it aside."))
_OTHER_OPEN = Message("other_open", _("The learner has another open agreement here. Only one can be open."))


class Pause(WithReason):
    """From which day the placement pauses, and why."""

    on: Annotated[date, Day()]


class GoingOn(Form):
    """From which day it goes on."""

    on: Annotated[date, Day()]


class End(Reasoned):
    """Why and when it ends early; what was proposed is confirmed without saying it again."""

    on: Annotated[date | None, Day(is_optional=True)] = None


class Completed(Values):
    """What was reached; why, where the end is not."""

    text: Annotated[str, Text(2_000)] = ""


def suspend(act: Act, form: Pause) -> Done:
    """Pause the placement from a day on."""
    act.thread.row.suspended_on = _inside(act, form.on)
    act.record(data={"on": form.on.isoformat(), "text": act.sealed(form.text, about="reason")})
    mail.post_all(Letter.SUSPENDED, act.thread, but=act.party)
    return act.done(_SUSPENDED)


def resume(act: Act, form: GoingOn) -> Done:
    """Let the placement go on; the days of the pause are counted."""
    row = act.thread.row
    again = _inside(act, form.on)
    if row.suspended_on is None or again < row.suspended_on:
        raise _outside(act, "on")
    row.suspended_days += (again - row.suspended_on).days
    row.suspended_on = None
    act.record(data={"on": again.isoformat(), "days": row.suspended_days})
    return act.done(_RESUMED)


def propose_termination(act: Act, form: End) -> Done:
    """Ask for an early end."""
    told = _ending(act, form)
    act.thread.row.ending = {**told, "proposed_on": act.today.isoformat()}
    act.record(data=told)
    letter_allowance.change(act)
    mail.post_all(Letter.ENDING, act.thread, but=act.party)
    return act.done(_END_PROPOSED)


def terminate(act: Act, form: End) -> Done:
    """End it early: the school confirms; where the template says so, one side may."""
    if not may.ends_alone(act.actor, one_side_may_end=act.thread.definition.one_side_may_end):
        raise NotAllowed(_ONLY_SCHOOL)
    row = act.thread.row
    told = _ending(act, form) if form.reason or not row.ending else dict(row.ending)
    told.pop("proposed_on", None)
    row.ending, row.end_reason, row.ended_on = None, told["reason"], date.fromisoformat(told["on"])
    act.record(data=told)
    if act.thread.open_review is None and act.thread.definition.review_fields:
        reviews.begin(act, step="last", due_on=act.today)
    mail.post_all(Letter.ENDED, act.thread, but=act.party)
    return act.done(_ENDED)


def complete(act: Act, form: Completed) -> Done:
    """Complete the placement, with what was reached."""
    row, definition = act.thread.row, act.thread.definition
    if act.thread.open_review is not None:
        raise Changed(_REVIEW_OPEN)
    told: dict[str, Any] = {}
    if row.ends_on is None or act.today < row.ends_on:
        if not form.text:
            raise BadInput(_TOO_EARLY, fields={"text": _TOO_EARLY})
        told["text"] = act.sealed(parsed(WithReason, {"text": form.text}).text, about="reason")
    fields = {field.id: field for field in definition.completion_fields}
    sent = form.filled(fields.values())
    empty = [f.id for f in fields.values() if f.required and is_empty(sent.values.get(f.id))]
    if empty:
        raise BadInput(_REQUIRED, fields={f"f-{name}": _REQUIRED for name in empty})
    kept = writing.committed(act.thread, fields, sent.values, party=act.party, user_id=act.user_id)
    Completion.objects.create(agreement=row, fields=kept, at=act.now)
    row.ended_on = min(act.today, row.ends_on) if row.ends_on else act.today
    act.record(data={**told, "fields": kept, "days_suspended": row.suspended_days})
    mail.post_all(Letter.COMPLETED, act.thread)
    return act.done(_COMPLETED, "completion")


def cancel(act: Act, form: WithReason) -> Done:
    """Put an agreement aside that never was in force."""
    begun = act.user_id is not None and act.thread.row.created_by == act.user_id
    if not may.cancels(act.actor, has_begun=begun):
        raise NotAllowed(_NOT_CREATOR)
    act.thread.row.ended_on = act.today
    text = act.sealed(form.text, about="reason")
    act.record(version=act.thread.open_version, data={"text": text})
    mail.post_all(Letter.ENDED, act.thread, but=act.party)
    return act.done(_CANCELLED)


def reopen(act: Act, _form: Form) -> Done:
    """Open an expired agreement again, with its last text."""
    row = act.thread.row
    learner = act.thread.party("learner")
    key = open_key(row.usage_key, row.learner_id, learner.email if learner else "")
    claim(row, key, otherwise=_OTHER_OPEN)
    row.ended_on = None
    version = versions.new_version(act.thread, like=act.thread.latest, at=act.now, by=act.party)
    act.record(version=version)
    return act.done(_REOPENED)


def _ending(act: Act, form: End) -> dict[str, Any]:
    reason = reason_code(form, [reason.id for reason in act.thread.definition.reasons_for(Purpose.TERMINATE)])
    if form.on is None:
        raise BadInput(NO_DAY, fields={"on": NO_DAY})
    on = _inside(act, form.on).isoformat()
    told: dict[str, Any] = {"reason": reason, "on": on, "by": act.actor.value}
    if form.text:
        told["text"] = act.sealed(form.text, about="reason")
    return told


def _inside(act: Act, found: date) -> date:
    row = act.thread.row
    if (row.starts_on and found < row.starts_on) or (row.ends_on and found > row.ends_on):
        raise _outside(act, "on")
    return found


def _outside(act: Act, field: str) -> BadInput:
    row = act.thread.row
    told = Message(_OUTSIDE.code, _OUTSIDE.msgid, {"start": row.starts_on or "–", "end": row.ends_on or "–"})
    return BadInput(told, fields={field: told})
