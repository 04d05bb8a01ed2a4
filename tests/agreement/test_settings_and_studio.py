"""Aad's builder of templates: what is saved, what is refused with a sentence, and how the block's fields travel."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory
from lxml import etree

from tests.agreement.templates import NAME, small, translated
from tests.cast import COURSE_KEY
from workmentor_xblocks import host
from workmentor_xblocks.agreement.content.definition import Definition, parse
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.pages.block import AgreementBlock
from workmentor_xblocks.core.content.authored import MAX_CHARACTERS
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotFound, TooLarge
from workmentor_xblocks.core.pages import studio
from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.course.folder import CourseFolder
from workmentor_xblocks.demo.runtime import doors


def opened_by(user: Any, **fields: str) -> Any:
    """The block as it lies open in somebody's Studio."""
    request = RequestFactory().get("/")
    request.user = user
    course = keys.course(COURSE_KEY)
    key = course.make_usage_key("workmentor_agreement", "a1")
    ids = SimpleNamespace(user_id=None, block_type="workmentor_agreement", def_id=key, usage_id=key)
    block = doors.studio(request, course).construct_xblock_from_class(AgreementBlock, ids)
    for name, value in fields.items():
        setattr(block, name, value)
    return block


@pytest.fixture
def block(cast: SimpleNamespace) -> Any:
    return opened_by(cast.aad, display_name=NAME, definition=small().canonical())


def work(block: Any, **changes: Any) -> dict[str, Any]:
    """What the builder sends."""
    whole = small().full()
    return {"definition": {**whole, **changes}, "settings": {}, "base": studio.digest(block)}


def written(block: Any) -> etree._Element:
    node = etree.Element("unknown_root", {"url_name": "a1"})
    block.add_xml_to_node(node)
    return node


@pytest.mark.shows("agreement promise 23")
class TestSaving:
    def test_keeps_template_and_settings_and_reads_them_back(self, block: Any):
        sent = work(block, sign_days=30)
        sent["settings"] = {"display_name": "  In the kitchen ", "default_language": "nb"}
        answer = studio.save(block, sent)
        assert parse(block.definition).sign_days == 30
        assert (block.display_name, block.default_language) == ("In the kitchen", "nb")
        assert answer["definition"] == sent["definition"]
        assert answer["settings"] == {"display_name": "In the kitchen", "default_language": "nb"}
        assert answer["digest"] == studio.digest(block)
        assert answer["findings"] == []

    def test_after_somebody_else_saved_changes_nothing_and_shows_theirs(self, block: Any):
        mine, theirs = work(block, sign_days=10), work(block, sign_days=20)
        studio.save(block, theirs)
        before = (block.definition, block.display_name)
        with pytest.raises(Changed) as refused:
            studio.save(block, mine)
        assert refused.value.status == 409
        assert refused.value.more["definition"]["sign_days"] == 20
        assert refused.value.more["digest"] == studio.digest(block)
        assert (block.definition, block.display_name) == before
        again = {**mine, "base": refused.value.more["digest"]}
        assert studio.save(block, again)["definition"]["sign_days"] == 10

    def test_a_changed_name_makes_an_older_base_stale_too(self, block: Any):
        mine = work(block)
        block.display_name = "Another name"
        with pytest.raises(Changed):
            studio.save(block, mine)

    def test_the_same_twice_gives_the_same(self, block: Any):
        assert studio.save(block, work(block)) == studio.save(block, work(block))

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"sections": 7}, "sections"),
            ({"sections": [{"id": "a", "fields": [{}]}]}, "a/0"),
            ({"signers": [{"role": "school", "order": 10}]}, "signer/school/order"),
            ({"sign_days": 0}, "sign_days"),
            ({"review_plan": [{"id": "a", "every": 105}]}, "review/a/every"),
            ({"retention": {"ended_years": 31}}, "retention/ended_years"),
        ],
    )
    def test_what_cannot_be_a_template_is_refused_naming_the_place(
        self, block: Any, changes: Any, field: str
    ):
        before = block.definition
        with pytest.raises(BadInput) as refused:
            studio.save(block, work(block, **changes))
        assert list(refused.value.fields) == [field]
        assert str(refused.value.message).startswith("Something in this has")
        assert block.definition == before

    @pytest.mark.parametrize("definition", [None, [], "x", 7])
    def test_what_is_no_template_at_all_is_refused(self, block: Any, definition: object):
        with pytest.raises(BadInput):
            studio.save(block, {**work(block), "definition": definition})

    def test_more_than_can_be_read_again_is_refused(self, block: Any):
        with pytest.raises(TooLarge):
            studio.save(block, work(block, introduction="x" * (MAX_CHARACTERS + 1)))

    @pytest.mark.parametrize(
        ("name", "value"),
        [("display_name", " "), ("display_name", "x" * 201), ("display_name", None), ("default_language", 7)],
    )
    def test_a_setting_that_cannot_be_used_is_named(self, block: Any, name: str, value: object):
        with pytest.raises(BadInput) as refused:
            studio.save(block, {**work(block), "settings": {name: value}})
        assert list(refused.value.fields) == [name]
        assert block.display_name == NAME

    def test_signs_that_no_file_can_hold_are_left_out(self, block: Any):
        answer = studio.save(block, work(block, consent="I\x00 agree.\x0b"))
        assert answer["definition"]["consent"] == "I agree."


