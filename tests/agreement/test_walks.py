"""Whatever people do, in whatever order: one text holds at most, nobody signs for another, the chain is whole.

The long walk is ``make soak`` (10 000 steps); here a short one runs with every test.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from types import SimpleNamespace

import pytest

from tests.agreement.driving import begin
from tests.agreement.small import small
from tests.agreement.walking import broken, step
from tests.cast import COURSE_KEY
from tests.soak import SOAK, cases

pytestmark = [pytest.mark.thorough, pytest.mark.soak]

# Four short walks that together come to everything; in ``make soak`` 84 long ones.
WALKS = range(84) if SOAK else (2, 7, 13, 20)
STEPS = cases(60, soak=120)
LOOKS = cases(30, soak=6)  # steps between two looks at the whole history, which cost what it has grown to
REACHED = {
    "edit",
    "invite",
    "comment",
    "freeze",
    "sign",
    "decline",
    "unfreeze",
    "start",
    "propose_amendment",
    "withdraw_amendment",
    "notice",
    "open_review",
    "submit_part",
    "view",
}


@pytest.mark.shows("agreement step 32", "agreement goal 4")
def test_whatever_people_do_the_rules_hold(cast: SimpleNamespace, usage_key: str) -> None:
    came: Counter[str] = Counter()
    met: set[str] = set()
    for walk in WALKS:
        chance = Random(walk)
        story = begin(cast, f"{usage_key}{walk}", COURSE_KEY, small())
        trail = []
        for number in range(STEPS):
            trail.append(step(story, chance))
            came[trail[-1]] += 1
            if number % LOOKS == 0 or number == STEPS - 1:
                assert not broken(story), (walk, number, trail[-8:], broken(story))
        met |= {event.kind for event in story.thread.events}
    # A walk that never comes far would prove little.
    assert met >= REACHED, (REACHED - met, came)
