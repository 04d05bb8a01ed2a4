"""Reads what test programs wrote down (JUnit XML): one line per test, by the name that goals.toml uses."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Case:
    """One test as it ran. ``outcome`` is passed, failed or skipped."""

    id: str
    outcome: str
    why: str = ""


def _id(case: ET.Element) -> str:
    """Pytest's node id, or vitest's ``file > suite > test``."""
    file, name = case.get("file"), case.get("name", "")
    owner = case.get("classname", "")
    if not file:
        return f"{owner} > {name}"
    module = file.removesuffix(".py").replace("/", ".")
    inner = owner.removeprefix(module).strip(".")
    return "::".join([file, *filter(None, inner.split(".")), name])


def _outcome(case: ET.Element) -> tuple[str, str]:
    for tag, outcome in (("failure", "failed"), ("error", "failed"), ("skipped", "skipped")):
        found = case.find(tag)
        if found is not None:
            return outcome, found.get("message") or ""
    return "passed", ""


def cases(report: Path) -> Iterator[Case]:
    """Every test of one report; a report that is missing or cut off has none."""
    try:
        tree = ET.parse(report)  # noqa: S314 - our own test programs wrote it a moment ago
    except (OSError, ET.ParseError):
        return
    for case in tree.iter("testcase"):
        outcome, why = _outcome(case)
        yield Case(_id(case), outcome, why)
