"""What happens to versions: fixed for signing, in force, put aside, begun anew from the last text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions.act import Act, held_version
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.records import keys, mail, snapshot, writing
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.records.sheets import Signature
from workmentor_xblocks.agreement.records.tables import Party, PartyState, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import body, seal
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, State, VersionState
from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext

_DRAWN = Message("drawing_wrong", _("The drawing cannot be used. Your typed name is enough."))
_CONSENT = _("I have read this agreement and I agree to it.")
_MOST_POINTS = 4_000


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
    act: Act,
    *,
    like: Version,
    kind: str = "original",
    reason: str = "",
    fields: dict[str, Any] | None = None,
) -> Version:
    """A working version with the text of another one."""
    number = act.thread.latest.number + 1
    kept = fields if fields is not None else dict((like.body or {}).get("fields", {}))
    made = Version.objects.create(
        agreement=act.thread.row,
        number=number,
        kind=kind,
        reason=reason,
        proposed_by=act.party.uuid if act.party else "",
        body=new_body(act.thread, number, kept),
        created_at=act.now,
    )
    act.thread.versions.append(made)
    return made


def fix(act: Act, version: Version) -> None:
    """Fix a text: who signs is part of it, and its hash stands from now on."""
    people = [*act.thread.here, *(act.thread.incoming if act.thread.in_force else [])]
    version.body = {**(version.body or {}), "parties": [_sealed_party(act, party) for party in people]}
    version.sha256 = seal.body_hash(version.body)
    version.previous = version.body["previous"]
    version.state = VersionState.FROZEN.value
    version.frozen_at = act.now
    version.save()


def _sealed_party(act: Act, party: Party) -> dict[str, Any]:
    told: dict[str, Any] = {"party": party.uuid, "role": party.role}
    for name in ("name", "organisation", "position"):
        value = getattr(party, name)
        if value:
            commitment = writing.commit(act.thread, value, about=name, party=party, user_id=party.user_id)
            told[name] = {"commitment": commitment}
    return told


def differs(act: Act, version: Version) -> bool:
    """Whether a proposal changes anything: a value, or who takes part."""
    held = act.thread.in_force
    if held is None or act.thread.incoming:
        return True
    return act.thread.values(version) != act.thread.values(held) or _people_differ(act, held)


def _people_differ(act: Act, held: Version) -> bool:
    before = {
        (entry["party"], name): act.thread.value_of(entry[name]["commitment"])
        for entry in (held.body or {}).get("parties", [])
        for name in ("name", "organisation", "position")
        if name in entry
    }
    after = {
        (party.uuid, name): getattr(party, name)
        for party in act.thread.here
        for name in ("name", "organisation", "position")
        if getattr(party, name)
    }
    return before != after


def put_in_force(act: Act, version: Version) -> None:
    """Everybody has signed: this text holds, the one before it no longer."""
    thread, row = act.thread, act.thread.row
    before = thread.in_force
    if before is not None:
        before.state = VersionState.SUPERSEDED.value
        before.save(update_fields=["state"])
        _exchange_people(act)
    version.state = VersionState.IN_FORCE.value
    version.in_force_at = act.now
    version.effective_on = act.today
    version.save(update_fields=["state", "in_force_at", "effective_on"])
    snapshot.take_dates(thread, version)
    row.expires_on = None
    if before is None:
        act.become(State.SIGNED, amendment=Amendment.NONE)
        if row.learner_id is not None:
            host.current().record_completion(row.learner_id, row.usage_key, 1.0)
    else:
        act.become(thread.state, amendment=Amendment.NONE)
    mail.post_all(Letter.SIGNED_BY_ALL, thread)
    host.current().later("workmentor_xblocks.tasks.keep_prints", row.uuid)


def _exchange_people(act: Act) -> None:
    """Who came with the amendment takes part from now on, and who left does not."""
    for coming in act.thread.incoming:
        leaving = act.thread.party(coming.role)
        if leaving is not None:
            leaving.state = PartyState.LEFT
            leaving.save(update_fields=["state"])
            keys.revoke(leaving, at=act.now)
        coming.state = PartyState.JOINED
        coming.save(update_fields=["state"])
    if all(party.state != PartyState.RETIRED for party in act.thread.here):
        act.thread.row.school_acts_by = None


def put_aside(act: Act, version: Version, *, reopen: bool = False) -> None:
    """Void a fixed text with its signatures. A first text is open again at once; a proposal only when asked."""
    thread = act.thread
    abandon(act, version)
    if thread.in_force is None:
        new_version(act, like=version)
        act.become(State.NEGOTIATING)
    elif reopen:
        new_version(act, like=version, kind="amendment", reason=version.reason)
        act.become(thread.state, amendment=Amendment.WORKING)
    else:
        drop_incoming(act)
        act.become(thread.state, amendment=Amendment.NONE)
    thread.row.expires_on = None


def abandon(act: Act, version: Version) -> None:
    """Put a version aside; what was signed under it stays as history and counts no more."""
    version.state = VersionState.ABANDONED.value
    version.save(update_fields=["state"])
    Signature.objects.filter(version=version, void_at=None).update(void_at=act.now)
    act.thread.forget("signatures")


def drop_incoming(act: Act) -> None:
    """Who would have come with a proposal does not, and names are again those of the text in force."""
    held = {entry["party"]: entry for entry in (held_version(act.thread).body or {})["parties"]}
    for party in [*act.thread.incoming, *(party for party in act.thread.here if party.uuid not in held)]:
        party.state = PartyState.LEFT
        party.save(update_fields=["state"])
        keys.revoke(party, at=act.now)
    for party in act.thread.here:
        if party.state != PartyState.RETIRED:
            _name_as(act.thread, party, held[party.uuid])


def _name_as(thread: Thread, party: Party, told: Mapping[str, Any]) -> None:
    """Give somebody the name that a text has; what was erased of it stays erased."""
    for what in body.PERSON:
        opening = thread.openings.get(told[what]["commitment"]) if what in told else None
        if opening is None or opening.state == "open":
            setattr(party, what, opening.value if opening else "")
    party.save(update_fields=list(body.PERSON))


def strokes(text: str) -> list[list[list[int]]]:
    """A drawn signature as lines of points, 0 to 1000 each way; [] for none. Raises ``BadInput``."""
    if not text:
        return []
    try:
        found = json.loads(text)
        lines = [[[int(x), int(y)] for x, y in line] for line in found]
    except (ValueError, TypeError, OverflowError, RecursionError):
        raise BadInput(_DRAWN, fields={"drawn": _DRAWN})
    points = [value for line in lines for point in line for value in point]
    if len(points) > _MOST_POINTS or any(not 0 <= value <= 1000 for value in points):
        raise BadInput(_DRAWN, fields={"drawn": _DRAWN})
    return [line for line in lines if line]
