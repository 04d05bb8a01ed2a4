"""Making what the history is sealed with: salts for people's texts, and the links of its chain.

``verify_agreement`` holds the rules, and anybody can run it; here is only what adds to a history. No free text enters a
link: what somebody typed stands behind a commitment, so that it can be erased while the chain stays whole.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from workmentor_xblocks.agreement.content.ids import is_code
from workmentor_xblocks.agreement.rules.verify_agreement import (
    body_hash as body_hash,
    canonical,
    commitment,
    event_hash,
)

_SHA256 = re.compile("[0-9a-f]{64}")
# What a link tells of people under these names is sealed, whatever it looks like.
_PERSONAL = frozenset(
    [
        "name",
        "person",
        "member",
        "attested_by",
        "organisation",
        "position",
        "email",
        "phone",
        "address",
        "text",
    ]
)


class FreeText(ValueError):
    """Something that a person may have typed was about to enter the chain. ``where`` names the place, never the text."""

    def __init__(self, where: str) -> None:
        super().__init__(f"{where} is no code, number, date, hash or commitment")
        self.where = where


@dataclass(frozen=True)
class Opening:
    """A value with its salt, and the commitment that stands for it in the sealed text."""

    commitment: str
    salt: str
    value: Any


@dataclass(frozen=True)
class Link:
    """A link of the chain: the record, the bytes that were hashed (as text), and their hash."""

    record: Mapping[str, Any]
    text: str
    hash: str

    @property
    def event(self) -> dict[str, Any]:
        """The link as an exported history holds it."""
        return {**self.record, "hash": self.hash}


def new_salt() -> str:
    """A salt that nobody can guess, as hexadecimal digits."""
    return secrets.token_hex(32)


def make_opening(value: Any) -> Opening:
    """Seal a value; the opening holds it in Unicode's composed form. Raises ``ValueError`` for what is no such value."""
    salt, kept = new_salt(), composed(value)
    return Opening(commitment(salt, kept), salt, kept)


def composed(value: Any) -> Any:
    """A value as it is sealed: every text in NFC, so that equal letters are equal bytes."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: composed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [composed(inner) for inner in value]
    return value


def moment(at: datetime) -> str:
    """A moment as histories write it: UTC, to the second. Raises ``ValueError`` when its zone is not known."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def next_event(
    previous: Link | Mapping[str, Any] | None,
    *,
    agreement: str,
    at: datetime,
    kind: str,
    actor: str,
    party: str = "",
    state: str,
    version: int = 0,
    version_sha256: str = "",
    data: Mapping[str, Any] | None = None,
) -> Link:
    """The link after ``previous`` (its ``seq`` and ``hash``), or the first. Raises ``FreeText``."""
    before = previous.event if isinstance(previous, Link) else previous
    words = {"agreement": agreement, "kind": kind, "actor": actor, "party": party, "state": state}
    told = dict(data or {})
    _refuse_free_text({**words, "version_sha256": version_sha256}, "event")
    _refuse_free_text(told, "data")
    _refuse_unsealed_people(told)
    record = {
        # Plain strings: a member of an enumeration is written as its word.
        **{name: str(word) for name, word in words.items()},
        "seq": before["seq"] + 1 if before else 0,
        "at": moment(at),
        "version": version,
        "version_sha256": version_sha256,
        "data": told,
        "previous": before["hash"] if before else "",
    }
    return Link(record, canonical(record).decode("utf-8"), event_hash(record))


def _refuse_free_text(value: Any, where: str) -> None:
    if isinstance(value, str):
        if not is_code(value):
            raise FreeText(where)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            if not (isinstance(key, str) and is_code(key)):
                raise FreeText(f"a key of {where}")
            _refuse_free_text(inner, f"{where}/{key}")
    elif isinstance(value, list | tuple):
        for place, inner in enumerate(value):
            _refuse_free_text(inner, f"{where}/{place}")


def _refuse_unsealed_people(data: Mapping[str, Any]) -> None:
    for key in _PERSONAL & set(data):
        value = data[key]
        sealed = value["commitment"] if isinstance(value, Mapping) and set(value) == {"commitment"} else value
        if not (isinstance(sealed, str) and (sealed == "" or _SHA256.fullmatch(sealed))):
            raise FreeText(f"data/{key}")
