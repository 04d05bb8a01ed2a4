"""Letters go out after the act that they tell of, once, and nothing of what they say rests in a table."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from workmentor_xblocks import tasks
from workmentor_xblocks.core.output import mail
from workmentor_xblocks.core.output.mail import Letter
from workmentor_xblocks.core.records import outbox
from workmentor_xblocks.core.records.outbox import WAITS, OutgoingMail, Problem
from workmentor_xblocks.host import queue

ADDRESSES = {"greta": "greta.mertens@example.org", "ivar": "ivar@county.example.org"}
LINK = "https://example.org/guest/#vv0rIIsSecret"


class Writer:
    """Writes the stories' letters; ``gave_up`` is what it heard of those that were not to be sent."""

    def __init__(self) -> None:
        self.gave_up: list[tuple[Mapping[str, Any], Problem]] = []
        self.people = dict(ADDRESSES)

    def invitation(self, about: Mapping[str, Any]) -> Letter | None:
        address = self.people.get(about["party"])
        if address is None:
            return None
        with override("nb"):
            return Letter(address, "nb", "Liga Ozola ber deg", f"Åpne {LINK}", f"<a href='{LINK}'>Åpne</a>")

    def broken(self, about: Mapping[str, Any]) -> Letter:
        raise KeyError("greta.mertens@example.org")

    def failed(self, about: Mapping[str, Any], problem: Problem) -> None:
        self.gave_up.append((about, problem))


@pytest.fixture
def writer() -> Iterator[Writer]:
    made = Writer()
    mail.register("story.invitation", made.invitation, on_failed=made.failed)
    mail.register("story.broken", made.broken)
    yield made
    mail.register("story.invitation", lambda about: None)
    mail.register("story.broken", lambda about: None)


@pytest.fixture
def backend(settings: Any) -> Callable[[str], None]:
    """Change the mail service."""

    def use(name: str) -> None:
        settings.EMAIL_BACKEND = f"tests.mailing.{name}"

    return use


def try_again_now() -> None:
    """As if the time until the next try had passed."""
    OutgoingMail.objects.update(not_before=timezone.now())


class TestAsking:
    @pytest.mark.shows("agreement pitfall 30")
    def test_a_letter_goes_out_after_the_commit(
        self, db: None, writer: Writer, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
    ):
        with django_capture_on_commit_callbacks(execute=True):
            with transaction.atomic():
                mail.post("story.invitation", {"agreement": "a1", "party": "greta"})
            assert not mailoutbox
        (sent,) = mailoutbox
        assert (sent.to, sent.subject) == ([ADDRESSES["greta"]], "Liga Ozola ber deg")
        assert LINK in sent.body
        assert sent.alternatives[0][1] == "text/html"
        assert OutgoingMail.objects.get().sent_at

    @pytest.mark.shows("agreement pitfall 30")
    def test_what_was_not_done_is_not_told(
        self, db: None, writer: Writer, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
    ):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            mail.post("story.invitation", {"party": "greta"})
            transaction.set_rollback(True)
        assert not mailoutbox
        assert not OutgoingMail.objects.exists()

    def test_no_table_holds_names_addresses_or_links(self, db: None, writer: Writer, mailoutbox: list[Any]):
        mail.post("story.invitation", {"party": "greta"})
        mail.send_due()
        assert mailoutbox
        kept = str(list(OutgoingMail.objects.values()))
        assert not [word for word in ("Liga", "@", "Secret", "example.org") if word in kept]

    @pytest.mark.parametrize("words", ["Liga Ozola", "two\nlines", "x" * 300])
    def test_words_are_no_subject_for_a_row(self, db: None, words: str):
        with pytest.raises(ValueError, match="'note' is no id or code"):
            mail.post("story.invitation", {"party": "greta", "note": words})

    def test_the_row_says_for_whom(self, db: None):
        mail.post("story.invitation", {"party": "greta", "user": 7})
        row = OutgoingMail.objects.get()
        assert (row.to_party, row.to_user_id) == ("greta", 7)

    def test_of_letters_with_one_key_the_first_is_sent(self, db: None, writer: Writer, mailoutbox: list[Any]):
        with transaction.atomic():
            for party in ("greta", "ivar", "greta"):
                mail.post("story.invitation", {"party": party}, once_key="reminder:2026-11-21")
            assert OutgoingMail.objects.count() == 1
        mail.send_due()
        assert [sent.to for sent in mailoutbox] == [[ADDRESSES["greta"]]]

    def test_a_key_that_would_be_cut_off_is_refused(self, db: None):
        with pytest.raises(ValueError, match="120 characters"):
            mail.post("story.invitation", {}, once_key="k" * 121)

    def test_a_letter_for_later_waits(
        self, db: None, writer: Writer, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
    ):
        with django_capture_on_commit_callbacks(execute=True) as asked:
            mail.post("story.invitation", {"party": "greta"}, not_before=timezone.now() + timedelta(hours=1))
        assert not asked
        assert mail.send_due() == (0, 0)
        try_again_now()
        assert mail.send_due() == (1, 0)

    def test_a_queue_that_is_down_undoes_nothing(
        self, db: None, django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
    ):
        with django_capture_on_commit_callbacks(execute=True):
            queue.after_commit("workmentor_xblocks.tasks.there_is_no_such_task")
        assert "there_is_no_such_task" in caplog.text