class TestOpening:
    def test_tells_the_builder_all_it_needs(self, block: Any):
        args = studio.editor_fragment(block).json_init_args
        assert args["kind"] == "agreement"
        assert args["definition"] == small().full()
        assert [spec["name"] for spec in args["setting_specs"]] == [
            setting.name for setting in TEMPLATE.settings
        ]
        assert args["presets"] == []

    def test_of_an_empty_one_offers_whole_templates_to_begin_with(self, cast: SimpleNamespace):
        args = studio.editor_fragment(opened_by(cast.aad)).json_init_args
        preset = args["presets"][0]
        assert preset["id"] == "vet_default"
        assert preset["name"]
        begun = Definition.from_data(preset["definition"])
        assert len(begun.sections) > 5
        assert {variant.language for variant in begun.variants} == {"nb", "nl"}

    @pytest.mark.parametrize("person", ["marta", "tove", "olaf"])
    def test_is_for_authors(self, cast: SimpleNamespace, person: str):
        fragment = studio.editor_fragment(opened_by(getattr(cast, person), definition=small().canonical()))
        assert "Only the authors of this course" in fragment.body_html()
        assert fragment.json_init_args is None

    @pytest.mark.parametrize("definition", ["{", '{"sections": 7}'])
    def test_of_an_unreadable_one_begins_empty_and_says_so(self, cast: SimpleNamespace, definition: str):
        block = opened_by(cast.aad, definition=definition)
        assert studio.editor_fragment(block).json_init_args["definition"]["sections"] == []
        assert "Something in this has a form that cannot be saved" in studio.findings_html(block)

    def test_checks_of_unsaved_work_change_nothing(self, block: Any):
        before = block.definition
        found = studio.check(block, {"definition": {**small().full(), "consent": ""}})["findings"]
        assert [(one["level"], one["code"], one["path"]) for one in found] == [
            ("error", "no-consent", "consent")
        ]
        assert block.definition == before

    def test_what_the_checks_say_stands_over_the_units_preview(self, block: Any):
        assert "to look at" not in studio.findings_html(block)
        block.definition = small(consent="", retention={"ended_years": 1}).canonical()
        html = studio.findings_html(block)
        assert "There is no sentence that a signature agrees to" in html
        assert "kept for less" in html  # as many as the editor counts
        assert "2 things to look at" in html
        assert "open>" in html
        block.definition = small(retention={"ended_years": 1}).canonical()
        assert "open>" not in studio.findings_html(block)  # a note alone waits in its fold


