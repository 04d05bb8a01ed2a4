"""Finding the text together: filling in, and remarks at what others filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from workmentor_xblocks.agreement.actions.act import Act
from workmentor_xblocks.agreement.actions.form_values import Form, Values
from workmentor_xblocks.agreement.content.definition import Field
from workmentor_xblocks.agreement.records import snapshot, writing
from workmentor_xblocks.agreement.records.attached_tables import Comment
from workmentor_xblocks.agreement.records.tables import Party, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import may
from workmentor_xblocks.core.actions import remarks
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import Changed, NotAllowed, NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Tick
from workmentor_xblocks.core.forms.merge import Conflict, both_texts, equal, merge

_SAVED = Message("saved", _("Saved."))
_NOTHING_NEW = Message("nothing_new", _("Nothing was changed."))
_NOT_YOURS = Message("not_your_field", _("This part is filled in by others. Leave a remark at it instead."))
_FIXED = Message(
    "text_is_fixed",
    _("The text is fixed for signing. The school contact can open it again; signatures are void then."),
)
_NO_SUCH = Message("no_such_part", _("This part of the agreement is not there any more."))


class Remark(remarks.Leave, Form):
    """A remark at a field; ``blocking`` asks for a change there."""

    blocking: Tick = False


class Settled(remarks.Settle, Form):
    """Which remark is dealt with."""


def edit(act: Act, form: Values) -> Done:
    """Fill in fields. What somebody else wrote meanwhile is not written over: 409 with both texts."""
    version = working(act.thread)
    offered = act.thread.definition.field_by_id
    sent = form.filled(offered.values())
    _require_owner(act, [offered[name] for name in sent.values])
    merged = merge(act.thread.values(version), sent.values, sent.read)
    changed = write_values(act, version, merged.accepted)
    refused = both_texts(_whose(act, merged.conflicts)) if merged.conflicts else None
    return act.done(_SAVED if changed else _NOTHING_NEW, "saved", but=refused)


def _whose(act: Act, conflicts: Sequence[Conflict]) -> list[Conflict]:
    """The same, each knowing whether the person wrote the other text too, in another window."""
    written: dict[str, bool] = {}
    for event in act.thread.events:
        record = json.loads(event.record)
        party = act.party.uuid if act.party else ""
        is_own = event.user_id == act.user_id and (act.user_id is not None or record["party"] == party)
        written |= dict.fromkeys(record["data"].get("fields", ()), is_own)
    return [replace(conflict, is_own=written.get(conflict.field, False)) for conflict in conflicts]


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
    act.record(version=version, data={"fields": change})
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
    made = remarks.leave(
        Comment,
        form,
        within=act.uuid,
        now=act.now,
        whose=lambda: {"version": working(act.thread), "party": _party(act)},
        said=lambda: {
            "agreement": act.thread.row,
            "text": act.keep(form.text, about="comment"),
            "blocking": form.blocking,
        },
    )
    if made is not None:
        text = {"commitment": made.text}
        told = {"comment": made.uuid, "field": made.path, "asks": made.blocking, "text": text}
        act.record(version=made.version, data=told)
    return act.done(remarks.SENT, "comments")


def settle(act: Act, form: Settled) -> Done:
    """Say that a remark is dealt with: whoever made it, or who owns the field."""
    party, fields = _party(act), act.thread.definition.field_by_id

    def settles(row: Comment) -> bool:
        return may.settles(fields.get(row.path), act.actor, is_own=row.party_id == party.id)

    settled = remarks.settle(act.thread.comments, form, now=act.now, may=settles)
    if settled is not None:
        act.record(version=settled.version, data={"settled": settled.uuid})
    return act.done(remarks.SETTLED, "comments")


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
