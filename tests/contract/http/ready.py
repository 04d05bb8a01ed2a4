"""What a site must have beside people and a course, looked at before the facts are tried.

Without it a fact would fail for a reason that is not about us, and say no more than ``0.0 == 1.0``. Each answer is the
sentence that names what is missing, or nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.contract.http.browser import HttpBrowser
from tests.contract.http.session import quoted
from tests.people import Answer


def completion(learner: HttpBrowser) -> str:
    """The platform refuses to keep completions, even none at all, while its switch is off."""
    nothing = {"username": learner.username, "course_key": learner.course, "blocks": {}}
    answer = learner.session.json("POST", f"{learner.lms}/api/completion/v1/completion-batch", nothing)
    if answer.status == 200:
        return ""
    return f"it is off; switch on completion.enable_completion_tracking. {_told(answer)}"


def reports(trainer: HttpBrowser) -> str:
    """The dashboard lists its reports, and the newest can be fetched where there is one already."""
    listing = f"{trainer.lms}/courses/{quoted(trainer.course)}/instructor/api/list_report_downloads"
    answer = trainer.session.send("POST", listing, form={})
    if answer.status == 200:
        addresses = [entry["url"] for entry in answer.data["downloads"][:1]]
        answer = next((trainer.get(address) for address in addresses), answer)
    if answer.status == 200:
        return ""
    return f"there is none that a browser reaches; see the site's GRADES_DOWNLOAD. {_told(answer)}"


def retirement(operator: HttpBrowser) -> str:
    """The platform knows its own steps of a retirement."""
    asked = "retirement_queue/?cool_off_days=0&states=PENDING&states=RETIRING_LMS"
    answer = operator.get(f"/api/user/v1/accounts/{asked}")
    if answer.status == 200:
        return ""
    return f"nobody can be retired; run populate_retirement_states. {_told(answer)}"


def self_paced(author: HttpBrowser) -> str:
    """A course without due dates."""
    address = f"{author.studio_root}/settings/details/{quoted(author.course)}"
    answer = author.session.send("GET", address, headers={"Accept": "application/json"})
    assert answer.status == 200, f"The course's settings cannot be read in Studio. {_told(answer)}"
    if not answer.data["self_paced"]:
        return ""
    return 'the course is self-paced, so it has none; import it with "self_paced": false'


def folder(setting: str, path: Path | None) -> str:
    """A folder that a setting has to name."""
    return _named(setting, path, path is not None and path.is_dir(), "is no folder")


def file(setting: str, path: Path | None) -> str:
    """A file that a setting has to name."""
    return _named(setting, path, path is not None and path.is_file(), "is no file")


def command(setting: str, words: Sequence[str]) -> str:
    """A command that a setting has to name."""
    return _named(
        setting, words[0] if words else "", bool(words) and bool(shutil.which(words[0])), "cannot be run"
    )


def _named(setting: str, value: object, is_there: bool, why: str) -> str:
    if is_there:
        return ""
    return f"{setting} names {value}, which {why} here" if value else f"no {setting} was named"


def _told(answer: Answer) -> str:
    return f"The site answers {answer.status}: {answer.data.get('detail') or answer.raw[:80]}"
