"""Whether all is said that the parties have to read, and short enough that they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workmentor_xblocks.agreement.content.checks.facts import Facts
from workmentor_xblocks.core.content.checks.common import empty
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.core.content.tangles import Tangle, tangle

# The most characters that are read on a telephone before somebody signs, by the last word of a text's path.
_MOST: Mapping[str, int] = {"title": 80, "label": 160, "help": 500, "text": 1200, "consent": 600}
_MOST_OTHERWISE = 3000


# Texts that may be left out, or have a check of their own.
_OPTIONAL = frozenset(
    {"introduction", "form_requirement", "disclaimer", "consent", "label", "help", "suggestion"}
)


def empty_words(facts: Facts) -> Iterator[Place]:
    """Titles, promises, options, reasons and the like without words."""
    for path, text in facts.definition.texts():
        *_before, above, last = ("", *path.split("/"))
        if not text.strip() and last not in _OPTIONAL:
            yield path, {"id": above if last in ("title", "text") else last}


def empty_section(facts: Facts) -> Iterator[Place]:
    """Sections in which there is nothing to fill in and nothing to promise."""
    for section in facts.definition.sections:
        if not section.fields and not section.clauses and not section.introduction.strip():
            yield section.id, {"section": section.title.strip() or section.id}


def too_long(facts: Facts) -> Iterator[Place]:
    """Texts that nobody reads to the end."""
    for within, path, text in facts.all_texts:
        most = _MOST.get(path.rsplit("/", 1)[-1], _MOST_OTHERWISE)
        # One that is too long to be laid out has a finding of its own.
        if len(text.strip()) > most and tangle(text) is not Tangle.LONG:
            yield within + path, {"count": len(text.strip()), "most": most}


RULES: tuple[Rule[Facts], ...] = (
    Rule("empty-words", Level.WARNING, _("“{id}” has no words yet. Write what people read."), empty_words),
    Rule(
        "empty-section",
        Level.WARNING,
        _("In “{section}” there is nothing yet. Add fields or promises, or delete it."),
        empty_section,
    ),
    Rule(
        "no-status-line",
        Level.WARNING,
        _("Nothing says what this paper is, and that it replaces no contract and no law. Write it."),
        empty("introduction"),
    ),
    Rule(
        "too-long",
        Level.NOTE,
        _(
            "This text has {count} characters; more than {most} are seldom read to the end. Shorten or split it."
        ),
        too_long,
    ),
)
