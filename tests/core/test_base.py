"""What every block has in common with the page that it stands on."""

from __future__ import annotations

import inspect
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.translation import get_language, override
from lxml import etree
from xblock.core import XBlock
from xblock.fields import Scope

from tests.cast import Course
from tests.doors import Direct
from tests.scenario.stories import kitchen, translated
from workmentor_xblocks import host
from workmentor_xblocks.core.pages.base import WorkmentorBlock
from workmentor_xblocks.demo.course.folder import CourseFolder
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.stage import as_key
from workmentor_xblocks.scenario.pages.block import ScenarioBlock

INLINE = '<workmentor_scenario url_name="s1"><introduction>Inline.</introduction></workmentor_scenario>'
POINTER = '<workmentor_scenario url_name="s1" xblock-family="xblock.v1"/>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course folder with one scenario in a file of its own, and a secret beside it."""
    (tmp_path / "workmentor_scenario").mkdir()
    (tmp_path / "workmentor_scenario" / "s1.xml").write_text(
        "<!-- c --><workmentor_scenario minutes='5'><!-- c --><introduction>From the file.</introduction></workmentor_scenario>"
    )
    (tmp_path / "secret.xml").write_text(
        "<workmentor_scenario><introduction>Secret.</introduction></workmentor_scenario>"
    )
    return tmp_path


def read(xml: str, files: object, course: Course) -> Any:
    """The block that an element becomes in a runtime with these files."""
    usage_key = as_key(course.scenario(""))
    runtime = doors.unbound(usage_key.context_key)
    runtime.resources_fs = files
    node = etree.fromstring(xml)
    return ScenarioBlock.parse_xml(node, runtime, SimpleNamespace(user_id=None, block_type="workmentor_scenario", def_id=usage_key, usage_id=usage_key))  # fmt: skip


@pytest.mark.shows("platform fact 40")
class TestPointer:
    def test_leads_to_the_file_of_its_name(self, course: Course, folder: Path):
        block = read(POINTER, CourseFolder(folder), course)
        assert (block.scenario.introduction, block.minutes) == ("From the file.", 5)

    def test_is_not_followed_where_the_element_says_something_itself(self, course: Course, folder: Path):
        assert read(INLINE, CourseFolder(folder), course).scenario.introduction == "Inline."
        assert (
            read('<workmentor_scenario url_name="s1" minutes="9"/>', CourseFolder(folder), course).minutes
            == 9
        )

    @pytest.mark.parametrize("name", ["../secret", "/secret", "gone", "../workmentor_scenario/s1"])
    def test_leads_nowhere_else(self, course: Course, folder: Path, name: str):
        xml = f'<workmentor_scenario url_name="{name}"/>'
        assert read(xml, CourseFolder(folder), course).scenario.introduction == ""

    def test_without_files_is_an_empty_block(self, course: Course):
        assert read(POINTER, None, course).scenario.introduction == ""

    @pytest.mark.parametrize(
        "torn", ["", "<", "<workmentor_scenario>", "\x00", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>']
    )
    def test_to_a_file_that_cannot_be_read_makes_a_block_that_says_so(
        self, course: Course, folder: Path, torn: str
    ):
        (folder / "workmentor_scenario" / "s1.xml").write_text(torn)
        assert read(POINTER, CourseFolder(folder), course).scenario.scenes == ()

    def test_opens_no_other_file_through_an_entity(self, course: Course, folder: Path):
        (folder / "workmentor_scenario" / "s1.xml").write_text(
            f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{folder}/secret.xml">]>'
            "<workmentor_scenario><introduction>&a;</introduction></workmentor_scenario>"
        )
        assert "Secret" not in read(POINTER, CourseFolder(folder), course).definition


class TestSpeaking:
    @pytest.fixture
    def block(self, cast: SimpleNamespace, course: Course) -> Any:
        return Direct(cast.marta).block(course.scenario(translated(kitchen(), "nl")))

    def spoken(self, block: Any) -> str | None:
        with block.speaking(host.current().viewer(block)):
            return get_language()

    @pytest.mark.shows("platform fact 48")
    def test_follows_the_language_that_the_person_chose(self, block: Any):
        assert self.spoken(block) == "en"
        block.chosen_language = "nl"
        assert self.spoken(block) == "nl"
        with override("fi"):
            assert self.spoken(block) == "nl"
            assert get_language() == "fi"

    @pytest.mark.shows("platform fact 49")
    def test_stays_with_the_site_where_there_is_no_catalogue(self, block: Any):
        for code in ("lv", "../nl", "en-<b>"):
            block.chosen_language = code
            with override("fi"):
                assert self.spoken(block) == "fi"

    @pytest.mark.shows("platform fact 11")
    def test_of_nobody_is_the_site_s(self, course: Course):
        key = as_key(course.scenario(kitchen()))
        assert self.spoken(doors.unbound(key.context_key).get_block(key)) == "en"


@pytest.mark.shows("scenario pitfall 11", "platform fact 32")
def test_a_block_keeps_one_small_field_of_a_person_so_that_the_dashboard_knows_it():
    own = {name for name, field in ScenarioBlock.fields.items() if field.scope == Scope.user_state}
    assert own == {"run", "attempts"}


@pytest.mark.shows(
    "scenario lesson 2", "platform fact 28", "platform fact 31", "platform fact 42", "platform fact 58"
)
def test_what_the_platform_asks_of_every_block():
    assert issubclass(ScenarioBlock, WorkmentorBlock)
    assert ScenarioBlock.resources_dir is None
    assert ScenarioBlock.show_in_read_only_mode
    assert ScenarioBlock.has_author_view
    assert ScenarioBlock.has_score
    assert not ScenarioBlock.has_children  # a content library takes no others
    assert not hasattr(ScenarioBlock, "clear_student_state")
    assert callable(ScenarioBlock.max_score)


@pytest.mark.shows("scenario lesson 11")
def test_a_block_says_that_the_mobile_application_can_show_it(course: Course):
    key = as_key(course.scenario(kitchen()))
    block = doors.unbound(key.context_key).get_block(key)
    assert block.has_support(block.student_view, "multi_device")


@pytest.mark.parametrize("hook", ["parse_xml", "add_xml_to_node"])
@pytest.mark.shows("scenario lesson 14", "platform fact 38")
def test_a_file_is_read_and_written_with_the_parameters_of_the_installed_xblock(hook: str):
    """The platform calls them by place, a content library by name; one parameter more or less loses the block."""
    ours, theirs = (inspect.signature(getattr(kind, hook)).parameters for kind in (ScenarioBlock, XBlock))
    assert [(one.name, one.kind, one.default) for one in ours.values()] == [
        (one.name, one.kind, one.default) for one in theirs.values()
    ]


@pytest.mark.shows("scenario pitfall 13")
def test_a_block_keeps_nothing_that_all_people_share():
    """A field of that kind loses what several people write at once."""
    shared = {name for name, field in ScenarioBlock.fields.items() if field.scope == Scope.user_state_summary}
    assert not shared


@pytest.mark.parametrize("service", ["user", "i18n", "replace_urls", "studio_user_permissions", "settings"])
@pytest.mark.shows("platform fact 10")
def test_a_block_wishes_for_services_and_needs_none(service: str):
    assert ScenarioBlock.service_declaration(service) == "want"


@pytest.mark.parametrize("service", ["user_state", "user_tags", "submissions"])
@pytest.mark.shows("platform fact 9")
def test_a_block_never_asks_for_what_opens_other_people_s_state(service: str):
    assert ScenarioBlock.service_declaration(service) is None
