"""Walking through an agreement at random: what somebody could do next, with data that a page would send."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from django.utils import timezone

from tests.agreement.driving import Story
from workmentor_xblocks.agreement.actions import timer
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.rules.lifecycle import VersionState
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.content.errors import Refusal

PEOPLE = {
    "learner": "Liga Ozola",
    "employer": "Egle Petrauskaite",
    "school": "Tove Nilsen",
    "mentor": "Marta Lind",
}
SECRETS = ("Ozola", "Petrauskaite", "Nilsen", "Lind", "example", "Zebra")
WORDS = "Zebra wiring, Zebra boards and Zebra cables of the {n}th kind."


def step(story: Story, chance: Random) -> str:
    """Do one thing, allowed or not; what came of it."""
    what = "forward" if chance.random() < 0.35 else chance.choice(sorted(_MOVES))
    who = chance.choice(sorted(PEOPLE))
    try:
        _MOVES[what](story, who, chance)
    except Refusal as refusal:
        return f"{what}: {refusal.message.code}"
    return f"{what}: done"


def broken(story: Story) -> list[str]:
    """What should hold whatever happened, and does not."""
    thread = story.thread
    found = list(verify(history(thread), thread.row.head))
    in_force = [version for version in thread.versions if version.state == VersionState.IN_FORCE]
    if len(in_force) > 1:
        found.append("two versions in force")
    if sum(version.state in ("working", "frozen") for version in thread.versions) > 1:
        found.append("two open versions")
    parties = {party.id for party in thread.parties}
    for signature in thread.signatures:
        if signature.party_id not in parties or not signature.version.sha256:
            found.append(f"signature {signature.uuid} of nobody or nothing")
    told = "".join(event.record for event in thread.events)
    found += [f"{word} stands in the chain" for word in SECRETS if word in told]
    if thread.row.events_count != len(thread.events):
        found.append("the row counts its events wrongly")
    return found


def _edit(story: Story, who: str, chance: Random) -> None:
    name = chance.choice(["hours", "tasks", "rhythm", "wishes", "emergency", "start", "end", "outcomes"])
    story.fills(who, **{name: _value(name, chance)}) if name != "outcomes" else story.does(
        who, "edit", **{"f-outcomes-0-id": "O1", "f-outcomes-0-text": WORDS.format(n=chance.randrange(9))}
    )


def _value(name: str, chance: Random) -> str:
    if name in ("start", "end"):
        days = {"start": 10, "end": 200}[name] + chance.randrange(20)
        return (timezone.localdate() + timedelta(days=days)).isoformat()
    return str(chance.randrange(60)) if name == "hours" else WORDS.format(n=chance.randrange(9))


def _sign(story: Story, who: str, chance: Random) -> None:
    version = story.thread.open_version
    read = (
        {"version": str(version.number), "sha256": version.sha256}
        if version
        else {"version": "1", "sha256": ""}
    )
    code = story.code(who) if story.thread.party(who) else {}
    story.does(who, "sign", **read, **code, consent="on", name=PEOPLE[who])


def _decline(story: Story, who: str, chance: Random) -> None:
    version = story.thread.open_version
    read = {"version": str(version.number), "sha256": version.sha256} if version else {}
    story.does(who, "decline", **read, reason="dates", text=WORDS.format(n=1))


def _name(story: Story, who: str, chance: Random) -> None:
    role = chance.choice(["employer", "mentor", "guardian"])
    story.does(
        who, "name_person", party=role, name=PEOPLE.get(role, "Greta Zebra"), organisation="Zebra & Co"
    )


def _invite(story: Story, who: str, chance: Random) -> None:
    role = chance.choice(["employer", "mentor"])
    story.does(who, "invite", party=role, email=f"{role}@zebra.example")


def _part(story: Story, who: str, chance: Random) -> None:
    field = {"learner": "own_voice", "school": "school_view"}.get(who, "seen")
    story.does(who, "submit_part", **{f"f-{field}": WORDS.format(n=2)}, send=chance.choice(["", "1"]))


def _acknowledge(story: Story, who: str, chance: Random) -> None:
    story.does(who, "acknowledge", decision=chance.choice(["agree", "disagree"]), text=WORDS.format(n=3))


def _comment(story: Story, who: str, chance: Random) -> None:
    story.does(who, "comment", path=chance.choice(["", "tasks", "support"]), text=WORDS.format(n=4))


def _end(story: Story, who: str, chance: Random) -> None:
    name = chance.choice(["propose_termination", "suspend", "resume", "resume", "resume"])
    if chance.random() < 0.1:
        name = "terminate"
    day = story.row.starts_on or timezone.localdate()
    story.does(who, name, reason="left", on=day.isoformat(), text=WORDS.format(n=5))


def _a_day(story: Story, who: str, chance: Random) -> None:
    later = timezone.now() + timedelta(days=chance.choice([1, 1, 1, 11, 11, 40]))
    for chore in timer.CHORES:
        timer.run(chore, later)


def _forward(story: Story, who: str, chance: Random) -> None:
    """The next thing that brings it on, by whoever it is up to."""
    thread = story.thread
    if thread.open_review is not None:
        for role in ("learner", "employer", "school"):
            _part(story, role, Random(1))
    elif thread.open_version is None:
        story.does("employer", "propose", reason="hours")
    elif thread.open_version.state == VersionState.FROZEN:
        signed = {s.party.role for s in thread.signatures_of(thread.open_version)}
        _sign(story, chance.choice(sorted({"learner", "employer", "school"} - signed) or ["school"]), chance)
    elif not thread.values().get("tasks"):
        _invite(story, "school", Random(2))
        story.does("school", "invite", party="employer", email="employer@zebra.example")
        story.fills("employer", tasks=WORDS.format(n=7))
    elif "end" not in thread.values():
        story.fills("school", start=_value("start", chance), end=_value("end", chance))
    elif not thread.party("employer").name:
        story.does(
            "school", "name_person", party="employer", name=PEOPLE["employer"], organisation="Zebra & Co"
        )
    else:
        if thread.in_force:
            story.fills("employer", hours=str(chance.randrange(60)))
        story.does("school", "freeze")


def _simply(what: str, /, **data: Any) -> Any:
    return lambda story, who, chance: story.does(who, what, **data)


_REASON = {"text": WORDS.format(n=6)}
_MOVES: dict[str, Any] = {
    "forward": _forward,
    "edit": _edit,
    "edit more": _edit,
    "name": _name,
    "invite": _invite,
    "comment": _comment,
    "freeze": _simply("freeze"),
    "sign": _sign,
    "sign more": _sign,
    "sign yet more": _sign,
    "decline": _decline,
    "unfreeze": _simply("unfreeze", **_REASON),
    "propose": _simply("propose", reason="hours", **_REASON),
    "withdraw": _simply("withdraw", **_REASON),
    "notice": lambda story, who, chance: story.does(
        who, "notice", **{"f-rhythm": WORDS.format(n=chance.randrange(9))}
    ),
    "open_review": _simply("open_review"),
    "part": _part,
    "acknowledge": _acknowledge,
    "close_review": _simply("close_review", **_REASON),
    "end": _end,
    "reopen": _simply("reopen"),
    "seen": _simply("seen"),
    "replace": _simply("replace", party="mentor", name="Mikael Zebra", email="mikael@zebra.example"),
    "a day passes": _a_day,
}
