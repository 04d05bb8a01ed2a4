"""What the board gives to take along: all agreements as a table, the figures without names, an empty table to fill in.

Who may is asked at each download, and who may not learns nothing: the answer is 404.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import board, bulk
from workmentor_xblocks.agreement.actions.board import Entry
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.pages import bulk as bulk_view, indicators
from workmentor_xblocks.agreement.pages.request import AgreementRequest
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.output.csv_export import download
from workmentor_xblocks.core.people.permissions import Permission, may
from workmentor_xblocks.core.people.viewer import Viewer


@require_GET
@never_cache
def board_csv(request: HttpRequest, usage_key: str) -> HttpResponseBase:
    """Every agreement of a block with its state, for trainers; for a school contact those of the own school."""
    requester, _viewer, ground = _asked(request, usage_key)
    if not board.may_see(requester, ground.course_key):
        raise Http404
    return download(request, _board_rows(requester, ground), filename="agreements.csv")


@require_GET
@never_cache
def indicators_csv(request: HttpRequest, usage_key: str) -> HttpResponseBase:
    """The evaluation's figures without names, small groups hidden, for trainers and researchers."""
    _acting, viewer, ground = _asked(request, usage_key)
    if not may(viewer, Permission.EXPORT_WITHOUT_NAMES):
        raise Http404
    return download(request, indicators.csv_rows(ground), filename="agreement-figures.csv")


@require_GET
@never_cache
def columns_csv(request: HttpRequest, usage_key: str) -> HttpResponseBase:
    """An empty table for those who begin many agreements at once."""
    requester, _viewer, ground = _asked(request, usage_key)
    if not bulk.may_begin(requester, ground):
        raise Http404
    return download(request, bulk_view.csv_rows(ground), filename="learners.csv")


def _asked(request: HttpRequest, usage_key: str) -> tuple[Requester, Viewer, Ground]:
    block = host.current().load_block(usage_key)
    if block is None or block.scope_ids.block_type != "workmentor_agreement":
        raise Http404
    viewer = host.current().viewer_for_page(request, block.course_key_text)
    if viewer.user_id is None:
        raise Http404
    asked = AgreementRequest.of(block, viewer)
    return asked.requester, viewer, asked.ground


def _board_rows(requester: Requester, ground: Ground) -> Iterator[Sequence[object]]:
    yield [
        gettext("Agreement"), gettext("Learner"), gettext("State"), gettext("Version"), gettext("Version in force"),
        gettext("In force since"), gettext("Change"), gettext("Waits for"), gettext("Since"), gettext("Until"),
        gettext("Overdue"), gettext("School"), gettext("Employer"), gettext("Employer signatory"), gettext("Mentor"),
        gettext("Placement begins"), gettext("Placement ends"), gettext("Begun"), gettext("To look at"),
        gettext("Block"),
    ]  # fmt: skip
    for row, entry in board.everything(requester, ground.usage_key, ground.course_key):
        yield _cells(row, entry)


def _cells(row: Agreement, entry: Entry) -> list[object]:
    named = board.people_of(row)
    school, employer = named.get("school"), named.get("employer")
    return [
        entry.uuid,
        entry.learner,
        entry.state.value,
        entry.version,
        entry.in_force,
        entry.in_force_since,
        entry.amendment.value,
        " ".join(role.value for role in entry.waiting),
        entry.since,
        entry.until,
        "1" if entry.is_overdue else "0",
        (school.organisation or school.name) if school else "",
        entry.employer,
        employer.name if employer else "",
        entry.mentor,
        entry.starts_on,
        entry.ends_on,
        row.created_at.date(),
        " ".join(_code(flag) for flag in entry.flags),
        row.usage_key,
    ]


def _code(flag: Message) -> str:
    return flag.code.removeprefix("flag_")
