"""Things that people begin in a block: begun once, seen by whom they are for, changed by who may, and counted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import transaction

from tests.cast import Course
from tests.core.notes.block import ACTS, NOTES, Note, Reader
from tests.core.notes.person import Writer
from tests.people import Answer
from tests.racing import together
from workmentor_xblocks.core.actions.acts import do
from workmentor_xblocks.core.records.things import locked


@pytest.fixture
def liga(cast: SimpleNamespace, notes: str) -> Writer:
    return Writer(cast, notes, "liga")


@pytest.fixture
def tove(cast: SimpleNamespace, notes: str) -> Writer:
    return Writer(cast, notes, "tove")


def thing(answer: Answer) -> str:
    assert answer.status == 200, answer.raw
    found: str = answer.data["thing"]
    return found


class TestBeginning:
    def test_the_same_request_begins_one_and_another_one_another(self, liga: Writer) -> None:
        first = thing(liga.sends("begin", request="page-1"))
        assert thing(liga.sends("begin", request="page-1")) == first
        assert thing(liga.sends("begin", request="page-2")) != first
        assert thing(liga.sends("begin")) != thing(liga.sends("begin"))
        assert Note.objects.count() == 4

    def test_what_two_people_s_pages_call_the_same_is_begun_by_each(self, liga: Writer, tove: Writer) -> None:
        assert thing(liga.sends("begin", request="page-1")) != thing(tove.sends("begin", request="page-1"))

    @pytest.mark.parametrize("person", ["nobody", "olaf", "tove as liga"])
    def test_who_may_write_nothing_begins_nothing(
        self, cast: SimpleNamespace, notes: str, person: str
    ) -> None:
        answer = Writer(cast, notes, person).sends("begin")
        assert answer.status == 403
        assert not Note.objects.exists()


class TestSeeing:
    def test_it_is_there_for_the_writer_and_for_whom_it_is_shown(self, liga: Writer, tove: Writer) -> None:
        note = thing(liga.sends("begin"))
        assert tove.sends("read", thing=note).status == 404
        liga.acts("show", note)
        assert tove.sends("read", thing=note).data["may"] == ["read", "say"]
        assert liga.sends("read", thing=note).data["may"] == ["read", "say", "write"]

    def test_in_another_block_it_is_not_there(self, liga: Writer, course: Course) -> None:
        note = thing(liga.sends("begin"))
        liga.notes = course.put("workmentor_notes")
        assert liga.sends("read", thing=note).status == 404
        assert liga.acts("save", note, **{"f-title": "x"}).status == 404

    def test_behind_somebody_s_back_nobody_looks(self, cast: SimpleNamespace, liga: Writer) -> None:
        note = thing(liga.sends("begin"))
        masked = Writer(cast, liga.notes, "tove as liga")
        assert masked.sends("read", thing=note).status == 404

    def test_who_is_told_of_it_is_asked_as_who_stands_before_it(
        self, cast: SimpleNamespace, liga: Writer
    ) -> None:
        note = Note.objects.get(uuid=thing(liga.sends("begin")))
        liga.acts("show", note.uuid)
        note.refresh_from_db()
        for user, may in (
            (cast.liga, {"read", "say", "write"}),
            (cast.tove, {"read", "say"}),
            (cast.marta, set()),
        ):
            reader = Reader.of_account(user.id, note)
            assert NOTES.of(reader, reader.now, note).may == may


class TestActing:
    def test_each_act_is_counted_and_has_its_day(self, liga: Writer) -> None:
        note = thing(liga.sends("begin"))
        assert liga.acts("save", note, **{"f-title": "The press"}).data["rev"] == 1
        assert liga.acts("show", note).data["rev"] == 2
        row = Note.objects.get()
        assert (row.draft, row.is_shown, row.rev) == ({"title": "The press"}, True, 2)
        assert row.changed_at > row.created_at

    def test_who_may_only_read_is_told_so_and_a_stranger_nothing(self, liga: Writer, tove: Writer) -> None:
        note = thing(liga.sends("begin"))
        assert tove.acts("save", note, **{"f-title": "mine"}).status == 404
        liga.acts("show", note)
        assert tove.acts("save", note, **{"f-title": "mine"}).status == 403
        assert tove.acts("burn", note).status == 404
        assert Note.objects.get().draft == {}

    def test_what_cannot_be_read_changes_nothing(self, liga: Writer) -> None:
        note = thing(liga.sends("begin"))
        assert liga.acts("save", note, **{"f-day": "Monday"}).status == 400
        assert Note.objects.get().rev == 0

    def test_a_thing_is_held_inside_a_transaction_only(self, transactional_db: None) -> None:
        with pytest.raises(transaction.TransactionManagementError):
            locked(Note.objects.all(), "any")

    def test_a_row_is_called_by_its_name(self, liga: Writer) -> None:
        note = thing(liga.sends("begin"))
        assert str(Note.objects.get()) == f"note {note}"


@pytest.mark.mariadb
@pytest.mark.usefixtures("_notes_block")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_begin_at_the_same_moment_the_second_gets_what_the_first_made(level: str) -> None:
    usage_key = f"block of {level}"
    liga = Reader(7, usage_key=usage_key, course_key="course")
    begun = together(*[lambda: NOTES.begin(liga, "page-1").row.uuid] * 4)
    assert begun == [Note.objects.get(usage_key=usage_key).uuid] * 4
    notes = together(*[lambda: written(liga, begun[0])] * 4)
    assert sorted(notes) == [1, 2, 3, 4]
    Note.objects.all().delete()


def written(reader: Reader, uuid: str) -> int:
    """Which change of the note this one was."""
    rev: int = do(ACTS, "show", reader, uuid, {}).held.row.rev
    return rev
