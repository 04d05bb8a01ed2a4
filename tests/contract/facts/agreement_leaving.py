"""Somebody's account is retired while an agreement goes on: the person is forgotten, the paper of the others stays."""

from __future__ import annotations

import json
import uuid

from tests.agreement.telling import EGLE, TASKS
from tests.contract.agreeing import in_force
from tests.contract.fact import Need, fact
from tests.contract.facts.agreement_round import verified
from tests.contract.site import Site


@fact(
    "Retirement erases the learner's words and name, wherever they stand; the chain stays whole, the others keep theirs, "
    "and the school is told to act.",
    source="Seen on a running LMS: the platform erases nothing of ours, and tells the old address in one of its steps only.",
    needs=(Need.LETTERS, Need.COMMANDS, Need.LEARNER_LEAVES),
)
def learner_is_retired(site: Site) -> None:
    site.dashboard.enrol(site.username("bram"), enrolled=True)
    name, address, called = site.username("bram"), site.address("bram"), site.full_name("bram")
    mark = f"wombat{uuid.uuid4().hex[:8]}"  # of this run: one that broke off before leaves its own behind
    signature = f"{mark.capitalize()} Bram"
    story = in_force(site, learner="bram", signed_as=signature)
    bram = story.person("bram")
    assert signature in story.person("tove").open().text
    bram.does("propose", reason="hours", text=f"{mark}wish of a learner")
    bram.does("comment", where={"path": "hours"}, text=f"{mark}remark of a learner")
    site.dashboard.retire(site.person("bram"), name)
    kept = json.dumps(site.kept(), default=str)
    for gone in (signature, mark, address, called, f'"{name}"'):
        assert gone not in kept, gone
    assert "Egle Petrauskaite" in kept
    assert TASKS in kept
    verified(site, story)
    seen = story.person("tove").open()
    assert signature not in seen.text
    assert "Egle Petrauskaite" in seen.text
    assert site.person("tove").get(story.path("agreement.pdf")).status == 200
    egle = story.guest(EGLE)
    assert egle.answer.status == 200
    assert mark not in egle.answer.raw.casefold()
