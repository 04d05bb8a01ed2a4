"""What proves a signature to the one who made it: the link of the chain that recorded it, by its hash."""

from __future__ import annotations

import json
from typing import Any

from workmentor_xblocks.agreement.records.attached_tables import Signature
from workmentor_xblocks.agreement.records.thread import Thread


def event_of(thread: Thread, signature: Signature) -> tuple[dict[str, Any], str]:
    """The event that recorded a signature, and its hash: what the signer holds against any later change."""
    for event in reversed(thread.events):
        record: dict[str, Any] = json.loads(event.record)
        if record["data"].get("signature") == signature.uuid:
            return record, event.hash
    return {}, ""
