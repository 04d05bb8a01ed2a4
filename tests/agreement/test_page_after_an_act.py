"""The page that answers an act is made of the agreement as the act held it, and is the page that anybody reads anew."""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from tests.agreement.driving import Story, begin, page_for
from tests.agreement.small import small
from tests.agreement.walking import step
from tests.cast import COURSE_KEY
from tests.soak import cases
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.pages.form_target import FormTarget

pytestmark = [pytest.mark.thorough, pytest.mark.soak]

STEPS = cases(150, soak=1_500)
A_WALK = 75


class Looking(Story):
    """Somebody who looks at the page twice after each act: as it was answered, and read anew."""

    looked: Counter[str] = Counter()

    def does(self, who: str, what: str, /, **data: Any) -> Done:
        done = super().does(who, what, **data)
        requester, target = self.person(who), FormTarget(suffix="-x")
        answered, anew = (
            _known(page_for(requester, thread, target, "en")) for thread in (done.held, self.thread)
        )
        assert answered == anew, what
        self.looked[what] += 1
        return done


def _known(page: str) -> str:
    """A page without the names that each page gives to what it may send once."""
    return re.sub(r'(name="request" value=")[0-9a-f]+', r"\1", page)


def test_nothing_is_stale_whatever_people_do(cast: SimpleNamespace, usage_key: str) -> None:
    for walk in range(STEPS // A_WALK):
        begun, chance = begin(cast, f"{usage_key}{walk}", COURSE_KEY, small()), Random(walk)
        story = Looking(begun.uuid, begun.people)
        for _number in range(A_WALK):
            step(story, chance)
    assert Looking.looked.keys() >= {"edit", "comment", "freeze", "sign", "invite"}
