"""What the board gives to take along, and to whom: each download asks anew, and who may not learns nothing."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.agreement.many import agreement, crowd_of, days
from tests.agreement.small import small
from tests.cast import COURSE_KEY, Course, crowd
from tests.doors import Browser
from workmentor_xblocks.agreement.actions import bulk
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.records import overview

FILES = ("board.csv", "indicators.csv", "columns.csv")


@pytest.fixture
def block(cast: SimpleNamespace, course: Course) -> str:
    return course.agreement(small())


def address(block: str, file: str) -> str:
    return f"/workmentor/agreement/board/{block}/{file}"


def table(client: Client, block: str, file: str) -> list[list[str]]:
    answer = client.get(address(block, file))
    assert answer.status_code == 200
    assert isinstance(answer, StreamingHttpResponse)
    assert "no-store" in answer["Cache-Control"]
    content: Iterable[bytes] = answer.streaming_content
    text = b"".join(content).decode("utf-8-sig")
    return list(csv.reader(text.splitlines()))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("tove", {"board.csv", "indicators.csv", "columns.csv"}),
        ("tomas", {"board.csv", "columns.csv"}),
        ("runa", {"indicators.csv"}),
        ("liga", set()),
        ("marta", set()),
        ("olaf", set()),
        ("", set()),
    ],
)
@pytest.mark.shows("agreement goal 21")
def test_who_may_have_what(cast: SimpleNamespace, block: str, who: str, may: set[str]) -> None:
    agreement(block, cast.liga, member=cast.tomas)
    client = Browser(getattr(cast, who)).client if who else Client()
    got = {file for file in FILES if client.get(address(block, file)).status_code == 200}
    assert got == may
    for file in FILES:
        assert client.post(address(block, file)).status_code in (403, 404, 405)


@pytest.mark.parametrize("name", ["x", "block-v1:A+B+C+type@workmentor_agreement+block@none", "%00", ".."])
@pytest.mark.parametrize("file", FILES)
def test_what_is_no_block_is_not_there(cast: SimpleNamespace, name: str, file: str) -> None:
    assert Browser(cast.tove).client.get(address(name, file)).status_code == 404


def test_another_block_has_no_board(cast: SimpleNamespace, course: Course) -> None:
    from tests.scenario.stories import kitchen

    scenario = course.scenario(kitchen())
    for file in FILES:
        assert Browser(cast.tove).client.get(address(scenario, file)).status_code == 404


@pytest.mark.shows("agreement promise 26")
def test_every_agreement_with_its_state(cast: SimpleNamespace, block: str) -> None:
    agreement(
        block, cast.liga, state="active", waiting_for=",mentor,", waiting_since=days(-9), due_on=days(-2),
        open_key="k", contact_problem=True, versions=[{"state": "superseded"}, {"state": "in_force", "effective_on": days(-30)}],
        people={"mentor": {"name": "Marta Lind"}, "employer": {"name": "Egle", "organisation": "Ohm & Co"}},
    )  # fmt: skip
    head, row = table(Browser(cast.tove).client, block, "board.csv")
    told = dict(zip(head, row, strict=True))
    assert (told["Learner"], told["State"], told["Version in force"]) == ("Liga Ozola", "active", "2")
    assert told["In force since"] == days(-30).isoformat()
    assert (told["Waits for"], told["Until"], told["Overdue"]) == ("mentor", days(-2).isoformat(), "1")
    assert (told["Mentor"], told["Employer"]) == ("Marta Lind", "Ohm & Co")
    assert told["To look at"] == "contact"


@pytest.mark.shows("agreement pitfall 38", "agreement goal 17a")
def test_a_name_is_no_formula(cast: SimpleNamespace, block: str) -> None:
    agreement(
        block,
        people={"learner": {"name": '=HYPERLINK("http://x")'}, "employer": {"organisation": "@SUM(A1)"}},
    )
    _head, row = table(Browser(cast.tove).client, block, "board.csv")
    assert row[1].startswith("'=")
    assert not [cell for cell in row if cell.startswith(("=", "@", "+", "-"))]


@pytest.mark.shows("agreement pitfall 38")
def test_a_school_contact_takes_along_the_own_ones_only(cast: SimpleNamespace, block: str) -> None:
    agreement(block, people={"learner": {"name": "Hers"}}, member=cast.tomas)
    agreement(block, people={"learner": {"name": "Another’s"}}, member=cast.mikael)
    rows = table(Browser(cast.tomas).client, block, "board.csv")
    assert [row[1] for row in rows[1:]] == ["Hers"]


@pytest.mark.shows("platform fact 63", "agreement pitfall 38", "agreement goal 17a")
def test_a_thousand_are_read_in_portions(
    cast: SimpleNamespace, block: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd_of(crowd(250), block)
    monkeypatch.setattr(overview, "AT_ONCE", 100)
    client = Browser(cast.tove).client
    with CaptureQueriesContext(connection) as captured:
        rows = table(client, block, "board.csv")
    assert len(rows) == 251
    parties = [query for query in captured if 'FROM "workmentor_agreement_party"' in query["sql"]]
    assert len(parties) == 3


def test_the_empty_table_can_be_filled_in_and_used(cast: SimpleNamespace, block: str) -> None:
    (columns,) = table(Browser(cast.tove).client, block, "columns.csv")
    assert columns[:2] == ["learner", "learner_name"]
    text = f"{','.join(columns)}\nliga{',' * (len(columns) - 1)}\n"
    rows = bulk.preview(
        Requester(cast.tove.id, is_staff=True), Ground(block, COURSE_KEY, small(), "en"), text
    )
    assert [row.result for row in rows] == [bulk.Result.NEW]
