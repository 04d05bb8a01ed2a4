"""Who may do what: every act at every stage, tried by everybody with a form that is complete and right.

What is not said here to be allowed is refused as the lifecycle says, and leaves not one row changed.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.agreement.attempts import Attempts
from tests.agreement.driving import begin, small
from tests.agreement.everyone import PARTIES, STAGES, everyone, persons
from tests.cast import COURSE_KEY, recorded
from workmentor_xblocks.agreement import lifecycle
from workmentor_xblocks.agreement.actions.table import ACTS
from workmentor_xblocks.agreement.lifecycle import Actor, Event, Verdict

ALL = "liga tomas tove egle marta mikael greta ivar"
SCHOOL = "tomas tove"
SIGNERS = "liga tomas tove egle greta"
ALWAYS = {"seen": ALL, "reminders": ALL, "not_me": ALL}

_TALKING = {
    "comment": ALL,
    "invite": "liga tomas tove",  # a mentor did not begin it here, and names the workplace only
    "replace": SCHOOL,
    "correct_contact": ALL,
    "add_member": SCHOOL,
    "cancel": SCHOOL,
}
_SIGNING = {
    "correct_contact": ALL,
    "add_member": SCHOOL,
    "send_code": ALL,
    "decline": ALL,
    "unfreeze": SCHOOL,
}
_HELD = {
    "correct_contact": ALL,
    "add_member": SCHOOL,
    "propose_termination": ALL,
    "terminate": SCHOOL,
}
_ACTIVE = {**_HELD, "open_review": SCHOOL, "complete": SCHOOL, "notice": "tomas tove egle"}

MAY = {
    "draft": {**_TALKING, "edit": "liga tomas tove marta", "name_person": "liga tomas tove marta"},
    "negotiating": {
        **_TALKING,
        "edit": "liga tomas tove egle marta",
        "name_person": "liga tomas tove egle marta",
        "settle": "tomas tove egle",
        "freeze": SCHOOL,
    },
    "signing": {**_SIGNING, "sign": SIGNERS, "record_offline": SCHOOL, "cancel": SCHOOL},
    "approval": {**_SIGNING, "approve": "ivar", "cancel": SCHOOL},
    "signed": {**_HELD, "propose": ALL, "notice": "tomas tove egle"},
    "active": {**_ACTIVE, "propose": ALL, "suspend": SCHOOL},
    "reviewed": {
        **_ACTIVE,
        "open_review": "",
        "complete": "",
        "propose": ALL,
        "suspend": SCHOOL,
        "object": ALL,
        "submit_part": "tomas tove egle marta",  # Liga has said her part
        "close_review": SCHOOL,
    },
    "proposed": {
        **_ACTIVE,
        "edit": "liga tomas tove egle marta",
        "comment": ALL,
        "settle": "liga tomas tove egle",
        "name_person": "liga tomas tove egle marta",
        "replace": SCHOOL,
        "freeze": SCHOOL,
        "withdraw": "tomas tove egle",
    },
    "frozen": {**_ACTIVE, **_SIGNING, "sign": SIGNERS, "record_offline": SCHOOL},
    "suspended": {**_HELD, "resume": SCHOOL},
    "completed": {},
    "terminated": {"submit_part": "tomas tove egle marta", "close_review": SCHOOL},
    "cancelled": {},
    "expired": {"reopen": SCHOOL},
}
# Where the course team is not the school, Tove helps to begin it and says who is.
STAFF_MAY = {
    "draft": {"edit", "name_person", "invite", "cancel", "add_member"},
    "negotiating": {"invite", "cancel", "add_member"},
    "signing": {"cancel", "add_member"},
    "active": {"add_member"},
}
EVENTS = {
    "settle": Event.COMMENT,
    "name_person": Event.EDIT,
    "replace": Event.REPLACE_PARTY,
    "add_member": Event.CORRECT_CONTACT,
    "propose": Event.PROPOSE_AMENDMENT,
    "withdraw": Event.WITHDRAW_AMENDMENT,
    "seen": Event.VIEW,
    "reminders": Event.VIEW,
    "not_me": Event.VIEW,
}
# These two are no events of the lifecycle: an account takes its place, and a code proves who signs.
BESIDE = ("accept", "send_code")


def verdict(
    story_state: tuple[lifecycle.State, lifecycle.Amendment], what: str, roles: set[Actor]
) -> Verdict:
    """What the lifecycle says to somebody in these roles."""
    event = EVENTS.get(what) or Event(what)
    found = {lifecycle.verdict(*story_state, event, role) for role in roles}
    return next(v for v in (Verdict.ALLOWED, Verdict.NOT_NOW, Verdict.NEVER) if v in found)


@pytest.mark.parametrize(
    ("stage", "apart"), [*((stage, False) for stage in STAGES), *((stage, True) for stage in STAFF_MAY)]
)
def test_everybody_tries_everything(cast: SimpleNamespace, usage_key: str, stage: str, apart: bool) -> None:
    story = everyone(cast, usage_key, apart=apart)
    STAGES[stage](story)
    other = begin(SimpleNamespace(liga=cast.bram, tove=cast.tove), usage_key, COURSE_KEY, small())
    people = persons(cast, story, other=other)
    attempts = Attempts(story, people)
    now = (story.thread.state, story.thread.amendment)
    before = recorded()

    came = {what: {name: attempts.attempt(name, what) for name in people} for what in ACTS}

    assert recorded() == before
    may = {**ALWAYS, **MAY[stage]}
    for what, answers in came.items():
        expected = set(may.get(what, "").split())
        if apart:
            expected = (expected - {"tove"}) | ({"tove"} if what in STAFF_MAY[stage] else set())
        assert {name for name, answer in answers.items() if not answer} == expected, (what, answers)
        for name in set(people) - set(PARTIES):
            assert answers[name].startswith("403" if people[name].why_not else "404"), (
                what,
                name,
                answers[name],
            )
        for name in set(PARTIES) - expected - ({"tove"} if apart else set()):
            roles = {Actor(PARTIES[name])}
            status = int(answers[name][:3])
            assert status in (403, 404, 409), (what, name, answers[name])
            if what not in BESIDE:
                said = verdict(now, what, roles)
                told = {Verdict.NEVER: (403,), Verdict.NOT_NOW: (409,), Verdict.ALLOWED: (403, 404, 409)}
                assert status in told[said], (what, name, answers[name])


def test_every_act_and_every_stage_is_in_the_table() -> None:
    assert set(MAY) == set(STAGES)
    possible = {what for stage in MAY.values() for what, who in stage.items() if who} | set(ALWAYS)
    # Nobody may accept here, because everybody has come; who may is told in test_parties.py. Agreeing with a review
    # needs all parts of it: test_round.py.
    assert set(ACTS) - possible == {"accept", "acknowledge"}


def test_whoever_has_two_roles_says_in_which_one_they_act(cast: SimpleNamespace, usage_key: str) -> None:
    """Marta is the employer's signatory too, as in a small company."""
    story = everyone(cast, usage_key)
    employer = story.thread.party("employer")
    assert employer is not None
    story.does("school", "name_person", party="employer", email=cast.marta.email)
    story.does("mentor", "accept", party=employer.uuid)
    STAGES["negotiating"](type(story)(story.uuid, {**story.people, "employer": story.person("mentor")}))
    story.does("school", "freeze")

    story.does("mentor", "sign", **story.version(), consent="on", name="Marta Lind", role="employer")

    assert [signature.party.role for signature in story.thread.signatures] == ["employer"]
