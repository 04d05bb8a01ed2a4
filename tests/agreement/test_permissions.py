"""Who may do what: every act at every stage, tried by everybody with a form that is complete and right.

What is not said here to be allowed is refused as the lifecycle says, and leaves not one row changed.
"""

from __future__ import annotations

import json
from itertools import product
from types import SimpleNamespace

import pytest
from django.db import transaction

from tests.agreement.attempts import Attempts
from tests.agreement.driving import Story, begin
from tests.agreement.everyone import PARTIES, STAGES, everyone, persons
from tests.agreement.small import small
from tests.agreement.visiting import delivered, letter_to, link_in, token_of
from tests.cast import COURSE_KEY, EGLE_AT_WORK, GRETA, IVAR, Course, crowd, recorded
from tests.doors import Browser
from tests.soak import cases
from workmentor_xblocks.agreement.actions.acts import ACTS
from workmentor_xblocks.agreement.records.attached_tables import GuestKey
from workmentor_xblocks.agreement.records.tables import Agreement, Opening, PartyMember
from workmentor_xblocks.agreement.rules import lifecycle, transitions
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.agreement.rules.transitions import Verdict
from workmentor_xblocks.core.records.allowance import Asked

pytestmark = pytest.mark.thorough

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
    "unlock_code": SCHOOL,
    "cancel": SCHOOL,
}
_SIGNING = {
    "correct_contact": ALL,
    "add_member": SCHOOL,
    "unlock_code": SCHOOL,
    "send_code": ALL,
    "decline": ALL,
    "unfreeze": SCHOOL,
}
_HELD = {
    "correct_contact": ALL,
    "add_member": SCHOOL,
    "unlock_code": SCHOOL,
    "propose_termination": ALL,
    "terminate": SCHOOL,
}
_ACTIVE = {**_HELD, "open_review": SCHOOL, "complete": SCHOOL, "notice": "tomas tove egle"}

