"""The short template, for placements of some weeks: few fields, complete, and signed from the first word to the paper."""

from __future__ import annotations

import io
from datetime import timedelta
from types import SimpleNamespace

import pypdf
import pytest
from django.test import Client
from django.utils import timezone

from tests.agreement.driving import Story
from tests.agreement.preset_texts import OFFERED, by_path
from tests.agreement.visiting import Visitor, code_in, delivered, letter_to, link_in
from tests.cast import COURSE_KEY, Course
from tests.doors import Browser
from workmentor_xblocks.agreement.actions import new_agreement as starting
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Definition, Purpose, Role, When
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.agreement.rules.verify_agreement import verify

EGLE = "egle@ohm.example"


def the_short_one() -> Definition:
    return OFFERED["placement_short"].definition


# What it holds


def test_it_is_short():
    template = the_short_one()
    assert len(list(template.fields)) <= 25
    assert len([*template.fields, *template.completion_fields]) <= 28
    assert len(template.review_fields) <= 4
    assert len(list(template.clauses)) <= 16
    assert len(list(template.fields)) * 3 < len(list(OFFERED["vet_default"].definition.fields))


def test_an_employer_on_a_phone_has_three_things_to_fill_in_and_the_learner_one():
    """What else is theirs is suggested, or the school may write it for them."""
    empty = [one for one in the_short_one().fields if one.required and not one.suggestion]
    assert [one.id for one in empty if set(one.owners) <= {Role.EMPLOYER, Role.MENTOR}] == [
        "work_contact", "allowed", "not_allowed",
    ]  # fmt: skip
    assert [one.id for one in empty if set(one.owners) <= {Role.LEARNER, Role.GUARDIAN}] == ["photos"]
    assert len([one for one in empty if Role.SCHOOL in one.owners]) == 13  # as docs/first-agreement.md says
    assert len([one for one in the_short_one().fields if one.suggestion and Role.SCHOOL in one.owners]) == 4


def test_all_are_asked_at_once_and_a_mentor_signs_who_is_named():
    template = the_short_one()
    assert not template.in_order
    assert {signer.role: signer.when for signer in template.signers} == {
        Role.LEARNER: When.ALWAYS,
        Role.GUARDIAN: When.IF_MINOR,
        Role.EMPLOYER: When.ALWAYS,
        Role.MENTOR: When.IF_NAMED,
        Role.SCHOOL: When.ALWAYS,
    }


def test_each_party_promises_something():
    assert {clause.party for clause in the_short_one().clauses} == {
        Role.LEARNER,
        Role.SCHOOL,
        Role.EMPLOYER,
        Role.MENTOR,
    }


def test_they_talk_in_the_first_week_halfway_and_at_the_end():
    assert [(step.week, step.every) for step in the_short_one().review_plan] == [(1, 0), (3, 0), (0, 0)]


def test_it_says_that_the_school_confirms_an_early_end_as_the_block_does():
    template = the_short_one()
    assert not template.one_side_may_end
    assert "The school confirms it" in template.field_by_id["grounds"].suggestion
    assert {reason.means for reason in template.reasons_for(Purpose.TERMINATE)} == {
        "changed_company",
        "left_training",
        "other",
    }


# From the first word to the paper


@pytest.fixture(params=["en", "nb", "nl"])
def story(request: pytest.FixtureRequest, cast: SimpleNamespace, course: Course) -> Story:
    """Tove begins it in the unit for Liga, in one of its languages; Egle comes by a link, Marta has an account."""
    usage_key = course.agreement(the_short_one())
    school = Requester(cast.tove.id, is_staff=True)
    plan = starting.Plan(
        cast.liga.id,
        people={
            "school": {"organisation": "Riga Technical School", "name": "Tove Nilsen"},
            "employer": {"organisation": "Ohm & Co", "name": "Egle Petrauskaite", "email": EGLE},
            "mentor": {"organisation": "Ohm & Co", "name": "Marta Lind", "email": cast.marta.email},
        },
    )
    ground = starting.Ground(usage_key, COURSE_KEY, the_short_one(), request.param)
    uuid = starting.start(school, ground, plan).uuid
    people = {"learner": Requester(cast.liga.id), "school": school, "mentor": Requester(cast.marta.id)}
    return Story(uuid, people)


def fill_in(story: Story) -> Visitor:
    """Everybody writes what is theirs; Egle does it on the page that her link opens."""
    day = timezone.localdate() + timedelta(days=14)
    story.fills(
        "school",
        teacher="Tove Nilsen, +371 2000 0001",
        programme="Electrical installation",
        start=day.isoformat(),
        end=(day + timedelta(days=27)).isoformat(),
        hours="35",
        daily_times="08:00 to 15:30, half an hour at noon",
        place="Brivibas iela 1, Riga",
        who_decides="The school",
        costs="No pay; the company lends boots and gloves.",
        insurance="Accidents and damage: the school, policy 7.",
        controller="Riga Technical School; a public task.",
        outside_contact="Labour inspectorate, 116",
    )
    rows = {"f-tasks-0-task": "Fit a socket", "f-tasks-0-outcome": "Prove that a circuit is dead"}
    story.does("school", "edit", **rows)
    for role in ("employer", "mentor"):
        story.does("school", "invite", party=role)
    marta = story.thread.party("mentor")
    assert marta is not None
    story.does("mentor", "accept", party=marta.uuid)
    story.does("learner", "edit", **{"f-photos": "none"})
    delivered()
    egle = Visitor().enters(link_in(letter_to(EGLE)))
    return egle.does(
        "edit",
        **{
            "f-work_contact": "Egle, +371 2000 0000",
            "f-allowed": "Carrying and sorting.",
            "f-not_allowed": "Live parts.",
        },
    )


@pytest.mark.shows("agreement promise 24")
def test_it_is_begun_filled_in_fixed_and_signed_by_all_and_each_has_the_paper(
    story: Story, cast: SimpleNamespace
) -> None:
    egle = fill_in(story)
    assert story.thread.values()["not_allowed"] == "Live parts."

    story.does("school", "freeze")
    assert story.row.state == State.SIGNING

    egle.reads()
    egle.does("send_code")
    delivered()
    egle.does("sign", consent="on", name="Egle Petrauskaite", code=code_in(letter_to(EGLE)))
    for role, name in (("school", "Tove Nilsen"), ("mentor", "Marta Lind"), ("learner", "Liga Ozola")):
        assert story.row.state == State.SIGNING
        story.signs(role, name)
    assert story.row.state == State.SIGNED
    assert not verify(history(story.thread), story.thread.row.head)

    texts = by_path(OFFERED["placement_short"], story.row.language)
    for client in (Browser(cast.liga).client, Browser(cast.tove).client, Browser(cast.marta).client):
        assert_whole(paper(client, f"/workmentor/agreement/{story.uuid}/agreement.pdf"), texts)
    assert_whole(paper(egle.client, "/workmentor/guest/agreement.pdf"), texts)


def paper(client: Client, address: str) -> pypdf.PdfReader:
    answer = client.get(address)
    assert answer.status_code == 200, address
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return pypdf.PdfReader(io.BytesIO(content))


def assert_whole(found: pypdf.PdfReader, texts: dict[str, str]) -> None:
    """Promises, what was filled in and all four signatures, on a few sheets."""
    words = " ".join(" ".join(page.extract_text() for page in found.pages).split())
    assert texts["promises/guide/text"].split(".")[0] in words
    for name in ("Liga Ozola", "Tove Nilsen", "Egle Petrauskaite", "Marta Lind", "Carrying and sorting."):
        assert name in words
    assert len(found.pages) <= 7
