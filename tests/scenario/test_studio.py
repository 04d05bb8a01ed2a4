"""Aad's editor: what is saved, what is refused with a sentence, and that nothing of anybody is lost."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from lxml import etree

from tests.cast import Course, recorded
from tests.doors import Browser, Direct
from tests.html import Page
from tests.people import Answer
from tests.playing import Player
from tests.scenario.stories import GREET, kitchen, kitchen_data, translated
from tests.soak import cases
from workmentor_xblocks.demo.course.export import block_olx
from workmentor_xblocks.demo.course.loader import load
from workmentor_xblocks.demo.models import Branch
from workmentor_xblocks.demo.runtime.authored import read_values
from workmentor_xblocks.scenario.content.definition import MAX_CHARACTERS, parse
from workmentor_xblocks.scenario.content.kind import SCENARIO


class Editor:
    """The editor as it lies open on somebody's screen."""

    def __init__(self, user: Any, usage_key: str) -> None:
        self.browser = Browser(user, root=Browser.STUDIO)
        self.usage_key = usage_key
        self.open()

    def open(self) -> None:
        page = self.browser.client.get(f"/studio/edit/{self.usage_key}/")
        assert page.status_code == 200
        holder = Page(page.content.decode()).root.find_class("xblock_json_init_args")[0]
        self.args = json.loads(holder.text)
        self.data, self.base, self.settings = self.args["definition"], self.args["digest"], {}

    def send(self, handler: str, data: object) -> Answer:
        return self.browser.post(self.usage_key, handler, json.dumps(data).encode())

    def save(self) -> Answer:
        answer = self.send(
            "save_definition", {"definition": self.data, "settings": self.settings, "base": self.base}
        )
        if answer.status == 200:
            self.base = answer.data["digest"]
        return answer


@pytest.fixture
def editor(cast: SimpleNamespace, block_key: str) -> Editor:
    return Editor(cast.aad, block_key)


def draft(usage_key: str) -> dict[str, Any]:
    return read_values(Branch.DRAFT, usage_key)


