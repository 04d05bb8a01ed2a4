"""Check an exported agreement on your own computer: that nothing in its history was changed, moved or cut off.

Run ``python verify_agreement.py history.json --head <the long number in your receipt>`` with Python 3.9 or newer; no
other file and no network is needed. WorkMentor itself seals with this file, so there is one implementation. Bytes are
canonical as in RFC 8785, for values without fractions; texts of people are salted SHA-256 commitments, so that a text
can be erased and the chain of events stays whole.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

FORMAT = "workmentor-agreement-history/1"
LARGEST = 2**53 - 1  # what every JSON reader holds exactly
Record = Mapping[str, Any]
Records = Sequence[Record]
Told = Sequence[tuple[int, Record]]  # events that tell of something, each with its place in the history


def canonical(value: object) -> bytes:
    """The one way to write ``value`` down (RFC 8785). Raises ``ValueError`` for what an agreement may not hold."""
    _refuse_unusual(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _refuse_unusual(value: object) -> None:
    # With ASCII keys the order by letters, bytes and UTF-16 units is the same; whole numbers have one form.
    if isinstance(value, str):
        if not (value.isascii() or unicodedata.is_normalized("NFC", value)):
            raise ValueError("a text is not in Unicode's composed form (NFC)")
    elif isinstance(value, (dict, list, tuple)):
        if isinstance(value, dict) and not all(isinstance(key, str) and key.isascii() for key in value):
            raise ValueError("a key is not plain ASCII")
        for inner in value.values() if isinstance(value, dict) else value:
            _refuse_unusual(inner)
    elif value is not None and not (isinstance(value, int) and abs(value) <= LARGEST):
        raise ValueError("a number has a fraction or is too large, or a value is no JSON")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def commitment(salt_hex: str, value: object) -> str:
    """What stands in the sealed text instead of ``value``. Who has no salt cannot tell what it was."""
    if not re.fullmatch("[0-9a-f]{64}", salt_hex):
        raise ValueError("a salt is 32 bytes, as 64 small hexadecimal digits")
    return _sha256(bytes.fromhex(salt_hex) + canonical(value))


def body_hash(body: Record) -> str:
    """The hash of a version's text, which signatures name."""
    return _sha256(canonical(body))


def event_hash(event: Record) -> str:
    """The hash of an event, which the next event names as ``previous``."""
    return _sha256(canonical({key: value for key, value in event.items() if key != "hash"}))


_TEXTS = ["agreement", "at", "kind", "actor", "party", "state", "version_sha256", "previous", "hash"]
_SIGNED = ["party", "role", "kind", "method", "at", "consent", "sha256", "name"]
SHAPES: Mapping[str, Mapping[str, Any]] = {
    "events": {**dict.fromkeys(_TEXTS, str), "seq": int, "version": int, "data": dict},
    "versions": {"number": int, "kind": str, "state": str, "sha256": str, "body": (dict, type(None))},
    "signatures": {**dict.fromkeys(["uuid", *_SIGNED], str), "version": int, "void": bool},
    "openings": {"commitment": str, "state": str, "salt": str, "value": object},
}
GONE: Mapping[str, Record] = {"versions": {"body": None}, "openings": {"salt": "", "value": None}}
PARTS = {"format", "agreement", "template", "head", *SHAPES}
SIGNINGS = ("sign", "approve", "record_offline")
PUT_ASIDE = ("decline", "unfreeze", "withdraw_amendment")  # the version that the event names
CLOSED = ("cancel", "expire", "terminate", "complete")  # puts aside whatever is not in force


class Findings(list[str]):
    """What is wrong, each a sentence that begins with the record it is about."""

    def when(self, wrong: object, record: str, sentence: str) -> None:
        """Note the sentence if something is wrong."""
        if wrong:
            self.append(f"{record}: {sentence}")


def verify(history: object, head: str | None = None) -> list[str]:
    """What is wrong with a history, each sentence beginning with the record; nothing when it is as it was made.

    ``head`` is from somebody's receipt: an event has to have that hash. Without it nobody sees a cut-off end.
    """
    if not isinstance(history, dict) or history.get("format") != FORMAT:
        return [f"history: this is no history of an agreement in the form {FORMAT}"]
    found = Findings(f"history: has an unknown part, {_shown(key)}" for key in history if key not in PARTS)
    kept = {kind: _in_shape(kind, history.get(kind), found) for kind in SHAPES}
    events, versions = kept["events"], kept["versions"]
    found.when(not events, "history", "has no events")
    if not found:
        erased = any(event["kind"] == "erase" for event in events)
        _chain(events, history, head, found)
        _template(history.get("template"), events[0], erased, found)
        _versions(versions, events, erased, found)
        _signatures(kept["signatures"], versions, events, found)
        _openings(kept["openings"], dict(_used(kept)), found)
    return list(found)


