"""Agreements at each stage of their lives, made at the desk (``agreement_desk``) for a browser to look at.

Each wish begins with an empty desk: an agreement of Liga's in the block ``paper``, everybody's role taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tests.agreement import everyone, many
from tests.agreement.driving import Story
from tests.e2e.visitor import STATES_COURSE, key
from workmentor_xblocks.agreement.actions import erasure, new_agreement
from workmentor_xblocks.agreement.actions.acts import act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.output.letters import links
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.agreement.records.attached_tables import GuestKey, Review, ReviewPart
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.output import daily, letters, mail
from workmentor_xblocks.core.pages.rendering import render
from workmentor_xblocks.core.records.outbox import OutgoingMail
from workmentor_xblocks.demo.models import CourseRole, Enrolment

PAPER = key("workmentor_agreement", "paper")
_FILE = Path(__file__).parent / "course/workmentor_agreement/paper.xml"
_OTHER_RUN = "course-v1:WorkMentor+States+2025"


def _template(*, required: bool = False, one_way: bool = False, **changes: Any) -> dict[str, Any]:
    """The template of the block, as data; with every field needed, or with promises to the learner only."""
    told: dict[str, Any] = json.loads(TEMPLATE.read_file(_FILE).definition.canonical())
    told.pop("course_team_is_school", None)
    for section in told["sections"]:
        for field in section["fields"]:
            field["required"] = field.get("required", False) or (required and bool(field.get("owners")))
        for clause in section.get("clauses", []):
            clause["to"] = ["learner"] if one_way else clause.get("to", [])
    return {**told, **changes}


def _people() -> SimpleNamespace:
    return SimpleNamespace(**{user.username: user for user in User.objects.all()})


def _clear() -> None:
    """No agreement is left of the state before; everybody is in the course."""
    with transaction.atomic():
        for model in apps.get_app_config("workmentor").get_models():
            if model.__module__.startswith("workmentor_xblocks.agreement."):
                rows = model._default_manager.all()
                rows._raw_delete(rows.db)
    Enrolment.objects.get_or_create(user=_people().liga, course_key=STATES_COURSE)
    CourseRole.objects.filter(role=CourseRole.DATA_RESEARCHER).delete()


def _story() -> Story:
    """The newest agreement, with those of its people who have an account."""
    people = _people()
    accounts = {"learner": people.liga, "school": people.tomas, "mentor": people.marta}
    uuid = Agreement.objects.latest("id").uuid
    return Story(uuid, {role: Requester(user.id) for role, user in accounts.items()})


def _fills(who: str, **values: Any) -> None:
    _story().fills(who, **values)


def _begun(**template: Any) -> Story:
    return everyone.everyone(_people(), PAPER, course_key=STATES_COURSE, **_template(**template))


# Stages that the stories of the acts do not have


def _talked(story: Story) -> None:
    """Remarks, wishes and changed words, some of them new to each of those who take part."""
    everyone.negotiating(story)
    rows = {"f-outcomes-1-id": "1", "f-outcomes-1-text": "Wires a lighting circuit", "r-outcomes": ""}
    story.does("school", "edit", **{"f-outcomes": "", **rows})
    story.does("learner", "comment", path="tasks", text="And the lift shaft?")
    done = story.thread.comments[-1]
    story.does("learner", "settle", comment=done.uuid)
    story.does("employer", "comment", path="hours", text="Forty is too much.", blocking="on")
    story.does("guardian", "comment", path="", text="Thank you all for the care.")
    story.fills("school", hours="35", rhythm="Every Friday, half an hour", night="yes")
    story.fills("learner", away="no")
    details = {"organisation": "Ohm & Co", "position": "Owner", "phone": "+371 2000 0001"}
    story.does("school", "name_person", party="employer", name=everyone.NAMES["employer"], **details)


def _ready(story: Story) -> None:
    """Nothing stands in the way; one thing is worth a look."""
    everyone.negotiating(story)
    today = timezone.localdate()
    dates = {"start": today - timedelta(days=2), "end": today + timedelta(days=90)}
    story.fills("school", **{name: day.isoformat() for name, day in dates.items()})


def _waits_for_others(story: Story) -> None:
    """The school has done its part and has asked the employer for a change."""
    everyone.negotiating(story)
    story.does("school", "comment", path="tasks", text="Please name the machines.", blocking="on")


def _on_paper(story: Story) -> None:
    """Learner and guardian have signed here, the employer on paper; the school is next."""
    everyone.signing(story)
    for who in ("learner", "guardian"):
        story.signs(who, everyone.NAMES[who])
    scan = everyone.scan(story)
    egle = story.thread.party("employer")
    school = story.thread.party("school")
    assert egle
    assert school
    digits = keys.codes(story.row, school, user_id=story.person("school").user_id).make(timezone.now())
    story.does(
        "school", "record_offline", **story.version(), party=egle.uuid, scan=scan.uuid, code=digits,
        name=everyone.NAMES["employer"],
    )  # fmt: skip


def _locked(story: Story) -> None:
    """Somebody has typed the guardian's code wrong too often."""
    everyone.signing(story)
    right = int(story.code("guardian")["code"])
    for more in range(1, 6):
        wrong = f"{(right + more) % 1_000_000:06d}"
        with suppress(Refusal):
            story.does("guardian", "sign", **story.version(), code=wrong, consent="on", name="Somebody")


