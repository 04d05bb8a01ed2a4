"""A course comes in from OLX and goes out as OLX, with what the platform's importer does on the way."""

import io
import tarfile

import pytest

from tests.demo.conftest import COURSE, TINY, UNIT, key
from workmentor_xblocks.demo import host
from workmentor_xblocks.demo.course import export, files, loader, outline
from workmentor_xblocks.demo.course.folder import CourseFolder
from workmentor_xblocks.demo.models import Branch
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.authored import read_values
from workmentor_xblocks.demo.runtime.stage import as_key


def test_the_course_takes_its_settings_from_the_policy(course):
    tree = outline.course(course, Branch.PUBLISHED)
    assert tree.name == "Test course"
    assert tree.values["advanced_modules"] == ["tiny"]
    assert host.DemoHost().course_language(course) == "nb"


def test_a_block_reads_itself_with_the_files_of_the_course(course):
    assert read_values(Branch.DRAFT, TINY) == {"text": "read from a file", "weight": 2.0}


def test_a_block_that_cannot_be_read_is_missing_and_the_rest_is_there(course, caplog):
    unit = next(block for block in outline.course(course, Branch.DRAFT).units() if block.key == UNIT)
    assert [as_key(child.key).block_id for child in unit.children] == ["h1", "t1", "n1"]


def test_the_failed_import_is_told_to_the_terminal(course_folder, db, caplog):
    loader.load(course_folder)
    assert "broken could not be read" in caplog.text


@pytest.mark.shows("platform fact 21")
def test_blocks_take_what_the_section_says(course):
    block = doors.unbound(as_key(TINY).context_key).get_block(as_key(TINY))
    assert (block.graded, block.format, block.due.year) == (True, "Task", 2031)
    assert block.show_correctness == "always"
    assert (block.location, block.course_id) == (as_key(TINY), as_key(TINY).context_key)


def test_what_nobody_knows_is_given_back_as_it_came(course):
    olx = export.block_olx(key("nobody_knows", "n1"))
    assert olx == '<nobody_knows url_name="n1" depth="3">\n  <child>kept</child>\n</nobody_knows>\n'


def test_the_export_can_be_imported_again_and_is_then_the_same(course, course_folder, tmp_path, settings):
    first = archive(course)
    again = tmp_path / "again"
    for path, data in first.items():
        (again / path).parent.mkdir(parents=True, exist_ok=True)
        (again / path).write_bytes(data)
    settings.COURSE_FOLDERS = [again / "course"]
    from workmentor_xblocks.demo.models import AuthoredValue, Block

    Block.objects.all().delete()
    AuthoredValue.objects.all().delete()
    assert loader.load(again / "course") == COURSE
    assert archive(course) == first


def test_the_author_downloads_the_course(person):
    answer = person("aad").get(f"/studio/export/{COURSE}/")
    assert 'filename="course.tar.gz"' in answer.headers["Content-Disposition"]
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as opened:
        names = set(opened.getnames())
    assert {"course/course.xml", "course/html/h1.html", "course/static/board.svg"} <= names


def test_the_author_reads_the_olx_of_one_block(person):
    page = person("aad").get(f"/studio/olx/{TINY}/").content.decode()
    assert "&lt;tiny" in page
    assert "url_name=&quot;t1&quot;" in page


@pytest.mark.parametrize("path", ["../secret.txt", "/../secret.txt", "nowhere.txt"])
def test_a_block_reads_no_file_outside_the_course(tmp_path, path):
    (tmp_path / "secret.txt").write_text("no")
    (tmp_path / "course").mkdir()
    folder = CourseFolder(tmp_path / "course")
    assert not folder.exists(path)
    with pytest.raises(FileNotFoundError):
        folder.open(path)


def test_pictures_are_offered_with_both_addresses(course, course_folder):
    (course_folder / "static/deep").mkdir()
    (course_folder / "static/deep/a b.PNG").write_bytes(b"")
    (course_folder / "static/notes.txt").write_text("")
    found = host.DemoHost().pictures(course)
    assert [picture.src for picture in found] == ["/static/board.svg", "/static/deep/a b.PNG"]
    assert found[1].url == f"/static-course/{COURSE}/deep/a%20b.PNG"
    assert files.pictures("course-v1:no+such+course") == []


def archive(course_key):
    with tarfile.open(fileobj=io.BytesIO(export.course_archive(course_key))) as opened:
        return {info.name: opened.extractfile(info).read() for info in opened.getmembers()}
