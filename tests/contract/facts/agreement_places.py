"""Nobody becomes somebody else: whose a place is, once its person has come, and what the address before is told."""

from __future__ import annotations

import re

from tests.agreement.telling import EGLE, TASKS
from tests.contract.agreeing import begun
from tests.contract.fact import Need, fact
from tests.contract.site import Site
from tests.contract.steps import soon
from tests.guests import path_of
from tests.html import Page

_LETTERS = (Need.LETTERS,)
_OTHER = "second.address@contract.example"
_OBJECTION = re.compile(r"https?://\S+/workmentor/guest/objection/\S+")


@fact(
    "Once its person has come, a place is that person's and the school's: a learner who names the employer anew "
    "with another address is refused, and no letter goes there.",
    source="A learner became the employer that way, and signed as the employer.",
    needs=_LETTERS,
)
def a_place_that_is_taken(site: Site) -> None:
    story = begun(site)
    egle = story.guest(EGLE)
    egle.fills(tasks=TASKS)
    liga = story.person("liga")
    form = liga.open().form("comment").fields
    assert "name_person" not in liga.page.acts or liga.page.form("name_person").fields["party"] == "learner"
    head = story.history()["head"]
    for act in ("name_person", "invite", "correct_contact", "replace"):
        answer = liga.send("act", {**form, "act": act, "party": "employer", "name": "Egle", "email": _OTHER})
        assert answer.status == 403, f"{act}: {answer.status} {answer.raw[:500]}"
    assert story.history()["head"] == head
    assert not story.letters.to(_OTHER)
    assert egle.open().acts & {"comment", "edit"}, "her link works on"


@fact(
    "The address before is told that a place was changed, not to what, and can object with one button; the school hears "
    "of it.",
    source="Whoever loses a place has to hear of it.",
    needs=_LETTERS,
)
def the_address_before(site: Site) -> None:
    story = begun(site)
    story.guest(EGLE).fills(tasks=TASKS)
    tove = story.person("tove")
    told = len(story.letters.to(site.address("tove")))
    tove.does("name_person", where={"party": "employer"}, email=_OTHER)

    def objection() -> list[str]:
        return [link for letter in story.letters.to(EGLE) for link in _OBJECTION.findall(letter.text)]

    soon(site, lambda: bool(objection()), "a letter to the address before")
    assert _OTHER not in story.letters.to(EGLE)[-1].text
    somebody, door = site.nobody(), path_of(objection()[-1])
    head = story.history()["head"]
    (button,) = [form.fields for form in Page(somebody.get(door).raw).forms]
    assert story.history()["head"] == head, "opening it changes nothing"
    assert somebody.submit(door, button).status == 200
    soon(site, lambda: len(story.letters.to(site.address("tove"))) > told, "a letter to the school")
    assert story.history()["events"][-1]["kind"] == "contest"
