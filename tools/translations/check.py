"""What can be wrong with a translation without knowing its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from babel.messages.catalog import Catalog, Message

from tools.translations import catalogues, sources

# {name} of our messages, %(name)s of templates; and the tags of a sentence with links or emphasis.
_SLOT = re.compile(r"(?<!\{)\{(\w+)\}|%\((\w+)\)[sd]")
_TAG = re.compile(r"</?(\w+)[^>]*>")


def _slots(text: str) -> frozenset[str]:
    return frozenset(first or second for first, second in _SLOT.findall(text))


def _tags(text: str) -> list[str]:
    return sorted(match.group(0).split()[0] for match in _TAG.finditer(text))


def _forms(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (str(value or ""),)


def _is_empty(message: Message, catalogue: Catalog) -> bool:
    """Untranslated, or a plural without all the forms of its language."""
    forms = _forms(message.string)
    wanted = catalogue.num_plurals if message.pluralizable else 1
    return len(forms) != wanted or not all(form.strip() for form in forms)


def _slots_differ(message: Message, _catalogue: Catalog) -> bool:
    """A form has the slots of its source; the first of several may spell its number out ("one day")."""
    *_, whole = source = [_slots(form) for form in _forms(message.id)]
    first, *others = [_slots(form) for form in _forms(message.string)]
    if not others:
        return first != whole
    return any(form != whole for form in others) or not first <= frozenset().union(*source)


def _tags_differ(message: Message, _catalogue: Catalog) -> bool:
    return any(_tags(form) != _tags(_forms(message.id)[-1]) for form in _forms(message.string))


def _outer_blanks_differ(message: Message, _catalogue: Catalog) -> bool:
    source = _forms(message.id)[-1]
    ends = (source[:1].isspace(), source[-1:].isspace())
    return any((form[:1].isspace(), form[-1:].isspace()) != ends for form in _forms(message.string))


_RULES: tuple[tuple[str, Callable[[Message, Catalog], bool]], ...] = (
    ("is not translated", _is_empty),
    ("is only guessed (fuzzy)", lambda message, _: message.fuzzy),
    ("has other {slots} than its source", _slots_differ),
    ("has other tags than its source", _tags_differ),
    ("begins or ends with blanks that its source has not", _outer_blanks_differ),
)


def faults_of(message: Message, catalogue: Catalog) -> Iterator[str]:
    """The first thing that is wrong with one translation: the others often follow from it."""
    for says, is_broken in _RULES:
        if is_broken(message, catalogue):
            yield f"{_forms(message.id)[0]!r} {says}"
            return


def faults_in(catalogue: Catalog, source: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, measured by the sentences of the source."""
    own = {(message.context, message.id) for message in catalogue if message.id}
    wanted = {(message.context, message.id) for message in source if message.id}
    for _context, sentence in sorted(wanted - own, key=str):
        yield f"{_forms(sentence)[0]!r} is missing (make translations adds it)"
    for _context, sentence in sorted(own - wanted, key=str):
        yield f"{_forms(sentence)[0]!r} is not used any more (make translations removes it)"
    if catalogue.obsolete:
        yield f"{len(catalogue.obsolete)} obsolete entries are kept (make translations removes them)"
    for message in catalogue:
        if message.id and (message.context, message.id) in wanted:
            yield from faults_of(message, catalogue)


def faults(source: Catalog | None = None) -> Iterator[str]:
    """Everything that is wrong with the languages of the package."""
    source = source or sources.collect()
    for locale in catalogues.languages():
        catalogue = catalogues.read(locale)
        for fault in faults_in(catalogue, source):
            yield f"{locale}: {fault}"
        compiled = catalogues.mo_path(locale)
        fresh = catalogues.compiled_messages(catalogues.compiled(catalogue))
        if not compiled.exists() or catalogues.compiled_messages(compiled.read_bytes()) != fresh:
            yield f"{locale}: django.mo is not what django.po says (make compile_translations)"
