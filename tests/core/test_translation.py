"""Sentences in the language that is active: ours, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.template import Context
from django.utils.translation import override

from workmentor_xblocks import host
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.content.translation import gettext, has_catalogue, ngettext, pgettext, say
from workmentor_xblocks.core.pages.rendering import engine
from workmentor_xblocks.demo.host import DemoHost


def show(template: str, **values: object) -> str:
    return engine().from_string("{% load i18n %}" + template).render(Context(values))


@pytest.fixture
def operator_s_words(tmp_path: Path) -> Iterator[None]:
    """A site whose operator brought a Dutch catalogue of their own."""
    catalogue = Catalog(locale="nl")
    catalogue.add("Decide", "Beslis zelf")
    catalogue.add("{count} place on your way", "{count} plek")
    folder = tmp_path / "nl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)

    class Site(DemoHost):
        def catalogue_folder(self) -> Path:
            return tmp_path

    before = host.current()
    host.bind(Site())
    yield
    host.bind(before)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "Beslis zelf"),
        ("nl-be", "Beslis zelf"),
        ("en", "Decide"),
        ("et", "Decide"),
        ("en-gb", "Decide"),
    ],
)
@pytest.mark.shows("platform fact 48", "platform fact 50")
def test_a_word_follows_the_active_language(operator_s_words: None, language: str, expected: str):
    with override(language):
        assert gettext("Decide") == expected
        assert show('{% trans "Decide" %}') == expected
    assert gettext("Decide") == "Decide"


def test_with_no_language_at_all_it_is_english():
    with override(None):
        assert gettext("Decide") == "Decide"
    assert gettext("") == ""


@pytest.mark.shows("platform fact 51")
def test_django_s_own_word_is_not_taken():
    """Django knows "Yesterday" in every language; we do not."""
    with override("nl"):
        assert gettext("yesterday") == "yesterday"
        assert show('{% trans "yesterday" %}') == "yesterday"


@pytest.mark.parametrize("code", ["en", "en-us", "nl", "nb", "fi", "fr", "nl-be"])
def test_the_partners_languages_have_a_catalogue(code: str):
    assert has_catalogue(code)


@pytest.mark.parametrize(
    "code", ["et", "xx", "../nl", "nl/../nl", "nl\x00", "a" * 300, "%s", "en-<b>", "en/.."]
)
@pytest.mark.shows("platform fact 49")
def test_a_language_without_one_or_no_language_at_all_has_none(code: str):
    assert not has_catalogue(code)


def test_plural_forms_and_values_in_a_template():
    template = "{% blocktrans count n=n %}{{ n }} decision made.{% plural %}{{ n }} decisions made.{% endblocktrans %}"
    assert show(template, n=1) == "1 decision made."
    assert show(template, n=2) == "2 decisions made."


def test_values_are_escaped_once():
    template = "{% blocktrans %}The run of {{ name }}{% endblocktrans %}"
    assert show(template, name="<b>O'Hara</b>") == "The run of &lt;b&gt;O&#x27;Hara&lt;/b&gt;"
    assert show("{% blocktrans with a=name %}{{ a }} 100 %{% endblocktrans %}", name="&") == "&amp; 100 %"


def test_a_percent_sign_stays_one():
    assert (
        show("{% blocktrans %}Your result: {{ result }} %{% endblocktrans %}", result=50)
        == "Your result: 50 %"
    )
    assert show("{% blocktrans %}100 % sure{% endblocktrans %}") == "100 % sure"
    for language in ("nl", "nb", "fi", "fr"):
        with override(language):
            text = show("{% blocktrans %}Your result: {{ result }} %{% endblocktrans %}", result=50)
            assert "50" in text
            assert "%%" not in text
            assert "%(" not in text


def test_a_word_can_be_kept_under_a_name():
    assert show('{% trans "Place" as head %}[{{ head }}]') == "[Place]"
    assert show("{% trans word %}", word="<x>") == "&lt;x&gt;"


def test_a_context_tells_two_meanings_apart():
    assert pgettext("a place", "Place") == "Place"
    assert show('{% trans "Place" context "a place" %}') == "Place"


def test_a_message_is_said_with_its_values_and_the_messages_in_them():
    inner = Message("inner", "scene {name}", {"name": "{door}"})
    assert say(Message("outer", "In {where}: {count}", {"where": inner, "count": 3})) == "In scene {door}: 3"
    assert str(Message("x", "{a}", {"a": 1})) == "1"
    assert ngettext("{count} place", "{count} places", 0) == "{count} places"
