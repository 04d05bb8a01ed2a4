"""The trainer's side of a site: gradebook, completion, the tools and reports of the instructor's dashboard."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Callable

from tests.contract.http.browser import HttpBrowser
from tests.contract.http.session import quoted
from tests.contract.site import Browser, Letter, Points, Unit
from tests.people import Answer

_PATIENCE = 120
_OVER = ("SUCCESS", "FAILURE", "REVOKED")


class HttpDashboard:
    """See ``tests.contract.site.Dashboard``."""

    def __init__(
        self,
        trainer: HttpBrowser,
        course: str,
        people: dict[str, HttpBrowser],
        letters: Callable[[], list[Letter]],
    ) -> None:
        self.trainer = trainer
        self.letters = letters
        self.course = course
        self.people = people  # by username; completion is told to oneself
        self._ids: dict[str, int] = {}

    def completion(self, username: str, usage_key: str) -> float | None:
        """See ``Dashboard``."""
        query = f"depth=all&username={username}&requested_fields=completion"
        answer = self.people[username].get(f"/api/courses/v2/blocks/{quoted(usage_key)}?{query}")
        assert answer.status == 200, answer.raw[:500]
        told = answer.data["blocks"][usage_key].get("completion")
        return float(told) if told is not None else None

    def points(self, username: str, unit: Unit) -> Points:
        """See ``Dashboard``."""
        path = f"/api/grades/v1/subsection/{quoted(unit.section_key)}/?user_id={self._id(username)}"
        answer = self.trainer.get(path)
        assert answer.status == 200, answer.raw[:500]
        grade = answer.data["original_grade"]
        return Points(grade["earned_graded"], grade["possible_graded"])

    def reset_attempts(self, username: str, usage_key: str) -> None:
        """See ``Dashboard``."""
        self._tool("reset_student_attempts", username, usage_key, all_students="false", delete_module="false")

    def delete_state(self, username: str, usage_key: str) -> None:
        """See ``Dashboard``."""
        self._tool("reset_student_attempts", username, usage_key, all_students="false", delete_module="true")

    def rescore(self, username: str, usage_key: str, *, only_if_higher: bool = False) -> None:
        """See ``Dashboard``."""
        higher = "true" if only_if_higher else "false"
        self._tool("rescore_problem", username, usage_key, all_students="false", only_if_higher=higher)
        self._task(username, usage_key)

    def override(self, username: str, usage_key: str, score: float) -> None:
        """See ``Dashboard``."""
        self._tool("override_problem_score", username, usage_key, score=str(score))
        self._task(username, usage_key)

    def responses(self, usage_key: str) -> list[dict[str, str]]:
        """See ``Dashboard``."""
        before = {entry["url"] for entry in self._reports()}
        answer = self._post("get_problem_responses", problem_location=usage_key)
        assert answer.status == 200, answer.raw[:500]
        end = time.monotonic() + _PATIENCE
        while not (new := [entry for entry in self._reports() if entry["url"] not in before]):
            assert time.monotonic() < end, "no report came"
            time.sleep(1)
        answer = self.trainer.get(new[0]["url"])
        assert answer.status == 200, (
            f"{new[0]['url']} answers {answer.status}; see the site's GRADES_DOWNLOAD"
        )
        return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))

    def enrol(self, username: str, *, enrolled: bool) -> None:
        """See ``Dashboard``."""
        action = "enroll" if enrolled else "unenroll"
        more = {"auto_enroll": "true", "email_students": "false"}
        answer = self._post("students_update_enrollment", action=action, identifiers=username, **more)
        assert answer.status == 200, answer.raw[:500]

    def appoint(self, username: str, role: str, *, appointed: bool) -> None:
        """See ``Dashboard``."""
        action = "allow" if appointed else "revoke"
        answer = self._post("modify_access", unique_student_identifier=username, rolename=role, action=action)
        assert answer.data.get("success") == "yes", answer.raw[:500]

    def change_address(self, browser: Browser, username: str, address: str) -> None:
        """See ``Dashboard``; the confirmation comes by mail."""
        assert isinstance(browser, HttpBrowser)
        answer = browser.session.send(
            "PATCH",
            f"{browser.lms}/api/user/v1/accounts/{username}",
            body=json.dumps({"email": address}).encode(),
            kind="application/merge-patch+json",
        )
        assert answer.status == 200, answer.raw[:500]
        found = [
            link
            for letter in self.letters()
            if letter.to == address
            for link in re.findall(r"https?://\S+/email_confirm/\w+", letter.text)
        ]
        assert found, f"no mail to confirm {address}"
        assert browser.get(found[-1]).status == 200

    def retire(self, browser: Browser, username: str) -> None:
        """See ``Dashboard``; the operator walks the account through the site's own steps."""
        operator, own = self.people["operator"], browser
        assert isinstance(own, HttpBrowser)
        lms, password = own.lms, own.session.password
        asked = own.session.send(
            "POST", f"{lms}/api/user/v1/accounts/deactivate_logout/", form={"password": password}
        )
        assert asked.status == 204, asked.raw[:500]
        change = {"username": username, "new_state": "RETIRING_LMS", "response": "contract"}
        # The first is what a site's own list of steps may leave out; it tells of the address.
        answers = [
            operator.session.json("PATCH", f"{lms}/api/user/v1/accounts/update_retirement_status/", change),
            operator.session.json("POST", f"{lms}/api/user/v1/accounts/retire_misc/", {"username": username}),
            operator.session.json("POST", f"{lms}/api/user/v1/accounts/retire/", {"username": username}),
        ]
        assert all(answer.status == 204 for answer in answers), [answer.raw[:500] for answer in answers]

    def _reports(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = self._post("list_report_downloads").data["downloads"]
        return found

    def _tool(self, name: str, username: str, usage_key: str, **more: str) -> None:
        answer = self._post(name, unique_student_identifier=username, problem_to_reset=usage_key, **more)
        assert answer.status == 200, f"{answer.status} {answer.raw[:500]}"

    def _task(self, username: str, usage_key: str) -> None:
        """Wait for the task that was just begun. Its message tells what went wrong."""
        end = time.monotonic() + _PATIENCE
        while True:
            named = {"unique_student_identifier": username, "problem_location_str": usage_key}
            task = self._post("list_instructor_tasks", **named).data["tasks"][0]
            if task["task_state"] in _OVER:
                assert task["task_state"] == "SUCCESS", json.dumps(task)
                return
            assert time.monotonic() < end, json.dumps(task)
            time.sleep(1)

    def _post(self, name: str, **form: str) -> Answer:
        address = f"{self.trainer.lms}/courses/{quoted(self.course)}/instructor/api/{name}"
        return self.trainer.session.send("POST", address, form=form)

    def _id(self, username: str) -> int:
        if username not in self._ids:
            told = self.people[username].get(f"/api/user/v1/accounts/{username}")
            assert told.status == 200, told.raw[:500]
            self._ids[username] = told.data["id"]
        return self._ids[username]
