"""The signatures under a version: who signed, when and how they proved who they are; and a place for each who has not.

The words claim a simple electronic signature (eIDAS Art. 3(10)) and nothing more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workmentor_xblocks.agreement.output.papers.edition import SHORT_HASH
from workmentor_xblocks.agreement.output.papers.wording import Printing, role_name
from workmentor_xblocks.agreement.records import snapshot
from workmentor_xblocks.agreement.records.attached_tables import Signature
from workmentor_xblocks.agreement.rules import signing_order
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.printing.parts import (
    SMALL,
    STRONG,
    Markdown,
    Part,
    PenLine,
    Piece,
    Prose,
    Row,
    Tone,
    Words,
    joined,
    titled,
)


@dataclass(frozen=True)
class Signed:
    """A signature, or (with an empty ``at``) the place of one that is missing.

    ``note`` says what is special: signed on paper and attested by whom, or leaving with this change.
    """

    role: str
    name: str
    position: str = ""
    at: str = ""  # with the time zone
    kind: str = ""  # typed name, drawn name, on paper …
    note: str = ""
    version: int = 0
    sha256: str = ""  # of the version that was signed


def section(signed: tuple[Signed, ...], disclaimer: str = "") -> tuple[Part, ...]:
    """A line for each, with what is claimed for them and what is not."""
    if not signed:
        return ()
    said = _(
        "Each signature given on the screen is a simple electronic signature: the person's name, the time, and the "
        "fingerprint of the version that the person agreed to."
    )
    title, table = table_of(signed)
    claimed = Words(said, Tone(size=8.3, soft=True, after=4))
    return title, claimed, table, Prose(Markdown(disclaimer), Tone(size=8.3, soft=True, before=6))


def table_of(signed: Iterable[Signed]) -> tuple[Part, ...]:
    """The signatures one below the other, below their title; nothing where there are none."""
    rows = tuple(Row(one.role, _given(one) if one.at else _missing(one)) for one in signed)
    return titled(_("Signatures"), rows)


def _given(one: Signed) -> tuple[Piece, ...]:
    version = _("Version {number}").format(number=one.version) if one.version else ""
    how = joined(one.at, one.kind, version, one.sha256[:SHORT_HASH])
    return _who(one), Words(how, SMALL), Words(one.note, SMALL)


def _missing(one: Signed) -> tuple[Piece, ...]:
    place = Words(_("Signature on paper, place and day"), Tone(size=7.5, soft=True))
    return _who(one), Words(one.note or _("Not signed"), SMALL), PenLine(), place


def _who(one: Signed) -> Words:
    return Words(joined(one.name, one.position, by=", "), STRONG)


def of(printing: Printing) -> tuple[Signed, ...]:
    """Who signed, in the order in which they did, then who has not yet."""
    mine = [one for one in printing.thread.signatures if one.version_id == printing.version.id]
    return (*(_signature(printing, one) for one in mine), *_released(printing), *_awaited(printing))


def _signature(printing: Printing, one: Signature) -> Signed:
    kinds = {
        "typed": _("typed name"),
        "drawn": _("drawn name"),
        "offline": _("on paper"),
        "approval": _("approved"),
    }
    proofs = {
        "login": _("signed in to an account"),
        "login_and_code": _("signed in to an account, and a code by e-mail"),
        "link_and_code": _("a personal link and a code by e-mail"),
    }
    return Signed(
        role=role_name(one.party.role),
        name=str(printing.thread.value_of(one.name)),
        position=printing.person(one.party.uuid)["position"],
        at=printing.moment(one.at),
        kind=joined(kinds.get(one.kind, one.kind), proofs.get(one.method, ""), by="; "),
        note=joined(*_notes(printing, one), by=". "),
        version=one.version.number,
        sha256=one.version.sha256,
    )


def _notes(printing: Printing, one: Signature) -> Iterator[str]:
    if one.kind == "offline":
        said = _("The signed paper was scanned and attested by {name}")
        yield said.format(name=_attested_by(printing, one))
    if one.void_at is not None:
        yield _("Void: this version was put aside")
    if any(person["party"] == one.party.uuid for person in printing.leaving):
        yield _("Leaves with this change")


def _attested_by(printing: Printing, one: Signature) -> str:
    for _event, record in printing.history():
        sealed = record["data"].get("attested_by")
        if record["data"].get("signature") == one.uuid and isinstance(sealed, dict):
            return str(printing.thread.value_of(sealed["commitment"])) or "–"
    return "–"


def _released(printing: Printing) -> Iterator[Signed]:
    """Who left without signing, as the school attests it."""
    for event, record in printing.history():
        if event.kind != Event.ATTEST_LEAVING or record["version"] != printing.version.number:
            continue
        data = record["data"]
        person, by = printing.person(data["party"]), data.get("person") or {}
        said = _("Leaves without a signature, as {name} attested for the school on {moment}")
        name = str(printing.thread.value_of(by.get("commitment", ""))) or "–"
        note = said.format(name=name, moment=printing.moment(event.at))
        yield Signed(role_name(data["role"]), person["name"], person["position"], note=note)


def _awaited(printing: Printing) -> Iterator[Signed]:
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
        note = _("Leaves with this change; not signed") if leaves else ""
        yield Signed(role_name(party.role), person["name"], person["position"], note=note)
