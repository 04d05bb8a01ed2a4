"""No language is half there: every sentence of the sources is in every catalogue, whole and compiled."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from babel.messages.catalog import Catalog

from tools.translations import catalogues, check, dummy, sources


@pytest.fixture(scope="session")
def source() -> Catalog:
    return sources.collect()


@pytest.mark.shows("scenario goal 13a", "agreement goal 16")
def test_there_are_the_languages_of_the_partners():
    assert {"nb", "nl", "fr", "fi"} <= set(catalogues.languages())


@pytest.mark.parametrize("locale", catalogues.languages())
@pytest.mark.shows("scenario goal 13a", "agreement goal 16")
def test_every_sentence_is_translated_and_compiled(locale, source):
    catalogue = catalogues.read(locale)
    faults = list(check.faults_in(catalogue, source))
    assert not faults, f"{len(faults)} faults, first: {faults[:3]}"
    compiled = catalogues.compiled_messages(catalogues.mo_path(locale).read_bytes())
    assert compiled == catalogues.compiled_messages(catalogues.compiled(catalogue)), (
        "run: make compile_translations"
    )


def test_sentences_are_found_in_python_templates_and_the_editor(source):
    places = Counter(path.rsplit(".", 1)[-1] for message in source for path, _ in message.locations)
    assert {"py", "html", "json"} <= set(places)


# What only one block has. Signing in and the people who run a site are everybody's.
BLOCKS_OWN = re.compile(
    r"\b(play\w*|scenarios?|scenes?|endings?|runs?(?! this site)|debrief\w*|agreements?|sign(s|ed|ing)?(?! (in|out)\b)|"
    r"signatures?|part(y|ies)|reviews?|amendments?|clauses?|journals?|entr(y|ies)|prompts?|portfolios?|claims?|"
    r"surveys?|questionnaires?)\b",
    re.IGNORECASE,
)


def test_core_speaks_of_no_block(source):
    said = {
        sentence: word[0]
        for message in source
        if any(path.startswith("workmentor_xblocks/core/") for path, _ in message.locations)
        for sentence in ([message.id] if isinstance(message.id, str) else message.id)
        if (word := BLOCKS_OWN.search(sentence))
    }
    assert not said
    assert BLOCKS_OWN.search("Sign in to play.")
    assert not BLOCKS_OWN.search("You are signed out. Sign in again, or ask the people who run this site.")


def told(msgid, string, *, locale="nl", fuzzy=False) -> list[str]:
    catalogue, wanted = Catalog(locale=locale), Catalog()
    wanted.add(msgid)
    catalogue.add(msgid, string, flags=["fuzzy"] if fuzzy else [])
    return [fault.split("'")[-1].split('"')[-1].strip() for fault in check.faults_in(catalogue, wanted)]


def test_a_good_translation_has_no_faults():
    assert told("{count} of {total}", "{count} van {total}") == []
    assert told("Go to <b>start</b>", "Naar <b>start</b>") == []
    assert told(("%(n)s day", "%(n)s days"), ("één dag", "%(n)s dagen")) == []


@pytest.mark.parametrize(
    ("msgid", "string", "says"),
    [
        ("Start", "", "is not translated"),
        (("{n} day", "{n} days"), ("{n} dag", ""), "is not translated"),
        ("{count} days", "{cuont} dagen", "has other {slots} than its source"),
        ("%(count)s days", "dagen", "has other {slots} than its source"),
        (("{n} day", "{n} days"), ("{n} dag", "dagen"), "has other {slots} than its source"),
        ("Go to <b>start</b>", "Naar <i>start</i>", "has other tags than its source"),
        ("Why?", "Waarom? ", "begins or ends with blanks that its source has not"),
    ],
)
def test_each_fault_is_named(msgid, string, says):
    assert told(msgid, string) == [says]


def test_a_guess_is_a_fault():
    assert told("Start", "Begin", fuzzy=True) == ["is only guessed (fuzzy)"]


def test_a_plural_needs_all_forms_of_its_language():
    # Latvian has three.
    assert told(("{n} day", "{n} days"), ("{n} diena", "{n} dienas"), locale="lv") == ["is not translated"]


def test_missing_and_unused_sentences_are_faults():
    catalogue, wanted = Catalog(locale="nl"), Catalog()
    catalogue.add("old", "oud")
    wanted.add("new")
    missing, unused = check.faults_in(catalogue, wanted)
    assert missing.startswith("'new' is missing")
    assert unused.startswith("'old' is not used any more")


def test_the_same_words_give_the_same_bytes(source):
    for locale in catalogues.languages():
        written = catalogues.as_text(catalogues.updated(locale, source))
        assert written == catalogues.po_path(locale).read_bytes(), "run: make translations"


def test_the_made_up_language_keeps_slots_and_tags():
    made = dummy.disguise("Open <b>{name}</b>: %(n)s runs")
    assert "<b>{name}</b>" in made
    assert "%(n)s" in made
    assert made.startswith("Ópéñ")
    catalogue, wanted = dummy.catalogue(sources.collect()), sources.collect()
    assert not list(check.faults_in(catalogue, wanted))
