"""What happens to versions: fixed for signing, in force, put aside, begun anew from the last text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from workmentor_xblocks import host
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.records import keys, mail, snapshot, writing
from workmentor_xblocks.agreement.records.attached_tables import Signature
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.tables import Party, PartyState, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import body, seal
from workmentor_xblocks.agreement.rules.lifecycle import VersionState
from workmentor_xblocks.core.content.errors import Changed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext

NOT_NOW = Message(
    "not_now", _("The agreement has moved on meanwhile, so this was not done. This is how it stands now.")
)
_CONSENT = _("I have read this agreement and I agree to it.")


def consent_of(thread: Thread, language: str) -> str:
    """The sentence that a signature agrees to, in the language of who signs."""
    reading = Reading.choose(thread.definition, languages_wanted=(language, thread.row.language))
    return reading.text("consent", thread.definition.consent) or gettext(_CONSENT)


def new_body(thread: Thread, number: int, fields: dict[str, Any]) -> dict[str, Any]:
    """The text of a version that is being worked on; who signs it is added when it is fixed."""
    fixed = [version.sha256 for version in thread.versions if version.sha256] if number > 1 else []
    return body.canonical_body(
        thread.definition,
        template=thread.row.template.sha256,
        language=thread.row.language,
        number=number,
        previous=fixed[-1] if fixed else "",
        fields=fields,
    )


def new_version(
    thread: Thread,
    *,
    like: Version,
    at: datetime,
    by: Party | None,
    kind: str = "original",
    reason: str = "",
    fields: dict[str, Any] | None = None,
) -> Version:
    """A working version with the text of another one."""
    number = thread.latest.number + 1
    kept = fields if fields is not None else dict((like.body or {}).get("fields", {}))
    made = Version.objects.create(
        agreement=thread.row,
        number=number,
        kind=kind,
        reason=reason,
        proposed_by=by.uuid if by else "",
        body=new_body(thread, number, kept),
        created_at=at,
    )
    thread.versions.append(made)
    return made


def open_version(thread: Thread) -> Version:
    """The version that is being worked on or signed. Raises ``Changed`` where there is none."""
    return _there(thread.open_version)


def held_version(thread: Thread) -> Version:
    """The version in force. Raises ``Changed`` where there is none."""
    return _there(thread.in_force)


def _there(version: Version | None) -> Version:
    if version is None:
        raise Changed(NOT_NOW)
    return version


def differs(thread: Thread, version: Version) -> bool:
    """Whether a proposal changes anything: a value, or who takes part."""
    held = thread.in_force
    if held is None or thread.incoming:
        return True
    return thread.values(version) != thread.values(held) or _people_differ(thread, held)


def _people_differ(thread: Thread, held: Version) -> bool:
    before = {
        (entry["party"], name): thread.value_of(entry[name]["commitment"])
        for entry in (held.body or {}).get("parties", [])
        for name in ("name", "organisation", "position")
        if name in entry
    }
    after = {
        (party.uuid, name): getattr(party, name)
        for party in thread.here
        for name in ("name", "organisation", "position")
        if getattr(party, name)
    }
    return before != after


# What a row of the lifecycle brings versions to


def bring(thread: Thread, states: Collection[VersionState], *, at: datetime, by: Party | None) -> None:
    """Bring the versions of the text into these states; ``by`` is the party that does it."""
    held, was_open = thread.in_force, thread.open_version
    if VersionState.FROZEN in states and was_open is not None:
        _fix(thread, was_open, at=at)
    if VersionState.SUPERSEDED in states and held is not None:
        _supersede(thread, held, at=at)
    if VersionState.IN_FORCE in states and was_open is not None:
        _put_in_force(thread, was_open, at=at, is_first=held is None)
    if VersionState.ABANDONED in states and was_open is not None:
        _abandon(thread, was_open, at=at)
        if held is not None or VersionState.WORKING in states:
            thread.row.expires_on = None
        if held is not None and VersionState.WORKING not in states:
            _drop_incoming(thread, at=at)
    if VersionState.WORKING in states and thread.open_version is None:
        _go_on(thread, at=at, by=by)


def _fix(thread: Thread, version: Version, *, at: datetime) -> None:
    """Fix a text: who signs is part of it, and its hash stands from now on."""
    people = [*thread.here, *(thread.incoming if thread.in_force else [])]
    version.body = {**(version.body or {}), "parties": [_sealed_party(thread, party) for party in people]}
    version.sha256 = seal.body_hash(version.body)
    version.previous = version.body["previous"]
    version.state = VersionState.FROZEN.value
    version.frozen_at = at
    version.save()


def _sealed_party(thread: Thread, party: Party) -> dict[str, Any]:
    told: dict[str, Any] = {"party": party.uuid, "role": party.role}
    for name in body.PERSON:
        value = getattr(party, name)
        if value:
            commitment = writing.commit(thread, value, about=name, party=party, user_id=party.user_id)
            told[name] = {"commitment": commitment}
    return told


def _supersede(thread: Thread, version: Version, *, at: datetime) -> None:
    """Another text takes the place of this one; who came with it takes part from now on, and who left does not."""
    version.state = VersionState.SUPERSEDED.value
    version.save(update_fields=["state"])
    for coming in thread.incoming:
        leaving = thread.party(coming.role)
        if leaving is not None:
            leaving.state = PartyState.LEFT
            leaving.save(update_fields=["state"])
            keys.revoke(leaving, at=at)
        coming.state = PartyState.JOINED
        coming.save(update_fields=["state"])
    if all(party.state != PartyState.RETIRED for party in thread.here):
        thread.row.school_acts_by = None


def _put_in_force(thread: Thread, version: Version, *, at: datetime, is_first: bool) -> None:
    """Everybody has signed: this text holds."""
    row = thread.row
    version.state = VersionState.IN_FORCE.value
    version.in_force_at = at
    version.effective_on = timezone.localdate(at)
    version.save(update_fields=["state", "in_force_at", "effective_on"])
    snapshot.take_dates(thread, version)
    row.expires_on = None
    if is_first and row.learner_id is not None:
        host.current().record_completion(row.learner_id, row.usage_key, 1.0)
    mail.post_all(Letter.SIGNED_BY_ALL, thread)
    host.current().later("workmentor_xblocks.tasks.keep_prints", row.uuid)


def _abandon(thread: Thread, version: Version, *, at: datetime) -> None:
    """Put a version aside; what was signed under it stays as history and counts no more."""
    version.state = VersionState.ABANDONED.value
    version.save(update_fields=["state"])
    Signature.objects.filter(version=version, void_at=None).update(void_at=at)
    thread.forget("signatures")


def _go_on(thread: Thread, *, at: datetime, by: Party | None) -> None:
    """A working version with the last text: of a proposal another one, else the first text again."""
    last, kind, reason = thread.latest, "original", ""
    if thread.in_force is not None:
        kind, reason = "amendment", last.reason
    new_version(thread, like=last, at=at, by=by, kind=kind, reason=reason)


def _drop_incoming(thread: Thread, *, at: datetime) -> None:
    """Who would have come with a proposal does not, and names are again those of the text in force."""
    held = {entry["party"]: entry for entry in (held_version(thread).body or {})["parties"]}
    for party in [*thread.incoming, *(party for party in thread.here if party.uuid not in held)]:
        party.state = PartyState.LEFT
        party.save(update_fields=["state"])
        keys.revoke(party, at=at)
    for party in thread.here:
        if party.state != PartyState.RETIRED:
            _name_as(thread, party, held[party.uuid])


def _name_as(thread: Thread, party: Party, told: Mapping[str, Any]) -> None:
    """Give somebody the name that a text has; what was erased of it stays erased."""
    for what in body.PERSON:
        opening = thread.openings.get(told[what]["commitment"]) if what in told else None
        if opening is None or opening.state == "open":
            setattr(party, what, opening.value if opening else "")
    party.save(update_fields=list(body.PERSON))
