"""The one door to what people do: what the database undid is done once more, and what could be kept is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import pytest
from django.db import OperationalError, transaction

from workmentor_xblocks.core.actions.acts import DEADLOCK, TRIES, Done, Row, do, once
from workmentor_xblocks.core.actions.requester import Requester
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.forms.inputs import Data, Input, Text
from workmentor_xblocks.core.people.profile import WorkplaceProfile, remember
from workmentor_xblocks.core.people.viewer import WhyNot

KEPT, MOVED_ON, NEEDED = (Message(code, code) for code in ("kept", "moved_on", "needed"))
MARTA = Requester(7)


class Unlucky:
    """An act that waits for another one so often: the database undoes it, as MariaDB does, and says so."""

    def __init__(self, *errors: int) -> None:
        self.errors = list(errors)
        self.tried = 0

    def __call__(self, _acting: Requester, uuid: str, _data: Data) -> Done:
        self.tried += 1
        with transaction.atomic():
            remember(7, learner=f"Liga {self.tried}", company="")
            if self.errors:
                raise OperationalError(self.errors.pop(), "try restarting transaction")
        return Done(uuid, KEPT)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", range(TRIES))
def test_what_a_deadlock_undid_is_done_once_more(times: int) -> None:
    act = Unlucky(*[DEADLOCK] * times)
    assert do({"write": act}, "write", MARTA, "u", {}).said == KEPT
    assert act.tried == times + 1
    assert WorkplaceProfile.objects.get().learner == f"Liga {times + 1}"


@pytest.mark.django_db(transaction=True)
def test_after_five_tries_it_is_told_and_nothing_is_left_behind() -> None:
    act = Unlucky(*[DEADLOCK] * TRIES)
    with pytest.raises(OperationalError):
        do({"write": act}, "write", MARTA, "u", {})
    assert act.tried == TRIES
    assert not WorkplaceProfile.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_any_other_fault_is_told_at_once() -> None:
    act = Unlucky(2006)
    with pytest.raises(OperationalError):
        do({"write": act}, "write", MARTA, "u", {})
    assert act.tried == 1


@pytest.mark.django_db(transaction=True)
def test_within_another_transaction_nothing_is_done_again_because_that_one_is_lost_too() -> None:
    act = Unlucky(DEADLOCK)
    with pytest.raises(OperationalError), transaction.atomic():
        do({"write": act}, "write", MARTA, "u", {})
    assert act.tried == 1


def test_an_act_that_is_none_is_not_there() -> None:
    with pytest.raises(NotFound) as refused:
        do({}, "write", MARTA, "u", {})
    assert refused.value.message.code == "no_such_act"


class Names(Input):
    learner: Annotated[str, Text(60, needed=NEEDED)]


class OnProfile(Row[Requester, Requester, Names]):
    """Acts on one's own profile."""

    @contextmanager
    def hold(self, requester: Requester, _uuid: str, _data: Data) -> Iterator[Requester]:
        requester.require_writing()
        with transaction.atomic():
            yield requester


def write(held: Requester, form: Names) -> Done:
    assert held.user_id is not None
    remember(held.user_id, learner=form.learner, company="")
    return Done("u", KEPT, but=Changed(MOVED_ON) if form.learner == "Bram" else None)


ACTS = {"write": OnProfile(Names, write)}


def test_who_may_not_is_told_before_the_form_is_read(db: None) -> None:
    with pytest.raises(NotAllowed):
        do(ACTS, "write", Requester(7, why_not=WhyNot.MASQUERADING), "u", {})
    with pytest.raises(BadInput):
        do(ACTS, "write", MARTA, "u", {})
    assert not WorkplaceProfile.objects.exists()


def test_what_could_be_kept_is_kept_though_the_rest_is_refused(db: None) -> None:
    with pytest.raises(Changed):
        do(ACTS, "write", MARTA, "u", {"learner": "Bram"})
    assert WorkplaceProfile.objects.get().learner == "Bram"


def test_a_request_has_another_name_in_another_thing() -> None:
    assert once("one", "page-1") == once("one", "page-1") != once("other", "page-1")
    assert once("one", "") is None
