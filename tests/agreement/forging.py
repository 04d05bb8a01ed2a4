"""What somebody could make of an exported history who knows the format: a file that agrees with itself, and lies.

Unlike ``tampering``, which breaks a record and leaves the rest, a forger writes hashes anew where it helps.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from tests.agreement.histories import Making
from workmentor_xblocks.agreement.rules.verify_agreement import body_hash, commitment, event_hash

Told = dict[str, Any]


def signed(seed: int = 1) -> Told:
    """The honest history of an agreement that is in force, with nothing erased: as it comes out of a file."""
    made = Making(Random(seed))
    made.talk()
    made.freeze()
    made.sign_all()
    return out_of_a_file(made)


def out_of_a_file(made: Making) -> Told:
    told: Told = json.loads(json.dumps(made.exported()))
    return told


def rehash(told: Told, start: int = 0) -> None:
    """Chain the events anew from one on, and say that the last is the newest."""
    previous = told["events"][start - 1]["hash"] if start else ""
    for event in told["events"][start:]:
        event["previous"] = previous
        previous = event["hash"] = event_hash(event)
    told["head"] = previous


def add_event(
    told: Told, kind: str, actor: str, *, data: Mapping[str, Any] | None = None, **more: Any
) -> Told:
    """An event of the forger's own at the end, which follows the one before."""
    last = told["events"][-1]
    event = {
        **last,
        "seq": last["seq"] + 1,
        "kind": kind,
        "actor": actor,
        "party": "",
        "data": dict(data or {}),
    }
    told["events"].append({**event, **more})
    rehash(told, len(told["events"]) - 1)
    return told["events"][-1]


def add_opening(told: Told, value: Any) -> str:
    """A text of the forger's own, well sealed."""
    sealed = commitment("07" * 32, value)
    told["openings"].append({"commitment": sealed, "salt": "07" * 32, "value": value, "state": "open"})
    return sealed


def add_signature(told: Told, role: str, name: str) -> str:
    """A signature that nobody gave, told of by an event of its own."""
    version = next(one for one in told["versions"] if one["state"] == "in_force")
    uuid, party, sealed = f"{len(told['signatures']):032x}", "ab" * 16, add_opening(told, name)
    data = {"signature": uuid, "kind": "typed", "method": "login", "consent": "5d" * 32, "name": sealed}
    bound = {"version": version["number"], "version_sha256": version["sha256"]}
    event = add_event(told, "sign", role, data=data, party=party, **bound)
    record = {**data, "uuid": uuid, "party": party, "role": role, "at": event["at"], "void": False}
    del record["signature"]
    told["signatures"].append({**record, "version": version["number"], "sha256": version["sha256"]})
    return uuid


def erase(told: Told) -> None:
    """Say that the agreement was erased: no text is left."""
    add_event(told, "erase", "timer", version=0, version_sha256="")
    drop_texts(told)


def drop_texts(told: Told) -> None:
    """Take out the text of every version and the template, and whatever only these name."""
    for version in told["versions"]:
        version["body"] = None
    told["template"]["text"] = None
    rest = json.dumps([told["events"], told["signatures"]])
    told["openings"] = [one for one in told["openings"] if one["commitment"] in rest]


def redact(told: Told) -> None:
    """Leave nothing to read."""
    for one in told["openings"]:
        one.update(state="redacted", salt="", value=None)


# --- a forgery against each sentence, which one check finds alone -------------------------------------------------------


def _file(told: Told, now: str, then: str) -> bytes:
    """The file with something in it written in another way."""
    text = json.dumps(told, ensure_ascii=False)
    assert now in text
    return text.replace(now, then, 1).encode()


def _named_openings_only(told: Told) -> None:
    kept = json.dumps([told["events"], told["signatures"], told["versions"]])
    signed_names = {one["name"] for one in told["signatures"]}
    told["openings"] = [
        one
        for one in told["openings"]
        if f'{{"commitment": "{one["commitment"]}"}}' in kept or one["commitment"] in signed_names
    ]


def _part_more(told: Told) -> None:
    told["signatures"][0]["note"] = "Signed twice, I swear."


def _change_event(told: Told) -> None:
    told["events"][1]["at"] = told["events"][1]["at"].replace("2026", "2025")


def _repeat_event(told: Told) -> None:
    told["events"].insert(1, copy.deepcopy(told["events"][1]))


