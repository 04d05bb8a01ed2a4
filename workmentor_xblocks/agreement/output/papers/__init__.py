"""The agreement on paper, a file for each sheet that a person would name: what stands on it, in the words of its readers.

One print serves all parties, so what only some of them may read is left out of it and said to be. Names are those that
stand in the version's own text, so that a print made later is the same. Each file has what its sheet says of plain
values, and where these stand in the tables; ``core.output.printing.drawing`` puts any paper on pages.
"""

from __future__ import annotations

from django.utils.translation import override

from workmentor_xblocks.agreement.output.papers import agreement, completion, edition, review
from workmentor_xblocks.agreement.output.papers.wording import Printing
from workmentor_xblocks.agreement.records.tables import Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.output.printing.parts import Paper


def of_version(thread: Thread, version: Version) -> Paper:
    """One version as it was agreed, with the sheet of what it changed."""
    with override(thread.row.language):
        printing = Printing(thread, version)
        return agreement.of(printing)


def of_review(thread: Thread, number: int) -> Paper | None:
    """The sheet of one review, with the version that held."""
    found = next((one for one in thread.reviews if one.number == number), None)
    if found is None:
        return None
    with override(thread.row.language):
        printing = Printing(thread, thread.in_force or thread.shown)
        return edition.of(printing, today=True).alone(review.of(printing, found))


def of_completion(thread: Thread) -> Paper | None:
    """The record of what was reached; None while there is none."""
    if thread.completion is None:
        return None
    with override(thread.row.language):
        printing = Printing(thread, thread.in_force or thread.shown)
        return edition.of(printing, today=True).alone(completion.of(printing, thread.completion))