class TestSave:
    def test_goes_to_the_draft_and_comes_back_as_it_was_saved(self, editor: Editor):
        editor.data["scenes"][0]["title"] = "Liga waits"
        editor.settings = {
            "display_name": "The first hour",
            "minutes": 12,
            "scoring": "decisions",
            "weight": 2.5,
        }
        answer = editor.save()
        assert (answer.status, answer.data["definition"]) == (200, editor.data)
        assert answer.data["settings"]["minutes"] == 12
        values = draft(editor.usage_key)
        assert parse(values["definition"]).scenes[0].title == "Liga waits"
        assert (values["display_name"], values["weight"]) == ("The first hour", 2.5)
        published = read_values(Branch.PUBLISHED, editor.usage_key)
        assert parse(published["definition"]).scenes[0].title == "Liga at the door"

    def test_of_what_is_there_already_says_so_too(self, editor: Editor):
        first, second = editor.save(), editor.save()
        assert (first.status, second.status) == (200, 200)
        assert first.data == second.data

    @pytest.mark.shows("scenario lesson 20", "scenario pitfall 16")
    def test_of_a_draft_with_errors_is_done_and_the_errors_are_named(self, editor: Editor):
        editor.data["scenes"][0]["choices"][0]["to"] = "nowhere"
        editor.data["start"] = ""
        answer = editor.save()
        assert answer.status == 200
        assert {"error"} <= {finding["level"] for finding in answer.data["findings"]}
        assert any(finding["path"].startswith("door/greet") for finding in answer.data["findings"])

    def test_after_somebody_else_s_shows_theirs_and_saves_nothing(
        self, cast: SimpleNamespace, editor: Editor
    ):
        theirs = Editor(cast.aad, editor.usage_key)
        theirs.data["scenes"][0]["title"] = "Theirs"
        theirs.settings = {"minutes": 5}
        assert theirs.save().status == 200
        before = draft(editor.usage_key)
        editor.data["scenes"][0]["title"] = "Mine"
        editor.settings = {"minutes": 99}
        answer = editor.save()
        assert (answer.status, answer.error["code"]) == (409, "saved_meanwhile")
        assert answer.data["definition"]["scenes"][0]["title"] == "Theirs"
        assert answer.data["settings"]["minutes"] == 5
        assert draft(editor.usage_key) == before
        editor.base = answer.data["digest"]  # having compared, Aad keeps his own
        assert editor.save().status == 200
        assert parse(draft(editor.usage_key)["definition"]).scenes[0].title == "Mine"

    def test_of_settings_alone_is_noticed_by_the_other_editor_too(
        self, cast: SimpleNamespace, editor: Editor
    ):
        theirs = Editor(cast.aad, editor.usage_key)
        theirs.settings = {"minutes": 5}
        theirs.save()
        assert editor.save().status == 409

    @pytest.mark.parametrize("base", ["", "x", None])
    def test_without_knowing_what_was_there_saves_nothing(self, editor: Editor, base: str | None):
        before = draft(editor.usage_key)
        editor.base = base
        assert editor.save().status in (400, 409)
        assert draft(editor.usage_key) == before

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"scenes": 7}, "scenes"),
            ({"scenes": [{}]}, "0"),
            ({"scenes": [{"id": "a", "choices": [{"id": "x", "evidence": [{"points": 3}]}]}]},
             "a/x/evidence"),
            ({"endings": [{"id": "e", "level": 101}]}, "e/level"),
            ({"language": None}, "language"),
            ({"variants": [{"lang": "nl", "texts": [{"text": "x"}]}]}, "variant/nl//0"),
            ({"competences": [{"id": "C1", "weight": -1}]}, "competence/C1/weight"),
            ({"scenes": [{"id": "a", "picture": "x.svg"}]}, "a/picture"),
        ],
    )  # fmt: skip
    @pytest.mark.shows("studio fact 6")
    def test_of_a_form_that_cannot_be_read_names_the_place(self, editor: Editor, change: dict, field: str):
        before = draft(editor.usage_key)
        editor.data = {**editor.data, **change}
        answer = editor.save()
        assert (answer.status, answer.error["code"]) == (400, "unreadable_definition")
        assert any(name.startswith(field) for name in answer.error["fields"]), answer.error["fields"]
        assert all(answer.error["fields"].values())
        assert draft(editor.usage_key) == before

    @pytest.mark.parametrize("definition", [None, [], "x", 7, True])
    def test_of_what_is_no_scenario_at_all_is_refused(self, editor: Editor, definition: object):
        editor.data = definition
        assert editor.save().status == 400

    @pytest.mark.shows("scenario lesson 15")
    def test_that_is_larger_than_can_be_read_again_is_refused(self, editor: Editor):
        before = draft(editor.usage_key)
        editor.data["introduction"] = "x" * (MAX_CHARACTERS + 1)
        answer = editor.save()
        assert (answer.status, answer.error["code"]) == (413, "too_large")
        assert draft(editor.usage_key) == before

    @pytest.mark.parametrize("handler", ["check_definition", "preview_part"])
    def test_and_so_for_checks_and_preview(self, editor: Editor, handler: str):
        assert editor.send(handler, {"definition": {"scenes": 7}, "part": "x"}).status == 400
        assert (
            editor.send(handler, {"definition": {"introduction": "x" * (MAX_CHARACTERS + 1)}}).status == 413
        )
        assert editor.send(handler, {}).status == 400


