"""What a place has to offer so that the facts can be tried there.

People at their browsers, an author's desk, the instructor's dashboard; ``tests.contract.demo`` and
``tests.contract.http`` implement it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tests.contract.fact import Need
from tests.people import Answer

SCENARIO = "workmentor_scenario"
AGREEMENT = "workmentor_agreement"


@dataclass(frozen=True)
class Unit:
    """A unit of its own in a subsection of its own."""

    key: str
    section_key: str


@dataclass(frozen=True)
class Points:
    """What a subsection gives a person, of the graded points that can be had in it."""

    earned: float
    possible: float


@dataclass(frozen=True)
class Cookie:
    """One cookie of a browser, with what it was set with."""

    value: str
    path: str
    http_only: bool
    same_site: str
    secure: bool


@dataclass(frozen=True)
class Letter:
    """A mail that went out."""

    to: str
    subject: str
    text: str


class Browser(Protocol):
    """One session of one person (or of nobody), in the LMS and in Studio."""

    def view(self, usage_key: str) -> str:
        """The block's HTML on its page in the LMS, with what it tells its script."""

    def post(self, usage_key: str, handler: str, body: bytes) -> Answer:
        """POST JSON to a handler of the LMS."""

    def get_handler(self, usage_key: str, handler: str) -> Answer:
        """GET a handler of the LMS."""

    def post_without_token(self, usage_key: str, handler: str) -> Answer:
        """POST to a handler of the LMS as a page of another site would."""

    def page(self, usage_key: str) -> Answer:
        """The page of a unit or block in the LMS, alone as in the frame of the learning application."""

    def get(self, path: str) -> Answer:
        """Any address of the LMS."""

    def submit(self, path: str, fields: Mapping[str, Any]) -> Answer:
        """Send a form of a page of the LMS as a browser does without a script, and go where the answer leads."""

    def upload(self, path: str, field: str, name: str, data: bytes) -> Answer:
        """Send a file as the learner script does."""

    def cookie(self, name: str) -> Cookie | None:
        """A cookie of the LMS that the browser keeps."""

    def get_in_studio(self, path: str) -> Answer:
        """Any address of Studio."""

    def editor(self, usage_key: str) -> Answer:
        """The block's editor; ``raw`` holds its HTML as a page has it."""

    def author_view(self, usage_key: str) -> Answer:
        """The block as its author sees it in the unit."""

    def studio(self, usage_key: str, handler: str, data: Any) -> Answer:
        """POST JSON to a handler of the editor."""

    def preview(self, usage_key: str, handler: str, data: Any) -> Answer:
        """POST JSON to a handler of the author's preview."""

    def view_as(self, username: str | None) -> None:
        """Look as this learner; as any learner for ""; as oneself for None."""

    def speak(self, code: str) -> None:
        """Choose a language of the interface; "" for none."""


class Desk(Protocol):
    """What the author does with a course in Studio, beside the block's own editor."""

    def unit(self, **settings: Any) -> Unit:
        """A new unit in a new subsection with these settings: graded, due, show_correctness."""

    def add(self, unit: Unit, block_type: str) -> str:
        """A new block in the draft of the unit; its key."""

    def publish(self, unit: Unit) -> None:
        """Let learners see the unit as it stands."""

    def duplicate(self, usage_key: str, unit: Unit) -> str:
        """A duplicate in the draft of the unit; its key."""

    def paste(self, usage_key: str, unit: Unit) -> str:
        """A copy through the clipboard, in the draft of the unit; its key."""

    def delete(self, usage_key: str) -> None:
        """Take a block out of the draft."""

    def olx(self, usage_key: str) -> str:
        """The block's element as an export writes it."""

    def import_course(self, files: Mapping[str, bytes]) -> str:
        """Read a course from its files, over the scratch course of the contract; its key."""

    def export_course(self, course_key: str) -> dict[str, bytes]:
        """The files of a course, by path."""

    def rerun(self) -> str:
        """Run the course again; the new key."""


class Dashboard(Protocol):
    """What the trainer does and reads as staff of the course."""

    def completion(self, username: str, usage_key: str) -> float | None:
        """How far the person got with the block, 0 to 1."""

    def points(self, username: str, unit: Unit) -> Points:
        """The graded points of a person in the unit's subsection."""

    def reset_attempts(self, username: str, usage_key: str) -> None:
        """The tool of this name."""

    def delete_state(self, username: str, usage_key: str) -> None:
        """The tool of this name."""

    def rescore(self, username: str, usage_key: str, *, only_if_higher: bool = False) -> None:
        """The tool of this name."""

    def override(self, username: str, usage_key: str, score: float) -> None:
        """Set a score by hand, in the block's own points."""

    def responses(self, usage_key: str) -> list[dict[str, str]]:
        """The lines of the problem-responses report."""

    def enrol(self, username: str, *, enrolled: bool) -> None:
        """Take a person into the course, or out of it."""

    def appoint(self, username: str, role: str, *, appointed: bool) -> None:
        """Make somebody staff or limited_staff of the course, or end that."""

    def retire(self, browser: Browser, username: str) -> None:
        """Retire an account, as the platform does."""

    def change_address(self, browser: Browser, username: str, address: str) -> None:
        """Give an account another e-mail address, which its owner confirms."""


class Library(Protocol):
    """A content library, where blocks are kept beside the courses."""

    def add(self, name: str, kind: str = SCENARIO) -> str:
        """A new block in it; its key."""

    def write(self, usage_key: str, olx: str) -> None:
        """Replace a block by its element."""

    def olx(self, usage_key: str) -> str:
        """A block's element."""

    def view(self, usage_key: str, view: str) -> Answer:
        """One of the views of a block; ``raw`` holds its HTML."""

    def handle(self, usage_key: str, handler: str, data: Any, *, by: Browser | None = None) -> Answer:
        """POST JSON to a handler of a block, as its author or as somebody else."""

    def put_into(self, unit: Unit, usage_key: str) -> str:
        """Publish a block and use it in a course; the key there."""

    def delete(self, usage_key: str) -> None:
        """Take a block out of it."""


class Site(Protocol):
    """A place with a course that holds the sample scenarios, and with the cast."""

    name: str
    course: str
    lacks: Mapping[Need, str]
    patience: float  # seconds in which grades and reports may still be under way
    desk: Desk
    dashboard: Dashboard

    def person(self, name: str, *, device: str = "") -> Browser:
        """Somebody of the cast at their browser; another ``device`` is another session."""

    def nobody(self) -> Browser:
        """A browser in which nobody is signed in."""

    def username(self, name: str) -> str:
        """The account's name of somebody of the cast."""

    def address(self, name: str) -> str:
        """The e-mail address of somebody of the cast who has an account."""

    def full_name(self, name: str) -> str:
        """How somebody of the cast is called on this site."""

    def sample(self, name: str, kind: str = SCENARIO) -> str:
        """The key of a block of the sample course."""

    def library(self) -> Library:
        """A library of the contract's own."""

    def log(self) -> str:
        """What was written into the tracking log since this fact began."""

    def letters(self) -> list[Letter]:
        """The mails that went out since this fact began, the oldest first."""

    def run(self, command: str, *options: str) -> str:
        """What a management command of the LMS prints."""

    def kept(self) -> dict[str, list[Any]]:
        """Every row of every table of ours, by table."""
