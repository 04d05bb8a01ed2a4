"""One normal form for texts that differ in spelling only, and the places in the original from which its letters come.

Unicode form, case, accents, joiners, soft hyphens and kinds of blanks are folded, so that a name is found in it as
people see it; whatever is found can be cut out of the original, letter for letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Letters by their category, and a sign, that show as blanks.
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_APOSTROPHES = frozenset("'’‘ʼ`´＇")
# Accents, the vowels that Hebrew and Arabic may leave out, and which of several shapes a sign has.
_UNSEEN = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Letters that Unicode takes apart no further, as people write them who have no such key.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Scripts that put no blanks between words: each sign is a word.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U000323af]"
)
_MARKS = ("Mn", "Mc", "Me")
_WORD = re.compile("um*|a[am]*")


@dataclass(frozen=True)
class Word:
    """A word of a text in its normal form."""

    text: str
    start: int  # in the original
    end: int
    is_capital: bool  # or of a script without capitals
    before: str  # what stands between it and the word before, in the normal form
    after: str = ""  # the sign behind it


@dataclass(frozen=True)
class Folded:
    """A text in its normal form; ``spans`` are the places in the original from which each letter of it comes."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, original: str) -> Folded:
        """Fold a text letter by letter, each with the marks that belong to it."""
        letters: list[str] = []
        spans: list[tuple[int, int]] = []
        for start, end in _clusters(original):
            folded = _fold(original[start:end])
            if folded == " " and letters[-1:] == [" "]:
                spans[-1] = (spans[-1][0], end)
                continue
            letters.extend(folded)
            spans.extend([(start, end)] * len(folded))
        return cls("".join(letters), tuple(spans))


def _clusters(original: str) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(1, len(original) + 1):
        if place == len(original) or not unicodedata.combining(original[place]):
            yield start, place
            start = place


def _fold(cluster: str) -> str:
    """Compatibility form, case and accents folded; nothing for what does not show."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", cluster).casefold()).translate(
        _PLAIN
    )
    kept = []
    for sign in spread:
        category = unicodedata.category(sign)
        if sign in _BLANKS or sign.isspace():
            kept.append(" ")
        elif category == "Pd" or sign == "\u2212":
            kept.append("-")
        elif category == "Nd":
            kept.append(str(unicodedata.digit(sign)))
        elif not (category == "Cf" or _UNSEEN.match(sign) or sign in _APOSTROPHES):
            kept.append(sign)
    return " " if kept and set(kept) == {" "} else "".join(kept)


def folded(text: str) -> str:
    """The normal form of a text."""
    return Folded.of(text).text


def words_of(original: str) -> list[Word]:
    """The words of a text; in scripts without blanks, its signs."""
    form = Folded.of(original)
    kinds = "".join(_kind(sign) for sign in form.text)
    found = []
    ended = 0
    for match in _WORD.finditer(kinds):
        first, last = match.start(), match.end() - 1
        start = form.spans[first][0]
        letter = original[start]
        found.append(
            Word(
                text=form.text[first : last + 1],
                start=start,
                end=form.spans[last][1],
                is_capital=not letter.islower(),
                before=form.text[ended:first],
                after=form.text[last + 1 : last + 2],
            )
        )
        ended = last + 1
    return found


def _kind(sign: str) -> str:
    """A sign that is a word alone, a letter or digit, a mark on one, or nothing of a word."""
    if _UNSPACED.match(sign):
        return "m" if unicodedata.category(sign) in _MARKS else "u"
    if sign.isalnum():
        return "a"
    return "m" if unicodedata.category(sign) in _MARKS else "-"


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script that puts no blanks between words."""
    return _UNSPACED.match(word) is not None