def _all_anew(told: Told) -> None:
    for event in told["events"]:
        event["at"] = event["at"].replace("2026", "2025")
    for signature in told["signatures"]:
        signature["at"] = signature["at"].replace("2026", "2025")
    rehash(told)


def _other_template(told: Told) -> None:
    told["template"]["text"] = told["template"]["text"].replace("Hours", "Days")


def _other_text(told: Told) -> None:
    told["versions"][-1]["body"]["fields"]["hours"] = 60


def _lose_version(told: Told) -> None:
    told["versions"].clear()
    _named_openings_only(told)


def _version_more(told: Told) -> None:
    """The same text once more, as if a change of it were talked about."""
    last = told["versions"][-1]
    number = last["number"] + 1
    body = {**last["body"], "number": number, "previous": last["sha256"], "parties": []}
    more = {"number": number, "kind": "amendment", "state": "working", "sha256": "", "body": body}
    told["versions"].append(more)


def _other_state(told: Told) -> None:
    told["versions"][-1]["state"] = "superseded"


def _other_signer(told: Told) -> None:
    told["signatures"][0]["role"] = "guardian"


def _lose_signature(told: Told) -> None:
    told["signatures"].pop()
    _named_openings_only(told)


def _void_signature(told: Told) -> None:
    told["signatures"][0]["void"] = True


def _other_value(told: Told) -> None:
    told["openings"][0]["value"] = "Something else."


def _lose_opening(told: Told) -> None:
    told["openings"].pop()


def _opening_more(told: Told) -> None:
    add_opening(told, "I never agreed to the hours.")


def _half_gone(told: Told) -> None:
    told["openings"][0]["state"] = "erased"


def _end(told: Told) -> None:
    add_event(told, "terminate", "school", data={"on": "2027-01-31"})


def _go_on_after_erasure(told: Told) -> None:
    _end(told)
    erase(told)
    add_event(told, "comment", "learner")


AGAINST: Mapping[str, Callable[[Told], bytes | None]] = {
    "Every record has all of its parts and no others, each of the right kind.": _part_more,
    "No name stands twice in one place.": lambda told: _file(told, '"seq": 1', '"seq": 0, "seq": 1'),
    "Every number is whole and written in one way.": lambda told: _file(told, '"seq": 0', '"seq": -0'),
    "Every text is whole Unicode.": lambda told: _file(told, '"create"', '"create\\ud800"'),
    "Every event is as it was when its hash was made.": _change_event,
    "Between the first and the last none is missing, none was moved, none stands twice.": _repeat_event,
    "The event in your receipt is in the file: the site held it, and all before it, when it sent the receipt.": _all_anew,
    "The template is the one with which the agreement began.": _other_template,
    "The text of every version is the one whose hash the events name.": _other_text,
    "Every version that the events tell of is there.": _lose_version,
    "There is no version of which no event tells.": _version_more,
    "Every version stands as the events tell.": _other_state,
    "Every signature is the one that an event recorded: the same party, role, way, time, version and text.": _other_signer,
    "Every signature that an event recorded is there.": _lose_signature,
    "A signature is void if its version was put aside, and only then.": _void_signature,
    "Every text that can be read is the one that was sealed.": _other_value,
    "Nothing that was sealed is missing.": _lose_opening,
    "Nothing is added that the history does not name.": _opening_more,
    "Where a text is said to be gone, it is gone.": _half_gone,
    "The text of a version or of the template is missing only where an event tells of the erasure.": drop_texts,
    "This event is the last.": _go_on_after_erasure,
    "Before it the agreement had ended, or it was a draft.": erase,
}


def changed(told: Told, change: Callable[[Told], object]) -> Told:
    """What becomes of a history; the one that was given stays."""
    other = copy.deepcopy(told)
    change(other)
    return other


def anew(told: Told) -> None:
    """Write the text of the last version anew, with its hash in every event: fits, but no receipt knows it."""
    version = told["versions"][-1]
    before = version["sha256"]
    version["body"]["fields"]["hours"] = 60
    version["sha256"] = body_hash(version["body"])
    for one in (*told["events"], *told["signatures"]):
        for key in ("version_sha256", "sha256"):
            if one.get(key) == before:
                one[key] = version["sha256"]
    rehash(told)
