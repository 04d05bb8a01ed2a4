"""The author's desk: Studio's own addresses for units, copies, files of a course, and runs of it.

What is made for a fact stands in a section of its own, which is deleted when the contract was tried.
"""

from __future__ import annotations

import io
import tarfile
import time
import uuid
from collections.abc import Mapping
from typing import Any

from tests.contract.http.browser import HttpBrowser
from tests.contract.http.session import quoted
from tests.contract.site import Unit

_ASSIGNMENT = "Contract"
_IMPORTED, _EXPORTED = 4, 3  # the last steps of Studio's own count
_PATIENCE = 120


class HttpDesk:
    """See ``tests.contract.site.Desk``."""

    def __init__(self, author: HttpBrowser, course: str) -> None:
        self.author = author
        self.course = course
        self._chapter = ""
        self._sections: list[str] = []
        self._grading: dict[str, Any] = {}

    def unit(self, **settings: Any) -> Unit:
        """See ``Desk``."""
        graded = settings.pop("graded", False)
        section = self._create(self._section(), "sequential", display_name="Contract")
        self._sections.append(section)
        unit = self._create(section, "vertical", display_name="Contract")
        if graded:
            self._offer_assignment()
        if graded or settings:
            change = {"graderType": _ASSIGNMENT} if graded else {}
            self._change(section, metadata=settings, **change)
        return Unit(unit, section)

    def add(self, unit: Unit, block_type: str) -> str:
        """See ``Desk``."""
        return self._create(unit.key, block_type)

    def publish(self, unit: Unit) -> None:
        """See ``Desk``."""
        self._change(unit.section_key, publish="make_public")

    def duplicate(self, usage_key: str, unit: Unit) -> str:
        """See ``Desk``."""
        return self._made(duplicate_source_locator=usage_key, parent_locator=unit.key)

    def paste(self, usage_key: str, unit: Unit) -> str:
        """See ``Desk``."""
        self._copy(usage_key)
        return self._made(staged_content="clipboard", parent_locator=unit.key)

    def delete(self, usage_key: str) -> None:
        """See ``Desk``."""
        answer = self.author.session.json("DELETE", self._at(f"/xblock/{quoted(usage_key)}"))
        assert answer.status == 204, answer.raw[:500]

    def olx(self, usage_key: str) -> str:
        """See ``Desk``."""
        address = self._copy(usage_key)["content"]["olx_url"]
        return self.author.get_in_studio(address).raw

    def import_course(self, files: Mapping[str, bytes]) -> str:
        """See ``Desk``."""
        scratch = self._scratch_course()
        answer = self.author.session.upload(
            self._at(f"/import/{quoted(scratch)}"), "course-data", "course.tar.gz", _packed(files)
        )
        assert answer.status == 200, answer.raw[:500]
        status = self._wait(f"/import_status/{quoted(scratch)}/course.tar.gz", "ImportStatus", _IMPORTED)
        assert status.get("ImportStatus") == _IMPORTED, status
        return scratch

    def export_course(self, course_key: str) -> dict[str, bytes]:
        """See ``Desk``."""
        self.author.session.json("POST", self._at(f"/export/{quoted(course_key)}"))
        status = self._wait(f"/export_status/{quoted(course_key)}", "ExportStatus", _EXPORTED)
        return _unpacked(self.author.get_in_studio(status["ExportOutput"]).body)

    def rerun(self) -> str:
        """See ``Desk``."""
        run = f"contract{int(time.time())}"
        org, number, _run = _parts(self.course)
        data = {
            "source_course_key": self.course,
            "org": org,
            "number": number,
            "run": run,
            "display_name": run,
        }
        answer = self.author.session.json("POST", self._at("/course/"), data)
        key: str = answer.data["destination_course_key"]
        end = time.monotonic() + _PATIENCE
        while self.author.get_in_studio(f"/course/{quoted(key)}").status != 200 and time.monotonic() < end:
            time.sleep(1)
        return key

    def clear(self) -> None:
        """Take away the units of a fact."""
        while self._sections:
            self.delete(self._sections.pop())

    def tidy(self) -> None:
        """Take everything away that the facts needed, and give the course its grading back."""
        if self._chapter:
            self.delete(self._chapter)
        if self._grading:
            self.author.session.json(
                "POST", self._at(f"/settings/grading/{quoted(self.course)}"), self._grading
            )

    def _section(self) -> str:
        if not self._chapter:
            root = self.author.get_in_studio(f"/course/{quoted(self.course)}").data["id"]
            name = f"Contract checks {uuid.uuid4().hex[:6]} (deleted by themselves)"
            self._chapter = self._create(root, "chapter", display_name=name)
        return self._chapter

    def _offer_assignment(self) -> None:
        if self._grading:
            return
        address = self._at(f"/settings/grading/{quoted(self.course)}")
        self._grading = self.author.session.send("GET", address, headers={"Accept": "application/json"}).data
        mine = {"type": _ASSIGNMENT, "short_label": "Con", "min_count": 1, "drop_count": 0, "weight": 100}
        self.author.session.json(
            "POST", address, {**self._grading, "graders": [*self._grading["graders"], mine]}
        )

    def _create(self, parent: str, category: str, **more: Any) -> str:
        return self._made(parent_locator=parent, category=category, **more)

    def _made(self, **data: Any) -> str:
        answer = self.author.session.json("POST", self._at("/xblock/"), data)
        assert answer.status == 200, answer.raw[:500]
        key: str = answer.data["locator"]
        return key

    def _change(self, usage_key: str, **data: Any) -> None:
        answer = self.author.session.json("POST", self._at(f"/xblock/{quoted(usage_key)}"), data)
        assert answer.status == 200, answer.raw[:500]

    def _copy(self, usage_key: str) -> dict[str, Any]:
        address = self._at("/api/content-staging/v1/clipboard/")
        answer = self.author.session.json("POST", address, {"usage_key": usage_key})
        assert answer.data.get("content", {}).get("status") == "ready", answer.raw[:500]
        return answer.data

    def _scratch_course(self) -> str:
        org, number, run = _parts(self.course)
        data = {
            "org": org,
            "number": f"{number}Contract",
            "run": run,
            "display_name": "Contract scratch course",
        }
        self.author.session.json("POST", self._at("/course/"), data)  # it says so when it is there already
        return f"course-v1:{org}+{number}Contract+{run}"

    def _wait(self, path: str, name: str, done: int) -> dict[str, Any]:
        end = time.monotonic() + _PATIENCE
        while True:
            status = self.author.get_in_studio(path).data
            if status.get(name) == done or status.get(name, 0) < 0 or time.monotonic() > end:
                return status
            time.sleep(1)

    def _at(self, path: str) -> str:
        return f"{self.author.studio_root}{path}"


def _parts(course_key: str) -> list[str]:
    return course_key.removeprefix("course-v1:").split("+")


def _packed(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for path, data in files.items():
            info = tarfile.TarInfo(f"course/{path}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        members = [(member, archive.extractfile(member)) for member in archive.getmembers()]
        return {member.name.partition("/")[2]: file.read() for member, file in members if file is not None}
