"""A real site as a place for the facts, told by the environment.

    WORKMENTOR_LMS      https://lms.example.org
    WORKMENTOR_STUDIO   https://studio.example.org
    WORKMENTOR_COURSE   course-v1:WorkMentor+M1+2026    the imported sample course; nothing else should live in it
    WORKMENTOR_PEOPLE   {"marta": ["username", "password"], …}
    WORKMENTOR_TRACKING_LOG   the file with the LMS's tracking events, where it can be read (optional)
    WORKMENTOR_LETTERS        the folder into which Django's file-based e-mail backend writes (optional)
    WORKMENTOR_MANAGE         how a management command of the LMS is begun, e.g. "tutor local run lms ./manage.py lms"
                              (optional)

The cast: marta, mikael and liga are enrolled; tove is staff and instructor of the course and may make its reports
(data researcher); aad is its author and may make courses and libraries; olaf has an account and nothing else;
operator is a superuser. tomas has an account, is not enrolled and gets the role of limited staff from tove. runa (only
data researcher), greta and bram (enrolled; their accounts are retired) are optional. One account may play several
parts, but for those who are enrolled, tomas and olaf. liga has never chosen a language inside a scenario (such a choice
cannot be taken back, only changed).

The site must have what ``tests.contract.http.ready`` looks at first: the switch ``completion.enable_completion_tracking``,
a ``GRADES_DOWNLOAD`` that a browser reaches, the steps of a retirement (``populate_retirement_states``), mail that goes
into the folder above (the platform's own too: ``ACE_CHANNEL_DEFAULT_EMAIL`` and ``ACE_CHANNEL_TRANSACTIONAL_EMAIL`` are
``django_email``), and a course that is not self-paced (imported with ``"self_paced": false``). What it lacks is said in
a sentence, and the facts that need it are listed as not tried.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.contract.fact import Need
from tests.contract.http import ready
from tests.contract.http.browser import HttpBrowser
from tests.contract.http.dashboard import HttpDashboard
from tests.contract.http.desk import HttpDesk
from tests.contract.http.letters import Letters
from tests.contract.http.library import HttpLibrary
from tests.contract.http.session import Session
from tests.contract.site import SCENARIO, Letter

_REQUIRED = ("marta", "mikael", "liga", "tomas", "tove", "aad", "olaf", "operator")
_LEAVING = {"greta": Need.LEAVER, "bram": Need.LEARNER_LEAVES}


class HttpSite:
    """See ``tests.contract.site.Site``."""

    name = "http"
    patience = 30.0

    def __init__(self, told: Mapping[str, str]) -> None:
        self.people: dict[str, list[str]] = json.loads(told["WORKMENTOR_PEOPLE"])
        missing = [name for name in _REQUIRED if name not in self.people]
        if missing:
            raise LookupError(f"WORKMENTOR_PEOPLE does not name {', '.join(missing)}")
        self.lms, self.studio = (told[f"WORKMENTOR_{name}"].rstrip("/") for name in ("LMS", "STUDIO"))
        self.course = told["WORKMENTOR_COURSE"]
        log, letters = told.get("WORKMENTOR_TRACKING_LOG"), told.get("WORKMENTOR_LETTERS")
        self._log = Path(log) if log else None
        self._log_from = 0
        self._letters = Letters(Path(letters)) if letters else None
        self._manage = shlex.split(told.get("WORKMENTOR_MANAGE", ""))
        self._browsers: dict[tuple[str, str], HttpBrowser] = {}

    @classmethod
    def of_environment(cls) -> HttpSite:
        """The site that the environment names."""
        return cls(os.environ)

    @property
    def lacks(self) -> dict[Need, str]:
        """What this site was not told of, or does not have, each with the sentence that says so."""
        found = {
            Need.COMPLETION: ready.completion(self.person("marta")),
            Need.REPORTS: ready.reports(self.person("tove")),
            Need.DUE_DATES: ready.self_paced(self.person("aad")),
            Need.LETTERS: ready.folder("WORKMENTOR_LETTERS", self._letters and self._letters.folder),
            Need.TRACKING_LOG: ready.file("WORKMENTOR_TRACKING_LOG", self._log),
            Need.COMMANDS: ready.command("WORKMENTOR_MANAGE", self._manage),
            Need.RESEARCHER: "" if "runa" in self.people else "no account for runa was named",
            Need.LETTERS_WAIT: "letters leave by themselves, and nobody stops the mail server for a fact",
            **{need: self._is_leaver(name) for name, need in _LEAVING.items()},
        }
        return {need: why for need, why in found.items() if why}

    def _is_leaver(self, name: str) -> str:
        if name not in self.people:
            return f"no account for {name} was named"
        is_in = self._browser(name).session.try_to_sign_in(self.lms, self.studio, *self.people[name])
        if not is_in:
            return f"{name} cannot sign in; an earlier run retired that account"
        return ready.retirement(self.person("operator"))

    @cached_property
    def desk(self) -> HttpDesk:
        """Aad's."""
        return HttpDesk(self.person("aad", device="desk"), self.course)

    @cached_property
    def dashboard(self) -> HttpDashboard:
        """Tove's."""
        people = {self.username(name): self.person(name) for name in self.people if name not in _LEAVING}
        people["operator"] = self.person("operator")
        return HttpDashboard(self.person("tove", device="dashboard"), self.course, people, self.letters)

    def person(self, name: str, *, device: str = "") -> HttpBrowser:
        """See ``Site``; a session is begun once and kept."""
        if (name, device) not in self._browsers:
            username, password = self.people[name]
            browser = self._browser(username)
            browser.session.sign_in(self.lms, self.studio, username, password)
            self._browsers[name, device] = browser
        return self._browsers[name, device]

    def nobody(self) -> HttpBrowser:
        """See ``Site``."""
        return self._browser("")

    def username(self, name: str) -> str:
        """See ``Site``."""
        return self.people[name][0]

    def address(self, name: str) -> str:
        """See ``Site``."""
        return self._account(name, "email")

    def full_name(self, name: str) -> str:
        """See ``Site``."""
        return self._account(name, "name")

    def sample(self, name: str, kind: str = SCENARIO) -> str:
        """See ``Site``."""
        return f"block-v1:{self.course.removeprefix('course-v1:')}+type@{kind}+block@{name}"

    def library(self) -> HttpLibrary:
        """See ``Site``."""
        return HttpLibrary(self.person("operator"), self.course)

    def begin_fact(self) -> None:
        """From here on, ``log`` reads."""
        self._log_from = self._log.stat().st_size if self._log and self._log.is_file() else 0
        if self._letters is not None:
            self._letters.begin()

    def end_fact(self) -> None:
        """A course that grows makes every change of it slower, so what a fact needed goes at once."""
        if "desk" in vars(self):
            self.desk.clear()

    def log(self) -> str:
        """See ``Site``."""
        assert self._log is not None
        with self._log.open("rb") as file:
            file.seek(self._log_from)
            return file.read().decode("utf-8", "replace")

    def letters(self) -> list[Letter]:
        """See ``Site``."""
        assert self._letters is not None
        return self._letters.since()

    def run(self, command: str, *options: str) -> str:
        """See ``Site``."""
        asked = [*self._manage, command, *options]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def kept(self) -> dict[str, list[Any]]:
        """See ``Site``."""
        printed = self.run("dumpdata", "workmentor")
        found: dict[str, list[Any]] = {}
        for row in json.loads(printed[printed.index("[{") :] if "[{" in printed else "[]"):
            found.setdefault(row["model"], []).append(row)
        return found

    def close(self) -> None:
        """Leave the course as it was found."""
        if "desk" in vars(self):
            self.desk.tidy()

    def _account(self, name: str, what: str) -> str:
        told = self.person(name).get(f"/api/user/v1/accounts/{self.username(name)}")
        assert told.status == 200, told.raw[:500]
        return str(told.data[what])

    def _browser(self, username: str) -> HttpBrowser:
        return HttpBrowser(Session(), lms=self.lms, studio=self.studio, course=self.course, username=username)
