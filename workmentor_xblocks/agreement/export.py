"""The whole history of one agreement as a file that anybody can check with ``verify_agreement.py``."""

from __future__ import annotations

import json
from typing import Any

from workmentor_xblocks.agreement import seal
from workmentor_xblocks.agreement.records.tables import Opening
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.verify_agreement import FORMAT


def history(thread: Thread, *, for_role: str = "") -> dict[str, Any]:
    """The history in the form of ``verify_agreement``. ``for_role`` leaves sealed what that party may not read."""
    return {
        "format": FORMAT,
        "agreement": thread.row.uuid,
        "template": {"text": thread.row.template.text, "sha256": thread.row.template.sha256},
        "versions": [
            {
                "number": version.number,
                "kind": version.kind,
                "state": version.state,
                "sha256": version.sha256,
                "body": version.body,
            }
            for version in thread.versions
        ],
        "signatures": [
            {
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
            for signature in thread.signatures
        ],
        "openings": [_opening(thread, opening, for_role) for opening in thread.openings.values()],
        "events": [{**json.loads(event.record), "hash": event.hash} for event in thread.events],
        "head": thread.row.head,
    }


def _opening(thread: Thread, opening: Opening, for_role: str) -> dict[str, Any]:
    """What a party may not read leaves the house sealed; the chain can be checked all the same."""
    field = thread.definition.field_by_id.get(opening.about)
    is_hidden = bool(for_role and field and field.readers and for_role not in (*field.readers, *field.owners))
    if opening.state != "open" or is_hidden:
        state = opening.state if opening.state != "open" else "redacted"
        return {"commitment": opening.commitment, "state": state, "salt": "", "value": None}
    return {
        "commitment": opening.commitment,
        "state": "open",
        "salt": opening.salt,
        "value": opening.value,
    }
