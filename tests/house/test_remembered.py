"""What a story begins with is copied only where doing it anew would come to the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail as django_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from tests import remembered as memory
from tests.remembered import remembered

DONE: list[str] = []


@remembered
def greet(name: str) -> User:
    """Makes an account, sends a letter and has something to do after the commit."""
    DONE.append(name)
    User.objects.filter(username="gone").delete()
    django_mail.send_mail("Hello", name, None, [f"{name}@example.org"])
    transaction.on_commit(lambda: DONE.append(f"{name}, committed"))
    return User.objects.create(username=name, date_joined=timezone.now())


@pytest.fixture(autouse=True)
def nothing_remembered(db: None) -> None:
    memory._KEPT.clear()
    DONE.clear()


def twice(first: Callable[[], User], second: Callable[[], User] | None = None) -> list[tuple[User, Any]]:
    """Does something, takes back what it did to the tables, as a new test does, and does it again."""
    found = []
    for one in (first, second or first):
        point = transaction.savepoint()
        found.append((one(), memory._all_rows()))
        transaction.savepoint_rollback(point)
    return found


def test_the_second_time_the_rows_are_copied_to_the_last_number() -> None:
    User.objects.create(username="gone")

    (made, rows), (copied, same_rows) = twice(lambda: greet("liga"))

    assert DONE == ["liga"]
    assert same_rows == rows
    assert (copied.pk, copied.date_joined) == (made.pk, made.date_joined)
    assert copied is not made
    assert [letter.to for letter in django_mail.outbox] == [["liga@example.org"]] * 2


def test_what_waits_for_the_commit_waits_again(django_capture_on_commit_callbacks: Any) -> None:
    twice(lambda: greet("liga"))
    with django_capture_on_commit_callbacks(execute=True):
        greet("liga")
    assert DONE == ["liga", "liga, committed"]


def in_dutch() -> User:
    with override("nl"):
        return greet("liga")


def beside_another() -> User:
    User.objects.create(username="marta", date_joined=timezone.now())
    return greet("liga")


@pytest.mark.parametrize("other", [lambda: greet("marta"), in_dutch, beside_another])
def test_where_anything_is_different_it_is_done_anew(other: Callable[[], User]) -> None:
    twice(lambda: greet("liga"), other)
    assert len(DONE) == 2


def test_where_a_setting_is_different_it_is_done_anew(settings: Any) -> None:
    def elsewhere() -> User:
        settings.TIME_ZONE = "Europe/Riga"
        return greet("liga")

    twice(lambda: greet("liga"), elsewhere)
    assert len(DONE) == 2


def test_what_happened_just_now_is_never_long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + timedelta(minutes=5)

    def after_a_while() -> User:
        monkeypatch.setattr(timezone, "now", lambda: later)
        return greet("liga")

    (made, _), (anew, _) = twice(lambda: greet("liga"), after_a_while)
    assert len(DONE) == 2
    assert anew.date_joined - made.date_joined > timedelta(minutes=3)


@pytest.mark.django_db(transaction=True)
def test_where_the_test_itself_commits_nothing_is_copied() -> None:
    greet("liga")
    User.objects.all().delete()
    greet("liga")
    assert DONE == ["liga", "liga, committed"] * 2