# Marta is who is named here, and she has come: only she and the school say who she is (test_may.py, test_becoming.py).
MAY = {
    "draft": {**_TALKING, "edit": "liga tomas tove marta", "name_person": "tomas tove marta"},
    "negotiating": {
        **_TALKING,
        "edit": "liga tomas tove egle marta",
        "name_person": "tomas tove marta",
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
        "name_person": "tomas tove marta",
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
    "draft": {"edit", "invite", "cancel", "add_member", "unlock_code"},
    "negotiating": {"invite", "cancel", "add_member", "unlock_code"},
    "signing": {"cancel", "add_member", "unlock_code"},
    "active": {"add_member", "unlock_code"},
}
EVENTS = {
    "settle": Event.COMMENT,
    "name_person": Event.EDIT,
    "replace": Event.REPLACE_PARTY,
    "add_member": Event.CORRECT_CONTACT,
    "unlock_code": Event.CORRECT_CONTACT,
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
    found = {transitions.verdict(*story_state, event, role) for role in roles}
    return next(v for v in (Verdict.ALLOWED, Verdict.NOT_NOW, Verdict.NEVER) if v in found)


def has_turn(nth: int, person: int) -> bool:
    """Whether somebody who may not tries this one here: each of them tries each act at every fourth stage.

    Who may always tries, and ``make soak`` tries all; what the lifecycle says to each cell is in test_lifecycle.py.
    """
    return (nth + person) % cases(4, soak=1) == 0


@pytest.mark.soak
@pytest.mark.parametrize(
    ("stage", "apart"), [*((stage, False) for stage in STAGES), *((stage, True) for stage in STAFF_MAY)]
)
@pytest.mark.shows(
    "agreement step 3",
    "agreement step 5",
    "agreement step 11",
    "agreement step 21",
    "agreement step 22",
    "agreement step 25",
    "agreement lesson 9",
    "agreement goal 1",
    "agreement promise 1",
)
def test_everybody_tries_everything(cast: SimpleNamespace, usage_key: str, stage: str, apart: bool) -> None:
    story = everyone(cast, usage_key, apart=apart)
    STAGES[stage](story)
    Asked.objects.all().delete()  # whoever writes to somebody again has waited a little
    other = begin(SimpleNamespace(liga=cast.bram, tove=cast.tove), usage_key, COURSE_KEY, small())
    people = persons(cast, story, other=other)
    attempts = Attempts(story, people)
    now = (story.thread.state, story.thread.amendment)
    before = recorded()

    may = {**ALWAYS, **MAY[stage]}
    turn = list(STAGES).index(stage)
    came = {
        what: {
            name: attempts.attempt(name, what)
            for number, name in enumerate(people)
            if name in may.get(what, "").split() or (apart and name == "tove") or has_turn(turn + nth, number)
        }
        for nth, what in enumerate(ACTS)
    }

    assert recorded() == before
    for what, answers in came.items():
        expected = set(may.get(what, "").split())
        if apart:
            expected = (expected - {"tove"}) | ({"tove"} if what in STAFF_MAY[stage] else set())
        assert {name for name, answer in answers.items() if not answer} == expected, (what, answers)
        for name in set(answers) - set(PARTIES):
            assert answers[name].startswith("403" if people[name].why_not else "404"), (
                what,
                name,
                answers[name],
            )
        for name in (set(answers) & set(PARTIES)) - expected - ({"tove"} if apart else set()):
            roles = {Actor(PARTIES[name])}
            status = int(answers[name][:3])
            assert status in (403, 404, 409), (what, name, answers[name])
            if what not in BESIDE:
                said = verdict(now, what, roles)
                told = {Verdict.NEVER: (403,), Verdict.NOT_NOW: (409,), Verdict.ALLOWED: (403, 404, 409)}
                assert status in told[said], (what, name, answers[name])


def test_whoever_may_not_tries_every_act_at_some_stages() -> None:
    for act, person in product(range(len(ACTS)), range(20)):
        assert sum(has_turn(stage + act, person) for stage in range(len(STAGES))) >= 3


@pytest.mark.shows("agreement lesson 9")
def test_every_act_and_every_stage_is_in_the_table() -> None:
    assert set(MAY) == set(STAGES)
    possible = {what for stage in MAY.values() for what, who in stage.items() if who} | set(ALWAYS)
    # Nobody may accept here, because everybody has come; who may is told in test_parties.py. Agreeing with a review
    # needs all parts of it: test_round.py. Nobody leaves here: test_leaving.py.
    assert set(ACTS) - possible == {"accept", "acknowledge", "attest_leaving"}


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


HANDLERS = ("act", "open", "list", "read", "history", "remarks", "begin", "board")
STUDIO = ("save_definition", "check_definition", "preview_part")
EVERYBODY = (
    "nobody",
    "olaf",
    "bram",
    "liga",
    "marta",
    "tomas",
    "tove",
    "aad",
    "runa",
    "tove as liga",
    "tove as any learner",
)
# What else they are answered is in the second table; whoever is in neither is refused with 403.
IN_THE_COURSE = {
    "liga": ("act", "open", "list", "read", "history", "remarks"),
    "marta": ("act", "open", "list", "read", "history", "remarks", "begin"),
    "tomas": ("act", "open", "list", "read", "history", "remarks", "begin", "board"),
    "tove": HANDLERS,
    "aad": HANDLERS,
    "bram": ("list", "begin"),
    "olaf": ("list",),
    "runa": ("list", "board"),  # figures without names
    "tove as liga": ("open", "list", "read", "history", "remarks"),
    "tove as any learner": ("list",),
}
NOT_THERE = {
    "olaf": ("act", "open", "history", "remarks"),
    "bram": ("act", "open", "read", "history", "remarks"),
    "runa": ("act", "open", "history", "remarks"),
    "tove as any learner": ("act", "open", "read", "history", "remarks"),
}


@pytest.fixture
def in_a_block(cast: SimpleNamespace, course: Course) -> Story:
    """Tomas is listed for the school, and the course team may act for it."""
    story = everyone(cast, course.agreement(small()))
    PartyMember.objects.filter(user_id=cast.tove.id).delete()
    STAGES["negotiating"](story)
    return story


def statuses(door: Browser, story: Story, learner: str) -> dict[str, int]:
    """What each handler answers, asked with what its form would send."""
    data = {
        "agreement": story.uuid,
        "act": "seen",
        "language": "en",
        "for": "other",
        "learner": learner,
        "definition": small().full(),
        "settings": {},
        "base": "",
        "part": "frame",
        "role": "",
    }
    return {
        handler: door.post(story.row.usage_key, handler, json.dumps(data).encode()).status
        for handler in (*HANDLERS, *STUDIO)
    }


@pytest.mark.parametrize("person", EVERYBODY)
def test_handlers_in_the_course(cast: SimpleNamespace, in_a_block: Story, person: str) -> None:
    (learner,) = crowd(1)
    found = statuses(Browser.of(cast, person), in_a_block, learner.username)
    expected = dict.fromkeys((*HANDLERS, *STUDIO), 403)
    expected |= dict.fromkeys(NOT_THERE.get(person, ()), 404)
    expected |= dict.fromkeys(IN_THE_COURSE.get(person, ()), 200)
    if person == "liga":
        expected["begin"] = 200  # the template lets a mentor begin, and the platform knows no mentors
    assert found == expected


@pytest.mark.parametrize("root", [Browser.STUDIO, Browser.PREVIEW])
@pytest.mark.parametrize("person", EVERYBODY)
def test_handlers_in_studio(cast: SimpleNamespace, in_a_block: Story, person: str, root: str) -> None:
    """No agreement is opened there, not even one's own; only authors write the template, and only in the editor."""
    (learner,) = crowd(1)
    before = recorded()
    found = statuses(Browser.of(cast, person, root=root), in_a_block, learner.username)
    expected = dict.fromkeys((*HANDLERS, *STUDIO), 403)
    if person == "aad" and root == Browser.STUDIO:
        expected |= {"check_definition": 200, "preview_part": 200, "save_definition": 409}  # no base named
    assert found == expected
    assert recorded() == before


def test_staff_of_a_course_see_no_agreement_of_another_one(
    cast: SimpleNamespace, in_a_block: Story, course: Course
) -> None:
    """The block is asked for an agreement that was made elsewhere."""
    Agreement.objects.filter(uuid=in_a_block.uuid).update(
        course_key="course-v1:Else+Where+1",
        usage_key="block-v1:Else+Where+1+type@workmentor_agreement+block@x",
    )
    found = statuses(Browser.of(cast, "tove"), Story(in_a_block.uuid, {}), "bram")
    here = Browser(cast.tove)
    block = course.agreement(small())
    for handler in ("open", "history", "remarks", "read", "act"):
        data = {"agreement": in_a_block.uuid, "act": "seen", "language": "en"}
        assert here.post(block, handler, json.dumps(data).encode()).status == 404
    assert set(found.values()) <= {403, 404}


# Whoever writes somebody down sees where to write to.
SEES_ADDRESSES = {
    "liga": {GRETA, EGLE_AT_WORK},
    "marta": {EGLE_AT_WORK},
    "mikael": set(),
    "tomas": {GRETA, EGLE_AT_WORK, IVAR},
}


class TestNoAnswerTellsOf:
    """Whatever comes back from whatever anybody sends."""

    READERS = ("marta", "mikael", "liga", "tomas")

    @pytest.fixture
    def secrets(self, in_a_block: Story) -> dict[str, str]:
        """What is only for one party: each by what it is."""
        in_a_block.does("learner", "comment", path="support", text="Dyslexia, for the school only.")
        in_a_block.does("school", "freeze")
        delivered()
        return {
            "the support needs": "Large print.",
            "the remark at them": "Dyslexia",
            "Egle's link": token_of(link_in(letter_to(EGLE_AT_WORK))),
            "Greta's link": token_of(link_in(letter_to(GRETA))),
            "a hash of a link": GuestKey.objects.values_list("sha256", flat=True)[0],
            "a code": in_a_block.code("employer")["code"],
            "a salt": Opening.objects.filter(about="support").values_list("salt", flat=True)[0],
        }

    @pytest.mark.soak
    @pytest.mark.parametrize("who", READERS)
    def test_what_is_another_party_s(
        self, cast: SimpleNamespace, in_a_block: Story, secrets: dict[str, str], who: str
    ) -> None:
        door = Browser(getattr(cast, who))
        usage_key = in_a_block.row.usage_key
        answers = [door.view(usage_key)]
        people = persons(cast, in_a_block, other=in_a_block)
        attempts = Attempts(in_a_block, people)
        # An act is answered with the whole page: each reader sends a half of them, all of them in make soak.
        acts = [
            what for nth, what in enumerate(ACTS) if (nth + self.READERS.index(who)) % cases(2, soak=1) == 0
        ]
        for handler in HANDLERS:
            for what in [*acts, "history"] if handler == "act" else [""]:
                with transaction.atomic():
                    data = {
                        **attempts.data(who, what),
                        "agreement": in_a_block.uuid,
                        "act": what,
                        "language": "en",
                    }
                    answers.append(door.post(usage_key, handler, json.dumps(data).encode()).raw)
                    transaction.set_rollback(True)
        answers.append(
            door.client.get(f"/workmentor/agreement/{in_a_block.uuid}/history.json").content.decode()
        )
        told = "".join(answers)
        sees = {"the support needs", "the remark at them"} if who in ("liga", "tomas") else set()
        exported = {"a salt"} if sees else set()  # with the value, so that it can be checked
        for what, secret in secrets.items():
            assert (secret in told) is (what in sees | exported), what

    def test_addresses_are_for_whom_they_concern(self, cast: SimpleNamespace, in_a_block: Story) -> None:
        for who, sees in SEES_ADDRESSES.items():
            page = Browser(getattr(cast, who)).view(in_a_block.row.usage_key)
            assert {one for one in (GRETA, EGLE_AT_WORK, IVAR) if one in page} == sees, who
