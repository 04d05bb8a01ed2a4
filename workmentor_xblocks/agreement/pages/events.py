"""What happened to an agreement, in sentences: its history, and what is new to who comes back.

The chain holds codes and commitments only; the sentences are made when somebody reads them, and what was erased
meanwhile, or is not for this reader, is left out of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from workmentor_xblocks.agreement.content.definition import Purpose
from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.records.tables import HistoryEvent
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.core.content.language import kept_apart
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, ngettext
from workmentor_xblocks.core.forms.merge import equal

_MOST_NAMES = 3
_LINES_AT_ONCE, _NEWS_AT_ONCE = 50, 20

_SENTENCES: Mapping[str, str] = {
    "create": _("{who} began the agreement."),
    "bulk_create": _("{who} began the agreement, with others from a list."),
    "edit": _("{who} changed: {fields}."),
    "edit_party": _("{who} put down details of: {role}."),
    "edit_hidden": _("{who} changed a part that you do not see."),
    "invite": _("{who} invited: {role}."),
    "comment": _("{who} left a remark at “{field}”."),
    "comment_asks": _("{who} asked for a change at “{field}”."),
    "comment_settled": _("{who} settled a remark."),
    "replace_party": _("{who} named somebody else: {role}."),
    "freeze": _("{who} made version {version} ready to sign."),
    "sign": _("{who} signed version {version}."),
    "sign_last": _("{who} signed version {version} as the last: it is in force."),
    "approve": _("{who} approved version {version}."),
    "decline": _("{who} declined version {version}."),
    "unfreeze": _("{who} opened version {version} for changes again."),
    "correct_contact": _("{who} corrected how to reach: {role}."),
    "correct_contact_member": _("{who} added somebody who may act for the school."),
    "contest": _("Whoever was written to before says that this is not right: {role}."),
    "correct_contact_unlocked": _("{who} allowed codes again: {role}."),
    "record_offline": _("{who} recorded a signature on paper: {role}."),
    "attest_leaving": _("{who} attested that somebody leaves without signing: {role}."),
    "expire_proposal": _("The proposed change was not signed in time and was put aside."),
    "expire": _("The agreement expired unsigned."),
    "reopen": _("{who} opened the agreement again."),
    "start": _("The placement began."),
    "flag_unsigned": _("The placement began before everybody had signed."),
    "open_review": _("Review {number} was opened."),
    "submit_part": _("{who} wrote a part of a review."),
    "acknowledge": _("{who} agreed with a review."),
    "acknowledge_disagree": _("{who} disagreed with a review."),
    "close_review": _("{who} closed a review before everybody had spoken."),
    "propose_amendment": _("{who} proposed a change of the agreement."),
    "withdraw_amendment": _("{who} withdrew the proposed change."),
    "notice": _("{who} changed, and told everybody: {fields}."),
    "object": _("{who} objected to a change."),
    "suspend": _("{who} suspended the placement."),
    "resume": _("{who} let the placement go on."),
    "propose_termination": _("{who} asked to end the placement early."),
    "terminate": _("{who} ended the placement early."),
    "complete": _("{who} completed the agreement."),
    "cancel": _("{who} put the agreement aside."),
    "view": _("{who} read the agreement."),
    "view_not_me": _("{who} says: I am not this person."),
    "party_retired": _("A person’s account was removed, with what was told of the person."),
    "of_age": _("The learner is of age now: no guardian needs to sign any more."),
    "of_age_last": _("The learner is of age now. Nobody else had to sign: version {version} is in force."),
    "erase": _("The texts were erased after the time for keeping them."),
}


@dataclass(frozen=True)
class Told:
    """One event as it is shown. ``text`` is what the person wrote with it."""

    at: str
    sentence: str
    text: str = ""
    kind: str = ""


def told(view: AgreementView, event: HistoryEvent) -> Told:
    """An event in a sentence."""
    record = json.loads(event.record)
    data: dict[str, Any] = record["data"]
    key, values = event.kind, {"version": record["version"], "number": data.get("number", "")}
    variant = _VARIANTS.get(event.kind)
    if variant is not None:
        suffix, more = variant(view, data)
        key, values = f"{key}{suffix}", {**values, **more}
    template = _SENTENCES.get(key, _SENTENCES.get(event.kind, "{who}: " + event.kind))
    who = _who(view, record)
    return Told(wording.moment(event.at), gettext(template).format(who=who, **values), _text(view, data), key)


def _who(view: AgreementView, record: Mapping[str, Any]) -> str:
    person = record["data"].get("person")
    if person:
        name = view.thread.value_of(person["commitment"])
        return (
            f"{kept_apart(name)} ({wording.role(record['actor'])})" if name else wording.role(record["actor"])
        )
    party = next((p for p in view.thread.parties if p.uuid == record["party"]), None)
    return wording.who(party, record["actor"])


def _text(view: AgreementView, data: Mapping[str, Any]) -> str:
    """The reason from the list, and what was written besides."""
    code, sealed = data.get("reason", ""), data.get("text")
    path = data.get("field") or ""
    known = view.definition.field_by_id.get(path)
    if known is not None and not view.may_read(known):
        return ""
    words = [reason_label(view, code)] if code else []
    if sealed:
        words.append(view.thread.value_of(sealed["commitment"]) or gettext("(erased)"))
    return ": ".join(word for word in words if word)


def reason_label(view: AgreementView, code: str) -> str:
    """A reason of the template's lists in words."""
    known = next(
        (r for purpose in Purpose for r in view.definition.reasons_for(purpose) if r.id == code), None
    )
    return view.words(f"reason/{code}", known.label) if known else code


