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


def changes_page(shown: AgreementView) -> Changes | None:
    """What changes the agreement; None while nothing holds that could be changed."""
    thread = shown.thread
    may_propose, versions = Event.PROPOSE_AMENDMENT in shown.may, _versions(shown)
    if thread.in_force is None or not (
        may_propose or shown.facts.amendment is not Amendment.NONE or thread.notices or versions[1:]
    ):
        return None
    return Changes(
        proposal=_proposal(shown),
        may_propose=may_propose,
        reasons=reasons(shown, Purpose.AMEND),
        notices=tuple(_notice(shown, notice) for notice in reversed(thread.notices)),
        versions=versions,
    )


def _proposal(shown: AgreementView) -> Proposal | None:
    """The proposed version beside the one in force."""
    held, version = shown.thread.in_force, shown.thread.open_version
    if held is None or version is None:
        return None
    proposer = next((p for p in shown.thread.parties if p.uuid == version.proposed_by), None)
    return Proposal(
        number=version.number,
        held=held.number,
        who=wording.who(proposer) if proposer else "",
        reason=reason_label(shown, version.reason) if version.reason else "",
        since=wording.day(version.created_at.date()),
        is_fixed=shown.facts.is_signing,
        changes=changes_between(shown, shown.thread.values_today(), shown.thread.values(version)),
        coming=tuple(wording.who(party) for party in shown.thread.incoming),
        may_withdraw=Event.WITHDRAW_AMENDMENT in shown.may
        and any(
            may.withdraws(actor, is_own=party is not None and party.uuid == version.proposed_by)
            for actor, party in shown.roles
        ),
    )


def changes_between(shown: AgreementView, before: Any, after: Any) -> tuple[Change, ...]:
    """The differences of two texts, words marked, as far as this person may read them."""
    return tuple(
        Change(
            change.field.id,
            shown.label(change.field.id),
            wording.marked(shown, change.field, change.before, change.after),
        )
        for change in body.changes(before, after, shown.definition)
        if change.field is not None and shown.may_read(change.field)
    )


def _versions(shown: AgreementView) -> tuple[HeldVersion, ...]:
    """The versions that held, newest first, each with what it changed."""
    held = [version for version in shown.thread.versions if version.in_force_at is not None]
    values = shown.thread.values
    told = [
        HeldVersion(
            number=after.number,
            since=wording.day(after.effective_on),
            is_held=after == shown.thread.in_force,
            reason=reason_label(shown, after.reason) if after.reason else "",
            changes=changes_between(shown, values(before), values(after)) if before is not None else (),
        )
        for before, after in zip([None, *held], held, strict=False)
    ]
    return tuple(told[::-1])


def _notice(shown: AgreementView, notice: Notice) -> NoticePage:
    known, in_section = shown.definition.field_by_id, shown.definition.section_of
    values = shown.thread.open_fields(notice.fields)
    seen = [name for name in values if name in known and shown.may_read(known[name])]
    in_time = notice.objected_at is None and shown.today <= notice.object_until
    return NoticePage(
        uuid=notice.uuid,
        who=wording.role(notice.role),
        at=wording.moment(notice.at),
        until=wording.day(notice.object_until),
        objected=wording.moment(notice.objected_at),
        rows=tuple(
            (shown.label(name), shown.speaking(in_section[name]).value(known[name], values[name]))
            for name in seen
        ),
        may_object=in_time and Event.OBJECT in shown.may and notice.role not in shown.actors,
    )
