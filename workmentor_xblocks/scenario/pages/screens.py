"""What each screen of a player is filled with: the start, a scene, an ending, the debrief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workmentor_xblocks.scenario.actions.plans import Plan
from workmentor_xblocks.scenario.pages.debrief import Debrief

# (code, words, whether it is the chosen one) of a switch.
Switch = tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class BlockPage:
    """Title, language switch and page."""

    display_name: str
    language: str
    direction: str
    languages: Switch
    workplaces: Switch
    page_html: str


@dataclass(frozen=True)
class Notices:
    """What stands above every page: why nothing is kept, that it is practice, that the due date is over."""

    run_id: str
    why_not: str
    why_not_code: str
    practice: bool
    closed: bool
    detour: str
    debrief_before: str  # the run to whose debrief there is a way back; "" for none


@dataclass(frozen=True)
class StartPage(Notices):
    """Before the first scene."""

    introduction: str
    introduction_language: str
    introduction_direction: str
    can_begin: bool
    is_empty: bool
    course_plans: tuple[Plan, ...] | None
    only_plans: bool
    can_finish: bool
    plans_read: bool
    minutes: int
    graded: bool
    asks_profile: bool
    own_names: Mapping[str, str]


@dataclass(frozen=True)
class Before:
    """What the last decision led to."""

    label: str
    consequence: str
    coach_note: str
    language: str
    direction: str


@dataclass(frozen=True)
class PlacePage(Notices):
    """An ending, or what all scenes have.

    ``picture``: (address, what it shows); ``followed``: there is more to read of the last decision than what was
    chosen, so the reading goes on there; ``number``: of the decision to make.
    """

    title: str
    language: str
    direction: str
    body: str = ""
    picture: tuple[str, str] | None = None
    before: Before | None = None
    followed: bool = False
    number: int = 0
    shortest: int = 0


@dataclass(frozen=True)
class ScenePage(PlacePage):
    """A scene. ``stranded``: it is gone, or nothing leads on from it. ``choices``: (token, words)."""

    stranded: bool = False
    step: int = 0
    ask_reason: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class DebriefPage(Debrief, Notices):
    """Looking back. ``waits_as`` is the kind of a run that was begun and waits."""

    in_hand: str
    waits_as: str
    can_retry: bool
    can_begin: bool
    earlier_plans: tuple[Plan, ...]
    course_plans: tuple[Plan, ...] | None
    can_plan: bool
    plan: str
    plan_kept: bool
    keep_url: str
