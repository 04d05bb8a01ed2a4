"""Whether choices show what the author means: evidence, competences, and answers that give themselves away."""

from __future__ import annotations

from collections.abc import Iterator

from workmentor_xblocks.core.content.competences import DEFAULT
from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.scenario.content.checks.facts import Facts, is_scored, name

# The best choice is clearly the longest: by a half, and by more than a few words.
LONGEST_RATIO, LONGEST_MORE = 1.5, 25


def no_evidence(facts: Facts) -> Iterator[Place]:
    """A whole scenario that shows nothing."""
    scenes = facts.definition.scenes
    if any(scene.choices for scene in scenes) and not any(map(is_scored, scenes)):
        yield "", {}


def equal_scores(facts: Facts) -> Iterator[Place]:
    """Decisions in which every choice is worth the same."""
    for number, worth in facts.totals.items():
        scene = facts.definition.scenes[number]
        if len(worth) > 1 and len(set(worth)) == 1:
            yield scene.id, {"scene": name(scene)}


def unscored_choice(facts: Facts) -> Iterator[Place]:
    """Choices that show nothing beside others that do."""
    for path, scene, choice in facts.choices():
        if not choice.evidence and is_scored(scene):
            yield f"{path}/evidence", {"choice": name(choice)}


def unknown_competence(facts: Facts) -> Iterator[Place]:
    """Evidence of something that is not in the list."""
    known = {competence.id for competence in facts.definition.competences} or set(DEFAULT)
    for path, _scene, choice in facts.choices():
        for evidence in choice.evidence:
            if evidence.competence not in known:
                yield f"{path}/evidence", {"choice": name(choice), "competence": evidence.competence}


def repeated_competence(facts: Facts) -> Iterator[Place]:
    """One competence twice at one choice."""
    for path, _scene, choice in facts.choices():
        shown = [evidence.competence for evidence in choice.evidence]
        for competence in dict.fromkeys(one for one in shown if shown.count(one) > 1):
            yield f"{path}/evidence", {"choice": name(choice), "competence": competence}


def uncovered_competence(facts: Facts) -> Iterator[Place]:
    """A competence of the block's own that no choice shows."""
    shown = {evidence.competence for _path, _scene, choice in facts.choices() for evidence in choice.evidence}
    for competence in facts.definition.competences:
        if shown and competence.id not in shown:
            yield f"competence/{competence.id}", {"competence": competence.name or competence.id}


def longest_is_best(facts: Facts) -> Iterator[Place]:
    """The best choice stands out by its length."""
    for number, worth in facts.totals.items():
        scene = facts.definition.scenes[number]
        lengths = [len(choice.label.strip()) for choice in scene.choices]
        if len(worth) < 2 or worth.count(max(worth)) > 1:
            continue
        best = worth.index(max(worth))
        others = max(length for at, length in enumerate(lengths) if at != best)
        if lengths[best] > LONGEST_RATIO * others and lengths[best] > others + LONGEST_MORE:
            choice = scene.choices[best]
            yield f"{scene.id}/{choice.id}/label", {"choice": name(choice)}


RULES: tuple[Rule[Facts], ...] = (
    Rule(
        "unknown-competence",
        Level.WARNING,
        _(
            "“{choice}” shows “{competence}”, which is not in the list of competences. Add it, or choose another."
        ),
        unknown_competence,
    ),
    Rule(
        "repeated-competence",
        Level.WARNING,
        _(
            "“{choice}” names the competence “{competence}” more than once. Keep one entry, with the points you mean."
        ),
        repeated_competence,
    ),
    Rule(
        "uncovered-competence",
        Level.WARNING,
        _("No choice shows anything about “{competence}”. Say where it shows, or take it off the list."),
        uncovered_competence,
    ),
    Rule(
        "equal-scores",
        Level.WARNING,
        _(
            "In “{scene}” every choice is worth the same, so the decision does not count. Let the points differ."
        ),
        equal_scores,
    ),
    Rule(
        "longest-is-best",
        Level.WARNING,
        _("“{choice}” is the best choice and by far the longest: the length gives it away. Shorten it."),
        longest_is_best,
    ),
    Rule(
        "unscored-choice",
        Level.NOTE,
        _(
            "“{choice}” shows nothing and counts as 0 beside the others. Say what it shows, if that is not meant."
        ),
        unscored_choice,
    ),
    Rule(
        "no-evidence",
        Level.NOTE,
        _("No choice shows anything about a competence, so there is no profile. Say what the choices show."),
        no_evidence,
    ),
)
