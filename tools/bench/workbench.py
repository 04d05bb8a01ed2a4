"""What is measured in xblock-sdk's workbench: our block beside two others that ask people something.

All three are asked in turns, in one process, so that whatever else the machine does meets all of them. Twice: with the
fields in memory, as a platform has fetched them before a block begins, and in the workbench's own tables, a statement
or two per field.
"""

from __future__ import annotations

import gc
import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from typing import Any

import webob
from workbench.runtime import WORKBENCH_KVS, WorkbenchRuntime
from xblock.runtime import DictKeyValueStore, KeyValueStore, KvsFieldData

from tools.bench import budgets
from tools.bench.clock import ROUNDS, WARM_UP, clocked, median
from tools.bench.contestants import OTHERS, OURS, Contestant
from tools.bench.row import Row, number
from workmentor_xblocks import host
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.host.standalone import StandaloneHost


class Recording(StandaloneHost):
    """Lets our block keep its rows, which it does not do in a plain workbench."""

    def viewer(self, block: Any) -> Viewer:
        """The student of the workbench, as somebody who takes the course."""
        user_id = int(block.scope_ids.user_id)
        return replace(
            super().viewer(block), user_id=user_id, actor_id=user_id, may_write_records=True, why_not=None
        )


class Runtime(WorkbenchRuntime):
    """The workbench's, without what it adds to every block for its own sake."""

    def __init__(self, user_id: str, store: KeyValueStore) -> None:
        super().__init__(user_id)
        self._services["field-data"] = KvsFieldData(store)

    def applicable_aside_types(self, block: Any) -> list[str]:
        """None: looking for them takes longer than most blocks."""
        return []

    def _patch_xblock(self, block: Any) -> None:
        """No mocks: making them takes longer than some handlers."""


@dataclass
class Seat:
    """One contestant on one store, with the times and bytes of its pages and steps."""

    contestant: Contestant
    store: KeyValueStore
    usage_id: str = ""
    pages: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    page_bytes: int = 0
    step_bytes: int = 0

    def __post_init__(self) -> None:
        runtime = Runtime("0", self.store)
        runtime.id_generator.set_scenario(f"{type(self.store).__name__}-{self.contestant.kind}")
        self.usage_id = runtime.parse_xml_string(self.contestant.xml)

    def turn(self, student: str) -> None:
        """One student opens the page and decides."""
        for handler, data in self.contestant.first:
            self._send(student, handler, data)
        with clocked(self.pages):
            fragment = Runtime(student, self.store).get_block(self.usage_id).render("student_view", {})
            html = fragment.body_html()
        texts = [resource.data for resource in fragment.resources if resource.kind == "text"]
        self.page_bytes = len("".join([html, *texts]).encode())
        sent = self.contestant.press(html)
        with clocked(self.steps):
            answers = [self._send(student, handler, data) for handler, data in sent]
        self.step_bytes = sum(map(len, answers))

    def _send(self, student: str, handler: str, data: Mapping[str, Any]) -> bytes:
        runtime = Runtime(student, self.store)
        request = webob.Request.blank(
            "/", method="POST", body=json.dumps(data).encode(), content_type="application/json"
        )
        answer = runtime.handle(runtime.get_block(self.usage_id), handler, request)
        assert answer.status_code == 200, answer.text
        return bytes(answer.body)


def rows() -> list[Row]:
    """Every row, in the order of the table."""
    host.bind(Recording())
    versions = ", ".join(f"{name} {version(name)}" for name in ("xblock-sdk", "XBlock", "Django"))
    part = f"Beside other blocks, in one workbench (Python {platform.python_version()}, {versions})"
    found: list[Row] = []
    for store, shown in ((DictKeyValueStore(), "fields in memory"), (WORKBENCH_KVS, "in tables")):
        ours, others = Seat(OURS, store), []
        for contestant in OTHERS:
            try:
                seat = Seat(contestant, store)
                seat.turn("1")
            except Exception as why:  # noqa: BLE001 - somebody else's block may fail in any way; the table says so
                found.append(Row(part, contestant.name, "not compared", about=f"{type(why).__name__}: {why}"))
            else:
                others.append(seat)
        _play([ours, *others])
        found += [row for other in others for row in _compared(part, ours, other, shown)]
    return found


def _play(seats: Sequence[Seat]) -> None:
    for number_of_round in range(WARM_UP + ROUNDS):
        for seat in seats:
            gc.collect()
            seat.turn(str(100 + number_of_round))


def _compared(part: str, ours: Seat, other: Seat, shown: str) -> Iterator[Row]:
    name, about = other.contestant.name, f"{OURS.about} : {other.contestant.about}"
    for what, mine, theirs, sizes in (
        ("page", ours.pages, other.pages, (ours.page_bytes, other.page_bytes)),
        ("step", ours.steps, other.steps, (ours.step_bytes, other.step_bytes)),
    ):
        first, second = median(mine[-ROUNDS:]), median(theirs[-ROUNDS:])
        times = f"{number(first)} : {number(second)} ms"
        value = f"{number(first / second)}  ({times}, {number(sizes[0])} : {number(sizes[1])} bytes)"
        met = first <= second * budgets.RATIO
        yield Row(part, f"{what}, to {name}, {shown}", value, f"≤ {number(budgets.RATIO)}", met, about)
