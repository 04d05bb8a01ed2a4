"""A fact of the contract: what a place that shows our blocks does, and what our blocks then do.

The facts are data, so that the same list is tried in the demo and on a real site, and so that a report can say of
each where it held. A fact that a place cannot show is left out there by a need that the place says it lacks, with its
reason; nothing is skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.contract.site import Site


class Need(StrEnum):
    """What a fact needs beyond people and a course, and not every place has."""

    PARALLEL = "several requests at the very same time"
    LIBRARIES = "content libraries"
    BLOCKS_API = "an address that gives the blocks of a course as data"
    COPYING = "a clipboard between courses"
    RERUNS = "running a course again under another key"
    RESEARCHER = "somebody who is data researcher and nothing else"
    LEAVER = "an account that may be retired"
    LEARNER_LEAVES = "a learner's account that may be retired"
    TRACKING_LOG = "a look into the tracking log"
    COMPLETION = "completion tracking"
    REPORTS = "a place for the reports of the dashboard"
    DUE_DATES = "due dates that the course team sets"
    LETTERS = "a look into the mails that go out"
    LETTERS_WAIT = "letters that wait until somebody looks for them"
    COMMANDS = "running management commands of the LMS"


@dataclass(frozen=True)
class Fact:
    """One fact. ``source`` says how we know it, or for whom it has to be so."""

    name: str
    sentence: str
    source: str
    show: Callable[[Site], None]
    needs: frozenset[Need] = frozenset()


def fact(
    sentence: str, *, source: str, needs: tuple[Need, ...] = ()
) -> Callable[[Callable[[Site], None]], Fact]:
    """Make a function that shows a fact into the fact itself; it is named by its file and function."""

    def decorate(show: Callable[[Site], None]) -> Fact:
        group = show.__module__.rpartition(".")[2]
        return Fact(f"{group}.{show.__name__}", sentence, source, show, frozenset(needs))

    return decorate
