"""Check an exported agreement on your own computer: what of its history your receipt proves, and what it does not.

Run ``python verify_agreement.py history.json --head <the long number in your receipt>`` with Python 3.9 or newer; no
other file and no network is needed, and ``--explain`` says what each check proves. It ends with 0 when all is proven,
with 3 when that is so in part only, with 1 when the history is not as it was made. WorkMentor itself seals with this
file, so there is one implementation. Bytes are canonical as in RFC 8785, for values without fractions; texts of people
are salted SHA-256 commitments, so that a text can be erased and the chain of events stays whole.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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


class Problem(NamedTuple):
    """Something that is not as it was made: which check found it, at which record, in words."""

    check: str
    record: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.record}: {self.sentence}"


class Findings(list[Problem]):
    """What is wrong, as the checks find it."""

    check = ""

    def when(self, wrong: object, record: str, sentence: str) -> None:
        """Note the sentence if something is wrong."""
        if wrong:
            self.append(Problem(self.check, record, sentence))


@dataclass(frozen=True)
class History:
    """What the file holds. ``proven`` events, from the first on, are those behind the receipt; None: it is not here."""

    whole: Record
    events: Records
    versions: Records
    signatures: Records
    openings: Records
    head: str | None
    proven: int | None

    @property
    def erased(self) -> bool:
        """True when an event tells that the agreement was erased."""
        return any(event["kind"] == "erase" for event in self.events)


@dataclass(frozen=True)
class Verdict:
    """What can be said of a history, and no more.

    ``rests`` are sentences about what only events tell that no receipt proves, ``unread`` about what nobody can read.
    """

    problems: Sequence[Problem]
    events: int = 0
    proven: int | None = None  # without a receipt
    rests: Sequence[str] = ()
    unread: Sequence[str] = ()

    @property
    def status(self) -> int:
        """With what the program ends."""
        if self.problems:
            return WRONG
        return PROVEN if self.proven == self.events and not self.unread else IN_PART

    def sentences(self) -> list[str]:
        """The verdict for a person, the last sentence the shortest."""
        if self.problems:
            return [*map(str, self.problems), "This history is not as it was made."]
        if self.proven is None:
            agrees = "The file agrees with itself. But who made it may have written all of it anew."
            hint = "Nothing is proven. To prove something, add --head and the long number in your receipt."
            return [agrees, *self.unread, hint]
        told = [f"Your receipt proves {_events(0, self.proven)}: none was changed, moved or taken out."]
        if self.proven < self.events:
            told += [f"It does not prove {_events(self.proven, self.events)}. A newer receipt would."]
            more = len(self.rests) - MOST_TOLD
            told += [
                *self.rests[:MOST_TOLD],
                *([f"And {more} more that are not proven."] if more > 0 else []),
            ]
        else:
            told += ["What happened after that no file can tell."]
        return [*told, *self.unread, WORDS[self.status]]


def _events(start: int, end: int) -> str:
    return f"event {start}" if end - start == 1 else f"the {end - start} events {start} to {end - 1}"


def verify(history: object, head: str | None = None) -> list[str]:
    """What is wrong with a history, each sentence beginning with the record; see ``examine`` for what is proven."""
    return [str(problem) for problem in examine(history, head).problems]


def examine(history: object, head: str | None = None) -> Verdict:
    """What can be said of a history by who holds ``head``, the hash of an event, from a receipt."""
    found = Findings()
    found.check = "form"
    kept = _form(history, head, found)
    if kept is None:
        return Verdict(list(found))
    for check in CHECKS:
        if check.run is not None:
            found.check = check.code
            check.run(kept, found)
    if found:
        return Verdict(list(found), len(kept.events))
    unread = list(_unread(kept))
    rests = [] if kept.proven is None else list(_rests(kept, kept.proven))
    return Verdict([], len(kept.events), kept.proven, rests, unread)


def _form(history: object, head: str | None, found: Findings) -> History | None:
    if not isinstance(history, dict) or history.get("format") != FORMAT:
        found.when(True, "history", f"this is no history of an agreement in the form {FORMAT}")
        return None
    for key in history:
        found.when(key not in PARTS, "history", f"has an unknown part, {_shown(key)}")
    kept = {kind: _in_shape(kind, history.get(kind), found) for kind in SHAPES}
    found.when(not kept["events"], "history", "has no events")
    if found:
        return None
    places = [place for place, event in enumerate(kept["events"]) if head and event["hash"] == _typed(head)]
    return History(history, **kept, head=head, proven=places[-1] + 1 if places else None)


def _typed(head: str) -> str:
    return head.strip().lower()


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
    except (ValueError, TypeError, AttributeError, RecursionError):  # it holds what never was sealed
        return False


def _alike(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other  # in Python True is 1, and in a file it is not


def _chain(kept: History, found: Findings) -> None:
    strangers = [event["agreement"] != kept.whole.get("agreement") for event in kept.events]
    foreign, previous = all(strangers), ""
    found.when(foreign, "history", "its events belong to another agreement")
    for place, event in enumerate(kept.events):
        name = f"event {place}"
        found.when(strangers[place] and not foreign, name, "belongs to another agreement")
        found.when(event["seq"] != place, name, f"is out of its place, it says {_shown(event['seq'])}")
        found.when(event["previous"] != previous, name, "does not follow the event before it")
        found.when(not _same(event_hash, event, event["hash"]), name, "is not what was recorded")
        previous = event["hash"]
    found.when(
        kept.whole.get("head") != previous, "head", "is not the newest event; the end is not as it was"
    )


def _receipt(kept: History, found: Findings) -> None:
    lost = kept.head is not None and kept.proven is None
    found.when(lost, "head", "no event has the hash that you hold; the end was cut off or all written anew")


def _template(kept: History, found: Findings) -> None:
    template = kept.whole.get("template")
    record = template if isinstance(template, dict) else {}
    text, stated = record.get("text"), record.get("sha256")
    good = text is None or _same(lambda one: _sha256(one.encode("utf-8")), text, stated)
    found.when(not good or "text" not in record, "template", "its text is not the one of its hash")
    found.when(set(record) - {"text", "sha256"}, "template", "has more than a text and a hash")
    first = kept.events[0]
    began = first["kind"] in ("create", "bulk_create") and _alike(first["data"].get("template"), stated)
    found.when(not began, "template", "is not the one that event 0 began with")


def _erasure(kept: History, found: Findings) -> None:
    texts = [(version["body"], f"version {version['number']}") for version in kept.versions]
    template = kept.whole.get("template")
    texts += [(template.get("text") if isinstance(template, dict) else None, "template")]
    for text, name in texts:
        gone = text is None and not kept.erased
        found.when(gone, name, "its text is missing, and no event says that it was erased")
    for place, event in enumerate(kept.events):
        if event["kind"] == "erase":
            name, before = f"event {place}", [one["kind"] for one in kept.events[:place]]
            found.when(place + 1 < len(kept.events), name, "tells of an erasure, after which nothing follows")
            # What was never made ready to sign is a draft, and may be erased as it is.
            ended = any(kind in CLOSED for kind in before) or "freeze" not in before
            found.when(not ended, name, "tells of an erasure of what had not ended")


def _versions(kept: History, found: Findings) -> None:
    events, versions = kept.events, kept.versions
    told: dict[int, list[tuple[int, Record]]] = {}
    in_force = [event["version"] for event in events if event["data"].get("in_force") is True]
    for place, event in enumerate(events):
        told.setdefault(event["version"], []).append((place, event))
        first = event["kind"] == "decline" and not any(one < event["version"] for one in in_force)
        if first or event["kind"] == "unfreeze":  # a version with the same text begins
            told.setdefault(event["version"] + 1, [])
    for number in sorted(set(told) - {0, *(version["number"] for version in versions)}):
        found.when(True, f"version {_shown(number)}", "is missing, though the events tell of it")
    previous, template, before = "", events[0]["data"].get("template"), dict[str, Any]()
    for place, version in enumerate(versions, 1):
        number, name = version["number"], f"version {version['number']}"
        kind = "amendment" if any(one < number for one in in_force) else "original"
        found.when(number != place, name, "is out of its place")
        found.when(number not in told, name, "no event tells of it")
        found.when(version["kind"] != kind, name, f"is of the kind {kind} by what the events tell")
        state = _state(version, told.get(number, []), in_force, events)
        found.when(version["state"] != state, name, f"is {state} by what the events tell")
        _fixing(version, told.get(number, []), name, found)
        if version["body"] is not None:
            own = {"schema": 1, "template": template, "number": number, "previous": previous}
            _body(version, told.get(number, []), {**before, **own}, name, found)
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
            found.when(True, name, f"event {place} tells of another text")


def _body(version: Record, mine: Told, expected: Record, name: str, found: Findings) -> None:
    named = [event["version_sha256"] for _, event in mine if event["version_sha256"]]
    # While it is worked on the events tell its hash; until somebody did, it is as the one before it.
    sealed = version["sha256"] or "".join(named[-1:])
    same = _same(lambda one: body_hash(one) == (sealed or body_hash(expected)), version["body"], True)
    found.when(not same, name, "its text is not the one that was sealed")
    parts = ("schema", "template", "number", "previous")
    wrong = [part for part in parts if not _alike(version["body"].get(part), expected[part])]
    found.when(wrong, name, f"its text names another {', '.join(wrong)}")


def _signatures(kept: History, found: Findings) -> None:
    told: dict[str, tuple[int, Record]] = {}
    for place, event in enumerate(kept.events):
        if event["kind"] in SIGNINGS:
            uuid = str(event["data"].get("signature"))
            found.when(uuid in told, f"event {place}", "tells of a signature a second time")
            told[uuid] = place, event
    states = {version["number"]: version["state"] for version in kept.versions}
    for record in kept.signatures:
        name, (place, event) = f"signature {_shown(record['uuid'])}", told.pop(record["uuid"], (-1, {}))
        found.when(not event, name, "no event tells of it, or it is listed twice")
        if event:
            # Who signed on paper is another than the actor, and stands in the data.
            on_paper = event["kind"] == "record_offline"
            who = event["data"] if on_paper else {"party": event["party"], "role": event["actor"]}
            said = {**event["data"], "party": who.get("party"), "role": who.get("role")}
            said.update(at=event["at"], version=event["version"], sha256=event["version_sha256"])
            wrong = [part for part in ("version", *_SIGNED) if not _alike(record[part], said.get(part))]
            found.when(wrong, name, f"its {', '.join(wrong)} is not what event {place} recorded")
        aside = states.get(record["version"]) == "abandoned"
        found.when(record["void"] != aside, name, "is void if and only if its version was put aside")
    for uuid, (place, _) in told.items():
        found.when(True, f"signature {_shown(uuid)}", f"is missing, though event {place} tells of it")


def _openings(kept: History, found: Findings) -> None:
    used, known = dict(_used(kept)), set[str]()
    for one in kept.openings:
        sealed, name = one["commitment"], f"opening {_shown(one['commitment'])}"
        found.when(sealed in known, name, "is listed twice")
        found.when(sealed not in used, name, "is named by nothing in the history")
        known.add(sealed)
        if one["state"] == "open":
            same = _same(lambda it: commitment(it["salt"], it["value"]), one, sealed)
            found.when(not same, name, "its value or salt is not the one that was sealed")
        elif one["state"] not in ("redacted", "erased") or one["salt"] or one["value"] is not None:
            found.when(True, name, "is neither open nor erased")
    for sealed, where in used.items():
        found.when(sealed not in known, f"opening {_shown(sealed)}", f"is missing, though {where} uses it")


def _used(kept: History) -> Iterator[tuple[str, str]]:
    """Every commitment, and where it is used."""
    waiting: list[tuple[object, str]] = [(it["body"], f"version {it['number']}") for it in kept.versions]
    waiting += [(event["data"], f"event {place}") for place, event in enumerate(kept.events)]
    while waiting:
        here, where = waiting.pop()
        if isinstance(here, dict) and set(here) == {"commitment"}:
            yield str(here["commitment"]), where
        elif isinstance(here, (dict, list)):
            waiting += [(one, where) for one in (here.values() if isinstance(here, dict) else here)]
    yield from ((one["name"], f"signature {_shown(one['uuid'])}") for one in kept.signatures)


# --- what is proven, and what is not ----------------------------------------------------------------------------------


def _unread(kept: History) -> Iterator[str]:
    sealed = {one["commitment"] for one in kept.openings if one["state"] != "open"}
    if sealed:
        names = sum(signature["name"] in sealed for signature in kept.signatures)
        also = f", {names} of them names under signatures" if names else ""
        yield (
            f"{len(sealed)} of {len(kept.openings)} texts cannot be read here{also}: they were erased, or are not for "
            "you to read. What they said is not proven."
        )
    texts = sum(version["body"] is None for version in kept.versions)
    if texts:
        yield f"{texts} of {len(kept.versions)} versions have no text any more. What they said is not proven."
    if kept.whole["template"]["text"] is None:
        yield "The template has no text any more. What it said is not proven."


def _rests(kept: History, proven: int) -> Iterator[str]:
    """What only the later events tell: a sentence for each of them, and for each record that rests on them."""
    for place, event in enumerate(kept.events[proven:], proven):
        told = ", ".join(_shown(event[part]) for part in ("kind", "actor", "at"))
        yield f"event {place}: not proven ({told})"
    sure = kept.events[:proven]
    known = {str(event["data"].get("signature")) for event in sure if event["kind"] in SIGNINGS}
    for record in kept.signatures:
        if record["uuid"] not in known:
            yield f"signature {_shown(record['uuid'])}: not proven ({_shown(record['role'])})"
    for version in kept.versions:
        name, number = f"version {version['number']}", version["number"]
        named = [place for place, event in enumerate(kept.events) if _names(event, version)]
        if named and (named[0] if version["sha256"] else named[-1]) >= proven:
            yield f"{name}: that it has this text is not proven"
        elif version["state"] != _state(version, *_told(number, sure), sure):
            yield f"{name}: that it is {version['state']} is not proven"


def _names(event: Record, version: Record) -> bool:
    """Whether an event names the text of a version: of one that is fixed, the event that fixed it."""
    fixes = event["kind"] == "freeze" or not version["sha256"]
    return bool(event["version"] == version["number"] and event["version_sha256"] and fixes)


def _told(number: int, events: Records) -> tuple[Told, Sequence[int]]:
    mine = [(place, event) for place, event in enumerate(events) if event["version"] == number]
    return mine, [event["version"] for event in events if event["data"].get("in_force") is True]


# --- what the checks are ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Check:
    """One check, what it proves, and what it leaves open. The page of the documentation is made from these."""

    code: str
    run: Callable[[History, Findings], None] | None  # None: it was done while the file was read
    proves: Sequence[str]
    leaves: str


PROVEN, WRONG, IN_PART = 0, 1, 3  # 2 is what a wrong command line ends with
WORDS: Mapping[int, str] = {
    PROVEN: "All is well: this is what the site held when it sent your receipt.",
    IN_PART: "Proven in part.",
}
MOST_TOLD = 50
STATUS: Mapping[int, str] = {
    PROVEN: "All is proven: no event came after the one in your receipt, and every text can be read.",
    WRONG: "The file is not as it was made, or is no history that can be read.",
    IN_PART: "Nothing is wrong, but not all is proven: there is no receipt, or events came after the one in it, or some "
    "texts cannot be read. The sentences say which.",
}
CHECKS: Sequence[Check] = (
    Check(
        "form",
        None,
        (
            "Every record has all of its parts and no others, each of the right kind.",
            "No name stands twice in one place.",
            "Every number is whole and written in one way.",
            "Every text is whole Unicode.",
        ),
        "That any of it is true.",
    ),
    Check(
        "chain",
        _chain,
        (
            "Every event is as it was when its hash was made.",
            "Between the first and the last none is missing, none was moved, none stands twice.",
        ),
        "Who writes all events anew, or adds some at the end, gets a chain that fits too: that is what the receipt is for.",
    ),
    Check(
        "receipt",
        _receipt,
        (
            "The event in your receipt is in the file: the site held it, and all before it, when it sent the receipt.",
        ),
        "The events after it, and whether any came after the last one.",
    ),
    Check(
        "template",
        _template,
        ("The template is the one with which the agreement began.",),
        "Whether the template is good law.",
    ),
    Check(
        "versions",
        _versions,
        (
            "The text of every version is the one whose hash the events name.",
            "Every version that the events tell of is there.",
            "There is no version of which no event tells.",
            "Every version stands as the events tell.",
        ),
        "Versions that only later events tell of, and how a version stands after the event in your receipt.",
    ),
    Check(
        "signatures",
        _signatures,
        (
            "Every signature is the one that an event recorded: the same party, role, way, time, version and text.",
            "Every signature that an event recorded is there.",
            "A signature is void if its version was put aside, and only then.",
        ),
        "That a person is who the name says: the site checked that by a log-in, or by a link and a code.",
    ),
    Check(
        "openings",
        _openings,
        (
            "Every text that can be read is the one that was sealed.",
            "Nothing that was sealed is missing.",
            "Nothing is added that the history does not name.",
            "Where a text is said to be gone, it is gone.",
        ),
        "What a text said that was erased or is not for you to read.",
    ),
    Check(
        "erasure",
        _erasure,
        (
            "The text of a version or of the template is missing only where an event tells of the erasure.",
            "This event is the last.",
            "Before it the agreement had ended, or it was a draft.",
        ),
        "What the texts said.",
    ),
)
LIMITS: Sequence[str] = (
    "The times are those of the site's clock.",
    "Whether each step was allowed is not checked again.",
    "Papers, scans and printed versions are not in the file. Compare a paper's fingerprint and its words with the version.",
)


def explain() -> str:
    """What each check proves and leaves open, to be read on a terminal."""
    lines = [
        f"{check.code}: {' '.join(check.proves)}\n  It does not prove: {check.leaves}" for check in CHECKS
    ]
    return "\n".join(
        [*lines, *LIMITS, *(f"It ends with {code}: {text}" for code, text in STATUS.items()), ""]
    )


# --- reading a file ---------------------------------------------------------------------------------------------------


def read(data: bytes) -> Any:
    """The value in a file. Raises ``ValueError`` for JSON that could be read in two ways."""
    value = json.loads(
        data.decode("utf-8"),
        object_pairs_hook=_once,
        parse_int=_whole,
        parse_float=_refused,
        parse_constant=_refused,
    )
    json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a letter (a lone surrogate) is none
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice in one place")
    return dict(pairs)


def _whole(text: str) -> int:
    if text == "-0" or len(text) > len(str(-LARGEST)):
        raise ValueError(f"a number that is written in more than one way, or too large: {text[:20]}")
    return int(text)


def _refused(text: str) -> Any:
    raise ValueError(f"a number that is not whole: {text[:20]}")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line: sentences for a person; what it ends with stands in ``STATUS``."""
    parser = argparse.ArgumentParser(description="Check the exported history of an agreement.")
    parser.add_argument("history", nargs="?", help="the file that you downloaded")
    parser.add_argument("--head", help="the hash in your receipt or PDF")
    parser.add_argument(
        "--explain", action="store_true", help="say what each check proves, and what it does not"
    )
    chosen = parser.parse_args(arguments)
    if chosen.explain:
        sys.stdout.write(explain())
        return PROVEN
    if chosen.history is None:
        parser.error("name the file that you downloaded")
    try:
        with open(chosen.history, "rb") as file:
            verdict = examine(read(file.read()), chosen.head)
    except (OSError, ValueError, RecursionError) as error:
        verdict = Verdict([Problem("form", "file", f"cannot be read, {_shown(error)}")])
    sys.stdout.write("\n".join([*verdict.sentences(), ""]))
    return verdict.status


if __name__ == "__main__":
    sys.exit(main())
