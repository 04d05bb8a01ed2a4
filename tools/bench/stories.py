"""What is played to be measured: S1 of the sample course, and a scenario of 30 scenes of 1 500 characters."""

from __future__ import annotations

from collections.abc import Mapping

from tools.bench.contents import sized
from tools.testrun.places import ROOT
from workmentor_xblocks.scenario.content.definition import Choice, Definition, Scene
from workmentor_xblocks.scenario.content.kind import SCENARIO

S1 = ROOT / "sample_course" / "mentor" / "workmentor_scenario" / "s1.xml"
LONG, LARGE = "thirty", "two-hundred"


def stories() -> Mapping[str, Definition]:
    """The scenarios by the name that they have in the course."""
    return {
        "s1": SCENARIO.read_file(S1).definition,
        LONG: sized(30, characters=1500, ahead=(1, 2, 5)),
        LARGE: sized(200, ahead=(1, 7, 40)),
    }


def way(definition: Definition) -> list[Choice]:
    """The choices of one walk: at each scene the first that leads where one has not been."""
    walked, been = list[Choice](), {definition.start}
    place = definition.place(definition.start)
    while isinstance(place, Scene):
        walked.append(next(choice for choice in place.choices if choice.to not in been))
        been.add(walked[-1].to)
        place = definition.place(walked[-1].to)
    return walked


def words_after(definition: Definition, choice: Choice) -> int:
    """Bytes of the author's words that the page after a choice has to bring: what followed, and where one is now."""
    texts = [choice.label, choice.consequence, choice.coach_note]
    place = definition.place(choice.to)
    if place is not None:
        texts += [place.title, place.body, *(option.label for option in getattr(place, "choices", ()))]
    return len("".join(texts).encode())


def pictures_of(definition: Definition) -> frozenset[str]:
    """The names of the files that the author shows."""
    return frozenset(place.picture.src.rpartition("/")[2] for place in definition.places if place.picture)
