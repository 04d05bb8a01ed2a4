"""The trainer's side of the demo: its tools, its gradebook, and the rows behind its pages."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import User

from tests.contract.demo.browser import DemoBrowser
from tests.contract.site import Browser, Points, Unit
from workmentor_xblocks.demo.course import outline
from workmentor_xblocks.demo.models import Branch, Completion, CourseRole, Enrolment, LearnerState
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.stage import as_key
from workmentor_xblocks.demo.staff import grades


class DemoDashboard:
    """See ``tests.contract.site.Dashboard``."""

    def __init__(self, trainer: DemoBrowser, course: str) -> None:
        self.trainer = trainer
        self.course = course

    def completion(self, username: str, usage_key: str) -> float | None:
        """See ``Dashboard``."""
        found = Completion.objects.filter(user_id=_user(username).id, usage_key=usage_key).first()
        # The platform tells 0 of what was never begun.
        return found.value if found else 0.0

    def points(self, username: str, unit: Unit) -> Points:
        """See ``Dashboard``."""
        tree = outline.course(self.course, Branch.PUBLISHED)
        assert tree is not None
        parts = grades.subsections(tree, _user(username).id, staff=True)
        part = next(part for part in parts if part.element.key == unit.section_key)
        return Points(part.earned, part.possible)

    def reset_attempts(self, username: str, usage_key: str) -> None:
        """See ``Dashboard``."""
        self._tool(username, usage_key, "reset_attempts")

    def delete_state(self, username: str, usage_key: str) -> None:
        """See ``Dashboard``."""
        self._tool(username, usage_key, "delete_state")

    def rescore(self, username: str, usage_key: str, *, only_if_higher: bool = False) -> None:
        """See ``Dashboard``."""
        self._tool(username, usage_key, "rescore_if_higher" if only_if_higher else "rescore")

    def override(self, username: str, usage_key: str, score: float) -> None:
        """See ``Dashboard``."""
        self._tool(username, usage_key, "override", score=str(score))

    def responses(self, usage_key: str) -> list[dict[str, str]]:
        """See ``Dashboard``; the demo has no such report, so the block is asked as the platform asks it."""
        key = as_key(usage_key)
        block = doors.unbound(key.context_key).get_block(key)
        names = dict(User.objects.values_list("id", "username"))
        rows = LearnerState.objects.filter(usage_key=usage_key)
        states = [SimpleNamespace(username=names[r.user_id], state=json.loads(r.state)) for r in rows]
        raw = {state.username: json.dumps(state.state) for state in states}
        found = block.generate_report_data(iter(states), 5000)
        return [
            {"username": name, **{k: str(v) for k, v in line.items()}, "state": raw[name]}
            for name, line in found
        ]

    def enrol(self, username: str, *, enrolled: bool) -> None:
        """See ``Dashboard``."""
        if enrolled:
            Enrolment.objects.get_or_create(user=_user(username), course_key=self.course)
        else:
            Enrolment.objects.filter(user=_user(username), course_key=self.course).delete()

    def appoint(self, username: str, role: str, *, appointed: bool) -> None:
        """See ``Dashboard``."""
        held = {"user": _user(username), "course_key": self.course, "role": role}
        if appointed:
            CourseRole.objects.get_or_create(**held)
        else:
            CourseRole.objects.filter(**held).delete()

    def change_address(self, browser: Browser, username: str, address: str) -> None:
        """See ``Dashboard``."""
        self._tool(username, "", "change_email", email=address)

    def retire(self, browser: Browser, username: str) -> None:
        """See ``Dashboard``."""
        self._tool(username, "", "retire")

    def _tool(self, username: str, usage_key: str, tool: str, **more: str) -> None:
        address = f"/courses/{self.course}/people/{_user(username).id}/tool/"
        answer = self.trainer.client.post(address, {"block": usage_key, "tool": tool, **more})
        assert answer.status_code == 302, answer.status_code


def _user(username: str) -> Any:
    return User.objects.get(username=username)
