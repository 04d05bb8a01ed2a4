"""Whether the pictures are there, and speak to who cannot see them (WCAG 2.2, 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from workmentor_xblocks.core.content.course_files import IMAGES, PREFIX as _COURSE, stored_name
from workmentor_xblocks.core.content.markdown import images_without_alt, static_files
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.scenario.content.checks.facts import Facts, name


def no_alt(facts: Facts) -> Iterator[Place]:
    """Pictures without words for who cannot see them."""
    for place in facts.definition.places:
        if place.picture and place.picture.src and not place.picture.alt.strip():
            yield f"{place.id}/picture/alt", {"place": name(place)}


def no_file(facts: Facts) -> Iterator[Place]:
    """Words about a picture that is not there."""
    for place in facts.definition.places:
        if place.picture and not place.picture.src.strip():
            yield f"{place.id}/picture/src", {"place": name(place)}


def no_alt_in_text(facts: Facts) -> Iterator[Place]:
    """The same for pictures inside a text."""
    for within, path, text in facts.all_texts:
        if images_without_alt(text):
            yield within + path, {}


def _used(facts: Facts) -> Iterator[tuple[str, str]]:
    return ((path, src.strip()) for path, src in facts.definition.pictures() if src.strip())


def not_found(facts: Facts) -> Iterator[Place]:
    """Pictures that the course does not hold."""
    if facts.pictures is None:
        return
    used = [*_used(facts)]
    used += [(within + path, src) for within, path, text in facts.all_texts for src in static_files(text)]
    held = {stored_name(file) for file in facts.pictures}
    for path, src in used:
        is_picture = stored_name(src).lower().endswith(IMAGES)
        if src.startswith(_COURSE) and is_picture and stored_name(src) not in held:
            yield path, {"file": src.removeprefix(_COURSE)}


def elsewhere(facts: Facts) -> Iterator[Place]:
    """Pictures that another site serves."""
    for path, src in _used(facts):
        if not src.startswith(_COURSE):
            yield path, {"src": src[:80]}


RULES: tuple[Rule[Facts], ...] = (
    Rule(
        "picture-without-alt",
        Level.WARNING,
        _("The picture of “{place}” has no description. Write what it shows, for people who cannot see it."),
        no_alt,
    ),
    Rule(
        "picture-without-file",
        Level.WARNING,
        _("“{place}” has a picture without a file. Choose one, or remove the picture."),
        no_file,
    ),
    Rule(
        "picture-not-found",
        Level.WARNING,
        _("The course has no file “{file}”. Upload it, or choose another."),
        not_found,
    ),
    Rule(
        "picture-elsewhere",
        Level.WARNING,
        _("“{src}” is not a file of this course and will not travel with it. Upload it and choose it here."),
        elsewhere,
    ),
    Rule(
        "text-picture-without-alt",
        Level.WARNING,
        _("A picture in this text has no description. Write it between the square brackets."),
        no_alt_in_text,
    ),
)
