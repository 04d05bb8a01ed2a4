"""The cast's agreement as plain facts, without a table: what the rules are asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from workmentor_xblocks.agreement.content.definition import Definition, Role
from workmentor_xblocks.agreement.rules.facts import AgreementFacts, PartyFacts, VersionFacts
from workmentor_xblocks.agreement.rules.lifecycle import State, VersionState

TODAY = date(2026, 11, 20)
BEGUN = date(2026, 11, 2)
INVITED = date(2026, 11, 5)
FROZEN = date(2026, 11, 16)
START, END = date(2027, 1, 11), date(2027, 6, 25)

FILLED = {
    "start": START.isoformat(),
    "end": END.isoformat(),
    "tasks": "Service of bicycles",
    "night": False,
    "hours": 0,
}

LIGA = PartyFacts("liga", Role.LEARNER, "Liga", user_id=1, invited_on=BEGUN)
TOMAS = PartyFacts("tomas", Role.SCHOOL, "Tomas", user_id=2, members=(2, 20), invited_on=BEGUN)
EGLE = PartyFacts("egle", Role.EMPLOYER, "Egle", address="egle@gears.example", invited_on=INVITED)
MARTA = PartyFacts("marta", Role.MENTOR, "Marta", user_id=4, invited_on=INVITED)
MIKAEL = PartyFacts("mikael", Role.MENTOR, "Mikael", user_id=5)
GRETA = PartyFacts("greta", Role.GUARDIAN, "Greta", address="greta@home.example", invited_on=INVITED)
COUNTY = PartyFacts("county", Role.APPROVER, "The county", address="post@county.example", invited_on=INVITED)


def template(**more: Any) -> Definition:
    """Dates and hours for the school, tasks for the workplace, goals for the learner, a line for everybody."""

    def field(name: str, kind: str, owners: list[str], required: bool = True) -> dict[str, Any]:
        return {"id": name, "label": name.title(), "kind": kind, "owners": owners, "required": required}

    return Definition.from_data(
        {
            "schema": 1,
            "sections": [
                {
                    "id": "frame",
                    "fields": [
                        field("start", "date", ["school"]),
                        field("end", "date", ["school"]),
                        field("hours", "number", ["school"]),
                    ],
                },
                {
                    "id": "work",
                    "fields": [
                        field("tasks", "text", ["mentor", "employer"]),
                        field("night", "yes_no", ["employer"]),
                        field("outcomes", "rows", ["school"], required=False),
                        field("phone", "line", ["guardian"]),
                        field("note", "line", [], required=False),
                    ],
                },
            ],
            "signers": [
                {"role": "learner"},
                {"role": "guardian", "when": "if_minor"},
                {"role": "employer", "order": 2},
                {"role": "mentor", "when": "if_named", "order": 2},
                {"role": "school", "order": 3},
                {"role": "approver", "when": "if_named"},
            ],
            "reasons": [
                {"id": "tasks_wrong", "purpose": "decline"},
                {"id": "moved", "purpose": "terminate", "means": "changed_company"},
                {"id": "gave_up", "purpose": "terminate", "means": "left_training"},
                {"id": "sickness", "purpose": "terminate", "means": "other"},
            ],
            "review_plan": [
                {"id": "first", "week": 1},
                {"id": "early", "week": 3},
                {"id": "regular", "every": 8},
                {"id": "last"},
            ],
            **more,
        }
    )


TEMPLATE = template()


def talked_about(**more: Any) -> AgreementFacts:
    """The agreement while it is negotiated, with nothing missing."""
    facts = AgreementFacts(
        definition=TEMPLATE,
        state=State.NEGOTIATING,
        created_on=BEGUN,
        version=VersionFacts(1, VersionState.WORKING, BEGUN),
        values=FILLED,
        starts_on=START,
        ends_on=END,
        expires_on=date(2026, 11, 30),
        parties=(LIGA, TOMAS, EGLE, MARTA),
    )
    return replace(facts, **more)


def being_signed(*signed: str, **more: Any) -> AgreementFacts:
    """The agreement after freezing; the named have signed two days later."""
    parties = more.pop("parties", (LIGA, TOMAS, EGLE, MARTA))
    return talked_about(
        state=State.SIGNING,
        version=VersionFacts(1, VersionState.FROZEN, BEGUN, FROZEN),
        parties=tuple(
            replace(party, signed_on=date(2026, 11, 18)) if party.uuid in signed else party
            for party in parties
        ),
        **more,
    )


def under_way(**more: Any) -> AgreementFacts:
    """The agreement in force, the placement begun."""
    told = {
        "state": State.ACTIVE,
        "version": VersionFacts(1, VersionState.IN_FORCE, BEGUN, FROZEN),
        "expires_on": None,
    }
    return talked_about(**(told | more))
