"""The remarks at each place of a text: the newest stand on the page, the others come when somebody asks for them.

However many remarks somebody leaves, the page stays one that a telephone can load.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.page import Shown
from workmentor_xblocks.agreement.records.sheets import Comment
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.pages.rendering import render

_OPEN_AT_A_PLACE, _SETTLED_AT_A_PLACE, _ON_A_PAGE = 5, 3, 40
_AT_ONCE = 20

_NO_SUCH = Message("no_such_part", _("This part of the agreement is not there any more."))


def remarks_context(shown: Shown, path: str) -> dict[str, Any]:
    """What ``remarks_place.html`` is filled with, while a text is talked about; later the history tells of them."""
    mine = _at(shown, path)
    if not mine:
        return {}
    newest = _newest(shown)
    others = [comment for comment in mine if comment.id not in newest]
    asked = shown.older.get("before", "") if shown.older.get("remarks") == path else None
    if asked is not None:
        return {**_older(shown, path, others, asked), "is_asked": True, "is_open": _is_any_open(shown, mine)}
    on_page = [comment for comment in mine if comment.id in newest]
    return {
        "path": path,
        "is_open": _is_any_open(shown, mine),
        "open": [_remark(shown, one) for one in on_page if _is_open(shown, one)],
        "settled": [_remark(shown, one) for one in on_page if not _is_open(shown, one)],
        "more": len(others),
        "before": "",
        "part": f"older-{path}",
    }


def older_html(shown: Shown, path: str, before: str) -> str:
    """The next remarks of a place that are not on the page, older than ``before``. Raises ``NotFound``."""
    known = shown.definition.field_by_id.get(path)
    if path and (known is None or not shown.may_read(known)):
        raise NotFound(_NO_SUCH)
    newest = _newest(shown)
    others = [comment for comment in _at(shown, path) if comment.id not in newest]
    context = {
        "remarks": _older(shown, path, others, before),
        "door": shown.door,
        "suffix": shown.door.suffix,
    }
    return render("workmentor/agreement/remarks_older.html", {**context, "agreement": shown.thread.row.uuid})


def settling_roles(shown: Shown) -> list[str]:
    """The roles in which this person may say that a remark is dealt with: one form for each serves all remarks."""
    found = (_as_whom(shown, one) for one in _all(shown) if _is_open(shown, one))
    return sorted({role for role in found if role}) if Event.COMMENT in shown.may else []


def _older(shown: Shown, path: str, others: Sequence[Comment], before: str) -> dict[str, Any]:
    limit = next((comment.id for comment in others if comment.uuid == before), None)
    left = [comment for comment in others if limit is None or comment.id < limit]
    chunk = left[-_AT_ONCE:]
    first = chunk[0].uuid if chunk else ""
    return {
        "path": path,
        "open": [_remark(shown, comment) for comment in chunk],
        "more": len(left) - len(chunk),
        "before": first,
        "part": f"older-{path}-{first}",
    }


def _all(shown: Shown) -> list[Comment]:
    return shown.thread.comments if shown.thread.open_version is not None else []


def _at(shown: Shown, path: str) -> list[Comment]:
    return [comment for comment in _all(shown) if comment.path == path]


def _newest(shown: Shown) -> set[int]:
    """Which remarks stand on the page: of each place the newest, what is open before what is settled."""
    count: Counter[tuple[str, bool]] = Counter()
    chosen: list[int] = []
    for comment in sorted(_all(shown), key=lambda one: (not _is_open(shown, one), -one.id)):
        place = (comment.path, _is_open(shown, comment))
        count[place] += 1
        if count[place] <= (_OPEN_AT_A_PLACE if place[1] else _SETTLED_AT_A_PLACE):
            chosen.append(comment.id)
    return set(chosen[:_ON_A_PAGE])


def _is_open(shown: Shown, comment: Comment) -> bool:
    return comment.resolved_at is None and comment.version_id == shown.thread.shown.id


def _is_any_open(shown: Shown, comments: Sequence[Comment]) -> bool:
    return any(_is_open(shown, comment) for comment in comments)


def _as_whom(shown: Shown, comment: Comment) -> str:
    """The role in which this person settles a remark: their own remark, or one at a field that they own."""
    known = shown.definition.field_by_id.get(comment.path)
    mine = [(a, party.id == comment.party_id) for a, party in shown.roles if party is not None]
    found = [
        a.value
        for a, is_own in sorted(mine, key=lambda one: not one[1])
        if may.settles(known, a, is_own=is_own)
    ]
    return next(iter(found), "")


def _remark(shown: Shown, comment: Comment) -> dict[str, Any]:
    is_open, as_whom = _is_open(shown, comment), _as_whom(shown, comment)
    return {
        "uuid": comment.uuid,
        "who": wording.who(comment.party),
        "at": wording.moment(comment.at),
        "text": shown.thread.value_of(comment.text),
        "asks": comment.blocking,
        "is_open": is_open,
        "may_settle": is_open and Event.COMMENT in shown.may and bool(as_whom),
        "as": as_whom,
    }
