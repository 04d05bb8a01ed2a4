"""Whatever somebody typed comes back with a refusal: by every act, at every stage in which a page may have been left."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from lxml import html as lxml_html

from tests.agreement.driving import Story, begin, page_for
from tests.agreement.small import small
from tests.agreement.telling import ACT
from tests.agreement.visiting import Visitor, invited
from tests.cast import COURSE_KEY
from tests.remembered import remembered
from tests.soak import SOAK
from workmentor_xblocks.agreement.actions.acts import ACTS
from workmentor_xblocks.agreement.pages.unsaved import TYPED
from workmentor_xblocks.agreement.records.attached_tables import GuestKey
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.pages.rendering import PACKAGE

WORDS = "Every second Friday, in the small yard behind the hall"
TEMPLATES = PACKAGE / "agreement/templates/workmentor/agreement"


@pytest.fixture
def egle(story: Story) -> Visitor:
    return Visitor().enters(invited(story))


def given_back(html: str) -> list[str]:
    """The texts that a page holds in controls, where a person can copy them."""
    root = lxml_html.document_fromstring(html)
    texts = [(area.text or "").strip() for area in root.iter("textarea")]
    return texts + [str(box.get("value", "")) for box in root.iter("input") if box.get("type") != "hidden"]


def sends(egle: Visitor, act: str, **typed: Any) -> Visitor:
    """Send a form of the page that is open, though the page of today may not have it any more."""
    proof = egle.root.xpath('//input[@name="csrfmiddlewaretoken"]/@value')[0]
    mark = egle.root.xpath('//input[@name="guest"]/@value')[0]
    data = {"csrfmiddlewaretoken": proof, "guest": mark, "act": act, **typed}
    egle.hands_in(data)
    return egle


# Where an agreement may have gone while a guest's page was open.


def talking(_story: Story) -> None:
    pass


@remembered
def fixed(story: Story) -> None:
    story.fills("school", start="2027-01-11", end="2027-06-30")
    story.fills("employer", tasks="Wiring under supervision.")
    story.does("school", "freeze")


@remembered
def in_force(story: Story) -> None:
    fixed(story)
    for role, name in (
        ("learner", "Liga Ozola"),
        ("employer", "Egle Petrauskaite"),
        ("school", "Tove Nilsen"),
    ):
        story.signs(role, name)


def put_aside(story: Story) -> None:
    story.does("school", "cancel", text="Begun by mistake, there is another one.")


STAGES = (talking, fixed, in_force, put_aside)


# Whose forms hold words on a guest's page; in ``make soak`` every act has its turn.
WORDY = {
    "edit",
    "comment",
    "decline",
    "submit_part",
    "acknowledge",
    "propose",
    "notice",
    "object",
    "propose_termination",
}


@pytest.mark.soak
@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
def test_no_word_is_lost_whatever_became_of_the_agreement(story: Story, egle: Visitor, stage: Any) -> None:
    stage(story)
    typed = {"f-tasks": WORDS, "text": f"{WORDS} too", "name": f"{WORDS} name"[:60]}
    opened, lost, refused = egle.answer, {}, 0
    for act in sorted(ACTS if SOAK else WORDY):
        egle.answer = opened
        with transaction.atomic():
            sends(egle, act, **typed)
            transaction.set_rollback(True)
        if egle.status == 200:
            continue  # it was done: the words are where they belong
        refused += 1
        assert egle.status in (400, 403, 404, 409), act
        texts = given_back(egle.html)
        lost[act] = [word for word in typed.values() if word not in texts]
    assert {act: words for act, words in lost.items() if words} == {}
    assert refused >= len(WORDY) - 2


def test_a_guest_saves_a_field_after_the_school_has_fixed_the_text(story: Story, egle: Visitor) -> None:
    fixed(story)
    sends(egle, "edit", **{"f-tasks": WORDS})
    assert egle.status == 409
    assert "What you typed was not saved" in egle.text
    assert "kept below" not in egle.text
    (label,) = list(egle.root.xpath("//section[@data-wm-unsaved]//label/span/text()"))
    assert label == "Tasks"


def test_what_is_in_its_place_still_is_not_shown_twice(story: Story, egle: Visitor) -> None:
    egle.tries("edit", **{"f-tasks": WORDS, "f-hours": "many"})
    assert egle.status == 400
    assert given_back(egle.html).count(WORDS) == 1
    assert "kept below" in egle.text
    assert egle.root.xpath("//section[@data-wm-unsaved]") == []


def test_what_the_agreement_says_anyway_is_no_loss(story: Story, egle: Visitor) -> None:
    fixed(story)
    sends(egle, "edit", **{"f-tasks": "Wiring under supervision.", "f-emergency": ""})
    assert egle.status == 409
    assert egle.root.xpath("//section[@data-wm-unsaved]") == []


def test_a_short_reason_for_declining_stays_where_it_was_typed(story: Story, egle: Visitor) -> None:
    fixed(story)
    egle.reads().tries("decline", reason="dates", text="No, sorry")
    assert egle.status == 400
    assert given_back(egle.html).count("No, sorry") == 1


def test_lines_and_letters_come_back_as_they_were_typed(story: Story, egle: Visitor) -> None:
    fixed(story)
    text = "First <line> & more\r\n\r\nsecond “line”"
    sends(egle, "comment", text=text, path="tasks")
    assert text.replace("\r\n", "\n") in [entry.replace("\r\n", "\n") for entry in given_back(egle.html)]


@pytest.mark.parametrize("gone", ["revoked", "no cookie", "not proven"])
def test_a_page_without_an_agreement_gives_the_words_back_too(story: Story, egle: Visitor, gone: str) -> None:
    typed = {"f-tasks": WORDS, "text": f"{WORDS} too"}
    if gone == "revoked":
        GuestKey.objects.update(revoked_at="2026-11-01T00:00:00Z")
        sends(egle, "edit", **typed)
    elif gone == "no cookie":
        del egle.client.cookies["workmentor_guest"]
        sends(egle, "edit", **typed)
    else:
        egle.hands_in({"act": "edit", **typed})
    assert egle.status in (403, 404)
    assert [word for word in typed.values() if word not in given_back(egle.html)] == []


def test_words_for_another_agreement_of_the_same_browser_come_back_beside_the_page(
    story: Story, egle: Visitor, cast: SimpleNamespace, usage_key: str
) -> None:
    """Two tabs: the link of another agreement was opened in the second one, and its cookie is the browser's now."""
    other = begin(cast, usage_key + "b", COURSE_KEY)
    first = egle.answer
    egle.enters(invited(other))
    egle.answer = first

    sends(egle, "edit", **{"f-tasks": WORDS, "text": f"{WORDS} too"})

    assert egle.status == 409
    assert {WORDS, f"{WORDS} too"} <= set(given_back(egle.html))
    (own,) = egle.root.xpath('//textarea[@name="f-tasks"]')
    assert (own.text or "").strip() == "", "they would land in the wrong agreement"


