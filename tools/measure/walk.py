"""The rooms of a walk: the modules that one signature passes. Who wants to know all that happens has to open these.

A learner signs the template that a new block begins with, in the demo's runtime: once the act by itself, as the
block's handler and a guest's page call it, and once from the handler to the page that it answers with.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from lxml import etree

from tools.bench import stage, whole_round
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.content.presets import presets

_PACKAGE = "workmentor_xblocks."
_STAGE = f"{_PACKAGE}demo."  # which a real site has not got


def rooms() -> tuple[set[str], set[str]]:
    """The modules that the act enters, and those of the whole request."""
    block = etree.fromstring(presets()[0].text.encode("utf-8"))
    stage.prepare({}, block)
    name = block.get("url_name", "")
    uuid, signing, learner = _ready("liga", name)
    with _walked() as act:
        whole_round.does(uuid, Requester(learner.user.id), "sign", **signing)
    uuid, signing, learner = _ready("mikael", name)
    learner.page()  # nobody signs what they have not opened
    with _walked() as request:
        learner.send("act", {"act": "sign", "agreement": uuid, **signing})
    return act, request


@contextmanager
def _walked() -> Iterator[set[str]]:
    entered: set[str] = set()

    def note(frame: FrameType, event: str, _arg: Any) -> None:
        name = frame.f_globals.get("__name__", "")
        if event == "call" and name.startswith(_PACKAGE) and not name.startswith(_STAGE):
            entered.add(name.removeprefix(_PACKAGE))

    sys.setprofile(note)
    try:
        yield entered
    finally:
        sys.setprofile(None)


def _ready(learner: str, block: str) -> tuple[str, dict[str, str], stage.Visitor]:
    """An agreement that this learner can sign, what its form sends, and the learner before the block."""
    visitor = stage.Visitor(stage.learner(learner), block, kind=Definition.TAG)
    ground = Ground(str(visitor.key), stage.COURSE, visitor.block().template, "en")
    school = Requester(stage.learner("tove").id, is_staff=True)
    uuid = whole_round.fixed(school, ground, Requester(visitor.user.id))
    return uuid, {"consent": "on", "name": learner, **whole_round.read(uuid)}, visitor
