"""Grades as the platform reads them: what was published, times the block's weight.

``value / max × weight``; a block without a maximum or with weight 0 is left out; a graded block that nobody answered
counts 0 as soon as something in its subsection was answered (seen on a running Open edX).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from xblock.plugin import PluginMissingError

from workmentor_xblocks.demo.course.kinds import CONTAINERS, Kind
from workmentor_xblocks.demo.course.outline import Element
from workmentor_xblocks.demo.models import Completion, LearnerState
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.stage import as_key


@dataclass(frozen=True)
class Score:
    """What one block gives one person. ``possible`` None: the block is not graded."""

    element: Element
    earned: float | None
    possible: float | None
    graded: bool
    completion: float | None

    @property
    def counts(self) -> bool:
        """Whether it is part of a sum."""
        return self.possible is not None and self.possible > 0


@dataclass(frozen=True)
class Subsection:
    """A subsection with its scores; hidden ones are shown to nobody but staff."""

    element: Element
    scores: list[Score]
    hidden: bool = False

    @property
    def attempted(self) -> bool:
        """Whether anything was scored."""
        return any(score.earned is not None for score in self.scores)

    @property
    def earned(self) -> float:
        """The graded points."""
        return sum(score.earned or 0 for score in self.scores if score.graded and score.counts)

    @property
    def possible(self) -> float:
        """The points that could be had; nothing while nothing was answered."""
        if not self.attempted:
            return 0
        return sum(score.possible or 0 for score in self.scores if score.graded and score.counts)


def subsections(tree: Element, user_id: int, *, staff: bool = False) -> list[Subsection]:
    """Every subsection of the course with this person's scores and completion."""
    course_key = as_key(tree.key).context_key
    rows = {
        row.usage_key: row for row in LearnerState.objects.filter(user_id=user_id, course_key=str(course_key))
    }
    done = dict(
        Completion.objects.filter(user_id=user_id, course_key=str(course_key)).values_list(
            "usage_key", "value"
        )
    )
    runtime = doors.unbound(course_key)
    found = []
    for element in tree.walk():
        if element.kind == Kind.SEQUENTIAL:
            scores = [
                _score(runtime, leaf, rows.get(leaf.key), done.get(leaf.key)) for leaf in element.leaves()
            ]
            found.append(Subsection(element, scores, hidden=not _shown(runtime, scores, staff=staff)))
    return found


def _score(runtime: Any, leaf: Element, row: LearnerState | None, completion: float | None) -> Score:
    block = _scored_block(runtime, leaf)
    if block is None:
        return Score(leaf, None, None, False, completion)
    weight = getattr(block, "weight", None)
    if row is not None and row.grade is not None:
        earned, possible = _weighted(row.grade, row.max_grade, weight)
    else:
        _, possible = _weighted(0.0, block.max_score(), weight)
        earned = None
    return Score(leaf, earned, possible, bool(block.graded), completion)


def _weighted(
    earned: float, possible: float | None, weight: float | None
) -> tuple[float | None, float | None]:
    if possible is None:
        return None, None
    if weight is None or possible == 0:
        return earned, possible
    return earned * weight / possible, weight


def _scored_block(runtime: Any, leaf: Element) -> Any | None:
    """The block, when its class says that it has a score."""
    if leaf.kind == Kind.HTML or leaf.kind in CONTAINERS:
        return None
    try:
        block = runtime.get_block(as_key(leaf.key))
    except PluginMissingError:
        return None
    return block if getattr(block, "has_score", False) else None


def _shown(runtime: Any, scores: list[Score], *, staff: bool) -> bool:
    """Whether ``show_correctness`` lets this reader see the scores."""
    for score in scores:
        block = _scored_block(runtime, score.element)
        if block is None:
            continue
        if block.show_correctness in ("never", "never_but_include_grade"):
            return False
        if block.show_correctness == "past_due" and not staff:
            return block.due is None or block.due < datetime.now(UTC)
    return True
