"""An agreement driven through its acts by the cast: what stories, races and budgets begin with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, Self

from django.core import mail as django_mail
from django.utils import timezone

from tests.agreement.small import small
from tests.agreement.telling import Telling
from tests.remembered import remembered
from workmentor_xblocks.agreement.actions import new_agreement as starting, new_agreement_form
from workmentor_xblocks.agreement.actions.acts import act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.pages.agreement_page import AgreementPage
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.records import keys, thread as threads
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.forms.inputs import parsed
from workmentor_xblocks.core.forms.merge import digest

TODAY = date(2026, 11, 20)


@dataclass
class Story(Telling):
    """One agreement and the people who act in it; each call is an act as a page would send it."""

    uuid: str
    people: Mapping[str, Requester]
    employer_at = "egle@ohm.example"

    @property
    def thread(self) -> Thread:
        """The agreement as it stands now."""
        found = threads.find(self.uuid)
        assert found is not None
        return found

    @property
    def row(self) -> Agreement:
        """Its row."""
        return self.thread.row

    def does(self, who: str, what: str, /, **data: Any) -> Done:
        """``who`` (a role) does an act."""
        return act(what, self.person(who), self.uuid, data)

    def person(self, who: str) -> Requester:
        """The person of a role: an account, or the guest of that party."""
        if who in self.people:
            return self.people[who]
        return Requester(None, party=self.place(who).uuid)

    def place(self, role: str) -> Party:
        """The place of a role, also of somebody who only comes with a proposed change."""
        thread = self.thread
        return thread.party(role) or next(party for party in thread.incoming if party.role == role)

    def fills(self, who: str, **values: Any) -> Done:
        """Fill in fields, having read what stands there."""
        thread = self.thread
        read = {f"r-{name}": digest(thread.values().get(name, "")) for name in values}
        return self.does(who, "edit", **{f"f-{name}": value for name, value in values.items()}, **read)

    def version(self) -> dict[str, str]:
        """What a person who has read the fixed text sends along."""
        version = self.thread.open_version
        assert version is not None
        return {"version": str(version.number), "sha256": version.sha256}

    def code(self, who: str) -> dict[str, str]:
        """The six digits that a guest was sent; none for an account."""
        requester = self.person(who)
        if not requester.is_guest:
            return {}
        thread = self.thread
        party = thread.party_by_uuid(requester.party)
        assert party is not None
        return {"code": keys.codes(thread.row, party, user_id=None).make(timezone.now())}

    def signs(self, who: str, name: str = "Somebody", **more: Any) -> Done:
        """Sign what was read."""
        data = {**self.version(), **self.code(who), "consent": "on", "name": name, **more}
        return self.does(who, "sign", **data)

    def is_asked(self, who: str) -> bool:
        """See ``Telling``."""
        party = self.thread.party(who)
        return party is not None and party.asked_on is not None  # a second letter so soon would be refused

    def history(self) -> dict[str, Any]:
        """See ``Telling``."""
        return history(self.thread)

    def ready(self, start: date | None = None, **values: Any) -> Self:
        """See ``Telling``."""
        _make_ready(self, start or timezone.localdate() + timedelta(days=30), values)
        return self

    def signed(self, **names: str) -> Self:
        """See ``Telling``."""
        _sign_all(self, {"school": "Tomas Horak", **names})
        return self


@remembered
def _make_ready(story: Story, start: date, values: Mapping[str, Any]) -> None:
    Telling.ready(story, start, **values)


@remembered
def _sign_all(story: Story, names: Mapping[str, str]) -> None:
    Telling.signed(story, **names)


@remembered
def begin(
    people: SimpleNamespace, usage_key: str, course_key: str, definition: Definition | None = None
) -> Story:
    """Tove, who is the school's, begins an agreement for Liga; the employer comes as a guest."""
    requester = {
        "learner": Requester(people.liga.id),
        "school": Requester(people.tove.id, is_staff=True),
    }
    ground = starting.Ground(usage_key, course_key, definition or small(), "en")
    done = starting.start(
        requester["school"],
        ground,
        starting.Plan(
            people.liga.id,
            people={"school": {"organisation": "Riga Technical School", "name": "Tove Nilsen"}},
        ),
    )
    return Story(done.uuid, requester)


def begun(requester: Requester, ground: starting.Ground, data: Mapping[str, Any], **more: Any) -> Done:
    """An agreement as the form on the block's page begins it."""
    return new_agreement_form.begin(requester, ground, parsed(new_agreement_form.Beginning, data), **more)


def letters() -> list[str]:
    """The subjects of what was sent so far."""
    return [message.subject for message in django_mail.outbox]


def page_for(*asked: Any, **more: Any) -> str:
    """The page of what an ``AgreementView`` is made of."""
    return AgreementPage(AgreementView.of(*asked, **more)).html()


def wrote(story: Story) -> list[dict[str, Any]]:
    """What each edit told the chain."""
    return [json.loads(e.record)["data"]["fields"] for e in story.thread.events if e.kind == "edit"]
