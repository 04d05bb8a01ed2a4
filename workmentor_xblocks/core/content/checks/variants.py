"""Whether each variant is whole, made from today's source, and one that somebody will see.

A variant is looked at section by section, because that is how reading falls back: a scene with one text missing is
shown in the source's language as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from workmentor_xblocks.core.content import language
from workmentor_xblocks.core.content.authored import Authored
from workmentor_xblocks.core.content.checks.facts import Facts
from workmentor_xblocks.core.content.markdown import slots
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.reading import section_of
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.core.content.variants import TextState, Variant, state_of


def _called(variant: Variant) -> str:
    """A variant as an author knows it: its language, and its workplace if it has one."""
    words = language.name(variant.language) or "?"
    return f"{words}, {variant.workplace}" if variant.workplace else words


def missing(facts: Facts[Authored]) -> Iterator[Place]:
    """Sections of which some words are missing in a variant, at the first that is."""
    for variant in facts.definition.variants:
        if not variant.texts or not _can_be_shown(facts, variant):
            continue  # said by another check
        has = {path for path, text in variant.by_path.items() if text.text.strip()}
        lacking: dict[str, list[str]] = {}
        for path in facts.texts:
            if path not in has and _is_wanted(facts, variant, path):
                lacking.setdefault(section_of(facts.definition, path), []).append(path)
        for section, paths in lacking.items():
            values = {"variant": _called(variant), "place": section, "count": len(paths)}
            yield f"{variant.path}/{paths[0]}", values


def _is_wanted(facts: Facts[Authored], variant: Variant, path: str) -> bool:
    """The block's name does not change with the workplace."""
    return path != "display_name" or variant.language != facts.definition.language


def _can_be_shown(facts: Facts[Authored], variant: Variant) -> bool:
    """True for a variant of something else than the source, for a workplace that there is."""
    if not variant.workplace:
        return variant.language != facts.definition.language
    return variant.workplace in [*facts.workplaces][1:]


def stale(facts: Facts[Authored]) -> Iterator[Place]:
    """Texts whose source was changed since."""
    yield from _in_state(facts, TextState.STALE)


def equal(facts: Facts[Authored]) -> Iterator[Place]:
    """Texts that are word for word their source."""
    yield from _in_state(facts, TextState.EQUAL)


def _in_state(facts: Facts[Authored], state: TextState) -> Iterator[Place]:
    for variant, text, source in facts.overlaid:
        if source and state_of(text, source) is state:
            yield f"{variant.path}/{text.path}", {"variant": _called(variant)}


def without_source(facts: Facts[Authored]) -> Iterator[Place]:
    """Texts of which nobody can tell from which words they were made."""
    for variant, text, source in facts.overlaid:
        if source and text.text.strip() and not text.of:
            yield f"{variant.path}/{text.path}", {"variant": _called(variant)}


def unknown_text(facts: Facts[Authored]) -> Iterator[Place]:
    """Texts for a place that is not there."""
    for variant, text, source in facts.overlaid:
        if source is None:
            yield f"{variant.path}/{text.path}", {"variant": _called(variant), "path": text.path}


def other_slots(facts: Facts[Authored]) -> Iterator[Place]:
    """Texts that lost or gained a slot on the way."""
    for variant, text, source in facts.overlaid:
        if source and text.text.strip() and slots(source) != slots(text.text):
            differing = ", ".join(f"{{{slot}}}" for slot in sorted(slots(source) ^ slots(text.text)))
            yield f"{variant.path}/{text.path}", {"variant": _called(variant), "slots": differing}


def repeated_text(facts: Facts[Authored]) -> Iterator[Place]:
    """Two texts for one place, or two variants for one language and workplace."""
    seen: set[tuple[str, str]] = set()
    for variant in facts.definition.variants:
        if (variant.language, variant.workplace) in seen:
            yield variant.path, {"variant": _called(variant)}
        seen.add((variant.language, variant.workplace))
        paths = [text.path for text in variant.texts]
        for path in sorted(
            {path for path in paths if paths.count(path) > 1} if len(set(paths)) < len(paths) else ()
        ):
            yield f"{variant.path}/{path}", {"variant": _called(variant)}


