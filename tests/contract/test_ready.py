"""What is looked at before a real site is tried, and the sentences for what is not there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from wsgiref.simple_server import make_server

from tests.contract.http import ready
from tests.contract.http.browser import HttpBrowser
from tests.contract.http.session import Session

COURSE = "course-v1:O+C+1"
# What a site answers, by the end of the address: as the platform does with each thing there, and with none.
WHOLE = {
    "completion-batch": ("200 OK", {"detail": "ok"}),
    "list_report_downloads": ("200 OK", {"downloads": [{"url": "/media/newest.csv"}]}),
    "newest.csv": ("200 OK", {}),
    "": ("200 OK", {}),  # the address of the retirements ends so
    COURSE: ("200 OK", {"self_paced": False}),
}
BARE = {
    "completion-batch": ("400 Bad Request", {"detail": "… the feature is disabled."}),
    "list_report_downloads": ("500 Internal Server Error", {}),
    "": ("400 Bad Request", {"detail": "Unknown state."}),
    COURSE: ("200 OK", {"self_paced": True}),
}


@contextmanager
def site(answers: dict[str, tuple[str, object]]) -> Iterator[HttpBrowser]:
    """Somebody's browser in front of a place that answers so."""

    def place(asked: dict[str, Any], start: Any) -> list[bytes]:
        asked["wsgi.input"].read(int(asked.get("CONTENT_LENGTH") or 0))
        status, data = answers[asked["PATH_INFO"].rpartition("/")[2]]
        start(status, [("Content-Type", "application/json")])
        return [json.dumps(data).encode()]

    with make_server("127.0.0.1", 0, place) as server:
        Thread(target=server.serve_forever).start()
        address = f"http://127.0.0.1:{server.server_port}"
        try:
            yield HttpBrowser(Session(), lms=address, studio=address, course=COURSE, username="marta")
        finally:
            server.shutdown()


def looked_at(browser: HttpBrowser) -> list[str]:
    looks = (ready.completion, ready.reports, ready.retirement, ready.self_paced)
    return [look(browser) for look in looks]


def test_a_site_that_has_everything_lacks_nothing():
    with site(WHOLE) as browser:
        assert looked_at(browser) == ["", "", "", ""]


def test_what_is_switched_off_is_named_with_the_switch_and_what_the_site_answers():
    with site(BARE) as browser:
        completion, reports, retirement, dates = looked_at(browser)
    assert completion.startswith(
        "it is off; switch on completion.enable_completion_tracking. The site answers 400: …"
    )
    assert "the site's GRADES_DOWNLOAD. The site answers 500" in reports
    assert "run populate_retirement_states. The site answers 400: Unknown state." in retirement
    assert dates == 'the course is self-paced, so it has none; import it with "self_paced": false'


def test_a_report_that_is_listed_and_cannot_be_fetched_is_none():
    with site({**WHOLE, "newest.csv": ("404 Not Found", {})}) as browser:
        assert "that a browser reaches" in ready.reports(browser)


def test_what_is_named_has_to_be_there(tmp_path: Path):
    there = tmp_path / "tracking.log"
    there.touch()
    assert (ready.folder("A", tmp_path), ready.file("B", there), ready.command("C", ["python3", "-V"])) == (
        "",
        "",
        "",
    )
    assert ready.folder("A", None) == "no A was named"
    assert ready.folder("A", there) == f"A names {there}, which is no folder here"
    assert ready.file("B", tmp_path) == f"B names {tmp_path}, which is no file here"
    assert ready.command("C", []) == "no C was named"
    assert ready.command("C", ["no-such-program"]) == "C names no-such-program, which cannot be run here"
