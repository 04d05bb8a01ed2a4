"""Changing what holds: an amendment that everybody signs, or a notice that everybody may object to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from workmentor_xblocks.agreement.actions import letter_allowance, versions
from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.form_values import (
    Reasoned,
    Values,
    WithReason,
    reason_code,
)
from workmentor_xblocks.agreement.actions.versions import held_version, open_version
from workmentor_xblocks.agreement.content.definition import ChangeClass, Field, Purpose
from workmentor_xblocks.agreement.records import mail, writing
from workmentor_xblocks.agreement.records.attached_tables import Notice
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import Version
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.body import change_class
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Uuid
from workmentor_xblocks.core.forms.merge import equal, merge
from workmentor_xblocks.core.forms.posted import Filled

_PROPOSED = Message(
    "proposed", _("Your proposal is open beside the agreement, which holds until everybody has signed.")
)
_WITHDRAWN = Message("withdrawn", _("The proposal is put aside. The agreement holds as before."))
_TOLD = Message("noticed", _("The change holds now. Everybody is told and may object."))
_OBJECTED = Message("objected", _("Your objection makes it a proposal that everybody has to sign."))
_NOT_PROPOSER = Message("not_proposer", _("Only who proposed it, or the school contact, can withdraw it."))
_NEEDS_ALL = Message(
    "needs_all", _("Changing this needs everybody's signature. Propose an amendment instead.")
)
_NOT_OWNER = Message("not_owner", _("This part is filled in by others."))
_NOTHING = Message("nothing_new", _("Nothing was changed."))
_TOO_LATE = Message("objection_late", _("The days for objecting are over. Propose an amendment instead."))


class Objection(WithReason):
    """Which notice is objected to."""

    notice: Uuid = ""


def propose(act: Act, form: Reasoned) -> Done:
    """Open a working version beside the one in force."""
    offered = [reason.id for reason in act.thread.definition.reasons_for(Purpose.AMEND)]
    code = reason_code(form, offered) if offered else ""
    version = _beside(act, code)
    told: dict[str, object] = {"reason": code}
    if form.text:
        told["text"] = act.sealed(form.text, about="reason")
    act.record(version=version, data=told)
    letter_allowance.change(act)
    mail.post_all(Letter.AMENDMENT, act.thread, but=act.party)
    return act.done(_PROPOSED)


def withdraw(act: Act, form: WithReason) -> Done:
    """Put a proposal aside before it is fixed."""
    version = open_version(act.thread)
    is_own = act.party is not None and version.proposed_by == act.party.uuid
    if not may.withdraws(act.actor, is_own=is_own):
        raise NotAllowed(_NOT_PROPOSER)
    act.record(version=version, data={"text": act.sealed(form.text, about="reason")})
    return act.done(_WITHDRAWN)


def notice(act: Act, form: Values) -> Done:
    """Change at once what needs only that everybody is told (class notice)."""
    fields = act.thread.definition.field_by_id
    fresh = _changed(act, form.filled(fields.values()), fields)
    made = Notice.objects.create(
        agreement=act.thread.row,
        role=act.actor.value,
        fields=writing.committed(act.thread, fields, fresh, party=act.party, user_id=act.user_id),
        at=act.now,
        object_until=act.today + timedelta(days=act.thread.definition.objection_days),
    )
    act.thread.forget("notices")
    told = {"notice": made.uuid, "fields": made.fields, "object_until": made.object_until.isoformat()}
    act.record(data=told)
    if any(fields[name].change == ChangeClass.NOTICE for name in fresh):
        letter_allowance.change(act)
        mail.post_all(Letter.NOTICE, act.thread, but=act.party)
    return act.done(_TOLD)


def _changed(act: Act, sent: Filled, fields: Mapping[str, Field]) -> dict[str, Any]:
    """The values that are new. Raises ``Refusal`` where this person may not change them, or not by a notice."""
    # What somebody may not read is refused before it is compared: the answer would tell whether a guess was right.
    hidden = [name for name in sent.values if not fields[name].is_read_by(act.actor)]
    if hidden:
        raise NotAllowed(_NOT_OWNER, fields={f"f-{name}": _NOT_OWNER for name in hidden})
    held = act.thread.values_today()
    merged = merge(held, sent.values, sent.read)
    if merged.conflicts:
        raise Changed(_NOTHING, fields={f"f-{c.field}": _NOTHING for c in merged.conflicts})
    fresh = {name: value for name, value in merged.accepted.items() if not equal(held.get(name), value)}
    if not fresh:
        raise BadInput(_NOTHING)
    for name in fresh:
        if change_class(fields[name]) is ChangeClass.MATERIAL:
            raise Changed(_NEEDS_ALL, fields={f"f-{name}": _NEEDS_ALL})
        if not may.changes_at_once(fields[name], act.actor):
            raise NotAllowed(_NOT_OWNER, fields={f"f-{name}": _NOT_OWNER})
    return fresh


def object_to(act: Act, form: Objection) -> Done:
    """Object to a notice in time: it becomes a proposal, and what held before holds until it is signed."""
    found = next((n for n in act.thread.notices if n.uuid == form.notice), None)
    if found is None:
        raise NotFound(_TOO_LATE)
    if found.objected_at is not None or act.today > found.object_until:
        raise Changed(_TOO_LATE)
    text = act.sealed(form.text, about="reason")
    found.objected_at = act.now
    found.save(update_fields=["objected_at"])
    act.thread.forget("notices")
    version = _joined(act, found) if act.thread.open_version else _beside(act, "", more=found.fields)
    act.record(version=version, data={"notice": found.uuid, "text": text})
    letter_allowance.change(act)
    mail.post_all(Letter.AMENDMENT, act.thread, but=act.party)
    return act.done(_OBJECTED)


def _joined(act: Act, found: Notice) -> Version:
    """The proposal that is open already, with what was objected to; what it says of the same field itself stays."""
    version = open_version(act.thread)
    fields = dict((version.body or {}).get("fields", {}))
    held = (held_version(act.thread).body or {}).get("fields", {})
    fields |= {name: told for name, told in found.fields.items() if fields.get(name) == held.get(name)}
    version.body = {**(version.body or {}), "fields": fields}
    version.save(update_fields=["body"])
    return version


def _beside(act: Act, reason: str, *, more: dict[str, object] | None = None) -> Version:
    """A working version with what holds today: the version in force and the notices since."""
    held = held_version(act.thread)
    fields = dict((held.body or {}).get("fields", {}))
    for told in act.thread.notices:
        if held.in_force_at and told.at >= held.in_force_at and told.objected_at is None:
            fields.update(told.fields)
    return versions.new_version(
        act.thread,
        like=held,
        at=act.now,
        by=act.party,
        kind="amendment",
        reason=reason,
        fields={**fields, **(more or {})},
    )
