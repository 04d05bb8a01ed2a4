"""Whatever is sent: a clear sentence, the right status, nothing changed, nothing lost, and never a fault of the server."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest
from django.db import transaction
from django.test import Client

from tests.agreement.attempts import Attempts
from tests.agreement.driving import Story, begin
from tests.agreement.everyone import STAGES, everyone, persons
from tests.agreement.small import small
from tests.agreement.visiting import Visitor, delivered, invited, letter_to, link_in
from tests.cast import COURSE_KEY, Course, recorded
from tests.doors import Browser, Direct
from tests.soak import cases
from workmentor_xblocks.agreement.actions.acts import ACTS, act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.output import stored_pdfs
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.records.tables import Party, Version
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.content.errors import BadInput, NotFound, Refusal
from workmentor_xblocks.core.content.translation import say

pytestmark = pytest.mark.thorough

JUNK: tuple[Any, ...] = (
    None,
    7,
    -1,
    10**400,
    1.5,
    float("nan"),
    True,
    [],
    ["a", "b"],
    {},
    {"commitment": "0" * 64},
    "",
    "   ",
    "\x00\x01\x1f",
    "\ud800",  # half of a letter, as a broken keyboard sends it
    "\u202e\u200b",
    "x" * 50_000,
    "' OR 1=1 --",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "2026-13-45",
    "99999-01-01",
    "٣٨",  # digits, but not these
    "1e309",
    "[[[[[[",
)
SWEPT = ("negotiating", "signing", "reviewed", "proposed", "suspended")
FIELDS = {
    "act": ("agreement", "act", "role", "quiet"),
    "open": ("agreement",),
    "read": ("agreement", "language"),
    "history": ("agreement", "before"),
    "remarks": ("agreement", "path", "before"),
    "begin": ("for", "learner", "is_minor", "request", "continues", "employer_email", "employer_name"),
    "board": ("view", "do", "text", "seen", "page", "state", "waiting", "overdue", "cohort"),
}
RIGHT = {  # who may do it, so that the junk gets as far as it can
    "approve": "ivar",
    "sign": "egle",
    "decline": "egle",
    "withdraw": "egle",
    "submit_part": "egle",
    "accept": "stine",
    "not_me": "greta",
}


def attempts(cast: SimpleNamespace, story: Story) -> Attempts:
    other = begin(SimpleNamespace(liga=cast.bram, tove=cast.tove), story.row.usage_key, COURSE_KEY)
    return Attempts(story, persons(cast, story, other=other))


@pytest.mark.soak
@pytest.mark.parametrize("stage", SWEPT)
@pytest.mark.shows("agreement misuse 14")
def test_every_field_of_every_form_takes_junk_without_a_fault(
    cast: SimpleNamespace, usage_key: str, stage: str
) -> None:
    """One field at a time holds what no page sends; what is refused has a sentence and leaves everything as it was."""
    story = everyone(cast, usage_key)
    STAGES[stage](story)
    trying = attempts(cast, story)
    before = recorded()
    for what in ACTS:
        name = RIGHT.get(what, "tomas")
        whole = trying.data(name, what)
        # What is not possible at this stage is refused before any field is looked at.
        tried = JUNK[:3] if trying.attempt(name, what) else JUNK
        for number, field in enumerate((*whole, "role")):
            for junk in share(tried, number + SWEPT.index(stage)):
                with transaction.atomic():
                    refusal = refused(what, trying.people[name], story, {**whole, field: junk})
                    if refusal is None:
                        assert verify(history(story.thread), story.row.head) == [], (what, field, junk)
                        transaction.set_rollback(True)
                        continue
                assert refusal.status in (400, 403, 404, 409, 413), (what, field, junk)
                assert len(say(refusal.message)) > 10
    assert settled(recorded()) == settled(before)


def share(tried: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    """A fifth of the junk, another one for each field and stage, so that every form meets all of it; all in ``make soak``."""
    shares = cases(5, soak=1)
    return tried[number % shares :: shares]


def refused(what: str, requester: Requester, story: Story, data: dict[str, Any]) -> Refusal | None:
    """Why it was not done; None when it was."""
    try:
        act(what, requester, story.uuid, data)
    except Refusal as refusal:
        return refusal
    return None


def settled(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What may not change by what is refused.

    A wrong code costs one of five tries, and a save that met another one counts as a visit.
    """
    found = {name: rows for name, rows in tables.items() if name not in ("ProofCode", "CodeTries")}
    visits = ("rev", "changed_at")
    found["Agreement"] = [
        {name: value for name, value in row.items() if name not in visits} for row in found["Agreement"]
    ]
    return found


