"""What a person means to do on Monday: their own words, gathered from one scenario or from all of a course.

Only whoever wrote a plan is shown it here; trainers read it with the run that it was written for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language

from workmentor_xblocks import host
from workmentor_xblocks.core.content.language import direction
from workmentor_xblocks.core.content.markdown import fill
from workmentor_xblocks.core.pages import addresses
from workmentor_xblocks.core.people import profile
from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.scenario.content.reading import Reading
from workmentor_xblocks.scenario.records import tables


@dataclass(frozen=True)
class Plan:
    """One plan, with the day of its run, that run's page to keep, and the scenario's name where several are shown."""

    text: str
    written_at: datetime | None
    keep_url: str
    scenario: str = ""
    language: str = ""

    @cached_property
    def direction(self) -> str:
        """How the scenario's name is written."""
        return direction(self.language)


@dataclass(frozen=True)
class Written:
    """What somebody wrote in one run: reasons by step and the plan; beside it their plans after other runs."""

    reasons: dict[int, str] = field(default_factory=dict)
    plan: str = ""
    earlier_plans: tuple[Plan, ...] = ()


def written_in(run_uuid: str, *, user_id: int, usage_key: str) -> Written:
    """What this person wrote in a run of this scenario, and planned after other ones (oldest first)."""
    reasons, plan, others = tables.notes_beside(run_uuid, user_id=user_id, usage_key=usage_key)
    return Written(reasons, plan, tuple(_plan(note) for note in others))


def of_course(viewer: Viewer, course_key: str, *, language: str = "") -> tuple[Plan, ...]:
    """The viewer's own plans from all scenarios of a course, oldest first; none under a masquerade.

    ``language`` is the one that the person chose for reading scenarios.
    """
    if viewer.user_id is None or not viewer.may_write_records or not course_key:
        return ()
    found = tables.plans_of(viewer.user_id, course_key=course_key)
    slots = profile.slots_of(viewer.user_id) if found else {}
    names = {key: _name(key, slots, language) for key in {note.run.usage_key for note in found}}
    return tuple(_plan(note, *names[note.run.usage_key], wanted=language) for note in found)


def keep_url(run_uuid: str, wanted: str) -> str:
    """Where the page to keep of a run is, in the language that its reader chose for scenarios, if any."""
    address = addresses.page("scenario_keep", run_uuid)
    return f"{address}?{urlencode({'language': wanted})}" if address and wanted else address


def _plan(note: tables.Note, scenario: str = "", language: str = "", wanted: str = "") -> Plan:
    return Plan(note.text, note.run.finished_at, keep_url(note.run.uuid, wanted), scenario, language)


def _name(usage_key: str, slots: dict[str, str], language: str) -> tuple[str, str]:
    """What a scenario is called, and in which language; "" where it is gone, so that the plan stays readable."""
    block: Any = host.current().load_block(usage_key)
    if block is None:
        return "", ""
    wishes = (language, block.default_language, get_language())
    reading = Reading.choose(block.scenario, languages_wanted=wishes, workplace="")
    names = {**profile.unnamed(reading.language), **slots}
    return fill(reading.display_name(block.display_name), names), reading.language