def _with_scan(story: Story) -> None:
    everyone.signing(story)
    scan = everyone.scan(story)
    scan.version = story.thread.open_version
    scan.save()


def _running(story: Story) -> None:
    """Under way for ten weeks already."""
    everyone.active(story)
    today = timezone.localdate()
    Agreement.objects.filter(uuid=story.uuid).update(
        starts_on=today - timedelta(days=70), ends_on=today + timedelta(days=110)
    )


def _review(story: Story, *parts: str, days: int = 0) -> None:
    """A review that was opened some days ago, with the parts of these written."""
    _running(story)
    story.does("school", "open_review")
    Review.objects.update(opened_on=timezone.localdate() - timedelta(days=days))
    written = {
        "learner": {"f-own_voice": "More time at the board, please.", "f-actions-1-what": "Board on Fridays",
                    "f-actions-1-who": "Liga", "f-actions": ""},
        "mentor": {"f-seen": "Careful and quick."},
        "school": {"f-school_view": "We talk about the board."},
    }  # fmt: skip
    for who in parts:
        story.does(who, "submit_part", **written[who], send="1")


def _review_waits(story: Story) -> None:
    _review(story)


def _review_part(story: Story) -> None:
    _review(story, "learner")


def _review_decides(story: Story) -> None:
    _review(story, "learner", "mentor", "school", days=12)
    story.does("mentor", "acknowledge", decision="agree")
    story.does("learner", "acknowledge", decision="disagree", text="Nobody has let me be quick.")


def _review_answers(story: Story) -> None:
    _review(story, "learner", "mentor", "school")


def _review_late(story: Story) -> None:
    """Two weeks are over, and somebody is missing."""
    _review(story, "learner", days=25)
    ReviewPart.objects.filter(role="learner").update(submitted_at=timezone.now() - timedelta(days=3))


def _review_closed(story: Story) -> None:
    _review_late(story)
    held = (timezone.localdate() - timedelta(days=20)).isoformat()
    story.does("mentor", "submit_part", **{"f-seen": "Careful."}, held_on=held)
    story.does("school", "close_review", text="The mentor is on leave until spring.")


def _proposed(story: Story) -> None:
    """A change is talked about; somebody else comes with it."""
    everyone.proposed(story)
    story.does("school", "replace", party="guardian", name="Juris Ozols", email="juris@example.org")


def _opened(story: Story) -> None:
    """A change is proposed, and no word is changed yet."""
    everyone.active(story)
    story.does("employer", "propose", reason="hours", text="Fridays are school days.")


def _over(story: Story) -> None:
    """The last day has passed."""
    _running(story)
    Agreement.objects.filter(uuid=story.uuid).update(ends_on=timezone.localdate() - timedelta(days=3))