@pytest.mark.parametrize("uuid", ["", "x", "0" * 32, "'", "\x00"])
def test_an_agreement_that_is_none_is_not_there(cast: SimpleNamespace, uuid: str) -> None:
    for what in ACTS:
        with pytest.raises(NotFound):
            act(what, Requester(cast.tove.id, is_staff=True), uuid, {"code": "123456"})


@pytest.mark.parametrize("name", ["", "fire", "__class__", "create", "erase"])
def test_an_act_that_is_none_is_not_there(story: Story, name: str) -> None:
    with pytest.raises(NotFound) as refused:
        act(name, story.person("school"), story.uuid, {})
    assert refused.value.message.code == "no_such_act"


class TestAtTheBlock:
    @pytest.fixture
    def story(self, cast: SimpleNamespace, course: Course) -> Story:
        return begin(cast, course.agreement(small()), COURSE_KEY, small())

    @pytest.mark.soak
    @pytest.mark.parametrize(
        ("handler", "field"), [(name, field) for name, fields in FIELDS.items() for field in fields]
    )
    @pytest.mark.shows("agreement misuse 14")
    def test_no_handler_ends_in_a_fault(
        self, cast: SimpleNamespace, story: Story, handler: str, field: str
    ) -> None:
        whole = {"agreement": story.uuid, "act": "seen", "language": "en", "for": "other", "learner": "bram"}
        door = Direct(cast.tove)
        nth = sorted(FIELDS).index(handler) + FIELDS[handler].index(field)
        for junk in share(JUNK, nth):
            if isinstance(junk, int) and not isinstance(junk, bool) and junk > 10**300:
                continue  # Python's own JSON refuses to write it; read, it is a number like any other
            with transaction.atomic():
                answer = door.post(story.row.usage_key, handler, json.dumps({**whole, field: junk}).encode())
                transaction.set_rollback(True)
            assert answer.status in (200, 400, 403, 404, 409, 413), (junk, answer.raw[:300])
            if answer.status != 200:
                assert len(answer.error["message"]) > 10

    @pytest.mark.shows("agreement misuse 14")
    def test_what_is_no_form_at_all_is_told_so(self, cast: SimpleNamespace, story: Story) -> None:
        for body in (b"", b"{", b"[]", b"\xff", b"agreement=1", b"[" * 3_000):
            answer = Direct(cast.tove).post(story.row.usage_key, "act", body)
            assert (answer.status, answer.error["code"]) == (400, "not_json")

    def test_more_than_a_form_holds_is_too_large(self, cast: SimpleNamespace, story: Story) -> None:
        before = recorded()
        body = json.dumps({"agreement": story.uuid, "act": "edit", "f-tasks": "x" * 300_000}).encode()
        answer = Direct(cast.tove).post(story.row.usage_key, "act", body)
        assert answer.status == 413
        assert recorded() == before

    @pytest.mark.shows("agreement misuse 5")
    def test_a_second_tab_is_shown_todays_page_and_loses_nothing(
        self, cast: SimpleNamespace, story: Story
    ) -> None:
        """Liga's other tab shows a draft; the text is fixed meanwhile."""
        story.ready()
        data = {"agreement": story.uuid, "act": "edit", "f-wishes": "The lift shaft.", "r-wishes": ""}
        before = recorded()
        answer = Direct(cast.liga).post(story.row.usage_key, "act", json.dumps(data).encode())
        assert answer.status == 409
        assert "Being signed" in answer.page.text
        assert recorded() == before

    def test_nothing_is_changed_by_a_plain_address(self, cast: SimpleNamespace, story: Story) -> None:
        before = recorded()
        client: Client = Browser(cast.tove).client
        for handler in ("act", "begin", "board", "open"):
            address = f"/handler/{story.row.usage_key}/{handler}?agreement={story.uuid}&act=cancel&text=because+of+it"
            assert client.get(address).status_code == 405
            assert client.head(address).status_code == 405
        assert recorded() == before


