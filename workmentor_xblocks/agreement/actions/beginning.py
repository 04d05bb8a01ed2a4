"""From the form on the block's page to a new agreement: who the learner is, and whom the person knows already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import addresses, start
from workmentor_xblocks.agreement.actions.act import Done
from workmentor_xblocks.agreement.actions.acting import Acting
from workmentor_xblocks.agreement.actions.form_values import name_of
from workmentor_xblocks.agreement.actions.start import Ground, Plan
from workmentor_xblocks.agreement.content.definition import Role
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.pages.handlers import Data, text_of

_UNKNOWN = Message(
    "learner_unknown",
    _("There is no account of that name on this site. Write the learner’s e-mail address instead."),
)
_NAMED = (Role.EMPLOYER, Role.MENTOR, Role.GUARDIAN)
_DETAILS = {"name": 200, "organisation": 300}


def begin(acting: Acting, ground: Ground, data: Data, *, other_run: Agreement | None = None) -> Done:
    """Begin an agreement as the form says; a repeat of the same form gives the same agreement."""
    acting.require_writing()
    people = _people(data)
    if text_of(data, "for", limit=10) == "me":
        learner_id, email = acting.user_id, ""
    else:
        learner_id, email = _learner(text_of(data, "learner", limit=254))
        people[Role.LEARNER] = {"name": name_of(data, "learner_name", limit=200)}
    values: Mapping[str, Any] = {}
    is_minor, of_age_from, continues = text_of(data, "is_minor", limit=5) == "yes", None, ""
    if other_run is not None:
        values, people, learner = _taken_along(other_run)
        is_minor, of_age_from = (learner.is_minor, learner.of_age_from) if learner else (False, None)
        continues = other_run.uuid
    return start.start(
        acting,
        ground,
        Plan(
            learner_id,
            learner_email=email,
            people=people,
            values=values,
            is_minor=is_minor,
            of_age_from=of_age_from,
            request_key=_key(acting, text_of(data, "request", limit=40)),
            continues=continues,
        ),
    )


def _key(acting: Acting, sent: str) -> str:
    """The same form of the same person; another person's form can never be meant."""
    return f"{acting.user_id}:{sent}" if sent else ""


def _learner(told: str) -> tuple[int | None, str]:
    """An account of the site, or an address to write to."""
    account = host.current().find_account(told) if told else None
    if account is not None:
        return account.user_id, ""
    if not told:
        return None, ""  # refused in words by who begins it
    if "@" not in told:
        raise BadInput(_UNKNOWN, fields={"learner": _UNKNOWN})
    return None, addresses.checked(told, field="learner")


def _people(data: Data) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for role in _NAMED:
        told = {name: name_of(data, f"{role}_{name}", limit=most) for name, most in _DETAILS.items()}
        email = text_of(data, f"{role}_email", limit=300)
        if email:
            told["email"] = addresses.checked(email, field=f"{role}_email")
        if any(told.values()):
            found[role.value] = told
    return found


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
