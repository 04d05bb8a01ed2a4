"""What an author wrote: scenes with choices that lead on, endings, and the same words in other languages.

The types accept any draft (a choice that leads nowhere, an empty text): what is wrong with the content is said by
``checks``, and only bytes that are no definition at all raise. Fields that a newer version wrote are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated

from pydantic import Field

from workmentor_xblocks.core.content.authored import (
    MAX_CHARACTERS as MAX_CHARACTERS,
    Authored,
    NotADefinition as NotADefinition,
    Part,
    source_texts as source_texts,
)
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.schema import Attribute, Id, OwnText, Parts, Refers, Text, TextElement


class Evidence(Part):
    """What a choice shows about one competence, −2 (harms) to 2 (strong)."""

    competence: Annotated[str, Attribute(_("Competence")), Refers("competences")] = ""
    points: Annotated[int, Field(ge=-2, le=2), Attribute(_("Points"), always=True)] = 0


class Picture(Part):
    """A portable file address and what it shows, for who cannot see it."""

    src: Annotated[
        str,
        Attribute(_("File"), _("As in the course's files: /static/name.svg"), text=Text.PICTURE),
    ] = ""
    alt: Annotated[
        str,
        Attribute(
            _("Description of the picture"),
            _("For people who cannot see it: what matters for the decision."),
            text=Text.LINE,
        ),
    ] = ""


class Choice(Part):
    """One thing the mentor could do: its words, what follows, why, and where it leads."""

    id: Id
    to: Annotated[str, Attribute(_("Leads to")), Refers("scenes", "endings")] = ""
    label: Annotated[str, TextElement(_("What the mentor does"))] = ""
    consequence: Annotated[
        str, TextElement(_("Consequence"), _("What happens then: what the learner says and does."))
    ] = ""
    coach_note: Annotated[
        str,
        TextElement(_("Coach note"), _("Why it works or does not: what an experienced mentor would weigh.")),
    ] = ""
    fixed: Annotated[bool, Attribute(_("Stays in its place when the choices are shuffled"))] = False
    evidence: Annotated[
        tuple[Evidence, ...],
        Parts(_("Evidence"), tag="evidence", called=_('evidence "{competence}"'), keys=()),
    ] = ()


PICTURE = Parts(_("Picture"), tag="picture", called=_("picture"), keys=())
EARLIER = Attribute(_("Earlier ids"), _("People who are in the middle of a run under such an id go on here."))


class Scene(Part):
    """A moment that asks for a decision. ``was`` are earlier ids of it; ``required`` decisions count when skipped."""

    id: Id
    title: Annotated[str, Attribute(_("Title"), text=Text.LINE)] = ""
    picture: Annotated[Picture | None, PICTURE] = None
    body: Annotated[str, TextElement(_("What happens"))] = ""
    required: Annotated[
        bool,
        Attribute(
            _("Counts even when it was skipped"), _("A way around this decision then scores nothing for it.")
        ),
    ] = False
    was: Annotated[tuple[str, ...], EARLIER] = ()
    choices: Annotated[
        tuple[Choice, ...], Parts(_("Choices"), tag="choice", called=_('choice "{id}"'), bare=True)
    ] = ()

    def choice(self, choice_id: str) -> Choice | None:
        """The choice of that id, or None."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


class Ending(Part):
    """Where a run stops; ``level`` 0 to 100 is how well it turned out."""

    id: Id
    level: Annotated[
        int,
        Field(ge=0, le=100),
        Attribute(
            _("How well it turned out, 0 to 100"),
            _("Only the outcome scoring reads it; players never see the number."),
            always=True,
        ),
    ] = 0
    title: Annotated[str, Attribute(_("Title"), text=Text.LINE)] = ""
    picture: Annotated[Picture | None, PICTURE] = None
    body: Annotated[str, TextElement(_("How it turned out"))] = ""
    was: Annotated[tuple[str, ...], EARLIER] = ()


class Competence(Part):
    """A competence of the block's own; with none, the ten of the package are meant."""

    id: Id
    name: Annotated[str, OwnText(_("Name"))] = ""
    weight: Annotated[int, Field(ge=0, le=100), Attribute(_("Weight"), always=True)] = 1


class Workplace(Part):
    """A trade that the scenario is written for; the first is the source's own."""

    id: Id
    name: Annotated[str, OwnText(_("Name"))] = ""


class Question(Part):
    """A question for the debrief."""

    id: Id
    text: Annotated[str, OwnText(_("Question"))] = ""


class Definition(Authored):
    """A whole scenario."""

    TAG = "workmentor_scenario"
    CALLED = _("the scenario")

    start: Annotated[str, Attribute(_("Start of the scenario")), Refers("scenes")] = ""
    introduction: Annotated[
        str,
        TextElement(_("Introduction"), _("Who is who, where it happens, and what the player's part is.")),
    ] = ""
    competences: Annotated[
        tuple[Competence, ...], Parts(_("Competences"), tag="competence", called=_('competence "{id}"'))
    ] = ()
    workplaces: Annotated[
        tuple[Workplace, ...], Parts(_("Workplaces"), tag="workplace", called=_('workplace "{id}"'))
    ] = ()
    scenes: Annotated[
        tuple[Scene, ...],
        Parts(_("Scenes"), tag="scene", called=_('scene "{id}"'), bare=True, ids="places"),
    ] = ()
    endings: Annotated[
        tuple[Ending, ...],
        Parts(_("Endings"), tag="ending", called=_('ending "{id}"'), bare=True, ids="places"),
    ] = ()
    questions: Annotated[
        tuple[Question, ...],
        Parts(_("Questions for the debrief"), tag="question", called=_('question "{id}"')),
    ] = ()

    @property
    def is_blank(self) -> bool:
        """True where nothing is written to be played or read."""
        return not (self.scenes or self.endings or self.introduction.strip() or self.unread)

    @property
    def places(self) -> tuple[Scene | Ending, ...]:
        """Scenes, then endings."""
        return (*self.scenes, *self.endings)

    @cached_property
    def scene_by_id(self) -> Mapping[str, Scene]:
        """Scenes by id; of two with one id the first counts."""
        return {scene.id: scene for scene in reversed(self.scenes)}

    @cached_property
    def ending_by_id(self) -> Mapping[str, Ending]:
        """Endings by id; a scene of the same id goes first."""
        return {ending.id: ending for ending in reversed(self.endings)}

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Earlier id → today's id, where no place of today bears the earlier one."""
        today = {place.id for place in self.places}
        return {old: place.id for place in self.places for old in place.was if old not in today}

    def place(self, place_id: str) -> Scene | Ending | None:
        """The scene or ending of that id, by its earlier names too; an empty id names nothing."""
        for name in filter(None, (place_id, self.renamed.get(place_id))):
            found = self.scene_by_id.get(name) or self.ending_by_id.get(name)
            if found is not None:
                return found
        return None

    def pictures(self) -> Iterator[tuple[str, str]]:
        """The files of places' pictures with their paths; a variant may bring its own."""
        for place in self.places:
            if place.picture:
                yield f"{place.id}/picture/src", place.picture.src
        for variant in self.variants:
            for text in variant.texts:
                if text.path.endswith("/picture/src"):
                    yield f"{variant.path}/{text.path}", text.text


from_data = Definition.from_data
parse = Definition.parse
