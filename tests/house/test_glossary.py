"""The interface speaks the words of the field, the same everywhere, and to everybody."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog

from tools.translations import catalogues, glossary, sources

LANGUAGES = catalogues.languages()
WORDS = glossary.read()
EVERYBODY = re.compile(r"\b(he|she|his|him|her|hers|himself|herself)\b", re.IGNORECASE)


def said(language: str, **sentences: str) -> list[str]:
    """What the glossary says of a catalogue with these sentences; "_" stands for a blank in the English ones."""
    catalogue = Catalog(locale=language)
    for source, translation in sentences.items():
        catalogue.add(source.replace("_", " "), translation)
    return list(glossary.faults_in(catalogue, language, WORDS))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_uses_the_words_of_the_glossary(language: str) -> None:
    assert list(glossary.faults_in(catalogues.read(language), language, WORDS)) == []


def test_english_speaks_of_nobody_as_he_or_she() -> None:
    sentences = [one.id if isinstance(one.id, str) else one.id[-1] for one in sources.collect()]
    assert [sentence for sentence in sentences if EVERYBODY.search(sentence)] == []


def test_every_term_has_a_word_in_every_language() -> None:
    for term in WORDS.terms:
        assert set(term.words) == set(LANGUAGES), term.en
        assert all(term.words.values()), term.en
    assert set(WORDS.gendered) == set(LANGUAGES)


def test_what_is_said_of_a_person_and_of_a_course_are_two_words_in_every_language() -> None:
    by_name = {term.en[0]: term for term in WORDS.terms}
    person, course = by_name["assessment"], by_name["evaluation"]
    for language in LANGUAGES:
        for word in person.words[language]:
            assert not course.is_said_in(language, word), (language, word)


@pytest.mark.parametrize("one", WORDS.exceptions, ids=lambda one: one.sentence[:40])
def test_an_exception_has_a_reason_and_is_still_needed(one: glossary.Otherwise) -> None:
    assert one.why
    rest = tuple(other for other in WORDS.exceptions if other is not one)
    strict = glossary.Glossary(WORDS.terms, WORDS.gendered, rest)
    for language in one.languages:
        found = list(glossary.faults_in(catalogues.read(language), language, strict))
        assert any(one.sentence in fault for fault in found), (one, language)


def test_another_word_is_found() -> None:
    assert said("nl", Ask_the_mentor="Vraag het de begeleider") != []
    assert said("nl", Ask_the_mentor="Vraag het de werkbegeleider") == []


def test_every_form_of_a_plural_counts() -> None:
    catalogue = Catalog(locale="nb")
    catalogue.add(("%(n)s agreement", "%(n)s agreements"), ("%(n)s avtale", "%(n)s kontrakter"))
    assert len(list(glossary.faults_in(catalogue, "nb", WORDS))) == 1


def test_a_word_to_avoid_is_found_whatever_the_sentence_is_about() -> None:
    (fault,) = said("fr", It_is_so="Cela vaut toujours")
    assert "in force" in fault


def test_a_slot_is_no_word() -> None:
    assert said("nb", **{"Hello,_{learner}": "Hei, {learner}"}) == []


@pytest.mark.parametrize(
    ("language", "translation"),
    [
        ("nb", "Så kommer han eller hun."),
        ("nl", "Wie hij of zij is"),
        ("nl", "Laad haar opnieuw"),
        ("fr", "Vous êtes invité"),
        ("fr", "Le lien est pour vous seul."),
        ("fr", "Êtes-vous majeur ?"),
        ("fr", "Demandez à ceux qui manquent"),
    ],
)
def test_a_form_for_men_only_or_for_two_is_found(language: str, translation: str) -> None:
    assert len(said(language, It_is_so=translation)) == 1


def test_what_is_for_everybody_is_left_alone() -> None:
    assert said("fr", It_is_so="Votre rôle dans cette invitation") == []
    assert said("nl", It_is_so="De tekst: lees hem nog een keer") == []
