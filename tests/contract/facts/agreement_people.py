"""Who may do what to an agreement: course staff, whoever takes part, and everybody else; under masks and in Studio too."""

from __future__ import annotations

from typing import Any

import pytest

from tests.agreement.small import small
from tests.agreement.telling import EGLE, TASKS, AtTheBlock
from tests.contract.agreeing import Story, begun, fixed, in_force, template
from tests.contract.fact import Need, fact
from tests.contract.site import Site
from tests.contract.steps import save, soon
from workmentor_xblocks.agreement.actions.acts import ACTS

_LETTERS = (Need.LETTERS,)
_HANDLERS = "Seen on a running LMS and Studio: whoever is signed in can run any handler."
_MASK = "Seen on a running LMS: under a mask fields live in the session, but rows of tables would be written for real."
_READING = ("open", "list", "history", "board", "read")


def _everything(story: Story) -> list[tuple[str, dict[str, Any]]]:
    """Every act of the list, and every other handler that could write."""
    plain = {
        "agreement": story.uuid,
        "party": "employer",
        "text": "Long enough to be a reason.",
        "reason": "dates",
        "path": "tasks",
        "on": "2027-01-01",
        "email": "other@contract.example",
        "name": "Somebody",
        "consent": "on",
    }
    acts: list[tuple[str, dict[str, Any]]] = [("act", {**plain, "act": act}) for act in ACTS]
    begin = {"for": "other", "learner": story.site.username("mikael"), "request": "r1"}
    own = {"for": "me", "request": "r2"}
    many = {"view": "bulk", "do": "create", "text": f"learner\n{begin['learner']}\n"}
    return [
        *acts,
        ("begin", begin),
        ("begin", own),
        ("board", many),
        ("save_definition", {}),
        ("check_definition", {}),
    ]


def _nothing_happens(story: Story, name: str, *, device: str, why: str) -> None:
    person = story.person(name, device=device)
    for handler, data in _everything(story):
        answer = person.send(handler, data)
        assert answer.status == 403, f"{handler} {data.get('act')}: {answer.status} {answer.raw[:300]}"
        assert answer.is_ours, answer.raw[:300]
        if handler == "act":
            assert answer.error["code"] == why, answer.raw[:300]


@fact(
    "Under a mask, as one learner or as any, the page is shown, every handler refuses, and no row of any table changes.",
    source=_MASK,
    needs=(Need.LETTERS, Need.COMMANDS),
)
@pytest.mark.shows("agreement place 24", "agreement pitfall 31", "agreement goal 12", "agreement promise 34")
def masks(site: Site) -> None:
    story = fixed(site)
    before = site.kept()
    tove = site.person("tove", device="mask")
    for mask in (site.username("liga"), ""):
        tove.view_as(mask)
        try:
            shown = story.person("tove", device="mask").open()
            assert "masquerading" in shown.notices
            assert "Ohm & Co" in shown.text, "as Liga hers, as any learner that in which Tove takes part"
            assert not shown.acts
            assert not shown.offers("begin")
            _nothing_happens(story, "tove", device="mask", why="masquerading_here")
        finally:
            tove.view_as(None)
    assert site.kept() == before
    assert "masquerading" not in story.person("tove", device="mask").open().notices


@fact(
    "In Studio's preview nobody does anything, author or stranger, and no row of any table changes.",
    source=_HANDLERS,
    needs=(Need.LETTERS, Need.COMMANDS),
)
@pytest.mark.shows("agreement place 25", "agreement pitfall 31", "agreement goal 12", "agreement promise 34")
def studio(site: Site) -> None:
    story = fixed(site)
    before = site.kept()
    for name in ("aad", "liga", "olaf"):
        for handler, data in _everything(story):
            if name == "aad" and handler.endswith("_definition"):
                continue
            for send in (site.person(name).preview, site.person(name).studio):
                answer = send(story.placed.key, handler, data)
                assert answer.status in (403, 404), f"{name} {handler} {data.get('act')}: {answer.raw[:300]}"
                assert answer.is_ours, answer.raw[:300]
    seen = site.person("aad").author_view(story.placed.key)
    assert (seen.status, "Frame" in seen.raw) == (200, True)
    assert "Ohm" not in seen.raw, "a preview shows the template, no agreement"
    assert site.kept() == before


