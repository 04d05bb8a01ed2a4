"""From the form on the block's page to a new agreement: who the learner is, and whom the person knows already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import new_agreement
from workmentor_xblocks.agreement.actions.form_values import Organisation, PersonName
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Email, Input, Text, Tick, Uuid, parsed

_UNKNOWN = Message(
    "learner_unknown",
    _("There is no account of that name on this site. Write the learner’s e-mail address instead."),
)
_NAMED = (Role.EMPLOYER, Role.MENTOR, Role.GUARDIAN)


class Beginning(Input):
    """The form on the block's page: for whom, and whom the person knows already."""

    whom: Annotated[str, Text(10)] = Field("", alias="for")
    learner: Annotated[str, Text(254)] = ""
    learner_name: PersonName = ""
    is_minor: Tick = False
    request: Annotated[str, Text(40)] = ""  # the page's own name for sending it once
    continues: Uuid = ""  # the agreement in another run
    employer_name: PersonName = ""
    employer_organisation: Organisation = ""
    employer_email: Annotated[str, Email()] = ""
    mentor_name: PersonName = ""
    mentor_organisation: Organisation = ""
    mentor_email: Annotated[str, Email()] = ""
    guardian_name: PersonName = ""
    guardian_organisation: Organisation = ""
    guardian_email: Annotated[str, Email()] = ""

    def people(self) -> dict[str, dict[str, str]]:
        """What is told of each, by role."""
        details = ("name", "organisation", "email")
        told = {role.value: {name: getattr(self, f"{role}_{name}") for name in details} for role in _NAMED}
        return {role: known for role, known in told.items() if any(known.values())}


def begin(
    requester: Requester, ground: Ground, form: Beginning, *, other_run: Agreement | None = None
) -> Done:
    """Begin an agreement as the form says; a repeat of the same form gives the same agreement."""
    requester.require_writing()
    people = form.people()
    if form.whom == "me":
        learner_id, email = requester.user_id, ""
    else:
        learner_id, email = _learner(form.learner)
        people[Role.LEARNER.value] = {"name": form.learner_name}
    values: Mapping[str, Any] = {}
    is_minor, of_age_from, continues = form.is_minor, None, ""
    if other_run is not None:
        values, people, learner = _taken_along(other_run)
        is_minor, of_age_from = (learner.is_minor, learner.of_age_from) if learner else (False, None)
        continues = other_run.uuid
    return new_agreement.start(
        requester,
        ground,
        Plan(
            learner_id,
            learner_email=email,
            people=people,
            values=values,
            is_minor=is_minor,
            of_age_from=of_age_from,
            request_key=f"{requester.user_id}:{form.request}" if form.request else "",
            continues=continues,
        ),
    )


def _learner(told: str) -> tuple[int | None, str]:
    """An account of the site, or an address to write to."""
    account = host.current().find_account(told) if told else None
    if account is not None:
        return account.user_id, ""
    if not told:
        return None, ""  # refused in words by who begins it
    if "@" not in told:
        raise BadInput(_UNKNOWN, fields={"learner": _UNKNOWN})
    return None, parsed(_Address, {"learner": told}).learner


class _Address(Input):
    learner: Annotated[str, Email()]


def _taken_along(row: Agreement) -> tuple[dict[str, Any], dict[str, dict[str, str]], Party | None]:
    """Text and people of an agreement in another run. Everybody sees them, changes them, and signs anew."""
    thread = Thread(row)
    people = {
        party.role: {
            "name": party.name,
            "organisation": party.organisation,
            "position": party.position,
            "email": party.email,
            "phone": party.phone,
        }
        for party in thread.here
        if party.role != Role.LEARNER
    }
    return thread.values_today(), people, thread.party(Role.LEARNER)
