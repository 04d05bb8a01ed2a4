"""The whole history of one agreement as a file that anybody can check with ``verify_agreement.py``.

It holds what the reader may read: other parties' texts and what was not handed in yet stay sealed or are left out, and
the chain can be checked all the same.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from workmentor_xblocks.agreement.content.definition import Field
from workmentor_xblocks.agreement.records.attached_tables import Signature
from workmentor_xblocks.agreement.records.tables import Opening, Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import seal
from workmentor_xblocks.agreement.rules.verify_agreement import FORMAT


def history(thread: Thread, *, for_roles: Collection[str] | None = None) -> dict[str, Any]:
    """The history in the form of ``verify_agreement``; with ``for_roles`` as somebody in these roles may read it."""
    versions = [_version(version) for version in thread.versions]
    events = [{**json.loads(event.record), "hash": event.hash} for event in thread.events]
    signatures = [_signature(signature) for signature in thread.signatures]
    used = {*_commitments([versions, events]), *(signature["name"] for signature in signatures)}
    hidden = _hidden(thread, for_roles) if for_roles is not None else set()
    return {
        "format": FORMAT,
        "agreement": thread.row.uuid,
        "template": {"text": thread.row.template.text, "sha256": thread.row.template.sha256},
        "versions": versions,
        "signatures": signatures,
        # What nothing in the history names is somebody's draft, and nobody else's to read.
        "openings": [
            _opening(opening, is_hidden=name in hidden)
            for name, opening in thread.openings.items()
            if name in used
        ],
        "events": events,
        "head": thread.row.head,
    }


def _version(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "kind": version.kind,
        "state": version.state,
        "sha256": version.sha256,
        "body": version.body,
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "uuid": signature.uuid,
        "version": signature.version.number,
        "party": signature.party.uuid,
        "role": signature.party.role,
        "kind": signature.kind,
        "method": signature.method,
        "at": seal.moment(signature.at),
        "consent": signature.consent_sha256,
        "sha256": signature.version.sha256,
        "void": signature.void_at is not None,
        "name": signature.name,
    }


def _opening(opening: Opening, *, is_hidden: bool) -> dict[str, Any]:
    if opening.state == "open" and not is_hidden:
        known = {"state": "open", "salt": opening.salt, "value": opening.value}
    else:
        state = "redacted" if opening.state == "open" else opening.state
        known = {"state": state, "salt": "", "value": None}
    return {"commitment": opening.commitment, **known}


def _commitments(value: Any) -> Iterator[str]:
    """Every commitment that a part of the history names."""
    if isinstance(value, dict):
        if set(value) == {"commitment"}:
            yield str(value["commitment"])
        for inner in value.values():
            yield from _commitments(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _commitments(inner)


def _hidden(thread: Thread, roles: Collection[str]) -> set[str]:
    """The commitments of texts that nobody in these roles may read: values of fields, and remarks at them."""
    definition = thread.definition
    every = [*definition.fields, *definition.review_fields, *definition.completion_fields]
    apart = {field.id: field for field in every if field.readers and not _reads(field, roles)}
    values = {name for name, opening in thread.openings.items() if opening.about in apart}
    return values | {comment.text for comment in thread.comments if comment.path in apart}


def _reads(field: Field, roles: Collection[str]) -> bool:
    return any(field.is_read_by(role) for role in roles)
