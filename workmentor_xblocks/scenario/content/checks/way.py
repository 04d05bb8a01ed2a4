"""Whether a player comes through: starts, targets, places that nothing leads to, ways round with no way out.

Breadth-first from the start and backwards from the endings; loops by Tarjan's components (``content.graph``). Each
fault is said once, where it is: what only follows from it is not.
"""

from __future__ import annotations

from collections.abc import Iterator

from workmentor_xblocks.core.content.messages import Level, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule
from workmentor_xblocks.scenario.content import graph
from workmentor_xblocks.scenario.content.checks.facts import Facts, is_scored, name
from workmentor_xblocks.scenario.content.definition import Ending, Scene

MANY_CHOICES = 6


def no_scene(facts: Facts) -> Iterator[Place]:
    """Nothing to play yet."""
    if not facts.definition.scenes:
        yield "", {}


def no_start(facts: Facts) -> Iterator[Place]:
    """No start is named."""
    if facts.definition.scenes and not facts.definition.start:
        yield "start", {}


def unknown_start(facts: Facts) -> Iterator[Place]:
    """The start is no place of this scenario."""
    start = facts.definition.start
    if facts.definition.scenes and start and facts.definition.place(start) is None:
        yield "start", {"start": start}


def start_is_ending(facts: Facts) -> Iterator[Place]:
    """It is over before it begins."""
    if isinstance(facts.definition.place(facts.definition.start), Ending):
        yield "start", {"start": facts.definition.start}


def no_ending(facts: Facts) -> Iterator[Place]:
    """Scenes, but nowhere to arrive."""
    if facts.definition.scenes and not facts.definition.endings:
        yield "", {}


def no_target(facts: Facts) -> Iterator[Place]:
    """A choice that nobody has connected yet."""
    for path, _scene, choice in facts.choices():
        if not choice.to:
            yield f"{path}/to", {"choice": name(choice)}


def unknown_target(facts: Facts) -> Iterator[Place]:
    """A choice that leads to a place that is not there."""
    for path, _scene, choice in facts.choices():
        if choice.to and facts.definition.place(choice.to) is None:
            yield f"{path}/to", {"choice": name(choice), "target": choice.to}


def leads_to_itself(facts: Facts) -> Iterator[Place]:
    """A choice after which the same scene stands there again."""
    for path, scene, choice in facts.choices():
        target = facts.definition.place(choice.to)
        if target is not None and target.id == scene.id:
            yield f"{path}/to", {"choice": name(choice)}


def no_choice(facts: Facts) -> Iterator[Place]:
    """A scene that offers nothing to do."""
    for scene in facts.definition.scenes:
        if not scene.choices:
            yield scene.id, {"scene": name(scene)}


def single_choice(facts: Facts) -> Iterator[Place]:
    """A scene in which there is nothing to decide."""
    for scene in facts.definition.scenes:
        if len(scene.choices) == 1:
            yield scene.id, {"scene": name(scene)}


def many_choices(facts: Facts) -> Iterator[Place]:
    """A scene with more choices than a person weighs."""
    for scene in facts.definition.scenes:
        if len(scene.choices) > MANY_CHOICES:
            yield scene.id, {"scene": name(scene), "count": len(scene.choices), "most": MANY_CHOICES}


def unreachable(facts: Facts) -> Iterator[Place]:
    """Places that no way leads to."""
    for place in facts.definition.places:
        if facts.start and place.id not in facts.reached and not getattr(place, "required", False):
            yield place.id, {"place": name(place)}


def required_unreachable(facts: Facts) -> Iterator[Place]:
    """A decision that counts, and that nobody can make."""
    for scene in facts.definition.scenes:
        if facts.start and scene.required and scene.id not in facts.reached:
            yield scene.id, {"scene": name(scene)}


def no_way_out(facts: Facts) -> Iterator[Place]:
    """Ways round that reach no ending: said once for each, at the scene that a player meets first."""
    yield from _rings(facts, facts.edges, among=frozenset(facts.definition.scene_by_id))


def best_goes_round(facts: Facts) -> Iterator[Place]:
    """Ways round that whoever always decides best never leaves, though there is a way out."""
    if not facts.start:
        return
    best = {scene.id: _best_targets(facts, number) for number, scene in enumerate(facts.definition.scenes)}
    met = frozenset(graph.distances(best, [facts.start.id]))
    open_ones = frozenset(graph.distances(graph.reverse(facts.edges), _goals(facts)))
    yield from _rings(facts, best, among=met & open_ones)


def _best_targets(facts: Facts, number: int) -> tuple[str, ...]:
    """Where the best choices of a scene lead; all choices where nothing is scored."""
    scene = facts.definition.scenes[number]
    worth = facts.totals.get(number, [0] * len(scene.choices))
    targets = (
        facts.definition.place(choice.to)
        for choice, value in zip(scene.choices, worth, strict=True)
        if value == max(worth)
    )
    return tuple(place.id for place in targets if place is not None)


