"""What pauses an agreement and what ends it: suspended, ended early, completed with a record of what was reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workmentor_xblocks.agreement.content.definition import Purpose
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.pages.events import reason_label
from workmentor_xblocks.agreement.pages.signing import Reasons, reasons
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.lifecycle import Event, State
from workmentor_xblocks.core.content.typed_dates import as_date
from workmentor_xblocks.core.forms.field_page import FieldPage


@dataclass(frozen=True)
class AskedEnd:
    """A proposed early end that nobody confirmed yet; ``code`` of its reason, ``on_raw`` its day for a form."""

    who: str
    on: str
    on_raw: str
    reason: str
    code: str
    text: str
    proposed: str


@dataclass(frozen=True)
class Ending:
    """What ``ending.html`` is filled with. ``end_act`` is what the form of an early end sends."""

    asked: AskedEnd | None
    may_suspend: bool
    may_resume: bool
    may_propose: bool
    may_terminate: bool
    end_act: str
    may_cancel: bool
    may_reopen: bool
    reasons: Reasons
    first: str
    last: str
    suspended: str
    suspended_days: int
    ended: str
    reason: str
    state: str


def ending_page(view: AgreementView) -> Ending:
    """What pauses and ends it."""
    row, now = view.thread.row, view.may
    one_side = view.definition.one_side_may_end
    alone = any(may.ends_alone(actor, one_side_may_end=one_side) for actor in view.actors)
    begun = view.requester.user_id is not None and row.created_by == view.requester.user_id
    return Ending(
        asked=_asked(view),
        may_suspend=Event.SUSPEND in now,
        may_resume=Event.RESUME in now,
        may_propose=Event.PROPOSE_TERMINATION in now and not alone and not row.ending,
        may_terminate=Event.TERMINATE in now and alone,
        end_act="terminate" if Event.TERMINATE in now and alone else "propose_termination",
        may_cancel=Event.CANCEL in now and any(may.cancels(actor, has_begun=begun) for actor in view.actors),
        may_reopen=Event.REOPEN in now,
        reasons=reasons(view, Purpose.TERMINATE),
        first=_iso(row.starts_on),
        last=_iso(row.ends_on),
        suspended=wording.day(row.suspended_on),
        suspended_days=row.suspended_days,
        ended=wording.day(row.ended_on),
        reason=reason_label(view, row.end_reason) if row.end_reason else "",
        state=view.thread.state.value,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _asked(view: AgreementView) -> AskedEnd | None:
    """A proposed early end that nobody confirmed yet."""
    ending = view.thread.row.ending
    if not ending:
        return None
    text = ending.get("text")
    return AskedEnd(
        who=wording.role(ending.get("by", "")),
        on=wording.day(as_date(ending.get("on"))),
        on_raw=ending.get("on", ""),
        reason=reason_label(view, ending.get("reason", "")),
        code=ending.get("reason", ""),
        text=view.thread.value_of(text["commitment"]) if text else "",
        proposed=wording.day(as_date(ending.get("proposed_on"))),
    )


@dataclass(frozen=True)
class CompletionPage:
    """What was reached (``rows``, recorded ``at``), or the form to record it with."""

    at: str = ""
    rows: tuple[FieldPage, ...] = ()
    form: tuple[FieldPage, ...] = ()
    is_early: bool = False
    review_is_open: bool = False


def completion_page(view: AgreementView) -> CompletionPage | None:
    """The record of what was reached: filled in by the school at the end, read by everybody after."""
    thread, fields = view.thread, view.definition.completion_fields
    speaking = view.speaking("completion_field")
    if thread.state is State.COMPLETED and thread.completion is not None:
        values = thread.open_fields(thread.completion.fields)
        rows = [speaking.field(f, values.get(f.id)) for f in fields if view.may_read(f)]
        return CompletionPage(at=wording.moment(thread.completion.at), rows=tuple(rows))
    if Event.COMPLETE not in view.may:
        return None
    typed = view.typed if view.typed.get("act") == "complete" else {}
    ends = thread.row.ends_on
    return CompletionPage(
        form=tuple(speaking.field(f, None, typed=typed.get(f"f-{f.id}")) for f in fields),
        is_early=ends is None or view.today < ends,
        review_is_open=thread.open_review is not None,
    )
