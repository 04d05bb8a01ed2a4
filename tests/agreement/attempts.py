"""What each act sends when the page of that person would offer it: complete and right, so that only the right to it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tests.agreement.driving import Story
from tests.agreement.everyone import PARTIES, WHY, codes, scan
from workmentor_xblocks.agreement.actions.acts import act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records.attached_tables import StoredFile
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.forms.merge import digest

Data = dict[str, Any]


@dataclass
class Attempts:
    """One agreement at one of its stages, and the people who try everything with it; nothing is ever done for good."""

    story: Story
    people: Mapping[str, Requester]

    def __post_init__(self) -> None:
        self.codes = codes(self.story, self.people)
        self.scan: StoredFile = scan(self.story)

    def attempt(self, name: str, what: str) -> str:
        """What comes of it: "" when it was done (and is undone again), else "status code"."""
        data = self.data(name, what)
        with transaction.atomic():
            try:
                act(what, self.people[name], self.story.uuid, data)
            except Refusal as refusal:
                return f"{refusal.status} {refusal.message.code}"
            transaction.set_rollback(True)
        return ""

    def data(self, name: str, what: str) -> Data:
        """The form of an act, filled in."""
        make = getattr(self, f"_{what}", None)
        return make(name) if make else {}

    def _fixed(self, name: str) -> Data:
        version = self.story.thread.open_version or self.story.thread.latest
        read = {"version": str(version.number), "sha256": version.sha256}
        return {**read, "consent": "on", "name": "Anybody", "code": self.codes.get(name, "")}

    _sign = _approve = _fixed

    def _decline(self, name: str) -> Data:
        return {**self._fixed(name), "reason": "dates", "text": WHY, "code": ""}

    def _record_offline(self, name: str) -> Data:
        party = self.story.thread.party("guardian")
        assert party is not None
        return {**self._fixed(name), "party": party.uuid, "scan": self.scan.uuid}

    def _edit(self, name: str) -> Data:
        """Everybody writes what is theirs to write; who owns nothing tries the tasks."""
        own = {"learner": "wishes", "school": "rhythm"}.get(PARTIES.get(name, ""), "tasks")
        return {
            f"f-{own}": "Something new.",
            f"r-{own}": digest(self.story.thread.values().get(own, "")),
        }

    def _comment(self, _name: str) -> Data:
        return {"path": "hours", "text": WHY}

    def _settle(self, _name: str) -> Data:
        found = [remark for remark in self.story.thread.comments if remark.resolved_at is None]
        return {"comment": found[-1].uuid if found else "0" * 32}

    def _name_person(self, _name: str) -> Data:
        return {"party": "mentor", "position": "Foreman"}

    def _invite(self, _name: str) -> Data:
        return {"party": "guardian"}

    def _replace(self, _name: str) -> Data:
        return {"party": "deputy_mentor", "name": "Somebody", "email": "somebody@example.org"}

    def _correct_contact(self, name: str) -> Data:
        return {"party": PARTIES.get(name, "employer"), "phone": "+371 2000 0001"}

    def _add_member(self, _name: str) -> Data:
        return {"account": "aad"}

    def _unlock_code(self, _name: str) -> Data:
        party = self.story.thread.party("guardian")
        return {"party": party.uuid if party else ""}

    def _accept(self, _name: str) -> Data:
        party = self.story.thread.party("employer")
        assert party is not None
        return {"party": party.uuid}

    def _unfreeze(self, _name: str) -> Data:
        return {"text": WHY}

    _withdraw = _close_review = _cancel = _unfreeze

    def _submit_part(self, name: str) -> Data:
        field = {"school": "school_view", "learner": "own_voice"}.get(PARTIES.get(name, ""), "seen")
        return {f"f-{field}": "As it was.", "send": "1"}

    def _acknowledge(self, _name: str) -> Data:
        return {"decision": "agree"}

    def _propose(self, _name: str) -> Data:
        return {"reason": "hours", "text": WHY}

    def _notice(self, _name: str) -> Data:
        return {"f-emergency": "112", "r-emergency": digest("+371 2000 0000")}

    def _object(self, _name: str) -> Data:
        notices = self.story.thread.notices
        return {"notice": notices[-1].uuid if notices else "0" * 32, "text": WHY}

    def _suspend(self, _name: str) -> Data:
        return {"on": self._day, "text": WHY}

    def _resume(self, _name: str) -> Data:
        return {"on": self._day}

    def _propose_termination(self, _name: str) -> Data:
        return {"reason": "moved", "on": self._day, "text": WHY}

    _terminate = _propose_termination

    def _complete(self, _name: str) -> Data:
        return {"f-hours_done": "700", "text": WHY}

    @property
    def _day(self) -> str:
        return str(self.story.row.starts_on)
