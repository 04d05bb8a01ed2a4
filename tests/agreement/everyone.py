"""An agreement in which every role is taken, at each of its stages, and everybody who might try something with it.

Tove's course team is the school here, and Tomas is listed as its contact. ``apart`` makes one in which the course team
is not the school: Tove then only helps to begin it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from tests.agreement.driving import Story
from tests.agreement.small import small
from tests.cast import COURSE_KEY, EGLE_AT_WORK, GRETA, IVAR
from tests.remembered import remembered
from workmentor_xblocks.agreement.actions import new_agreement as starting, timer
from workmentor_xblocks.agreement.actions.acts import act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.attached_tables import StoredFile
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.core.people.viewer import WhyNot

NAMES = {
    "learner": "Liga Ozola",
    "guardian": "Greta Mertens",
    "employer": "Egle Petrauskaite",
    "school": "Tomas Horak",
    "mentor": "Marta Lind",
    "deputy_mentor": "Mikael Berg",
    "approver": "Ivar Solberg",
}
WHY = "There is a good reason for it."


@remembered
def everyone(
    people: SimpleNamespace,
    usage_key: str,
    *,
    course_key: str = COURSE_KEY,
    apart: bool = False,
    minor: bool = True,
    **template: Any,
) -> Story:
    """A draft with somebody in each role, each of whom has come."""
    tove = Requester(people.tove.id, is_staff=True)
    definition = small(course_team_is_school=not apart, **template)
    plan = starting.Plan(
        people.liga.id,
        is_minor=minor,
        people={
            "school": {"organisation": "Riga Technical School", "name": NAMES["school"]},
            "mentor": {"name": NAMES["mentor"], "email": people.marta.email},
            "deputy_mentor": {"name": NAMES["deputy_mentor"], "email": people.mikael.email},
            "guardian": {"name": NAMES["guardian"], "email": GRETA},
            "employer": {"name": NAMES["employer"], "email": EGLE_AT_WORK, "organisation": "Ohm & Co"},
            "approver": {"name": NAMES["approver"], "email": IVAR},
        },
    )
    if apart:
        plan = replace(
            plan, people={**plan.people, "school": {**plan.people["school"], "email": people.tomas.email}}
        )
    ground = starting.Ground(usage_key, course_key, definition, "en")
    uuid = starting.start(tove, ground, plan).uuid
    story = Story(
        uuid,
        {
            "learner": Requester(people.liga.id),
            "school": Requester(people.tomas.id),
            "mentor": Requester(people.marta.id),
            "deputy_mentor": Requester(people.mikael.id),
        },
    )
    if not apart:
        act("add_member", tove, uuid, {"account": "tomas"})
    for role in ("mentor", "deputy_mentor", *(["school"] if apart else [])):
        party = story.thread.party(role)
        assert party is not None
        story.does(role, "accept", party=party.uuid)
    return story


# Its stages


@remembered
def negotiating(story: Story) -> None:
    for role in ("employer", "guardian", "approver"):
        story.does("school", "invite", party=role)
    day = timezone.localdate().replace(day=1)
    dates = {"start": day.replace(year=day.year + 1), "end": day.replace(year=day.year + 2)}
    story.fills("school", **{name: value.isoformat() for name, value in dates.items()}, hours="38")
    story.fills("employer", tasks="Wiring under supervision.", emergency="+371 2000 0000")
    story.fills("learner", wishes="The lift shaft.", support="Large print.")
    story.does("employer", "comment", path="hours", text="Thirty is enough.")


@remembered
def signing(story: Story) -> None:
    negotiating(story)
    story.does("school", "freeze")


@remembered
def approval(story: Story) -> None:
    signing(story)
    for role in ("learner", "guardian", "employer", "school"):
        story.signs(role, NAMES[role])


@remembered
def signed(story: Story) -> None:
    approval(story)
    approve(story)


def approve(story: Story) -> None:
    story.does(
        "approver",
        "approve",
        **story.version(),
        **story.code("approver"),
        name=NAMES["approver"],
        consent="on",
    )


@remembered
def active(story: Story) -> None:
    signed(story)
    start = story.row.starts_on
    assert start is not None
    _chore("begin", datetime(start.year, start.month, start.day, 12, tzinfo=UTC))


@remembered
def reviewed(story: Story) -> None:
    active(story)
    story.does("mentor", "notice", **{"f-rhythm": "Every Friday", "r-rhythm": ""})
    story.does("school", "open_review")
    story.does("learner", "submit_part", **{"f-own_voice": "More time at the board, please."}, send="1")


@remembered
def proposed(story: Story) -> None:
    active(story)
    story.does("employer", "propose", reason="hours", text=WHY)
    story.fills("employer", hours="30")
    story.does("learner", "comment", path="hours", text="Why?")


@remembered
def frozen(story: Story) -> None:
    proposed(story)
    story.does("school", "freeze")


@remembered
def suspended(story: Story) -> None:
    active(story)
    assert story.row.starts_on is not None
    story.does("school", "suspend", on=story.row.starts_on.isoformat(), text=WHY)


@remembered
def completed(story: Story) -> None:
    active(story)
    story.does("school", "complete", **{"f-hours_done": "700"}, text=WHY)


@remembered
def terminated(story: Story) -> None:
    signed(story)
    assert story.row.starts_on is not None
    story.does("school", "terminate", reason="moved", on=story.row.starts_on.isoformat())
    story.does("learner", "submit_part", **{"f-own_voice": "I go on elsewhere."}, send="1")


@remembered
def cancelled(story: Story) -> None:
    signing(story)
    story.does("school", "cancel", text=WHY)


@remembered
def expired(story: Story) -> None:
    signing(story)
    Agreement.objects.filter(uuid=story.uuid).update(expires_on="2001-01-01")
    _chore("expire", timezone.now())


def _chore(name: str, now: datetime) -> None:
    assert timer.run(next(chore for chore in timer.CHORES if chore.name == name), now) == 1


STAGES: Mapping[str, Callable[[Story], None]] = {
    "draft": lambda story: None,
    **{
        stage.__name__: stage
        for stage in (
            negotiating,
            signing,
            approval,
            signed,
            active,
            reviewed,
            proposed,
            frozen,
            suspended,
            completed,
            terminated,
            cancelled,
            expired,
        )
    },
}


# Who might try


def persons(people: SimpleNamespace, story: Story, *, other: Story) -> dict[str, Requester]:
    """Everybody who might send something, by a name that says who they are. ``other`` is another agreement."""
    far = User.objects.create(username="stine", email="stine@example.org")
    return {
        "liga": story.person("learner"),
        "tomas": story.person("school"),
        "tove": Requester(people.tove.id, is_staff=True),
        "egle": story.person("employer"),
        "marta": story.person("mentor"),
        "mikael": story.person("deputy_mentor"),
        "greta": story.person("guardian"),
        "ivar": story.person("approver"),
        "bram": Requester(people.bram.id),  # learner of another agreement
        "runa": Requester(people.runa.id),  # researcher
        "stine": Requester(far.id),  # trainer of another course
        "olaf": Requester(people.olaf.id, why_not=WhyNot.NOT_ENROLLED),
        "nobody": Requester(None, why_not=WhyNot.ANONYMOUS),
        "guest of another": other.person("employer"),
        "guest of nothing": Requester(None, party="0" * 32),
        "marta, who left the course": Requester(people.marta.id, why_not=WhyNot.NOT_ENROLLED),
        "tove as liga": Requester(people.liga.id, why_not=WhyNot.MASQUERADING),
        "tove as any learner": Requester(people.tove.id, why_not=WhyNot.MASQUERADING),
        "aad in the preview": Requester(people.aad.id, is_staff=True, why_not=WhyNot.STUDIO),
    }


PARTIES = {
    "liga": "learner",
    "tomas": "school",
    "tove": "school",
    "egle": "employer",
    "marta": "mentor",
    "mikael": "deputy_mentor",
    "greta": "guardian",
    "ivar": "approver",
}


def codes(story: Story, people: Mapping[str, Requester]) -> dict[str, str]:
    """The six digits that each of the parties was sent."""
    found = {}
    thread = story.thread
    for name, role in PARTIES.items():
        party = thread.party(role)
        assert party is not None
        requester = people[name]
        found[name] = keys.codes(thread.row, party, user_id=requester.user_id).make(timezone.now())
    return found


def scan(story: Story) -> StoredFile:
    """A scan that the school handed in for the text as it stands."""
    return StoredFile.objects.create(
        agreement=story.row,
        version=story.thread.open_version,
        kind="scan",
        name="workmentor/00/none",
        media_type="application/pdf",
        sha256=hashlib.sha256(b"%PDF-1.").hexdigest(),
        size=7,
        created_at=timezone.now(),
    )
