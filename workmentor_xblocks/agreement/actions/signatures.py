"""Signing: the text is fixed, everybody signs the very same bytes, and with the last signature it is in force.

A signature names version and hash, so that nobody signs what they did not see; what a signature is worth is that of a
simple electronic signature (eIDAS, article 3(10)), and nothing here claims more.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

from workmentor_xblocks.agreement.actions import proofs, scans, signers, versions
from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.drawing import Drawing, Strokes
from workmentor_xblocks.agreement.actions.form_values import (
    Form,
    Reason,
    Reasoned,
    WithReason,
    reason_code,
)
from workmentor_xblocks.agreement.actions.proofs import Proof
from workmentor_xblocks.agreement.actions.requester import LONGEST_NAME, full_name
from workmentor_xblocks.agreement.content.definition import Purpose
from workmentor_xblocks.agreement.records import mail, snapshot, writing
from workmentor_xblocks.agreement.records.attached_tables import Signature, StoredFile
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import HistoryEvent, Party, PartyState, Version
from workmentor_xblocks.agreement.rules import signing_order
from workmentor_xblocks.agreement.rules.lifecycle import Event, VersionState
from workmentor_xblocks.agreement.rules.readiness import readiness
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Box, Text, Uuid

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


SignedName = Annotated[str, Text(LONGEST_NAME, needed=_NAME, least=2)]


class Read(Form):
    """Which fixed text somebody had before their eyes: its number and its hash."""

    version: Annotated[str, Text(10)] = ""
    sha256: Annotated[str, Text(64)] = ""


class Signing(Read, Proof):
    """The sentence that is agreed to, a name under the text, drawn too where somebody likes to; and the code."""

    consent: Annotated[bool, Box(_CONSENT)]
    name: SignedName
    drawn: Annotated[Strokes, Drawing(40_000)] = ()


class Approval(Read, Proof):
    """A name under the text, and the code where one is asked for."""

    name: SignedName


class OnPaper(Approval):
    """Who has signed on paper, and the scan of it."""

    party: Uuid = ""
    scan: Uuid = ""


class Refused(Read, Reasoned):
    """Why the text is not signed."""

    text: Reason


def freeze(act: Act, _form: Form) -> Done:
    """Fix the text for signing: all of it is there, everybody can be reached, no wish is open."""
    version = versions.open_version(act.thread)
    facts = replace(snapshot.facts(act.thread), parties=snapshot.sides(act.thread))
    found = [f for f in readiness(facts, act.today) if f.level is Level.ERROR]
    if found:
        more = {"findings": [{"path": f.path, "message": f.message} for f in found]}
        raise Changed(_NOT_READY, more=more)
    if act.thread.in_force and not versions.differs(act.thread, version):
        raise Changed(_NO_CHANGE)
    act.record(version=version)
    wait_for_signatures(act)
    ask_next(act)
    return act.done(_FIXED, "sign")


def sign(act: Act, form: Signing) -> Done:
    """Sign the version that was read. A repeat of the same signature changes nothing."""
    is_last = _put_under(act, form, "drawn" if form.drawn else "typed", drawn=form.drawn)
    return act.done(_ALL_SIGNED if is_last else _SIGNED, "receipt")


def approve(act: Act, form: Approval) -> Done:
    """Approve what all have signed, where a county, a chamber or a head has to."""
    _put_under(act, form, "approval")
    return act.done(_APPROVED, "receipt")


def _put_under(act: Act, form: Signing | Approval, kind: str, *, drawn: Strokes = ()) -> bool:
    """Put a signature under the version that was read, and send its receipt; whether it was the last one."""
    version, party = version_read(act, form), _signer(act)
    _require_turn(act, version, party)
    signers.require_one_side(act, party)
    signers.require_learner_here(act)
    method = proofs.require(act, party, form)
    signature = _keep(act, version, party, kind=kind, method=method, name=form.name)
    told = {"drawing": act.sealed(drawn, about=f"drawing/{signature.uuid}")} if drawn else {}
    event, is_last = _recorded(act, version, signature, told)
    _receipt(act, party, signature, event)
    return is_last


def decline(act: Act, form: Refused) -> Done:
    """Say no, with a reason. It is no end: the text is open again for everybody."""
    version, _party = version_read(act, form), _signer(act)
    offered = [reason.id for reason in act.thread.definition.reasons_for(Purpose.DECLINE)]
    code = reason_code(form, offered) if offered else ""
    text = act.sealed(form.text, about="reason")
    act.record(version=version, data={"reason": code, "text": text})
    mail.post_all(Letter.DECLINED, act.thread, but=act.party)
    return act.done(_DECLINED)


def unfreeze(act: Act, form: WithReason) -> Done:
    """Open the text again. Who signed is told that the signature is void."""
    version = versions.open_version(act.thread)
    act.record(version=version, data={"text": act.sealed(form.text, about="reason")})
    mail.post_all(Letter.REOPENED, act.thread, but=act.party)
    return act.done(_OPEN_AGAIN)


def record_offline(act: Act, form: OnPaper) -> Done:
    """Record a signature on paper: the school attests it with the scan, and it is shown as such."""
    version = version_read(act, form)
    party = act.thread.party_by_uuid(form.party)
    signing = [p.uuid for p in signing_order.signers(snapshot.facts(act.thread))]
    if party is None or party.uuid not in signing:
        raise NotFound(scans.NEEDED)
    _require_turn(act, version, party)
    signers.require_learner_here(act)
    scan = scans.require_scan(version, form.scan)
    proofs.require(act, _signer(act), form, always=True)
    signature = _keep(act, version, party, kind="offline", method="offline", name=form.name, scan=scan)
    told = {
        "scan": scan.sha256,
        "party": party.uuid,
        "role": party.role,
        "attested_by": act.sealed(full_name(act.thread.account(act.user_id)), about="person"),
    }
    _event, last = _recorded(act, version, signature, told)
    of = {"signature": signature.uuid}
    mail.post(Letter.RECEIPT, act.thread, party, once_key=f"receipt {signature.uuid}", of=of)
    return act.done(_ALL_SIGNED if last else _SIGNED, "sign")


def _require_turn(act: Act, version: Version, party: Party) -> None:
    if any(signature.party_id == party.id for signature in act.thread.signatures_of(version)):
        raise Changed(_SIGNED_BEFORE)
    if party.uuid not in snapshot.people_whose_turn(act.thread):
        raise Changed(_NOT_TURN)


def _recorded(
    act: Act, version: Version, signature: Signature, more: dict[str, Any] | None = None
) -> tuple[HistoryEvent, bool]:
    """Add a signature to the chain; with the last one the version is in force. Answers the link, and whether it is."""
    act.thread.signatures.append(signature)
    last = signing_order.is_complete(snapshot.facts(act.thread))
    if last and act.event is not Event.APPROVE:
        act.follows("last_signature")
    told: dict[str, Any] = {
        "signature": signature.uuid,
        "kind": signature.kind,
        "consent": signature.consent_sha256,
        "method": signature.method,
        "name": signature.name,
        **(more or {}),
    }
    recorded = act.record(version=version, data=told)
    if not last:
        wait_for_signatures(act)
        if act.thread.definition.in_order or not signing_order.missing_signatures(snapshot.facts(act.thread)):
            ask_next(act)  # all others were asked when the text was fixed
    return recorded, last


def wait_for_signatures(act: Act) -> None:
    """As many days as the template gives, from today on."""
    act.thread.row.expires_on = act.today + timedelta(days=act.thread.definition.sign_days)


def _receipt(act: Act, party: Party, signature: Signature, event: HistoryEvent) -> None:
    mail.post(
        Letter.RECEIPT,
        act.thread,
        party,
        user_id=act.user_id,
        once_key=f"receipt {event.hash[:40]}",
        of={"signature": signature.uuid},
    )


def version_read(act: Act, form: Read) -> Version:
    """The fixed version, if it is the one that the person had before their eyes. Raises ``Changed``."""
    version = act.thread.open_version
    if version is None or version.state != VersionState.FROZEN:
        raise Changed(_STALE)
    if str(version.number) != form.version or version.sha256 != form.sha256:
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
    consent = versions.consent_of(act.thread, act.requester.language)
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
        address=act.requester.address if scan is None else "",
        agent=act.requester.agent if scan is None else "",
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
