"""A paper of many pages is made by a task: whoever asks is told so, and gets it at the same address when it is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.utils import timezone

from tests.agreement.driving import Story, begin
from tests.agreement.papers import Filled, with_value
from tests.agreement.small import small
from tests.agreement.telling import GUEST
from tests.agreement.test_pages import address, browser, text_of
from tests.agreement.visiting import Visitor, everything, invited
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions import erasure
from workmentor_xblocks.agreement.output import long_pdfs, papers
from workmentor_xblocks.agreement.output.long_pdfs import KEPT, LONGEST, PATIENCE, lines
from workmentor_xblocks.agreement.records.attached_tables import LONG_PRINT, StoredFile
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.core.output import daily
from workmentor_xblocks.core.output.printing.drawing import draw
from workmentor_xblocks.core.output.printing.parts import Paper
from workmentor_xblocks.core.people import undecided
from workmentor_xblocks.core.people.undecided import UndecidedErasure

pytestmark = pytest.mark.thorough

TOLD = "This paper is long, so it takes a few minutes."
LONG_TEXT = "x\n" * 999 + "the end."  # as long as one field takes
PAPER = "/workmentor/guest/agreement.pdf"


@pytest.fixture(autouse=True)
def private_files(settings: Any, tmp_path: Path) -> Path:
    settings.WORKMENTOR_FILES_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def draft(story: Story) -> Story:
    """A text of many pages, in which the employer's person is named."""
    return lengthened(story)


def lengthened(story: Story) -> Story:
    invited(story)
    story.fills("employer", tasks=LONG_TEXT)
    story.fills("learner", wishes=LONG_TEXT)
    return story


