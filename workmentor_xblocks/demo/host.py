"""The demo as the package's host: answers every question that the blocks ask of the place they run in.

The rules are those that were seen in the LMS (seen on a running Open edX): identity is the block's own ``scope_ids.user_id``, who may
write is enrolled or staff, and under masquerade only the block's own fields are written.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import crum
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from xblock.exceptions import NoSuchUsage
from xblock.plugin import PluginMissingError

from workmentor_xblocks.core.people.viewer import Place, Role, Viewer, WhyNot
from workmentor_xblocks.demo import addresses, keys, place
from workmentor_xblocks.demo.course import files, outline
from workmentor_xblocks.demo.models import Branch, Enrolment
from workmentor_xblocks.demo.people import accounts, masquerade
from workmentor_xblocks.demo.people.roles import may_author, roles
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.authored import read_values
from workmentor_xblocks.demo.runtime.recording import complete
from workmentor_xblocks.host import queue
from workmentor_xblocks.host.protocols import Account, Person, Picture

_STAFF = frozenset({Role.TRAINER, Role.AUTHOR, Role.RESEARCHER, Role.OPERATOR})


class DemoHost:
    """Implements ``workmentor_xblocks.host.protocols.Host``."""

    name = "demo"

    def viewer(self, block: Any) -> Viewer:
        """Who is asking; a block of another runtime belongs to nobody."""
        runtime = block.runtime
        place = getattr(runtime, "place", Place.ELSEWHERE)
        if place is Place.LEARNING:
            return self._learning_viewer(runtime)
        if place in (Place.PREVIEW, Place.STUDIO):
            return self._studio_viewer(runtime)
        return Viewer(user_id=None, actor_id=None)

    def viewer_for_page(self, request: Any, course_key: str) -> Viewer:
        """Who is asking on a page outside a unit: always oneself, but nothing is written while in masquerade."""
        user = request.user
        if not user.is_authenticated:
            return Viewer(user_id=None, actor_id=None, place=Place.LEARNING, why_not=WhyNot.ANONYMOUS)
        held = roles(user, course_key)
        viewer = Viewer(user.id, user.id, user.username, roles=held, place=Place.LEARNING)
        if masquerade.current(request, course_key):
            return replace(viewer, why_not=WhyNot.MASQUERADING)
        if not held:
            return replace(viewer, why_not=WhyNot.NOT_ENROLLED)
        return replace(viewer, may_write_fields=True, may_write_records=True, why_not=None)

    @contextmanager
    def locked_state(self, block: Any) -> Iterator[None]:
        """Hold the person's row of this block until the surrounding transaction ends."""
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError(
                "locked_state() needs transaction.atomic() around it."
            )
        block.runtime.lock_state(block)
        yield

    def course_language(self, course_key: str) -> str | None:
        """The language that the course's settings name."""
        root = keys.course(course_key)
        if root is None:
            return None
        values = read_values(Branch.PUBLISHED, str(root.make_usage_key("course", "course")))
        return values.get("language") or None

    def load_block(self, usage_key: str) -> Any | None:
        """The published block, belonging to nobody."""
        key = keys.usage(usage_key)
        if key is None:
            return None
        try:
            return doors.unbound(key.context_key).get_block(key)
        except (NoSuchUsage, PluginMissingError):
            return None

    def people(self, user_ids: frozenset[int], course_key: str) -> dict[int, Person]:
        """Names of those who still have an account."""
        takes = Enrolment.objects.filter(user_id__in=user_ids, course_key=course_key).values_list(
            "user_id", flat=True
        )
        enrolled = set(takes)
        found = User.objects.filter(id__in=user_ids, is_active=True)
        return {
            user.id: Person(user.id, user.username, user.get_full_name(), user.id in enrolled)
            for user in found
        }

    def replace_urls(self, block: Any, html: str) -> str:
        """Working addresses for files and, outside Studio, for jumps."""
        in_studio = block.runtime.place in (Place.PREVIEW, Place.STUDIO)
        return addresses.replace_urls(html, block.scope_ids.usage_id.context_key, jumps=not in_studio)

    def pictures(self, course_key: str) -> list[Picture]:
        """The image files of the course's ``static`` folder."""
        return [
            Picture(src=f"/static/{path}", url=addresses.course_file(course_key, path), name=path)
            for path in files.pictures(course_key)
        ]

    def published_definition(self, block: Any) -> str | None:
        """The definition in the published branch; None while nothing was published."""
        definition = read_values(Branch.PUBLISHED, str(block.scope_ids.usage_id)).get("definition")
        return definition if isinstance(definition, str) else None

    def catalogue_folder(self) -> Path | None:
        """No operator, no folder of theirs."""
        return None

    def opaque_user(self, user_id: int) -> str:
        """A keyed hash: stable here, meaningless elsewhere."""
        return hmac.new(settings.SECRET_KEY.encode(), f"user {user_id}".encode(), hashlib.sha256).hexdigest()[
            :20
        ]

    def account(self, user_id: int) -> Account | None:
        """See ``people.accounts``."""
        return accounts.by_id([user_id]).get(user_id)

    def accounts(self, user_ids: Iterable[int]) -> dict[int, Account]:
        """See ``people.accounts``."""
        return accounts.by_id(user_ids)

    def find_account(self, username_or_email: str) -> Account | None:
        """See ``people.accounts``."""
        return accounts.find(username_or_email)

    def learners(self, course_key: str, *, cohort: str = "") -> Iterator[Account]:
        """See ``people.accounts``."""
        return accounts.learners(course_key, cohort=cohort)

    def is_enrolled(self, user_id: int, course_key: str) -> bool:
        """See ``people.accounts``."""
        return accounts.takes(user_id, course_key)

    def is_trainer(self, user_id: int, course_key: str) -> bool:
        """See ``people.accounts``."""
        return accounts.trains(user_id, course_key)

    def record_completion(self, user_id: int, usage_key: str, value: float) -> None:
        """Into the table that shows on the progress page."""
        key = keys.usage(usage_key)
        if key is not None and User.objects.filter(id=user_id).exists():
            complete(user_id, key, value)

    def absolute_url(self, path: str, *, course_key: str = "") -> str:
        """On this machine, at the address at which the browser asks; without one at the usual port."""
        request = crum.get_current_request()
        return urljoin(request.build_absolute_uri("/") if request else place.address(), path)

    def block_url(self, usage_key: str) -> str:
        """The unit that holds the block."""
        key = keys.usage(usage_key)
        if key is None:
            return ""
        course_key = quote(str(key.context_key), safe=":+")
        return self.absolute_url(f"/courses/{course_key}/jump_to_id/{quote(key.block_id)}")

    def client_address(self, request: Any) -> str:
        """This machine's own: nothing stands in front of the demo."""
        return str(request.META.get("REMOTE_ADDR", ""))

    def later(self, task: str, *args: Any) -> None:
        """At once after the commit, because the demo's Celery is eager."""
        queue.after_commit(task, *args)

    def other_runs(self, usage_key: str) -> list[str]:
        """In the other courses of the same organisation and number."""
        key = keys.usage(usage_key)
        here = key.context_key if key else None
        courses = [keys.course(text) for text in outline.course_keys()]
        return [
            str(key.map_into_course(run))
            for run in courses
            if here and run != here and (run.org, run.course) == (here.org, here.course)
        ]

    def _learning_viewer(self, runtime: Any) -> Viewer:
        people, course_key = runtime.people, runtime.course_id
        if people.user is None:
            return Viewer(user_id=None, actor_id=None, place=Place.LEARNING, why_not=WhyNot.ANONYMOUS)
        # Who writes the course does so in Studio; in the LMS that says nothing.
        held = roles(people.user, course_key) - {Role.AUTHOR}
        viewer = Viewer(
            people.user.id, people.actor.id, people.user.username, roles=held, place=Place.LEARNING
        )
        if people.masked or people.in_disguise:
            return replace(viewer, roles=held - _STAFF, may_write_fields=True, why_not=WhyNot.MASQUERADING)
        if not held & {Role.MENTOR, Role.TRAINER, Role.OPERATOR}:
            return replace(viewer, why_not=WhyNot.NOT_ENROLLED)
        address = people.user.email if people.user.is_active else ""
        return replace(viewer, address=address, may_write_fields=True, may_write_records=True, why_not=None)

    def _studio_viewer(self, runtime: Any) -> Viewer:
        actor, course_key = runtime.people.actor, runtime.course_id
        is_author = may_author(actor, course_key)
        return Viewer(
            user_id=actor.id,
            actor_id=actor.id,
            username=actor.username,
            roles=frozenset({Role.AUTHOR}) if is_author else frozenset(),
            place=runtime.place,
            # In the preview, fields live in the session; in the editor a person's fields are an error.
            may_write_fields=is_author and runtime.place is Place.PREVIEW,
            why_not=WhyNot.STUDIO,
        )
