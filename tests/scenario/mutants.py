"""For each check one change of a sound scenario that raises this check and no other.

The changes know no scenario: they add a choice, a scene or a word to whatever they are given, so that the same change
is tried on the small example and on S1. Those about the source are followed by its variants.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.core.content.variants import Variant, VariantText
from workmentor_xblocks.scenario.content.definition import (
    Choice,
    Competence,
    Definition,
    Evidence,
    Picture,
    Question,
    Scene,
    Workplace,
    source_texts,
)
from workmentor_xblocks.scenario.content.marks import WHOLE, marks_of

Change = Callable[[Definition], Definition]


@dataclass(frozen=True)
class Mutant:
    """A change and the place that the check has to name. Slots: start, ending, variant (its path), text."""

    change: Change
    path: str
    of_variants: bool = False
    pictures: frozenset[str] | None = None


# Tools


def start_of(definition: Definition) -> Scene:
    scene = definition.place(definition.start)
    assert isinstance(scene, Scene)
    return scene


def with_scene(definition: Definition, scene: Scene) -> Definition:
    """``scene`` in the place of the start."""
    return definition.but(scenes=tuple(scene if one.id == scene.id else one for one in definition.scenes))


def start_but(**changes: Any) -> Change:
    return lambda definition: with_scene(definition, start_of(definition).but(**changes))


def by_worth(definition: Definition, scene: Scene) -> list[Choice]:
    """The choices of a scene, the worst first."""
    return sorted(scene.choices, key=lambda choice: marks_of(definition, scene, choice)[WHOLE][0])


def sound_choice(definition: Definition, **changes: Any) -> Choice:
    """A choice that can be added to the start: worth as little as the worst, as long as the first."""
    scene = start_of(definition)
    first, worst = scene.choices[0], by_worth(definition, scene)[0]
    sound = Choice(
        id="extra",
        to=first.to,
        label="y" * len(first.label),
        consequence="Something follows.",
        coach_note="There is a reason.",
        evidence=worst.evidence,
    )
    return sound.but(**changes)


def choice_but(**changes: Any) -> Change:
    """One more choice at the start, with something amiss."""

    def change(definition: Definition) -> Definition:
        scene = start_of(definition)
        more = (*scene.choices, sound_choice(definition, **changes))
        return with_scene(definition, scene.but(choices=more))

    return change


def option(
    choice_id: str, to: str, *, points: int | None = None, competence: str = "", label: str = ""
) -> Choice:
    return Choice(
        id=choice_id,
        to=to,
        label=label or f"This is what {choice_id} says",
        consequence="Something follows.",
        coach_note="There is a reason.",
        evidence=() if points is None else (Evidence(competence=competence, points=points),),
    )


def room(scene_id: str, *choices: Choice, **changes: Any) -> Scene:
    return Scene(id=scene_id, title=f"The room {scene_id}", body="Here you are.", choices=choices).but(
        **changes
    )


def scenes_more(
    make: Callable[[Definition], list[Scene]], *, met: bool = True, as_best: bool = False
) -> Change:
    """More scenes; with ``met`` a choice at the start leads to the first of them, ``as_best`` a best one."""

    def change(definition: Definition) -> Definition:
        scenes = make(definition)
        if met:
            evidence = by_worth(definition, start_of(definition))[-1 if as_best else 0].evidence
            definition = choice_but(to=scenes[0].id, evidence=evidence)(definition)
        return definition.but(scenes=(*definition.scenes, *scenes))

    return change


def ending_of(definition: Definition) -> str:
    return definition.endings[0].id


def competence_of(definition: Definition) -> str:
    return start_of(definition).choices[0].evidence[0].competence


def pair(
    definition: Definition, *points: int | None, labels: tuple[str, str] = ("", "")
) -> tuple[Choice, Choice]:
    """Two choices to an ending, with these points each."""
    to, competence = ending_of(definition), competence_of(definition)
    first, second = points or (None, None)
    return (
        option("one", to, points=first, competence=competence, label=labels[0]),
        option("two", to, points=second, competence=competence, label=labels[1]),
    )


# Changes that need more than a line


def without_endings(definition: Definition) -> Definition:
    scenes = definition.scenes
    endings = set(definition.ending_by_id)

    def led_back(scene: Scene) -> Scene:
        there = scenes[1 if scene.id == scenes[0].id else 0].id
        return scene.but(
            choices=tuple(
                choice.but(to=there) if choice.to in endings else choice for choice in scene.choices
            )
        )

    return definition.but(scenes=tuple(map(led_back, scenes)), endings=())


def without_evidence(definition: Definition) -> Definition:
    scenes = tuple(
        scene.but(required=False, choices=tuple(choice.but(evidence=()) for choice in scene.choices))
        for scene in definition.scenes
    )
    return definition.but(scenes=scenes, competences=())


def crowded(definition: Definition) -> Definition:
    scene = start_of(definition)
    more = [
        sound_choice(definition, id=f"extra-{n}", label=f"{n}" + "y" * (len(scene.choices[0].label) - 1))
        for n in range(7 - len(scene.choices))
    ]
    return with_scene(definition, scene.but(choices=(*scene.choices, *more)))


def ring(definition: Definition, *, points: tuple[int, int] | None, out: str) -> list[Scene]:
    """Two scenes whose first choices lead to each other, and their second to ``out`` or to each other as well."""
    competence = competence_of(definition)
    best, worst = points or (None, None)
    return [
        room(
            here,
            option("on", there, points=best, competence=competence),
            option("off", out or there, points=worst, competence=competence),
        )
        for here, there in (("extra-room", "extra-hall"), ("extra-hall", "extra-room"))
    ]


def repeated_evidence(definition: Definition) -> Definition:
    worst = by_worth(definition, start_of(definition))[0].evidence[0]
    return choice_but(evidence=(worst, worst))(definition)


def same_words(definition: Definition) -> Definition:
    return choice_but(label=start_of(definition).choices[0].label.upper())(definition)


def two_workplaces(definition: Definition) -> Definition:
    own = definition.workplaces or (Workplace(id="own", name="Our own trade"),)
    return definition.but(workplaces=(*own, Workplace(id="extra", name="Another trade")))


def longest(definition: Definition) -> list[Scene]:
    return [room("extra-room", *pair(definition, 2, -1, labels=("a" * 95, "b" * 60)))]


# Changes of variants


def first_variant_but(make: Callable[[Definition, Variant], dict[str, Any]]) -> Change:
    def change(definition: Definition) -> Definition:
        first, *others = definition.variants
        return definition.but(variants=(first.model_copy(update=make(definition, first)), *others))

    return change


def first_text_but(make: Callable[[str, VariantText], dict[str, Any]]) -> Change:
    """The first variant's text for the title of the start, changed."""

    def change(definition: Definition) -> Definition:
        path = f"{definition.start}/title"
        source = source_texts(definition)[path]

        def texts(_definition: Definition, variant: Variant) -> dict[str, Any]:
            return {
                "texts": tuple(
                    text.model_copy(update=make(source, text)) if text.path == path else text
                    for text in variant.texts
                )
            }

        return first_variant_but(texts)(definition)

    return change