def field_names(view: AgreementView, ids: Any) -> str:
    """The labels of those fields that this person may read; of many only the first few."""
    known = view.definition.field_by_id
    names = [view.label(name) for name in ids if name in known and view.may_read(known[name])]
    more = len(names) - _MOST_NAMES
    if more <= 0:
        return ", ".join(names)
    told = ngettext("and {count} more", "and {count} more", more).format(count=more)
    return f"{', '.join(names[:_MOST_NAMES])} {told}"


_Values = tuple[str, dict[str, Any]]


def _edit(view: AgreementView, data: Mapping[str, Any]) -> _Values:
    if "fields" not in data:
        return "_party", {"role": wording.role(data.get("role", ""))}
    names = field_names(view, data["fields"])
    return ("", {"fields": names}) if names else ("_hidden", {})


def _comment(view: AgreementView, data: Mapping[str, Any]) -> _Values:
    if "settled" in data:
        return "_settled", {}
    known = view.definition.field_by_id.get(data.get("field", ""))
    label = gettext("the whole agreement")
    if known is not None:
        label = view.label(known.id) if view.may_read(known) else gettext("a part that you do not see")
    return "_asks" if data.get("asks") else "", {"field": label}


def _role(view: AgreementView, data: Mapping[str, Any]) -> _Values:
    suffix = "_member" if "member" in data else "_unlocked" if data.get("unlocked") else ""
    return suffix, {"role": wording.role(data.get("role", ""))}


def _fields(view: AgreementView, data: Mapping[str, Any]) -> _Values:
    return "", {"fields": field_names(view, data.get("fields", {})) or "…"}


_VARIANTS: Mapping[str, Callable[[AgreementView, Mapping[str, Any]], _Values]] = {
    Event.EDIT: _edit,
    Event.COMMENT: _comment,
    Event.INVITE: _role,
    Event.REPLACE_PARTY: _role,
    Event.CORRECT_CONTACT: _role,
    Event.CONTEST: _role,
    Event.ATTEST_LEAVING: _role,
    Event.EXPIRE: lambda view, data: ("_proposal" if data.get("proposal") else "", {}),
    Event.RECORD_OFFLINE: _role,
    Event.NOTICE: _fields,
    Event.SIGN: lambda view, data: ("_last" if data.get("in_force") else "", {}),
    Event.OF_AGE: lambda view, data: ("_last" if data.get("in_force") else "", {}),
    Event.ACKNOWLEDGE: lambda view, data: ("_disagree" if data.get("decision") == "disagree" else "", {}),
    Event.VIEW: lambda view, data: ("_not_me" if data.get("not_me") else "", {}),
}


@dataclass(frozen=True)
class History:
    """Some lines of what happened. ``before`` is the event up to which they go back, ``more`` how many came before."""

    lines: tuple[Told, ...]
    first: int
    more: int
    before: int
    is_asked: bool


@dataclass(frozen=True)
class Change:
    """What became of a field, its words marked."""

    id: str
    label: str
    html: SafeString


@dataclass(frozen=True)
class News:
    """What is new to somebody; ``count`` of lines, of which ``more`` are not shown."""

    is_first: bool = False
    lines: tuple[Told, ...] = ()
    count: int = 0
    more: int = 0
    changes: tuple[Change, ...] = ()


def history(view: AgreementView) -> History:
    """What happened, newest first: the newest events, or those before the one that somebody has read up to."""
    asked = view.older.get("history", "")
    events = [e for e in view.thread.events if not asked.isdecimal() or e.seq < int(asked)]
    chunk = events[-_LINES_AT_ONCE:]
    return History(
        lines=tuple(told(view, event) for event in reversed(chunk)),
        first=len(events),
        more=len(events) - len(chunk),
        before=chunk[0].seq if chunk else 0,
        is_asked=bool(asked),
    )


# --- what is new --------------------------------------------------------------------------------------------------


def news(view: AgreementView) -> News | None:
    """What others did since this person's last look, with the changed words marked; None when nothing is new.

    To who looks for the first time everything is new, and it says no more than that.
    """
    party = view.party
    if party is None or party.seen_seq + 1 >= view.thread.row.events_count:
        return None
    if party.seen_seq < 0:
        return News(is_first=True)
    fresh = [event for event in view.thread.events if event.seq > party.seen_seq]
    others = [event for event in fresh if json.loads(event.record)["party"] != party.uuid]
    lines = [told(view, event) for event in others if event.kind != Event.VIEW]
    if not lines:
        return None
    newest = tuple(lines[::-1][:_NEWS_AT_ONCE])
    return News(lines=newest, count=len(lines), more=len(lines) - len(newest), changes=_changes(view, others))


def _changes(view: AgreementView, events: list[HistoryEvent]) -> tuple[Change, ...]:
    """Each field that somebody else changed: how it was at the last look, and how it is now."""
    before: dict[str, Any] = {}
    for event in events:
        if event.kind == Event.EDIT:
            for name, (old, _new) in json.loads(event.record)["data"].get("fields", {}).items():
                before.setdefault(name, old)
    known = view.definition.field_by_id
    opened = view.thread.open_fields({name: old for name, old in before.items() if old is not None})
    return tuple(
        Change(
            name,
            view.label(name),
            wording.marked(view, known[name], opened.get(name), view.values.get(name)),
        )
        for name in (field.id for field in view.definition.fields)
        if name in before
        and view.may_read(known[name])
        and not equal(opened.get(name), view.values.get(name))
    )
