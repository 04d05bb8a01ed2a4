"""A learner is of age from today: no guardian is waited for any more, and the day is forgotten.

What a guardian has signed stays. Where the guardian was the last who had not signed, the text is in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workmentor_xblocks.agreement.actions import signatures
from workmentor_xblocks.agreement.actions.act import Act, automatically
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import snapshot
from workmentor_xblocks.agreement.records.tables import Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules import of_age, signing_order
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event


def due(today: date) -> Iterable[str]:
    """The agreements in which a learner is of age by now."""
    found = Party.objects.filter(of_age_from__lte=today).order_by("id")
    return list(dict.fromkeys(found.values_list("agreement__uuid", flat=True)))


def come_of_age(uuid: str, today: date) -> bool:
    """Say that the learner is of age, and forget since when. The history says that it is so, and no day."""

    def still(thread: Thread) -> bool:
        learner = thread.party(Role.LEARNER)
        return learner is not None and of_age.is_reached(learner.of_age_from, today)

    with automatically(uuid, Actor.TIMER, Event.OF_AGE, still=still) as act:
        learner = act.thread.party(Role.LEARNER) if act is not None else None
        if act is None or learner is None:
            return False
        learner.is_minor, learner.of_age_from = False, None
        learner.save(update_fields=["is_minor", "of_age_from"])
        _go_on(act, {"party": learner.uuid, "role": learner.role})
        return True


def _go_on(act: Act, told: dict[str, object]) -> None:
    """Ask whose turn it is now; where nobody is missing any more, the text holds."""
    version, facts = act.thread.open_version, snapshot.facts(act.thread)
    is_signing = version is not None and facts.is_signing
    # Nobody could sign last either while the learner is not in the course.
    holds = is_signing and signing_order.is_complete(facts) and act.thread.learner_is_enrolled
    if holds:
        act.follows("all_signed")
    act.record(version=version, data=told)
    if is_signing and not holds:
        signatures.ask_next(act)
