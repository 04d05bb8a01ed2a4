"""What becomes of what a block tells: a grade, a completion, or a line of the tracking log.

As observed in the LMS (seen on a running Open edX): values are not clipped, a ``user_id`` in the event is ignored,
nothing of grade and completion is kept while staff look as one learner, and Studio keeps nothing at all.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from xblock.scorable import ScorableXBlockMixin, Score

from workmentor_xblocks.core.people.viewer import Place
from workmentor_xblocks.demo.models import Completion, Event
from workmentor_xblocks.demo.runtime.personal import locked_row
from workmentor_xblocks.demo.runtime.visit import Visit


def publish(visit: Visit, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
    """Keep the event where the place keeps it."""
    if visit.place is not Place.LEARNING:
        return
    if event_type not in ("grade", "completion"):
        _log(visit, block, event_type, event_data)
        return
    user = visit.people.user
    if user is None or not user.is_authenticated or (visit.people.masked and visit.people.in_disguise):
        return
    if event_type == "grade":
        _grade(user.id, block, event_data)
    else:
        complete(user.id, block.scope_ids.usage_id, event_data["completion"])


def complete(user_id: int, usage_key: Any, value: Any) -> None:
    """Keep how far a person got; what is no number from 0 to 1 is an error."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValidationError(f"{value!r} is not between 0 and 1.")
    Completion.objects.update_or_create(
        user_id=user_id,
        usage_key=str(usage_key),
        defaults={"course_key": str(usage_key.context_key), "value": float(value)},
    )


def _grade(user_id: int, block: Any, event: dict[str, Any]) -> None:
    usage_key = block.scope_ids.usage_id
    value, possible = event["value"], event["max_value"]
    with transaction.atomic():
        row = locked_row(user_id, str(usage_key))
        if event.get("only_if_higher") and _share(row.grade, row.max_grade) >= _share(value, possible):
            return
        row.grade, row.max_grade = value, possible
        row.save(update_fields=["grade", "max_grade", "modified_at"])
    if isinstance(block, ScorableXBlockMixin):
        # The LMS hands the score back to the block, as if staff had set it (seen).
        block.set_score(Score(raw_earned=value, raw_possible=possible))
    if value is None:
        raise TypeError("A grade of None is stored, and then breaks the grade of the subsection.")
    if not getattr(block, "has_custom_completion", False):
        complete(user_id, usage_key, 1.0)


def _share(value: float | None, possible: float | None) -> float:
    return (value or 0.0) / possible if possible else 0.0


def _log(visit: Visit, block: Any, name: str, payload: dict[str, Any]) -> None:
    actor, user = visit.people.actor, visit.people.user
    Event.objects.create(
        name=name,
        username=actor.username if actor is not None else "",
        context_user_id=user.id if user is not None else None,
        usage_key=str(block.scope_ids.usage_id),
        payload=json.dumps(payload, ensure_ascii=False, default=str),
    )
