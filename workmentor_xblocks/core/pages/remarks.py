"""The remarks at one place of a page, the form for a new one, and those from before when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from workmentor_xblocks.core.records.remarks import RemarkRow
from workmentor_xblocks.core.rules import remarks as rule
from workmentor_xblocks.core.rules.remarks import Remark


@dataclass(frozen=True)
class RemarkPage:
    """A remark. ``asks`` is what it wants of the others, in words; ``settled_by`` the form that settles it, "" for none."""

    uuid: str
    who: str
    at: str
    text: str
    is_open: bool
    asks: str = ""
    settled_by: str = ""


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
    """The form for a remark at a place. ``draft`` names what is typed on this device, ``typed`` came back refused."""

    path: str
    about: str
    request: str
    draft: str
    typed: str = ""


def part_before(path: str, before: str) -> str:
    """What the part of a page is called in which the remarks come that were left before that one."""
    return f"older-{path}-{before}" if before else f"older-{path}"


Row = TypeVar("Row", bound=RemarkRow)


@dataclass(frozen=True)
class Remarks(Generic[Row]):
    """All remarks at a thing, oldest first, as one person is shown them."""

    rows: Sequence[Row]
    is_open: Callable[[Row], bool]
    page: Callable[[Row], RemarkPage]

    @cached_property
    def _newest(self) -> frozenset[int]:
        return rule.newest(Remark(row.pk, row.path, self.is_open(row)) for row in self.rows)

    def at(self, path: str, anchor: str, *, asked: str | None = None) -> ThreadPage | None:
        """What stands at a place, None for nothing; ``asked``: instead of the newest those before that one ("" of all)."""
        rows = [row for row in self.rows if row.path == path]
        if not rows:
            return None
        if asked is not None:
            return self.before(path, anchor, asked, is_asked=True)
        shown = [row for row in rows if row.pk in self._newest]
        return ThreadPage(
            path,
            anchor,
            is_open=any(map(self.is_open, rows)),
            open=tuple(self.page(row) for row in shown if self.is_open(row)),
            settled=tuple(self.page(row) for row in shown if not self.is_open(row)),
            more=len(rows) - len(shown),
        )

    def before(self, path: str, anchor: str, uuid: str, *, is_asked: bool = False) -> ThreadPage:
        """The next ones of a place that do not stand on the page, left before that one."""
        rows = [row for row in self.rows if row.path == path]
        others = {row.pk: row for row in rows if row.pk not in self._newest}
        limit = next((row.pk for row in others.values() if row.uuid == uuid), None)
        numbers, more = rule.before(list(others), limit)
        chunk = [others[number] for number in numbers]
        return ThreadPage(
            path,
            anchor,
            is_open=any(map(self.is_open, rows)),
            open=tuple(self.page(row) for row in chunk),
            more=more,
            before=chunk[0].uuid if chunk else "",
            is_asked=is_asked,
        )
