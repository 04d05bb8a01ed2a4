"""Languages: the words of the interface and the words of the scenario."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.contract.fact import fact
from tests.contract.site import SCENARIO, Site
from tests.contract.steps import at, place, s1, small_course
from tests.scenario.examples import S1
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.scenario.content.definition import Definition

_RULE = "The person's choice in a block, then the block's language, the course's, the interface's."


def _words(code: str, msgid: str) -> str:
    with translation.override(code or "en"):
        return gettext(msgid)


def _in(code: str, path: str) -> str:
    return next(
        text.text
        for variant in s1().variants
        if variant.language == code and not variant.workplace
        for text in variant.texts
        if text.path == path
    )


def _start() -> tuple[str, str]:
    definition: Definition = s1()
    scene = definition.scene_by_id[definition.start]
    return f"{scene.id}/title", scene.title


@fact(
    "The interface speaks the language of the person's account.",
    source="The platform makes it Django's active one.",
)
@pytest.mark.shows("scenario pitfall 28", "scenario goal 13a", "platform fact 47")
def preference_of_the_account(site: Site) -> None:
    placed = place(site)
    liga = site.person("liga")
    try:
        for code in ("nl", "nb", ""):
            liga.speak(code)
            assert _words(code, "Start") in at(site, "liga", placed).page.texts("wm-button"), code
            refused = liga.post(placed.key, "choose", b'{"run": "", "step": 0, "choice": ""}')
            assert refused.error["message"] == _words(code, "Choose what you would do."), code
    finally:
        liga.speak("")


@fact("On an English site a mentor plays in Dutch from the first click, buttons included.", source=_RULE)
@pytest.mark.shows("platform fact 50")
def switch_inside_the_block(site: Site) -> None:
    placed = place(site, s1())
    mikael = at(site, "mikael", placed)
    path, english = _start()
    try:
        answer = mikael.press("switch", language="nl")
        assert answer.status == 200
        assert 'lang="nl"' in answer.data["html"]
        mikael.begin()
        assert mikael.page.texts("wm-scene-title") == [_in("nl", path)]
        assert mikael.page.texts("wm-button") == [_words("nl", "Decide")]
        assert mikael.open().texts("wm-scene-title") == [_in("nl", path)], "it stays on the next visit"
        elsewhere = at(site, "mikael", site.sample("s1"))
        assert 'lang="nl"' in elsewhere.page.html, "and in the next scenario"
        mikael.press("switch", language="en")
        assert mikael.open().texts("wm-scene-title") == [english]
    finally:
        mikael.send("switch", {"language": "en"})


@fact("One person's language is nobody else's.", source="It is kept with the person.")
@pytest.mark.shows("platform fact 47")
def languages_are_apart(site: Site) -> None:
    placed = place(site, s1())
    mikael = at(site, "mikael", placed)
    try:
        mikael.press("switch", language="nb")
        marta = at(site, "marta", placed)
        marta.begin()
        assert marta.page.texts("wm-scene-title") == [_start()[1]]
    finally:
        mikael.send("switch", {"language": "en"})


@fact("A scenario with a language of its own shows that one first to who has chosen none.", source=_RULE)
def language_of_the_block(site: Site) -> None:
    placed = place(site, s1(), default_language="nb")
    # The preview keeps everything of a person in the session, so that in a new one nothing was chosen before.
    answer = site.person("aad", device="new").preview(placed.key, "begin", {"run": ""})
    assert answer.page.texts("wm-scene-title") == [_in("nb", _start()[0])]


@fact("Where a person has chosen none, the course's language comes before the interface's.", source=_RULE)
def language_of_the_course(site: Site) -> None:
    course = site.desk.import_course(small_course(S1.read_text(encoding="utf-8"), language="nb"))
    key = f"block-v1:{course.removeprefix('course-v1:')}+type@{SCENARIO}+block@s1"
    answer = site.person("aad", device="newer").preview(key, "begin", {"run": ""})
    assert answer.page.texts("wm-scene-title") == [_in("nb", _start()[0])]
