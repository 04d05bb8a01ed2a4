"""The fields of a block beneath XBlock's own cache: taking stored values in, and forgetting what was not saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

from xblock.fields import ScopeBase, String


class CanonicalText(String):
    """A long text that was cleaned before it was saved: XBlock's own would search all of it anew at every look."""

    def from_json(self, value: Any) -> Any:
        """The text as it was stored."""
        return value

    def enforce_type(self, value: Any) -> Any:
        """The text as it was set."""
        return value


def take_stored(block: Any, scope: ScopeBase, stored: Mapping[str, Any]) -> None:
    """Let the block's fields of a scope hold what was just read from the store, as if nothing had been read before.

    What is not there holds its default: the platform may still have what was there when the request began.
    """
    for name, field in block.fields.items():
        if field.scope != scope:
            continue
        block._dirty_fields.pop(field, None)
        value = field.from_json(stored[name]) if name in stored else deepcopy(field.default)
        field._set_cached_value(block, value)


@contextmanager
def unchanged_unless_done(block: Any) -> Iterator[None]:
    """Forget field changes made inside when it raises, so that a failed action leaves nothing for the platform to save.

    The block then holds what it held at the beginning. To be entered after a state was read anew: reading it once
    more would give what the platform fetched at the start of the request, and a 409 would show an old page (seen).
    """
    held, dirty = dict(block._field_data_cache), dict(block._dirty_fields)
    try:
        yield
    except BaseException:
        block._field_data_cache.clear()
        block._field_data_cache.update(held)
        block._dirty_fields.clear()
        block._dirty_fields.update(dirty)
        raise
