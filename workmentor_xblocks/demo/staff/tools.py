"""The dashboard's tools, calling a block exactly as the platform's dashboard calls it (seen on a running Open edX).

Each answers with the sentence that the trainer reads.
"""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from xblock.scorable import Score

from workmentor_xblocks.core.people import privacy
from workmentor_xblocks.demo.models import LearnerState
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.stage import as_key

_NOTHING = "Module does not exist: this person has no state in this block."


def reset_attempts(learner: Any, usage_key: str) -> str:
    """Set ``attempts`` to 0 in the raw state, whatever block it is."""
    with transaction.atomic():
        row = _row(learner, usage_key)
        if row is None:
            return _NOTHING
        row.state = json.dumps(json.loads(row.state) | {"attempts": 0})
        row.save(update_fields=["state", "modified_at"])
    return f"Attempts of {learner.get_full_name()} were reset."


def delete_state(learner: Any, usage_key: str) -> str:
    """Remove state and grade; completion stays. The blocks' own rows follow by signal."""
    with transaction.atomic():
        row = _row(learner, usage_key)
        if row is None:
            return _NOTHING
        row.delete()
    return f"The state of {learner.get_full_name()} was deleted."


def rescore(learner: Any, usage_key: str, actor: Any, *, only_if_higher: bool) -> str:
    """Let the block score its state again."""
    block = _block(learner, usage_key, actor)
    if not hasattr(block, "rescore"):
        return "This component cannot be rescored."
    if not block.has_submitted_answer():
        return f"{learner.get_full_name()} has submitted nothing that could be rescored."
    block.rescore(only_if_higher=only_if_higher)
    block.save()
    return f"The score of {learner.get_full_name()} was calculated again."


def override_score(learner: Any, usage_key: str, actor: Any, text: str) -> str:
    """Give a score by hand, between 0 and the block's maximum."""
    block = _block(learner, usage_key, actor)
    if not hasattr(block, "set_score"):
        return "This component does not support score override."
    maximum = block.max_score()
    try:
        score = float(text)
    except ValueError:
        return "The score must be a number."
    if maximum is None or not 0 <= score <= maximum:
        return f"The score must be between 0 and {maximum or 0}."
    block.set_score(Score(raw_earned=score, raw_possible=maximum))
    block.publish_grade()
    block.save()
    return f"{learner.get_full_name()} now has {score:g} of {maximum:g}."


def unenrol(learner: Any, course_key: str) -> str:
    """Take somebody out of the course; what they did stays, as in the LMS."""
    learner.enrolments.filter(course_key=course_key).delete()
    return f"{learner.get_full_name()} has left the course. Reset the demo to have everybody back."


def change_email(user: Any, address: str) -> str:
    """Give the account another address, as its owner can do in the LMS."""
    try:
        validate_email(address)
    except ValidationError:
        return "That is no e-mail address."
    if User.objects.filter(email__iexact=address).exclude(id=user.id).exists():
        return "Another account has this address."
    User.objects.filter(id=user.id).update(email=address)
    return f"{user.get_full_name()} now has the address {address}."


def retire(user: Any) -> str:
    """Erase what the package holds of a person, then take name and address from the account.

    The platform erases nothing else: enrolments, state and grades stay (seen on a running Open edX).
    """
    name = user.get_full_name()
    privacy.retire_user(user_id=user.id, email=user.email)
    retired = f"retired__user_{user.id}"
    User.objects.filter(id=user.id).update(
        username=retired, email=f"{retired}@retired.invalid", first_name="", last_name="", is_active=False
    )
    return f"{name} was retired: account closed, name and address gone."


def _row(learner: Any, usage_key: str) -> LearnerState | None:
    """The row, locked; to be asked inside a transaction."""
    return LearnerState.objects.select_for_update().filter(user_id=learner.id, usage_key=usage_key).first()


def _block(learner: Any, usage_key: str, actor: Any) -> Any:
    key = as_key(usage_key)
    return doors.as_staff_tool(learner, actor, key.context_key).get_block(key)
