"""What agreements leave in the site's log, and several people at the very same moment."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from tests.agreement.telling import EGLE, GUEST, AtTheBlock
from tests.contract.agreeing import Invited, begun, fixed
from tests.contract.fact import Need, fact
from tests.contract.site import Site
from tests.people import Answer

_LOG = "Seen on a running LMS: addresses, query strings and forms are written into the tracking log in full."
_NAME = "Quokka Petrauskaite"


@fact(
    "No link, code, name, remark, reason or agreement's address reaches the tracking log, whoever sends it by which door.",
    source=_LOG,
    needs=(Need.LETTERS, Need.TRACKING_LOG),
)
@pytest.mark.shows("agreement promise 12")
def no_word_in_the_log(site: Site) -> None:
    story = begun(site)
    secrets = {
        "quokkatasks",
        "quokkaremark",
        "quokkareason",
        _NAME,
        "Ohm & Co",
        "Ohm+",
        EGLE,
        EGLE.replace("@", "%40"),
    }
    egle = story.guest(EGLE)
    egle.fills(tasks="quokkatasks in the hall")
    egle.does("comment", where={"path": "hours"}, text="quokkaremark on the hours")
    story.person("tove").does("freeze")
    story.person("liga").does("decline", reason="dates", text="quokkareason, and more of it")
    story.person("tove").does("freeze")
    egle.does("send_code")
    code = story.letters.code_to(EGLE)
    egle.does("sign", consent="on", name=_NAME, code=code)
    egle.pages.get("/workmentor/guest/agreement.pdf")
    egle.pages.get(f"{GUEST}?language=nl")
    site.person("liga").get(story.path("agreement.pdf"))
    secrets |= {urlsplit(link).path.split("/")[3] for link in story.letters.all_links(EGLE)}
    log = site.log()
    assert not [secret for secret in secrets if secret in log]
    assert "/workmentor/" not in log, "what happens on our own pages is no event of the site"
    assert f'"{code}"' not in log
    ours = [json.loads(line) for line in log.splitlines() if '"workmentor.' in line]
    assert not [
        line for line in ours if story.uuid[:6] in json.dumps(line) and "name" in line.get("event", {})
    ]


def _together(people: list[Invited | AtTheBlock], forms: list[dict[str, str]]) -> list[Answer]:
    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(lambda pair: pair[0].hands_in(pair[1]), zip(people, forms, strict=True)))


@fact(
    "Four times the same signature at once is one signature, and with the last two at once the agreement holds, once.",
    source="Seen on a database of the platform's kind: without a held row signatures are lost, or never complete it.",
    needs=(Need.LETTERS, Need.PARALLEL, Need.COMPLETION),
)
def signatures_at_once(site: Site) -> None:
    story = fixed(site)
    form = {**story.person("liga").open().form("sign").fields, "consent": "on", "name": "Liga Ozola"}
    four = _together([story.person("liga") for _ in range(4)], [form] * 4)
    assert Counter(answer.status for answer in four) == {200: 1, 409: 3}
    egle = story.guest(EGLE)
    egle.does("send_code")
    signed = {"consent": "on", "name": "Egle Petrauskaite", "code": story.letters.code_to(EGLE)}
    forms = [
        {**egle.open().form("sign").fields, **signed},
        {**story.person("tove").open().form("sign").fields, "consent": "on", "name": "Tove Nilsen"},
    ]
    both = _together([egle, story.person("tove")], forms)
    assert [answer.status for answer in both] == [200, 200], [answer.raw[:300] for answer in both]
    told = story.history()
    assert Counter(one["role"] for one in told["signatures"]) == {"learner": 1, "employer": 1, "school": 1}
    assert sum(event["data"].get("in_force") is True for event in told["events"]) == 1
    assert story.state() == "Signed by all"
    assert site.dashboard.completion(site.username("liga"), story.placed.key) == 1.0


@fact(
    "Who signs while the text is opened again signs it before or not at all: never a text that nobody sees.",
    source="Seen on a database of the platform's kind.",
    needs=(Need.LETTERS, Need.PARALLEL),
)
def signing_and_opening_at_once(site: Site) -> None:
    story = fixed(site)
    form = {**story.person("liga").open().form("sign").fields, "consent": "on", "name": "Liga Ozola"}
    again = {**story.person("tove").open().form("unfreeze").fields, "text": "Something was forgotten in it."}
    answers = _together([story.person("liga"), story.person("tove")], [form, again])
    assert answers[1].status == 200
    assert answers[0].status in (200, 409)
    assert all(one["void"] for one in story.history()["signatures"])
    assert story.state() == "Being negotiated"
