"""Several people at the very same moment, on the database of real sites, at both isolation levels that sites use.

python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb tests/agreement
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Barrier
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY
from tests.soak import cases
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.attached_tables import Signature
from workmentor_xblocks.agreement.records.tables import Agreement, HistoryEvent, Opening, Party, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content.errors import Changed, Refusal
from workmentor_xblocks.core.records.outbox import OutgoingMail

pytestmark = [pytest.mark.mariadb, pytest.mark.soak, pytest.mark.django_db(transaction=True)]

TRIALS = cases(60, soak=200)
TABS = 3  # each of three signers presses the button in three tabs
RACES = cases(200, soak=1_000)


@pytest.fixture
def frozen(cast: SimpleNamespace, usage_key: str) -> Story:
    """An agreement that waits for three signatures, of three accounts."""
    made = begin(cast, usage_key, COURSE_KEY, small())
    made.ready()
    Party.objects.filter(role="employer").update(user_id=cast.egle.id, state="joined")
    return Story(made.uuid, {**made.people, "employer": Requester(cast.egle.id)})


@dataclass
class Outcome:
    """What came of many trials."""

    stuck: int = 0
    lost: int = 0
    completions: Counter[int] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)


class Rewind:
    """Puts an agreement back to where it waits for all signatures, so that the last trial costs what the first did."""

    def __init__(self, story: Story) -> None:
        self.row = Agreement.objects.filter(uuid=story.uuid).values().get()
        self.version = Version.objects.get(agreement__uuid=story.uuid, state="frozen")
        self.fixed = Version.objects.filter(pk=self.version.pk).values().get()
        self.openings = set(Opening.objects.values_list("id", flat=True))

    def __call__(self) -> None:
        of = {"agreement_id": self.row["id"]}
        Signature.objects.filter(version__agreement_id=self.row["id"]).delete()
        HistoryEvent.objects.filter(**of, seq__gte=self.row["events_count"]).delete()
        OutgoingMail.objects.all().delete()
        Opening.objects.exclude(id__in=self.openings).delete()
        Version.objects.filter(**of, number__gt=self.version.number).delete()
        for table, kept in ((Version, self.fixed), (Agreement, self.row)):
            table.objects.filter(pk=kept["id"]).update(**{k: v for k, v in kept.items() if k != "id"})


def at_once(pool: ThreadPoolExecutor, *acts: Callable[[], Any]) -> list[str]:
    """What each comes to when all are done in the same moment, each over a connection of its own."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        gate.wait()
        try:
            act()
        except Refusal as refusal:
            return refusal.message.code
        except DatabaseError as error:
            return type(error).__name__
        return "done"

    return list(pool.map(run, acts))


def sign_at_once(story: Story, trials: int) -> Outcome:
    found = Outcome()
    rewind, read = Rewind(story), story.version()
    names = {"learner": "Liga Ozola", "employer": "Egle Petrauskaite", "school": "Tove Nilsen"}
    posts = [
        (lambda who=who, name=name: story.does(who, "sign", **read, consent="on", name=name))
        for who, name in names.items()
        for _tab in range(TABS)
    ]
    with ThreadPoolExecutor(len(posts)) as pool:
        for _trial in range(trials):
            rewind()
            answers = at_once(pool, *posts)
            found.answers.update(answers)
            row = Agreement.objects.get(uuid=story.uuid)
            kept = Signature.objects.filter(version=rewind.version, void_at=None).count()
            in_force = sum('"in_force":true' in e.record for e in HistoryEvent.objects.filter(agreement=row))
            found.lost += min(answers.count("done"), len(names)) - kept if kept < answers.count("done") else 0
            found.lost += max(0, len(names) - kept)
            found.stuck += kept == len(names) and row.state != State.SIGNED
            found.completions[in_force] += 1
        pool.map(lambda _n: connection.close(), range(len(posts)))
    return found


@pytest.mark.shows(
    "agreement place 1",
    "agreement place 5",
    "agreement pitfall 2",
    "agreement pitfall 15",
    "agreement goal 2",
    "agreement promise 29",
)
def test_nine_sign_at_once_and_none_is_lost_none_stuck_each_completed_once(frozen: Story, level: str) -> None:
    found = sign_at_once(frozen, TRIALS)

    assert (found.lost, found.stuck) == (0, 0), found
    assert found.completions == {1: TRIALS}, found
    assert found.answers["done"] == 3 * TRIALS
    assert set(found.answers) <= {"done", "signed_before", "not_now", "text_changed"}, found.answers


@pytest.mark.shows("agreement place 5", "agreement pitfall 3", "agreement goal 2")
def test_without_the_lock_the_same_trials_fail(
    frozen: Story, level: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the trials above prove something: the row is read and not held."""

    def not_held(uuid: str) -> Thread | None:
        row = Agreement.objects.filter(uuid=uuid).first()
        return Thread(row) if row else None

    monkeypatch.setattr(threads, "locked", not_held)

    found = sign_at_once(frozen, 20)

    assert found.lost + found.stuck > 0 or found.completions != {1: 20}, found


@pytest.mark.shows("agreement place 6", "agreement goal 3", "agreement promise 29")
def test_nobody_signs_what_they_did_not_see_while_the_text_is_opened_again(frozen: Story, level: str) -> None:
    unseen = 0
    rewind, read = Rewind(frozen), frozen.version()
    with ThreadPoolExecutor(2) as pool:
        for _race in range(RACES // 2):  # at each level
            rewind()
            answers = at_once(
                pool,
                lambda: frozen.does("learner", "sign", **read, consent="on", name="Liga Ozola"),
                lambda: frozen.does("school", "unfreeze", text="The dates are wrong."),
            )
            assert answers[1] == "done", answers
            assert answers[0] in ("done", "not_now", "text_changed"), answers
            newest = Signature.objects.order_by("-id").first()
            if answers[0] == "done":
                assert newest is not None
                unseen += newest.version.sha256 != read["sha256"] or newest.void_at is None
        pool.map(lambda _n: connection.close(), range(2))
    assert unseen == 0


@pytest.mark.shows("agreement place 8", "agreement promise 29", "agreement misuse 8")
def test_of_two_beginnings_for_one_learner_at_once_one_is_made(
    cast: SimpleNamespace, usage_key: str, level: str
) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = at_once(pool, *[lambda: begin(cast, usage_key, COURSE_KEY, small()) for _ in range(4)])
        pool.map(lambda _n: connection.close(), range(4))

    assert Counter(answers)["done"] == 1, answers
    assert Agreement.objects.count() == 1
    assert set(answers) <= {"done", "there_is_one"}, answers


@pytest.mark.shows("agreement pitfall 47", "agreement promise 6")
def test_two_who_write_one_field_at_once_lose_no_word(
    cast: SimpleNamespace, usage_key: str, level: str
) -> None:
    story = begin(cast, usage_key, COURSE_KEY, small())
    story.does("school", "invite", party="employer", email="egle@ohm.example")
    texts = ["Cables.", "Switchboards."]
    told: list[Any] = []

    def write(text: str) -> None:
        try:
            story.does("employer", "edit", **{"f-tasks": text, "r-tasks": ""})
        except Changed as refusal:
            told.extend(refusal.more["conflicts"])
            raise

    with ThreadPoolExecutor(2) as pool:
        answers = at_once(pool, *[lambda text=text: write(text) for text in texts])
        pool.map(lambda _n: connection.close(), range(2))

    assert sorted(answers) == ["done", "you_wrote_twice"]
    kept = story.thread.values()["tasks"]
    assert {kept, told[0]["yours"]} == set(texts)
    assert told[0]["theirs"] == kept
