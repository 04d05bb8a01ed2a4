"""The record of what was reached, and whether it came to its planned end."""

from __future__ import annotations

from workmentor_xblocks.agreement.output.papers.wording import Printing
from workmentor_xblocks.agreement.records.attached_tables import Completion
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.printing.parts import Part, Row, Rows, Title, Tone, Words


def sheet(at: str, rows: tuple[Row, ...] = (), note: str = "") -> tuple[Part, ...]:
    """What was reached in the end."""
    return (
        Title(_("Completion record"), 0),
        Rows((Row(_("Recorded on"), at), *rows)),
        Words(note, Tone(before=6)),
    )


def of(printing: Printing, one: Completion) -> tuple[Part, ...]:
    """As it was recorded."""
    thread = printing.thread
    rows = printing.rows(
        "completion_field", thread.definition.completion_fields, thread.open_fields(one.fields)
    )
    reason = printing.reason(thread.row.end_reason)
    early = thread.state is State.TERMINATED and reason
    note = _("The placement ended before its planned end. Reason: {reason}").format(reason=reason)
    return sheet(printing.moment(one.at), rows, note if early else "")
