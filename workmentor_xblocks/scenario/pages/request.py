"""Between the block and the rules: what an action and a page need, gathered from fields, host and request."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from workmentor_xblocks import host
from workmentor_xblocks.core.pages.block_fields import unchanged_unless_done
from workmentor_xblocks.core.pages.request import BlockRequest
from workmentor_xblocks.core.people import profile
from workmentor_xblocks.core.people.permissions import Permission, may
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.actions import plans
from workmentor_xblocks.scenario.actions.play import Play
from workmentor_xblocks.scenario.content.definition import Definition, source_texts
from workmentor_xblocks.scenario.content.reading import Reading
from workmentor_xblocks.scenario.pages.scenario_view import ScenarioView
from workmentor_xblocks.scenario.rules import state as states
from workmentor_xblocks.scenario.rules.run import Status
from workmentor_xblocks.scenario.rules.state import State

_SLOT = re.compile(r"\{(learner|company|mentor)\}")


class BlockStore:
    """The person's state in the block's one field ``run``."""

    def __init__(self, block: Any) -> None:
        self._block = block

    def read(self) -> State:
        """The state as the field holds it."""
        return states.load(self._block.run)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One transaction with the person's row held; state and rows are saved together or not at all."""
        with (
            transaction.atomic(),
            host.current().locked_state(self._block),
            unchanged_unless_done(self._block),
        ):
            yield

    def write(self, state: State, *, attempts: int = 0) -> None:
        """Set the field and save inside the transaction."""
        self._block.run = states.dump(state)
        if attempts:
            self._block.attempts += attempts
        self._block.save()


class ScenarioRequest(BlockRequest):
    """One request to one scenario."""

    def play(self) -> Play:
        """What an action needs."""
        block = self.block
        return Play(
            definition=self.definition,
            viewer=self.viewer,
            store=BlockStore(block),
            course_key=block.course_key_text,
            usage_key=block.usage_id_text,
            scoring=block.scoring_model if block.is_graded_use else type(block.scoring_model).NONE,
            policy=block.run_policy,
            now=int(time.time()),
            closed=self.closed,
        )

    @property
    def closed(self) -> bool:
        """True once a graded scenario is past its due date and grace period."""
        return self.block.is_graded_use and is_past(self.block)

    def reading(self, definition: Definition) -> Reading:
        """The words for this person: their choice, the block's language, the course's, the interface's."""
        block, course = self.block, self.course_language(definition)
        return Reading.choose(
            definition,
            languages_wanted=(block.own_language, block.default_language, course, get_language()),
            workplace=block.chosen_workplace if self.has_person else "",
        )

    def view(self, *, plan_kept: bool = False) -> ScenarioView:
        """What a page needs; rows are read only where the page shows them."""
        block, viewer = self.block, self.viewer
        definition = self.definition
        state = states.load(block.run) if viewer.may_write_fields else State()
        past = state.in_view if state.in_view and state.in_view.status is Status.DEBRIEFED else None
        written = self._written_in(past.id) if past else plans.Written()
        has_slots = _has_slots(definition)
        reading = self.reading(definition)
        own_names = profile.slots_of(viewer.user_id) if has_slots and viewer.may_write_records else {}
        return ScenarioView(
            definition=definition,
            reading=reading,
            viewer=viewer,
            state=state,
            display_name=block.display_name,
            minutes=block.minutes,
            feedback=block.feedback,
            ask_reason=block.ask_reason,
            graded=block.is_graded_use,
            closed=self.closed,
            shows_results=shows_results(block, viewer),
            grade=states.grade(state, block.run_policy) if block.is_graded_use else None,
            slots={**profile.unnamed(reading.language), **own_names} if has_slots else {},
            asks_profile=has_slots,
            own_names=own_names,
            written=written,
            plan_kept=plan_kept,
            keep_url=plans.keep_url(past.id, block.own_language) if past and viewer.may_write_records else "",
            course_plans=self._course_plans(state) if block.show_plans else None,
            replace_urls=block.replace_urls,
            languages=tuple(
                (code, code == block.language_in_use(reading.language)) for code in block.offered_languages
            ),
        )

    def _written_in(self, run_id: str) -> plans.Written:
        """What the person wrote in a run, and planned after others; under a masquerade nothing."""
        viewer = self.viewer
        if viewer.user_id is None or not viewer.may_write_records:
            return plans.Written()
        return plans.written_in(run_id, user_id=viewer.user_id, usage_key=self.block.usage_id_text)

    def _course_plans(self, state: State) -> tuple[plans.Plan, ...] | None:
        """The person's plans, before the first scene and after the last one: on the way they would only distract."""
        run, block = state.in_view, self.block
        if run is not None and run.status is not Status.DEBRIEFED:
            return None
        return plans.of_course(self.viewer, block.course_key_text, language=self.block.own_language)


@lru_cache(maxsize=256)
def _has_slots(definition: Definition) -> bool:
    return any(_SLOT.search(text) for text in source_texts(definition).values())


def is_past(block: Any) -> bool:
    """True when the due date with its grace period has passed; a date without zone is UTC."""
    due = getattr(block, "due", None)
    if not isinstance(due, datetime):
        return False
    due = due if due.tzinfo else due.replace(tzinfo=UTC)
    grace = getattr(block, "graceperiod", None)
    return datetime.now(UTC) > due + (grace if isinstance(grace, timedelta) else timedelta())


def shows_results(block: Any, viewer: Viewer) -> bool:
    """What the course team set for showing correctness: always, past the due date, or one of the kinds of never."""
    rule = getattr(block, "show_correctness", "") or "always"
    if may(viewer, Permission.SEE_REPORT):
        return True
    if rule == "past_due":
        return getattr(block, "due", None) is None or is_past(block)
    return not rule.startswith("never")