@fact(
    "Who takes no part finds no agreement, and no handler tells that there is one.",
    source=_HANDLERS,
    needs=_LETTERS,
)
@pytest.mark.shows("agreement place 26")
def strangers(site: Site) -> None:
    story = begun(site)
    head = story.history()["head"]
    for name, status in (("mikael", 404), ("olaf", 403)):
        person = story.person(name)
        for act in ACTS:
            answer = person.send("act", {"act": act, "agreement": story.uuid})
            assert (answer.status, answer.is_ours) in ((status, True), (404, True)), (
                f"{name} {act} {answer.raw[:300]}"
            )
            assert "Ohm" not in answer.raw
        for handler in _READING:
            answer = person.send(handler, {"agreement": story.uuid})
            assert "Ohm" not in answer.raw, f"{name} {handler}"
    for handler in ("act", "begin", *_READING):
        answer = site.nobody().get_handler(story.placed.key, handler)
        assert (answer.status, answer.is_ours) == (405, True), handler
    assert story.history()["head"] == head


@fact(
    "Staff of the course act for the school, limited staff too, and each of them is recorded.",
    source="Seen on a running LMS: limited staff are staff in the LMS and nothing in Studio.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement place 10", "agreement promise 7")
def staff(site: Site) -> None:
    story = begun(site)
    assert "Ohm" not in story.person("tomas").send("open", {"agreement": story.uuid}).raw
    site.dashboard.appoint(site.username("tomas"), "limited_staff", appointed=True)
    try:
        tomas = story.person("tomas")
        tomas.does("comment", where={"path": "tasks"}, text="From the school.")
        event = story.history()["events"][-1]
        assert event["actor"] == "school"
        assert "commitment" in event["data"]["person"]
        assert site.person("tomas").editor(story.placed.key).status in (302, 403)
        assert story.person("tove").open().text.count("From the school.") == 1
    finally:
        site.dashboard.appoint(site.username("tomas"), "limited_staff", appointed=False)
    assert "Ohm" not in story.person("tomas").send("open", {"agreement": story.uuid}).raw


@fact(
    "An account takes the place that its own address was invited to, and no other account does.",
    source="Mentors have accounts of their own as often as not.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement place 11")
def invited_account(site: Site) -> None:
    story = begun(site)
    tove = story.person("tove")
    tove.does(
        "name_person", where={"party": "mentor"}, name="Marta Lind", email=site.address("marta").upper()
    )
    tove.does("invite", where={"party": "mentor"})
    assert "accept" not in story.person("mikael").open().acts
    marta = story.person("marta")
    place = marta.open().form("accept").fields
    assert story.person("mikael").send("act", place).status == 404
    assert marta.send("act", place).status == 200
    marta.fills(rhythm="Every Friday at two.")
    assert "Every Friday at two." in story.person("liga").open().text


@fact(
    "Another e-mail address of an account changes nothing: the person takes part as before, and is written to there.",
    source="Seen on a running LMS: a change is confirmed by mail and keeps the account.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement place 23")
def changed_address(site: Site) -> None:
    story = begun(site)
    name, old, new = site.username("liga"), site.address("liga"), "liga.elsewhere@contract.example"
    site.dashboard.change_address(site.person("liga"), name, new)
    try:
        story.guest(EGLE).fills(tasks=TASKS)
        story.person("tove").does("freeze")
        story.person("liga").signs("Liga Ozola")
        soon(site, lambda: len(story.letters.to(new)) >= 2, "the letters to sign and the receipt")
    finally:
        site.dashboard.change_address(site.person("liga"), name, old)


@fact(
    "Who left the course keeps the agreement and cannot sign until the school has cleared it.",
    source="Seen on a running LMS: a handler runs for who is not enrolled any more.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement place 21", "agreement pitfall 32")
