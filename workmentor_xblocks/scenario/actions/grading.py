"""What gradebook, rescore, override and the problem-responses report ask of a scenario.

The platform calls some of these on a block without a person, and stops the grading of a whole course when
``max_score`` raises: nothing here raises, and that method looks at settings only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from xblock.completable import CompletableXBlockMixin
from xblock.scorable import ScorableXBlockMixin, Score

from workmentor_xblocks.scenario.rules import state as states
from workmentor_xblocks.scenario.rules.scoring import Policy, Scoring


class GradedMixin(ScorableXBlockMixin, CompletableXBlockMixin):  # type: ignore[misc]  # XBlock has no types
    """The scorable side of the block; scores run from 0 to 1 and the platform multiplies by ``weight``."""

    has_score = True
    _is_publishing = False

    @property
    def is_graded_use(self) -> bool:
        """True when a result reaches the gradebook."""
        return self.scoring_model is not Scoring.NONE and (self.weight is None or self.weight > 0)

    @property
    def scoring_model(self) -> Scoring:
        """The setting as a value; an unknown word (an imported course) means not graded."""
        return Scoring(self.scoring) if self.scoring in Scoring.__members__.values() else Scoring.NONE

    @property
    def run_policy(self) -> Policy:
        """The setting as a value; an unknown word means the best run."""
        return Policy(self.policy) if self.policy in Policy.__members__.values() else Policy.BEST

    def max_score(self) -> float | None:
        """1, or None when not graded, which leaves the block out of the denominator."""
        return 1.0 if self.is_graded_use else None

    def has_submitted_answer(self) -> bool:
        """True once a run that counts is over."""
        return states.load(self.run).has_results

    def get_score(self) -> Score:
        """The result so far."""
        return as_score(states.grade(states.load(self.run), self.run_policy))

    def set_score(self, score: Score) -> None:
        """Keep a result that staff set by hand; it stands until a rescore.

        The LMS also hands back every grade that a block publishes (seen); that one is no override.
        """
        if self._is_publishing:
            return
        share = score.raw_earned / score.raw_possible if score.raw_possible else 0.0
        self._keep(replace(states.load(self.run), override=min(1.0, max(0.0, float(share)))))

    def calculate_score(self) -> Score:
        """The result by today's key; runs whose scenes are gone keep what they were worth."""
        state = states.rescored(states.load(self.run), self.scenario, self.scoring_model)
        return as_score(states.grade(state, self.run_policy))

    def rescore(self, only_if_higher: bool) -> None:
        """Value every kept run anew and publish; with ``only_if_higher`` a lower result changes nothing."""
        if not self.has_submitted_answer():
            raise ValueError("This person has not finished a run yet.")
        before = states.load(self.run)
        after = states.rescored(before, self.scenario, self.scoring_model)
        old, new = states.grade(before, self.run_policy), states.grade(after, self.run_policy)
        if new is None or (only_if_higher and old is not None and new < old):
            return
        self._keep(after)
        self._publish_grade(as_score(new), only_if_higher)

    def publish_grade(self, score: Score | None = None, only_if_higher: bool | None = None) -> None:
        """Send the result to the gradebook; the platform's override tool calls it by this name."""
        self._publish_grade(score or self.get_score(), only_if_higher)

    def _publish_grade(self, score: Score, only_if_higher: bool | None = None) -> None:
        self._is_publishing = True
        try:
            super()._publish_grade(score, only_if_higher)
        finally:
            self._is_publishing = False

    def _keep(self, state: states.State) -> None:
        self.run = states.dump(state)

    def generate_report_data(
        self, user_state_iterator: Iterable[Any], limit_responses: int | None = None
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """One line per finished run for the instructor's problem-responses report; no word that anybody typed."""
        count = 0
        for user_state in user_state_iterator:
            for number, run in enumerate(states.load(user_state.state.get("run")).counted(), start=1):
                if limit_responses is not None and count >= limit_responses:
                    return
                count += 1
                yield (
                    user_state.username,
                    {
                        "Run": number,
                        "Ending": run.place,
                        "Decisions": len(run.steps),
                        "Result": "" if run.value is None else round(run.value, 4),
                        "Way": " ".join(f"{step.scene}/{step.choice}" for step in run.steps),
                    },
                )


def as_score(value: float | None) -> Score:
    """A share, 0 to 1, as the platform takes it."""
    return Score(raw_earned=value or 0.0, raw_possible=1.0)
