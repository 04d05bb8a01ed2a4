"""How a scenario travels: into files and out of them, by copies, to other courses and libraries."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest
from lxml import etree

from tests.contract.fact import Need, fact
from tests.contract.site import SCENARIO, Site
from tests.contract.steps import at, opening, place, played, runs, s1, script_data, small_course
from tests.scenario.examples import COURSE, S1
from tests.scenario.stories import kitchen

_IMPORT = (
    "Seen on a running Studio: an importer swallows an exception and the block is missing without a word."
)


def sample_files() -> dict[str, bytes]:
    """The sample course as it lies in its folder."""
    return {
        path.relative_to(COURSE).as_posix(): path.read_bytes()
        for path in sorted(COURSE.rglob("*"))
        if path.is_file()
    }


def _key(course: str, name: str) -> str:
    return f"block-v1:{course.removeprefix('course-v1:')}+type@{SCENARIO}+block@{name}"


def _scenarios(files: dict[str, bytes]) -> dict[str, bytes]:
    """The bytes of every scenario's element in an export, by its name."""
    found = {}
    for path, data in files.items():
        for match in re.finditer(rb"[ \t]*<workmentor_scenario\b.*?</workmentor_scenario>", data, re.DOTALL):
            name = re.search(rb'url_name="([^"]*)"', match[0])
            found[name[1].decode() if name else path] = match[0]
    return found


@fact("A unit that only points to a scenario's file is imported with all that the file holds.",
      source="Seen on a running Studio: a block that does not follow the pointer is imported empty.")  # fmt: skip
@pytest.mark.shows("platform fact 40")
def pointer_is_followed(site: Site) -> None:
    assert opening(site.person("aad"), site.sample("s1"))["definition"] == s1().full()


@fact(
    "Exported, imported and exported again, a scenario is the same to the byte.",
    source="Authors keep courses in version control.",
)
@pytest.mark.shows("scenario goal 12a", "platform fact 43")
def export_is_stable(site: Site) -> None:
    course = site.desk.import_course(sample_files())
    first = _scenarios(site.desk.export_course(course))
    assert sorted(first) == ["s1", "s5"]
    again = site.desk.import_course(site.desk.export_course(course))
    assert _scenarios(site.desk.export_course(again)) == first
    assert opening(site.person("aad"), _key(again, "s1"))["definition"] == s1().full()


@fact(
    "An export names the files that a scenario shows, one element for each.",
    source="Copy and library take along what is named.",
)
@pytest.mark.shows("scenario pitfall 22")
def files_are_named(site: Site) -> None:
    element = etree.fromstring(site.desk.olx(site.sample("s1")).encode())
    named = {node.get("src") for node in element.iter("file")}
    shown = {node.get("src") for node in element.iter("picture")}
    assert shown
    assert shown <= named


@fact(
    "A scenario with mistakes is imported with what was right, and says what was not understood, where.",
    source=_IMPORT,
)
@pytest.mark.shows("scenario pitfall 29", "platform fact 39", "platform fact 46")
def broken_olx(site: Site) -> None:
    broken = """<workmentor_scenario url_name="b1" display_name="Broken" start="a" colour="red">
      <scene id="a" title="Here"><body>Words.</body><sound src="/static/x.mp3">ding</sound>
        <choice id="x" to="z" points="many"><label>Go on</label></choice></scene>
      <ending id="z" level="high" title="Done"><body>End.</body></ending>stray words</workmentor_scenario>"""
    course = site.desk.import_course(
        small_course(broken + '<html url_name="h"><![CDATA[<p>beside</p>]]></html>')
    )
    key = _key(course, "b1")
    seen = site.person("aad").author_view(key)
    assert seen.status == 200
    for quoted in ("sound", "colour", "many", "high", "stray words"):
        assert quoted in seen.raw, f"{quoted}: {seen.raw[:3000]}"
    assert opening(site.person("aad"), key)["definition"]["scenes"][0]["title"] == "Here"
    exported = site.desk.export_course(course)
    (element,) = _scenarios(exported).values()
    for kept in (
        b'<sound src="/static/x.mp3">ding</sound>',
        b'colour="red"',
        b'points="many"',
        b'level="high"',
        b"stray words",
    ):
        assert kept in element, kept
    again = site.desk.import_course(exported)
    assert list(_scenarios(site.desk.export_course(again)).values()) == [element]
    assert any(b"beside" in data for data in exported.values()), "the rest of the course is there"


@fact("A pointer to a file that is no XML leaves a block that says so.", source=_IMPORT)
@pytest.mark.shows("platform fact 39")
def broken_file(site: Site) -> None:
    files = small_course('<workmentor_scenario url_name="b2"/>')
    files[f"{SCENARIO}/b2.xml"] = b'<workmentor_scenario display_name="Cut off"><scene id="a">'
    course = site.desk.import_course(files)
    seen = site.person("aad").author_view(_key(course, "b2"))
    assert seen.status == 200
    assert "wm-findings" in seen.raw