def nothing_yet(facts: Facts[Authored]) -> Iterator[Place]:
    """Variants that were only begun."""
    for variant in facts.definition.variants:
        if not variant.texts:
            yield variant.path, {"variant": _called(variant)}


def never_shown(facts: Facts[Authored]) -> Iterator[Place]:
    """Variants of what the source is already."""
    own = next(iter(facts.workplaces), "")
    for variant in facts.definition.variants:
        is_own_workplace = bool(variant.workplace) and variant.workplace == own
        if is_own_workplace or (not variant.workplace and variant.language == facts.definition.language):
            yield variant.path, {"variant": _called(variant)}


def unknown_workplace(facts: Facts[Authored]) -> Iterator[Place]:
    """Variants for a workplace that is not in the list."""
    known = {"", *facts.workplaces}
    for variant in facts.definition.variants:
        if variant.workplace not in known:
            yield variant.path, {"workplace": variant.workplace}


def workplace_without_texts(facts: Facts[Authored]) -> Iterator[Place]:
    """Workplaces that nobody wrote for yet."""
    written = {variant.workplace for variant in facts.definition.variants}
    for workplace, name in [*facts.workplaces.items()][1:]:
        if workplace not in written:
            yield f"workplace/{workplace}", {"workplace": name or workplace}


def strange_language(facts: Facts[Authored]) -> Iterator[Place]:
    """What is no code of a language."""
    if not language.is_code(facts.definition.language):
        yield "language", {"code": facts.definition.language}
    for variant in facts.definition.variants:
        if not language.is_code(variant.language):
            yield variant.path, {"code": variant.language}


RULES: tuple[Rule[Facts[Authored]], ...] = (
    Rule(
        "missing-text",
        Level.WARNING,
        _(
            "{variant}: “{place}” lacks {count} of its texts, so the source is shown there. Write what is missing."
        ),
        missing,
    ),
    Rule(
        "stale-text",
        Level.WARNING,
        _(
            "{variant}: the source was changed after this text was made. Compare, and change the text if needed."
        ),
        stale,
    ),
    Rule(
        "equal-text",
        Level.WARNING,
        _(
            "{variant}: this text is word for word its source. Translate it, or say that it is meant to be the same."
        ),
        equal,
    ),
    Rule(
        "unknown-text",
        Level.WARNING,
        _("{variant}: this text belongs to “{path}”, which does not exist. Move its words, or delete it."),
        unknown_text,
    ),
    Rule(
        "other-slots",
        Level.WARNING,
        _("{variant}: {slots} stands only in the source or only here. Use the same slots in both."),
        other_slots,
    ),
    Rule(
        "repeated-text", Level.WARNING, _("{variant}: this is there twice. Keep one of them."), repeated_text
    ),
    Rule(
        "never-shown",
        Level.WARNING,
        _(
            "{variant}: this is what the source is already, so it is never shown. Move its words to the source."
        ),
        never_shown,
    ),
    Rule(
        "unknown-workplace",
        Level.WARNING,
        _("The workplace “{workplace}” is not in the list of workplaces. Add it, or choose one of the list."),
        unknown_workplace,
    ),
    Rule(
        "workplace-without-texts",
        Level.WARNING,
        _("Nothing is written for the workplace “{workplace}” yet, so nobody can choose it. Add its texts."),
        workplace_without_texts,
    ),
    Rule(
        "strange-language",
        Level.WARNING,
        _("“{code}” is no code of a language. Use one such as nb, nl or pt-BR."),
        strange_language,
    ),
    Rule("empty-variant", Level.NOTE, _("{variant}: there is no text yet."), nothing_yet),
    Rule(
        "text-without-source",
        Level.NOTE,
        _("{variant}: it is not known from which words this text was made. Save it once after comparing."),
        without_source,
    ),
)
