"""Which element of a course file holds which part of a scenario: the one table that reading and writing follow."""

from __future__ import annotations

from workmentor_xblocks.core.content.elements import Many, One, Shape, Words
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.shapes import FILE, VARIANT
from workmentor_xblocks.scenario.content.definition import (
    Choice,
    Competence,
    Definition,
    Ending,
    Evidence,
    Picture,
    Question,
    Scene,
    Workplace,
)

TAG = "workmentor_scenario"

EVIDENCE = Shape(
    "evidence",
    Evidence,
    ("competence", "points"),
    frozenset({"points"}),
    path="evidence",
    called=_('evidence "{competence}"'),
)
PICTURE = Shape("picture", Picture, ("src", "alt"), path="picture", called=_("picture"))
CHOICE = Shape(
    "choice",
    Choice,
    ("id", "to", "fixed"),
    inside=(Words("label"), Words("consequence"), Words("coach_note"), Many("evidence", EVIDENCE)),
    path="{id}",
    called=_('choice "{id}"'),
)
SCENE = Shape(
    "scene",
    Scene,
    ("id", "title", "required", "was"),
    inside=(One("picture", PICTURE), Words("body"), Many("choices", CHOICE)),
    path="{id}",
    called=_('scene "{id}"'),
)
ENDING = Shape(
    "ending",
    Ending,
    ("id", "level", "title", "was"),
    frozenset({"level"}),
    inside=(One("picture", PICTURE), Words("body")),
    path="{id}",
    called=_('ending "{id}"'),
)
COMPETENCE = Shape(
    "competence",
    Competence,
    ("id", "weight"),
    frozenset({"weight"}),
    words="name",
    path="competence/{id}",
    called=_('competence "{id}"'),
)
WORKPLACE = Shape(
    "workplace", Workplace, ("id",), words="name", path="workplace/{id}", called=_('workplace "{id}"')
)
QUESTION = Shape(
    "question", Question, ("id",), words="text", path="question/{id}", called=_('question "{id}"')
)
SCENARIO = Shape(
    TAG,
    Definition,
    ("schema_version", "language", "start"),
    frozenset({"schema_version", "language"}),
    inside=(
        Words("introduction"),
        Many("competences", COMPETENCE),
        Many("workplaces", WORKPLACE),
        Many("scenes", SCENE),
        Many("endings", ENDING),
        Many("questions", QUESTION),
        Many("variants", VARIANT),
    ),
    passed_over=frozenset({FILE}),
    called="",
)