@fact("A duplicate has the text and nobody's runs.", source="Rows are kept by block and never travel.")
@pytest.mark.shows("scenario pitfall 15", "platform fact 43", "platform fact 45")
def duplicate(site: Site) -> None:
    placed = place(site)
    played(site, "marta", placed)
    made = site.desk.duplicate(placed.key, placed.unit)
    assert opening(site.person("aad"), made)["definition"] == kitchen().full()
    site.desk.publish(placed.unit)
    assert at(site, "marta", made).page.offers("begin")
    assert runs(site, made) == []
    assert len(runs(site, placed)) == 1


@fact("Copied and pasted, a scenario is the same, without anybody's runs.", source="Seen on a running Studio: a paste reads the element anew.",
      needs=(Need.COPYING,))  # fmt: skip
def copy_and_paste(site: Site) -> None:
    placed = place(site, s1(), scoring="outcome")
    at(site, "marta", placed).begin()
    pasted = site.desk.paste(placed.key, placed.unit)
    before, after = (opening(site.person("aad"), key) for key in (placed.key, pasted))
    assert after["definition"] == before["definition"] == s1().full()
    assert after["settings"] == before["settings"]
    site.desk.publish(placed.unit)
    assert runs(site, pasted) == []


@fact("In a course that is run again, the text is there and no runs.", source="Rows are kept by block and never travel.",
      needs=(Need.RERUNS,))  # fmt: skip
def rerun(site: Site) -> None:
    again = _key(site.desk.rerun(), "s1")
    assert opening(site.person("aad"), again)["definition"] == s1().full()
    assert runs(site, again, reader="operator") == []


@fact("In a content library a scenario is made, filled, seen, tried and given back.",
      source="Seen on a running Studio: a library reads the element at every view.", needs=(Need.LIBRARIES,))  # fmt: skip
def library(site: Site) -> None:
    book = site.library()
    key = book.add(f"s{uuid.uuid4().hex[:8]}")
    try:
        assert book.view(key, "student_view").status == 200
        book.write(key, Path(S1).read_text(encoding="utf-8"))
        for view in ("student_view", "author_view", "public_view", "studio_view"):
            seen = book.view(key, view)
            assert seen.status == 200, (view, seen.raw[:500])
        assert "The switch was off" in book.view(key, "student_view").raw
        assert "<scene" in book.olx(key)
        began = book.handle(key, "begin", {"run": ""})
        assert (began.status, "studio" in began.page.notices) == (200, True), began.raw[:500]
    finally:
        book.delete(key)


@fact("In a content library the editor saves, and a stale save is a 409.",
      source="Authors keep scenarios for several courses there.", needs=(Need.LIBRARIES,))  # fmt: skip
def editor_in_a_library(site: Site) -> None:
    book = site.library()
    key = book.add(f"s{uuid.uuid4().hex[:8]}")
    try:
        opened = script_data(book.view(key, "studio_view").raw)
        sent = {"definition": kitchen().full(), "settings": opened["settings"], "base": opened["digest"]}
        assert book.handle(key, "save_definition", sent).status == 200
        assert script_data(book.view(key, "studio_view").raw)["definition"] == kitchen().full()
        late = book.handle(key, "save_definition", sent)
        assert (late.status, late.data["definition"]) == (409, kitchen().full())
    finally:
        book.delete(key)


@fact("Strangers get nothing out of a library's handlers.",
      source="Seen on a running Studio: a library gives anybody the address of a handler, and runs it.",
      needs=(Need.LIBRARIES,))  # fmt: skip
def strangers_in_a_library(site: Site) -> None:
    book = site.library()
    key = book.add(f"s{uuid.uuid4().hex[:8]}")
    try:
        book.write(key, Path(S1).read_text(encoding="utf-8"))
        before = book.olx(key)
        for name in ("marta", "olaf"):
            for handler in ("begin", "save_definition", "preview_part"):
                answer = book.handle(key, handler, {"run": ""}, by=site.person(name))
                assert answer.status == 403, (name, handler, answer.raw[:500])
                assert "Emil" not in answer.raw
        assert book.olx(key) == before
    finally:
        book.delete(key)


@fact("From a content library a scenario comes into a course with its text, and is played there.",
      source="Authors keep scenarios for several courses there.", needs=(Need.LIBRARIES,))  # fmt: skip
def library_to_course(site: Site) -> None:
    book, unit = site.library(), site.desk.unit()
    key = book.add(f"s{uuid.uuid4().hex[:8]}")
    try:
        book.write(key, Path(S1).read_text(encoding="utf-8"))
        made = book.put_into(unit, key)
        assert opening(site.person("aad"), made)["definition"] == s1().full()
        site.desk.publish(unit)
        assert at(site, "marta", made).begin().status == 200
    finally:
        book.delete(key)
