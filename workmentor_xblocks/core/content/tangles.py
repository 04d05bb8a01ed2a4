"""Whether a Markdown text can be read at a cost that grows with its length: a bound on what stands in it, not only on that.

The library that reads Markdown tries each mark with each later one, and calls itself for each level. Some thousand
open brackets, runs of backticks of every length, or lists some hundred levels deep would stall a page or a print. What
is beyond these bounds is longer, deeper or fuller of marks than anybody reads, and is shown as it was typed.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

LONGEST = 30_000
MOST_LINES = 2_000
DEEPEST = 10
MOST_BRACKETS = 400
MOST_TICKS = 200  # runs of backticks
LONGEST_TICKS = 6
MOST_STRESS = 250  # runs of stars and low lines, in one paragraph
# Letters that are read in the search for where each bracket is closed.
MOST_READ = 400_000
# Other marks times the letters of their paragraph: each mark is looked for in all that follows.
MOST_TRIES = 1_000_000
# Signs that each stand for something of their own.
MOST_SIGNS = 2_000
MOST_COLUMNS = 30

_PREFIX = re.compile(r"(?:[ \t]|>|(?:[-*+]|[0-9]{1,9}\.)(?=[ \t]))*")
_MARKER = re.compile(r">|[-*+]|[0-9]+\.")
_TICKS = re.compile("`+")
_STRESS = re.compile(r"\*+|_+")
_TRIED = re.compile(r"`+|\*+|_+")
_BRACKET = re.compile(r"[\[\]]")
_SIGNS = re.compile(r"[\\<&*_]")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


class Tangle(StrEnum):
    """What a text has too much of."""

    LONG = "long"
    DEEP = "deep"
    MARKS = "marks"


@lru_cache(maxsize=2048)
def tangle(text: str) -> Tangle | None:
    """What keeps the text from being read as Markdown, None when nothing does."""
    if len(text) > LONGEST or text.count("\n") >= MOST_LINES:
        return Tangle.LONG
    if any(_depth(line) > DEEPEST for line in text.split("\n")):
        return Tangle.DEEP
    return Tangle.MARKS if _is_full_of_marks(text) else None


def _depth(line: str) -> int:
    """How many lists and quotations a line stands in at most."""
    found = _PREFIX.match(line)
    prefix = found[0] if found else ""
    markers = len(_MARKER.findall(prefix))
    if not markers:
        return 0
    return markers + (len(prefix.expandtabs(4)) - len(prefix.expandtabs(4).lstrip(" "))) // 4


def _is_full_of_marks(text: str) -> bool:
    ticks = _TICKS.findall(text)
    paragraphs = _PARAGRAPHS.split(text)
    return (
        text.count("[") > MOST_BRACKETS
        or text.count("](") > MOST_BRACKETS
        or len(ticks) > MOST_TICKS
        or max(map(len, ticks), default=0) > LONGEST_TICKS
        or len(_SIGNS.findall(text)) > MOST_SIGNS
        or any(line.count("|") > MOST_COLUMNS for line in text.split("\n"))
        or any(len(_STRESS.findall(one)) > MOST_STRESS for one in paragraphs)
        or sum(map(_read_for_brackets, paragraphs)) > MOST_READ
        or sum(len(_TRIED.findall(one)) * len(one) for one in paragraphs) > MOST_TRIES
    )


def _read_for_brackets(paragraph: str) -> int:
    """How many letters are read in the search for where each bracket is closed."""
    open_at: list[int] = []
    read = 0
    for found in _BRACKET.finditer(paragraph):
        if found[0] == "[":
            open_at.append(found.start())
        elif open_at:
            read += found.start() - open_at.pop()
    return read + sum(len(paragraph) - start for start in open_at)