def _objected(story: Story) -> None:
    everyone.active(story)
    story.does("mentor", "notice", **{"f-rhythm": "Every Friday", "r-rhythm": ""})
    told = story.thread.notices[-1]
    story.does("learner", "object", notice=told.uuid, text="Fridays are school days.")


def _noticed(story: Story) -> None:
    everyone.active(story)
    story.does("mentor", "notice", **{"f-rhythm": "Every Friday", "r-rhythm": ""})


def _changed(story: Story) -> None:
    """The change is signed by all: two versions, one of which held before."""
    everyone.frozen(story)
    for who in ("learner", "guardian", "employer", "school"):
        story.signs(who, everyone.NAMES[who])
    everyone.approve(story)


def _end_is_asked(story: Story) -> None:
    everyone.active(story)
    assert story.row.starts_on
    story.does(
        "employer", "propose_termination", reason="moved", on=story.row.starts_on.isoformat(),
        text="The workshop closes at the end of the year.",
    )  # fmt: skip


def _completion_waits(story: Story) -> None:
    _review(story, "learner")


def _erased(story: Story) -> None:
    everyone.completed(story)
    erasure.erase_text(story.uuid)


def _left(story: Story) -> None:
    """The learner is not in the course any more, somebody could not be reached, the placement began unsigned."""
    everyone.negotiating(story)
    Agreement.objects.filter(uuid=story.uuid).update(started_unsigned=True, contact_problem=True)
    Enrolment.objects.filter(user=_people().liga, course_key=STATES_COURSE).delete()


def _retired(story: Story) -> None:
    """A party is gone from what holds; the school has two weeks."""
    everyone.active(story)
    erasure.retire_address(everyone.EGLE_AT_WORK)


def _was_suspended(story: Story) -> None:
    everyone.suspended(story)
    assert story.row.starts_on
    story.does("school", "resume", on=(story.row.starts_on + timedelta(days=7)).isoformat())
    story.does("school", "terminate", reason="left", on=(story.row.starts_on + timedelta(days=9)).isoformat())


STAGES: Mapping[str, Callable[[Story], None]] = {
    **everyone.STAGES,
    **{
        stage.__name__.strip("_"): stage
        for stage in (
            _talked, _ready, _waits_for_others, _on_paper, _locked, _with_scan, _running, _review_waits, _review_part, _review_decides, _review_answers,
            _review_late, _review_closed, _opened, _over, _proposed, _objected, _noticed, _changed, _end_is_asked,
            _completion_waits, _erased, _left, _retired, _was_suspended,
        )
    },
}  # fmt: skip


def _make(stage: str, *, template: Mapping[str, Any] | None = None) -> str:
    """One agreement at a stage; answers its name."""
    _clear()
    story = _begun(**(template or {}))
    STAGES[stage](story)
    mail.send_due()
    return story.uuid


def _few(stage: str, *, required: str = "") -> str:
    """One that Liga has begun herself, who knows nobody yet."""
    _clear()
    people = _people()
    template = Definition.from_data(_template(required=bool(required)))
    ground = new_agreement.Ground(PAPER, STATES_COURSE, template, "en")
    story = Story(
        new_agreement.start(Requester(people.liga.id), ground, new_agreement.Plan(people.liga.id)).uuid,
        {"learner": Requester(people.liga.id)},
    )
    if stage == "invited":
        story.does("learner", "invite", party="mentor", email=people.marta.email)
    if stage == "minor":
        story.does("learner", "name_person", party="learner", name="Liga Ozola", is_minor="yes")
        story.does(
            "learner", "name_person", party="employer", name="Egle Petrauskaite", phone="+371 2000 0001"
        )
    return story.uuid