@pytest.mark.shows("agreement pitfall 39", "agreement misuse 12")
class TestMarkup:
    """What somebody typed is letters, wherever it is read; what an author wrote is Markdown and nothing more."""

    TRAP = '<img src=x onerror="alert(1)"><script>alert(2)</script>'

    @pytest.fixture
    def story(self, cast: SimpleNamespace, course: Course) -> Story:
        sections = json.loads(small().canonical())["sections"]
        sections[0]["clauses"][0]["text"] = f"**Follows** the rules. {self.TRAP} [here](javascript:alert(3))"
        sections[0]["introduction"] = self.TRAP
        definition = small(sections=sections, introduction=self.TRAP)
        story = begin(cast, course.agreement(definition), COURSE_KEY, definition)
        story.does("school", "name_person", party="employer", name=self.TRAP[:150], organisation=self.TRAP)
        story.fills("learner", wishes=self.TRAP)
        story.does("school", "edit", **{"f-outcomes-0-id": "<b>1</b>", "f-outcomes-0-text": self.TRAP})
        story.does("learner", "comment", path="wishes", text=self.TRAP)
        return story

    def test_on_the_pages(self, cast: SimpleNamespace, story: Story) -> None:
        story.does("school", "invite", party="employer", email="egle@ohm.example")
        pages = [
            Browser(cast.liga).view(story.row.usage_key),
            Direct(cast.tove)
            .post(story.row.usage_key, "history", json.dumps({"agreement": story.uuid}).encode())
            .data["html"],
            Direct(cast.tove).post(story.row.usage_key, "board", b"{}").data["html"],
            Visitor().enters(invited_link()).html,
        ]
        for page in pages:
            assert "<img src=x" not in page
            assert "<script>alert" not in page
            assert 'href="javascript' not in page
        assert "<strong>Follows</strong>" in pages[0]
        assert "&lt;script&gt;alert(2)" in pages[0]

    def test_on_paper(self, story: Story) -> None:
        paper = pypdf.PdfReader(io.BytesIO(stored_pdfs.make(story.thread, story.thread.latest)))
        words = "".join(page.extract_text() for page in paper.pages).replace("\n", "").replace(" ", "")
        assert "<script>alert(2)</script>" in words

    def test_in_letters(self, story: Story) -> None:
        story.does("school", "invite", party="employer", email="egle@ohm.example")
        for letter in delivered():
            assert "\n" not in letter.subject
            html = str(letter.alternatives[0][0])
            assert "<img src=x" not in html
            assert "<script>" not in html

    def test_a_name_of_several_lines_makes_no_header(self, story: Story) -> None:
        """Nobody can write one down; one from before is there."""
        name = "Liga\r\nBcc: everybody@example.org"
        with pytest.raises(BadInput):
            story.does("school", "name_person", party="learner", name=name)
        Party.objects.filter(agreement__uuid=story.uuid, role="learner").update(name=name)
        story.does("school", "invite", party="employer", email="egle@ohm.example")
        letters = delivered()
        assert letters
        for letter in letters:
            assert "Bcc" not in letter.message()
            assert letter.to == letter.recipients()


def invited_link() -> str:
    """The link of the letter that was sent last."""
    delivered()
    return link_in(letter_to("egle@ohm.example"))


@pytest.mark.shows("agreement misuse 8")
def test_two_identical_beginnings_of_two_tabs_are_one(cast: SimpleNamespace, course: Course) -> None:
    block = course.agreement(small())
    data = {"for": "other", "learner": "liga", "request": "page-1"}
    answers = [Direct(cast.tove).post(block, "begin", json.dumps(data).encode()) for _tab in range(2)]
    other = Direct(cast.tove).post(block, "begin", json.dumps({**data, "request": "page-2"}).encode())
    assert [answer.status for answer in answers] == [200, 200]
    assert (other.status, other.error["code"]) == (409, "there_is_one")
    assert Version.objects.count() == 1


def test_what_was_typed_comes_back_with_the_refusal(cast: SimpleNamespace, story: Story) -> None:
    """A guest without a script has nothing but the page: a field that cannot be used is no reason to type all again."""
    guest = Visitor().enters(invited(story))
    guest.tries("edit", **{"f-hours": "many", "f-tasks": "Wiring under supervision.", "f-emergency": "112"})
    assert guest.status == 400
    assert "Wiring under supervision." in guest.html
    assert "many" in guest.html
    assert story.thread.values() == {}
