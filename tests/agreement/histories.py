"""Agreements that chance makes up, with honest histories: negotiated, declined, signed, amended, ended, erased.

``history(chance)`` is what an export holds. The names are the cast's, in the scripts in which such people write.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from workmentor_xblocks.agreement.content.definition import (
    Column,
    Definition,
    Field,
    Kind,
    Option,
    Role,
    Section,
    Signer,
)
from workmentor_xblocks.agreement.rules import body, seal
from workmentor_xblocks.agreement.rules.verify_agreement import FORMAT, body_hash, commitment

NAMES = [
    "Marta Ozola",
    "Līga Bērziņa",
    "Eglė Žukauskaitė",
    "Μάρθα",
    "Анна-Мария",
    "ليلى",
    "מרתה",
    "मार्था",
    "田中 花",
    "김민지",
]
SENTENCES = [
    "Tu tīri bremzes, un mentors skatās.",
    "Vi møtes hver mandag; «ærlig» og rolig.",
    "Καθαρίζει τα φρένα — μόνη της.",
    "Чистит тормоза и «ведёт» журнал.",
    "تنظف الفرامل مع المرشد.",
    "מנקה את הבלמים.",
    "ब्रेक साफ़ करती है।",
    "ブレーキを掃除する。",
    "브레이크를 닦는다.",
    'Say "stop" \\ then\ttell\nthe mentor 😀 \u2028\u007f.',
]

DEFINITION = Definition(
    sections=(
        Section(
            id="frame",
            title="Frame",
            fields=(
                Field(id="start", kind=Kind.DATE, label="Start", required=True),
                Field(id="end", kind=Kind.DATE, label="End"),
                Field(id="hours", kind=Kind.NUMBER, label="Hours", change="notice"),
                Field(id="night_work", kind=Kind.YES_NO, label="Night work"),
                Field(id="type", kind=Kind.CHOICE, label="Type", options=(Option(id="school"), Option(id="job"))),
            ),
        ),
        Section(
            id="work",
            title="Work",
            fields=(
                Field(id="place", kind=Kind.LINE, label="Place"),
                Field(id="phone", kind=Kind.LINE, label="Telephone", change="contact"),
                Field(id="tasks", kind=Kind.TEXT, label="Tasks"),
                Field(
                    id="outcomes",
                    kind=Kind.ROWS,
                    label="Outcomes",
                    columns=(Column(id="outcome"), Column(id="level")),
                ),
            ),
        ),
    ),
    signers=(Signer(role=Role.LEARNER), Signer(role=Role.EMPLOYER), Signer(role=Role.SCHOOL)),
)  # fmt: skip
TEMPLATE = DEFINITION.canonical()
TEMPLATE_HASH = hashlib.sha256(TEMPLATE.encode("utf-8")).hexdigest()


def some_value(chance: Random, field: Field) -> Any:
    """What somebody could fill in, now and then nothing."""
    if chance.random() < 0.1:
        return None
    makers: Mapping[str, Any] = {
        Kind.DATE: lambda: (
            f"20{chance.randint(20, 40)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        ),
        Kind.NUMBER: lambda: chance.choice([0, 38, chance.randint(0, 2**53 - 1)]),
        Kind.YES_NO: lambda: chance.random() < 0.5,
        Kind.CHOICE: lambda: chance.choice(["school", "job"]),
        Kind.LINE: lambda: chance.choice(NAMES),
        Kind.TEXT: lambda: " ".join(chance.choices(SENTENCES, k=chance.randint(1, 4))),
        Kind.ROWS: lambda: [
            {"outcome": chance.choice(SENTENCES), "level": chance.choice(["", "1", "Ⅱ"])}
            for _ in range(chance.randint(1, 3))
        ],
    }
    return seal.composed(makers[field.kind]())


def some_values(chance: Random) -> dict[str, Any]:
    """A whole form."""
    return {field.id: some_value(chance, field) for field in DEFINITION.fields}


class Making:
    """An agreement in the making; what it adds to its history is right."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.agreement = self.id()
        self.at = datetime(2026, 8, 3, 7, tzinfo=UTC)
        self.state = "draft"
        self.events: list[dict[str, Any]] = []
        self.versions: list[dict[str, Any]] = []
        self.signatures: list[dict[str, Any]] = []
        self.openings: dict[str, dict[str, Any]] = {}
        self.parties = {role: self.id() for role in ("learner", "employer", "school")}
        self.names = dict(zip(self.parties, chance.sample(NAMES, 3), strict=True))
        self.begin("original", {})
        self.tell("create", "school", data={"template": TEMPLATE_HASH, "language": "en"})

    def id(self) -> str:
        return self.chance.randbytes(16).hex()

    def sealed(self, value: Any) -> dict[str, str]:
        salt = self.chance.randbytes(32).hex()
        made = commitment(salt, seal.composed(value))
        self.openings[made] = {
            "commitment": made,
            "salt": salt,
            "value": seal.composed(value),
            "state": "open",
        }
        return {"commitment": made}

    def tell(
        self, kind: str, actor: str, *, data: Mapping[str, Any] | None = None, whole: bool = False
    ) -> None:
        self.at += timedelta(seconds=self.chance.randint(1, 90_000))
        version = self.versions[-1]
        self.events.append(
            seal.next_event(
                self.events[-1] if self.events else None,
                agreement=self.agreement,
                at=self.at,
                kind=kind,
                actor=actor,
                party=self.parties.get(actor, ""),
                state=self.state,
                version=0 if whole else version["number"],
                version_sha256="" if whole else version["sha256"] or body_hash(version["body"]),
                data=data,
            ).event
        )

    def begin(self, kind: str, fields: Mapping[str, Any]) -> None:
        fixed = [version["sha256"] for version in self.versions if version["sha256"]]
        text = body.canonical_body(
            DEFINITION,
            template=TEMPLATE_HASH,
            language="en",
            number=len(self.versions) + 1,
            previous=fixed[-1] if fixed else "",
            fields=fields,
        )
        self.versions.append(
            {"number": text["number"], "kind": kind, "state": "working", "sha256": "", "body": text}
        )

    def edit(self) -> None:
        text, change = self.versions[-1]["body"], {}
        for field in self.chance.sample(list(DEFINITION.fields), 3):
            value, before = some_value(self.chance, field), text["fields"].pop(field.id, None)
            after = value if value is None or body.stands_in_clear(field) else self.sealed(value)
            if after is not None:
                text["fields"][field.id] = after
            change[field.id] = [before, after]
        self.tell("edit", self.chance.choice(list(self.parties)), data={"fields": change})

    def talk(self) -> None:
        for _ in range(self.chance.randint(1, 4)):
            self.edit()
            if self.chance.random() < 0.4:
                text = self.sealed(self.chance.choice(SENTENCES))
                self.tell("comment", "learner", data={"comment": self.id(), "field": "tasks", "text": text})

    def freeze(self) -> None:
        version = self.versions[-1]
        version["body"]["parties"] = [
            {"party": uuid, "role": role, "name": self.sealed(self.names[role])}
            for role, uuid in self.parties.items()
        ]
        version.update(sha256=body_hash(version["body"]), state="frozen")
        self.tell("freeze", "school")

    def sign(self, role: str, *, last: bool) -> None:
        on_paper = self.chance.random() < 0.2
        uuid, name = self.id(), self.sealed(self.names[role])
        told: dict[str, Any] = {
            "signature": uuid,
            "kind": "offline" if on_paper else "typed",
            "method": "offline" if on_paper else self.chance.choice(["login", "link_and_code"]),
            "consent": self.chance.randbytes(32).hex(),
            "name": name["commitment"],
        }
        record = {**told, "uuid": uuid, "version": self.versions[-1]["number"], "void": False}
        record.update(sha256=self.versions[-1]["sha256"], party=self.parties[role], role=role)
        del record["signature"]
        if on_paper:
            told.update(party=self.parties[role], role=role)
        if last:
            told["in_force"] = True
        self.tell("record_offline" if on_paper else "sign", "school" if on_paper else role, data=told)
        self.signatures.append({**record, "at": self.events[-1]["at"]})
        if last:
            for version in self.versions:
                version["state"] = "superseded" if version["state"] == "in_force" else version["state"]
            self.versions[-1]["state"] = "in_force"

    def sign_all(self) -> None:
        roles = list(self.parties)
        for role in roles:
            self.sign(role, last=role == roles[-1])

    def put_aside(self, kind: str, *, again: bool) -> None:
        self.tell(kind, "school", data={"text": self.sealed(self.chance.choice(SENTENCES))})
        version = self.versions[-1]
        version["state"] = "abandoned"
        for signature in self.signatures:
            signature["void"] = signature["void"] or signature["version"] == version["number"]
        if again:
            self.begin(version["kind"], version["body"]["fields"])

    def signed(self) -> bool:
        """Negotiate until it is signed; False when it is given up on the way."""
        self.state = "negotiating"
        for _ in range(self.chance.randint(0, 2)):
            self.talk()
            self.freeze()
            for role in self.chance.sample(list(self.parties), self.chance.randint(0, 2)):
                self.sign(role, last=False)
            self.put_aside(self.chance.choice(["decline", "unfreeze"]), again=True)
        if self.chance.random() < 0.2 and len(self.events) > 1:
            return False
        self.talk()
        self.freeze()
        self.sign_all()
        self.state = "signed"
        return True

    def amended(self) -> None:
        held = next(version for version in self.versions if version["state"] == "in_force")
        self.begin("amendment", held["body"]["fields"])
        self.tell("propose_amendment", "employer", data={"reason": "period"})
        self.talk()
        if self.chance.random() < 0.2:
            self.put_aside("withdraw_amendment", again=False)
            return
        self.freeze()
        if self.chance.random() < 0.3:
            self.sign("learner", last=False)
            self.put_aside("decline", again=False)
            return
        if self.chance.random() < 0.3:
            self.put_aside("unfreeze", again=True)
            self.freeze()
        self.sign_all()

    def reviewed(self) -> None:
        told = {
            "review": self.id(),
            "fields": {"going": self.sealed(self.chance.choice(SENTENCES)), "hours": 38},
        }
        self.tell("submit_part", "learner", data=told, whole=True)
        self.tell("acknowledge", "school", data={"review": told["review"], "closed": True}, whole=True)

    def close(self, kind: str, state: str) -> None:
        self.tell(kind, "timer" if kind == "expire" else "school", data={"on": "2027-01-31"})
        if self.versions[-1]["state"] in ("working", "frozen"):
            self.versions[-1]["state"] = "abandoned"
            for signature in self.signatures:
                signature["void"] = signature["void"] or signature["version"] == self.versions[-1]["number"]
        self.state = state

    def retire(self, count: int) -> None:
        """A person goes: what was told of them is erased or replaced."""
        for made in self.chance.sample(list(self.openings), min(count, len(self.openings))):
            self.openings[made] = {
                "commitment": made,
                "salt": "",
                "value": None,
                "state": self.chance.choice(["redacted", "erased"]),
            }
        self.tell("party_retired", "platform", data={"party": self.parties["learner"]}, whole=True)

    def erase(self) -> None:
        """The years of keeping are over: only hashes, dates and counts are left."""
        self.state = "erased"
        self.tell("erase", "timer", whole=True)
        for version in self.versions:
            version["body"] = None
        told = json.dumps([self.events, self.signatures])
        self.openings = {
            made: {"commitment": made, "salt": "", "value": None, "state": "erased"}
            for made in self.openings
            if made in told
        }

    def exported(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "agreement": self.agreement,
            "template": {"text": TEMPLATE, "sha256": TEMPLATE_HASH},
            "versions": self.versions,
            "signatures": self.signatures,
            "openings": list(self.openings.values()),
            "events": self.events,
            "head": self.events[-1]["hash"],
        }


def history(chance: Random) -> dict[str, Any]:
    """A whole history, wherever the agreement stands."""
    made = Making(chance)
    if made.signed():
        made.tell("start", "timer", data={"on": "2026-09-01"})
        made.state = "active"
        for step in chance.choices([made.amended, made.reviewed], k=chance.randint(0, 3)):
            step()
        if chance.random() < 0.5:
            made.close(*chance.choice([("complete", "completed"), ("terminate", "terminated")]))
    elif chance.random() < 0.5:
        made.close(*chance.choice([("cancel", "cancelled"), ("expire", "expired")]))
    if chance.random() < 0.3:
        made.retire(chance.randint(1, 5))
    if made.state in ("completed", "terminated", "cancelled", "expired") and chance.random() < 0.2:
        made.erase()
    return made.exported()
