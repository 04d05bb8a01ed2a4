"""Signing: who has signed, whose turn it is, and the panel where somebody does it or says no.

What is signed is the whole text above, by its number and its hash; the words claim a simple electronic signature and
nothing more (eIDAS, article 3(10)).
"""

from __future__ import annotations

from typing import Any

from workmentor_xblocks.agreement.actions import acting as actings, proofs, scans, versions
from workmentor_xblocks.agreement.content.definition import ChangeClass, Purpose, Role
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.page import Shown
from workmentor_xblocks.agreement.records.sheets import Signature
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


def signing_context(shown: Shown) -> dict[str, Any]:
    """What ``signing.html`` is filled with; empty while there is nothing to sign and nothing signed."""
    version = shown.thread.open_version if shown.facts.is_signing else None
    told = version or shown.thread.in_force
    if told is None:
        return {}
    return {
        "version": told.number,
        "sha256": told.sha256,
        "fixed": version is not None,
        "people": _people(shown, told, is_open=version is not None),
        "panels": [_panel(shown, party, version) for party in shown.my_turns]
        if version and _may_sign(shown)
        else [],
        "later": bool(version) and _waits_for_others(shown),
        "unfreeze": _unfreeze(shown) if Event.UNFREEZE in shown.may else None,
        "offline": _offline(shown, version) if version and Event.RECORD_OFFLINE in shown.may else None,
        **_declines(shown, version),
    }


def _may_sign(shown: Shown) -> bool:
    return bool({Event.SIGN, Event.APPROVE} & shown.may)


def _waits_for_others(shown: Shown) -> bool:
    """True for who signs this text, has not, and comes after others."""
    missing = {party.uuid for party in signing_order.missing_signatures(shown.facts)}
    mine = {party.uuid for _actor, party in shown.roles if party is not None}
    return bool(missing & mine) and not shown.my_turns


def _people(shown: Shown, version: Version, *, is_open: bool) -> list[dict[str, Any]]:
    """Everybody who signs this version, with the signature or its empty place."""
    signed = {signature.party_id: signature for signature in shown.thread.signatures_of(version)}
    found = [_signed(shown, signature) for signature in signed.values()]
    if is_open:
        turn = {party.uuid for party in signing_order.whose_turn(shown.facts)}
        last = signing_order.approver(shown.facts)
        asked = [
            *signing_order.missing_signatures(shown.facts),
            *([last] if last and not last.signed_on else []),
        ]
        found += [_missing(party, party.uuid in turn) for party in asked]
    return found


def _signed(shown: Shown, signature: Signature) -> dict[str, Any]:
    name = shown.thread.value_of(signature.name)
    attested = actings.full_name(signature.attested_by) if signature.attested_by else ""
    return {
        "who": wording.who(signature.party),
        "name": name or gettext("(erased)"),
        "at": wording.moment(signature.at),
        "kind": gettext(_KINDS.get(signature.kind, signature.kind)),
        "method": gettext(_METHODS.get(signature.method, signature.method)),
        "attested": attested,
        "is_signed": True,
    }


def _missing(party: PartyFacts, is_turn: bool) -> dict[str, Any]:
    role = wording.role(party.role)
    return {"who": f"{party.name} ({role})" if party.name else role, "is_turn": is_turn, "is_signed": False}


def _panel(shown: Shown, party: Party, version: Version) -> dict[str, Any]:
    """The form in which one party signs or approves."""
    act = "approve" if party.role == Role.APPROVER else "sign"
    row = shown.thread.row
    return {
        "act": act,
        "role": party.role,
        "role_name": wording.role(party.role),
        "version": version.number,
        "sha256": version.sha256,
        "consent": versions.consent_of(shown.thread, shown.acting.language),
        # Kept with what was typed, but only for the very text that it was ticked for.
        "consented": shown.kept(act, "consent", version=str(version.number), sha256=version.sha256)
        in (True, "on"),
        "name": shown.kept(act, "name"),  # typed by who signs, so never filled in for them
        "needs_code": proofs.needs_code(shown.thread, shown.acting),
        "may_draw": shown.definition.drawn_signature and act == "sign",
        "binding": languages.name(row.language) if shown.reading.language != row.language else "",
    }


def _declines(shown: Shown, version: Version | None) -> dict[str, Any]:
    """The form that declines: beside the panels for who has not signed, in a part of its own for who has.

    Nobody is asked to say no in the same breath in which they say yes.
    """
    if version is None or Event.DECLINE not in shown.may or shown.party is None:
        return {}
    signed = {signature.party_id for signature in shown.thread.signatures_of(version)}
    has_signed = not shown.my_turns and any(
        party is not None and party.id in signed for _actor, party in shown.roles
    )
    form = _decline(shown, version, has_signed=has_signed)
    return {"second_thoughts" if has_signed else "decline": form}


def _decline(shown: Shown, version: Version, *, has_signed: bool) -> dict[str, Any]:
    role = shown.role_for(Event.DECLINE)
    return {
        "role": role.value if role else "",
        "version": version.number,
        "sha256": version.sha256,
        "reasons": reasons(shown, Purpose.DECLINE),
        "has_signed": has_signed,
        "is_amendment": shown.thread.in_force is not None,
    }


def reasons(shown: Shown, purpose: Purpose) -> list[tuple[str, str]]:
    """The reasons to choose from."""
    found = shown.definition.reasons_for(purpose)
    return [(reason.id, shown.words(f"reason/{reason.id}", reason.label) or reason.id) for reason in found]


def _unfreeze(shown: Shown) -> dict[str, Any]:
    signed = len(shown.thread.signatures_of(shown.thread.open_version))
    told = effect_of_change(
        ChangeClass.MATERIAL,
        in_force=shown.thread.in_force is not None,
        frozen=True,
        signatures=signed,
        signers=len(signing_order.signers(shown.facts)),
    )
    return {"effect": wording.sentence(told)}


def _offline(shown: Shown, version: Version) -> dict[str, Any] | None:
    """Recording a signature on paper: for whose turn it is, with a scan that was uploaded, proven by a code."""
    turn = {party.uuid for party in signing_order.whose_turn(shown.facts)}
    signers = {party.uuid for party in signing_order.signers(shown.facts)}
    people = [p for p in [*shown.thread.here, *shown.thread.incoming] if p.uuid in turn & signers]
    if not people or shown.door.is_guest:
        return None
    address = shown.door.links.get("scan", "")
    return {
        "people": [(party.uuid, wording.who(party)) for party in people],
        # One sheet may have been signed by two.
        "scans": [(scan.uuid, wording.moment(scan.created_at)) for scan in scans.of_version(version)],
        "upload": f"{address}?sha256={version.sha256}" if address else "",
        "version": version.number,
        "sha256": version.sha256,
    }
