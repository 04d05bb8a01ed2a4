"""An agreement driven through its acts by the cast: what stories, races and budgets begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django.core import mail as django_mail
from django.utils import timezone

from tests.remembered import remembered
from workmentor_xblocks.agreement.actions import new_agreement as starting, new_agreement_form
from workmentor_xblocks.agreement.actions.acts import act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.records import keys, thread as threads
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.forms.inputs import parsed
from workmentor_xblocks.core.forms.merge import digest

TODAY = date(2026, 11, 20)


def small(**more: Any) -> Definition:
    """A template with one field of each class, three who sign, and the guardian of a minor."""
    return Definition.from_data(
        {
            "schema": 1,
            "language": "en",
            "starters": ["school", "mentor", "learner"],
            "consent": "I have read this and agree.",
            "sections": [
                {
                    "id": "frame",
                    "title": "Frame",
                    "fields": [
                        _field("start", "Start", "date", ["school"], required=True),
                        _field("end", "End", "date", ["school"], required=True),
                        _field("hours", "Hours a week", "number", ["employer", "school"]),
                        _field("tasks", "Tasks", "text", ["employer", "mentor"], required=True),
                        _field("outcomes", "Outcomes", "rows", ["school"], columns=["id", "text"]),
                        _field("rhythm", "Meetings", "line", ["mentor", "school"], change="notice"),
                        _field("emergency", "Emergency number", "line", ["employer"], change="contact"),
                        _field("wishes", "My goals", "text", ["learner"], change="notice"),
                        _field(
                            "support", "Support needs", "text", ["learner"], readers=["learner", "school"]
                        ),
                    ],
                    "clauses": [
                        {"id": "safe", "party": "learner", "text": "Follows the safety rules."},
                        {
                            "id": "hour",
                            "party": "employer",
                            "to": ["learner"],
                            "text": "Gives an hour a week.",
                        },
                        {"id": "visits", "party": "school", "text": "Visits every six weeks."},
                    ],
                }
            ],
            "signers": [
                {"role": "learner", "order": 1},
                {"role": "guardian", "when": "if_minor", "order": 1},
                {"role": "employer", "order": 2},
                {"role": "school", "order": 3},
                {"role": "approver", "when": "if_named", "order": 4},
            ],
            "reasons": [
                {"id": "dates", "purpose": "decline", "label": "Dates"},
                {"id": "hours", "purpose": "amend", "label": "Hours"},
                {"id": "moved", "purpose": "terminate", "means": "changed_company", "label": "Other company"},
                {"id": "left", "purpose": "terminate", "means": "left_training", "label": "Left"},
            ],
            "review_plan": [{"id": "first", "week": 1}, {"id": "every", "every": 8}, {"id": "end"}],
            "review_fields": [
                _field("own_voice", "How is it going?", "text", ["learner"]),
                _field("seen", "What I saw", "text", ["mentor", "employer"]),
                _field("school_view", "What the school says", "text", ["school"]),
            ],
            "completion_fields": [_field("hours_done", "Hours", "number", ["school"], required=True)],
            **more,
        }
    )


def _field(name: str, label: str, kind: str, owners: list[str], **more: Any) -> dict[str, Any]:
    columns = [{"id": column, "label": column} for column in more.pop("columns", [])]
    return {"id": name, "label": label, "kind": kind, "owners": owners, "columns": columns, **more}


@dataclass
class Story:
    """One agreement and the people who act in it; each call is an act as a page would send it."""

    uuid: str
    people: Mapping[str, Requester]

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
        party = self.thread.party(who) or next(p for p in self.thread.incoming if p.role == who)
        return Requester(None, party=party.uuid)

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

    def ready(self, **values: Any) -> Story:
        """Fill in what is required, name and invite the employer, and fix the text."""
        _make_ready(self, values)
        return self

    def signed(self) -> Story:
        """Everybody signs."""
        _sign_all(self)
        return self


@remembered
def _make_ready(story: Story, values: Mapping[str, Any]) -> None:
    start = timezone.localdate() + timedelta(days=30)
    dates = {"start": start.isoformat(), "end": (start + timedelta(days=180)).isoformat()}
    story.fills("school", **dates, **values)
    story.does("school", "name_person", party="employer", name="Egle Petrauskaite", organisation="Ohm & Co")
    employer = story.thread.party("employer")
    if employer is None or employer.asked_on is None:  # a second letter so soon would be refused
        story.does("school", "invite", party="employer", email="egle@ohm.example")
    story.fills("employer", tasks="Wiring under supervision.")
    story.does("school", "freeze")


@remembered
def _sign_all(story: Story) -> None:
    for who, name in (
        ("learner", "Liga Ozola"),
        ("employer", "Egle Petrauskaite"),
        ("school", "Tomas Horak"),
    ):
        story.signs(who, name)


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
