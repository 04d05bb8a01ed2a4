"""Objecting to a change of address or person: whoever was written to before says that it is not right.

The link in that letter opens no page of the agreement; all that it can do is tell the school.
"""

from __future__ import annotations

from workmentor_xblocks.agreement.actions.act import automatically
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records import former_address, mail
from workmentor_xblocks.agreement.records.mail import Letter
from workmentor_xblocks.agreement.rules.lifecycle import Actor, Event


def contest(token: str) -> bool:
    """Tell the school that a change was not right; whether that was news. A link that nobody gave out does nothing."""
    named = former_address.by_token(token)
    if named is None:
        return False
    with automatically(named.party.agreement.uuid, Actor.PLATFORM, Event.CONTEST) as act:
        # Read anew now that the agreement is held: of two who press at once one is heard.
        former = former_address.by_token(token)
        if act is None or former is None or former.objected_at is not None:
            return False
        former.objected_at = act.now
        former.save(update_fields=["objected_at"])
        act.thread.row.contact_problem = True
        act.record(data={"party": former.party.uuid, "role": former.party.role})
        school = act.thread.party(Role.SCHOOL)
        if school is not None:
            mail.post(Letter.CONTESTED, act.thread, school)
        return True
