"""What is new in a text: the words that were added and removed, as a lawyer marks them in red.

Who agreed yesterday reads only what changed (users of other agreement tools ask for it first). Whole words are marked,
not letters, because half a word reads like a slip. However long the texts are, it takes no long time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeVar

# How much is compared at most; what is more is shown whole, before and after.
MOST_WORDS = 20_000
MOST_PAIRS = 120_000  # of equal words, each of one text with each of the other

# White space, marks, words. Chinese and Japanese put no blanks between words: each sign is one.
_MARKS = re.escape(".,;:!?()[]{}\"'„“”‚‘’«»‹›…–—/|")
_SIGNS = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORDS = re.compile(rf"\s+|[{_MARKS}{_SIGNS}]|[^\s{_MARKS}{_SIGNS}]+")

T = TypeVar("T", bound=Hashable)


class Op(StrEnum):
    """What became of a piece."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A stretch of text, white space included."""

    op: Op
    text: str


@dataclass(frozen=True)
class RowPiece:
    """One row of a value with rows, by column. A row that changed comes as a removed and an added one."""

    op: Op
    cells: Mapping[str, str]


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """How one text became the other: all but the added is the one before, all but the removed is the other."""
    found: list[Piece] = []
    for op, words in _compared(_WORDS.findall(before), _WORDS.findall(after), str.isspace):
        text = "".join(words)
        if found and found[-1].op is op:
            found[-1] = Piece(op, found[-1].text + text)
        elif text:
            found.append(Piece(op, text))
    return tuple(found)


def redline_rows(
    before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]
) -> tuple[RowPiece, ...]:
    """The same for a value with rows, row by row."""
    old, new = ([tuple(row.items()) for row in rows] for rows in (before, after))
    return tuple(RowPiece(op, dict(row)) for op, rows in _compared(old, new) for row in rows)


def _compared(
    before: Sequence[T], after: Sequence[T], is_filling: Callable[[T], bool] | None = None
) -> Iterator[tuple[Op, Sequence[T]]]:
    """The stretches of both, in order. What ``is_filling`` (white space) is found beside equal words, not alone."""
    start = _equal_at_start(before, after)
    end = _equal_at_start(before[start:][::-1], after[start:][::-1])
    yield Op.SAME, before[:start]
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if _is_too_much(old, new, is_filling):
        yield from ((Op.REMOVED, old), (Op.ADDED, new))
    else:
        yield from _matched(old, new, is_filling)
    yield Op.SAME, before[len(before) - end :]


def _matched(
    old: Sequence[T], new: Sequence[T], is_filling: Callable[[T], bool] | None
) -> Iterator[tuple[Op, Sequence[T]]]:
    matcher = SequenceMatcher(is_filling, old, new, autojunk=False)
    for name, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if name == "equal":
            yield Op.SAME, old[old_from:old_to]
        else:
            yield Op.REMOVED, old[old_from:old_to]
            yield Op.ADDED, new[new_from:new_to]


def _equal_at_start(one: Sequence[T], other: Sequence[T]) -> int:
    """How many pieces both begin with."""
    most = min(len(one), len(other))
    return next((place for place in range(most) if one[place] != other[place]), most)


def _is_too_much(old: Sequence[T], new: Sequence[T], is_filling: Callable[[T], bool] | None) -> bool:
    if max(len(old), len(new)) > MOST_WORDS:
        return True
    counts = Counter(new)
    words = ((word, many) for word, many in Counter(old).items() if not (is_filling and is_filling(word)))
    return sum(counts[word] * many for word, many in words) > MOST_PAIRS
