"""Finding the text together: filling in, and remarks at what others filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from workmentor_xblocks.agreement.actions.act import Act, Done
from workmentor_xblocks.agreement.actions.form_values import Form, Values
from workmentor_xblocks.agreement.content.definition import Field
from workmentor_xblocks.agreement.records import snapshot, writing
from workmentor_xblocks.agreement.records.sheets import Comment
from workmentor_xblocks.agreement.records.tables import Party, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Text, Tick, Uuid
from workmentor_xblocks.core.forms.merge import Conflict, digest, equal, merge

_SAVED = Message("saved", _("Saved."))
_NOTHING_NEW = Message("nothing_new", _("Nothing was changed."))
_SENT = Message("comment_sent", _("Your remark is there for the others to see."))
_SETTLED = Message("comment_settled", _("The remark is settled."))
_BOTH = Message(
    "both_wrote",
    _(
        "Somebody else changed this meanwhile. Nothing is lost: compare both texts and save the one that is right."
    ),
)
_NOT_YOURS = Message("not_your_field", _("This part is filled in by others. Leave a remark at it instead."))
_FIXED = Message(
    "text_is_fixed",
    _("The text is fixed for signing. The school contact can open it again; signatures are void then."),
)
MOST_OPEN = 50  # of one party at one version
_ENOUGH = Message(
    "comments_enough",
    _("You have {most} open remarks here. Say of some of them that they are settled, then send this one."),
)
_EMPTY = Message("comment_empty", _("Write your remark first."))
_NO_SUCH = Message("no_such_part", _("This part of the agreement is not there any more."))


class Remark(Form):
    """A remark at a field (``path``) or at the whole; ``request`` is the page's own name for sending it once."""

    text: Annotated[str, Text(2_000, needed=_EMPTY)]
    path: Annotated[str, Text(120)] = ""
    request: Annotated[str, Text(64)] = ""
    blocking: Tick = False


class Settled(Form):
    """Which remark is dealt with."""

    comment: Uuid = ""


def edit(act: Act, form: Values) -> Done:
    """Fill in fields. What somebody else wrote meanwhile is not written over: 409 with both texts."""
    version = working(act.thread)
    offered = act.thread.definition.field_by_id
    sent = form.filled(offered.values())
    _require_owner(act, [offered[name] for name in sent.values])
    merged = merge(act.thread.values(version), sent.values, sent.read)
    changed = write_values(act, version, merged.accepted)
    refused = _both_wrote(merged.conflicts) if merged.conflicts else None
    return Done(act.uuid, _SAVED if changed else _NOTHING_NEW, focus="saved", but=refused)


def _both_wrote(conflicts: Iterable[Conflict]) -> Changed:
    both = [
        {"field": one.field, "theirs": one.theirs, "yours": one.yours, "read": digest(one.theirs)}
        for one in conflicts
    ]
    return Changed(_BOTH, fields={f"f-{one['field']}": _BOTH for one in both}, more={"conflicts": both})


def write_values(act: Act, version: Version, values: Mapping[str, Any]) -> bool:
    """Put values into a working version and record which fields changed; whether any did."""
    kept: dict[str, Any] = dict(version.body or {}).get("fields", {})
    before = act.thread.open_fields(kept)
    fields = act.thread.definition.field_by_id
    fresh = {name: value for name, value in values.items() if not equal(before.get(name), value)}
    if not fresh:
        return False
    written = writing.committed(act.thread, fields, fresh, party=act.party, user_id=act.user_id)
    after = {name: entry for name, entry in kept.items() if name not in fresh} | written
    version.body = {**(version.body or {}), "fields": after}
    version.save(update_fields=["body"])
    snapshot.take_dates(act.thread, version)
    change = {name: [kept.get(name), written.get(name)] for name in sorted(fresh)}
    act.record(Event.EDIT, version=version, data={"fields": change})
    return True


def working(thread: Thread) -> Version:
    """The version that can be changed. Raises ``Changed`` when the text is fixed."""
    version = thread.open_version
    if version is None or version.state != "working":
        raise Changed(_FIXED)
    return version


def comment(act: Act, form: Remark) -> Done:
    """Leave a remark at a field, or a wish for a change that somebody has to answer."""
    if form.path:
        field = act.thread.definition.field_by_id.get(form.path)
        if field is None or not field.is_read_by(act.actor):
            raise NotFound(_NO_SUCH)
    key = _once(act.uuid, form.request)
    if key and Comment.objects.filter(request_key=key).exists():
        return Done(act.uuid, _SENT, focus="comments")
    version = working(act.thread)
    _require_room(act, version)
    made = Comment.objects.create(
        agreement=act.thread.row,
        version=version,
        path=form.path,
        party=_party(act),
        text=act.keep(form.text, about="comment"),
        blocking=form.blocking,
        at=act.now,
        request_key=key,
    )
    told = {
        "comment": made.uuid,
        "field": form.path,
        "asks": made.blocking,
        "text": {"commitment": made.text},
    }
    act.record(Event.COMMENT, version=version, data=told)
    return Done(act.uuid, _SENT, focus="comments")


def _require_room(act: Act, version: Version) -> None:
    """Refuse one remark more than anybody can answer."""
    mine = Comment.objects.filter(version=version, party=_party(act), resolved_at=None)
    if mine.count() >= MOST_OPEN:
        told = Message(_ENOUGH.code, _ENOUGH.msgid, {"most": MOST_OPEN})
        raise BadInput(told, fields={"text": told})


def _once(uuid: str, request: str) -> str | None:
    """The name of a request within its agreement: what another page calls its own is another request."""
    return hashlib.sha256(f"{uuid} {request}".encode()).hexdigest() if request else None


def settle(act: Act, form: Settled) -> Done:
    """Say that a remark is dealt with: whoever made it, or who owns the field."""
    found = next((remark for remark in act.thread.comments if remark.uuid == form.comment), None)
    if found is None:
        raise NotFound(_NO_SUCH)
    field = act.thread.definition.field_by_id.get(found.path)
    if not may.settles(field, act.actor, is_own=found.party_id == _party(act).id):
        raise NotAllowed(_NOT_YOURS)
    if found.resolved_at is None:
        found.resolved_at = act.now
        found.save(update_fields=["resolved_at"])
        act.record(Event.COMMENT, version=found.version, data={"settled": found.uuid})
    return Done(act.uuid, _SETTLED, focus="comments")


def _party(act: Act) -> Party:
    if act.party is None:
        raise NotAllowed(_NOT_YOURS)
    return act.party


def _require_owner(act: Act, fields: list[Field]) -> None:
    """Owners fill in; the school and course staff help with what is a draft still."""
    for field in fields:
        if not may.fills_in(field, act.actor, act.thread.state):
            told = {f"f-{field.id}": _NOT_YOURS}
            raise NotAllowed(_NOT_YOURS, fields=told)
