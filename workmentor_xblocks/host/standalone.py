"""The host of last resort: a bare runtime that we know nothing about (xblock-sdk's workbench, a library preview).

What the person does lives in the runtime's own user state; nothing is recorded beyond it, and the page says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workmentor_xblocks.core.people.viewer import Place, Viewer, WhyNot
from workmentor_xblocks.host.protocols import Account, Block, Person, Picture


class StandaloneHost:
    """Everything readable, nothing recorded."""

    name = "standalone"

    def viewer(self, block: Block) -> Viewer:
        """Whoever the runtime says; who has no user id (or a text, as in the workbench) holds no role."""
        user_id = block.scope_ids.user_id
        return Viewer(
            user_id=user_id if isinstance(user_id, int) else None,
            actor_id=None,
            username=str(user_id or ""),
            place=Place.ELSEWHERE,
            may_write_fields=user_id is not None,
            why_not=WhyNot.NO_HOST,
        )

    def viewer_for_page(self, request: Any, course_key: str) -> Viewer:
        """Nobody: pages of ours need a host."""
        return Viewer(user_id=None, actor_id=None)

    @contextmanager
    def locked_state(self, block: Block) -> Iterator[None]:
        """No lock: a bare runtime has one process and one person."""
        yield

    def course_language(self, course_key: str) -> str | None:
        """Unknown."""
        return None

    def load_block(self, usage_key: str) -> Block | None:
        """Unknown."""
        return None

    def people(self, user_ids: frozenset[int], course_key: str) -> dict[int, Person]:
        """No names."""
        return {}

    def replace_urls(self, block: Block, html: str) -> str:
        """Addresses stay as they are."""
        return html

    def pictures(self, course_key: str) -> list[Picture]:
        """No files."""
        return []

    def published_definition(self, block: Block) -> str | None:
        """No difference between draft and published."""
        return None

    def catalogue_folder(self) -> Path | None:
        """Our own catalogue."""
        return None

    def opaque_user(self, user_id: int) -> str:
        """A digest of the id."""
        return hashlib.sha256(f"workmentor:{user_id}".encode()).hexdigest()[:16]

    def account(self, user_id: int) -> Account | None:
        """Unknown."""
        return None

    def accounts(self, user_ids: Iterable[int]) -> dict[int, Account]:
        """There are none."""
        return {}

    def find_account(self, username_or_email: str) -> Account | None:
        """Unknown."""
        return None

    def learners(self, course_key: str, *, cohort: str = "") -> Iterator[Account]:
        """Nobody."""
        return iter(())

    def is_enrolled(self, user_id: int, course_key: str) -> bool:
        """Nobody is."""
        return False

    def is_trainer(self, user_id: int, course_key: str) -> bool:
        """Nobody is."""
        return False

    def record_completion(self, user_id: int, usage_key: str, value: float) -> None:
        """Kept nowhere."""

    def absolute_url(self, path: str, *, course_key: str = "") -> str:
        """The path alone: where it leads is unknown."""
        return path

    def block_url(self, usage_key: str) -> str:
        """Unknown."""
        return ""

    def client_address(self, request: Any) -> str:
        """Unknown."""
        return ""

    def later(self, task: str, *args: Any) -> None:
        """Nothing runs by itself here."""

    def other_runs(self, usage_key: str) -> list[str]:
        """None."""
        return []
