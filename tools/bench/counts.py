"""What is the same on every machine: statements, bytes, requests, size of what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tools.bench import empty
from tools.bench.stage import Visitor
from workmentor_xblocks.demo.models import AuthoredValue, Block, LearnerState
from workmentor_xblocks.scenario.content.definition import Choice

_BRACKETS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
# What only the demo asks its tables: the course, which a platform has in its modulestore, and whether a person's row
# of a block is there before it is locked, which a platform learns by locking it.
_DEMO = (
    *(f'FROM "{model._meta.db_table}"' for model in (Block, AuthoredValue)),
    f'1 AS "a" FROM "{LearnerState._meta.db_table}"',
)


SCENE, DEBRIEF = "page at a scene", "page of the debrief"


@dataclass(frozen=True)
class Request:
    """One page or step.

    ``sql`` are statements beyond those of the empty block, ``fetched`` the names of the files that a browser then asks
    for.
    """

    name: str
    sql: int
    size: int
    fetched: frozenset[str]

    @property
    def is_page(self) -> bool:
        """A page, not a step."""
        return self.name.startswith("page")


def statements(work: Callable[[], object]) -> int:
    """Statements that a platform would see too, without those that only bracket a transaction."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return sum(_counts(query["sql"]) for query in captured)


def _counts(sql: str) -> bool:
    return not sql.startswith(_BRACKETS) and not any(own in sql for own in _DEMO)


def page(visitor: Visitor, name: str) -> Request:
    """The page as it stands, beside the page of the empty block."""
    sent: list[bytes] = []
    sql = statements(lambda: sent.append(visitor.page())) - statements(_beside(visitor).page)
    return Request(name, sql, len(sent[0]), visitor.fetched())


def step(visitor: Visitor, action: str, *, name: str = "", **typed: str) -> Request:
    """A form of the page, beside an empty block that publishes the same events."""
    data, sent = visitor.form(action, **typed), list[bytes]()
    sql = statements(lambda: sent.append(visitor.send(action, data)))
    beside = _beside(visitor)
    beside.send("publish", visitor.published)  # makes its rows, so that the counted one is the cheaper
    sql -= statements(lambda: beside.send("publish", visitor.published))
    return Request(name or action, sql, len(sent[0]), visitor.fetched())


def _beside(visitor: Visitor) -> Visitor:
    return Visitor(visitor.user, "empty", kind=empty.NAME)


def run(visitor: Visitor, way: Sequence[Choice]) -> Iterator[Request]:
    """A whole run by these choices, a reason given at the second scene; then looking back."""
    yield page(visitor, "page before the start")
    yield step(visitor, "begin")
    yield page(visitor, SCENE)
    for number, choice in enumerate(way):
        reason = {"reason": "Nobody had locked it."} if number == 1 else {}
        token = visitor.options()[choice.label]
        yield step(
            visitor, "choose", name="choose with a reason" if reason else "choose", choice=token, **reason
        )
    yield page(visitor, "page at an ending")
    yield step(visitor, "open_debrief")
    yield page(visitor, DEBRIEF)
    yield step(visitor, "plan", plan="Walk the round with her.")


def named(requests: Sequence[Request], name: str) -> Request:
    """The request of that name."""
    return next(request for request in requests if request.name == name)


def decisions(requests: Sequence[Request]) -> list[Request]:
    """The steps that lead from scene to scene, in order."""
    return [request for request in requests if request.name.startswith("choose")]


def kept(visitor: Visitor) -> int:
    """Bytes of what is kept of the person in the block."""
    return len(json.dumps(visitor.block().run).encode())