def _in_shape(kind: str, records: object, found: Findings) -> Records:
    """The records, with what may be left out filled in; of those that lack anything else it is said what is wrong."""
    found.when(not isinstance(records, list), "history", f"has no list of {kind}")
    shape, filled = SHAPES[kind], []
    for place, one in enumerate(records if isinstance(records, list) else []):
        record = {**GONE.get(kind, {}), **one} if isinstance(one, dict) else {}
        wrong = [part for part in shape if part not in record or not _fits(record[part], shape[part])]
        wrong += [str(part) for part in record if part not in shape]
        own = place if kind == "events" else record.get(next(iter(shape)), f"in place {place + 1}")
        found.when(wrong, f"{kind[:-1]} {_shown(own)}", f"has no right {_shown(', '.join(wrong))}")
        filled.append(record)
    return filled


def _fits(value: object, kind: Any) -> bool:
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


def _shown(value: object) -> str:
    return ascii(str(value))[1:-1][:64]  # a file from elsewhere must not steer the reader's terminal


def _same(make: Any, value: Any, stated: object) -> bool:
    try:
        return bool(make(value) == stated)
    except (ValueError, RecursionError):  # it holds what never was sealed
        return False


def _chain(events: Records, history: Record, held: str | None, found: Findings) -> None:
    strangers = [event["agreement"] != history.get("agreement") for event in events]
    foreign, previous = all(strangers), ""
    found.when(foreign, "history", "its events belong to another agreement")
    for place, event in enumerate(events):
        name = f"event {place}"
        found.when(strangers[place] and not foreign, name, "belongs to another agreement")
        found.when(event["seq"] != place, name, f"is out of its place, it says {_shown(event['seq'])}")
        found.when(event["previous"] != previous, name, "does not follow the event before it")
        found.when(not _same(event_hash, event, event["hash"]), name, "is not what was recorded")
        previous = event["hash"]
    found.when(history.get("head") != previous, "head", "is not the newest event; the end is not as it was")
    lost = held is not None and held.strip().lower() not in {event["hash"] for event in events}
    found.when(lost, "head", "no event has the hash that you hold; the end was cut off or all written anew")


def _template(template: object, first: Record, erased: bool, found: Findings) -> None:
    record = template if isinstance(template, dict) else {}
    text, stated = record.get("text"), record.get("sha256")
    good = isinstance(text, str) and _same(lambda one: _sha256(one.encode("utf-8")), text, stated)
    found.when(not (good or (text is None and erased)), "template", "its text is not the one of its hash")
    found.when(set(record) - {"text", "sha256"}, "template", "has more than a text and a hash")
    began = first["kind"] in ("create", "bulk_create") and first["data"].get("template") == stated
    found.when(not began, "template", "is not the one that event 0 began with")


def _versions(versions: Records, events: Records, erased: bool, found: Findings) -> None:
    told: dict[int, list[tuple[int, Record]]] = {}
    in_force = [event["version"] for event in events if event["data"].get("in_force") is True]
    for place, event in enumerate(events):
        told.setdefault(event["version"], []).append((place, event))
        first = event["kind"] == "decline" and not any(one < event["version"] for one in in_force)
        if first or event["kind"] == "unfreeze":  # a version with the same text begins
            told.setdefault(event["version"] + 1, [])
    for number in sorted(set(told) - {0, *(version["number"] for version in versions)}):
        found.append(f"version {_shown(number)}: is missing, though the events tell of it")
    previous, template, before = "", events[0]["data"].get("template"), dict[str, Any]()
    for place, version in enumerate(versions, 1):
        number, name = version["number"], f"version {version['number']}"
        kind = "amendment" if any(one < number for one in in_force) else "original"
        found.when(number != place, name, "is out of its place")
        found.when(version["kind"] != kind, name, f"is of the kind {kind} by what the events tell")
        state = _state(version, told.get(number, []), in_force, events)
        found.when(version["state"] != state, name, f"is {state} by what the events tell")
        _fixing(version, told.get(number, []), name, found)
        if version["body"] is not None:
            own = {"schema": 1, "template": template, "number": number, "previous": previous}
            _body(version, told.get(number, []), {**before, **own}, name, found)
        else:
            found.when(not erased, name, "its text is missing, and no event says that it was erased")
        previous, before = version["sha256"] or previous, {**(version["body"] or {}), "parties": []}


def _state(version: Record, mine: Told, in_force: Sequence[int], events: Records) -> str:
    if version["number"] in in_force:
        return "in_force" if version["number"] == in_force[-1] else "superseded"
    aside = {place for place, event in enumerate(events) if event["kind"] in PUT_ASIDE}
    first = mine[0][0] if mine else max(aside, default=0)  # not named yet: it began as another was put aside
    if any(place in aside for place, _ in mine) or any(one["kind"] in CLOSED for one in events[first:]):
        return "abandoned"
    return "frozen" if version["sha256"] else "working"