def variant_more(**values: Any) -> Change:
    return lambda definition: definition.but(
        variants=(*definition.variants, Variant(**{"language": definition.language, **values}))
    )


def no_title(definition: Definition, variant: Variant) -> dict[str, Any]:
    return {"texts": tuple(text for text in variant.texts if text.path != f"{definition.start}/title")}


def text_twice(_definition: Definition, variant: Variant) -> dict[str, Any]:
    return {"texts": (*variant.texts, variant.by_path[f"{_definition.start}/title"])}


def text_for_nothing(_definition: Definition, variant: Variant) -> dict[str, Any]:
    return {"texts": (*variant.texts, VariantText(path="nowhere/body", text="words"))}


_PICTURE = Picture(src="/static/x.svg", alt="A picture")

MUTANTS: dict[str, Mutant] = {
    # way
    "no-scene": Mutant(lambda d: d.but(scenes=(), start=""), ""),
    "no-start": Mutant(lambda d: d.but(start=""), "start"),
    "unknown-start": Mutant(lambda d: d.but(start="nowhere"), "start"),
    "start-is-ending": Mutant(lambda d: d.but(start=ending_of(d)), "start"),
    "no-ending": Mutant(without_endings, ""),
    "no-target": Mutant(choice_but(to=""), "{start}/extra/to"),
    "unknown-target": Mutant(choice_but(to="nowhere"), "{start}/extra/to"),
    "leads-to-itself": Mutant(lambda d: choice_but(to=d.start)(d), "{start}/extra/to"),
    "no-choice": Mutant(scenes_more(lambda _d: [room("extra-room")]), "extra-room"),
    "single-choice": Mutant(
        scenes_more(lambda d: [room("extra-room", option("one", ending_of(d)))]), "extra-room"
    ),
    "many-choices": Mutant(crowded, "{start}"),
    "unreachable": Mutant(scenes_more(lambda d: [room("extra-room", *pair(d))], met=False), "extra-room"),
    "required-unreachable": Mutant(
        scenes_more(lambda d: [room("extra-room", *pair(d, 1, -1), required=True)], met=False), "extra-room"
    ),
    "required-unscored": Mutant(
        scenes_more(lambda d: [room("extra-room", *pair(d), required=True)]), "extra-room"
    ),
    "no-way-out": Mutant(scenes_more(lambda d: ring(d, points=None, out="")), "extra-room"),
    "best-goes-round": Mutant(
        scenes_more(lambda d: ring(d, points=(2, -1), out=ending_of(d)), as_best=True), "extra-room"
    ),
    "same-levels": Mutant(
        lambda d: d.but(endings=tuple(e.but(level=50) for e in d.endings)), "{ending}/level"
    ),
    # form
    "repeated-id": Mutant(
        lambda d: d.but(questions=(Question(id="q", text="What?"), Question(id="q", text="What?"))),
        "question/q",
    ),
    "strange-id": Mutant(choice_but(id="é tage"), "{start}/é tage"),
    "reserved-id": Mutant(choice_but(id="body"), "{start}/body"),
    "earlier-id-in-use": Mutant(lambda d: start_but(was=(d.scenes[-1].id,))(d), "{start}"),
    "unread": Mutant(start_but(unread=("<video/>",)), "{start}"),
    "newer-schema": Mutant(lambda d: d.but(schema_version=99), ""),
    # wording
    "empty-label": Mutant(choice_but(label=" "), "{start}/extra/label"),
    "empty-scene": Mutant(start_but(body=""), "{start}/body"),
    "empty-ending": Mutant(
        lambda d: d.but(endings=(d.endings[0].but(body="\n"), *d.endings[1:])), "{ending}/body"
    ),
    "empty-title": Mutant(start_but(title=""), "{start}/title"),
    "empty-name": Mutant(lambda d: d.but(questions=(Question(id="extra"),)), "question/extra"),
    "repeated-label": Mutant(same_words, "{start}/extra/label"),
    "unequal-labels": Mutant(choice_but(label="y" * 400), "{start}/extra/label"),
    "tangled-length": Mutant(choice_but(consequence="a" + "\n" * 2000 + "b"), "{start}/extra/consequence"),
    "tangled-depth": Mutant(choice_but(consequence=">" * 11 + " Stop."), "{start}/extra/consequence"),
    "tangled-marks": Mutant(choice_but(consequence="`" * 7 + " Stop."), "{start}/extra/consequence"),
    "html": Mutant(choice_but(consequence="She is <b>gone</b>."), "{start}/extra/consequence"),
    "strange-slot": Mutant(choice_but(consequence="Now {lerner} is gone."), "{start}/extra/consequence"),
    "no-consequence": Mutant(choice_but(consequence=""), "{start}/extra/consequence"),
    "no-coach-note": Mutant(choice_but(coach_note=""), "{start}/extra/coach_note"),
    # pictures
    "picture-without-alt": Mutant(start_but(picture=_PICTURE.but(alt="")), "{start}/picture/alt"),
    "picture-without-file": Mutant(start_but(picture=_PICTURE.but(src="")), "{start}/picture/src"),
    "picture-not-found": Mutant(start_but(picture=_PICTURE), "{start}/picture/src", pictures=frozenset()),
    "picture-elsewhere": Mutant(
        start_but(picture=_PICTURE.but(src="https://example.org/x.svg")), "{start}/picture/src"
    ),
    "text-picture-without-alt": Mutant(
        choice_but(consequence="![](/static/x.svg)"), "{start}/extra/consequence"
    ),
    # points
    "unknown-competence": Mutant(
        choice_but(evidence=(Evidence(competence="C99", points=-2),)), "{start}/extra/evidence"
    ),
    "repeated-competence": Mutant(repeated_evidence, "{start}/extra/evidence"),
    "uncovered-competence": Mutant(
        lambda d: d.but(competences=(*d.competences, Competence(id="extra", name="Patience"))),
        "competence/extra",
    ),
    "equal-scores": Mutant(scenes_more(lambda d: [room("extra-room", *pair(d, 1, 1))]), "extra-room"),
    "longest-is-best": Mutant(scenes_more(longest), "extra-room/one/label"),
    "unscored-choice": Mutant(choice_but(evidence=()), "{start}/extra/evidence"),
    "no-evidence": Mutant(without_evidence, ""),
    # translations
    "missing-text": Mutant(first_variant_but(no_title), "{text}", of_variants=True),
    "stale-text": Mutant(first_text_but(lambda _s, _t: {"of": "0" * 12}), "{text}", of_variants=True),
    "equal-text": Mutant(
        first_text_but(lambda source, _t: {"text": f" {source}"}), "{text}", of_variants=True
    ),
    "unknown-text": Mutant(first_variant_but(text_for_nothing), "{variant}/nowhere/body", of_variants=True),
    "other-slots": Mutant(
        first_text_but(lambda _s, text: {"text": text.text + " {mentor}"}), "{text}", of_variants=True
    ),
    "repeated-text": Mutant(first_variant_but(text_twice), "{text}", of_variants=True),
    "never-shown": Mutant(
        variant_more(texts=(VariantText(path="introduction", text=""),)),
        "variant/{language}/",
        of_variants=True,
    ),
    "unknown-workplace": Mutant(
        variant_more(workplace="nowhere", texts=(VariantText(path="introduction", text=""),)),
        "variant/{language}/nowhere",
        of_variants=True,
    ),
    "workplace-without-texts": Mutant(two_workplaces, "workplace/extra"),
    "strange-language": Mutant(
        first_variant_but(lambda _d, _v: {"language": "norsk!"}), "variant/norsk!/", True
    ),
    "empty-variant": Mutant(variant_more(language="sv"), "variant/sv/", of_variants=True),
    "text-without-source": Mutant(first_text_but(lambda _s, _t: {"of": ""}), "{text}", of_variants=True),
}


def expected_path(mutant: Mutant, definition: Definition) -> str:
    """The path that the finding has to bear, for a mutant of this scenario."""
    first = definition.variants[0]
    variant = f"variant/{first.language}/{first.workplace}"
    return mutant.path.format(
        start=definition.start,
        ending=ending_of(definition),
        variant=variant,
        text=f"{variant}/{definition.start}/title",
        language=definition.language,
    )
