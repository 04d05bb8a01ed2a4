"""The evaluation's figures of a block's agreements, as tables to look at and to take along, without a name in them.

They are read from the chained histories. What is shown without names moves in steps of five agreements; only who may
open each agreement may ask for all as it stands today.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.content.definition import Definition, Means, Purpose
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.agreement.records import overview
from workmentor_xblocks.agreement.rules.history_figures import LATE, ON_TIME, OTHER, Happened, History
from workmentor_xblocks.agreement.rules.indicators import Indicators, Spread, dumped, indicators, loaded
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, say
from workmentor_xblocks.core.output.figures.suppression import SMALLEST_SHOWN, Cells
from workmentor_xblocks.core.pages import addresses
from workmentor_xblocks.core.pages.rendering import render
from workmentor_xblocks.core.people.permissions import Permission, may
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.core.records import published

KIND = "agreement"

# What the figures are made of; the rest of the histories stays in the tables.
_KINDS = (
    Event.CREATE, Event.BULK_CREATE, Event.FREEZE, Event.SIGN, Event.RECORD_OFFLINE, Event.DECLINE, Event.APPROVE,
    Event.OPEN_REVIEW, Event.SUBMIT_PART, Event.ACKNOWLEDGE, Event.CLOSE_REVIEW, Event.TERMINATE,
)  # fmt: skip

_WORDS: Mapping[str, Message] = {
    ON_TIME: Message("on_time", _("closed in time")),
    LATE: Message("late", _("late, or still open")),
    OTHER: Message("other_reason", _("another reason")),
    Means.CHANGED_COMPANY: Message("means_changed", _("goes on at another company")),
    Means.LEFT_TRAINING: Message("means_left", _("left the training")),
    "0": Message("amended_never", _("never changed")),
    "1": Message("amended_once", _("changed once")),
    "2+": Message("amended_often", _("changed twice or more")),
}


@dataclass(frozen=True)
class Line:
    """One line of a table; None where a figure is hidden or there is none."""

    code: str
    name: str
    count: int | None
    share: int | None = None
    median: float | None = None
    p90: float | None = None


@dataclass(frozen=True)
class Table:
    """Figures that belong together. ``is_spread``: days or rounds with median and 90th percentile, else counts."""

    code: str
    title: str
    lines: tuple[Line, ...]
    is_spread: bool = False


def histories(usage_key: str) -> list[History]:
    """What happened in a block, agreement by agreement.

    Since when it waits is kept once for each agreement: of several who are waited for, all count as long.
    """
    rows = overview.ever_made(usage_key).in_bulk()
    parsed = {row_id: Definition.parse(text) for row_id, text in overview.templates(usage_key)}
    found = []
    events = overview.events([usage_key], [kind.value for kind in _KINDS])
    for agreement_id, told in groupby(events, key=lambda event: event[0]):
        row = rows[agreement_id]
        roles = map(Actor, overview.roles_of(row.waiting_for))
        waiting = tuple((role, row.waiting_since) for role in roles if row.waiting_since)
        happened = [_happened(kind, json.loads(record)) for _id, kind, record in told]
        found.append(History(parsed[row.template_id], happened, waiting, row.uuid))
    return found


def _happened(kind: str, record: Mapping[str, Any]) -> Happened:
    return Happened(Event(kind), datetime.fromisoformat(record["at"]), Actor(record["actor"]), record["data"])


def figures(ground: Ground, *, with_small_groups: bool = False) -> list[Table]:
    """The figures of a block with words beside them."""
    known, today = histories(ground.usage_key), timezone.localdate()
    if with_small_groups:
        found = indicators(known, today, with_small_groups=True)
    else:
        # What happened, not what day it is: who waits a day longer has done nothing.
        units = {history.uuid: f"{len(history.events)} {history.events[-1].at}" for history in known}
        found = loaded(
            published.figures(KIND, ground.usage_key, units, lambda: dumped(indicators(known, today)))
        )
    reading = Reading.choose(ground.definition, languages_wanted=(get_language(), ground.language))
    return list(_tables(found, reading))


def _tables(found: Indicators, reading: Reading) -> Iterator[Table]:
    signing = (
        _spread("days_to_signature", gettext("Days from the first draft to the last signature"), found.days_to_signature),
        _spread("rounds", gettext("How often a text was made ready to sign"), found.rounds),
    )  # fmt: skip
    waited = tuple(_spread(role.value, say(ROLE_NAMES[role]), spread) for role, spread in found.waited)
    yield Table("signing", gettext("Until everybody had signed"), signing, is_spread=True)
    yield Table("waited", gettext("Days for which somebody was waited for"), waited, is_spread=True)
    yield Table(
        "declines",
        gettext("Why it was declined"),
        _counts(found.declines, _reasons(reading, Purpose.DECLINE)),
    )
    yield Table("reviews", gettext("Reviews"), _counts(found.reviews))
    yield Table("amendments", gettext("Changes that came into force"), _counts(found.amendments))
    yield Table(
        "ends", gettext("Why it ended early"), _counts(found.ends, _reasons(reading, Purpose.TERMINATE))
    )
    yield Table("meanings", gettext("What an early end meant"), _counts(found.meanings))


def _spread(code: str, name: str, spread: Spread) -> Line:
    return Line(code, name, spread.n, median=spread.median, p90=spread.p90)


def _counts(cells: Cells, names: Mapping[str, str] | None = None) -> tuple[Line, ...]:
    known = {code: say(message) for code, message in _WORDS.items()} | dict(names or {})
    return tuple(
        Line(
            code,
            known.get(code, code),
            count,
            round(100 * count / cells.total) if count is not None and cells.total else None,
        )
        for code, count in sorted(
            cells.counts.items(), key=lambda cell: (cell[1] is None, -(cell[1] or 0), cell[0])
        )
    )


def _reasons(reading: Reading, purpose: Purpose) -> dict[str, str]:
    """The template's words of today for its reasons; an older reason is told by its code."""
    return {
        reason.id: reading.text(f"reason/{reason.id}", reason.label) or reason.id
        for reason in reading.definition.reasons_for(purpose)
    }


@dataclass(frozen=True)
class IndicatorsPage:
    """The figures to look at. ``smallest`` is the smallest count that is shown."""

    tables: tuple[Table, ...]
    with_small_groups: bool
    may_see_all: bool
    smallest: int
    csv_url: str


def indicators_html(viewer: Viewer, ground: Ground, *, with_small_groups: bool) -> SafeString:
    """The figures to look at; small groups are shown, where that is asked, to who may open each agreement anyway."""
    may_see_all = may(viewer, Permission.SEE_REPORT)
    with_small_groups = may_see_all and with_small_groups
    page = IndicatorsPage(
        tables=tuple(figures(ground, with_small_groups=with_small_groups)),
        with_small_groups=with_small_groups,
        may_see_all=may_see_all,
        smallest=SMALLEST_SHOWN,
        csv_url=addresses.page("agreement_indicators_csv", ground.usage_key),
    )
    return render("workmentor/agreement/indicators.html", vars(page))


def csv_rows(ground: Ground) -> Iterator[Sequence[object]]:
    """The figures as a table to take along, always in steps of five agreements."""
    yield [
        gettext("Table"), gettext("Code"), gettext("What"), gettext("Count"), gettext("Share in percent"),
        gettext("Median"), gettext("90th percentile"),
    ]  # fmt: skip
    for table in figures(ground):
        for line in table.lines:
            count = gettext("hidden") if line.count is None else line.count
            yield [table.code, line.code, line.name, count, line.share, line.median, line.p90]
