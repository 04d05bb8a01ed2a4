"""The remarks at one place of a page, the form for a new one, and those from before when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from workmentor_xblocks.core.records.remarks import RemarkRow
from workmentor_xblocks.core.rules import remarks as rule
from workmentor_xblocks.core.rules.remarks import Remark


@dataclass(frozen=True)
class RemarkPage:
    """A remark. ``asks`` is what it wants of the others, in words; ``settled_by`` the form that settles it, "" for none.

    ``answers`` stand below it, and ``answer_form`` is for a new one; both None where nobody answers remarks.
    """

    uuid: str
    who: str
    at: str
    text: str
    is_open: bool
    asks: str = ""
    settled_by: str = ""
    answers: ThreadPage | None = None
    answer_form: RemarkFormPage | None = None


@dataclass(frozen=True)
class ThreadPage:
    """What stands at one place, oldest first. ``more`` were left ``before`` these; ``is_asked``: these were asked for."""

    path: str
    anchor: str  # where the place is on the page
    is_open: bool  # whether anything is
    open: tuple[RemarkPage, ...]
    settled: tuple[RemarkPage, ...] = ()
    more: int = 0
    before: str = ""
    is_asked: bool = False

    @property
    def part(self) -> str:
        """The part of the page in which those from before come."""
        return part_before(self.path, self.before)


@dataclass(frozen=True)
class RemarkFormPage:
    """The form for a remark at a place, or (``is_answer``) for an answer to one; ``about`` says what it is about.

    ``draft`` names what is typed on this device, ``typed`` came back refused.
    """

    path: str
    about: str
    request: str
    draft: str
    typed: str = ""
    is_answer: bool = False


def part_before(path: str, before: str) -> str:
    """What the part of a page is called in which the remarks come that were left before that one."""
    return f"older-{path}-{before}" if before else f"older-{path}"


Row = TypeVar("Row", bound=RemarkRow)


@dataclass(frozen=True)
class Remarks(Generic[Row]):
    """All remarks at a thing, oldest first, as one person is shown them.

    ``answer_form`` is the form below a remark, None where this person answers none of it. Where remarks are not
    answered at all it is not given. ``settled_by`` is the role in which this person settles an open one, "" for none.
    """

    rows: Sequence[Row]
    is_open: Callable[[Row], bool]
    page: Callable[[Row], RemarkPage]
    answer_form: Callable[[Row], RemarkFormPage | None] | None = None
    settled_by: Callable[[Row], str] = lambda _row: ""

    @property
    def settling(self) -> list[str]:
        """The roles in which this person settles something here: one form for each serves all remarks."""
        return sorted({role for row in self.rows if (role := self._settled_by(row))})

    @cached_property
    def _places(self) -> Mapping[str, Sequence[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.path, []).append(row)
        return found

    @cached_property
    def _newest(self) -> frozenset[int]:
        """Those that stand on the page; answers only below a remark that does, and counted apart."""
        remarks = rule.newest(self._rule(row) for row in self.rows if row.path not in self._names)
        shown = {row.uuid for row in self.rows if row.pk in remarks}
        return remarks | rule.newest(self._rule(row) for row in self.rows if row.path in shown)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(row.uuid for row in self.rows)

    def _rule(self, row: Row) -> Remark:
        return Remark(row.pk, row.path, self.is_open(row))

    def at(self, path: str, anchor: str, *, asked: str | None = None) -> ThreadPage | None:
        """What stands at a place, None for nothing; ``asked``: instead of the newest those before that one ("" of all)."""
        rows = self._places.get(path, ())
        if not rows:
            return None
        if asked is not None:
            return self.before(path, anchor, asked, is_asked=True)
        shown = [row for row in rows if row.pk in self._newest]
        return ThreadPage(
            path,
            anchor,
            is_open=any(map(self.is_open, rows)),
            open=tuple(self._page(row) for row in shown if self.is_open(row)),
            settled=tuple(self._page(row) for row in shown if not self.is_open(row)),
            more=len(rows) - len(shown),
        )

    def before(self, path: str, anchor: str, uuid: str, *, is_asked: bool = False) -> ThreadPage:
        """The next ones of a place that do not stand on the page, left before that one."""
        rows = self._places.get(path, ())
        others = {row.pk: row for row in rows if row.pk not in self._newest}
        limit = next((row.pk for row in others.values() if row.uuid == uuid), None)
        numbers, more = rule.before(list(others), limit)
        chunk = [others[number] for number in numbers]
        return ThreadPage(
            path,
            anchor,
            is_open=any(map(self.is_open, rows)),
            open=tuple(self._page(row) for row in chunk),
            more=more,
            before=chunk[0].uuid if chunk else "",
            is_asked=is_asked,
        )

    def _page(self, row: Row) -> RemarkPage:
        page = replace(self.page(row), settled_by=self._settled_by(row))
        if self.answer_form is None or row.path in self._names:
            return page
        answers = self.at(row.uuid, f"answers-{row.uuid}")
        return replace(
            page, answers=answers, answer_form=self.answer_form(row) if self.is_open(row) else None
        )

    def _settled_by(self, row: Row) -> str:
        return self.settled_by(row) if self.is_open(row) else ""
