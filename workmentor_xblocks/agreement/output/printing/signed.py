"""The signatures under a version as they are printed, with how each person proved who they are; and the gaps."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from workmentor_xblocks.agreement.output.document import PrintedSignature
from workmentor_xblocks.agreement.output.printing.wording import Printing, role_name
from workmentor_xblocks.agreement.records import snapshot
from workmentor_xblocks.agreement.records.sheets import Signature
from workmentor_xblocks.agreement.records.tables import HistoryEvent
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import signing_order
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext

_KINDS: Mapping[str, str] = {
    "typed": _("typed name"),
    "drawn": _("drawn name"),
    "offline": _("on paper"),
    "approval": _("approved"),
}
_PROOFS: Mapping[str, str] = {
    "login": _("signed in to an account"),
    "login_and_code": _("signed in to an account, and a code by e-mail"),
    "link_and_code": _("a personal link and a code by e-mail"),
}
_ATTESTED = _("The signed paper was scanned and attested by {name}")
_LEAVES_UNSIGNED = _("Leaves with this change; not signed")
_RELEASED = _("Leaves without a signature, as {name} attested for the school on {moment}")
_LEAVES = _("Leaves with this change")
_VOID = _("Void: this version was put aside")


def signatures(printing: Printing) -> tuple[PrintedSignature, ...]:
    """Who signed, in the order in which they did, then who has not yet."""
    mine = [s for s in printing.thread.signatures if s.version_id == printing.version.id]
    return (*(_signature(printing, one) for one in mine), *_released(printing), *_missing(printing))


def _released(printing: Printing) -> Iterator[PrintedSignature]:
    """Who left without signing, as the school attests it."""
    for event, record in records(printing.thread):
        if event.kind != Event.ATTEST_LEAVING or record["version"] != printing.version.number:
            continue
        data = record["data"]
        person, by = printing.person(data["party"]), data.get("person") or {}
        name = str(printing.thread.value_of(by.get("commitment", ""))) or "–"
        note = gettext(_RELEASED).format(name=name, moment=printing.moment(event.at))
        yield PrintedSignature(role_name(data["role"]), person["name"], person["position"], note=note)


def records(thread: Thread) -> Iterator[tuple[HistoryEvent, dict[str, Any]]]:
    """The links of the chain with what they record."""
    return ((event, json.loads(event.record)) for event in thread.events)


def _signature(printing: Printing, one: Signature) -> PrintedSignature:
    kind = [gettext(_KINDS.get(one.kind, one.kind))]
    if one.method in _PROOFS:
        kind.append(gettext(_PROOFS[one.method]))
    return PrintedSignature(
        role=role_name(one.party.role),
        name=str(printing.thread.value_of(one.name)),
        position=printing.person(one.party.uuid)["position"],
        at=printing.moment(one.at),
        kind="; ".join(kind),
        note=_note(printing, one),
        version=one.version.number,
        sha256=one.version.sha256,
    )


def _note(printing: Printing, one: Signature) -> str:
    notes = []
    if one.kind == "offline":
        notes.append(gettext(_ATTESTED).format(name=_attested_by(printing.thread, one)))
    if one.void_at is not None:
        notes.append(gettext(_VOID))
    if any(person["party"] == one.party.uuid for person in printing.leaving):
        notes.append(gettext(_LEAVES))
    return ". ".join(notes)


def _attested_by(thread: Thread, one: Signature) -> str:
    for _event, record in records(thread):
        sealed = record["data"].get("attested_by")
        if record["data"].get("signature") == one.uuid and isinstance(sealed, dict):
            return str(thread.value_of(sealed["commitment"])) or "–"
    return "–"


def _missing(printing: Printing) -> Iterator[PrintedSignature]:
    """The places of those who sign and have not, while that can still change."""
    if printing.version != printing.thread.open_version:
        return
    facts = snapshot.facts(printing.thread)
    asked = [party for party in signing_order.signers(facts) if party.signed_on is None]
    last = signing_order.approver(facts)
    if last is not None and last.signed_on is None:
        asked.append(last)
    for party in asked:
        person = printing.person(party.uuid)
        leaves = any(one["party"] == party.uuid for one in printing.leaving)
        note = gettext(_LEAVES_UNSIGNED) if leaves else ""
        yield PrintedSignature(role_name(party.role), person["name"], person["position"], note=note)
