"""The words of the field: whether each catalogue uses the one that the glossary names, and none that it warns of."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.messages.catalog import Catalog, Message

from tools.testrun.places import ROOT

GLOSSARY = ROOT / "translations/glossary.toml"
# What stands in braces or after % is filled in later, and what stands in quotes for a machine is no word either.
_SLOT = re.compile(r"\{\w+\}|%\(\w+\)[sd]")


@dataclass(frozen=True)
class Term:
    """One thing of the field: its English words, and by language the beginnings of its words and those to avoid."""

    en: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    never: Mapping[str, tuple[str, ...]]

    def is_in(self, sentence: str) -> bool:
        """Whether an English sentence speaks of it."""
        return bool(re.search(rf"\b(?:{'|'.join(map(re.escape, self.en))})\b", sentence, re.IGNORECASE))

    def is_said_in(self, language: str, translation: str) -> bool:
        """Whether a translation has one of its words."""
        return any(word.lower() in translation.lower() for word in self.words[language])


@dataclass(frozen=True)
class Otherwise:
    """A sentence that says it otherwise, with the reason."""

    sentence: str
    term: str
    languages: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class Glossary:
    """All terms, the forms that say "he or she" of anybody, and the exceptions."""

    terms: tuple[Term, ...]
    gendered: Mapping[str, tuple[str, ...]]
    exceptions: tuple[Otherwise, ...]

    def excuses(self, sentence: str, term: str, language: str) -> bool:
        """Whether one of the exceptions is meant."""
        return any(
            one.sentence == sentence and one.term == term and language in one.languages
            for one in self.exceptions
        )


def read() -> Glossary:
    """The glossary of the package."""
    told = tomllib.loads(GLOSSARY.read_text("utf-8"))
    return Glossary(
        terms=tuple(
            Term(
                tuple(term["en"]),
                {
                    language: tuple(words)
                    for language, words in term.items()
                    if language not in ("en", "never")
                },
                {language: tuple(words) for language, words in term.get("never", {}).items()},
            )
            for term in told["term"]
        ),
        gendered={language: tuple(forms) for language, forms in told["gendered"].items()},
        exceptions=tuple(
            Otherwise(one["sentence"], one["term"], tuple(one["languages"]), one["why"])
            for one in told["exception"]
        ),
    )


def faults_in(catalogue: Catalog, language: str, glossary: Glossary) -> Iterator[str]:
    """Sentences of a catalogue that use another word, one to avoid, or a form for men only."""
    for message in catalogue:
        if not message.id:
            continue
        source, forms = _source(message), _forms(message)
        for term in glossary.terms:
            name = term.en[0]
            if glossary.excuses(source, name, language):
                continue
            if term.is_in(source) and not all(term.is_said_in(language, form) for form in forms):
                yield f"{language}: {source!r} speaks of “{name}”: {forms}"
            for avoided in term.never.get(language, ()):
                if any(re.search(avoided, form, re.IGNORECASE) for form in forms):
                    yield f"{language}: {source!r} says {avoided!r} (for “{name}”): {forms}"
        for form in glossary.gendered[language]:
            if any(re.search(form, said, re.IGNORECASE) for said in forms) and not glossary.excuses(
                source, "gendered", language
            ):
                yield f"{language}: {source!r} is not for everybody ({form}): {forms}"


def _source(message: Message) -> str:
    sentence = message.id if isinstance(message.id, str) else message.id[-1]
    return _SLOT.sub("…", sentence)


def _forms(message: Message) -> list[str]:
    said = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return [_SLOT.sub("…", form or "") for form in said]
