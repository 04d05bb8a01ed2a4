"""What somebody could do to an exported history: change any one thing, move it, or take it away.

``tamper(chance, history)`` answers the damaged history and how a finding about it may begin.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Damaged = tuple[dict[str, Any], tuple[str, ...]]
Path = tuple[Any, ...]

IDS = {"versions": "number", "signatures": "uuid", "openings": "commitment"}


def tamper(chance: Random, history: dict[str, Any]) -> Damaged:
    """One damage, of a kind that chance picks among those that the history has room for."""
    damaged = copy.deepcopy(history)
    names = chance.choice([kind for kind in KINDS if _has_room(kind, history)])(chance, damaged)
    return damaged, tuple(f"{name}: " for name in names)


def _has_room(kind: Callable[..., Any], history: dict[str, Any]) -> bool:
    if kind in (change_a_signature, lose_a_signature):
        return bool(history["signatures"])
    if kind in (change_an_opening, lose_an_opening):
        return bool(history["openings"])
    if kind is lose_a_text:
        return (
            any(version["body"] for version in history["versions"])
            and history["events"][-1]["kind"] != "erase"
        )
    return kind is not swap_versions or len(history["versions"]) > 1


# --- one byte or one value -------------------------------------------------------------------------------------------


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """The places of all values that hold no others, empty lists and objects among them."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = False
    for key, one in inner:
        found = True
        yield from leaves(one, (*path, key))
    if not found:
        yield path


def other(chance: Random, value: Any) -> Any:
    """A value that differs in one byte, or as little as its kind can."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice([-1, 1])
    if isinstance(value, str) and value:
        place = chance.randrange(len(value))
        letter = chance.choice([one for one in "0f9aZ -" if one != value[place]])
        return value[:place] + letter + value[place + 1 :]
    if isinstance(value, list | dict):
        return [1] if isinstance(value, list) else {"x": 1}
    return "x"


def _change(chance: Random, history: dict[str, Any], start: Path) -> None:
    at = history
    for key in start:
        at = at[key]
    path = chance.choice(list(leaves(at)))
    if not path:
        raise AssertionError(f"{start} holds nothing")
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = other(chance, at[path[-1]])


def _changed(chance: Random, history: dict[str, Any], kind: str) -> list[str]:
    place = chance.randrange(len(history[kind]))
    before = _name(history, kind, place)
    _change(chance, history, (kind, place))
    return [before, _name(history, kind, place)]


def _name(history: dict[str, Any], kind: str, place: int) -> str:
    own = place if kind == "events" else history[kind][place][IDS[kind]]
    return f"{kind[:-1]} {own}"


def change_an_event(chance: Random, history: dict[str, Any]) -> list[str]:
    return _changed(chance, history, "events")


def change_a_version(chance: Random, history: dict[str, Any]) -> list[str]:
    return _changed(chance, history, "versions")


def change_a_signature(chance: Random, history: dict[str, Any]) -> list[str]:
    return _changed(chance, history, "signatures")


def change_an_opening(chance: Random, history: dict[str, Any]) -> list[str]:
    return _changed(chance, history, "openings")


def change_the_template(chance: Random, history: dict[str, Any]) -> list[str]:
    _change(chance, history, ("template",))
    return ["template"]


def change_the_whole(chance: Random, history: dict[str, Any]) -> list[str]:
    part = chance.choice(["format", "agreement", "head"])
    history[part] = other(chance, history[part])
    return ["head" if part == "head" else "history"]


# --- order, and what is missing ---------------------------------------------------------------------------------------


def swap_events(chance: Random, history: dict[str, Any]) -> list[str]:
    events = history["events"]
    one, another = chance.sample(range(len(events)), 2)
    events[one], events[another] = events[another], events[one]
    return [f"event {min(one, another)}"]


def swap_versions(chance: Random, history: dict[str, Any]) -> list[str]:
    versions = history["versions"]
    one, another = chance.sample(range(len(versions)), 2)
    versions[one], versions[another] = versions[another], versions[one]
    return [f"version {one + 1}", f"version {another + 1}"]


def lose_an_event(chance: Random, history: dict[str, Any]) -> list[str]:
    place = chance.randrange(len(history["events"]) - 1)
    del history["events"][place]
    return [f"event {place}"]


def cut_the_tail(chance: Random, history: dict[str, Any]) -> list[str]:
    """Cut off the end and say that it is the end; only who was given the head can tell."""
    del history["events"][chance.randrange(1, len(history["events"])) :]
    history["head"] = history["events"][-1]["hash"]
    return ["head"]


def repeat_an_event(chance: Random, history: dict[str, Any]) -> list[str]:
    place = chance.randrange(len(history["events"]))
    history["events"].insert(place, copy.deepcopy(history["events"][place]))
    return [f"event {place + 1}"]


def lose_a_signature(chance: Random, history: dict[str, Any]) -> list[str]:
    gone = history["signatures"].pop(chance.randrange(len(history["signatures"])))
    return [f"signature {gone['uuid']}"]


def lose_an_opening(chance: Random, history: dict[str, Any]) -> list[str]:
    gone = history["openings"].pop(chance.randrange(len(history["openings"])))
    return [f"opening {gone['commitment']}"]


def lose_a_version(chance: Random, history: dict[str, Any]) -> list[str]:
    gone = history["versions"].pop(chance.randrange(len(history["versions"])))
    return [f"version {number}" for number in range(gone["number"], gone["number"] + 2)]


def lose_a_text(chance: Random, history: dict[str, Any]) -> list[str]:
    version = chance.choice([version for version in history["versions"] if version["body"]])
    version["body"] = None
    return [f"version {version['number']}"]


KINDS: list[Callable[[Random, dict[str, Any]], list[str]]] = [
    change_an_event,
    change_a_version,
    change_a_signature,
    change_an_opening,
    change_the_template,
    change_the_whole,
    swap_events,
    swap_versions,
    lose_an_event,
    cut_the_tail,
    repeat_an_event,
    lose_a_signature,
    lose_an_opening,
    lose_a_version,
    lose_a_text,
]
