"""The pages of an agreement at each of its stages, for everybody who takes part, by the doors that are theirs."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.agreement import everyone
from tests.agreement.driving import Story
from tests.agreement.small import small
from tests.agreement.visiting import Visitor
from tests.cast import Course
from tests.contract.demo.desk import DemoDesk
from tests.doors import Direct
from tests.e2e.agreement_stages import STAGES, WISHES
from tests.golden.net import hold
from tests.golden.trees import written
from tests.remembered import remembered

_COURSE = Path(__file__).parents[1] / "e2e/course"
ACCOUNTS = ("liga", "tomas", "marta", "mikael", "tove")
GUESTS = ("employer", "guardian", "approver")
# What the usual stages do not show, before the eyes of those whom it concerns.
BESIDE = {
    "talked": ("tomas",),
    "ready": ("tomas",),
    "waits_for_others": ("tomas",),
    "on_paper": ("tomas",),
    "locked": ("tomas",),
    "review_decides": ("liga", "tomas"),
    "review_answers": ("marta",),
    "review_late": ("tomas",),
    "review_closed": ("liga",),
    "opened": ("tomas",),
    "over": ("tomas",),
    "objected": ("marta", "tomas"),
    "changed": ("liga",),
    "end_is_asked": ("tomas",),
    "completion_waits": ("tomas",),
    "erased": ("tomas",),
    "left": ("tomas",),
    "retired": ("tomas",),
    "was_suspended": ("liga",),
}
_OTHER_TEXT = ("talked", "retired")  # who takes part, or the text, is what differs
KEPT = (
    *(f"agreement/{stage}.txt" for stage in everyone.STAGES),
    *(f"agreement/beside/{stage}.txt" for stage in BESIDE),
)


@remembered
def states_course() -> str:
    """The course whose agreement has a field of each kind; answers the key of that block."""
    files = {
        str(path.relative_to(_COURSE)): path.read_bytes() for path in _COURSE.rglob("*") if path.is_file()
    }
    course = DemoDesk("").import_course(files)
    return f"{course.replace('course-v1:', 'block-v1:')}+type@workmentor_agreement+block@paper"


@pytest.fixture
def paper(cast: SimpleNamespace) -> str:
    return states_course()


def begun(cast: SimpleNamespace, paper: str) -> Story:
    """An agreement of Liga's in that block, everybody's role taken."""
    people = SimpleNamespace(**{user.username: user for user in User.objects.all()})
    template = json.loads(Direct(cast.aad).block(paper).definition)
    template.pop("course_team_is_school", None)
    return everyone.everyone(
        people, paper, course_key=paper.split("+type")[0].replace("block", "course", 1), **template
    )


def view(user: Any, usage_key: str) -> str:
    """What the unit holds for somebody."""
    return str(Direct(user).block(usage_key).student_view({}).body_html())


@pytest.mark.parametrize("stage", everyone.STAGES)
def test_a_stage_is_shown_as_it_was_to_everybody(cast: SimpleNamespace, course: Course, stage: str) -> None:
    block = course.agreement(small())
    story = everyone.everyone(cast, block)
    everyone.STAGES[stage](story)
    pages = {who: view(getattr(cast, who), block) for who in ACCOUNTS}
    for role in GUESTS:
        pages[role] = Visitor().enters(WISHES["link"](role)).html
    history = json.dumps({"agreement": story.uuid}).encode()
    pages["liga opens the history"] = Direct(cast.liga).post(block, "history", history).data["html"]
    hold(f"agreement/{stage}.txt", written(pages))


@pytest.mark.parametrize("stage", BESIDE)
def test_what_is_beside_the_usual_is_shown_as_it_was(cast: SimpleNamespace, paper: str, stage: str) -> None:
    STAGES[stage](begun(cast, paper))
    pages = {who: view(getattr(cast, who), paper) for who in BESIDE[stage]}
    without = () if stage in _OTHER_TEXT else ("wm-people", "wm-text-box")
    hold(f"agreement/beside/{stage}.txt", written(pages, without=without))
