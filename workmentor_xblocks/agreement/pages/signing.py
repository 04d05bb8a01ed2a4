"""Signing: who has signed, whose turn it is, and the panel where somebody does it or says no.

What is signed is the whole text above, by its number and its hash; the words claim a simple electronic signature and
nothing more (eIDAS, article 3(10)).
"""

from __future__ import annotations

from dataclasses import dataclass

from workmentor_xblocks.agreement.actions import proofs, requester as requesters, scans, versions
from workmentor_xblocks.agreement.content.definition import ChangeClass, Purpose, Role
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.records.attached_tables import Signature
from workmentor_xblocks.agreement.records.tables import Party, Version
from workmentor_xblocks.agreement.rules import signing_order
from workmentor_xblocks.agreement.rules.body import effect_of_change
from workmentor_xblocks.agreement.rules.facts import PartyFacts
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content import language as languages
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext

_KINDS = {
    "typed": _("typed name"),
    "drawn": _("typed and drawn name"),
    "approval": _("approval"),
    "offline": _("on paper, attested by the school with a scan"),
}
_METHODS = {
    "login": _("signed in with an account"),
    "login_and_code": _("signed in with an account, and with a code by e-mail"),
    "link_and_code": _("by a personal link, and with a code by e-mail"),
    "offline": _("on paper"),
}


# (id, words) of the reasons that a form offers.
Reasons = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Signer:
    """Who signs a version: with the signature, or with its empty place."""

    who: str
    is_signed: bool
    is_turn: bool = False
    name: str = ""
    at: str = ""
    kind: str = ""
    method: str = ""
    attested: str = ""


@dataclass(frozen=True)
class Panel:
    """The form in which one party signs or approves."""

    act: str
    role: str
    role_name: str
    version: int
    sha256: str
    consent: str
    consented: bool
    name: str
    needs_code: bool
    may_draw: bool
    binding: str


@dataclass(frozen=True)
class Decline:
    """The form that says no."""

    role: str
    version: int
    sha256: str
    reasons: Reasons
    has_signed: bool
    is_amendment: bool


@dataclass(frozen=True)
class Unfreeze:
    """The form that opens the text again, with what that means."""

    effect: str


@dataclass(frozen=True)
class Offline:
    """The form that records a signature on paper."""

    people: tuple[tuple[str, str], ...]
    scans: tuple[tuple[str, str], ...]
    upload: str
    version: int
    sha256: str


@dataclass(frozen=True)
class Signing:
    """What ``signing.html`` is filled with. ``later``: this person signs, and others come first."""

    version: int
    sha256: str
    fixed: bool
    people: tuple[Signer, ...]
    panels: tuple[Panel, ...]
    later: bool
    unfreeze: Unfreeze | None
    offline: Offline | None
    decline: Decline | None  # beside the panels, for who has not signed
    second_thoughts: Decline | None  # in a part of its own, for who has


def signing_page(view: AgreementView) -> Signing | None:
    """Who signed and who signs; None while there is nothing to sign and nothing signed."""
    version = view.thread.open_version if view.facts.is_signing else None
    told = version or view.thread.in_force
    if told is None:
        return None
    decline = _decline(view, version) if version else None
    has_signed = decline is not None and decline.has_signed
    return Signing(
        version=told.number,
        sha256=told.sha256,
        fixed=version is not None,
        people=_people(view, told, is_open=version is not None),
        panels=tuple(_panel(view, party, version) for party in view.my_turns)
        if version and _may_sign(view)
        else (),
        later=bool(version) and _waits_for_others(view),
        unfreeze=_unfreeze(view) if Event.UNFREEZE in view.may else None,
        offline=_offline(view, version) if version and Event.RECORD_OFFLINE in view.may else None,
        # Nobody is asked to say no in the same breath in which they say yes.
        decline=None if has_signed else decline,
        second_thoughts=decline if has_signed else None,
    )


def _may_sign(view: AgreementView) -> bool:
    return bool({Event.SIGN, Event.APPROVE} & view.may)


def _waits_for_others(view: AgreementView) -> bool:
    """True for who signs this text, has not, and comes after others."""
    missing = {party.uuid for party in signing_order.missing_signatures(view.facts)}
    mine = {party.uuid for _actor, party in view.roles if party is not None}
    return bool(missing & mine) and not view.my_turns


