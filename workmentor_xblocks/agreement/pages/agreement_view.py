"""Everything that one page of an agreement is made of, gathered before a template is filled.

Each person is shown their own side: what they may read, what they may do now, what is new to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.actions.roles import is_coming, require_seeing
from workmentor_xblocks.agreement.content.definition import Definition, Field
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.records import snapshot
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import signing_order, waiting
from workmentor_xblocks.agreement.rules.facts import AgreementFacts
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.agreement.rules.may import is_theirs
from workmentor_xblocks.agreement.rules.transitions import may_now
from workmentor_xblocks.core.content.authored_html import authored_html
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.forms.field_page import Conflict, Speaking
from workmentor_xblocks.core.pages import addresses
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.pages.rendering import safe
from workmentor_xblocks.core.people.viewer import WhyNot

THING = "agreement"  # as forms call what they are about


@dataclass(frozen=True)
class Links:
    """Where the papers are and a scan goes to; "" where there is no such page."""

    pdf: str = ""
    history: str = ""
    verifier: str = ""
    scan: str = ""

    @classmethod
    def of(cls, agreement: str) -> Links:
        """For who has an account; the program that verifies is the same for all agreements."""
        return cls(**{one.name: _address(f"agreement_{one.name}", agreement) for one in fields(cls)})


def _address(name: str, agreement: str) -> str:
    return addresses.page(name, agreement) or addresses.page(name)


@dataclass(frozen=True)
class AgreementView:
    """One agreement before one person. ``typed`` is what a refused form held, so that nothing typed is lost."""

    thread: Thread
    requester: Requester
    roles: tuple[tuple[Actor, Party | None], ...]
    reading: Reading
    target: FormTarget
    today: date
    links: Links = Links()
    refusal: Refusal | None = None
    typed: Mapping[str, Any] = field(default_factory=dict)
    with_history: bool = False
    older: Mapping[str, str] = field(
        default_factory=dict
    )  # what came before, as somebody asks for it: see ``view``

    @classmethod
    def of(
        cls, requester: Requester, thread: Thread, target: FormTarget, language: str, **more: Any
    ) -> AgreementView:
        """What this person is shown today. Raises ``NotFound`` for who takes no part."""
        roles = tuple(require_seeing(thread, requester))
        reading = Reading.choose(thread.definition, languages_wanted=(language, thread.row.language))
        target = replace(target, thing=thread.row.uuid, name=THING)
        return cls(thread, requester, roles, reading, target, timezone.localdate(), **more)

    @property
    def has_history(self) -> bool:
        """Whether what happened stands there at once: a guest's page has to do without a script."""
        return self.with_history or self.target.is_guest

    @property
    def definition(self) -> Definition:
        """The template, as it was when this agreement was made."""
        return self.thread.definition

    @cached_property
    def facts(self) -> AgreementFacts:
        """The agreement as the rules see it."""
        return snapshot.facts(self.thread)

    @property
    def actor(self) -> Actor:
        """The role in which this person reads: the first of theirs."""
        return self.roles[0][0]

    @property
    def party(self) -> Party | None:
        """The party that this person is; None for course staff who take no part."""
        return next((party for _actor, party in self.roles if party is not None), None)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Every role of this person here."""
        return tuple(actor for actor, _party in self.roles)

    @property
    def may_write(self) -> bool:
        """Whether this person can change anything at all here."""
        return self.requester.why_not is None

    @cached_property
    def may(self) -> frozenset[Event]:
        """What this person could do as things stand."""
        if not self.may_write:
            return frozenset()
        return frozenset().union(*(self._may_as(actor, party) for actor, party in self.roles))

    def _may_as(self, actor: Actor, party: Party | None) -> set[Event]:
        now = may_now(self.thread.state, self.thread.amendment, actor)
        return {event for event in now if is_theirs(event, is_coming=is_coming(party))}

    def actors_for(self, event: Event) -> list[Actor]:
        """The roles of this person in which ``event`` could happen now."""
        return [a for a, party in self.roles if self.may_write and event in self._may_as(a, party)]

    def role_for(self, event: Event) -> Actor | None:
        """The first of them."""
        return next(iter(self.actors_for(event)), None)

    @property
    def is_school(self) -> bool:
        """Whether this person acts for the school."""
        return Actor.SCHOOL in self.actors

    def may_read(self, field: Field) -> bool:
        """Whether one of this person's roles sees a field. Course staff see what every party sees, under a mask too."""
        if self.requester.why_not is WhyNot.MASQUERADING and not self.definition.course_team_is_school:
            return not field.readers
        return any(field.is_read_by(actor) for actor in self.actors)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What the page is about: the text being worked on, else what holds today."""
        return (
            self.thread.values(self.thread.open_version)
            if self.thread.open_version
            else self.thread.values_today()
        )

    @cached_property
    def waits(self) -> tuple[waiting.Waiting, ...]:
        """For whom the agreement waits."""
        return waiting.waiting(self.facts, self.today)

    @cached_property
    def my_turns(self) -> tuple[Party, ...]:
        """The parties of this person that can sign now."""
        now = (
            {party.uuid for party in signing_order.whose_turn(self.facts)} if self.facts.is_signing else set()
        )
        return tuple(party for _actor, party in self.roles if party is not None and party.uuid in now)

    # Words of the template

    def words(self, path: str, source: str) -> str:
        """The template's words at a path, for this reader."""
        return self.reading.text(path, source)

    def html(self, path: str, source: str) -> str:
        """The same as safe HTML."""
        return self.markdown(self.words(path, source))

    @staticmethod
    def markdown(text: str) -> str:
        """An author's text as safe HTML."""
        return safe(authored_html(text)) if text.strip() else ""

    def speaking(self, head: str) -> Speaking:
        """In which words the fields of a section, or of one of the other lists, are told."""
        return Speaking(self.words, head, self.reading.language_of(head))

    def label(self, field_id: str) -> str:
        """How a field of the agreement is called."""
        known = self.definition.field_by_id.get(field_id)
        section = self.definition.section_of.get(field_id, "")
        return self.speaking(section).label(known) if known is not None else field_id

    def kept(self, act: str, name: str, **same: str) -> Any:
        """What a refused form of this act held in a field; "" for every other form."""
        if self.typed.get("act") != act or any(self.typed.get(key) != value for key, value in same.items()):
            return ""
        return self.typed.get(name, "")

    @property
    def conflicts(self) -> Mapping[str, Mapping[str, Any]]:
        """Fields that somebody else changed meanwhile, by id."""
        found = self.refusal.more.get("conflicts", []) if self.refusal else []
        return {conflict["field"]: conflict for conflict in found}

    def both_texts(self, conflict: Mapping[str, Any]) -> Conflict:
        """Both texts of a field that two parties changed at once."""
        field = self.definition.field_by_id[conflict["field"]]
        speaking = self.speaking(self.definition.section_of[field.id])
        return speaking.conflict(field, conflict)
