"""Open edX as a host: one object that gathers what the modules beside it know of the platform."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.crypto import salted_hmac

from workmentor_xblocks.core.people.viewer import Viewer
from workmentor_xblocks.host import queue
from workmentor_xblocks.host.openedx import accounts, courses, links, people, progress, state
from workmentor_xblocks.host.protocols import Account, Block, Person, Picture


class OpenEdxHost:
    """LMS and Studio."""

    name = "openedx"

    def viewer(self, block: Block) -> Viewer:
        """See ``people.viewer``."""
        return people.viewer(block)

    def viewer_for_page(self, request: Any, course_key: str) -> Viewer:
        """See ``people.viewer_for_page``."""
        return people.viewer_for_page(request, course_key)

    @contextmanager
    def locked_state(self, block: Block) -> Iterator[None]:
        """See ``state.locked``."""
        with state.locked(block):
            yield

    def course_language(self, course_key: str) -> str | None:
        """The language set in the course's advanced settings."""
        return courses.language(course_key)

    def load_block(self, usage_key: str) -> Block | None:
        """The published block."""
        return courses.load_block(usage_key)

    def people(self, user_ids: frozenset[int], course_key: str) -> dict[int, Person]:
        """Names and whether they are enrolled still."""
        return people.people(user_ids, course_key)

    def replace_urls(self, block: Block, html: str) -> str:
        """The platform's own rewriting; views are rewritten by the platform anyway, handler answers are not."""
        service = block.runtime.service(block, "replace_urls")
        replaced: str = service.replace_urls(html) if service else html
        return replaced

    def pictures(self, course_key: str) -> list[Picture]:
        """Images among the course's files."""
        return courses.pictures(course_key)

    def published_definition(self, block: Block) -> str | None:
        """The definition in the published branch."""
        return courses.published_definition(block)

    def catalogue_folder(self) -> Path | None:
        """Translations that the operator pulled with atlas."""
        return courses.catalogue_folder()

    def opaque_user(self, user_id: int) -> str:
        """A keyed digest of the user id."""
        return salted_hmac("workmentor.opaque_user", str(user_id)).hexdigest()[:16]

    def account(self, user_id: int) -> Account | None:
        """With the name of the profile and the chosen language."""
        return accounts.accounts([user_id]).get(user_id)

    def accounts(self, user_ids: Iterable[int]) -> dict[int, Account]:
        """The same for many at once."""
        return accounts.accounts(user_ids)

    def find_account(self, username_or_email: str) -> Account | None:
        """By user name, then by address."""
        return accounts.find_account(username_or_email)

    def learners(self, course_key: str, *, cohort: str = "") -> Iterator[Account]:
        """Enrolled people outside the course's team."""
        return accounts.learners(course_key, cohort=cohort)

    def is_enrolled(self, user_id: int, course_key: str) -> bool:
        """An active enrolment."""
        return accounts.is_enrolled(user_id, course_key)

    def is_trainer(self, user_id: int, course_key: str) -> bool:
        """Staff access to the course."""
        return accounts.is_trainer(user_id, course_key)

    def record_completion(self, user_id: int, usage_key: str, value: float) -> None:
        """Where the site tracks completion."""
        progress.record_completion(user_id, usage_key, value)

    def absolute_url(self, path: str, *, course_key: str = "") -> str:
        """In the LMS of the course's site."""
        return links.absolute_url(path, course_key=course_key)

    def block_url(self, usage_key: str) -> str:
        """The platform's ``jump_to``."""
        return links.block_url(usage_key)

    def client_address(self, request: Any) -> str:
        """The platform's safest client address."""
        return links.client_address(request)

    def later(self, task: str, *args: Any) -> None:
        """The site's Celery."""
        queue.after_commit(task, *args)

    def other_runs(self, usage_key: str) -> list[str]:
        """Of all course overviews."""
        return links.other_runs(usage_key)
