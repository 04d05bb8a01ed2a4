"""Where a text names a person, however it is written there: searched and replaced on one and the same normal form.

Two texts are the same here when only their Unicode form, case, accents, joiners, soft hyphens or kinds of blanks
differ. The full name in any order ("Ozola, Liga"), with initials ("L. Ozola"), an e-mail address and a telephone number
are sure. A first or a last name alone may be somebody else's: it is found and left for a person to decide. So is
whatever names another person of the same agreement just as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workmentor_xblocks.core.people.spelling import Folded, Word, folded, is_unspaced, words_of

DASH = "–"
_SHORTEST = 3  # letters of a name that is looked for alone
# Letters that a language may add to a name: only a genitive s makes surely no other name of it.
_LONGEST_ENDING = 4
_LONGEST_ENDING_ALONE = 2  # "Ligature" is not Liga
_FEWEST_DIGITS = 6  # of a telephone number
_BETWEEN = frozenset(" ,.-_·/")
_NUMBER = re.compile(r"\+?[0-9](?:[ ().\-/]{0,3}[0-9]){5,20}")


@dataclass(frozen=True)
class Mention:
    """Letters of a text from ``start`` to before ``end`` that name somebody, or may."""

    start: int
    end: int
    is_sure: bool


@dataclass(frozen=True)
class _Name:
    """One way to write a name: its words, an initial as a single letter."""

    words: tuple[str, ...]
    is_sure: bool
    in_small_letters: bool = True  # found also where it begins with one

    def fits(self, words: Sequence[Word]) -> bool | None:
        """Whether these words are it, for sure (True) or perhaps (False); None when they are not."""
        sure = self.is_sure
        for place, (wanted, word) in enumerate(zip(self.words, words, strict=True)):
            if place and not _is_between(word.before):
                return None
            is_initial = len(wanted) == 1 and len(self.words) > 1 and not is_unspaced(wanted)
            ending = word.text.removeprefix(wanted) if word.text.startswith(wanted) else None
            if ending is None or (ending and (is_initial or is_unspaced(wanted))):
                return None
            if is_initial and word.after != "." and not all(one.is_capital for one in words):
                return None
            if len(ending) > (_LONGEST_ENDING if len(self.words) > 1 else _LONGEST_ENDING_ALONE):
                return None
            sure = sure and ending in ("", "s")
        if len(self.words) == 1 and not words[0].is_capital:
            is_code = any(sign.isdigit() for sign in self.words[0])
            return (sure and is_code) if self.in_small_letters else None
        return sure


def _is_between(text: str) -> bool:
    return len(text) <= 3 and set(text) <= _BETWEEN


def _forms(name: str) -> Iterator[_Name]:
    """Every way to write a name that this module knows, the full ones first."""
    words = tuple(word.text for word in words_of(name))
    if len(words) > 1 and all(is_unspaced(word) for word in words):
        yield _Name(words, is_sure=True)
        return
    for cut in range(1, len(words)):
        given, family = words[:cut], words[cut:]
        initials = tuple(word[0] for word in given)
        for front in {given, *((one,) for one in given), initials, initials[:1]}:
            yield _Name((*front, *family), is_sure=True)
            yield _Name((*family, *front), is_sure=True)
        yield _Name((given[0], family[-1][0]), is_sure=True)
    if len(words) == 1 and len(words[0]) >= _SHORTEST:
        yield _Name(words, is_sure=True)
    elif len(words) > 1:
        # Written together it may be another name: "Ann Marie" and "Annmarie" are two people's.
        yield _Name(("".join(words),), is_sure=False)


def _alone(name: str) -> Iterator[_Name]:
    """Each word of a name for itself, without those as "van" and "de"."""
    words = words_of(name)
    for word in words if len(words) > 1 else ():
        if len(word.text) >= _SHORTEST and word.is_capital and not is_unspaced(word.text):
            yield _Name((word.text,), is_sure=False, in_small_letters=False)


def _user_name(name: str) -> Iterator[_Name]:
    """A user name; of one word without a digit it may be a word or another's name as well."""
    for form in _forms(name):
        has_digit = any(sign.isdigit() for word in form.words for sign in word)
        yield _Name(form.words, is_sure=has_digit or len(form.words) > 1)