class TestSettings:
    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("display_name", ""), ("display_name", "  "), ("display_name", "x" * 201), ("display_name", None),
            ("display_name", ["x"]), ("display_name", {"a": 1}),
            ("minutes", 0), ("minutes", 241), ("minutes", "many"), ("minutes", None), ("minutes", True),
            ("minutes", float("nan")), ("minutes", float("inf")), ("minutes", "9" * 5000), ("minutes", []),
            ("weight", -0.1), ("weight", 1001), ("weight", "heavy"), ("weight", float("nan")),
            ("feedback", "later"), ("feedback", None), ("feedback", []), ("feedback", {}), ("feedback", True),
            ("scoring", "bonus"), ("policy", "worst"), ("policy", ["best"]),
            ("ask_reason", "no"), ("ask_reason", None), ("ask_reason", 1),
            ("default_language", "x" * 201), ("default_language", 7),
        ],
    )  # fmt: skip
    @pytest.mark.shows("platform fact 13")
    def test_that_cannot_be_used_is_named_and_nothing_is_saved(
        self, editor: Editor, name: str, value: object
    ):
        before = draft(editor.usage_key)
        editor.settings = {"minutes": 20, name: value}
        answer = editor.save()
        assert (answer.status, list(answer.error["fields"])) == (400, [name]), answer.raw
        assert draft(editor.usage_key) == before

    @pytest.mark.parametrize("value", [None, [], "x", 7])
    def test_of_another_form_are_refused(self, editor: Editor, value: object):
        editor.settings = value
        assert editor.save().status == 400

    def test_that_nobody_knows_are_left_alone(self, editor: Editor):
        editor.settings = {"definition": "x", "run": {}, "colour": "red"}
        assert editor.save().status == 200
        assert "colour" not in draft(editor.usage_key)
        assert parse(draft(editor.usage_key)["definition"]).scenes

    def test_numbers_may_be_typed(self, editor: Editor):
        editor.settings = {"minutes": " 15 ", "weight": "0.5"}
        answer = editor.save()
        assert (answer.data["settings"]["minutes"], answer.data["settings"]["weight"]) == (15, 0.5)

    def test_every_setting_of_the_table_is_a_field_and_has_a_label(self, editor: Editor):
        names = [setting.name for setting in SCENARIO.settings]
        assert [spec["name"] for spec in editor.args["setting_specs"]] == names
        assert all(spec["label"] for spec in editor.args["setting_specs"])
        assert list(editor.args["settings"]) == names

    @pytest.mark.parametrize(
        ("name", "text", "value"),
        [("minutes", "12", 12), ("minutes", "x", None), ("ask_reason", "false", False), ("ask_reason", "True", True),
         ("weight", "0.5", 0.5), ("scoring", "bonus", None), ("display_name", "A", "A"), ("unknown", "x", None)],
    )  # fmt: skip
    def test_come_back_from_a_file_or_not_at_all(self, name: str, text: str, value: object):
        assert SCENARIO.settings.from_text(name, text) == value


class TestPlansOfTheCourse:
    def test_need_no_scenes_and_are_no_finding(self, editor: Editor):
        editor.data = {"schema": 1, "language": "en"}
        editor.settings = {"show_plans": True}
        assert editor.save().data["findings"] == []
        editor.settings = {"show_plans": False}
        assert editor.save().data["findings"]

    def test_take_no_finding_from_a_scenario_beside_them(self, editor: Editor):
        editor.data["start"] = "nowhere"
        editor.settings = {"show_plans": True}
        assert "unknown-start" in {finding["code"] for finding in editor.save().data["findings"]}


class TestSigns:
    ODD = "A\x00B\x0bC\r\nD\ud800E\ufffeF\x1b[0m"

    def test_that_no_file_can_hold_are_left_out_when_saving(self, editor: Editor):
        editor.data["scenes"][0].update(title=self.ODD, body=self.ODD)
        editor.data["scenes"][0]["choices"][0]["label"] = self.ODD
        editor.settings = {"display_name": self.ODD}
        answer = editor.save()
        assert answer.status == 200
        assert answer.data["definition"]["scenes"][0]["title"] == "ABC\nDEF[0m"
        assert answer.data["settings"]["display_name"] == "ABC\nDEF[0m"
        node = etree.fromstring(block_olx(editor.usage_key))
        assert node.get("display_name").split() == ["ABC", "DEF[0m"]

    def test_in_names_of_fields_and_ids_end_in_a_file_too(self, editor: Editor):
        editor.data["scenes"][0]["id"] = "do\x00or"
        editor.data["scenes"][0]["<odd\x00 name>"] = {"deep": ["\x0b"]}
        editor.data["odd name"] = "x"
        assert editor.save().status == 200
        etree.fromstring(block_olx(editor.usage_key))

    def test_of_every_script_are_kept(self, editor: Editor):
        editor.data["introduction"] = "Čau 漢字 عربى 😀 <b>&amp;</b> ]]> {learner}"
        assert editor.save().status == 200
        assert "]]&gt;" in block_olx(editor.usage_key)
        assert parse(draft(editor.usage_key)["definition"]).introduction == editor.data["introduction"]


