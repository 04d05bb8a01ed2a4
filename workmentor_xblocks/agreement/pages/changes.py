"""What changes an agreement that holds: proposals that everybody signs, notices, and the versions that held before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.agreement.content.definition import Purpose
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.pages.events import Change, reason_label
from workmentor_xblocks.agreement.pages.signing import Reasons, reasons
from workmentor_xblocks.agreement.records.attached_tables import Notice
from workmentor_xblocks.agreement.rules import body, may
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, Event
from workmentor_xblocks.core.forms.field_page import ValuePage


@dataclass(frozen=True)
class Proposal:
    """The proposed version beside the one in force (``held``)."""

    number: int
    held: int
    who: str
    reason: str
    since: str
    is_fixed: bool
    changes: tuple[Change, ...]
    coming: tuple[str, ...]
    may_withdraw: bool


@dataclass(frozen=True)
class HeldVersion:
    """A version that held, with what it changed in the one before."""

    number: int
    since: str
    is_held: bool
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class NoticePage:
    """A change that everybody was told of."""

    uuid: str
    who: str
    at: str
    until: str
    objected: str
    rows: tuple[tuple[str, ValuePage], ...]
    may_object: bool


@dataclass(frozen=True)
class Changes:
    """What ``changes.html`` is filled with."""

    proposal: Proposal | None
    may_propose: bool
    reasons: Reasons
    notices: tuple[NoticePage, ...]
    versions: tuple[HeldVersion, ...]


def changes_page(view: AgreementView) -> Changes | None:
    """What changes the agreement; None while nothing holds that could be changed."""
    thread = view.thread
    may_propose, versions = Event.PROPOSE_AMENDMENT in view.may, _versions(view)
    if thread.in_force is None or not (
        may_propose or view.facts.amendment is not Amendment.NONE or thread.notices or versions[1:]
    ):
        return None
    return Changes(
        proposal=_proposal(view),
        may_propose=may_propose,
        reasons=reasons(view, Purpose.AMEND),
        notices=tuple(_notice(view, notice) for notice in reversed(thread.notices)),
        versions=versions,
    )


def _proposal(view: AgreementView) -> Proposal | None:
    """The proposed version beside the one in force."""
    held, version = view.thread.in_force, view.thread.open_version
    if held is None or version is None:
        return None
    proposer = next((p for p in view.thread.parties if p.uuid == version.proposed_by), None)
    return Proposal(
        number=version.number,
        held=held.number,
        who=wording.who(proposer) if proposer else "",
        reason=reason_label(view, version.reason) if version.reason else "",
        since=wording.day(version.created_at.date()),
        is_fixed=view.facts.is_signing,
        changes=changes_between(view, view.thread.values_today(), view.thread.values(version)),
        coming=tuple(wording.who(party) for party in view.thread.incoming),
        may_withdraw=Event.WITHDRAW_AMENDMENT in view.may
        and any(
            may.withdraws(actor, is_own=party is not None and party.uuid == version.proposed_by)
            for actor, party in view.roles
        ),
    )


def changes_between(view: AgreementView, before: Any, after: Any) -> tuple[Change, ...]:
    """The differences of two texts, words marked, as far as this person may read them."""
    return tuple(
        Change(
            change.field.id,
            view.label(change.field.id),
            wording.marked(view, change.field, change.before, change.after),
        )
        for change in body.changes(before, after, view.definition)
        if change.field is not None and view.may_read(change.field)
    )


def _versions(view: AgreementView) -> tuple[HeldVersion, ...]:
    """The versions that held, newest first, each with what it changed."""
    held = [version for version in view.thread.versions if version.in_force_at is not None]
    values = view.thread.values
    told = [
        HeldVersion(
            number=after.number,
            since=wording.day(after.effective_on),
            is_held=after == view.thread.in_force,
            reason=reason_label(view, after.reason) if after.reason else "",
            changes=changes_between(view, values(before), values(after)) if before is not None else (),
        )
        for before, after in zip([None, *held], held, strict=False)
    ]
    return tuple(told[::-1])


def _notice(view: AgreementView, notice: Notice) -> NoticePage:
    known, in_section = view.definition.field_by_id, view.definition.section_of
    values = view.thread.open_fields(notice.fields)
    seen = [name for name in values if name in known and view.may_read(known[name])]
    in_time = notice.objected_at is None and view.today <= notice.object_until
    return NoticePage(
        uuid=notice.uuid,
        who=wording.role(notice.role),
        at=wording.moment(notice.at),
        until=wording.day(notice.object_until),
        objected=wording.moment(notice.objected_at),
        rows=tuple(
            (view.label(name), view.speaking(in_section[name]).value(known[name], values[name]))
            for name in seen
        ),
        may_object=in_time and Event.OBJECT in view.may and notice.role not in view.actors,
    )