class TestSending:
    def test_it_is_one_line_in_every_header_and_tells_machines_not_to_answer(
        self, db: None, writer: Writer, mailoutbox: list[Any]
    ):
        mail.register(
            "story.invitation",
            lambda about: Letter("a@example.org", "lv", "Liga\r\nBcc: all@example.org\u2028x", "…"),
        )
        mail.post("story.invitation", {})
        mail.send_due()
        message = mailoutbox[0].message()
        assert message["Subject"] == "Liga Bcc: all@example.org x"
        assert message["Bcc"] is None
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["Content-Language"] == "lv"
        assert OutgoingMail.objects.get().uuid in message["Message-ID"]

    def test_colleagues_get_one_letter(self, db: None, writer: Writer, mailoutbox: list[Any]):
        mail.register("story.invitation", lambda about: Letter(tuple(ADDRESSES.values()), "en", "s", "t"))
        mail.post("story.invitation", {})
        mail.send_due()
        assert [sent.to for sent in mailoutbox] == [list(ADDRESSES.values())]

    def test_the_writers_language_is_not_left_behind(self, db: None, writer: Writer):
        mail.post("story.invitation", {"party": "greta"})
        with override("en"):
            mail.send_due()
            assert gettext("Yes") == "Yes"

    def test_who_is_gone_is_not_written_to(self, db: None, writer: Writer, mailoutbox: list[Any]):
        mail.post("story.invitation", {"party": "greta"})
        writer.people.clear()
        mail.send_due()
        row = OutgoingMail.objects.get()
        assert not mailoutbox
        assert (row.problem, row.sent_at) == (Problem.NOBODY, None)
        assert not writer.gave_up
        assert not outbox.waiting().exists()

    def test_sent_is_sent(self, db: None, writer: Writer, mailoutbox: list[Any]):
        mail.post("story.invitation", {"party": "greta"})
        uuid = OutgoingMail.objects.get().uuid
        assert mail.send(uuid)
        assert not mail.send(uuid)
        try_again_now()
        assert mail.send_due() == (0, 0)
        assert len(mailoutbox) == 1

    def test_inside_a_transaction_nothing_is_sent(self, db: None, writer: Writer, mailoutbox: list[Any]):
        mail.post("story.invitation", {"party": "greta"})
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
            mail.send_due()
        assert not mailoutbox

    def test_a_row_that_another_sender_took_is_left_alone(self, db: None, writer: Writer):
        mail.post("story.invitation", {"party": "greta"})
        mine, theirs = OutgoingMail.objects.get(), OutgoingMail.objects.get()
        now = timezone.now()
        assert outbox.take(theirs, now=now)
        assert not outbox.take(mine, now=now)