def _people(view: AgreementView, version: Version, *, is_open: bool) -> tuple[Signer, ...]:
    """Everybody who signs this version, with the signature or its empty place."""
    signed = {signature.party_id: signature for signature in view.thread.signatures_of(version)}
    found = [_signed(view, signature) for signature in signed.values()]
    if is_open:
        turn = {party.uuid for party in signing_order.whose_turn(view.facts)}
        last = signing_order.approver(view.facts)
        asked = [
            *signing_order.missing_signatures(view.facts),
            *([last] if last and not last.signed_on else []),
        ]
        found += [_missing(party, party.uuid in turn) for party in asked]
    return tuple(found)


def _signed(view: AgreementView, signature: Signature) -> Signer:
    name = view.thread.value_of(signature.name)
    attested = requesters.full_name(view.thread.account(signature.attested_by))
    return Signer(
        who=wording.who(signature.party),
        is_signed=True,
        name=name or gettext("(erased)"),
        at=wording.moment(signature.at),
        kind=gettext(_KINDS.get(signature.kind, signature.kind)),
        method=gettext(_METHODS.get(signature.method, signature.method)),
        attested=attested,
    )


def _missing(party: PartyFacts, is_turn: bool) -> Signer:
    role = wording.role(party.role)
    return Signer(f"{party.name} ({role})" if party.name else role, is_signed=False, is_turn=is_turn)


def _panel(view: AgreementView, party: Party, version: Version) -> Panel:
    act = "approve" if party.role == Role.APPROVER else "sign"
    row = view.thread.row
    return Panel(
        act=act,
        role=party.role,
        role_name=wording.role(party.role),
        version=version.number,
        sha256=version.sha256,
        consent=versions.consent_of(view.thread, view.requester.language),
        # Kept with what was typed, but only for the very text that it was ticked for.
        consented=view.kept(act, "consent", version=str(version.number), sha256=version.sha256)
        in (True, "on"),
        name=view.kept(act, "name"),  # typed by who signs, so never filled in for them
        needs_code=proofs.needs_code(view.thread, view.requester),
        may_draw=view.definition.drawn_signature and act == "sign",
        binding=languages.name(row.language) if view.reading.language != row.language else "",
    )


def _decline(view: AgreementView, version: Version) -> Decline | None:
    if Event.DECLINE not in view.may or view.party is None:
        return None
    signed = {signature.party_id for signature in view.thread.signatures_of(version)}
    role = view.role_for(Event.DECLINE)
    return Decline(
        role=role.value if role else "",
        version=version.number,
        sha256=version.sha256,
        reasons=reasons(view, Purpose.DECLINE),
        has_signed=not view.my_turns
        and any(party is not None and party.id in signed for _actor, party in view.roles),
        is_amendment=view.thread.in_force is not None,
    )


def reasons(view: AgreementView, purpose: Purpose) -> Reasons:
    """The reasons to choose from."""
    found = view.definition.reasons_for(purpose)
    return tuple((one.id, view.words(f"reason/{one.id}", one.label) or one.id) for one in found)


def _unfreeze(view: AgreementView) -> Unfreeze:
    signed = len(view.thread.signatures_of(view.thread.open_version))
    told = effect_of_change(
        ChangeClass.MATERIAL,
        in_force=view.thread.in_force is not None,
        frozen=True,
        signatures=signed,
        signers=len(signing_order.signers(view.facts)),
    )
    return Unfreeze(wording.sentence(told))


def _offline(view: AgreementView, version: Version) -> Offline | None:
    """Recording a signature on paper: for whose turn it is, with a scan that was uploaded, proven by a code."""
    turn = {party.uuid for party in signing_order.whose_turn(view.facts)}
    signers = {party.uuid for party in signing_order.signers(view.facts)}
    people = [p for p in [*view.thread.here, *view.thread.incoming] if p.uuid in turn & signers]
    if not people or view.target.is_guest:
        return None
    address = view.links.scan
    return Offline(
        people=tuple((party.uuid, wording.who(party)) for party in people),
        # One sheet may have been signed by two.
        scans=tuple((scan.uuid, wording.moment(scan.created_at)) for scan in scans.of_version(version)),
        upload=f"{address}?sha256={version.sha256}" if address else "",
        version=version.number,
        sha256=version.sha256,
    )
