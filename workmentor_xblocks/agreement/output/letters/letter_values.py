"""What a letter can tell: the values of its slots, taken from the agreement and from what was recorded last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.output.letters import wording
from workmentor_xblocks.agreement.output.letters.readers import Reader
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.attached_tables import Notice, ReviewPart, Signature
from workmentor_xblocks.agreement.records.tables import Party, PartyState
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.facts import Decision
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content import days, plain_name
from workmentor_xblocks.core.content.translation import gettext, say
from workmentor_xblocks.core.content.typed_dates import as_date


@dataclass
class Telling:
    """One agreement as it is told to one reader, in the language that is active."""

    thread: Thread
    reader: Reader
    about: Mapping[str, Any] = field(default_factory=dict)  # the letter's row: ids and codes

    @cached_property
    def reading(self) -> Reading:
        """The template's words for this reader."""
        wishes = (self.reader.language, self.thread.row.language)
        return Reading.choose(self.thread.definition, languages_wanted=wishes)

    # Who and what it is about

    @property
    def short(self) -> str:
        """A name for the agreement that tells nothing of anybody."""
        return self.thread.row.uuid[:6]

    @property
    def learner(self) -> str:
        """The learner's name."""
        party = self.thread.party(Role.LEARNER)
        return plain_name.in_letters(party.name if party else "") or gettext(wording.UNKNOWN_LEARNER)

    @property
    def organisation(self) -> str:
        """The workplace."""
        return self.known_organisation or gettext(wording.UNKNOWN_WORKPLACE)

    @property
    def known_organisation(self) -> str:
        """The workplace by its name, "" before anybody wrote it down."""
        houses = (self.thread.party(role) for role in (Role.EMPLOYER, Role.MENTOR))
        found = next((house.organisation for house in houses if house and house.organisation), "")
        return plain_name.in_letters(found)

    @property
    def school_contact(self) -> str:
        """Whom of the school to ask, by name and school; "" before anybody is named."""
        school = self.thread.party(Role.SCHOOL)
        told = (school.name, school.organisation) if school else ()
        return ", ".join(filter(None, map(plain_name.in_letters, told)))

    @property
    def role(self) -> str:
        """The reader's part."""
        return role_name(self.reader.party.role)

    @property
    def has_come(self) -> bool:
        """Whether the reader has an account, or has come by the link before."""
        return not self.reader.is_guest or self.reader.party.state == PartyState.JOINED

    # What it tells of, and what was recorded

    @cached_property
    def now(self) -> datetime:
        """The moment of sending."""
        return timezone.now()

    @property
    def today(self) -> date:
        """The day of sending, where the institution is."""
        return timezone.localdate(self.now)

    def event(self, *kinds: Event) -> dict[str, Any]:
        """The event that this letter tells of; of a letter that does not name it, the newest of these kinds."""
        seq = self.about.get("seq")
        found = next((event for event in self.thread.events if event.seq == seq), None)
        if found is not None and found.kind in {kind.value for kind in kinds}:
            record: dict[str, Any] = json.loads(found.record)
            return record
        return self.last(*kinds)

    @property
    def version(self) -> int:
        """The number of the version that the letter tells of; 0 where it names none."""
        seq = self.about.get("seq")
        found = next((event for event in self.thread.events if event.seq == seq), None)
        return int(json.loads(found.record)["version"]) if found is not None else 0

    def since(self, *kinds: Event, about: str = "") -> list[dict[str, Any]]:
        """What happened of these kinds after the event that the letter tells of, oldest first."""
        wanted, seq = {kind.value for kind in kinds}, self.about.get("seq")
        if seq is None:
            return []
        later = (json.loads(e.record) for e in self.thread.events if e.seq > seq and e.kind in wanted)
        return [record for record in later if about in ("", record["data"].get("party"))]

    def party_of(self, event: Mapping[str, Any]) -> Party | None:
        """Whom an event is about, else who did it."""
        uuid = event.get("data", {}).get("party", event.get("party", ""))
        return next((party for party in self.thread.parties if party.uuid == uuid), None)

    @property
    def locked_party(self) -> Party | None:
        """Whose code was typed wrong: the reader's, or to the school somebody else's."""
        uuid = self.about.get("whose", self.reader.party.uuid)
        return self.thread.party_by_uuid(str(uuid))

    @property
    def notice(self) -> Notice | None:
        """The change without a new version that the letter tells of."""
        uuid = self.event(Event.NOTICE).get("data", {}).get("notice")
        return next((notice for notice in self.thread.notices if notice.uuid == uuid), None)

    def last(self, *kinds: Event, about: str = "") -> dict[str, Any]:
        """The newest event of these kinds (about a party, where one is named); {} when there is none."""
        wanted = {kind.value for kind in kinds}
        for event in reversed(self.thread.events):
            record: dict[str, Any] = json.loads(event.record) if event.kind in wanted else {}
            if record and about in ("", record["data"].get("party")):
                return record
        return {}

    def who(self, event: Mapping[str, Any]) -> str:
        """Who made an event happen: the person's name and part."""
        data, role = event.get("data", {}), role_name(str(event.get("actor", "")))
        party = next((p for p in self.thread.parties if p.uuid == event.get("party")), None)
        name = plain_name.in_letters(self.text(data.get("person")) or (party.name if party else ""))
        return f"{name} ({role})" if name and role else name or role or gettext(wording.UNKNOWN_PERSON)

    def text(self, sealed: Any) -> str:
        """The text behind a commitment in an event; "" where it was erased."""
        if isinstance(sealed, Mapping):
            sealed = sealed.get("commitment", "")
        return str(self.thread.value_of(sealed)) if isinstance(sealed, str) and sealed else ""

    def reason(self, event: Mapping[str, Any]) -> str:
        """The reason that was chosen, in words."""
        code = event.get("data", {}).get("reason", "")
        found = next((one for one in self.thread.definition.reasons if one.id == code), None)
        return self.reading.text(f"reason/{found.id}", found.label) if found else ""

    def fields(self, names: Iterable[str]) -> str:
        """The labels of the fields among these that the reader may see."""
        known = self.thread.definition.field_by_id
        seen = [
            known[name] for name in names if name in known and known[name].is_read_by(self.reader.party.role)
        ]
        section = self.thread.definition.section_of
        return ", ".join(self.reading.text(f"{section[f.id]}/{f.id}/label", f.label) or f.id for f in seen)

    # The reader's own

    @property
    def signature(self) -> Signature | None:
        """The reader's signature that the letter is about; of a letter that does not name it, the newest."""
        mine = [s for s in self.thread.signatures if s.party_id == self.reader.party.id]
        named = [s for s in mine if s.uuid == self.about.get("signature")]
        return next(reversed(named or mine), None)

    @property
    def part(self) -> ReviewPart | None:
        """The reader's part of the review that is open."""
        review = self.thread.open_review
        parts = review.parts.all() if review else ()
        return next((part for part in parts if part.party_id == self.reader.party.id), None)

    def flags_of_part(self) -> dict[str, bool]:
        """What the reader can do in the open review."""
        part = self.part
        waits = part is not None and part.submitted_at is None
        first = waits and part is not None and part.role == Role.LEARNER
        answer = part is not None and not waits and part.decision == Decision.NONE
        return {"first": first, "fill": waits and not first, "answer": answer}

    # Days and moments

    def day(self, value: date | str | None) -> str:
        """A day as people write it; "" for none."""
        found = as_date(value) if isinstance(value, str) else value
        return days.day(found)

    def code(self, at: datetime) -> str:
        """Six fresh digits."""
        return keys.codes(self.thread.row, self.reader.party, user_id=self.reader.user_id).make(at)


def role_name(role: str) -> str:
    """A part in words; "" for an unknown one."""
    return say(ROLE_NAMES[role]) if role in ROLE_NAMES else ""