@pytest.fixture
def queue(django_capture_on_commit_callbacks: Any) -> Any:
    """What is queued inside runs at its end, as a worker would."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def asked() -> list[StoredFile]:
    return list(StoredFile.objects.filter(kind=LONG_PRINT))


# --- what is long ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["x\n" * 100, "x" * 6_000, "|x" * 100], ids=["lines", "letters", "cells"])
def test_lines_letters_and_the_cells_of_an_author_count(value: str) -> None:
    assert lines(with_value(value)) == lines(with_value("x")) + 100


def test_the_usual_agreement_is_not_long() -> None:
    assert lines(Filled("en").paper()) < LONGEST / 2


@pytest.mark.parametrize("over", [0, 1])
def test_what_is_over_the_limit_and_only_that_is_left_to_the_queue(
    story: Story, cast: SimpleNamespace, over: int
) -> None:
    def paper() -> Paper:
        return papers.of_version(story.thread, story.thread.latest)

    invited(story)
    story.fills("learner", wishes=LONG_TEXT)
    story.fills("employer", tasks="x")
    story.fills("employer", tasks="x\n" * (LONGEST + over - lines(paper())) + "x")
    assert lines(paper()) == LONGEST + over
    answer = browser(cast.liga).get(address(story))
    assert answer.status_code == (202 if over else 200)
    if not over:
        assert answer.content == draw(paper())
    assert len(asked()) == over


# --- asked for, told, handed out ------------------------------------------------------------------------------------


def test_who_asks_is_told_in_a_sentence_and_finds_it_at_the_same_address(
    draft: Story, cast: SimpleNamespace, queue: Any
) -> None:
    with queue():
        answer = browser(cast.liga).get(address(draft))
    assert answer.status_code == 202
    assert TOLD in " ".join(answer.content.decode().split())
    assert f'href="{address(draft)}"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]

    again = browser(cast.tove).get(address(draft))
    assert (again.status_code, again["Content-Type"]) == (200, "application/pdf")
    assert again.content == draw(papers.of_version(draft.thread, draft.thread.latest))
    assert "the end." in text_of(again.content)


def test_a_guest_is_told_the_same_and_gets_it_too(story: Story, queue: Any) -> None:
    link = invited(story)
    lengthened(story)
    egle = Visitor().enters(link)
    with queue():
        egle.reads(PAPER)
    assert egle.status == 202
    assert TOLD in egle.text
    assert egle.reads(PAPER).answer.body.startswith(b"%PDF")
    assert egle.reads(GUEST).status == 200


@pytest.mark.django_db(transaction=True)
def test_where_the_queue_works_at_once_nobody_waits(
    cast: SimpleNamespace, usage_key: str, private_files: Path
) -> None:
    story = begin(cast, usage_key, COURSE_KEY, small())
    lengthened(story)
    assert browser(cast.liga).get(address(story)).content.startswith(b"%PDF")


def test_asked_for_twice_it_is_made_once(
    draft: Story, cast: SimpleNamespace, queue: Any, private_files: Path
) -> None:
    with queue() as tasks:
        assert [browser(who).get(address(draft)).status_code for who in (cast.liga, cast.tove)] == [202, 202]
    assert len(tasks) == 1
    (row,) = asked()
    client = browser(cast.liga)
    before = everything()
    long_pdfs.make(row.uuid, long_pdfs.Sheet.VERSION, 1)  # a queue may bring a task twice
    assert client.get(address(draft)).status_code == 200
    assert everything() == before
    assert len(kept(private_files)) == 1


def test_a_review_goes_the_same_way(story: Story, cast: SimpleNamespace, queue: Any) -> None:
    story.ready().signed()
    Agreement.objects.update(state="active")
    story.does("school", "open_review")
    parts = {"learner": "own_voice", "employer": "seen", "school": "school_view"}
    for who, field in parts.items():
        story.does(who, "submit_part", **{f"f-{field}": LONG_TEXT}, send="1")
    assert browser(cast.liga).get(address(story)).status_code == 200
    with queue():
        assert browser(cast.liga).get(address(story, "review-1.pdf")).status_code == 202
    text = text_of(browser(cast.liga).get(address(story, "review-1.pdf")).content)
    assert "Review 1" in text
    assert "the end." in text


def test_the_end_goes_the_same_way(cast: SimpleNamespace, usage_key: str, queue: Any) -> None:
    fields = [
        {"id": name, "label": name, "kind": "text", "owners": ["school"]} for name in ("hull", "deck", "mast")
    ]
    story = begin(cast, usage_key, COURSE_KEY, small(completion_fields=fields)).ready().signed()
    Agreement.objects.update(state="active")
    told = {f"f-{field['id']}": LONG_TEXT for field in fields}
    story.does("school", "complete", **told, text="All outcomes were reached early.")
    with queue():
        assert browser(cast.liga).get(address(story, "completion.pdf")).status_code == 202
    text = text_of(browser(cast.liga).get(address(story, "completion.pdf")).content)
    assert "Completion record" in text
    assert text.count("the end.") == 3


@pytest.mark.parametrize("page", ["review-1.pdf", "completion.pdf"])
def test_the_short_sheet_of_a_long_agreement_is_printed_at_once(
    cast: SimpleNamespace, usage_key: str, page: str
) -> None:
    definition = small(introduction="Boats are built here.\n" * 1_990)
    story = begin(cast, usage_key, COURSE_KEY, definition).ready().signed()
    Agreement.objects.update(state="active")
    if page == "review-1.pdf":
        story.does("school", "open_review")
        story.does("learner", "submit_part", **{"f-own_voice": "Fine."}, send="1")
    else:
        story.does("school", "complete", **{"f-hours_done": "700"}, text="All was reached early.")
    assert browser(cast.liga).get(address(story)).status_code == 202
    assert browser(cast.liga).get(address(story, page)).status_code == 200


def test_a_text_that_was_changed_meanwhile_is_asked_for_anew(
    draft: Story, cast: SimpleNamespace, queue: Any, private_files: Path
) -> None:
    with queue():
        browser(cast.liga).get(address(draft))
        draft.fills("employer", tasks=f"{LONG_TEXT} Really.")
    assert not kept(private_files)
    with queue():
        assert browser(cast.liga).get(address(draft)).status_code == 202
    assert "Really." in text_of(browser(cast.liga).get(address(draft)).content)


def test_one_that_never_came_is_asked_for_again(draft: Story, cast: SimpleNamespace, queue: Any) -> None:
    browser(cast.liga).get(address(draft))  # and the queue lost it
    with queue() as tasks:
        browser(cast.liga).get(address(draft))
    assert tasks == []
    StoredFile.objects.update(created_at=timezone.now() - PATIENCE)
    with queue() as tasks:
        assert browser(cast.liga).get(address(draft)).status_code == 202
    assert len(tasks) == 1
    assert browser(cast.liga).get(address(draft)).status_code == 200


def test_one_that_is_gone_from_the_storage_is_made_again(
    draft: Story, cast: SimpleNamespace, queue: Any, private_files: Path
) -> None:
    with queue():
        browser(cast.liga).get(address(draft))
    (path,) = kept(private_files)
    path.unlink()
    with queue():
        assert browser(cast.liga).get(address(draft)).status_code == 202
    assert browser(cast.liga).get(address(draft)).status_code == 200


# --- who, and how long ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["mikael", "runa", "olaf", ""])
def test_who_takes_no_part_asks_for_nothing_and_gets_nothing(
    draft: Story, cast: SimpleNamespace, queue: Any, who: str
) -> None:
    outsider = browser(getattr(cast, who, None))
    assert outsider.get(address(draft)).status_code == 404
    assert asked() == []
    with queue():
        browser(cast.liga).get(address(draft))
    assert outsider.get(address(draft)).status_code == 404


def test_it_is_deleted_after_a_day(
    draft: Story, cast: SimpleNamespace, queue: Any, private_files: Path
) -> None:
    with queue():
        browser(cast.liga).get(address(draft))
    made_on = asked()[0].created_at
    with queue():
        daily.run(now=made_on + KEPT - timedelta(seconds=1))
    assert len(asked()) == len(kept(private_files)) == 1
    with queue():
        outcomes = daily.run(now=made_on + KEPT)
    assert [one.done for one in outcomes if one.name == "agreement: clear long prints"] == [1]
    assert (asked(), kept(private_files)) == ([], [])


def undecided_about(story: Story) -> None:
    (party,) = (one for one in story.thread.here if one.role == "employer")
    undecided.note(1, [party])
    (entry,) = UndecidedErasure.objects.all()
    undecided.erase(entry.pk)


def erased(story: Story) -> None:
    story.does("school", "cancel", text="The placement does not take place.")
    assert erasure.erase_text(story.uuid)


FORGETTING = {
    "retired account": lambda story, cast: erasure.retire_user(cast.liga.id),
    "retired address": lambda story, cast: erasure.retire_address("egle@ohm.example"),
    "details of a person that the operator decided about": lambda story, cast: undecided_about(story),
    "erased agreement": lambda story, cast: erased(story),
}


@pytest.mark.parametrize("name", FORGETTING)
@pytest.mark.parametrize("is_made", [True, False], ids=["made", "being made"])
def test_forgetting_takes_it_and_what_is_being_made(
    draft: Story, cast: SimpleNamespace, queue: Any, private_files: Path, name: str, is_made: bool
) -> None:
    with queue():
        browser(cast.tove).get(address(draft))
        if not is_made:
            FORGETTING[name](draft, cast)
    if is_made:
        assert len(kept(private_files)) == 1
        with queue():
            FORGETTING[name](draft, cast)
    assert (asked(), kept(private_files)) == ([], [])


class Meanwhile(FileSystemStorage):
    """A storage that takes its time: something else happens before the first file is there."""

    happens: list[Callable[[], object]] = []

    def _save(self, name: str, content: Any) -> str:
        while self.happens:
            self.happens.pop()()
        return str(super()._save(name, content))


def test_a_person_who_is_forgotten_while_it_is_printed_stands_in_none_that_is_kept(
    draft: Story, cast: SimpleNamespace, queue: Any, private_files: Path, settings: Any
) -> None:
    backend = {"BACKEND": f"{__name__}.Meanwhile", "OPTIONS": {"location": str(private_files)}}
    settings.STORAGES = {**settings.STORAGES, "workmentor": backend}
    browser(cast.tove).get(address(draft))
    (row,) = asked()
    Meanwhile.happens.append(lambda: erasure.retire_address("egle@ohm.example"))
    with queue():
        long_pdfs.make(row.uuid, long_pdfs.Sheet.VERSION, 1)
    assert Meanwhile.happens == []
    assert (asked(), kept(private_files)) == ([], [])
