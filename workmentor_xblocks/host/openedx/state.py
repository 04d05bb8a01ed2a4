"""A person's state of a block, held for one transaction.

Handlers of the LMS run outside a transaction and save field by field at their end; four posts at once were all
answered with 200 there. With the StudentModule row held and read again, one is answered 200 and three 409.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import crum
from django.conf import settings
from django.db import connection
from xblock.fields import Scope

from workmentor_xblocks.core.pages.block_fields import take_stored
from workmentor_xblocks.host.protocols import Block


@contextmanager
def locked(block: Block) -> Iterator[None]:
    """Hold the row and read it again. A state that lives in a session (masquerade, preview) has no row to hold."""
    if getattr(settings, "SERVICE_VARIANT", "") != "lms" or _lives_in_session(block):
        yield
        return
    from lms.djangoapps.courseware.models import StudentModule

    usage_key = block.scope_ids.usage_id
    who = {
        "student_id": block.scope_ids.user_id,
        "module_state_key": usage_key,
        "course_id": usage_key.context_key,
    }
    rows = StudentModule.objects.filter(**who)
    row = rows.select_for_update().first()
    if row is None:
        # First actions at once share a lock on the missing row and die of a deadlock; an upsert queues them (seen).
        named = connection.features.supports_update_conflicts_with_target
        StudentModule.objects.bulk_create(
            [StudentModule(**who, module_type=usage_key.block_type, state="{}")],
            update_conflicts=True,
            update_fields=["module_type"],
            unique_fields=list(who) if named else None,
        )
        row = rows.select_for_update().get()
    take_stored(block, Scope.user_state, json.loads(row.state or "{}"))
    yield


def _lives_in_session(block: Block) -> bool:
    """True inside a masquerade as one learner: the person who clicks is not the one whose state it is."""
    actor = crum.get_current_user()
    real = getattr(actor, "real_user", None) or actor
    return getattr(real, "id", None) != block.scope_ids.user_id