@pytest.mark.shows("scenario lesson 20", "scenario lesson 25")
class TestChecks:
    def test_of_unsaved_work_change_nothing(self, editor: Editor):
        before = draft(editor.usage_key)
        editor.data["start"] = "nowhere"
        answer = editor.send("check_definition", {"definition": editor.data})
        assert answer.status == 200
        assert "unknown-start" in {finding["code"] for finding in answer.data["findings"]}
        assert draft(editor.usage_key) == before

    def test_stand_over_the_preview_of_the_unit(self, cast: SimpleNamespace, course: Course, editor: Editor):
        editor.data["start"] = "nowhere"
        editor.save()
        page = Page(editor.browser.client.get(f"/studio/unit/{course.unit_key}/").content.decode())
        assert page.texts("wm-findings")

    def test_say_when_the_stored_text_is_no_scenario(self, cast: SimpleNamespace, course: Course):
        course.scenario('{"scenes": 7}')
        page = Page(Browser(cast.aad).client.get(f"/studio/unit/{course.unit_key}/").content.decode())
        assert "Something in this has a form that cannot be saved" in page.text


class TestPreview:
    def preview(self, editor: Editor, **data: str) -> Answer:
        return editor.send("preview_part", {"definition": editor.data, **data})

    def test_shows_a_scene_that_is_not_saved_yet_with_its_options(self, editor: Editor):
        editor.data["scenes"][0]["title"] = "Liga waits"
        page = self.preview(editor, part="door").page
        assert "Liga waits" in page.text
        assert GREET in page.options

    def test_shows_an_ending(self, editor: Editor):
        assert "A good first hour" in self.preview(editor, part="trust").page.text

    def test_shows_it_in_another_language(self, editor: Editor):
        editor.data = translated(kitchen(), "nl").full()
        assert "nl: Liga at the door" in self.preview(editor, part="door", lang="nl-be").page.text
        assert "nl:" not in self.preview(editor, part="door", lang="xx", workplace="nowhere").page.text

    @pytest.mark.parametrize("scene", ["", "nowhere"])
    def test_of_a_place_that_is_not_there_says_so(self, editor: Editor, scene: str):
        answer = self.preview(editor, part=scene)
        assert (answer.status, answer.error["code"]) == (404, "no_such_part")

    @pytest.mark.shows("scenario pitfall 25")
    def test_harms_nobody(self, editor: Editor):
        editor.data["scenes"][0].update(
            title="<script>a</script>", body="<img src=x onerror=a> [x](javascript:a)"
        )
        html = self.preview(editor, part="door").data["html"]
        assert "<script" not in html
        assert "<img" not in html
        assert "javascript:" not in html

    def test_leaves_no_trace(self, editor: Editor):
        before = recorded()
        self.preview(editor, part="door")
        assert recorded() == before


class TestOpening:
    def test_tells_the_editor_all_it_needs(self, editor: Editor):
        assert editor.args["kind"] == "scenario"
        assert editor.args["definition"] == kitchen().full()
        assert editor.args["published"]["definition"] == kitchen().full()
        assert len(editor.args["default_competences"]) == 10
        assert {"nl", "nb"} <= {code for code, _name in editor.args["languages"]}

    @pytest.mark.parametrize("person", ["marta", "tove", "olaf"])
    def test_is_for_authors(self, cast: SimpleNamespace, block_key: str, person: str):
        assert Browser(getattr(cast, person)).client.get(f"/studio/edit/{block_key}/").status_code == 403

    def test_shows_a_sentence_and_no_definition_to_a_stranger_whom_a_platform_lets_through(
        self, cast: SimpleNamespace, block_key: str
    ):
        from django.test import RequestFactory

        from workmentor_xblocks.demo.runtime import doors
        from workmentor_xblocks.demo.runtime.stage import as_key

        request = RequestFactory().get("/")
        request.user = cast.tove
        key = as_key(block_key)
        fragment = doors.studio(request, key.context_key).get_block(key).studio_view({})
        assert "Only the authors of this course" in fragment.body_html()
        assert fragment.json_init_args is None

    @pytest.mark.parametrize("definition", ["", "{", '{"scenes": 7}'])
    def test_of_an_empty_or_unreadable_block_begins_with_an_empty_scenario(
        self, cast: SimpleNamespace, course: Course, definition: str
    ):
        editor = Editor(cast.aad, course.scenario(definition))
        assert editor.data["scenes"] == []
        editor.data = kitchen_data()
        assert editor.save().status == 200