def who_left(site: Site) -> None:
    story = fixed(site)
    liga = story.person("liga")
    form = liga.open().form("sign").fields
    site.dashboard.enrol(site.username("liga"), enrolled=False)
    try:
        answer = liga.send("act", {**form, "consent": "on", "name": "Liga Ozola"})
        assert (answer.status, answer.error["code"]) == (403, "not_enrolled_here")
        assert "not_enrolled" in story.person("tove").open().notices
    finally:
        site.dashboard.enrol(site.username("liga"), enrolled=True)
    liga.signs("Liga Ozola")
    assert story.history()["signatures"]


@fact(
    "Delete state clears nothing of an agreement, and the learner goes on with it.",
    source="Seen on a running LMS: the platform deletes its row, and tells us.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement place 22")
def delete_state(site: Site) -> None:
    story = fixed(site)
    liga = story.person("liga")
    liga.send("open", {"agreement": story.uuid})
    before = story.history()
    site.dashboard.delete_state(site.username("liga"), story.placed.key)
    assert story.history() == before
    liga.signs("Liga Ozola")


@fact(
    "When the block is deleted, its agreements stay with who takes part, on paper and as a history; strangers get 404.",
    source="Authors delete blocks; contracts outlive them.",
    needs=_LETTERS,
)
@pytest.mark.shows("agreement place 17")
def block_is_gone(site: Site) -> None:
    story = in_force(site)
    site.desk.delete(story.placed.key)
    site.desk.publish(story.placed.unit)
    for browser, prefix in ((site.person("liga"), ""), (site.person("tove"), "")):
        for name in ("agreement.pdf", "history.json"):
            assert browser.get(prefix + story.path(name)).status == 200, name
    egle = story.guest(EGLE)
    assert (egle.answer.status, "Ohm" in egle.answer.raw) == (200, True)
    assert site.person("mikael").get(story.path("agreement.pdf")).status == 404
    assert story.person("liga").send("open", {"agreement": story.uuid}).status == 404


@fact("A template that changes leaves the agreements alone that began with it.", source="What people read is what they sign.",
      needs=_LETTERS)  # fmt: skip
@pytest.mark.shows("agreement pitfall 43", "agreement promise 25")
def template_changes(site: Site) -> None:
    story = begun(site)
    before = story.history()["template"]
    changed = small(consent="I agree to something else.", sign_days=3)
    assert save(site.person("aad"), story.placed.key, changed).status == 200
    site.desk.publish(story.placed.unit)
    story.guest(EGLE).fills(tasks=TASKS)
    story.person("tove").does("freeze")
    liga = story.person("liga").open()
    assert "I agree to something else." not in liga.text
    assert story.history()["template"] == before


@fact(
    "A table of learners is looked at first, then begun; what cannot be is told line by line, and a repeat begins nothing.",
    source="A school begins its agreements class by class.",
    needs=_LETTERS,
)
def many_at_once(site: Site) -> None:
    placed = template(site)
    tove = AtTheBlock(site.person("tove"), placed.key)
    table = f"learner\n{site.username('liga')}\n{site.username('mikael')}\nnobody-of-this-name\n"
    looked = tove.send("board", {"view": "bulk", "do": "preview", "text": table})
    assert looked.status == 200, looked.raw[:500]
    seen = next(
        form.fields["seen"]
        for form in looked.page.forms
        if form.action == "board" and form.fields.get("seen")
    )
    assert not AtTheBlock(site.person("liga"), placed.key).open().acts, "looking begins nothing"
    other = tove.send("board", {"view": "bulk", "do": "create", "text": f"{table}olaf\n", "seen": seen})
    assert other.status == 409, other.raw[:300]
    sent = {"view": "bulk", "do": "create", "text": table, "seen": seen}
    made = tove.send("board", sent)
    assert made.status == 200
    assert "nobody-of-this-name" in made.page.text
    assert tove.send("board", sent).status == 200
    for name in ("liga", "mikael"):
        assert AtTheBlock(site.person(name), placed.key).open().state == "Draft"
    board = tove.door.get(f"/workmentor/agreement/board/{placed.key}/board.csv").raw
    assert board.count(placed.key) == 2
    for browser in (site.person("liga"), site.person("olaf"), site.nobody()):
        assert browser.get(f"/workmentor/agreement/board/{placed.key}/board.csv").status == 404
