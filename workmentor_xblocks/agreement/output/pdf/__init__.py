"""The agreement on paper: a plain page for each party, then the whole text, who signed it, and what came after.

The record is the sealed history; a print is a view of it, so it names the version, its fingerprint and the address
where both can be compared. The sheets of a change, of a meeting and of the end are also printed alone.
"""

from __future__ import annotations

from django.utils.translation import override
from reportlab.platypus import Flowable, PageBreak

from workmentor_xblocks.agreement.output.document import Document, PrintedAmendment, PrintedReview
from workmentor_xblocks.agreement.output.pdf import party_pages, sheets, signing, whole
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.paper import GENERATOR, Paper, Story, make
from workmentor_xblocks.core.output.typesetting import Look

SHORT_HASH = 12


def agreement_pdf(document: Document) -> bytes:
    """The whole document with all its sheets."""
    look = Look(document.direction)

    def story() -> list[Flowable]:
        told: list[Flowable] = []
        for summary in document.summaries:
            if summary.promises or summary.gets:
                told += [*party_pages.page(document, summary), PageBreak()]
        told += whole.text(look, document)
        told += signing.signatures(look, document)
        told += signing.check(look, document)
        for amendment in document.amendments:
            told += [PageBreak(), *sheets.amendment(look, amendment)]
        for review in document.reviews:
            told += [PageBreak(), *sheets.review(look, review)]
        if document.completion:
            told += [PageBreak(), *sheets.completion(look, document.completion)]
        return told

    return _print(document, story)


def review_pdf(document: Document, review: PrintedReview) -> bytes:
    """The sheet of one meeting."""
    look = Look(document.direction)
    return _print(document, lambda: _alone(look, document, sheets.review(look, review)))


def amendment_pdf(document: Document, amendment: PrintedAmendment) -> bytes:
    """The sheet of one change."""
    look = Look(document.direction)
    return _print(document, lambda: _alone(look, document, sheets.amendment(look, amendment)))


def completion_pdf(document: Document) -> bytes:
    """The record of what was reached; the document has to hold one."""
    if document.completion is None:
        raise ValueError("this document holds no completion record")
    look, completion = Look(document.direction), document.completion
    return _print(document, lambda: _alone(look, document, sheets.completion(look, completion)))


def _alone(look: Look, document: Document, sheet: list[Flowable]) -> list[Flowable]:
    return [*whole.belongs_to(look, document), *sheet, *signing.check(look, document)]


def _print(document: Document, story: Story) -> bytes:
    # The same document gives the same bytes, whoever asks for it in whatever language.
    with override(document.language):
        version = _("Version {number}").format(number=document.version)
        foot = [version, document.sha256[:SHORT_HASH]] if document.sha256 else [version]
        paper = Paper(
            title=document.title,
            language=document.language,
            direction=document.direction,
            subject=" ".join([version, document.sha256]).strip(),
            foot=" · ".join(foot),
            warning="" if document.in_force_since else _("Not in force"),
        )
        return make(paper, story)


__all__ = ["GENERATOR", "agreement_pdf", "amendment_pdf", "completion_pdf", "review_pdf"]