ODD_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats()
    | st.sampled_from(["", "door", "\x00", "漢", "a/b"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "to", "scenes", "for", "lang", "points", "\x0b", "was"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)


@pytest.mark.soak
@pytest.mark.thorough
@given(data=st.data())
@settings(
    max_examples=cases(40, soak=1_000),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pytest.mark.shows("studio fact 7")
def test_whatever_becomes_of_a_definition_on_its_way_is_saved_and_exported_or_refused(
    editor: Editor, data: st.DataObject
):
    """One part of it, at any depth, is replaced by anything; what is saved plays, exports and opens again."""
    whole = translated(kitchen(), "nl").full()
    here: Any = whole
    while True:
        key = data.draw(st.sampled_from(list(here) if isinstance(here, dict) else list(range(len(here)))))
        if isinstance(here[key], dict | list) and here[key] and data.draw(st.integers(0, 3)):
            here = here[key]
            continue
        here[key] = data.draw(ODD_JSON)
        break
    editor.data = whole
    answer = editor.save()
    assert answer.status in (200, 400), answer.raw
    if answer.status == 200:
        etree.fromstring(block_olx(editor.usage_key))
        editor.open()
        for entry in [*editor.data["scenes"], *editor.data["endings"]][:2]:
            assert editor.send("preview_part", {"definition": editor.data, "part": entry["id"]}).status in (
                200,
                404,
                413,
            )


def test_what_is_published_is_what_learners_play(cast: SimpleNamespace, course: Course, editor: Editor):
    editor.data["scenes"][0]["title"] = "Liga waits"
    editor.save()
    marta = Player(Direct(cast.marta), editor.usage_key)
    assert marta.begin().data["announce"] == "Liga at the door"
    editor.browser.client.post(f"/studio/unit/{course.unit_key}/change/", {"what": "publish"})
    assert "Liga waits" in marta.open().text


@pytest.mark.shows("platform fact 39")
def test_a_course_whose_scenario_is_broken_is_imported_with_the_rest(
    db: None, cast: SimpleNamespace, tmp_path: Any
):
    """The platform loses a block whose reading fails: so it never fails, and says where."""
    (tmp_path / "course.xml").write_text('<course org="W" course="B" url_name="1"/>')
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "1.xml").write_text(
        '<course><chapter url_name="c"><sequential url_name="s"><vertical url_name="v">'
        '<workmentor_scenario url_name="one" start="a"><scene id="a"><choice/><oddity x="1">?</oddity></scene>'
        "<ending/><variant/></workmentor_scenario>"
        '<workmentor_scenario url_name="two" minutes="many" scoring="bonus" weight="x"/>'
        '<workmentor_scenario url_name="pointer"/>'
        '<workmentor_scenario url_name="torn"/>'
        "</vertical></sequential></chapter></course>"
    )
    (tmp_path / "workmentor_scenario").mkdir()
    (tmp_path / "workmentor_scenario" / "pointer.xml").write_text(
        "<!-- a comment --><workmentor_scenario><!-- another --><introduction>Found.</introduction></workmentor_scenario>"
    )
    (tmp_path / "workmentor_scenario" / "torn.xml").write_text("<workmentor_scenario><scene>")
    course_key = load(tmp_path)
    key = course_key.replace("course-v1", "block-v1") + "+type@workmentor_scenario+block@"
    assert parse(draft(key + "one")["definition"]).scenes[0].id == "a"
    assert "oddity" in draft(key + "one")["definition"]
    assert "minutes" not in draft(key + "two")
    assert parse(draft(key + "pointer")["definition"]).introduction == "Found."
    assert "definition" in draft(key + "torn")
