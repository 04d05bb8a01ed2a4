"""One agreement with everything that belongs to it, each kind read once and only when asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import F

from workmentor_xblocks import host
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.records.attached_tables import (
    Comment,
    Completion,
    Notice,
    Review,
    Signature,
)
from workmentor_xblocks.agreement.records.tables import (
    Agreement,
    HistoryEvent,
    Opening,
    Party,
    PartyState,
    Version,
)
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, Event, State, VersionState
from workmentor_xblocks.core.content.typed_dates import as_date
from workmentor_xblocks.core.records import things
from workmentor_xblocks.host.protocols import Account

# Somebody whose account is gone keeps the place until another person takes it.
_HERE = (PartyState.NAMED, PartyState.INVITED, PartyState.JOINED, PartyState.RETIRED)
_BEFORE_ALL = (VersionState.WORKING, VersionState.FROZEN)


class Thread:
    """The thread of one agreement. ``row`` is locked when it came from ``locked``."""

    def __init__(self, row: Agreement) -> None:
        self.row = row

    def forget(self, *names: str) -> None:
        """Read these anew when they are asked for next; an act calls it for what it added to."""
        for name in names:
            self.__dict__.pop(name, None)

    @property
    def state(self) -> State:
        """How the agreement stands."""
        return State(self.row.state)

    @property
    def amendment(self) -> Amendment:
        """How a proposed change stands."""
        return Amendment(self.row.amendment)

    @cached_property
    def definition(self) -> Definition:
        """The template as it was when this agreement was made."""
        return Definition.parse(self.row.template.text)

    # People

    @cached_property
    def parties(self) -> list[Party]:
        """Everybody who ever took part, in the order in which they came."""
        found: dict[int, Party] = {}
        # One line of the answer for each of a school's people, so that they need no statement of their own.
        rows = self.row.parties.select_related("code_tries").annotate(member=F("members__user_id"))
        for line in rows.order_by("id", "members__id"):
            party = found.setdefault(line.id, line)
            listed = party.__dict__.setdefault("member_ids", [])
            if line.member is not None:
                listed.append(line.member)
        return list(found.values())

    @property
    def here(self) -> list[Party]:
        """Those who take part now, without who only comes with a proposed amendment."""
        return [party for party in self.parties if party.state in _HERE]

    @property
    def incoming(self) -> list[Party]:
        """Those who come with a proposed amendment."""
        return [party for party in self.parties if party.state == PartyState.INCOMING]

    def party(self, role: str) -> Party | None:
        """Who has a role now."""
        return next((party for party in self.here if party.role == role), None)

    def party_by_uuid(self, uuid: str) -> Party | None:
        """A party that takes part now or comes with an amendment."""
        return next((party for party in [*self.here, *self.incoming] if party.uuid == uuid), None)

    @cached_property
    def accounts(self) -> dict[int, Account]:
        """The accounts of those who take part now or come with an amendment, asked of the site at once."""
        people = [*self.here, *self.incoming]
        user_ids = {party.user_id for party in people if party.user_id is not None}
        user_ids.update(user_id for party in people if party.pk is not None for user_id in party.member_ids)
        return host.current().accounts(sorted(user_ids)) if user_ids else {}

    def account(self, user_id: int | None) -> Account | None:
        """An account, whether it takes part or not; None where there is none."""
        if user_id is None:
            return None
        if user_id not in self.accounts:
            self.accounts.update(host.current().accounts([user_id]))
        return self.accounts.get(user_id)

    @cached_property
    def released(self) -> set[str]:
        """The parties of which the school attests that they leave without signing the version that is open."""
        version = self.open_version
        if version is None or not self.incoming:
            return set()
        attested = (json.loads(event.record) for event in self.events if event.kind == Event.ATTEST_LEAVING)
        return {str(record["data"]["party"]) for record in attested if record["version"] == version.number}

    @cached_property
    def learner_is_enrolled(self) -> bool:
        """Whether the learner still takes the course; a learner without an account counts as present."""
        row = self.row
        return row.learner_id is None or host.current().is_enrolled(row.learner_id, row.course_key)

    # Versions

    @cached_property
    def versions(self) -> list[Version]:
        """All versions, oldest first."""
        return list(self.row.versions.order_by("number"))

    @property
    def latest(self) -> Version:
        """The newest version, whatever became of it."""
        return self.versions[-1]

    @property
    def in_force(self) -> Version | None:
        """The version that holds today."""
        return next((v for v in reversed(self.versions) if v.state == VersionState.IN_FORCE), None)

    @property
    def open_version(self) -> Version | None:
        """The version that is being worked on or signed."""
        return self.latest if self.latest.state in _BEFORE_ALL else None

    @property
    def shown(self) -> Version:
        """The version that a page is about: the one being worked on or signed, else the one in force, else the last."""
        return self.open_version or self.in_force or self.latest

    # Texts

    @cached_property
    def openings(self) -> dict[str, Opening]:
        """What stands behind each commitment."""
        return {opening.commitment: opening for opening in self.row.openings.all()}

    def value_of(self, commitment: str) -> Any:
        """The text behind a commitment; "" where it was erased."""
        found = self.openings.get(commitment)
        return found.value if found is not None and found.value is not None else ""

    def open_fields(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a body's fields, commitments opened."""
        return {
            name: self.value_of(kept["commitment"]) if isinstance(kept, dict) else kept
            for name, kept in fields.items()
        }

    def values(self, version: Version | None = None) -> dict[str, Any]:
        """What is filled in, by field id."""
        chosen = version or self.shown
        return self.open_fields((chosen.body or {}).get("fields", {}))

    @cached_property
    def notices(self) -> list[Notice]:
        """Changes that hold without a new version, oldest first."""
        return list(self.row.notices.order_by("id")) if self._may_have("notices") else []

    def values_today(self) -> dict[str, Any]:
        """What holds today: the version in force with the notices since."""
        version = self.in_force or self.shown
        values = self.values(version)
        for notice in self.notices:
            if version.in_force_at and notice.at >= version.in_force_at and notice.objected_at is None:
                values.update(self.open_fields(notice.fields))
        return {name: value for name, value in values.items() if value != ""}

    # What is beside the text

    def _may_have(self, kind: str) -> bool:
        """False when the query that brought the row has said that there is none (``queries.with_kinds``)."""
        return bool(getattr(self.row, f"has_{kind}", True))

    @cached_property
    def signatures(self) -> list[Signature]:
        """All signatures of all versions, oldest first."""
        if all(version.frozen_at is None for version in self.versions):
            return []
        found = Signature.objects.filter(version__agreement=self.row).order_by("id")
        return list(found.select_related("party", "version", "file"))

    def signatures_of(self, version: Version | None) -> list[Signature]:
        """The valid signatures of one version; a text that can still be changed has none."""
        if version is None or version.frozen_at is None:
            return []
        return [s for s in self.signatures if s.version_id == version.id and s.void_at is None]

    @cached_property
    def comments(self) -> list[Comment]:
        """All remarks, oldest first."""
        if not self._may_have("comments"):
            return []
        return list(self.row.comments.select_related("party").order_by("id"))

    @cached_property
    def reviews(self) -> list[Review]:
        """All reviews with their parts, oldest first."""
        if not self._may_have("reviews"):
            return []
        found = list(self.row.reviews.prefetch_related("parts").order_by("number"))
        known = {party.id: party for party in self.parties}
        for part in (part for review in found for part in review.parts.all()):
            part.party = known[part.party_id]
        return found

    @property
    def open_review(self) -> Review | None:
        """The review that is not closed yet."""
        return next((review for review in self.reviews if review.closed_at is None), None)

    @cached_property
    def completion(self) -> Completion | None:
        """The record of what was reached."""
        return Completion.objects.filter(agreement=self.row).first()

    @cached_property
    def events(self) -> list[HistoryEvent]:
        """The chain, oldest first."""
        return list(self.row.events.order_by("seq"))

    def date_of(self, field: str, values: Mapping[str, Any] | None = None) -> date | None:
        """A date that is filled in, or None."""
        found = (values if values is not None else self.values()).get(field)
        return as_date(found)


def find(uuid: str) -> Thread | None:
    """The agreement of that name, to read."""
    row = Agreement.objects.select_related("template").filter(uuid=uuid).first()
    return Thread(row) if row else None


def locked(uuid: str) -> Thread | None:
    """The agreement of that name, held until the surrounding transaction ends."""
    # The template is read apart: not every database can leave a joined row unlocked.
    row = things.locked(Agreement.objects.all(), uuid)
    return Thread(row) if row else None