@pytest.mark.parametrize("name", ["f-tasks", "f-hours", "f-start", "f-outcomes", "f-outcomes-1-id", "text"])
def test_what_no_control_sends_is_no_word(story: Story, egle: Visitor, name: str) -> None:
    fixed(story)
    proof = egle.root.xpath('//input[@name="csrfmiddlewaretoken"]/@value')[0]
    mark = egle.root.xpath('//input[@name="guest"]/@value')[0]
    for sent in (["a", "b"], [{"x": "y"}], {"a": 1}, [[1]], 7, True, None):
        answer = egle.client.post(
            ACT,
            {"act": "edit", "guest": mark, "f-rhythm": WORDS, name: sent},
            content_type="application/json",
            headers={"accept": "application/json", "x-csrftoken": proof},
        )
        assert answer.status_code == 409, sent
        assert WORDS in given_back(answer.json()["html"]), sent


@pytest.mark.parametrize("words", ['"><script>alert(1)</script>', "</textarea><img src=x onerror=alert(1)>"])
def test_words_that_are_html_come_back_as_words(story: Story, egle: Visitor, words: str) -> None:
    fixed(story)
    sends(egle, "edit", **{"f-tasks": words, "text": words, "f-outcomes-0-id": words})
    assert given_back(egle.html).count(words) >= 2
    assert not egle.root.xpath('//*[@onerror] | //script[contains(text(), "alert")]')


def test_with_a_script_the_page_that_comes_with_a_refusal_holds_the_words(
    story: Story, egle: Visitor
) -> None:
    fixed(story)
    proof = egle.root.xpath('//input[@name="csrfmiddlewaretoken"]/@value')[0]
    mark = egle.root.xpath('//input[@name="guest"]/@value')[0]
    answer = egle.client.post(
        ACT,
        {"act": "edit", "guest": mark, "f-tasks": WORDS, "quiet": True},
        content_type="application/json",
        headers={"accept": "application/json", "x-csrftoken": proof},
    )
    assert answer.status_code == 409
    assert WORDS in given_back(answer.json()["html"])


def test_every_control_in_which_people_type_is_known() -> None:
    """A new form with words in it has to be named, or its words would not come back."""
    found = set()
    for template in TEMPLATES.glob("*.html"):
        if template.stem.split("_")[0] in ("board", "bulk", "start", "preview", "check", "list", "home"):
            continue  # they stand on the school's own place, whose refusals leave the page as it is
        for tag in re.findall(
            r'<(?:textarea|input)[^>]*>|{% frame "input"[^%]*%}', template.read_text("utf-8")
        ):
            kind = re.search(r'(?:type|kind)="(\w+)"', tag)
            name = re.search(r'name="([^"]*)"', tag)
            typed = kind is None or kind[1] in ("text", "email", "tel", "date", "search", "long", "code")
            if name and typed and not name[1].startswith("f-") and "readonly" not in tag:
                found.add(name[1])
    assert found - {"code"} <= set(TYPED)  # six digits are asked for anew


def test_lines_of_a_review_that_was_refused_stand_in_their_cells_again(
    cast: SimpleNamespace, usage_key: str
) -> None:
    """They stood empty, and what was kept before with them: saved once more, both were gone."""
    asked = {"id": "seen", "label": "What you saw", "owners": ["learner"], "kind": "rows"}
    definition = small(review_fields=[{**asked, "columns": [{"id": "what", "label": "What"}]}])
    story = begin(cast, usage_key, COURSE_KEY, definition).ready().signed()
    Agreement.objects.update(state="active")
    story.does("school", "open_review")
    story.does("learner", "submit_part", **{"f-seen": "", "f-seen-1-what": "Wiring"})
    typed = {"act": "submit_part", "f-seen": "", "f-seen-1-what": "Wiring", "f-seen-2-what": "Earthing"}
    with pytest.raises(Refusal) as refused:
        story.does("learner", "submit_part", **typed, held_on="2020-01-01")
    page = page_for(
        story.person("learner"), story.thread, FormTarget(), "en", typed=typed, refusal=refused.value
    )
    assert [text for text in given_back(page) if text in ("Wiring", "Earthing")] == ["Wiring", "Earthing"]
    assert "data-wm-unsaved" not in page
