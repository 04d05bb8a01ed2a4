"""Whether all is said that a player has to read, and shows as it was meant."""

from __future__ import annotations

from collections.abc import Iterator

from workmentor_xblocks.core.content.markdown import unknown_slots
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.scenario.content.checks.facts import Facts, name

# Labels so unlike in length that a player picks by length.
UNEQUAL_RATIO, UNEQUAL_MORE = 2.2, 40


def empty_title(facts: Facts) -> Iterator[Place]:
    """Places without a heading."""
    for place in facts.definition.places:
        if not place.title.strip():
            yield f"{place.id}/title", {"place": place.id}


def empty_scene(facts: Facts) -> Iterator[Place]:
    """Scenes that tell nothing."""
    for scene in facts.definition.scenes:
        if not scene.body.strip():
            yield f"{scene.id}/body", {"scene": name(scene)}


def empty_ending(facts: Facts) -> Iterator[Place]:
    """Endings that tell nothing."""
    for ending in facts.definition.endings:
        if not ending.body.strip():
            yield f"{ending.id}/body", {"ending": name(ending)}


def empty_label(facts: Facts) -> Iterator[Place]:
    """Choices without words."""
    for path, scene, choice in facts.choices():
        if not choice.label.strip():
            yield f"{path}/label", {"scene": name(scene), "choice": choice.id}


def empty_name(facts: Facts) -> Iterator[Place]:
    """Competences, workplaces and questions without words."""
    definition = facts.definition
    for competence in definition.competences:
        if not competence.name.strip():
            yield f"competence/{competence.id}", {"id": competence.id}
    for workplace in definition.workplaces:
        if not workplace.name.strip():
            yield f"workplace/{workplace.id}", {"id": workplace.id}
    for question in definition.questions:
        if not question.text.strip():
            yield f"question/{question.id}", {"id": question.id}


def no_consequence(facts: Facts) -> Iterator[Place]:
    """Choices after which nothing is said to happen."""
    for path, _scene, choice in facts.choices():
        if not choice.consequence.strip():
            yield f"{path}/consequence", {"choice": name(choice)}


def no_coach_note(facts: Facts) -> Iterator[Place]:
    """Choices that are judged, and nobody says why."""
    for path, _scene, choice in facts.choices():
        if choice.evidence and not choice.coach_note.strip():
            yield f"{path}/coach_note", {"choice": name(choice)}


def repeated_label(facts: Facts) -> Iterator[Place]:
    """Choices of one scene that read the same."""
    for scene in facts.definition.scenes:
        seen: set[str] = set()
        for choice in scene.choices:
            words = " ".join(choice.label.casefold().split())
            if words and words in seen:
                yield f"{scene.id}/{choice.id}/label", {"choice": name(choice)}
            seen.add(words)


def unequal_labels(facts: Facts) -> Iterator[Place]:
    """Choices of one scene of very different length."""
    for scene in facts.definition.scenes:
        said = [choice for choice in scene.choices if choice.label.strip()]
        if len(said) < 2:
            continue
        lengths = {len(choice.label.strip()): choice for choice in said}
        low, high = min(lengths), max(lengths)
        if high > UNEQUAL_RATIO * low and high - low > UNEQUAL_MORE:
            yield (
                f"{scene.id}/{lengths[high].id}/label",
                {"choice": name(lengths[high]), "other": name(lengths[low])},
            )


def strange_slot(facts: Facts) -> Iterator[Place]:
    """Words in braces that nothing fills."""
    for within, path, text in facts.all_texts:
        for slot in unknown_slots(text):
            yield within + path, {"slot": slot, "known": "{learner}, {company}, {mentor}"}


RULES: tuple[Rule[Facts], ...] = (
    Rule(
        "empty-label",
        Level.ERROR,
        _("A choice in “{scene}” has no words. Write what the mentor does."),
        empty_label,
    ),
    Rule(
        "empty-scene",
        Level.ERROR,
        _("“{scene}” tells nothing. Write what the mentor sees and hears."),
        empty_scene,
    ),
    Rule(
        "empty-ending",
        Level.WARNING,
        _("The ending “{ending}” tells nothing. Write how it turned out."),
        empty_ending,
    ),
    Rule("empty-title", Level.WARNING, _("“{place}” has no title. Give it a short one."), empty_title),
    Rule("empty-name", Level.WARNING, _("“{id}” has no words yet. Write what players read."), empty_name),
    Rule(
        "repeated-label",
        Level.WARNING,
        _("“{choice}” stands there twice. Give the two choices different words."),
        repeated_label,
    ),
    Rule(
        "unequal-labels",
        Level.WARNING,
        _("“{choice}” is much longer than “{other}”. Make the choices of a scene about equally long."),
        unequal_labels,
    ),
    Rule(
        "strange-slot",
        Level.WARNING,
        _("Nothing fills {slot}. The slots are {known}."),
        strange_slot,
    ),
    Rule(
        "no-consequence",
        Level.NOTE,
        _("Nothing is said to follow from “{choice}”. Write what happens next."),
        no_consequence,
    ),
    Rule(
        "no-coach-note",
        Level.NOTE,
        _("“{choice}” is judged, and no coach note says why. Write one or two sentences."),
        no_coach_note,
    ),
)
