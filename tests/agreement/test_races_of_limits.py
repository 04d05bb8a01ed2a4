"""Limits hold at the very same moment: of guesses at once each is counted, and of invitations at once none too many goes.

python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb tests/agreement/test_races_of_limits.py
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.cast import COURSE_KEY
from tests.racing import together
from workmentor_xblocks.agreement.actions import new_agreement
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records.code_tries import CodeTries
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.core.records.outbox import OutgoingMail

pytestmark = [pytest.mark.mariadb, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("level")]

AT_ONCE = 12


def told(*acts: Callable[[], Any]) -> Counter[str]:
    """What each was told; what was done is "done"."""
    return Counter(one if isinstance(one, str) else "done" for one in together(*acts))


def test_of_guesses_at_once_five_are_looked_at(cast: SimpleNamespace, usage_key: str) -> None:
    story = begin(cast, usage_key, COURSE_KEY, small())
    story.ready()
    right, read = int(story.code("employer")["code"]), story.version()
    guesses = [
        (
            lambda more=more: story.does(
                "employer",
                "sign",
                **read,
                code=f"{(right + more) % 1_000_000:06d}",
                consent="on",
                name="Egle",
            )
        )
        for more in range(1, AT_ONCE + 1)
    ]

    came = told(*guesses)

    assert came == {"code_wrong": 4, "link_locked": AT_ONCE - 4}
    row = CodeTries.objects.get()
    assert (row.wrong, row.locks) == (0, 1)
    kinds = OutgoingMail.objects.filter(kind="agreement.code_locked")
    assert kinds.count() == 2  # the person and the school, once


def test_of_invitations_at_once_from_several_agreements_as_many_go_as_may(
    cast: SimpleNamespace, usage_key: str, settings: Any
) -> None:
    settings.WORKMENTOR_LETTERS_A_DAY = 3
    marta = Requester(cast.marta.id)
    stories = []
    for number, learner in enumerate([cast.liga, cast.bram] * 3):
        ground = new_agreement.Ground(f"{usage_key}{number}", COURSE_KEY, small(), "en")
        done = new_agreement.start(
            marta, ground, new_agreement.Plan(None, learner_email=f"l{number}@example.org")
        )
        assert learner
        stories.append(Story(done.uuid, {"mentor": marta}))
    OutgoingMail.objects.all().delete()

    came = told(
        *[
            lambda story=story, n=n: story.does(
                "mentor", "invite", party="employer", email=f"e{n}@example.org"
            )
            for n, story in enumerate(stories)
        ]
    )

    assert came == {"done": 3, "letters_a_day": 3}
    assert OutgoingMail.objects.filter(kind="agreement.invitation").count() == 3
    assert Agreement.objects.count() == 6


def test_of_invitations_at_once_to_one_address_one_goes(cast: SimpleNamespace, usage_key: str) -> None:
    senders = [cast.marta, cast.mikael, cast.liga]
    stories = []
    for number, sender in enumerate(senders):
        ground = new_agreement.Ground(f"{usage_key}{number}", COURSE_KEY, small(), "en")
        plan = new_agreement.Plan(
            sender.id if sender == cast.liga else None, learner_email=f"l{number}@example.org"
        )
        requester = Requester(sender.id)
        stories.append(Story(new_agreement.start(requester, ground, plan).uuid, {"me": requester}))
    OutgoingMail.objects.all().delete()

    came = told(
        *[
            lambda story=story: story.does("me", "invite", party="employer", email="stranger@example.org")
            for story in stories
        ]
    )

    assert came == {"done": 1, "letter_just_now": 2}
    assert OutgoingMail.objects.filter(kind="agreement.invitation").count() == 1