@pytest.mark.shows("agreement promise 23")
class TestPreview:
    def shown(self, block: Any, part: str, reader: str = "learner", **data: Any) -> str:
        viewer = host.current().viewer(block)
        request = {"definition": small().full(), "part": part, "reader": reader, **data}
        return studio.preview(block, viewer, request)["html"]

    def test_shows_a_section_as_one_party_meets_it(self, block: Any):
        html = self.shown(block, "promises", "employer")
        assert html.index("You promise") < html.index("Nobody works alone") < html.index("You get")
        assert html.index("You get") < html.index("I keep my log")

    def test_asks_only_who_fills_in_and_hides_what_others_may_not_see(self, block: Any):
        school, employer = self.shown(block, "frame", "school"), self.shown(block, "frame", "employer")
        assert 'type="date"' in school
        assert "<option selected>Traineeship</option>" in school
        assert "Telephone" in school
        assert 'type="date"' not in employer
        assert "Filled in by: School contact" in employer
        assert "Telephone" not in employer

    def test_shows_the_forms_of_reviews_and_of_the_end(self, block: Any):
        assert "How it goes" in self.shown(block, "review_field")
        assert "Hours in all" in self.shown(block, "completion_field")

    def test_shows_another_language(self, block: Any):
        whole = translated(small(), "nl").full()
        assert "nl: When and where" in self.shown(block, "frame", definition=whole, lang="nl-be")
        assert "nl:" not in self.shown(block, "frame", definition=whole, lang="xx")

    @pytest.mark.parametrize("part", ["", "nowhere"])
    def test_of_what_is_not_there_says_so(self, block: Any, part: str):
        with pytest.raises(NotFound):
            self.shown(block, part)

    @pytest.mark.shows("agreement pitfall 39", "agreement misuse 12")
    def test_harms_nobody(self, block: Any):
        data = small().full()
        data["sections"][0].update(
            title="<script>a</script>", introduction="<img src=x onerror=a> [x](javascript:a)"
        )
        data["sections"][0]["fields"][0].update(label='"><script>b</script>')
        html = self.shown(block, "frame", definition=data)
        assert "<script" not in html
        assert "<img" not in html
        assert "javascript:" not in html


class TestTravelling:
    @pytest.mark.shows("agreement place 19")
    def test_fields_leave_as_readable_xml_and_come_back(self, cast: SimpleNamespace, block: Any):
        block.default_language = "nb"
        text = etree.tostring(written(block))
        other = opened_by(cast.aad)
        other.read_olx(etree.fromstring(text))
        assert (other.definition, other.display_name, other.default_language) == (
            block.definition,
            NAME,
            "nb",
        )
        assert etree.tostring(written(other)) == text

    def test_what_the_platform_gives_every_block_travels_too(self, cast: SimpleNamespace, block: Any):
        block.show_correctness = "never"
        node = written(block)
        assert node.get("show_correctness") == "never"
        other = opened_by(cast.aad)
        other.read_olx(node)
        assert other.show_correctness == "never"
        assert parse(other.definition) == small()

    def test_a_setting_that_cannot_be_used_is_kept_and_said(self, cast: SimpleNamespace):
        other = opened_by(cast.aad)
        long = "x" * 201
        other.read_olx(etree.fromstring(f'<workmentor_agreement display_name="{long}" colour="red"/>'))
        assert other.display_name == "Three-way agreement"
        assert written(other).get("display_name") == long
        assert written(other).get("colour") == "red"

    def test_a_stored_text_that_is_no_template_is_given_back_as_it_is(self, cast: SimpleNamespace):
        assert (
            written(opened_by(cast.aad, definition='{"sections": 7}')).get("definition") == '{"sections": 7}'
        )

    def test_a_pointer_leads_to_its_file(self, cast: SimpleNamespace, tmp_path: Path, block: Any):
        (tmp_path / "workmentor_agreement").mkdir()
        (tmp_path / "workmentor_agreement" / "a1.xml").write_bytes(etree.tostring(written(block)))
        runtime = block.runtime
        runtime.resources_fs = CourseFolder(tmp_path)
        node = etree.fromstring('<workmentor_agreement url_name="a1"/>')
        assert parse(AgreementBlock.parse_xml(node, runtime, block.scope_ids).definition) == small()
