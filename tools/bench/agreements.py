"""A school with a thousand agreements: begun from tables, seen on one board, counted for the evaluation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tools.bench import budgets, whole_round
from tools.bench.clock import clocked, median, repeat
from tools.bench.row import Row, at_most, number
from tools.bench.stage import COURSE
from workmentor_xblocks.agreement.actions import bulk
from workmentor_xblocks.agreement.actions.bulk import Result
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.agreement.output import stored_pdfs
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.pages import board
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import seal
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.content import xml
from workmentor_xblocks.core.people.viewer import Role, Viewer
from workmentor_xblocks.demo.models import Enrolment

_CLASS = 500
_EVENTS = 10_000
_PART = "Agreements: 1 000 in one block"
_ONE = "One agreement"


def rows() -> Iterator[Row]:
    """Begin two classes, then look at all of them."""
    template = TEMPLATE.read(xml.parse(presets()[0].text.encode("utf-8"))).definition
    ground = Ground(
        "block-v1:WorkMentor+Bench+2026+type@workmentor_agreement+block@a", COURSE, template, "en"
    )
    trainer, _new = User.objects.get_or_create(username="tove")
    requester = Requester(trainer.id, is_staff=True)
    times: list[float] = []
    for first in ("first", "second"):
        _begin(requester, ground, _table(first), times)
    about = f"processor time for one table of {_CLASS} learners with mentor and employer, the slower of two"
    yield at_most(_PART, "begin a class", max(times) / 1000, budgets.CLASS_SECONDS, unit=" s", about=about)
    yield from _looked_at(requester, ground)
    yield from _proved_and_printed()
    yield from whole_round.rows(requester, ground, part=_ONE)


def _table(first: str) -> str:
    """A table of people who take the course."""
    users = User.objects.bulk_create(
        User(username=f"{first}{n}", first_name="Learner", last_name=str(n), email=f"{first}{n}@example.org")
        for n in range(_CLASS)
    )
    Enrolment.objects.bulk_create(Enrolment(user=user, course_key=COURSE) for user in users)
    lines = (f"{u.username},Ohm & Co,egle{u.id}@ohm.example,Marta,marta{u.id}@ohm.example" for u in users)
    return "\n".join(["learner,employer_organisation,employer_email,mentor_name,mentor_email", *lines])


def _begin(requester: Requester, ground: Ground, table: str, times: list[float]) -> None:
    with clocked(times):
        made = bulk.create(requester, ground, table, seen=bulk.digest(table))
    assert bulk.counts(made) == {Result.MADE: _CLASS}


def _looked_at(requester: Requester, ground: Ground) -> Iterator[Row]:
    viewer = Viewer(requester.user_id, requester.user_id, roles=frozenset({Role.TRAINER}))
    wanted = {"text": "learner", "waiting": "school"}
    with CaptureQueriesContext(connection) as captured:
        size = len(board.answer(requester, viewer, ground, wanted)["html"])
    about = f"statements of one page of the board, searched by name and filtered; {number(size)} characters"
    yield at_most(_PART, "SQL, board", len(captured), budgets.BOARD_SQL, about=about)
    for what, asked in (("board", {}), ("board, searched", wanted), ("figures", {"view": "indicators"})):
        times = repeat(partial(board.answer, requester, viewer, ground), make=partial(dict, asked))
        about = "processor time, median of 40 after 5 to warm up"
        yield at_most(_PART, what, median(times), budgets.BOARD_MS, unit=" ms", about=about)


def _proved_and_printed() -> Iterator[Row]:
    """A history of many links, checked as anybody can at home, and an agreement on paper."""
    thread = Thread(Agreement.objects.select_related("template").order_by("id")[0])
    told = _grown(history(thread))
    assert verify(told, told["head"]) == []
    about = f"processor time for {number(_EVENTS)} events; median of 40 after 5 to warm up"
    times = repeat(partial(verify, told), make=lambda: told["head"])
    yield at_most(_ONE, "check the history", median(times), budgets.VERIFY_MS, unit=" ms", about=about)
    about = "processor time for the usual template, hardly filled in; median of 40 after 5 to warm up"
    times = repeat(partial(stored_pdfs.make, thread), make=lambda: thread.latest)
    yield at_most(_ONE, "make the PDF", median(times), budgets.PRINT_MS, unit=" ms", about=about)


def _grown(told: dict[str, Any]) -> dict[str, Any]:
    """A history that somebody has looked at again and again."""
    links: list[dict[str, Any]] = list(told["events"])
    at = datetime.fromisoformat(links[-1]["at"].replace("Z", "+00:00"))
    while len(links) < _EVENTS:
        at += timedelta(minutes=1)
        same = {name: links[-1][name] for name in ("agreement", "state", "version", "version_sha256")}
        links.append(seal.next_event(links[-1], at=at, kind="view", actor="learner", **same).event)
    return {**told, "events": links, "head": links[-1]["hash"]}