def _goals(facts: Facts) -> list[str]:
    """Where a way stops: at endings, and at faults that are said already."""
    broken = {
        scene.id
        for scene in facts.definition.scenes
        if not scene.choices or any(facts.definition.place(choice.to) is None for choice in scene.choices)
    }
    return [place.id for place in facts.definition.places if isinstance(place, Ending) or place.id in broken]


def _rings(facts: Facts, edges: graph.Edges, *, among: frozenset[str]) -> Iterator[Place]:
    if not facts.definition.endings:
        return
    out = graph.distances(graph.reverse(edges), _goals(facts))
    stuck = {here: targets for here, targets in edges.items() if here in among and here not in out}
    order = {scene.id: number for number, scene in enumerate(graph.by_first_visit(facts.definition))}
    for ring in sorted(
        (sorted(group, key=order.__getitem__) for group in graph.loops(stuck)),
        key=lambda ring: order[ring[0]],
    ):
        scenes = [name(facts.definition.scene_by_id[scene]) for scene in ring]
        yield ring[0], {"scenes": ", ".join(f"“{scene}”" for scene in scenes)}


def same_levels(facts: Facts) -> Iterator[Place]:
    """Endings that all turned out alike."""
    endings = facts.definition.endings
    if len(endings) > 1 and len({ending.level for ending in endings}) == 1:
        yield f"{endings[0].id}/level", {"level": endings[0].level}


def unscored_required(facts: Facts) -> Iterator[Place]:
    """A decision that has to count, with nothing to count."""
    for scene in facts.definition.scenes:
        if isinstance(scene, Scene) and scene.required and scene.choices and not is_scored(scene):
            yield scene.id, {"scene": name(scene)}


def earlier_id_in_use(facts: Facts) -> Iterator[Place]:
    """Earlier ids that lead to the wrong place, or to two."""
    today = {place.id for place in facts.definition.places}
    claimed: set[str] = set()
    for place in facts.definition.places:
        for earlier in place.was:
            if earlier in today or earlier in claimed:
                yield place.id, {"id": place.id, "earlier": earlier}
            claimed.add(earlier)


RULES: tuple[Rule[Facts], ...] = (
    Rule("no-scene", Level.ERROR, _("There is no scene yet. Add the first one."), no_scene),
    Rule("no-start", Level.ERROR, _("No scene is named to start with. Choose one."), no_start),
    Rule(
        "unknown-start",
        Level.ERROR,
        _("The scenario starts with “{start}”, which does not exist. Choose one of its scenes."),
        unknown_start,
    ),
    Rule(
        "start-is-ending",
        Level.ERROR,
        _("The scenario starts with the ending “{start}”. Choose a scene."),
        start_is_ending,
    ),
    Rule("no-ending", Level.ERROR, _("There is no ending. Add one and let a choice lead to it."), no_ending),
    Rule("no-target", Level.ERROR, _("The choice “{choice}” leads nowhere yet. Choose where to."), no_target),
    Rule(
        "unknown-target",
        Level.ERROR,
        _("The choice “{choice}” leads to “{target}”, which does not exist. Choose a scene or an ending."),
        unknown_target,
    ),
    Rule("no-choice", Level.ERROR, _("In “{scene}” there is nothing to choose. Add choices."), no_choice),
    Rule(
        "no-way-out",
        Level.ERROR,
        _("Whoever comes here never reaches an ending: {scenes}. Let a choice lead out."),
        no_way_out,
    ),
    Rule(
        "best-goes-round",
        Level.WARNING,
        _("Whoever always decides best goes round and round: {scenes}. Let a best choice lead out."),
        best_goes_round,
    ),
    Rule(
        "unreachable",
        Level.WARNING,
        _("No way leads to “{place}”. Let a choice lead there, or delete it."),
        unreachable,
    ),
    Rule(
        "required-unreachable",
        Level.WARNING,
        _(
            "“{scene}” counts even for those who do not meet it, but no way leads there. Let a choice lead there."
        ),
        required_unreachable,
    ),
    Rule(
        "required-unscored",
        Level.WARNING,
        _(
            "“{scene}” is to count in any case, but no choice in it shows anything. Say what its choices show."
        ),
        unscored_required,
    ),
    Rule(
        "single-choice",
        Level.WARNING,
        _("In “{scene}” there is only one choice. Add another, or tell it in the scene before."),
        single_choice,
    ),
    Rule(
        "many-choices",
        Level.WARNING,
        _("“{scene}” has {count} choices. More than {most} are hard to weigh: drop the weakest."),
        many_choices,
    ),
    Rule(
        "leads-to-itself",
        Level.NOTE,
        _(
            "After “{choice}” the same scene stands there again. Say in its consequence what is different now."
        ),
        leads_to_itself,
    ),
    Rule(
        "same-levels",
        Level.NOTE,
        _("All endings have the level {level}. Say how well each turned out, from 0 to 100."),
        same_levels,
    ),
    Rule(
        "earlier-id-in-use",
        Level.WARNING,
        _(
            "“{id}” claims the earlier id “{earlier}”, which another place has or claims. Take it off one of them."
        ),
        earlier_id_in_use,
    ),
)
