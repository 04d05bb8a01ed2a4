"""One plain page for each party, before everything else: what you promise, and what you get.

Who reads nothing but this page knows what is expected of them and what they can count on. The letters are as large as
one page allows.
"""

from __future__ import annotations

from reportlab.platypus import Flowable

from workmentor_xblocks.agreement.output.document import Document, Markdown, PrintedSummary
from workmentor_xblocks.agreement.output.pdf import whole
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.page import HEIGHT, SOFT, WIDTH
from workmentor_xblocks.core.output.prose import prose
from workmentor_xblocks.core.output.typesetting import Look

# Size and air between promises, from easy to read down to what is still legible.
_SIZES = ((13.0, 0.55), (12.0, 0.5), (11.0, 0.4), (10.0, 0.3), (9.5, 0.2), (9.0, 0.1))


def page(document: Document, summary: PrintedSummary) -> list[Flowable]:
    """The page, in the largest letters with which it is one; in the smallest it may go on to the next."""
    told: list[Flowable] = []
    for size, air in _SIZES:
        told = _page(Look(document.direction, size), document, summary, air=size * air)
        if _height(told) <= HEIGHT:
            break
    return told


def _page(look: Look, document: Document, summary: PrintedSummary, *, air: float) -> list[Flowable]:
    who = " · ".join(filter(None, (summary.party, summary.name)))
    return [
        *whole.belongs_to(look, document),
        *look.heading(who),
        *_promises(look, _("You promise"), summary.promises, air=air),
        *_promises(look, _("You get"), summary.gets, air=air),
        *look.plain(
            _("These promises are part of the agreement on the pages that follow."),
            look.style(size=8.5, colour=SOFT, before=air),
        ),
    ]


def _promises(look: Look, title: str, promises: tuple[Markdown, ...], *, air: float) -> list[Flowable]:
    if not promises:
        return []
    style = look.style(after=air)
    told = look.heading(title, level=1)
    for promise in promises:
        told += prose(look, promise, style, bullet="•")
    return told


def _height(told: list[Flowable]) -> float:
    """How tall the flowables are one below the other, as a frame places them."""
    height, after = 0.0, 0.0
    for flowable in told:
        before = max(flowable.getSpaceBefore(), after) if height else 0
        height += before + flowable.wrap(WIDTH, HEIGHT)[1]
        after = flowable.getSpaceAfter()
    return height
