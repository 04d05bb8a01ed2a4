"""Scenarios that Hypothesis makes up: some that can be played through, some as messy as a draft can be."""

from __future__ import annotations

import string
from typing import Any

from hypothesis import strategies as st

from workmentor_xblocks.core.content.variants import Variant, VariantText, fingerprint
from workmentor_xblocks.core.content.xml import clean
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
    source_texts,
)

# What authors type and what files choke on: mark-up, quotes, line ends, other scripts, signs beyond the first plane.
_SIGNS = st.sampled_from(
    [*"ab <>&\"'{}[]()*#!-\n\t\\=@/;", "]]>", "é", "Ā", "ø", "漢", "ع", "😀", "\u00a0", "\u0301", "\n\n    "]
)
_BAD_SIGNS = st.sampled_from(["\x00", "\x0b", "\x1b", "\r", "\r\n", "\ufffe", "\ud800", "\u2028", "\x85"])


# Most texts are one draw from these, because drawing sign by sign takes long.
_TYPED = [
    "",
    "She looks up.",
    "One paragraph.\n\nAnother, *stressed*.\n\n    code\n\n* a\n  * b",
    "![A board](/static/board.svg) and [a plan](/static/plan.pdf)",
    "<p>Raw &amp; ready</p> ]]> <!-- no -->",
    "{learner} and {nobody} at {company}",
    "Čau, Liga! 漢字 عربى 😀 e\u0301",
    "\"quoted\" 'twice' = @a/b=c #text",
    "\ttabs\tand\u00a0blanks\u2028",
]

_TEXTS = st.one_of(
    st.sampled_from([clean(text) for text in _TYPED]), st.lists(_SIGNS, max_size=5).map("".join).map(clean)
)
_WORDS = _TEXTS.map(lambda text: f"w{text}".strip())
_ROUGH_TEXTS = st.one_of(
    st.sampled_from([f"\r\n {text}\x0b\n" for text in _TYPED]),
    st.lists(st.one_of(_SIGNS, _BAD_SIGNS), max_size=4).map("".join),
)


def texts() -> st.SearchStrategy[str]:
    """Texts as they are after one reading."""
    return _TEXTS


def rough_texts() -> st.SearchStrategy[str]:
    """Texts with white space around them and signs that no file can hold."""
    return _ROUGH_TEXTS


def words() -> st.SearchStrategy[str]:
    """A text that says something."""
    return _WORDS


def ids() -> st.SearchStrategy[str]:
    return st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=6)


_POINTS = st.integers(-2, 2)
_EVIDENCE = st.builds(Evidence, competence=st.sampled_from(["C1", "C5", "C10"]), points=_POINTS)


def _pictures() -> st.SearchStrategy[Picture | None]:
    files = st.sampled_from(["/static/a.svg", "/static/b c.png"])
    return st.one_of(st.none(), st.builds(Picture, src=files, alt=words()))


@st.composite
def playable(draw: st.DrawFn, *, most: int = 7) -> Definition:
    """Scenes of which each leads to the next and anywhere else, loops included, and several endings."""
    names = draw(st.lists(ids(), min_size=3, max_size=most, unique=True))
    count = draw(st.integers(1, len(names) - 2))
    scene_ids, ending_ids = names[:count], names[count:]
    scenes = []
    for number, scene_id in enumerate(scene_ids):
        onward = scene_ids[number + 1] if number + 1 < count else ending_ids[0]
        others = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3))
        choices = tuple(
            Choice(
                id=f"c{place}",
                to=to,
                label=draw(words()),
                consequence=draw(texts()),
                coach_note=draw(texts()),
                fixed=draw(st.booleans()),
                evidence=tuple(draw(st.lists(_EVIDENCE, max_size=2))),
            )
            for place, to in enumerate([onward, *others])
        )
        scene = Scene(
            id=scene_id, title=draw(words()), body=draw(words()), picture=draw(_pictures()), choices=choices
        )
        scenes.append(scene.but(required=draw(st.booleans())))
    endings = tuple(
        Ending(
            id=one,
            title=draw(words()),
            body=draw(words()),
            level=draw(st.integers(0, 100)),
            picture=draw(_pictures()),
        )
        for one in ending_ids
    )
    whole = Definition(
        start=scene_ids[0],
        language=draw(st.sampled_from(["en", "lv"])),
        introduction=draw(texts()),
        competences=draw(
            st.sampled_from(
                [(), (Competence(id="C1", name="One"), Competence(id="C5", name="Five", weight=3))]
            )
        ),
        workplaces=draw(st.sampled_from([(), (Workplace(id="x", name="X"), Workplace(id="y", name="Y"))])),
        scenes=tuple(scenes),
        endings=endings,
        questions=tuple(
            Question(id=f"q{n}", text=text) for n, text in enumerate(draw(st.lists(words(), max_size=2)))
        ),
    )
    return whole.but(
        variants=tuple(
            draw(_variant(whole, language)) for language in draw(st.sampled_from([(), ("nb",), ("nb", "nl")]))
        )
    )


