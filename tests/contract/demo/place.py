"""The demo as a place for the facts, with the sample course loaded as on its first day."""

from __future__ import annotations

import io
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.core import mail as django_mail
from django.core.management import call_command

from tests.contract.demo.browser import DemoBrowser
from tests.contract.demo.dashboard import DemoDashboard
from tests.contract.demo.desk import DemoDesk
from tests.contract.fact import Need
from tests.contract.site import SCENARIO, Letter, Library
from tests.remembered import remembered
from workmentor_xblocks.core.output import mail
from workmentor_xblocks.demo.course import files, loader
from workmentor_xblocks.demo.models import CourseRole, Event
from workmentor_xblocks.demo.place import PACKAGE

_PARTS = {"greta": "egle"}  # whoever may be retired; Greta has no account here
_SAMPLE = PACKAGE / "sample_course/mentor"


class DemoSite:
    """See ``tests.contract.site.Site``."""

    name = "demo"
    patience = 0.0
    lacks = {
        Need.PARALLEL: "SQLite lets one request write at a time and hides races; tests marked mariadb show them",
        Need.LIBRARIES: "the demo has no content libraries",
        Need.BLOCKS_API: "the demo has no such address",
        Need.COPYING: "the demo has no clipboard; it duplicates",
        Need.RERUNS: "the demo runs each course once",
    }

    def __init__(self) -> None:
        self.course = files.key_of(_SAMPLE)
        _first_day(self.course)
        self._browsers: dict[tuple[str, str], DemoBrowser] = {}
        self.desk = DemoDesk(self.course)

    @cached_property
    def dashboard(self) -> DemoDashboard:
        """Tove's."""
        return DemoDashboard(self.person("tove", device="dashboard"), self.course)

    def person(self, name: str, *, device: str = "") -> DemoBrowser:
        """See ``Site``."""
        if (name, device) not in self._browsers:
            self._browsers[name, device] = DemoBrowser(self.course, self.username(name))
        return self._browsers[name, device]

    def nobody(self) -> DemoBrowser:
        """See ``Site``."""
        return DemoBrowser(self.course)

    def username(self, name: str) -> str:
        """See ``Site``."""
        return _PARTS.get(name, name)

    def address(self, name: str) -> str:
        """See ``Site``."""
        return User.objects.get(username=self.username(name)).email

    def full_name(self, name: str) -> str:
        """See ``Site``."""
        return User.objects.get(username=self.username(name)).get_full_name()

    def sample(self, name: str, kind: str = SCENARIO) -> str:
        """See ``Site``."""
        return f"block-v1:{self.course.removeprefix('course-v1:')}+type@{kind}+block@{name}"

    def log(self) -> str:
        """See ``Site``."""
        lines = Event.objects.order_by("id").values_list("name", "payload")
        return "\n".join(f'{{"name": "{name}", "event": {payload}}}' for name, payload in lines)

    def letters(self) -> list[Letter]:
        """See ``Site``."""
        # A test is one transaction that never ends, so nothing that waits for its end goes out by itself.
        mail.send_due()
        return [Letter(one.to[0], one.subject, str(one.body)) for one in django_mail.outbox]

    def run(self, command: str, *options: str) -> str:
        """See ``Site``."""
        printed = io.StringIO()
        call_command(command, *options, stdout=printed)
        return printed.getvalue()

    def kept(self) -> dict[str, list[Any]]:
        """See ``Site``."""
        ours = apps.get_app_config("workmentor").get_models()
        found = {table.__name__: list(table._default_manager.order_by("pk").values()) for table in ours}
        return {name: rows for name, rows in found.items() if rows}

    def library(self) -> Library:
        """See ``Site``."""
        raise NotImplementedError(self.lacks[Need.LIBRARIES])


@remembered
def _first_day(course_key: str) -> None:
    """The sample course, read from its files, with the cast and whoever else the facts need."""
    loader.load(_SAMPLE)
    runa = User.objects.create(username="runa", first_name="Runa", last_name="Dahl")
    CourseRole.objects.create(user=runa, course_key=course_key, role=CourseRole.DATA_RESEARCHER)
    User.objects.create(username="operator", is_superuser=True)
