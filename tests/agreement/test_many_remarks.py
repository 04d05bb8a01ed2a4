"""Somebody leaves six hundred remarks: the page stays one that a telephone loads, and every remark can be read."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.agreement.telling import GUEST
from tests.agreement.visiting import Visitor, delivered, letter_to, link_in
from tests.cast import COURSE_KEY, Course, recorded
from tests.doors import Direct
from tests.html import Page
from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records import snapshot, thread as threads
from workmentor_xblocks.agreement.records.attached_tables import Comment
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.agreement.rules.readiness import readiness
from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.rules.remarks import MOST_OPEN

# Before, 600 short remarks made a page of 662 kB, and 600 long ones a page of 3 MB.
GUEST_BYTES, BLOCK_BYTES, LONG_BYTES = 60_000, 60_000, 200_000
EGLE = "egle@ohm.example"


@pytest.fixture
def usage(course: Course) -> str:
    return course.agreement(small())


@pytest.fixture
def talk(cast: SimpleNamespace, usage: str) -> Story:
    """An agreement that is talked about; Egle comes as a guest."""
    story = begin(cast, usage, COURSE_KEY, small())
    story.does("school", "name_person", party="employer", name="Egle", organisation="Ohm & Co")
    story.does("school", "invite", party="employer", email=EGLE)
    delivered()
    return story


def left(story: Story, count: int, *, role: str = "employer", path: str = "hours", text: str = "") -> None:
    """Remarks as they came before there was a limit, each with its line in the history."""
    party = Party.objects.get(agreement__uuid=story.uuid, role=role)
    with transaction.atomic():
        thread = threads.locked(story.uuid)
        assert thread is not None
        act = Act(Requester(None), timezone.now(), thread, Event.COMMENT, Actor(role), party)
        for number in range(1, count + 1):
            sealed = act.keep(f"Remark {number}. {text}", about="comment")
            made = Comment.objects.create(
                agreement=thread.row, version=thread.latest, path=path, party=party, text=sealed, at=act.now
            )
            told = {"comment": made.uuid, "field": path, "asks": False, "text": {"commitment": sealed}}
            act.record(Event.COMMENT, version=thread.latest, data=told)
        thread.row.save()


def numbers(words: str) -> list[int]:
    return [int(found) for found in re.findall(r"Remark (\d+)\.", words)]


def enters(story: Story) -> Visitor:
    return Visitor().enters(link_in(letter_to(EGLE)))


def at_hours(visitor: Visitor) -> list[int]:
    (place,) = visitor.root.xpath("//*[@id='wm-f-hours']")
    return numbers(" ".join(place.itertext()))


class TestSixHundred:
    def test_make_no_page_that_is_too_large_for_a_guest(self, talk: Story) -> None:
        left(talk, 600)
        size = len(enters(talk).html.encode())
        assert size < GUEST_BYTES, size

    def test_nor_for_whom_all_of_it_is_news(self, talk: Story, usage: str, cast: SimpleNamespace) -> None:
        talk.does("school", "seen")
        left(talk, 600)
        html = Direct(cast.tove).view(usage)
        assert "New since you last looked: 600 things" in html
        assert "And 580 more" in html
        assert (size := len(html.encode())) < BLOCK_BYTES, size

    def test_nor_when_each_is_as_long_as_one_may_be(self, talk: Story) -> None:
        left(talk, 600, text="x" * 1_980)
        assert (size := len(enters(talk).html.encode())) < LONG_BYTES, size

    def test_nor_when_they_stand_at_all_places(self, talk: Story) -> None:
        for field in small().fields:
            left(talk, 60, path=field.id, role="learner")
        assert len(enters(talk).html.encode()) < GUEST_BYTES

    def test_the_newest_stand_on_the_page_oldest_first(self, talk: Story) -> None:
        left(talk, 600)
        assert at_hours(enters(talk)) == [596, 597, 598, 599, 600]

    def test_one_form_settles_them_all(self, talk: Story, usage: str, cast: SimpleNamespace) -> None:
        left(talk, 600)
        sheet = Page(Direct(cast.tove).view(usage))
        assert [name for name in sheet.named if name.startswith("settle")] == ["settle-school"]


class TestAGuestWithoutAScript:
    def test_reads_all_of_them_page_by_page(self, talk: Story) -> None:
        left(talk, 47)
        visitor = enters(talk)
        read = at_hours(visitor)
        while links := visitor.root.xpath("//a[contains(@href, 'remarks=hours')]/@href"):
            visitor.reads(links[0])
            read = at_hours(visitor) + read
        assert read == list(range(1, 48))
        assert "Back to the newest remarks" in visitor.text

    def test_reads_all_of_the_history(self, talk: Story) -> None:
        left(talk, 120)
        visitor = enters(talk)
        told = [numbers(line) for line in _history(visitor)]
        while links := visitor.root.xpath("//a[contains(@href, 'history=')]/@href"):
            visitor.reads(links[0])
            told += [numbers(line) for line in _history(visitor)]
        assert [line[0] for line in told if line] == list(range(120, 0, -1))

    def test_settles_one_with_its_button(self, talk: Story) -> None:
        left(talk, 7)
        visitor = enters(talk)
        visitor.presses("This is settled")
        assert Comment.objects.exclude(resolved_at=None).count() == 1
        assert at_hours(visitor.reads()) == [2, 4, 5, 6, 7, 3]

    @pytest.mark.parametrize(
        "query", ["remarks=nothing", "remarks=hours&before=zzz", "history=-1", "history=²", "remarks=support"]
    )
    def test_asks_for_what_is_not_there_and_gets_the_page(self, talk: Story, query: str) -> None:
        talk.does("learner", "comment", path="support", text="Only for us two.")
        visitor = enters(talk).reads(f"{GUEST}?{query}")
        assert visitor.status == 200
        assert "Only for us two." not in visitor.html


def _history(visitor: Visitor) -> list[str]:
    return [" ".join(line.itertext()) for line in visitor.root.xpath("//ol[@class='wm-history']/li")]


class TestInTheBlock:
    def asks(self, who: Direct, usage: str, handler: str, fields: dict[str, str]) -> SimpleNamespace:
        answer = who.post(usage, handler, json.dumps(fields).encode())
        return SimpleNamespace(status=answer.status, **{"html": "", "part": "", **answer.data})

    @pytest.mark.parametrize("handler", ["remarks", "history"])
    def test_each_press_brings_those_before(
        self, talk: Story, usage: str, cast: SimpleNamespace, handler: str
    ) -> None:
        left(talk, 120)
        tove, page = Direct(cast.tove), ""
        sheet = Page(tove.view(usage))
        read = []
        while form := next((f for f in sheet.root.iter("form") if f.get("data-wm-action") == handler), None):
            fields = {one.get("name"): one.get("value") for one in form.iter("input")}
            answer = self.asks(tove, usage, handler, fields)
            assert answer.part == form.get("data-wm-part-target")
            assert len(answer.html.encode()) < 60_000
            sheet = Page(answer.html)
            page += answer.html
            read += numbers(sheet.text)
        assert sorted(read) == list(range(1, 116 if handler == "remarks" else 121))

    def test_a_field_of_others_tells_nothing(self, talk: Story, usage: str, cast: SimpleNamespace) -> None:
        left(talk, 30, path="support", role="learner")
        talk.does("school", "name_person", party="mentor", email=cast.marta.email)
        mentor = Party.objects.get(agreement__uuid=talk.uuid, role="mentor")
        Party.objects.filter(pk=mentor.pk).update(user_id=cast.marta.id, state="joined")
        fields = {"agreement": talk.uuid, "path": "support", "before": ""}
        assert self.asks(Direct(cast.marta), usage, "remarks", fields).status == 404
        assert "Remark 25." in self.asks(Direct(cast.liga), usage, "remarks", fields).html


class TestALimit:
    def test_says_what_to_do(self, talk: Story) -> None:
        left(talk, MOST_OPEN - 1)
        talk.does("employer", "comment", path="tasks", text="The last one that fits.")
        before = recorded()
        with pytest.raises(BadInput) as refused:
            talk.does("employer", "comment", path="tasks", text="One too many.")
        assert "Say of some of them that they are settled" in str(refused.value.message)
        assert recorded() == before

        talk.does("employer", "settle", comment=talk.thread.comments[0].uuid)
        talk.does("employer", "comment", path="tasks", text="Now there is room.")

    def test_is_one_s_own(self, talk: Story) -> None:
        left(talk, MOST_OPEN)
        talk.does("learner", "comment", path="hours", text="I may still say something.")

    def test_a_wish_that_is_repeated_is_one_thing_to_do(self, talk: Story) -> None:
        left(talk, 30)
        Comment.objects.update(blocking=True)
        found = readiness(snapshot.facts(talk.thread), timezone.localdate())
        assert len([one for one in found if one.path.endswith("hours")]) == 1
