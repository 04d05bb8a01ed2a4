"""Pausing and ending: suspended, ended early with a reason that tells what it means, completed with what was reached."""

from __future__ import annotations

from datetime import date
from typing import Any

from workmentor_xblocks.agreement.actions import letter_allowance, reviews, versions
from workmentor_xblocks.agreement.actions.act import Act, Done, doing
from workmentor_xblocks.agreement.actions.acting import Acting
from workmentor_xblocks.agreement.actions.form_values import Data, day, reason_code, reason_text
from workmentor_xblocks.agreement.actions.start import claim, open_key
from workmentor_xblocks.agreement.content.definition import Purpose
from workmentor_xblocks.agreement.records import mail, writing
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.sheets import Completion
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, Event, State
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.posted import filled
from workmentor_xblocks.core.forms.values import is_empty
from workmentor_xblocks.core.pages.handlers import text_of

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


def suspend(acting: Acting, uuid: str, data: Data) -> Done:
    """Pause the placement from a day on."""
    with doing(uuid, acting, Event.SUSPEND, role=text_of(data, "role", limit=20)) as act:
        since = _inside(act, day(data, "on"))
        text = act.sealed(reason_text(data), about="reason")
        act.thread.row.suspended_on = since
        act.become(State.SUSPENDED)
        act.record(Event.SUSPEND, data={"on": since.isoformat(), "text": text})
        mail.post_all(Letter.SUSPENDED, act.thread, but=act.party)
        return Done(uuid, _SUSPENDED)


def resume(acting: Acting, uuid: str, data: Data) -> Done:
    """Let the placement go on; the days of the pause are counted."""
    with doing(uuid, acting, Event.RESUME, role=text_of(data, "role", limit=20)) as act:
        row = act.thread.row
        again = _inside(act, day(data, "on"))
        if row.suspended_on is None or again < row.suspended_on:
            raise _outside(act, "on")
        row.suspended_days += (again - row.suspended_on).days
        row.suspended_on = None
        act.become(State.ACTIVE)
        act.record(Event.RESUME, data={"on": again.isoformat(), "days": row.suspended_days})
        return Done(uuid, _RESUMED)


def propose_termination(acting: Acting, uuid: str, data: Data) -> Done:
    """Ask for an early end."""
    with doing(uuid, acting, Event.PROPOSE_TERMINATION, role=text_of(data, "role", limit=20)) as act:
        told = _ending(act, data)
        act.thread.row.ending = {**told, "proposed_on": act.today.isoformat()}
        act.record(Event.PROPOSE_TERMINATION, data=told)
        letter_allowance.change(act)
        mail.post_all(Letter.ENDING, act.thread, but=act.party)
        return Done(uuid, _END_PROPOSED)


def terminate(acting: Acting, uuid: str, data: Data) -> Done:
    """End it early: the school confirms; where the template says so, one side may."""
    with doing(uuid, acting, Event.TERMINATE, role=text_of(data, "role", limit=20)) as act:
        if not may.ends_alone(act.actor, one_side_may_end=act.thread.definition.one_side_may_end):
            raise NotAllowed(_ONLY_SCHOOL)
        row = act.thread.row
        told = _ending(act, data) if data.get("reason") or not row.ending else dict(row.ending)
        told.pop("proposed_on", None)
        open_version = act.thread.open_version
        act.record(Event.TERMINATE, data=told)
        if open_version is not None and act.thread.in_force is not open_version:
            versions.abandon(act, open_version)
            versions.drop_incoming(act)
        row.ending, row.end_reason, row.ended_on = None, told["reason"], date.fromisoformat(told["on"])
        act.become(State.TERMINATED, amendment=Amendment.NONE)
        if act.thread.open_review is None and act.thread.definition.review_fields:
            reviews.begin(act, step="last", due_on=act.today)
        mail.post_all(Letter.ENDED, act.thread, but=act.party)
        return Done(uuid, _ENDED)


def complete(acting: Acting, uuid: str, data: Data) -> Done:
    """Complete the placement, with what was reached."""
    with doing(uuid, acting, Event.COMPLETE, role=text_of(data, "role", limit=20)) as act:
        row, definition = act.thread.row, act.thread.definition
        if act.thread.open_review is not None:
            raise Changed(_REVIEW_OPEN)
        told: dict[str, Any] = {}
        if row.ends_on is None or act.today < row.ends_on:
            if not text_of(data, "text", limit=2_000):
                raise BadInput(_TOO_EARLY, fields={"text": _TOO_EARLY})
            told["text"] = act.sealed(reason_text(data), about="reason")
        fields = {field.id: field for field in definition.completion_fields}
        sent = filled(data, fields.values())
        empty = [f.id for f in fields.values() if f.required and is_empty(sent.values.get(f.id))]
        if empty:
            raise BadInput(_REQUIRED, fields={f"f-{name}": _REQUIRED for name in empty})
        kept = writing.committed(act.thread, fields, sent.values, party=act.party, user_id=act.user_id)
        Completion.objects.create(agreement=row, fields=kept, at=act.now)
        open_version = act.thread.open_version
        act.record(Event.COMPLETE, data={**told, "fields": kept, "days_suspended": row.suspended_days})
        if open_version is not None:
            versions.abandon(act, open_version)
            versions.drop_incoming(act)
        row.ended_on = min(act.today, row.ends_on) if row.ends_on else act.today
        act.become(State.COMPLETED, amendment=Amendment.NONE)
        mail.post_all(Letter.COMPLETED, act.thread)
        return Done(uuid, _COMPLETED, focus="completion")


def cancel(acting: Acting, uuid: str, data: Data) -> Done:
    """Put an agreement aside that never was in force."""
    with doing(uuid, acting, Event.CANCEL, role=text_of(data, "role", limit=20)) as act:
        begun = act.user_id is not None and act.thread.row.created_by == act.user_id
        if not may.cancels(act.actor, has_begun=begun):
            raise NotAllowed(_NOT_CREATOR)
        text = act.sealed(reason_text(data), about="reason")
        act.record(Event.CANCEL, version=act.thread.open_version, data={"text": text})
        if act.thread.open_version is not None:
            versions.abandon(act, act.thread.open_version)
        act.thread.row.ended_on = act.today
        act.become(State.CANCELLED)
        mail.post_all(Letter.ENDED, act.thread, but=act.party)
        return Done(uuid, _CANCELLED)


def reopen(acting: Acting, uuid: str, data: Data) -> Done:
    """Open an expired agreement again, with its last text."""
    with doing(uuid, acting, Event.REOPEN, role=text_of(data, "role", limit=20)) as act:
        row = act.thread.row
        learner = act.thread.party("learner")
        key = open_key(row.usage_key, row.learner_id, learner.email if learner else "")
        claim(row, key, otherwise=_OTHER_OPEN)
        row.ended_on = None
        version = versions.new_version(act, like=act.thread.latest)
        act.become(State.NEGOTIATING)
        act.record(Event.REOPEN, version=version)
        return Done(uuid, _REOPENED)


def _ending(act: Act, data: Data) -> dict[str, Any]:
    reasons = [reason.id for reason in act.thread.definition.reasons_for(Purpose.TERMINATE)]
    told: dict[str, Any] = {
        "reason": reason_code(data, reasons),
        "on": _inside(act, day(data, "on")).isoformat(),
        "by": act.actor.value,
    }
    if text_of(data, "text", limit=2_000):
        told["text"] = act.sealed(text_of(data, "text", limit=2_000), about="reason")
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
