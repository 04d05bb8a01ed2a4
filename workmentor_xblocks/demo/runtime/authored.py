"""What the author wrote, as a store of fields: one branch of the course.

A place decides what becomes of writes: Studio's handlers save them, its preview drops them without a word, the LMS
refuses them (seen on a running Open edX).
"""

from __future__ import annotations

import json
from enum import Enum, auto
from typing import Any

from xblock.exceptions import InvalidScopeError
from xblock.fields import Scope
from xblock.runtime import KeyValueStore

from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.models import AuthoredValue, Block

# Settings that a block takes from the section, subsection or unit above it when it has none of its own.
INHERITED = frozenset({"due", "start", "graded", "format", "show_correctness", "self_paced"})


class Writes(Enum):
    """What becomes of a field that a block sets."""

    SAVE = auto()
    DROP = auto()
    REFUSE = auto()


class AuthoredFields(KeyValueStore):
    """Content and settings of the blocks of one branch, read once per request."""

    def __init__(self, branch: str, *, writes: Writes) -> None:
        self.branch = branch
        self.writes = writes
        self._values: dict[str, dict[str, Any]] = {}
        self._parents: dict[str, str] = {}

    def get(self, key: Any) -> Any:
        """The value; KeyError when the author set none."""
        usage_key = str(key.block_scope_id)
        if key.scope == Scope.parent:
            return keys.usage(self._parent(usage_key))
        return self._of(usage_key)[key.field_name]

    def has(self, key: Any) -> bool:
        """Whether the author set this field."""
        usage_key = str(key.block_scope_id)
        if key.scope == Scope.parent:
            return bool(self._parent(usage_key))
        return key.field_name in self._of(usage_key)

    def default(self, key: Any) -> Any:
        """What the section above says; KeyError when nobody says anything."""
        if key.field_name not in INHERITED:
            raise KeyError(key.field_name)
        above = self._above(str(key.block_scope_id))
        for usage_key in above:
            if key.field_name in self._of(usage_key, *above):
                return self._of(usage_key)[key.field_name]
        raise KeyError(key.field_name)

    def set(self, key: Any, value: Any) -> None:
        """Keep the value, drop it or refuse it."""
        if key.scope in (Scope.parent, Scope.children) or not self._accepts(key):
            return
        usage_key = str(key.block_scope_id)
        save_value(self.branch, usage_key, key.field_name, value)
        self._of(usage_key)[key.field_name] = value

    def delete(self, key: Any) -> None:
        """Take the author's value away."""
        if not self._accepts(key):
            return
        usage_key = str(key.block_scope_id)
        AuthoredValue.objects.filter(branch=self.branch, usage_key=usage_key, name=key.field_name).delete()
        self._of(usage_key).pop(key.field_name, None)

    def _accepts(self, key: Any) -> bool:
        if self.writes is Writes.REFUSE:
            raise InvalidScopeError(key.scope)
        return self.writes is Writes.SAVE

    def _of(self, usage_key: str, *others: str) -> dict[str, Any]:
        """What stands in one block; if it has to be read, others are read along."""
        if usage_key not in self._values:
            wanted = {usage_key, *others} - set(self._values)
            self._values |= {one: {} for one in wanted}
            rows = AuthoredValue.objects.filter(branch=self.branch, usage_key__in=wanted)
            for block, name, value in rows.values_list("usage_key", "name", "value"):
                self._values[block][name] = json.loads(value)
        return self._values[usage_key]

    def _above(self, usage_key: str) -> list[str]:
        """The blocks around this one, the nearest first."""
        found = []
        while usage_key := self._parent(usage_key):
            found.append(usage_key)
        return found

    def _parent(self, usage_key: str) -> str:
        if usage_key not in self._parents:
            usage = keys.usage(usage_key)
            course = Block.objects.filter(
                branch=self.branch, course_key=str(usage.context_key) if usage else ""
            )
            self._parents |= {usage_key: "", **dict(course.values_list("usage_key", "parent_key"))}
        return self._parents[usage_key]


def read_values(branch: str, usage_key: str) -> dict[str, Any]:
    """Everything that an author set in one block."""
    rows = AuthoredValue.objects.filter(branch=branch, usage_key=usage_key).values_list("name", "value")
    return {name: json.loads(value) for name, value in rows}


def save_value(branch: str, usage_key: str, name: str, value: Any) -> None:
    """Keep one authored value."""
    AuthoredValue.objects.update_or_create(
        branch=branch,
        usage_key=usage_key,
        name=name,
        defaults={"value": json.dumps(value, ensure_ascii=False)},
    )
