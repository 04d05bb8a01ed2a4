"""What the package asks of the place it runs in: one protocol, bound once per process.

Nothing outside ``host/`` knows which platform this is. Every member answers fail-closed: unknown people hold no
role, unknown blocks are None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from workmentor_xblocks.core.people.viewer import Role, Viewer

# An XBlock; its metaclass gives it no useful static type.
Block = Any


@dataclass(frozen=True)
class Named:
    """Who has an account."""

    user_id: int
    username: str
    full_name: str = ""

    @property
    def name(self) -> str:
        """What they are called: by their user name where they gave no other."""
        return self.full_name or self.username


@dataclass(frozen=True)
class Person(Named):
    """A name to show to those who may see names."""

    enrolled: bool = True


@dataclass(frozen=True)
class Account(Named):
    """Somebody who can sign in. ``active`` also says that the address was proven to be theirs.

    ``language`` and ``time_zone`` are what they chose for themselves, "" where they chose nothing.
    """

    email: str = ""
    language: str = ""
    time_zone: str = ""
    active: bool = True


@dataclass(frozen=True)
class Picture:
    """A file of the course that a text can show: ``src`` is portable (``/static/…``), ``url`` works on this page."""

    src: str
    url: str
    name: str


class Host(Protocol):
    """The services of a place: Open edX, the demo, or a bare runtime."""

    name: str

    def viewer(self, block: Block) -> Viewer:
        """Who is asking, for this block and request."""

    def viewer_for_page(self, request: Any, course_key: str) -> Viewer:
        """Who is asking on a page of ours outside a unit."""

    def locked_state(self, block: Block) -> AbstractContextManager[None]:
        """Hold the row of this person's state of this block, freshly read into the block's user-state fields.

        To be entered inside ``transaction.atomic()``; a second request of the same person waits at the door.
        """

    def course_language(self, course_key: str) -> str | None:
        """The course's language code, or None."""

    def load_block(self, usage_key: str) -> Block | None:
        """The published block of this key, unbound (no user state), or None when it is gone."""

    def people(self, user_ids: frozenset[int], course_key: str) -> dict[int, Person]:
        """Names of these users, in one query; users who are gone are left out."""

    def replace_urls(self, block: Block, html: str) -> str:
        """Portable ``/static/…`` and ``/jump_to_id/…`` addresses made to work on this page."""

    def pictures(self, course_key: str) -> list[Picture]:
        """Image files that the course holds, for the author's picture choice."""

    def published_definition(self, block: Block) -> str | None:
        """The definition as learners see it, when the place tells draft and published apart."""

    def catalogue_folder(self) -> Path | None:
        """A folder of translations that the operator supplied instead of ours, or None."""

    def opaque_user(self, user_id: int) -> str:
        """A stable name for a user that says nothing about them, for keys in the browser's storage."""

    def account(self, user_id: int) -> Account | None:
        """The account of this id, also a closed one; None when there never was any."""

    def accounts(self, user_ids: Iterable[int]) -> dict[int, Account]:
        """The same for many at once, by id; who never was is left out. As many queries as for one."""

    def find_account(self, username_or_email: str) -> Account | None:
        """The one account of exactly this user name, else of this address in any case; None for none or several."""

    def learners(self, course_key: str, *, cohort: str = "") -> Iterator[Account]:
        """Who is enrolled in the course, by user name, trainers left out; with ``cohort`` only those in it."""

    def is_enrolled(self, user_id: int, course_key: str) -> bool:
        """Whether this person takes the course."""

    def is_trainer(self, user_id: int, course_key: str) -> bool:
        """Whether this person is staff of the course.

        For somebody else than who asks: it knows of no masquerade. For who asks there is ``viewer``.
        """

    def record_completion(self, user_id: int, usage_key: str, value: float) -> None:
        """Keep how far this person got with a block, 0 to 1, whoever is asking; nothing where it is not kept."""

    def absolute_url(self, path: str, *, course_key: str = "") -> str:
        """``path`` of a page of ours as a link for a mail: in the LMS, also when asked in Studio or a task."""

    def block_url(self, usage_key: str) -> str:
        """A link to the block in its course, for a mail; "" where there is no such place."""

    def client_address(self, request: Any) -> str:
        """The network address that the request came from, as far as the place can trust it; "" when unknown."""

    def later(self, task: str, *args: Any) -> None:
        """Run a task of ours, by its dotted name, once the transaction around this call is committed.

        A queue that does not answer is logged and forgotten: whatever is sent later also stands in a table.
        """

    def other_runs(self, usage_key: str) -> list[str]:
        """The usage keys that this block has, or would have, in the other runs of its course."""


__all__ = ["Account", "Block", "Host", "Person", "Picture", "Role", "Viewer"]
