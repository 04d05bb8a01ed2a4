"""Two people who write in the same form at once lose nothing: what does not clash is kept, of the rest both see both texts.

A form says of each field by a short name which value the person had before their eyes (as the Erasmus learning
agreements answer a change that crossed another).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.core.content.errors import Changed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.fields import Value
from workmentor_xblocks.core.forms.values import is_empty

_BOTH = Message(
    "both_wrote",
    _(
        "Somebody else changed this meanwhile. Nothing is lost: compare both texts and save the one that is right."
    ),
)

_WROTE_TWICE = Message(
    "you_wrote_twice",
    _(
        "You changed this in another window. Nothing is lost: compare both texts and save the one that is right."
    ),
)


def digest(value: Any) -> str:
    """A short name for a value, by which a page says what it was made from; "" for an empty one."""
    return "" if is_empty(value) else hashlib.sha256(_composed(value).encode()).hexdigest()[:16]


def _composed(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=list)
    return unicodedata.normalize("NFC", text)


def equal(one: Any, other: Any) -> bool:
    """True when two values say the same; nothing filled in is the same as an empty text."""
    return digest(one) == digest(other)


@dataclass(frozen=True)
class Conflict:
    """The same field was changed meanwhile, to something else: by somebody else, or by the same person (``is_own``)."""

    field: str
    theirs: Value | None
    yours: Value | None
    is_own: bool = False

    @property
    def message(self) -> Message:
        """What is said of it."""
        return _WROTE_TWICE if self.is_own else _BOTH


@dataclass(frozen=True)
class Merged:
    """What can be written, and what has to be shown to the person first.

    ``untouched`` was sent along as it had been read: what somebody else made of it meanwhile stays.
    """

    accepted: Mapping[str, Value | None]
    conflicts: tuple[Conflict, ...] = ()
    untouched: tuple[str, ...] = ()


def merge(
    current: Mapping[str, Value | None], proposed: Mapping[str, Value | None], read: Mapping[str, str]
) -> Merged:
    """What becomes of values that somebody sends, who had ``read`` (field → digest; none: an empty field)."""
    accepted: dict[str, Value | None] = {}
    conflicts, untouched = [], []
    for name, yours in proposed.items():
        theirs, known = current.get(name), read.get(name, "")
        if digest(theirs) in (known, digest(yours)):
            accepted[name] = yours
        elif digest(yours) == known:
            untouched.append(name)
        else:
            conflicts.append(Conflict(name, theirs, yours))
    return Merged(accepted, tuple(conflicts), tuple(untouched))


def both_texts(conflicts: Sequence[Conflict]) -> Changed:
    """The refusal that shows a person both texts of each field that was changed twice at once."""
    return Changed(
        _WROTE_TWICE if all(conflict.is_own for conflict in conflicts) else _BOTH,
        fields={f"f-{conflict.field}": conflict.message for conflict in conflicts},
        more={"conflicts": [{**vars(conflict), "read": digest(conflict.theirs)} for conflict in conflicts]},
    )