@dataclass(frozen=True)
class Person:
    """By what somebody is known. ``others`` are the names of people who may be meant instead."""

    names: tuple[str, ...] = ()
    user_names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @cached_property
    def _known(self) -> list[_Name]:
        """The longest first, so that a full name is not taken for a first name."""
        shared = {form.words for name in self.others for form in _forms(name)}
        forms = [form for name in self.names for form in _forms(name)]
        forms += [form for name in self.user_names for form in _user_name(name)]
        forms += [form for name in self.names for form in _alone(name)]
        found: dict[tuple[str, ...], _Name] = {}
        for form in forms:
            found.setdefault(form.words, replace(form, is_sure=form.is_sure and form.words not in shared))
        return sorted(
            found.values(), key=lambda form: (len(form.words), len("".join(form.words))), reverse=True
        )

    def mentions(self, text: str) -> list[Mention]:
        """Where a text names this person, in order; none overlaps another."""
        form = Folded.of(text)
        found = [*self._literal(form), *self._numbered(form)]
        taken = [(one.start, one.end) for one in found]
        words = [one for one in words_of(text) if not any(a < one.end and one.start < b for a, b in taken)]
        place = 0
        while place < len(words):
            found_here = self._at(words, place)
            if found_here is None:
                place += 1
                continue
            mention, length = found_here
            found.append(mention)
            place += length
        return _apart(found)

    def _at(self, words: Sequence[Word], place: int) -> tuple[Mention, int] | None:
        perhaps = None
        for name in self._known:
            part = words[place : place + len(name.words)]
            fits = name.fits(part) if len(part) == len(name.words) else None
            if fits is None:
                continue
            found = Mention(part[0].start, part[-1].end, fits), len(part)
            if fits:
                return found
            perhaps = perhaps or found
        return perhaps

    def _literal(self, form: Folded) -> Iterator[Mention]:
        """Addresses, and user names that are no word: "l_ozola" is nobody's initial."""
        addresses = (one for one in map(_whole, self.addresses) if "@" in one)
        user_names = (
            one for one in map(_whole, self.user_names) if len(one) >= _SHORTEST and not one.isalpha()
        )
        for wanted in (*addresses, *user_names):
            for match in re.finditer(rf"(?<![\w.+-]){re.escape(wanted)}(?![\w@-]|\.\w)", form.text):
                yield Mention(form.spans[match.start()][0], form.spans[match.end() - 1][1], is_sure=True)

    def _numbered(self, form: Folded) -> Iterator[Mention]:
        wanted = {
            digits for number in self.numbers if len(digits := _digits(folded(number))) >= _FEWEST_DIGITS
        }
        for match in _NUMBER.finditer(form.text) if wanted else ():
            digits = _digits(match[0])
            if any(digits == one or _ends_alike(digits, one) for one in wanted):
                yield Mention(form.spans[match.start()][0], form.spans[match.end() - 1][1], is_sure=True)


def _whole(name: str) -> str:
    return folded(name).strip()


def _apart(found: Iterable[Mention]) -> list[Mention]:
    """In order; where one sign of the original belongs to two, the first has it."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
    return kept


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit()).lstrip("0")


def _ends_alike(one: str, other: str) -> bool:
    """Whether two numbers are one with and without the country or the area."""
    short, long = sorted((one, other), key=len)
    return len(short) > _FEWEST_DIGITS and long.endswith(short)


def without(text: str, mentions: Iterable[Mention]) -> str:
    """The text with a dash for everything that surely names the person."""
    for mention in sorted(mentions, key=lambda one: one.start, reverse=True):
        if mention.is_sure:
            text = f"{text[: mention.start]}{DASH}{text[mention.end :]}"
    return text
