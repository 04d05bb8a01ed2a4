"""What people did, as stores of fields: in the tables, or in a session only.

The tables serve the LMS. The session serves staff who look as one learner (it falls back to what that learner really
did) and Studio's preview (it falls back to nothing) (seen on a running Open edX).
"""

from __future__ import annotations

import copy
import json
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import connection, transaction
from xblock.exceptions import InvalidScopeError
from xblock.fields import Scope
from xblock.runtime import KeyValueStore

from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.models import LearnerState, OtherValue


class PersonalFields(KeyValueStore):
    """The tables: state of a person in a block is one row with one JSON object, the rest a row each."""

    def __init__(self) -> None:
        self._states: dict[tuple[int, str], dict[str, Any]] = {}
        self._others: dict[tuple[Any, ...], dict[str, str]] = {}

    def get(self, key: Any) -> Any:
        """The value; KeyError when there is none."""
        if key.scope == Scope.user_state:
            # A copy: a block may change a list in place and never save it.
            return copy.deepcopy(self._state(key)[key.field_name])
        return json.loads(self._beside(key)[key.field_name])

    def has(self, key: Any) -> bool:
        """Whether there is a value."""
        if key.scope == Scope.user_state:
            return key.field_name in self._state(key)
        return key.field_name in self._beside(key)

    def set(self, key: Any, value: Any) -> None:
        """Keep one value."""
        self.set_many({key: value})

    def set_many(self, update_dict: dict[Any, Any]) -> None:
        """Keep several values; those of one block go into its row together, on top of what stands there now."""
        by_block: dict[tuple[int, str], dict[str, Any]] = {}
        for key, value in update_dict.items():
            if key.scope == Scope.user_state:
                by_block.setdefault(_owner(key), {})[key.field_name] = value
            else:
                text = json.dumps(value)
                OtherValue.objects.update_or_create(
                    **_place(key), name=key.field_name, defaults={"value": text}
                )
                self._beside(key)[key.field_name] = text
        for owner, values in by_block.items():
            with transaction.atomic():
                row = locked_row(*owner)
                state = json.loads(row.state) | values
                _write(row, state)
            self._states[owner] = state

    def delete(self, key: Any) -> None:
        """Take one value away."""
        if key.scope != Scope.user_state:
            OtherValue.objects.filter(**_place(key), name=key.field_name).delete()
            self._beside(key).pop(key.field_name, None)
            return
        owner = _owner(key)
        with transaction.atomic():
            row = locked_row(*owner)
            state = json.loads(row.state)
            state.pop(key.field_name, None)
            _write(row, state)
        self._states[owner] = state

    def lock(self, user_id: int, usage_key: str) -> None:
        """Hold this person's row of this block until the transaction ends, and read it again."""
        row = locked_row(user_id, usage_key)
        self._states[user_id, usage_key] = json.loads(row.state)

    def _state(self, key: Any) -> dict[str, Any]:
        owner = _owner(key)
        if owner not in self._states:
            row = LearnerState.objects.filter(user_id=owner[0], usage_key=owner[1]).first()
            self._states[owner] = json.loads(row.state) if row else {}
        return self._states[owner]

    def _beside(self, key: Any) -> dict[str, str]:
        """What is kept beside the state of a block: of a person, or of all together."""
        place = _place(key)
        at = tuple(place.values())
        if at not in self._others:
            self._others[at] = dict(OtherValue.objects.filter(**place).values_list("name", "value"))
        return self._others[at]


class SessionFields(KeyValueStore):
    """Fields that nobody but this browser session sees."""

    def __init__(self, session: SessionBase, drawer: str, *, behind: KeyValueStore | None = None) -> None:
        self.session = session
        self.drawer = drawer
        self.behind = behind

    def get(self, key: Any) -> Any:
        """What was tried out here, else what really stands behind it."""
        if _label(key) in self._kept():
            return self._kept()[_label(key)]
        if self.behind is None:
            raise KeyError(key.field_name)
        return self.behind.get(key)

    def has(self, key: Any) -> bool:
        """Whether there is a value, here or behind."""
        return _label(key) in self._kept() or (self.behind is not None and self.behind.has(key))

    def set(self, key: Any, value: Any) -> None:
        """Keep the value in the session."""
        self.session[self.drawer] = {**self._kept(), _label(key): value}

    def delete(self, key: Any) -> None:
        """Forget what was tried out here."""
        self.session[self.drawer] = {
            name: value for name, value in self._kept().items() if name != _label(key)
        }

    def _kept(self) -> dict[str, Any]:
        kept: dict[str, Any] = self.session.get(self.drawer, {})
        return kept


class NobodysFields(KeyValueStore):
    """Where no person is: Studio's editor, an import, an unbound block. Reads find nothing, writes are an error."""

    def get(self, key: Any) -> Any:
        """Never a value."""
        raise KeyError(key.field_name)

    def has(self, key: Any) -> bool:
        """Never."""
        return False

    def set(self, key: Any, value: Any) -> None:
        """Refuse, as the platform does with a 500."""
        raise InvalidScopeError(key.scope)

    def delete(self, key: Any) -> None:
        """Refuse."""
        raise InvalidScopeError(key.scope)


def locked_row(user_id: int, usage_key: str) -> LearnerState:
    """This person's row of this block, made when missing, and locked; to be asked inside a transaction.

    Four first steps at once have to wait for each other here too. ``select_for_update().get_or_create()`` lets them
    share a lock on the missing row, and all but one die of a deadlock (seen on MariaDB); an upsert queues them.
    """
    rows = LearnerState.objects.filter(user_id=user_id, usage_key=usage_key)
    if not rows.exists():
        usage = keys.usage(usage_key)
        course_key = str(usage.context_key) if usage else ""
        row = LearnerState(user_id=user_id, usage_key=usage_key, course_key=course_key)
        named = connection.features.supports_update_conflicts_with_target
        LearnerState.objects.bulk_create(
            [row],
            update_conflicts=True,
            update_fields=["course_key"],
            unique_fields=["user_id", "usage_key"] if named else None,
        )
    return rows.select_for_update().get()


def _write(row: LearnerState, state: dict[str, Any]) -> None:
    row.state = json.dumps(state, ensure_ascii=False)
    row.save(update_fields=["state", "modified_at"])


def _owner(key: Any) -> tuple[int, str]:
    return key.user_id, str(key.block_scope_id)


def _place(key: Any) -> dict[str, Any]:
    names = {Scope.preferences: "preferences", Scope.user_info: "user_info"}
    return {
        "scope": names.get(key.scope, "user_state_summary"),
        "owner_id": key.user_id or 0,
        "subject": str(key.block_scope_id or ""),
    }


def _label(key: Any) -> str:
    return f"{key.user_id or ''} {key.block_scope_id or ''} {key.field_name}"
