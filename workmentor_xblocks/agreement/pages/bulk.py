"""Beginning many agreements, as a page: a table goes in, what would become of each line comes out, then a button.

Nothing is begun before its preview was seen, and what the preview was made of is sent along with the button.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.utils.safestring import SafeString

from workmentor_xblocks.agreement.actions import bulk, cohort
from workmentor_xblocks.agreement.actions.bulk import Result, Row, may_begin as may_begin
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content import csv_reading
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, ngettext, say
from workmentor_xblocks.core.forms.inputs import AsSent, Input, Text
from workmentor_xblocks.core.pages import addresses
from workmentor_xblocks.core.pages.rendering import render

MAX_BYTES = 5 * csv_reading.MAX_BYTES // 2  # as JSON every line break and quotation mark takes two
SHOWN = 200  # lines of each kind in a preview

_NOT_YOURS = Message("no_bulk_view", _("Only the school and the course team begin many agreements at once."))
_NO_TABLE = Message("no_table", _("Put in a table, or choose a file."))

_RESULTS: Mapping[Result, str] = {
    Result.NEW: _("will be begun"),
    Result.EXISTS: _("is there already"),
    Result.PROBLEM: _("cannot be begun"),
    Result.MADE: _("is begun"),
}
_ORDER = (Result.PROBLEM, Result.MADE, Result.NEW, Result.EXISTS)


@dataclass(frozen=True)
class LinePage:
    """What becomes of a line of the table."""

    line: int
    learner: str
    result: str
    messages: tuple[str, ...]


@dataclass(frozen=True)
class BulkPage:
    """The table, what would become of it, and the button. ``results``: (name, how many); ``columns``: (code, words)."""

    text: str
    seen: str
    problems: tuple[LinePage, ...]
    others: tuple[LinePage, ...]
    more: int
    results: tuple[tuple[str, int], ...]
    new: int
    at_once: int
    create: str
    columns: tuple[tuple[str, str], ...]
    columns_url: str
    most_lines: int
    most_kb: int


class Table(Input):
    """What was pressed (``do``: nothing, learners, preview, create), and the table as it was sent.

    It is not cleaned: its digest (``seen``) says that it is the one that was looked at.
    """

    do: Annotated[str, Text(20)] = ""
    cohort: Annotated[str, Text(200)] = ""
    seen: Annotated[str, Text(64)] = ""
    text: Annotated[str, AsSent()] = ""


def bulk_html(requester: Requester, ground: Ground, form: Table) -> tuple[SafeString, str]:
    """The page for what was pressed, and what to announce."""
    if not may_begin(requester, ground):
        raise NotAllowed(_NOT_YOURS)
    if form.do == "learners":
        text = bulk.of_learners(ground, cohort=form.cohort)
        return _page(ground, text, bulk.preview(requester, ground, text))
    if form.do in ("preview", "create"):
        if not form.text.strip():
            raise BadInput(_NO_TABLE, fields={"text": _NO_TABLE})
        if form.do == "preview":
            return _page(ground, form.text, bulk.preview(requester, ground, form.text))
        return _created(requester, ground, form.text, seen=form.seen)
    return _page(ground, "", ())


def _created(requester: Requester, ground: Ground, text: str, *, seen: str) -> tuple[SafeString, str]:
    """What came of it. Where the table is another one than was looked at, its preview comes with the refusal."""
    try:
        return _page(ground, text, bulk.create(requester, ground, text, seen=seen))
    except Changed as refusal:
        html, _said = _page(ground, text, bulk.preview(requester, ground, text))
        refusal.more.update({"html": html, "part": "board", "focus": "board"})
        raise


def _page(ground: Ground, text: str, rows: Sequence[Row]) -> tuple[SafeString, str]:
    counts = bulk.counts(rows)
    results = [(result, gettext(_RESULTS[result]), counts[result]) for result in _ORDER if counts[result]]
    new = counts[Result.NEW]
    at_once = min(new, bulk.AT_ONCE)
    problems = [row for row in rows if row.result is Result.PROBLEM]
    others = [row for row in rows if row.result is not Result.PROBLEM]
    said = "; ".join(f"{name}: {count}" for _result, name, count in results)
    page = BulkPage(
        text=text,
        seen=bulk.digest(text) if rows else "",
        problems=tuple(map(_line, problems[:SHOWN])),
        others=tuple(map(_line, others[:SHOWN])),
        more=max(len(problems) - SHOWN, 0) + max(len(others) - SHOWN, 0),
        results=tuple((name, count) for _result, name, count in results),
        new=new,
        at_once=at_once,
        create=ngettext("Begin {n} agreement", "Begin {n} agreements", at_once).format(n=at_once),
        columns=tuple(_columns(ground)),
        columns_url=addresses.page("agreement_columns_csv", ground.usage_key),
        most_lines=csv_reading.MAX_LINES,
        most_kb=csv_reading.MAX_BYTES // 1000,
    )
    return render("workmentor/agreement/bulk.html", vars(page)), said


def _line(row: Row) -> LinePage:
    return LinePage(row.line, row.learner, gettext(_RESULTS[row.result]), tuple(map(say, row.messages)))


def _columns(ground: Ground) -> Iterator[tuple[str, str]]:
    """Every column that a table may have, with what it means."""
    yield from ((column.value, gettext(label)) for column, label in cohort.LABELS.items())
    yield from cohort.labels_of(ground).items()


def csv_rows(ground: Ground) -> Iterator[Sequence[object]]:
    """A table to fill in: the names of the columns, and none of anybody."""
    yield [code for code, _label in _columns(ground)]