class TestFailing:
    def test_a_service_that_is_down_is_tried_again_and_given_up_in_the_end(
        self,
        db: None,
        writer: Writer,
        backend: Callable[[str], None],
        caplog: pytest.LogCaptureFixture,
    ):
        backend("Down")
        mail.post("story.invitation", {"party": "greta"})
        for tries, wait in enumerate(WAITS, start=1):
            assert not writer.gave_up
            before = timezone.now()
            assert mail.send_due() == (0, 1)
            row = OutgoingMail.objects.get()
            assert row.tries == tries
            assert row.not_before >= before + wait
            assert mail.send_due() == (0, 0)
            try_again_now()
        assert writer.gave_up == [({"party": "greta"}, Problem.UNSENT)]
        assert OutgoingMail.objects.get().problem == Problem.UNSENT
        assert mail.send_due() == (0, 0)
        assert "ConnectionRefusedError" in caplog.text
        assert "greta" not in caplog.text

    def test_when_the_service_is_back_the_letter_goes(
        self, db: None, writer: Writer, backend: Callable[[str], None], settings: Any, mailoutbox: list[Any]
    ):
        works = settings.EMAIL_BACKEND
        backend("Busy")
        mail.post("story.invitation", {"party": "greta"})
        assert mail.send_due() == (0, 1)
        settings.EMAIL_BACKEND = works
        try_again_now()
        assert mail.send_due() == (1, 0)
        assert mailoutbox
        assert not writer.gave_up

    def test_an_address_that_does_not_exist_is_told_at_once(
        self,
        db: None,
        writer: Writer,
        backend: Callable[[str], None],
        caplog: pytest.LogCaptureFixture,
    ):
        backend("Unknown")
        mail.post("story.invitation", {"party": "greta"})
        assert mail.send_due() == (0, 1)
        assert writer.gave_up == [({"party": "greta"}, Problem.REFUSED)]
        assert "greta" not in caplog.text

    @pytest.mark.parametrize("kind", ["story.broken", "story.of_a_newer_release"])
    def test_a_letter_that_cannot_be_written_holds_back_no_other(
        self, db: None, writer: Writer, mailoutbox: list[Any], kind: str, caplog: pytest.LogCaptureFixture
    ):
        mail.post(kind, {"party": "greta"})
        mail.post("story.invitation", {"party": "ivar"})
        assert mail.send_due() == (1, 1)
        assert [sent.to for sent in mailoutbox] == [[ADDRESSES["ivar"]]]
        assert outbox.waiting().get().kind == kind
        assert "greta" not in caplog.text


@pytest.mark.shows("platform fact 63")
class TestDoors:
    def test_the_task_sends_its_letter_and_takes_along_what_waits(
        self, db: None, writer: Writer, mailoutbox: list[Any]
    ):
        mail.post("story.invitation", {"party": "greta"})
        mail.post("story.invitation", {"party": "ivar"})
        tasks.send_mail.delay(OutgoingMail.objects.earliest("id").uuid)
        assert len(mailoutbox) == 2
        tasks.send_mail.delay("gone")

    def test_the_command_sends_and_counts(self, db: None, writer: Writer, mailoutbox: list[Any]):
        for _ in range(3):
            mail.post("story.invitation", {"party": "greta"})
        assert command("workmentor_send_mail", dry_run=True) == "due: 3\n"
        assert command("workmentor_send_mail", limit=2) == "sent: 2, not sent: 0, still waiting: 1\n"
        assert len(mailoutbox) == 2


class TestForgetting:
    def test_a_person_s_letters_are_erased_and_not_sent(
        self, db: None, writer: Writer, mailoutbox: list[Any]
    ):
        mail.post("story.invitation", {"party": "greta", "user": 7})
        mail.post("story.invitation", {"party": "ivar", "user": 8})
        assert (outbox.erase(7), outbox.erase(7)) == (1, 0)
        assert mail.send_due() == (1, 0)

    def test_old_rows_go_unless_they_wait(self, db: None, writer: Writer):
        mail.post("story.invitation", {"party": "greta"})
        mail.send_due()
        mail.post("story.invitation", {"party": "ivar"})
        later = timezone.now() + outbox.KEPT_FOR + timedelta(days=1)
        assert outbox.forget_old(timezone.now()) == 0
        assert OutgoingMail.objects.count() == 2
        assert outbox.forget_old(later) == 1
        assert OutgoingMail.objects.get().to_party == "ivar"


@pytest.mark.django_db(transaction=True)
def test_four_senders_at_once_send_each_letter_once(writer: Writer, mailoutbox: list[Any]):
    four_senders(mailoutbox)


@pytest.mark.mariadb
@pytest.mark.django_db(transaction=True)
def test_the_same_where_writers_do_not_wait_for_the_whole_file(writer: Writer, mailoutbox: list[Any]):
    four_senders(mailoutbox)


def four_senders(mailoutbox: list[Any]) -> None:
    for _ in range(30):
        outbox.add("story.invitation", {"party": "greta"})
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        mail.send_due()
        connection.close()

    senders = [threading.Thread(target=work) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len({sent.extra_headers["Message-ID"] for sent in mailoutbox}) == len(mailoutbox) == 30
    assert not outbox.waiting().exists()


def test_what_a_command_cannot_read_is_its_own_error_and_nothing_is_sent(mailoutbox: list[Any]) -> None:
    with pytest.raises(CommandError, match="cannot read"):
        command("workmentor_send_mail", limit="many")
    assert mailoutbox == []


def command(name: str, **options: Any) -> str:
    """What the command prints."""
    said = StringIO()
    call_command(name, stdout=said, **options)
    return said.getvalue()
