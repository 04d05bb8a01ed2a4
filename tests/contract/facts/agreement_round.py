"""An agreement from the first word to the last, by people with accounts and by guests with a link."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.agreement.telling import CHANGED, EGLE, GRETA, TASKS, followed
from tests.contract.agreeing import Story, begun, fixed, in_force
from tests.contract.fact import Need, fact
from tests.contract.site import Points, Site
from tests.contract.steps import soon

_LETTERS = (Need.LETTERS,)
_WHOLE = "The block is for this; every place has to carry all of it."


def verified(site: Site, story: Story) -> str:
    """What the program that everybody can take along says of the history that Egle took along.

    Nothing may be wrong; where texts were erased or are not hers to read, it says how many, and ends with 3.
    """
    done = checked(story, str(story.history()["head"]))
    gone = "texts cannot be read here" in done.stdout
    assert done.returncode == (3 if gone else 0), done.stdout + done.stderr
    return done.stdout


def checked(story: Story, head: str) -> subprocess.CompletedProcess[str]:
    """How that program ends on Egle's computer, with a number from one of her letters."""
    egle = story.guest(EGLE)
    history = egle.pages.get("/workmentor/guest/history.json")
    program = egle.pages.get("/workmentor/guest/verify_agreement.py")
    assert (history.status, program.status) == (200, 200)
    with TemporaryDirectory() as folder:
        (Path(folder) / "verify.py").write_bytes(program.body)
        (Path(folder) / "history.json").write_bytes(history.body)
        return subprocess.run(
            [sys.executable, "-I", "verify.py", "history.json", "--head", head],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )


@fact(
    "Draft, two remarks, a decline, signatures of two accounts and two guests: then it holds, the learner has "
    "completed the block, and the history proves itself without the site.",
    source=_WHOLE,
    needs=(Need.LETTERS, Need.COMPLETION),
)
@pytest.mark.shows("agreement promise 3", "agreement promise 18", "agreement promise 34")
def draft_to_signatures(site: Site) -> None:
    story = begun(site, minor=True)
    egle, greta = story.guest(EGLE), story.guest(GRETA)
    liga, tove = story.person("liga"), story.person("tove")
    liga.does("comment", where={"path": "tasks"}, text="May I work at heights?")
    egle.fills(tasks="Wiring.")
    egle.does("comment", where={"path": "hours"}, text="Is 38 right?")
    tove.does("freeze")
    liga.does("decline", reason="dates", text="My school trip is in these weeks.")
    assert story.state() == "Being negotiated"
    egle.fills(tasks=TASKS)
    tove.does("freeze")
    liga.signs("Liga Ozola")
    greta.signs("Greta Mertens")
    egle.signs("Egle Petrauskaite")
    assert not site.dashboard.completion(site.username("liga"), story.placed.key)
    sheet = tove.signs("Tove Nilsen")
    assert "Liga Ozola" in sheet.text
    assert story.state() == "Signed by all"
    told = story.history()
    assert {(one["role"], one["method"]) for one in told["signatures"] if not one["void"]} == {
        ("learner", "login"),
        ("guardian", "link_and_code"),
        ("employer", "link_and_code"),
        ("school", "login"),
    }
    assert site.dashboard.completion(site.username("liga"), story.placed.key) == 1.0
    assert not site.dashboard.completion(site.username("tove"), story.placed.key)
    assert site.dashboard.points(site.username("liga"), story.placed.unit) == Points(0, 0)
    verified(site, story)


@fact(
    "One post with two wrong fields gets both named, each with its sentence, and nothing of it is kept.",
    source="One error shape.",
    needs=_LETTERS,
)
def every_wrong_field(site: Site) -> None:
    story = begun(site)
    tove = story.person("tove")
    held = tove.open().form_with("hours").fields
    answer = tove.hands_in({**held, "f-hours": "many", "f-start": "soon", "f-end": "2031-06-30"})
    assert answer.status == 400
    assert {name for name, said in answer.error["fields"].items() if said} == {"f-hours", "f-start"}
    assert tove.open().form_with("hours").fields == held


@fact(
    "The paper is for who takes part, by both doors the same bytes; everybody else gets 404.",
    source=_WHOLE,
    needs=_LETTERS,
)
@pytest.mark.shows("agreement promise 19")
def papers(site: Site) -> None:
    story = in_force(site)
    own = [site.person(name).get(story.path("agreement.pdf")) for name in ("liga", "tove")]
    own.append(story.guest(EGLE).pages.get("/workmentor/guest/agreement.pdf"))
    for answer in own:
        assert (answer.status, answer.body[:5]) == (200, b"%PDF-"), answer.raw[:300]
        assert "no-store" in answer.headers["cache-control"]
    assert len({answer.body for answer in own}) == 1
    for name in ("agreement.pdf", "history.json"):
        for browser in (site.person("mikael"), site.person("olaf"), site.nobody()):
            assert browser.get(story.path(name)).status == 404, name


@fact(
    "The number in a receipt proves what was before it and says so, with 3; the one in the letter that everybody has "
    "signed proves the whole history, with 0.",
    source="Who keeps a letter can check without us, and is told no more than was checked.",
    needs=_LETTERS,
)
def what_a_letter_proves(site: Site) -> None:
    story = fixed(site)
    story.guest(EGLE).signs("Egle Petrauskaite")
    receipt = _number(story, "Receipt of your signature")
    story.person("liga").signs("Liga Ozola")
    story.person("tove").signs("Tove Nilsen")
    in_part, whole = checked(story, receipt), checked(story, _number(story, "Everybody has signed"))
    assert in_part.returncode == 3, in_part.stdout + in_part.stderr
    assert "It does not prove" in in_part.stdout
    assert whole.returncode == 0, whole.stdout + whole.stderr


def _number(story: Story, subject: str) -> str:
    """The number for the program, the last in Egle's letter about this."""

    def found() -> list[str]:
        return [one.text for one in story.letters.to(EGLE) if one.subject.startswith(subject)]

    soon(story.site, lambda: bool(found()), f"a letter to {EGLE}: {subject}")
    return re.findall(r"\b[0-9a-f]{64}\b", found()[-1])[-1]


@fact(
    "A link to a place in the page stays in its frame, leads to what is there, and is one that our script brings to the "
    "top.",
    source="Seen in the learning front end: links open around its frame, and the LMS scrolls inside it.",
    needs=_LETTERS,
)
def jumps(site: Site) -> None:
    page = begun(site).person("liga").open()
    assert page.jumps
    for jump in page.jumps:
        assert (jump.get("target"), "data-wm-jump" in jump) == ("_self", True), jump
        assert f'id="{jump["href"][1:]}"' in page.html, jump


@fact(
    "A change that everybody signs leaves the same history here as where it is told without pages.",
    source=_WHOLE,
    needs=_LETTERS,
)
def a_change_is_signed_by_all(site: Site) -> None:
    story = in_force(site).changed(hours="30")
    assert followed(story.history()) == CHANGED