@st.composite
def _variant(draw: st.DrawFn, definition: Definition, language: str) -> Variant:
    sources = [(path, text) for path, text in source_texts(definition).items() if text]
    chosen = draw(st.lists(st.sampled_from(sources), max_size=6, unique_by=lambda pair: pair[0]))
    return Variant(
        language=language,
        workplace=draw(st.sampled_from(["", "y"])),
        texts=tuple(
            VariantText(path=path, of=fingerprint(text), text=draw(words()), same=draw(st.booleans()))
            for path, text in chosen
        ),
    )


# Drafts

_ROUGH_ID = st.one_of(
    ids(), st.sampled_from(["", " ", "a", "a", "body", "start", "é/è", "{id}", "x y", "\x00"])
)
_UNREAD = st.sampled_from(
    [
        "<video a='1'><x>  <y/> </x></video>",
        "<z:b xmlns:z='u:z'>t<i/>u</z:b>",
        "<body>again</body>",
        "<choice/>",
        "<evidence competence='C1'/>",
        "@colour=red & <blue>",
        "@points=abc",
        "@level=200",
        "@id=other",
        "@body/format=html",
        "@no name=x",
        "@{u:z}q=3",
        "#text some  words",
        "<not xml",
        "&nothing;",
        "<a>&nothing;</a>",
        "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
        "words",
        "",
        "@",
        "\x00",
    ]
)
_LEFT = st.lists(_UNREAD, max_size=2).map(tuple)


def leftovers() -> st.SearchStrategy[tuple[str, ...]]:
    """Pieces of a file that nobody understands."""
    return _LEFT


def _rough(model: Any, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(model, unread=_LEFT, **fields)


def _many(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


_T = rough_texts()
_ROUGH_PICTURE = st.one_of(st.none(), _rough(Picture, src=_T, alt=_T))
_ROUGH_EVIDENCE = _rough(Evidence, competence=_T, points=_POINTS)
_ROUGH_CHOICE = _rough(
    Choice,
    id=_ROUGH_ID,
    to=_ROUGH_ID,
    label=_T,
    consequence=_T,
    coach_note=_T,
    fixed=st.booleans(),
    evidence=_many(_ROUGH_EVIDENCE, 2),
)
_ROUGH_SCENE = _rough(
    Scene,
    id=_ROUGH_ID,
    title=_T,
    body=_T,
    picture=_ROUGH_PICTURE,
    required=st.booleans(),
    was=_many(_ROUGH_ID, 2),
    choices=_many(_ROUGH_CHOICE),
)
_ROUGH_ENDING = _rough(
    Ending,
    id=_ROUGH_ID,
    title=_T,
    body=_T,
    picture=_ROUGH_PICTURE,
    level=st.integers(0, 100),
    was=_many(_ROUGH_ID, 1),
)
_PATHS = st.sampled_from(["", "a/title", "introduction", "a/picture/src", "question/a", "//", "{x}"])
_ROUGH_VARIANT = _rough(
    Variant,
    language=st.sampled_from(["en", "nb", "", "norsk!"]),
    workplace=st.sampled_from(["", "a", "zz"]),
    texts=_many(_rough(VariantText, path=_PATHS, of=_T, text=_T, same=st.booleans()), 4),
)


def drafts() -> st.SearchStrategy[Definition]:
    """Anything that the types accept."""
    return _rough(
        Definition,
        schema_version=st.sampled_from([1, 1, 2]),
        language=st.sampled_from(["en", "nb", "", "?"]),
        start=_ROUGH_ID,
        introduction=_T,
        competences=_many(_rough(Competence, id=_ROUGH_ID, name=_T, weight=st.integers(0, 100)), 2),
        workplaces=_many(_rough(Workplace, id=_ROUGH_ID, name=_T), 2),
        scenes=_many(_ROUGH_SCENE),
        endings=_many(_ROUGH_ENDING, 2),
        questions=_many(_rough(Question, id=_ROUGH_ID, text=_T), 2),
        variants=_many(_ROUGH_VARIANT, 2),
    )
