"""Signing: the text is fixed, everybody signs the very same bytes, and with the last signature it is in force.

A signature names version and hash, so that nobody signs what they did not see; what a signature is worth is that of a
simple electronic signature (eIDAS, article 3(10)), and nothing here claims more.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

from workmentor_xblocks.agreement.actions import proofs, scans, signers, versions
from workmentor_xblocks.agreement.actions.act import Act, Done, doing, open_version
from workmentor_xblocks.agreement.actions.acting import Acting, full_name
from workmentor_xblocks.agreement.actions.form_values import Data, is_ticked, reason_code, reason_text
from workmentor_xblocks.agreement.content.definition import Purpose
from workmentor_xblocks.agreement.records import mail, snapshot, writing
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.sheets import Signature, StoredFile
from workmentor_xblocks.agreement.records.tables import HistoryEvent, Party, PartyState, Version
from workmentor_xblocks.agreement.rules import signing_order
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, Event, State, VersionState
from workmentor_xblocks.agreement.rules.readiness import readiness
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _
from workmentor_xblocks.core.pages.handlers import text_of

_FIXED = Message("fixed", _("The text is fixed. Everybody who signs is asked to."))
_OPEN_AGAIN = Message("open_again", _("The text can be changed again. Signatures under it are void."))
_SIGNED = Message("you_signed", _("You have signed. A receipt is on its way to you."))
_ALL_SIGNED = Message("all_signed", _("You have signed, and you were the last: the agreement holds now."))
_APPROVED = Message("approved", _("You have approved it: the agreement holds now."))
_DECLINED = Message(
    "you_declined", _("You have declined. Everybody is told why, and the text is open again.")
)
_NOT_READY = Message("not_ready", _("This is not ready to be signed yet. What is missing stands below."))
_STALE = Message(
    "text_changed",
    _("The text was changed after you opened it, so nothing was signed. Read what is new, then sign that."),
)
_CONSENT = Message("consent_needed", _("Tick the sentence if you agree; without it nothing is signed."))
_NAME = Message("name_needed", _("Type your name, as you would sign on paper."))
_NOT_TURN = Message("not_your_turn", _("Others sign before you. You get a mail when it is your turn."))
_SIGNED_BEFORE = Message("signed_before", _("You have signed this version already."))
_NO_CHANGE = Message("no_change", _("Nothing in the proposal differs from what holds today."))


def freeze(acting: Acting, uuid: str, data: Data) -> Done:
    """Fix the text for signing: all of it is there, everybody can be reached, no wish is open."""
    with doing(uuid, acting, Event.FREEZE, role=text_of(data, "role", limit=20)) as act:
        version = open_version(act.thread)
        facts = replace(snapshot.facts(act.thread), parties=snapshot.sides(act.thread))
        found = [f for f in readiness(facts, act.today) if f.level is Level.ERROR]
        if found:
            more = {"findings": [{"path": f.path, "message": f.message} for f in found]}
            raise Changed(_NOT_READY, more=more)
        if act.thread.in_force and not versions.differs(act, version):
            raise Changed(_NO_CHANGE)
        versions.fix(act, version)
        if act.thread.in_force:
            act.become(act.thread.state, amendment=Amendment.FROZEN)
        else:
            act.become(State.SIGNING)
        act.thread.row.expires_on = act.today + timedelta(days=act.thread.definition.sign_days)
        act.record(Event.FREEZE, version=version)
        ask_next(act)
        return Done(uuid, _FIXED, focus="sign")


def sign(acting: Acting, uuid: str, data: Data) -> Done:
    """Sign the version that was read. A repeat of the same signature changes nothing."""
    proofs.count_try(acting, uuid, data)
    with doing(uuid, acting, Event.SIGN, role=text_of(data, "role", limit=20)) as act:
        version, party = version_read(act, data), _signer(act)
        if any(s.party_id == party.id for s in act.thread.signatures_of(version)):
            raise Changed(_SIGNED_BEFORE)
        if party.uuid not in snapshot.people_whose_turn(act.thread):
            raise Changed(_NOT_TURN)
        signers.require_one_side(act, party)
        signers.require_learner_here(act)
        name = text_of(data, "name", limit=200)
        if not is_ticked(data, "consent"):
            raise BadInput(_CONSENT, fields={"consent": _CONSENT})
        if len(name) < 2:
            raise BadInput(_NAME, fields={"name": _NAME})
        method = proofs.require(act, party, data)
        strokes = versions.strokes(text_of(data, "drawn", limit=40_000))
        kind = "drawn" if strokes else "typed"
        signature = _keep(act, version, party, kind=kind, method=method, name=name)
        told = {"drawing": act.sealed(strokes, about=f"drawing/{signature.uuid}")} if strokes else {}
        event, last = _recorded(act, Event.SIGN, version, signature, told)
        mail.post(
            Letter.RECEIPT,
            act.thread,
            party,
            user_id=act.user_id,
            once_key=f"receipt {event.hash[:40]}",
            of={"signature": signature.uuid},
        )
        return Done(uuid, _ALL_SIGNED if last else _SIGNED, focus="receipt")


def approve(acting: Acting, uuid: str, data: Data) -> Done:
    """Approve what all have signed, where a county, a chamber or a head has to."""
    proofs.count_try(acting, uuid, data)
    with doing(uuid, acting, Event.APPROVE, role=text_of(data, "role", limit=20)) as act:
        version, party = version_read(act, data), _signer(act)
        if party.uuid not in snapshot.people_whose_turn(act.thread):
            raise Changed(_NOT_TURN)
        signers.require_one_side(act, party)
        signers.require_learner_here(act)
        name = text_of(data, "name", limit=200)
        if len(name) < 2:
            raise BadInput(_NAME, fields={"name": _NAME})
        method = proofs.require(act, party, data)
        signature = _keep(act, version, party, kind="approval", method=method, name=name)
        event, _last = _recorded(act, Event.APPROVE, version, signature)
        mail.post(
            Letter.RECEIPT,
            act.thread,
            party,
            user_id=act.user_id,
            once_key=f"receipt {event.hash[:40]}",
            of={"signature": signature.uuid},
        )
        return Done(uuid, _APPROVED, focus="receipt")


def decline(acting: Acting, uuid: str, data: Data) -> Done:
    """Say no, with a reason. It is no end: the text is open again for everybody."""
    with doing(uuid, acting, Event.DECLINE, role=text_of(data, "role", limit=20)) as act:
        version, _party = version_read(act, data), _signer(act)
        offered = [reason.id for reason in act.thread.definition.reasons_for(Purpose.DECLINE)]
        code = reason_code(data, offered) if offered else ""
        text = act.sealed(reason_text(data), about="reason")
        act.record(Event.DECLINE, version=version, data={"reason": code, "text": text})
        versions.put_aside(act, version)
        mail.post_all(Letter.DECLINED, act.thread, but=act.party)
        return Done(uuid, _DECLINED, focus="agreement")


def unfreeze(acting: Acting, uuid: str, data: Data) -> Done:
    """Open the text again. Who signed is told that the signature is void."""
    with doing(uuid, acting, Event.UNFREEZE, role=text_of(data, "role", limit=20)) as act:
        version = open_version(act.thread)
        text = act.sealed(reason_text(data), about="reason")
        act.record(Event.UNFREEZE, version=version, data={"text": text})
        versions.put_aside(act, version, reopen=True)
        mail.post_all(Letter.REOPENED, act.thread, but=act.party)
        return Done(uuid, _OPEN_AGAIN, focus="agreement")


def record_offline(acting: Acting, uuid: str, data: Data) -> Done:
    """Record a signature on paper: the school attests it with the scan, and it is shown as such."""
    proofs.count_try(acting, uuid, data)
    with doing(uuid, acting, Event.RECORD_OFFLINE, role=text_of(data, "role", limit=20)) as act:
        version = version_read(act, data)
        party = act.thread.party_by_uuid(text_of(data, "party", limit=32))
        if party is None or party.uuid not in [
            p.uuid for p in signing_order.signers(snapshot.facts(act.thread))
        ]:
            raise NotFound(scans.NEEDED)
        if any(s.party_id == party.id for s in act.thread.signatures_of(version)):
            raise Changed(_SIGNED_BEFORE)
        if party.uuid not in snapshot.people_whose_turn(act.thread):
            raise Changed(_NOT_TURN)
        signers.require_learner_here(act)
        scan = scans.require_scan(version, text_of(data, "scan", limit=32))
        name = text_of(data, "name", limit=200)
        if len(name) < 2:
            raise BadInput(_NAME, fields={"name": _NAME})
        proofs.require(act, _signer(act), data, always=True)
        signature = _keep(act, version, party, kind="offline", method="offline", name=name, scan=scan)
        told = {
            "scan": scan.sha256,
            "party": party.uuid,
            "role": party.role,
            "attested_by": act.sealed(full_name(act.user_id), about="person"),
        }
        _event, last = _recorded(act, Event.RECORD_OFFLINE, version, signature, told)
        of = {"signature": signature.uuid}
        mail.post(Letter.RECEIPT, act.thread, party, once_key=f"receipt {signature.uuid}", of=of)
        return Done(uuid, _ALL_SIGNED if last else _SIGNED, focus="sign")


def _recorded(
    act: Act, event: Event, version: Version, signature: Signature, more: dict[str, Any] | None = None
) -> tuple[HistoryEvent, bool]:
    """Add a signature to the chain; with the last one the version is in force. Answers the link, and whether it is."""
    act.thread.signatures.append(signature)
    last = signing_order.is_complete(snapshot.facts(act.thread))
    told: dict[str, Any] = {
        "signature": signature.uuid,
        "kind": signature.kind,
        "consent": signature.consent_sha256,
        "method": signature.method,
        "name": signature.name,
        **(more or {}),
    }
    recorded = act.record(event, version=version, data={**told, "in_force": True} if last else told)
    if last:
        versions.put_in_force(act, version)
    else:
        act.thread.row.expires_on = act.today + timedelta(days=act.thread.definition.sign_days)
        if act.thread.definition.in_order or not signing_order.missing_signatures(snapshot.facts(act.thread)):
            ask_next(act)  # all others were asked when the text was fixed
    return recorded, last


def version_read(act: Act, data: Data) -> Version:
    """The fixed version, if it is the one that the person had before their eyes. Raises ``Changed``."""
    version = act.thread.open_version
    number, digest = text_of(data, "version", limit=10), text_of(data, "sha256", limit=64)
    if version is None or version.state != VersionState.FROZEN:
        raise Changed(_STALE)
    if str(version.number) != number or version.sha256 != digest:
        raise Changed(_STALE)
    return version


def _signer(act: Act) -> Party:
    if act.party is None:
        raise NotAllowed(_NOT_TURN)
    return act.party


def _keep(
    act: Act,
    version: Version,
    party: Party,
    *,
    kind: str,
    method: str,
    name: str,
    scan: StoredFile | None = None,
) -> Signature:
    consent = versions.consent_of(act.thread, act.acting.language)
    signer = act.user_id if scan is None else party.user_id
    return Signature.objects.create(
        version=version,
        party=party,
        user_id=act.user_id if scan is None else None,
        kind=kind,
        method=method,
        name=writing.commit(act.thread, name, about="signature", party=party, user_id=signer),
        consent=consent,
        consent_sha256=hashlib.sha256(consent.encode("utf-8")).hexdigest(),
        at=act.now,
        address=act.acting.address if scan is None else "",
        agent=act.acting.agent if scan is None else "",
        file=scan,
        attested_by=act.user_id if scan is not None else None,
    )


def _invited(act: Act, party: Party) -> None:
    """Who was only named is invited by the letter to sign; no other letter, not even a code, goes to who was not."""
    if party.state == PartyState.NAMED:
        party.state, party.asked_on = PartyState.INVITED, act.today
        party.save(update_fields=["state", "asked_on"])


def ask_next(act: Act) -> None:
    """A letter to everybody whose turn has come and who was not asked for this version yet."""
    version = act.thread.open_version
    for uuid in snapshot.people_whose_turn(act.thread):
        party = act.thread.party_by_uuid(uuid)
        if party is not None and version is not None and party != act.party:
            _invited(act, party)
            mail.post(
                Letter.SIGN, act.thread, party, once_key=f"sign {version.sha256[:32]} {party.uuid[:16]}"
            )
