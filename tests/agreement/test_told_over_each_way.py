"""One story, told straight to the acts and told by people who read pages: the histories are the same.

The contract tells it a third time, to any site (``tests/contract/facts/agreement_round.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from tests.agreement.driving import Story, begin
from tests.agreement.small import small
from tests.agreement.telling import CHANGED, AtTheBlock, AtThePages, ByLink, Party, Telling, followed
from tests.agreement.visiting import code_in, delivered, letter_to, link_in
from tests.cast import COURSE_KEY, OWN_DATES, Course
from tests.doors import Direct, OurPages


class Egle(ByLink):
    """Egle in her browser, and what is mailed to her."""

    def code(self) -> str:
        """See ``ByLink``."""
        delivered()
        return code_in(letter_to("egle@ohm.example"))


@dataclass
class AtOurPages(AtThePages):
    """The people of a story in front of the demo's pages."""

    story: Story
    cast: SimpleNamespace
    there: dict[str, Party] = field(default_factory=dict)
    employer_at = "egle@ohm.example"

    def who(self, role: str) -> Party:
        """See ``AtThePages``."""
        if role not in self.there:
            self.there[role] = self._comes(role)
        return self.there[role]

    def _comes(self, role: str) -> Party:
        accounts = {"learner": self.cast.liga, "school": self.cast.tove}
        if role in accounts:
            return AtTheBlock(Direct(accounts[role]), self.story.row.usage_key)
        delivered()
        return Egle(OurPages()).enters(link_in(letter_to(self.employer_at)))

    def is_asked(self, who: str) -> bool:
        """See ``Telling``."""
        return self.story.is_asked(who)

    def history(self) -> dict[str, Any]:
        """See ``Telling``."""
        return self.story.history()


@pytest.mark.parametrize("way", ["acts", "pages"])
def test_a_change_is_signed_by_all(cast: SimpleNamespace, course: Course, way: str) -> None:
    story = begin(cast, course.agreement(small(), **OWN_DATES), COURSE_KEY)
    told: Telling = story if way == "acts" else AtOurPages(story, cast)
    told.ready(hours="38").signed().changed(hours="30")
    assert followed(told.history()) == CHANGED
    assert story.thread.in_force is not None
    assert story.thread.in_force.number == 2
