"""Templates of agreements in Studio, in files and libraries, and what a course that is run again knows of them."""

from __future__ import annotations

import re
import uuid

import pytest

from tests.agreement.small import small
from tests.agreement.telling import EGLE, TASKS, AtTheBlock
from tests.contract.agreeing import beginning, begun, in_force, template
from tests.contract.fact import Need, fact
from tests.contract.facts.travelling import sample_files
from tests.contract.site import AGREEMENT, Site
from tests.contract.steps import opening, save, script_data
from tests.scenario.examples import COURSE
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.core.content import xml

_DRAFT = "Studio keeps a draft; learners see what was published."
_TRAVELS = "A template is content and travels; agreements are kept by block and never do."


def _sample() -> tuple[str, object]:
    text = (COURSE / AGREEMENT / "agreement.xml").read_bytes()
    return text.decode(), TEMPLATE.read(xml.parse(text)).definition.full()


def _elements(files: dict[str, bytes]) -> dict[str, bytes]:
    found = {}
    for data in files.values():
        for match in re.finditer(
            rb"[ \t]*<workmentor_agreement\b.*?</workmentor_agreement>", data, re.DOTALL
        ):
            name = re.search(rb'url_name="([^"]*)"', match[0])
            assert name
            found[name[1].decode()] = match[0]
    return found


@fact(
    "The editor opens with the template and what the checks say; what is saved is read back; a stale save is a 409.",
    source="Two authors, one template.",
)
@pytest.mark.shows("agreement promise 23")
def editor(site: Site) -> None:
    placed = template(site)
    aad = site.person("aad")
    opened = opening(aad, placed.key)
    assert opened["definition"] == small().full()
    assert {finding["level"] for finding in opened["findings"]} <= {"error", "warning", "note"}
    assert "editor-with-buttons" in aad.editor(placed.key).raw
    late = {"definition": small(sign_days=9).full(), "settings": opened["settings"], "base": opened["digest"]}
    saved = save(aad, placed.key, small(sign_days=21), display_name="Our agreement")
    assert (saved.status, saved.data["definition"]["sign_days"]) == (200, 21)
    refused = aad.studio(placed.key, "save_definition", late)
    assert (refused.status, refused.data["definition"]["sign_days"]) == (409, 21)
    checked = aad.studio(placed.key, "check_definition", late)
    assert checked.status == 200, checked.raw[:300]
    part = {"definition": small().full(), "part": "frame", "lang": "en", "reader": "employer"}
    assert "Hours a week" in aad.studio(placed.key, "preview_part", part).data["html"]


@fact("A draft of a template reaches nobody; published, agreements begin with it.", source=_DRAFT)
def published(site: Site) -> None:
    unit = site.desk.unit()
    key = site.desk.add(unit, AGREEMENT)
    site.desk.publish(unit)
    tove = AtTheBlock(site.person("tove"), key)
    assert (
        not tove.open().offers("begin")
        or tove.send("begin", {**beginning(tove.page), "learner": site.username("liga")}).status == 409
    )
    assert save(site.person("aad"), key, small()).status == 200
    site.desk.publish(unit)
    assert tove.open().offers("begin")


@fact("The units of the sample course point to their templates, and these are imported whole.",
      source="Seen on a running Studio: a block that does not follow the pointer is imported empty.")  # fmt: skip
@pytest.mark.shows("agreement promise 30")
def sample(site: Site) -> None:
    key = site.sample("agreement", AGREEMENT)
    assert opening(site.person("aad"), key)["definition"] == _sample()[1]
    assert AtTheBlock(site.person("liga"), key).open().offers("begin")
    assert AtTheBlock(site.person("liga"), site.sample("case", AGREEMENT)).open().offers("begin")


@fact(
    "Exported, imported and exported again, a template is the same to the byte.",
    source="Authors keep courses in version control.",
)
@pytest.mark.shows("agreement place 19", "agreement goal 19")
def export_is_stable(site: Site) -> None:
    course = site.desk.import_course(sample_files())
    first = _elements(site.desk.export_course(course))
    assert sorted(first) == ["agreement", "case"]
    again = site.desk.import_course(site.desk.export_course(course))
    assert _elements(site.desk.export_course(again)) == first


@fact("A duplicate has the template and nobody's agreement.", source=_TRAVELS, needs=(Need.LETTERS,))
@pytest.mark.shows("agreement place 18")
def duplicate(site: Site) -> None:
    story = begun(site)
    made = site.desk.duplicate(story.placed.key, story.placed.unit)
    assert opening(site.person("aad"), made)["definition"] == small().full()
    site.desk.publish(story.placed.unit)
    tove = AtTheBlock(site.person("tove"), made)
    assert "Ohm" not in tove.open().text
    assert tove.send("open", {"agreement": story.uuid}).status == 404, "not through another block"


@fact("Copied and pasted, a template is the same, without anybody's agreement.", source=_TRAVELS,
      needs=(Need.COPYING,))  # fmt: skip
def copy_and_paste(site: Site) -> None:
    placed = template(site)
    pasted = site.desk.paste(placed.key, placed.unit)
    before, after = (opening(site.person("aad"), key) for key in (placed.key, pasted))
    assert (after["definition"], after["settings"]) == (before["definition"], before["settings"])


@fact("In a content library a template is made, filled, seen, saved and used in a course; nobody begins anything in it.",
      source="Seen on a running Studio: a library gives anybody the address of a handler, and runs it.",
      needs=(Need.LIBRARIES,))  # fmt: skip
def library(site: Site) -> None:
    book, unit = site.library(), site.desk.unit()
    key = book.add(f"a{uuid.uuid4().hex[:8]}", AGREEMENT)
    try:
        assert book.view(key, "student_view").status == 200
        book.write(key, _sample()[0])
        for view in ("student_view", "author_view", "public_view", "studio_view"):
            assert book.view(key, view).status == 200, view
        opened = script_data(book.view(key, "studio_view").raw)
        sent = {"definition": small().full(), "settings": opened["settings"], "base": opened["digest"]}
        assert book.handle(key, "save_definition", sent).status == 200
        assert book.handle(key, "save_definition", sent).status == 409
        for browser in (None, site.person("marta"), site.person("olaf")):
            refused = book.handle(key, "begin", {"for": "me", "request": "r"}, by=browser)
            assert refused.status == 403, refused.raw[:300]
        made = book.put_into(unit, key)
        assert opening(site.person("aad"), made)["definition"] == small().full()
        site.desk.publish(unit)
        assert AtTheBlock(site.person("tove"), made).open().offers("begin")
    finally:
        book.delete(key)


@fact(
    "In a course that is run again the template is there and no agreement; the learner is told of the one in the run before.",
    source=_TRAVELS,
    needs=(Need.LETTERS, Need.RERUNS),
)
def rerun(site: Site) -> None:
    story = in_force(site)
    again = site.desk.rerun()
    key = story.placed.key.replace(site.course.removeprefix("course-v1:"), again.removeprefix("course-v1:"))
    assert opening(site.person("aad"), key)["definition"] == small().full()
    tove = AtTheBlock(site.person("operator"), key)
    assert "Ohm" not in tove.door.author_view(key).raw
    assert site.person("liga").get(story.path("agreement.pdf")).status == 200
    assert TASKS in story.person("liga").open().text
    assert story.guest(EGLE).answer.status == 200
