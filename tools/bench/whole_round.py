"""One agreement from the first line to the paper, as its acts go, with the template that a new block begins with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from tools.bench import budgets
from tools.bench.clock import clocked, median
from tools.bench.row import Row, at_most
from workmentor_xblocks.agreement.actions import new_agreement
from workmentor_xblocks.agreement.actions.acts import act
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Field, Kind
from workmentor_xblocks.agreement.output import stored_pdfs
from workmentor_xblocks.agreement.records import keys, thread as threads
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.demo.models import Enrolment

_ROUNDS = 5
_EMPLOYER = {"party": "employer", "name": "Egle Petrauskaite", "organisation": "Ohm & Co"}


def rows(requester: Requester, ground: Ground, *, part: str) -> Iterator[Row]:
    """Begin, fill in, invite, two remarks, fix, three signatures, print."""
    times: list[float] = []
    for number in range(_ROUNDS):
        learner = User.objects.create(username=f"round{number}", first_name="Learner", last_name=str(number))
        Enrolment.objects.create(user=learner, course_key=ground.course_key)
        with clocked(times):
            _round(requester, ground, Requester(learner.id))
    about = f"processor time from the first line to the paper, with two remarks and three signatures; median of {_ROUNDS}"
    yield at_most(part, "a whole round", median(times) / 1000, budgets.ROUND_SECONDS, unit=" s", about=about)


def _round(school: Requester, ground: Ground, learner: Requester) -> None:
    uuid = fixed(school, ground, learner)
    employer = Requester(None, party=_party(uuid, "employer"))
    for who, name in ((learner, "Learner"), (employer, "Egle Petrauskaite"), (school, "Tove")):
        does(uuid, who, "sign", **read(uuid), **_code(uuid, who), consent="on", name=name)
    thread = _thread(uuid)
    assert thread.state is State.SIGNED
    assert stored_pdfs.make(thread, thread.latest).startswith(b"%PDF")


def fixed(school: Requester, ground: Ground, learner: Requester) -> str:
    """Bring an agreement to where everybody can sign; answers its uuid."""
    people = {"school": {"name": "Tove", "organisation": "Riga Technical School"}}
    uuid = new_agreement.start(school, ground, Plan(learner.user_id, people=people)).uuid
    step = partial(does, uuid)
    step(school, "edit", **_filled_in(_thread(uuid)))
    step(school, "name_person", **_EMPLOYER)
    step(school, "invite", party="employer", email="egle@ohm.example")
    employer = Requester(None, party=_party(uuid, "employer"))
    for who in (learner, employer):
        step(who, "comment", text="Can we begin a week later?")
    step(school, "freeze")
    return uuid


def does(uuid: str, who: Requester, what: str, /, **data: Any) -> None:
    """One act, as the block's handler and a guest's page call it."""
    act(what, who, uuid, data)


def _filled_in(thread: Thread) -> dict[str, str]:
    """A form with something in every field that has to be filled in and is not suggested already."""
    definition, there = thread.definition, thread.values()
    today = timezone.localdate()
    dates = {definition.start_field: today + timedelta(30), definition.end_field: today + timedelta(400)}
    return {
        name: value
        for field in definition.fields
        if field.required and field.id not in there
        for name, value in _entry(field, str(dates.get(field.id, today))).items()
    }


def _entry(field: Field, day: str) -> Mapping[str, str]:
    if field.kind == Kind.ROWS:
        return {f"f-{field.id}-0-{column.id}": "Wires a switchboard." for column in field.columns}
    value = {Kind.DATE: day, Kind.NUMBER: "8", Kind.YES_NO: "yes"}.get(
        Kind(field.kind), "As agreed at the talk."
    )
    return {f"f-{field.id}": field.options[0].id if field.options else value}


def _thread(uuid: str) -> Thread:
    found = threads.find(uuid)
    assert found is not None
    return found


def _party(uuid: str, role: str) -> str:
    found = _thread(uuid).party(role)
    assert found is not None
    return found.uuid


def read(uuid: str) -> dict[str, str]:
    """What a form of signing says of the text that was read."""
    version = _thread(uuid).latest
    return {"version": str(version.number), "sha256": version.sha256}


def _code(uuid: str, who: Requester) -> dict[str, str]:
    """The digits that a guest was sent."""
    thread = _thread(uuid)
    party = thread.party_by_uuid(who.party)
    return {"code": keys.codes(thread.row, party, user_id=None).make(timezone.now())} if party else {}
