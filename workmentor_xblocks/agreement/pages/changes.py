"""What changes an agreement that holds, and what ends it: proposals, notices, pauses, an early end, the completion."""

from __future__ import annotations

from datetime import date
from typing import Any

from workmentor_xblocks.agreement.content.definition import Purpose
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.events import reason_label
from workmentor_xblocks.agreement.pages.page import Shown
from workmentor_xblocks.agreement.pages.signing import reasons
from workmentor_xblocks.agreement.records.sheets import Notice
from workmentor_xblocks.agreement.rules import body, may
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, Event, State
from workmentor_xblocks.core.content.typed_dates import as_date


def change_context(shown: Shown) -> dict[str, Any]:
    """What ``changes.html`` is filled with."""
    thread = shown.thread
    may_propose, versions = Event.PROPOSE_AMENDMENT in shown.may, _versions(shown)
    if thread.in_force is None or not (
        may_propose or shown.facts.amendment is not Amendment.NONE or thread.notices or versions[1:]
    ):
        return {}
    return {
        "proposal": _proposal(shown),
        "may_propose": may_propose,
        "reasons": reasons(shown, Purpose.AMEND),
        "notices": [_notice(shown, notice) for notice in reversed(thread.notices)],
        "versions": versions,
    }


def _proposal(shown: Shown) -> dict[str, Any] | None:
    """The proposed version beside the one in force."""
    held, version = shown.thread.in_force, shown.thread.open_version
    if held is None or version is None:
        return None
    proposer = next((p for p in shown.thread.parties if p.uuid == version.proposed_by), None)
    return {
        "number": version.number,
        "held": held.number,
        "who": wording.who(proposer) if proposer else "",
        "reason": reason_label(shown, version.reason) if version.reason else "",
        "since": wording.day(version.created_at.date()),
        "is_fixed": shown.facts.is_signing,
        "changes": changes_between(shown, shown.thread.values_today(), shown.thread.values(version)),
        "coming": [wording.who(party) for party in shown.thread.incoming],
        "may_withdraw": Event.WITHDRAW_AMENDMENT in shown.may
        and any(
            may.withdraws(actor, is_own=party is not None and party.uuid == version.proposed_by)
            for actor, party in shown.roles
        ),
    }


def changes_between(shown: Shown, before: Any, after: Any) -> list[dict[str, Any]]:
    """The differences of two texts, words marked, as far as this person may read them."""
    return [
        {
            "id": change.field.id,
            "label": shown.label(change.field.id),
            "html": wording.marked(shown, change.field, change.before, change.after),
        }
        for change in body.changes(before, after, shown.definition)
        if change.field is not None and shown.may_read(change.field)
    ]


def _versions(shown: Shown) -> list[dict[str, Any]]:
    """The versions that held, newest first, each with what it changed."""
    held = [version for version in shown.thread.versions if version.in_force_at is not None]
    told = []
    for before, after in zip([None, *held], held, strict=False):
        told.append(
            {
                "number": after.number,
                "since": wording.day(after.effective_on),
                "is_held": after == shown.thread.in_force,
                "reason": reason_label(shown, after.reason) if after.reason else "",
                "changes": changes_between(shown, shown.thread.values(before), shown.thread.values(after))
                if before is not None
                else [],
            }
        )
    return told[::-1]


def _notice(shown: Shown, notice: Notice) -> dict[str, Any]:
    known, in_section = shown.definition.field_by_id, shown.definition.section_of
    values = shown.thread.open_fields(notice.fields)
    seen = [name for name in values if name in known and shown.may_read(known[name])]
    in_time = notice.objected_at is None and shown.today <= notice.object_until
    return {
        "uuid": notice.uuid,
        "who": wording.role(notice.role),
        "at": wording.moment(notice.at),
        "until": wording.day(notice.object_until),
        "objected": wording.moment(notice.objected_at),
        "rows": [
            (shown.label(name), shown.speaking(in_section[name]).value(known[name], values[name]))
            for name in seen
        ],
        "may_object": in_time and Event.OBJECT in shown.may and notice.role not in shown.actors,
    }


# --- pausing and ending -------------------------------------------------------------------------------------------


def ending_context(shown: Shown) -> dict[str, Any]:
    """What ``ending.html`` is filled with."""
    row, now = shown.thread.row, shown.may
    one_side = shown.definition.one_side_may_end
    alone = any(may.ends_alone(actor, one_side_may_end=one_side) for actor in shown.actors)
    begun = shown.acting.user_id is not None and row.created_by == shown.acting.user_id
    return {
        "asked": _asked(shown),
        "may_suspend": Event.SUSPEND in now,
        "may_resume": Event.RESUME in now,
        "may_propose": Event.PROPOSE_TERMINATION in now and not alone and not row.ending,
        "may_terminate": Event.TERMINATE in now and alone,
        "end_act": "terminate" if Event.TERMINATE in now and alone else "propose_termination",
        "may_cancel": Event.CANCEL in now
        and any(may.cancels(actor, has_begun=begun) for actor in shown.actors),
        "may_reopen": Event.REOPEN in now,
        "reasons": reasons(shown, Purpose.TERMINATE),
        "first": _iso(row.starts_on),
        "last": _iso(row.ends_on),
        "suspended": wording.day(row.suspended_on),
        "suspended_days": row.suspended_days,
        "ended": wording.day(row.ended_on),
        "reason": reason_label(shown, row.end_reason) if row.end_reason else "",
        "state": shown.thread.state.value,
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _asked(shown: Shown) -> dict[str, str] | None:
    """A proposed early end that nobody confirmed yet."""
    ending = shown.thread.row.ending
    if not ending:
        return None
    text = ending.get("text")
    return {
        "who": wording.role(ending.get("by", "")),
        "on": wording.day(as_date(ending.get("on"))),
        "on_raw": ending.get("on", ""),
        "reason": reason_label(shown, ending.get("reason", "")),
        "code": ending.get("reason", ""),
        "text": shown.thread.value_of(text["commitment"]) if text else "",
        "proposed": wording.day(as_date(ending.get("proposed_on"))),
    }


def completion_context(shown: Shown) -> dict[str, Any]:
    """The record of what was reached: filled in by the school at the end, read by everybody after."""
    thread, fields = shown.thread, shown.definition.completion_fields
    speaking = shown.speaking("completion_field")
    if thread.state is State.COMPLETED and thread.completion is not None:
        values = thread.open_fields(thread.completion.fields)
        rows = [speaking.field(f, values.get(f.id)) for f in fields if shown.may_read(f)]
        return {"at": wording.moment(thread.completion.at), "rows": rows}
    if Event.COMPLETE not in shown.may:
        return {}
    typed = shown.typed if shown.typed.get("act") == "complete" else {}
    ends = thread.row.ends_on
    return {
        "form": [speaking.field(f, None, typed=typed.get(f"f-{f.id}")) for f in fields],
        "is_early": ends is None or shown.today < ends,
        "review_is_open": thread.open_review is not None,
    }
