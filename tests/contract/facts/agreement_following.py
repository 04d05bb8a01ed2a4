"""What comes after the signatures: reviews, changes, paper, the end; and what each day brings."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from tests.agreement.telling import EGLE
from tests.contract.agreeing import Invited, Story, begun, fixed, in_force
from tests.contract.fact import Need, fact
from tests.contract.site import Site

_LETTERS = (Need.LETTERS,)
_WHOLE = "The block is for this; every place has to carry all of it."
# The smallest picture that is one.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def _reviewed(story: Story, egle: Invited) -> None:
    """A review in which Egle does not agree."""
    liga, tove = story.person("liga"), story.person("tove")
    tove.does("open_review")
    liga.does("submit_part", send="1", **{"f-own_voice": "I want to wire more on my own."})
    egle.does("submit_part", send="1", **{"f-seen": "Works with care."})
    tove.does("submit_part", send="1", **{"f-school_view": "On the way."})
    liga.does("acknowledge", decision="agree")
    egle.does("acknowledge", decision="disagree", text="The hours are those of another week.")
    tove.does("acknowledge", decision="agree")


@fact(
    "A review with a disagreement, a signed change and the completion stand in one history, each with its paper.",
    source=_WHOLE,
    needs=(Need.LETTERS, Need.COMMANDS),
)
@pytest.mark.shows("agreement step 20", "agreement promise 34")
def to_the_end(site: Site) -> None:
    story = in_force(site, start=date.today())  # noqa: DTZ011 - a placement begins on a day, not at a moment
    egle, liga, tove = story.guest(EGLE), story.person("liga"), story.person("tove")
    _start_now(story)
    _reviewed(story, egle)
    assert "The hours are those of another week." in liga.open().text
    egle.does("propose", reason="hours")
    egle.fills(hours="36")
    tove.does("freeze")
    assert tove.page.text.count("Version 1") >= 1, "the one in force is named beside"
    liga.signs("Liga Ozola")
    egle.signs("Egle Petrauskaite")
    tove.signs("Tove Nilsen")
    tove.does("complete", **{"f-hours_done": "900"}, text="The company closes its workshop early.")
    assert story.state() == "Completed"
    told = story.history()
    assert [version["state"] for version in told["versions"]] == ["superseded", "in_force"]
    kinds = [event["kind"] for event in told["events"]]
    assert kinds.count("acknowledge") == 3
    assert kinds[-1] == "complete"
    for name in ("agreement.pdf", "version-1.pdf", "review-1.pdf", "completion.pdf"):
        answer = site.person("liga").get(story.path(name))
        assert (answer.status, answer.body[:5]) == (200, b"%PDF-"), f"{name} {answer.raw[:300]}"
    assert egle.pages.get("/workmentor/guest/completion.pdf").body[:5] == b"%PDF-"


def _start_now(story: Story) -> None:
    """Let the placement begin, as the day's work does on its first day."""
    if story.state() == "In force, under way":
        return
    story.site.run("workmentor_daily")
    assert story.state() == "In force, under way"


@fact(
    "A signature on paper is recorded with its scan by the school, and shown as what it is; the scan is for the parties.",
    source=_WHOLE,
    needs=_LETTERS,
)
@pytest.mark.shows("agreement pitfall 41")
def on_paper(site: Site) -> None:
    story = fixed(site)
    story.person("liga").signs("Liga Ozola")
    tove = story.person("tove")
    tove.open()
    address = story.path(f"scans/?sha256={story.history()['versions'][-1]['sha256']}")
    refused = tove.door.upload(address, "scan", "contract.exe", b"MZ" + b"\0" * 200)
    assert refused.status == 400, refused.raw[:300]
    other = tove.door.upload(story.path(f"scans/?sha256={'0' * 64}"), "scan", "contract.png", PNG)
    assert other.status == 409, "a scan is of the text that the page showed"
    kept = tove.door.upload(address, "scan", "contract.png", PNG)
    assert kept.status == 200, kept.raw[:500]
    scan = kept.data["scan"]
    code = _own_code(story)
    employer = next(value for words, value in tove.open().listed("party") if "Employer" in words)
    tove.does("record_offline", party=employer, name="Egle Petrauskaite", scan=scan, code=code)
    (signature,) = [one for one in story.history()["signatures"] if one["role"] == "employer"]
    assert (signature["kind"], signature["method"]) == ("offline", "offline")
    path = story.path(f"scans/{scan}/")
    assert hashlib.sha256(tove.door.get(path).body).digest() == hashlib.sha256(PNG).digest()
    assert site.person("mikael").get(path).status == 404
    assert site.nobody().get(path).status == 404


def _own_code(story: Story) -> str:
    tove = story.person("tove")
    assert tove.tries("send_code").status == 200
    return story.letters.code_to(story.site.address("tove"))


@fact(
    "The day's work tells beforehand what it would do and changes nothing; done, it does it once.",
    source="Operators run it from cron.",
    needs=(Need.LETTERS, Need.COMMANDS),
)
@pytest.mark.shows("agreement promise 22", "agreement promise 28")
def day(site: Site) -> None:
    story = begun(site)
    before = site.kept()
    site.run("workmentor_daily", "--dry-run")
    assert site.kept() == before
    site.run("workmentor_daily")
    letters = len(site.letters())
    site.run("workmentor_daily")
    assert len(site.letters()) == letters
    assert story.state() == "Being negotiated"
