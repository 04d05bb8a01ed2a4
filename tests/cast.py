"""The people of the stories and the course in which they meet: the demo's own cast, and whoever only tests need.

Marta (mentor) · Mikael (second mentor) · Liga and Bram (learners) · Tomas (school contact) · Egle (employer) · Tove
(trainer) · Aad (author) · Olaf (outsider) · Runa (researcher: takes counts along, never names). Without an account:
Greta (guardian) and Ivar (approver).
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User

from tests.remembered import remembered
from workmentor_xblocks.core.content.authored import Authored
from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.models import (
    Block,
    Branch,
    Completion,
    CourseRole,
    Enrolment,
    Event,
    LearnerState,
    Mail,
    OtherValue,
)
from workmentor_xblocks.demo.people import cast
from workmentor_xblocks.demo.runtime.authored import save_value

GRETA, IVAR, EGLE_AT_WORK = (guest.email for guest in cast.GUESTS)

COURSE_KEY = "course-v1:WorkMentor+Stories+2026"

# Said by the block itself, they spare the demo the way up to the section: half of the queries of a step.
OWN_DATES = {"due": None, "show_correctness": "always"}


@remembered
def everybody() -> SimpleNamespace:
    """The cast by first name, with their roles in the course of the stories."""
    cast.invite(COURSE_KEY)
    runa = User.objects.create(username="runa", first_name="Runa", last_name="Dahl")
    CourseRole.objects.create(user=runa, course_key=COURSE_KEY, role=CourseRole.DATA_RESEARCHER)
    return SimpleNamespace(**{user.username: user for user in User.objects.all()})


def crowd(size: int, *, first: str = "mentor") -> list[User]:
    """As many more people who take the course."""
    made = User.objects.bulk_create(
        User(username=f"{first}{n}", first_name=first.title(), last_name=str(n)) for n in range(size)
    )
    Enrolment.objects.bulk_create(Enrolment(user=user, course_key=COURSE_KEY) for user in made)
    return made


class Course:
    """A course of one graded section with one unit; blocks are put into it and edited by the tests."""

    key = COURSE_KEY

    def __init__(self) -> None:
        self._key = keys.course(COURSE_KEY)
        self.unit_key = _outline()
        self.section_key = str(self._key.make_usage_key("sequential", "sequential"))
        self._count = 0

    def put(self, kind: str, definition: Authored | str | None = None, **settings: Any) -> str:
        """Put a block of a kind into the unit, published as it is in the draft; answers its usage key."""
        self._count += 1
        usage_key = _add(kind, f"{kind[11]}{self._count}", self.unit_key)
        self.publish(usage_key, definition, **settings)
        return usage_key

    def scenario(self, definition: Authored | str, **settings: Any) -> str:
        """Put a scenario into the unit."""
        return self.put("workmentor_scenario", definition, **settings)

    def agreement(self, definition: Authored | str, **settings: Any) -> str:
        """Put a block with this template of agreements into the unit."""
        return self.put("workmentor_agreement", definition, **settings)

    def publish(
        self,
        usage_key: str,
        definition: Authored | str | None = None,
        **settings: Any,
    ) -> None:
        """Let author and learners see this content and these settings."""
        if definition is not None:
            settings["definition"] = definition if isinstance(definition, str) else definition.canonical()
        for branch in Branch.values:
            for name, value in settings.items():
                save_value(branch, usage_key, name, value)

    def set_section(self, **values: Any) -> None:
        """Set what blocks take from their section: due, show_correctness …"""
        for branch in Branch.values:
            for name, value in values.items():
                save_value(branch, self.section_key, name, value)

    def delete(self, usage_key: str) -> None:
        """Take a block out of the course."""
        Block.objects.filter(usage_key=usage_key).delete()


@remembered
def _outline() -> str:
    """One section with one unit; answers the unit's usage key."""
    above = ""
    for kind in ("course", "chapter", "sequential", "vertical"):
        above = _add(kind, kind, above)
    return above


def _add(kind: str, name: str, above: str) -> str:
    usage_key = str(keys.course(COURSE_KEY).make_usage_key(kind, name))
    Block.objects.bulk_create(
        Block(
            branch=branch,
            course_key=COURSE_KEY,
            usage_key=usage_key,
            block_type=kind,
            parent_key=above,
        )
        for branch in Branch.values
    )
    return usage_key


def recorded() -> dict[str, list[dict[str, Any]]]:
    """Everything that tables hold of what people did, to tell whether anything was added or changed."""
    kept = [
        *apps.get_app_config("workmentor").get_models(),
        LearnerState,
        OtherValue,
        Completion,
        Event,
        Mail,
    ]
    return {table.__name__: list(table._default_manager.order_by("pk").values()) for table in kept}


def logged(prefix: str) -> list[str]:
    """What was told to the tracking log so far, by the last part of its names."""
    return [event.name.removeprefix(prefix) for event in Event.objects.order_by("id")]
