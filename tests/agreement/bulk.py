"""A table of learners, looked at and made into agreements."""

from __future__ import annotations

from typing import Any

from workmentor_xblocks.agreement.actions import bulk
from workmentor_xblocks.agreement.actions.bulk import Row
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.agreement.records.thread import Thread


def begun(requester: Requester, ground: Ground, text: str) -> tuple[Row, ...]:
    return bulk.create(requester, ground, text, seen=bulk.digest(text))


def results(rows: tuple[Row, ...]) -> list[str]:
    return [row.result.value for row in rows]


def problems(requester: Requester, ground: Ground, text: str) -> list[str]:
    return [str(message) for row in bulk.preview(requester, ground, text) for message in row.messages]


def of(learner: Any) -> Thread:
    return Thread(Agreement.objects.get(learner_id=learner.id))
