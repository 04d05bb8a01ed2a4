"""What happened before anybody came: made-up people have played, and have agreements in six states.

Each step is the act that a page sends, done in the order of the days, so that histories, letters and sealed texts are
what they would be. Who these people are and what they did stands in ``story.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from django.contrib.auth.models import User
from django.utils import timezone

from workmentor_xblocks.agreement.actions import new_agreement, timer
from workmentor_xblocks.agreement.actions.acts import act
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Field, Kind
from workmentor_xblocks.agreement.records import keys as proofs
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.models import Block, Branch, Enrolment, Mail
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.scenario.actions import steps
from workmentor_xblocks.scenario.content.definition import Scene
from workmentor_xblocks.scenario.pages.request import ScenarioRequest
from workmentor_xblocks.scenario.rules import run as moves

COURSE = "course-v1:WorkMentor+M1+2026"
MADE_UP = "(made up)"
_FILE = Path(__file__).with_suffix(".toml")
_FILLED_IN = "Made up for this demo"
_IN_THE_MIDDLE = 2  # so many players of each scenario have not finished

Told = Mapping[str, Any]


def tell() -> None:
    """Let it all happen in the sample course; nothing where another course is shown."""
    blocks = Block.objects.filter(branch=Branch.PUBLISHED, course_key=COURSE)
    there = {keys.usage(key).block_id: key for key in blocks.values_list("usage_key", flat=True)}
    told = tomllib.loads(_FILE.read_text("utf-8"))
    people = _invite(told["people"]) if there else {}
    for scenario, players in told["runs"].items() if there else ():
        _play(there[scenario], [people[name] for name in players], told["plans"])
    if there:
        _agree(there[told["agreements"]["block"]], people, told)


def _invite(names: Mapping[str, str]) -> dict[str, User]:
    """Accounts for the people of the story, beside those of the cast."""
    for username, name in names.items():
        first, last = name.split(" ", 1)
        user = User(
            username=username,
            first_name=first,
            last_name=f"{last} {MADE_UP}",
            email=f"{username}@example.org",
        )
        user.save()
        Enrolment.objects.create(user=user, course_key=COURSE)
    return {user.username: user for user in User.objects.all()}


# Runs


def _play(usage_key: str, players: list[User], plans: Mapping[str, str]) -> None:
    """Each plays in a way of their own, a day apart; some have not come to the end."""
    for number, user in enumerate(players):
        key = keys.usage(usage_key)
        block = doors.as_staff_tool(user, user, key.context_key).get_block(key)
        moment = timezone.now() - timedelta(days=2 * (len(players) - number), hours=number % 8)
        play = replace(ScenarioRequest.of(block).play(), now=int(moment.timestamp()))
        run = steps.begin(play, steps.OfRun()).state.current
        left = 2 if number >= len(players) - _IN_THE_MIDDLE else moves.MAX_STEPS
        while run is not None and not run.is_over and len(run.steps) < left:
            scene = moves.standing(play.definition, run).place
            if not isinstance(scene, Scene):
                break
            offered = moves.open_choices(play.definition, scene)
            step = len(run.steps)
            way = crc32(f"{usage_key} {user.username} {step}".encode())  # the same on every first day
            play = replace(play, now=play.now + 20 + way % 70)
            token = moves.token(run, scene.id, offered[way % len(offered)].id)
            decision = steps.Decision(run=run.id, step=step, choice=token)
            run = steps.choose(play, decision).state.current
        if run is not None and run.is_over:
            steps.open_debrief(play, steps.OfRun(run=run.id))
            block.emit_completion(1.0)
            steps.plan(play, steps.Monday(run=run.id, plan=plans.get(user.username, "")))


# Agreements


@dataclass(frozen=True, order=True)
class _Step:
    """What somebody does at a moment; ``number`` keeps the order of what happens at one."""

    at: datetime
    number: int
    agreement: _Agreement = field(compare=False)
    who: str = field(compare=False)
    what: str = field(compare=False)
    data: Told = field(compare=False)


def _agree(usage_key: str, people: Mapping[str, User], told: Told) -> None:
    """All steps of all agreements, in the order of their days; each letter leaves with its step."""
    block = doors.unbound(keys.course(COURSE)).get_block(keys.usage(usage_key))
    ground = new_agreement.Ground(usage_key, COURSE, block.template, "en")
    agreements = [_Agreement(one, ground, people, told["texts"]) for one in told["agreements"]["each"]]
    for step in sorted(step for one in agreements for step in one.steps(told["agreements"]["road"])):
        newest = Mail.objects.count()
        step.agreement.do(step)
        Mail.objects.filter(id__gt=newest).update(sent_at=step.at)


class _Agreement:
    """One agreement of the story, and who acts in it: accounts, and the employer by a link."""

    def __init__(
        self, told: Told, ground: new_agreement.Ground, people: Mapping[str, User], texts: Told
    ) -> None:
        self.told, self.ground, self.people, self.texts = told, ground, people, texts
        self.uuid = ""
        self.begun = timezone.now() - timedelta(days=told["begun"])
        first = self.begun.date() + timedelta(days=10)
        self.days: dict[str, date] = {"start": first, "end": first + timedelta(days=told.get("lasts", 140))}

    def steps(self, road: list[Any]) -> Iterator[_Step]:
        """Its steps with their moments, from nine in the morning of each day on."""
        for number, (day, who, what, data) in enumerate(
            [*road[: self.told["way"]], *self.told.get("then", ())]
        ):
            at = self.begun + timedelta(days=day)
            yield _Step(at.replace(hour=7, minute=number % 60, second=0), number, self, who, what, data)

    def do(self, step: _Step) -> None:
        """One step, as the person's page would send it; "timer" is what cron does on that day."""
        if step.who == "timer":
            for chore in timer.CHORES:
                timer.run(chore, step.at)
        elif step.what == "begin":
            self._begin(step)
        else:
            days = {"today": step.at.date(), **self.days}
            sent = {name: value.format(**days) for name, value in step.data.items()}
            requester = self._person(step)
            act(step.what, requester, self.uuid, {**self._more(step, requester), **sent})

    def _begin(self, step: _Step) -> None:
        told, mentor = self.told, self.people[self.told["mentor"]]
        contact = f"{told['contact']} {MADE_UP}"
        address = f"{told['contact'].split()[0].lower()}@{told['company'].split()[0].lower()}.example.org"
        plan = new_agreement.Plan(
            self.people[told["learner"]].id,
            people={
                "school": {"organisation": "Riga Technical School", "name": self.people["tomas"].get_full_name()},
                "employer": {"name": contact, "email": address, "organisation": told["company"], "position": "Manager"},
                "mentor": {"name": mentor.get_full_name(), "email": mentor.email},
            },
        )  # fmt: skip
        requester = Requester(self.people["tove"].id, is_staff=True, at=step.at)
        self.uuid = new_agreement.start(requester, self.ground, plan).uuid

    def _thread(self) -> Thread:
        return Thread(Agreement.objects.get(uuid=self.uuid))

    def _person(self, step: _Step) -> Requester:
        accounts = {"learner": self.told["learner"], "mentor": self.told["mentor"], "school": "tomas"}
        if step.what == "add_member":
            return Requester(self.people["tove"].id, is_staff=True, at=step.at)
        if step.who in accounts:
            return Requester(self.people[accounts[step.who]].id, at=step.at)
        return Requester(None, party=self._party(step.who), at=step.at)

    def _party(self, role: str) -> str:
        party = self._thread().party(role)
        return party.uuid if party else ""

    def _more(self, step: _Step, requester: Requester) -> dict[str, str]:
        """What a page sends along with an act without anybody typing it, or what a person types into every agreement."""
        if step.what == "accept":
            return {"party": self._party(step.who)}
        if step.what == "edit":
            return dict(self._texts(step.who))
        if step.what != "sign":
            return {}
        thread = self._thread()
        version, party = thread.latest, next(party for party in thread.here if party.role == step.who)
        code = proofs.codes(thread.row, party, user_id=None).make(step.at) if requester.is_guest else ""
        told = {"version": str(version.number), "sha256": version.sha256, "code": code}
        return {**told, "consent": "on", "name": party.name}

    def _texts(self, role: str) -> Iterator[tuple[str, str]]:
        """The fields of a role, with what the story says or, where the template needs more, words that say so."""
        values = self._thread().values()
        somewhere = {name for texts in self.texts.values() for name in texts}
        for one in self.ground.definition.fields:
            value = self.texts[role].get(one.id)
            if value is None and one.required and one.id not in somewhere and role in one.owners:
                value = None if values.get(one.id) else self._filled_in(one)
            if isinstance(value, list):
                yield f"f-{one.id}", ""
                for number, row in enumerate(value, start=1):
                    yield from ((f"f-{one.id}-{number}-{column}", text) for column, text in row.items())
            elif value is not None:
                yield f"f-{one.id}", value.format(**self.days)

    def _filled_in(self, one: Field) -> Any:
        """Something for a field that the story does not know."""
        if one.kind == Kind.ROWS:
            return [{column.id: _FILLED_IN for column in one.columns}]
        option = one.options[0].id if one.options else ""
        by_kind: dict[str, str] = {
            Kind.DATE: "{start}",
            Kind.NUMBER: "4",
            Kind.YES_NO: "no",
            Kind.CHOICE: option,
        }
        return by_kind.get(one.kind, _FILLED_IN)
