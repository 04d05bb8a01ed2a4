"""Many agreements of one block, put straight into the tables: what the board of a large school stands on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.agreement.small import small
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.records.tables import Agreement, Party, PartyMember, Template, Version
from workmentor_xblocks.agreement.rules.lifecycle import State

MADE = datetime(2026, 9, 1, 8, tzinfo=UTC)
STATES = (State.NEGOTIATING, State.SIGNING, State.ACTIVE, State.COMPLETED)


def days(count: int) -> date:
    """So many days from today."""
    return timezone.localdate() + timedelta(days=count)


def agreement(usage_key: str, learner: Any = None, **row: Any) -> Agreement:
    """One row with its version and people; ``people`` are details by role, ``member`` acts for the school."""
    people: dict[str, dict[str, Any]] = row.pop("people", {})
    member = row.pop("member", None)
    versions: Sequence[dict[str, Any]] = row.pop("versions", [{}])
    template = _template()
    told = {"course_key": COURSE_KEY, "created_at": MADE, "changed_at": MADE, "template": template, **row}
    made = Agreement.objects.create(usage_key=usage_key, learner_id=learner and learner.id, **told)
    name = {"name": learner.get_full_name(), "user_id": learner.id} if learner else {}
    people = {"learner": name, "school": {}, "employer": {}, "mentor": {}} | people
    for role, details in people.items():
        party = Party.objects.create(agreement=made, role=role, **details)
        if role == "school" and member is not None:
            PartyMember.objects.create(party=party, user_id=member.id)
    for number, version in enumerate(versions, start=1):
        Version.objects.create(agreement=made, number=number, created_at=MADE, **version)
    return made


def crowd_of(learners: Sequence[Any], usage_key: str) -> None:
    """An agreement for each, in all states, half of them overdue, with four people and two versions each."""
    template = _template()
    rows = Agreement.objects.bulk_create(
        Agreement(
            usage_key=usage_key,
            course_key=COURSE_KEY,
            template=template,
            learner_id=user.id,
            state=STATES[n % len(STATES)].value,
            waiting_for=",learner,school," if n % 2 else ",mentor,",
            waiting_since=days(-20),
            due_on=days(n % 40 - 20),
            open_key=f"{usage_key} {user.id}"[-64:],
            created_at=MADE,
            changed_at=MADE + timedelta(minutes=n),
        )
        for n, user in enumerate(learners)
    )
    Party.objects.bulk_create(
        Party(agreement=row, role=role, name=f"{role} {n}", organisation=f"Ohm & Co {n}")
        for n, row in enumerate(rows)
        for role in ("learner", "school", "employer", "mentor")
    )
    Version.objects.bulk_create(
        Version(
            agreement=row, number=number, state=state, body={"fields": {}}, created_at=MADE, in_force_at=MADE
        )
        for row in rows
        for number, state in ((1, "superseded"), (2, "in_force"))
    )


def _template() -> Template:
    text = small().canonical()
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Template.objects.get_or_create(sha256=digest, defaults={"text": text})[0]
