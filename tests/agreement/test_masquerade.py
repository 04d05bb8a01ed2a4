"""Looking as a learner, and Studio's preview: everything can be read, and not one row of ours is written.

The platform binds the learner as the block's user there, and what a block writes into tables of its own would be real
(seen on a running Open edX). So every act and every handler is tried, and the statements themselves are read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.agreement.attempts import Attempts
from tests.agreement.driving import Story, begin
from tests.agreement.everyone import STAGES, everyone, persons
from tests.agreement.small import small
from tests.cast import COURSE_KEY, Course, recorded
from tests.doors import Browser
from tests.html import Page
from tests.soak import SOAK
from workmentor_xblocks.agreement.actions.acts import ACTS

pytestmark = [pytest.mark.thorough, pytest.mark.soak]

HANDLERS = (
    "open",
    "list",
    "read",
    "history",
    "remarks",
    "begin",
    "board",
    "save_definition",
    "check_definition",
    "preview_part",
)
FILES = ("agreement.pdf", "version-1.pdf", "review-1.pdf", "completion.pdf", "history.json")
# Who acts under a mask is refused before anybody looks at the stage.
STAGES_SEEN = ("draft", "negotiating", "signing", "reviewed", "frozen") if SOAK else ("signing", "reviewed")
_WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b.*?[\"`](\w+)[\"`]", re.IGNORECASE | re.DOTALL)


@contextmanager
def nothing_written() -> Iterator[None]:
    """No statement of these requests changes a table of the package."""
    ours = {model._meta.db_table for model in apps.get_app_config("workmentor").get_models()}
    before = recorded()
    with CaptureQueriesContext(connection) as queries:
        yield
    assert len(queries) > 0
    written = [found[2] for query in queries if (found := _WRITES.match(query["sql"])) and found[2] in ours]
    assert written == []
    after = recorded()
    # The fields of the block itself are the staff member's own, or kept in the session: the platform sees to that.
    for name in set(before) - {"LearnerState"}:
        assert after[name] == before[name], name


@pytest.fixture(params=STAGES_SEEN)
def story(request: pytest.FixtureRequest, cast: SimpleNamespace, course: Course) -> Story:
    made = everyone(cast, course.agreement(small()))
    STAGES[request.param](made)
    return made


def everything_tried(cast: SimpleNamespace, story: Story, door: Browser) -> dict[str, int]:
    """Every act and every handler with a form that is complete and right; the statuses."""
    other = begin(SimpleNamespace(liga=cast.bram, tove=cast.tove), story.row.usage_key, COURSE_KEY)
    attempts = Attempts(story, persons(cast, story, other=other))
    usage_key = story.row.usage_key
    forms = {
        **{f"act {what}": {**attempts.data("liga", what), "act": what} for what in ACTS},
        **{
            handler: {
                "language": "en",
                "for": "other",
                "learner": "bram",
                "definition": small().full(),
                "settings": {},
                "base": "",
                "part": "frame",
                "role": "",
            }
            for handler in HANDLERS
        },
        "board bulk": {"view": "bulk", "do": "create", "text": "learner\nbram\n", "seen": ""},
    }
    with nothing_written():
        return {
            name: door.post(
                usage_key, name.split()[0], json.dumps({**data, "agreement": story.uuid}).encode()
            ).status
            for name, data in forms.items()
        }


@pytest.mark.parametrize("eyes", ["liga", "any learner"])
@pytest.mark.shows("agreement place 24", "agreement goal 12")
def test_staff_who_look_as_a_learner_change_nothing(cast: SimpleNamespace, story: Story, eyes: str) -> None:
    door = Browser(cast.tove)
    door.masquerade(getattr(cast, eyes, None))

    found = everything_tried(cast, story, door)

    for name, status in found.items():
        if name.startswith(("act", "save", "check", "preview")) or name == "begin":
            assert status in (403, 404), name


@pytest.mark.parametrize("root", [Browser.PREVIEW, Browser.STUDIO])
@pytest.mark.shows("agreement place 25", "agreement goal 12")
def test_an_author_in_studio_changes_no_agreement(cast: SimpleNamespace, story: Story, root: str) -> None:
    found = everything_tried(cast, story, Browser(cast.aad, root=root))
    may = {"save_definition", "check_definition", "preview_part"} if root == Browser.STUDIO else set()
    assert {name for name, status in found.items() if status != 403} == may


@pytest.mark.shows("agreement place 24")
def test_the_page_as_the_learner_sees_it_tells_why_and_offers_nothing_to_send(
    cast: SimpleNamespace, story: Story
) -> None:
    door = Browser(cast.tove)
    door.masquerade(cast.liga)
    with nothing_written():
        html = door.view(story.row.usage_key)
    page = Page(html)
    assert "You are viewing as a learner" in page.text
    assert "Agreement of Liga Ozola" in page.text
    assert not page.offers("act")
    assert not page.offers("begin")


def test_looking_and_taking_files_along_writes_nothing(cast: SimpleNamespace, story: Story) -> None:
    """Neither as staff under a mask nor as oneself: what was seen is told by a button, not by looking."""
    masked = Browser(cast.tove)
    masked.masquerade(cast.liga)
    for door in (masked, Browser(cast.liga), Browser(cast.tove)):
        with nothing_written():
            door.view(story.row.usage_key)
            for page in FILES:
                assert door.client.get(f"/workmentor/agreement/{story.uuid}/{page}").status_code in (200, 404)
            for page in ("board.csv", "indicators.csv", "columns.csv"):
                answer = door.client.get(f"/workmentor/agreement/board/{story.row.usage_key}/{page}")
                assert answer.status_code in (200, 404)
                answer.getvalue()  # made while it is sent


@pytest.mark.shows("agreement goal 12")
def test_what_is_looked_for_here_is_found_when_it_is_there(cast: SimpleNamespace, course: Course) -> None:
    """Liga herself writes, and the same look at the statements sees it."""
    story = everyone(cast, course.agreement(small()))
    data = {"agreement": story.uuid, "act": "comment", "path": "hours", "text": "Thirty is enough."}
    with pytest.raises(AssertionError, match="workmentor_agreement_opening"), nothing_written():
        assert Browser(cast.liga).post(story.row.usage_key, "act", json.dumps(data).encode()).status == 200


def test_what_was_opened_under_a_mask_is_not_what_the_learner_opened_last(
    cast: SimpleNamespace, course: Course
) -> None:
    story = everyone(cast, course.agreement(small()))
    door = Browser(cast.tove)
    door.masquerade(cast.liga)
    before = recorded()
    for handler in ("open", "read"):
        data = {"agreement": story.uuid, "language": "en"}
        assert door.post(story.row.usage_key, handler, json.dumps(data).encode()).status == 200
    assert recorded() == before


@pytest.mark.parametrize("is_school", [True, False])
def test_under_a_mask_a_trainer_reads_no_more_than_without_it(
    cast: SimpleNamespace, course: Course, *, is_school: bool
) -> None:
    """What a learner needs in support is for the school; a trainer who is not the school sees none of it."""
    story = everyone(cast, course.agreement(small()), apart=not is_school)
    story.does("learner", "edit", **{"f-support": "Large print.", "r-support": ""})
    door = Browser(cast.tove)
    door.masquerade(cast.liga)

    assert ("Large print." in door.view(story.row.usage_key)) is is_school
