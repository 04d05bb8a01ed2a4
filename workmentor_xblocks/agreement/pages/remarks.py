"""The remarks at each place of an agreement's text, while it is talked about; later the history tells of them."""

from __future__ import annotations

import uuid

from django.utils.safestring import SafeString

from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.records.attached_tables import Comment
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.pages.remarks import RemarkFormPage, RemarkPage, Remarks, ThreadPage
from workmentor_xblocks.core.pages.rendering import ui

_NO_SUCH = Message("no_such_part", _("This part of the agreement is not there any more."))


def remarks_of(view: AgreementView) -> Remarks[Comment]:
    """All of them, as this person is shown them."""
    return Remarks(
        view.thread.comments if view.thread.open_version is not None else [],
        is_open=lambda row: _is_open(view, row),
        page=lambda row: _remark(view, row),
        settled_by=lambda row: _settled_by(view, row),
    )


def thread(view: AgreementView, remarks: Remarks[Comment], path: str) -> ThreadPage | None:
    """What was said at a field, or ("") about the whole."""
    asked = view.older.get("before", "") if view.older.get("remarks") == path else None
    return remarks.at(path, _anchor(path), asked=asked)


def older_html(view: AgreementView, path: str, before: str) -> SafeString:
    """The next remarks of a place that are not on the page, older than ``before``. Raises ``NotFound``."""
    known = view.definition.field_by_id.get(path)
    if path and (known is None or not view.may_read(known)):
        raise NotFound(_NO_SUCH)
    return ui("thread", thread=remarks_of(view).before(path, _anchor(path), before), to=view.target)


def remark_form(view: AgreementView, path: str, about: str) -> RemarkFormPage | None:
    """The form for a new one; None where this person leaves none."""
    if Event.COMMENT not in view.may or view.party is None:
        return None
    return RemarkFormPage(
        path,
        about,
        request=uuid.uuid4().hex,
        draft=f"remark-{view.thread.row.uuid}-{path}",
        typed=view.kept("comment", "text", path=path),
    )


def _anchor(path: str) -> str:
    return f"f-{path}" if path else "text"


def _is_open(view: AgreementView, row: Comment) -> bool:
    return row.resolved_at is None and row.version_id == view.thread.shown.id


def _settled_by(view: AgreementView, row: Comment) -> str:
    """The role in which this person settles a remark: their own remark, or one at a field that they own."""
    if Event.COMMENT not in view.may:
        return ""
    known = view.definition.field_by_id.get(row.path)
    mine = [(actor, party.id == row.party_id) for actor, party in view.roles if party is not None]
    found = [
        actor.value
        for actor, is_own in sorted(mine, key=lambda one: not one[1])
        if may.settles(known, actor, is_own=is_own)
    ]
    return next(iter(found), "")


def _remark(view: AgreementView, row: Comment) -> RemarkPage:
    return RemarkPage(
        row.uuid,
        who=wording.who(row.party),
        at=wording.moment(row.at),
        text=view.thread.value_of(row.text),
        is_open=_is_open(view, row),
        asks=gettext("asks for a change") if row.blocking else "",
    )
