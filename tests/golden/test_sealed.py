"""One agreement from its draft to its end, with every salt and name the same each time: how it is sealed, and its papers.

Chance is made up from one seed here, so a history is the same to the byte. Where only the order changes in which salts are
drawn, the digests change and the numbered text does not; then say so in the message of the commit.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import subprocess
import sys
import uuid
import zlib
from base64 import a85decode, urlsafe_b64encode
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from tests.agreement import everyone
from tests.agreement.driving import Story
from tests.agreement.histories import history
from tests.agreement.papers import Filled, small as plain
from tests.agreement.small import small
from tests.agreement.test_pdf import WORDS
from tests.cast import Course
from tests.doors import Browser
from tests.golden import clock
from tests.golden.net import hold
from tests.golden.trees import numbered
from workmentor_xblocks.core.output.printing.drawing import draw

SEEDS = range(24)
USUAL = ("en", "nb", "nl", "fi")
KEPT = (
    *(
        f"sealed/{name}"
        for name in (
            "made_up.txt",
            "made_up.json",
            "agreement.txt",
            "papers.txt",
            "digests.txt",
            "checked.txt",
        )
    ),
    *(f"papers/{language}.txt" for language in USUAL),
    "papers/small.txt",
)


@pytest.fixture
def at() -> datetime:
    """A day of its own: what other tests remember of theirs has other salts."""
    return clock.MORNING + timedelta(days=1)


@pytest.fixture
def _no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(8)
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(bytes=chance.randbytes(16), version=4))
    monkeypatch.setattr(secrets, "token_hex", lambda size=32: chance.randbytes(size).hex())
    monkeypatch.setattr(
        secrets,
        "token_urlsafe",
        lambda size=32: urlsafe_b64encode(chance.randbytes(size)).rstrip(b"=").decode(),
    )
    monkeypatch.setattr(secrets, "randbelow", lambda below: chance.randrange(below))


def test_made_up_histories_are_sealed_as_ever() -> None:
    """The form of bodies, events and openings, without any table."""
    made = {seed: json.dumps(history(Random(seed)), indent=1, ensure_ascii=False) for seed in SEEDS}
    digests = {seed: hashlib.sha256(text.encode()).hexdigest() for seed, text in made.items()}
    hold("sealed/made_up.json", made[1] + "\n")
    hold("sealed/made_up.txt", "".join(f"{seed} {digest}\n" for seed, digest in digests.items()))


def _whole(cast: SimpleNamespace, block: str) -> Story:
    """Signed by all, begun, reviewed; a change that was declined and then signed; in the end completed."""
    story = everyone.everyone(cast, block)
    everyone.active(story)
    story.does("mentor", "notice", **{"f-rhythm": "Every Friday", "r-rhythm": ""})
    for wish in ("30", "32"):
        story.does("employer", "propose", reason="hours", text="Fewer hours in winter.")
        story.fills("employer", hours=wish, tasks="Wiring, on her own.")
        rows = {"f-outcomes": "", "f-outcomes-1-id": "1", "f-outcomes-1-text": "Wires a lighting circuit ÆØÅ"}
        story.does("school", "edit", **rows, **{"r-outcomes": ""})
        story.does("learner", "comment", path="hours", text="Is that enough?")
        story.does("school", "freeze")
        if wish == "30":
            story.signs("learner", everyone.NAMES["learner"])
            story.does("guardian", "decline", **story.version(), reason="dates", text="What of the summer?")
    for role in ("learner", "guardian", "employer", "school"):
        story.signs(role, everyone.NAMES[role])
    everyone.approve(story)
    story.does("school", "open_review")
    story.does("learner", "submit_part", **{"f-own_voice": "More time at the board, please."}, send="1")
    story.does("mentor", "submit_part", **{"f-seen": "Careful – and “quick”."}, send="1")
    story.does("school", "close_review", text="Nobody else comes.")
    story.does("school", "complete", **{"f-hours_done": "700"}, text=everyone.WHY)
    return story


PAPERS = ("version-1.pdf", "agreement.pdf", "review-1.pdf", "completion.pdf")


@pytest.mark.usefixtures("_no_chance")
def test_one_agreement_is_sealed_and_printed_as_ever(
    cast: SimpleNamespace, course: Course, tmp_path: Path
) -> None:
    story = _whole(cast, course.agreement(small()))
    client = {who: Browser(getattr(cast, who)).client for who in ("tomas", "marta")}
    address = f"/workmentor/agreement/{story.uuid}"
    sealed = {who: one.get(f"{address}/history.json").content.decode() for who, one in client.items()}
    printed = {name: b"".join(client["tomas"].get(f"{address}/{name}")) for name in PAPERS}

    hold("sealed/agreement.txt", numbered(sealed["tomas"]) + "\n")
    hold("sealed/papers.txt", "".join(f"{name}\n{text_of(data)}\n" for name, data in printed.items()))
    bytes_of = {f"history for {who}": text.encode() for who, text in sealed.items()}
    hold(
        "sealed/digests.txt",
        _digests({**bytes_of, **{name: unpacked(data) for name, data in printed.items()}}),
    )

    # What the program that everybody may have says of it.
    checker = tmp_path / "verify_agreement.py"
    checker.write_bytes(client["tomas"].get("/workmentor/agreement/verify_agreement.py").content)
    said = ""
    for who, text in sealed.items():
        kept = tmp_path / f"{who}.json"
        kept.write_text(text, encoding="utf-8")
        command = [sys.executable, checker, kept, "--head", story.row.head]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        said += f"for {who}: exit {told.returncode}\n{told.stdout}\n"
    hold("sealed/checked.txt", said)


@pytest.mark.parametrize("language", USUAL)
def test_the_usual_agreement_is_printed_as_ever(language: str) -> None:
    filled = Filled(language)
    made = {"agreement": draw(filled.paper()), "completion": draw(filled.alone(filled.completion))}
    if language == "en":
        open_text = replace(filled.edition(), in_force_since="", sha256="")
        made |= {
            "not signed": draw(filled.paper(open_text, signed=(), sheets=[filled.completion()])),
            "change": draw(filled.alone(filled.amendment)),
            "review": draw(filled.alone(filled.review)),
        }
    text = text_of(made["agreement"]) if language == "en" else ""
    hold(f"papers/{language}.txt", _digests({name: unpacked(data) for name, data in made.items()}) + text)


def test_a_small_agreement_is_printed_as_ever_in_each_language() -> None:
    made = {
        language: draw(plain(language, title=title, section=section, sentence=sentence))
        for language, (title, section, sentence) in WORDS.items()
    }
    hold("papers/small.txt", _digests({language: unpacked(data) for language, data in made.items()}))


def _digests(made: dict[str, bytes]) -> str:
    return "".join(f"{name} {hashlib.sha256(data).hexdigest()}\n" for name, data in made.items())


def text_of(data: bytes) -> str:
    """What can be read on it, page by page."""
    pages = PdfReader(BytesIO(data)).pages
    text = "".join(f"--- page {number}\n{page.extract_text()}\n" for number, page in enumerate(pages, 1))
    return re.sub(r"\b[0-9a-f]{12}\b", "‹sha›", numbered(text))


def unpacked(data: bytes) -> bytes:
    """All bytes of a PDF but for how they were packed, which is another library's work: each stream as it was before."""

    def stream(found: re.Match[bytes]) -> bytes:
        kind, packed = found.group(1), found.group(2)
        if b"ASCII85Decode" in kind:
            packed = a85decode(packed.strip().removesuffix(b"~>"))
        return kind + (zlib.decompress(packed) if b"FlateDecode" in kind else packed)

    body = data[: data.rindex(b"\nxref")]  # then come the places of what is packed
    return re.sub(
        rb"/Length \d+",
        b"/Length",
        re.sub(rb"(<<[^>]*>>)\s*stream\r?\n(.*?)endstream", stream, body, flags=re.DOTALL),
    )
