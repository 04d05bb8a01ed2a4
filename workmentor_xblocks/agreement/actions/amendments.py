"""Changing what holds: an amendment that everybody signs, or a notice that everybody may object to."""

from __future__ import annotations

from datetime import timedelta

from workmentor_xblocks.agreement.actions import letter_allowance, versions
from workmentor_xblocks.agreement.actions.act import Act, Done, doing, held_version, open_version
from workmentor_xblocks.agreement.actions.acting import Acting
from workmentor_xblocks.agreement.actions.form_values import Data, reason_code, reason_text
from workmentor_xblocks.agreement.content.definition import ChangeClass, Purpose
from workmentor_xblocks.agreement.records import mail, writing
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.sheets import Notice
from workmentor_xblocks.agreement.records.tables import Version
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.body import change_class
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, Event
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.merge import equal, merge
from workmentor_xblocks.core.forms.posted import filled
from workmentor_xblocks.core.pages.handlers import text_of

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


def propose(acting: Acting, uuid: str, data: Data) -> Done:
    """Open a working version beside the one in force."""
    with doing(uuid, acting, Event.PROPOSE_AMENDMENT, role=text_of(data, "role", limit=20)) as act:
        offered = [reason.id for reason in act.thread.definition.reasons_for(Purpose.AMEND)]
        code = reason_code(data, offered) if offered else ""
        version = _beside(act, code)
        told: dict[str, object] = {"reason": code}
        if text_of(data, "text", limit=2_000):
            told["text"] = act.sealed(text_of(data, "text", limit=2_000), about="reason")
        act.become(act.thread.state, amendment=Amendment.WORKING)
        act.record(Event.PROPOSE_AMENDMENT, version=version, data=told)
        letter_allowance.change(act)
        mail.post_all(Letter.AMENDMENT, act.thread, but=act.party)
        return Done(uuid, _PROPOSED, focus="agreement")


def withdraw(acting: Acting, uuid: str, data: Data) -> Done:
    """Put a proposal aside before it is fixed."""
    with doing(uuid, acting, Event.WITHDRAW_AMENDMENT, role=text_of(data, "role", limit=20)) as act:
        version = open_version(act.thread)
        is_own = act.party is not None and version.proposed_by == act.party.uuid
        if not may.withdraws(act.actor, is_own=is_own):
            raise NotAllowed(_NOT_PROPOSER)
        text = act.sealed(reason_text(data), about="reason")
        act.record(Event.WITHDRAW_AMENDMENT, version=version, data={"text": text})
        versions.abandon(act, version)
        versions.drop_incoming(act)
        act.become(act.thread.state, amendment=Amendment.NONE)
        return Done(uuid, _WITHDRAWN, focus="agreement")


def notice(acting: Acting, uuid: str, data: Data) -> Done:
    """Change at once what needs only that everybody is told (class notice)."""
    with doing(uuid, acting, Event.NOTICE, role=text_of(data, "role", limit=20)) as act:
        fields = act.thread.definition.field_by_id
        sent = filled(data, fields.values())
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
        days = act.thread.definition.objection_days
        made = Notice.objects.create(
            agreement=act.thread.row,
            role=act.actor.value,
            fields=writing.committed(act.thread, fields, fresh, party=act.party, user_id=act.user_id),
            at=act.now,
            object_until=act.today + timedelta(days=days),
        )
        act.thread.forget("notices")
        told = {"notice": made.uuid, "fields": made.fields, "object_until": made.object_until.isoformat()}
        act.record(Event.NOTICE, data=told)
        if any(fields[name].change == ChangeClass.NOTICE for name in fresh):
            letter_allowance.change(act)
            mail.post_all(Letter.NOTICE, act.thread, but=act.party)
        return Done(uuid, _TOLD, focus="agreement")


def object_to(acting: Acting, uuid: str, data: Data) -> Done:
    """Object to a notice in time: it becomes a proposal, and what held before holds until it is signed."""
    with doing(uuid, acting, Event.OBJECT, role=text_of(data, "role", limit=20)) as act:
        found = next((n for n in act.thread.notices if n.uuid == text_of(data, "notice", limit=32)), None)
        if found is None:
            raise NotFound(_TOO_LATE)
        if found.objected_at is not None or act.today > found.object_until:
            raise Changed(_TOO_LATE)
        text = act.sealed(reason_text(data), about="reason")
        found.objected_at = act.now
        found.save(update_fields=["objected_at"])
        act.thread.forget("notices")
        version = _joined(act, found) if act.thread.open_version else _beside(act, "", more=found.fields)
        act.become(act.thread.state, amendment=Amendment.WORKING)
        act.record(Event.OBJECT, version=version, data={"notice": found.uuid, "text": text})
        letter_allowance.change(act)
        mail.post_all(Letter.AMENDMENT, act.thread, but=act.party)
        return Done(uuid, _OBJECTED, focus="agreement")


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
        act, like=held, kind="amendment", reason=reason, fields={**fields, **(more or {})}
    )