def _several(*, invite: str = "") -> None:
    """Agreements of different people in one block, in different states."""
    _make("negotiating")
    people = _people()
    ground = new_agreement.Ground(PAPER, STATES_COURSE, TEMPLATE.read_file(_FILE).definition, "en")
    tove = Requester(people.tove.id, is_staff=True)
    for learner in (people.bram, people.mikael):
        plan = new_agreement.Plan(
            learner.id,
            people={
                "mentor": {"name": "Marta Lind", "email": people.marta.email},
                "employer": {"organisation": "Fjord Auto"},
            },
        )
        uuid = new_agreement.start(tove, ground, plan).uuid
        act("invite", tove, uuid, {"party": "mentor"})
        if learner == people.bram and invite != "mentor":
            party = Party.objects.get(agreement__uuid=uuid, role="mentor")
            act("accept", Requester(people.marta.id), uuid, {"party": party.uuid})
    if invite == "ended":
        Agreement.objects.exclude(learner_id=people.liga.id).update(state="cancelled", waiting_for="")
    mail.send_due()


def _many() -> None:
    """More than a page of the board holds."""
    _clear()
    made = [User(username=f"learner{n}", first_name="Learner", last_name=str(n)) for n in range(104)]
    User.objects.bulk_create(made, ignore_conflicts=True)
    many.crowd_of(User.objects.filter(username__startswith="learner"), PAPER)
    Agreement.objects.update(course_key=STATES_COURSE)


def _fixes() -> None:
    """While somebody writes, the text is fixed for signing."""
    _story().does("school", "freeze")


def _refixes(**values: str) -> None:
    """While somebody reads, the text is opened, perhaps changed, and fixed again."""
    story = _story()
    story.does("school", "unfreeze", text="One thing was wrong in it.")
    if values:
        story.fills("school", **values)
    story.does("school", "freeze")


def _overtaken(role: str) -> None:
    """All links of a party are too old from now on."""
    party = _story().thread.party(role)
    GuestKey.objects.filter(party=party).update(expires_at=timezone.now() - timedelta(minutes=1))


def _reminded() -> None:
    """Weeks go by; who is late is told, in whichever language a site has words for."""
    _make("ready")
    noon = (timezone.now() + timedelta(days=5)).replace(hour=12)
    while noon.weekday() > 4:  # nobody is reminded at a weekend
        noon += timedelta(days=1)
    daily.run(now=noon)
    # They leave at eight where the person is; here it is eight now.
    OutgoingMail.objects.filter(sent_at=None).update(not_before=timezone.now())
    mail.send_due()
    written = letters.Written("", "", (), "", facts=(("", ""),))
    render("workmentor/letter/letter.html", {"letter": written, "language": "ar", "direction": "rtl"})


def _counts(who: str) -> None:
    """Somebody may take figures along, and names never."""
    user = User.objects.get(username=who)
    CourseRole.objects.get_or_create(user=user, course_key=STATES_COURSE, role=CourseRole.DATA_RESEARCHER)


def _elsewhere() -> None:
    """Liga's agreement holds in another run of the course."""
    _make("active")
    Agreement.objects.update(
        usage_key=PAPER.replace("States+2026", "States+2025"), course_key=_OTHER_RUN, open_key=None
    )


def _link(role: str, *, worth: str = "") -> str:
    """The path of a new link for a party; ``worth`` "over": it is too old already."""
    party = _story().thread.party(role)
    assert party
    token = keys.issue(party, at=timezone.now(), days=31)
    if worth == "over":
        GuestKey.objects.filter(party=party).update(
            expires_at=timezone.now() - timedelta(minutes=1), created_at=timezone.now() - timedelta(days=40)
        )
    return links.link(token, "")


def _code(role: str) -> str:
    """Six digits for a party's guest."""
    return _story().code(role)["code"]


def _printed() -> dict[str, str]:
    """What a printed version says of itself."""
    thread = _story().thread
    return {
        "agreement": thread.row.uuid,
        "version": str(thread.shown.number),
        "sha256": thread.shown.sha256,
    }


WISHES: Mapping[str, Callable[..., Any]] = {
    "make": _make,
    "stages": lambda: list(STAGES),
    "few": _few,
    "several": _several,
    "elsewhere": _elsewhere,
    "nothing": _clear,
    "fills": _fills,
    "many": _many,
    "fixes": _fixes,
    "refixes": _refixes,
    "overtaken": _overtaken,
    "reminded": _reminded,
    "counts": _counts,
    "link": _link,
    "code": _code,
    "printed": _printed,
}