def _fixing(version: Record, mine: Told, name: str, found: Findings) -> None:
    fixed = [place for place, event in mine if event["kind"] == "freeze" and event["version_sha256"]]
    found.when(bool(version["sha256"]) != bool(fixed), name, "the events tell otherwise whether it is fixed")
    for place, event in mine:
        bound = event["kind"] in SIGNINGS or (fixed and place >= fixed[0] and event["version_sha256"])
        if bound and event["version_sha256"] != version["sha256"]:
            found.append(f"{name}: event {place} tells of another text")


def _body(version: Record, mine: Told, expected: Record, name: str, found: Findings) -> None:
    named = [event["version_sha256"] for _, event in mine if event["version_sha256"]]
    # While it is worked on the events tell its hash; until somebody did, it is as the one before it.
    sealed = version["sha256"] or "".join(named[-1:])
    same = _same(lambda one: body_hash(one) == (sealed or body_hash(expected)), version["body"], True)
    found.when(not same, name, "its text is not the one that was sealed")
    parts = ("schema", "template", "number", "previous")
    wrong = [part for part in parts if version["body"].get(part) != expected[part]]
    found.when(wrong, name, f"its text names another {', '.join(wrong)}")


def _signatures(records: Records, versions: Records, events: Records, found: Findings) -> None:
    told: dict[str, tuple[int, Record]] = {}
    for place, event in enumerate(events):
        if event["kind"] in SIGNINGS:
            uuid = str(event["data"].get("signature"))
            found.when(uuid in told, f"event {place}", "tells of a signature a second time")
            told[uuid] = place, event
    states = {version["number"]: version["state"] for version in versions}
    for record in records:
        name, (place, event) = f"signature {_shown(record['uuid'])}", told.pop(record["uuid"], (-1, {}))
        found.when(not event, name, "no event tells of it, or it is listed twice")
        if event:
            # Who signed on paper is another than the actor, and stands in the data.
            said = {"party": event["party"], "role": event["actor"], **event["data"]}
            said.update(at=event["at"], version=event["version"], sha256=event["version_sha256"])
            wrong = [part for part in ("version", *_SIGNED) if record[part] != said.get(part)]
            found.when(wrong, name, f"its {', '.join(wrong)} is not what event {place} recorded")
        aside = states.get(record["version"]) == "abandoned"
        found.when(record["void"] != aside, name, "is void if and only if its version was put aside")
    for uuid, (place, _) in told.items():
        found.append(f"signature {_shown(uuid)}: is missing, though event {place} tells of it")


def _openings(openings: Records, used: Mapping[str, str], found: Findings) -> None:
    known: set[str] = set()
    for one in openings:
        sealed, name = one["commitment"], f"opening {_shown(one['commitment'])}"
        found.when(sealed in known, name, "is listed twice")
        known.add(sealed)
        if one["state"] == "open":
            same = _same(lambda it: commitment(it["salt"], it["value"]), one, sealed)
            found.when(not same, name, "its value or salt is not the one that was sealed")
        elif one["state"] not in ("redacted", "erased") or one["salt"] or one["value"] is not None:
            found.append(f"{name}: is neither open nor erased")
    for sealed, where in used.items():
        found.when(sealed not in known, f"opening {_shown(sealed)}", f"is missing, though {where} uses it")


def _used(kept: Mapping[str, Records]) -> Iterator[tuple[str, str]]:
    """Every commitment, and where it is used."""
    waiting: list[tuple[object, str]] = [(it["body"], f"version {it['number']}") for it in kept["versions"]]
    waiting += [(event["data"], f"event {place}") for place, event in enumerate(kept["events"])]
    while waiting:
        here, where = waiting.pop()
        if isinstance(here, dict) and set(here) == {"commitment"}:
            yield str(here["commitment"]), where
        elif isinstance(here, (dict, list)):
            waiting += [(one, where) for one in (here.values() if isinstance(here, dict) else here)]
    yield from ((one["name"], f"signature {_shown(one['uuid'])}") for one in kept["signatures"])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice in one place")
    return dict(pairs)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line: sentences for a person; 0 when all is well, else 1."""
    parser = argparse.ArgumentParser(description="Check the exported history of an agreement.")
    parser.add_argument("history", help="the file that you downloaded")
    parser.add_argument("--head", help="the hash in your receipt or PDF")
    chosen = parser.parse_args(arguments)
    try:
        with open(chosen.history, encoding="utf-8") as file:
            problems = verify(json.load(file, object_pairs_hook=_once), chosen.head)
    except (OSError, ValueError, RecursionError) as error:
        problems = [f"file: cannot be read, {_shown(error)}"]
    verdict = "This history is not as it was made." if problems else "All is well: it is as it was made."
    hint = "To be sure of the end too, add --head and the hash in your receipt.\n"
    sys.stdout.write("\n".join([*problems, verdict, "" if problems or chosen.head else hint]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
