"""Where a text names somebody: in every spelling of the same letters, and nothing else is taken away with it."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given, strategies as st

from workmentor_xblocks.core.people.mentions import DASH, Person, without
from workmentor_xblocks.core.people.spelling import Folded, folded

LIGA = Person(
    names=("Liga Ozola",),
    user_names=("liga",),
    addresses=("liga@example.org",),
    numbers=("+371 2612 3456",),
    others=("Egle Petrauskaite", "Lena Ozola"),
)


def cleaned(person: Person, text: str) -> str:
    return without(text, person.mentions(text))


def asked(person: Person, text: str) -> list[str]:
    return [text[one.start : one.end] for one in person.mentions(text) if not one.is_sure]


SURE = [
    ("Liga Ozola", "Ask {} first."),
    ("LIGA OZOLA", "{}"),
    ("liga ozola", "so says {}"),
    ("Ozola, Liga", "List: {}; Kok, Bram"),
    ("Ozola Liga", "{} (learner)"),
    ("Liga O", "{}. said so"),
    ("Liga Ozolas", "in {} words"),
    ("Liga Ozola’s", "in {} words"),
    ("Liga\u00a0Ozola", "{}"),
    ("Liga\u2003\u202f\u3000Ozola", "{}"),
    ("Liga\n  Ozola", "signed:\n{}\n"),
    ("Liga\tOzola", "{}"),
    ("Liga\u2800Ozola", "{}"),
    ("Li\u00adga O\u00adzo\u00adla", "{}"),
    ("Li\u200dga Ozo\u200c\u2060la", "{}"),
    ("Liga \u200bOzola", "{}"),
    ("Liga-Ozola", "{}"),
    ("Liga\u2011Ozola", "{}"),
    ("Liga_Ozola", "{}.pdf"),
    ("ＬＩＧＡ　Ｏｚｏｌａ", "{}"),
    ("Līga Ozola", "{}"),
    ("Li\u0304ga Ozola", "{}"),
    ("liga@example.org", "Write to {}, please."),
    ("LIGA@Example.ORG", "<{}>"),
    ("+371 2612 3456", "Tel. {}."),
    ("26123456", "Call {}"),
    ("00371-2612-3456", "Call {}!"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "around"), SURE)
def test_a_name_goes_however_it_is_written_and_the_rest_stays(written: str, around: str):
    assert cleaned(LIGA, around.format(written)) == around.format(DASH)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Peter Strauß", "PETER STRAUSS"),
        ("Peter Strauss", "Peter Strauß"),
        ("Zoë Müller", unicodedata.normalize("NFD", "Zoë Müller")),
        (unicodedata.normalize("NFD", "Zoë Müller"), "ZOE MULLER"),
        ("Jan van der Berg", "J. van der Berg"),
        ("Jan van der Berg", "Berg, Jan van der"),
        ("Jan van der Berg", "van der Berg, Jan"),
        ("Anna Liga Ozola", "Liga Ozola"),
        ("Anna Liga Ozola", "A. L. Ozola"),
        ("Anna Liga Ozola", "Ozola A"),
        ("Seán O’Brien", "Sean O'Brien"),
        ("Anne-Marie Dupont", "Anne Marie Dupont"),
        ("Işık Yılmaz", "IŞIK YILMAZ"),
        ("Tomas Ødegård", "Tomas Odegard"),
        ("Ольга Йылдыз", "ОЛЬГА ЙЫЛДЫЗ"),
        ("Μαρία Παπάς", "ΜΑΡΙΑ ΠΑΠΑΣ"),
        ("ليلى حداد", "ليلى حدّاد"),
        ("王小明", "王小明"),
        ("कुमार शर्मा", "कुमार शर्मा"),
        ("김철수", unicodedata.normalize("NFD", "김철수")),
        ("Greta", "GRETA"),
    ],
)
def test_names_of_many_countries(name: str, written: str):
    assert cleaned(Person(names=(name,)), f"„{written}“ / 7") == f"„{DASH}“ / 7"


def test_in_a_script_without_blanks_a_name_is_found_between_other_words():
    assert cleaned(Person(names=("王小明",)), "昨天王小明说好") == f"昨天{DASH}说好"


@pytest.mark.parametrize(
    "text",
    [
        "A ligature, obligations, Ozolaines.",
        "xliga@example.org and xliga@example.org.lv",
        "l ozola",
        "261234567 and 12612345",
        "Bram Kok, Egle Petrauskaite",
        "",
        DASH,
    ],
)
def test_what_only_looks_alike_stays(text: str):
    assert LIGA.mentions(text) == []


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        ("Frau Ozola was there.", ["Ozola"]),
        ("Ask Liga; Ozolas Kind", ["Liga", "Ozolas"]),
        (
            "liga@example.org.lv or liga@example.orgs",
            ["liga", "liga"],
        ),  # addresses of others, or others of hers
        ("Ask liga.", ["liga"]),  # the user name
        ("Liga Ozolaiin", ["Liga Ozolaiin"]),
        ("L. Ozola", ["L. Ozola"]),  # or Lena
        ("Lena Ozola", ["Ozola"]),
    ],
)
def test_what_may_be_somebody_else_is_asked_and_left(text: str, doubtful: list[str]):
    assert asked(LIGA, text) == doubtful
    assert cleaned(LIGA, text) == text


def test_initials_are_sure_where_nobody_else_has_them():
    alone = Person(names=("Liga Ozola",))
    assert cleaned(alone, "L. Ozola, Ozola L., L.Ozola") == f"{DASH}, {DASH}., {DASH}"


def test_two_of_one_name_are_told_apart_by_nobody():
    son = Person(names=("Jan Berg",), others=("Jan Berg",))
    assert asked(son, "Jan Berg agrees.") == ["Jan Berg"]


def test_a_first_name_alone_is_asked_only_where_it_is_written_as_a_name():
    will = Person(names=("Will May",))
    assert asked(will, "Will comes if he may, and he will.") == ["Will"]


def test_a_user_name_with_a_digit_is_nobody_else():
    assert cleaned(Person(user_names=("liga7",)), "ask liga7!") == f"ask {DASH}!"
    assert cleaned(Person(user_names=("liga.ozola",)), "ask liga.ozola!") == f"ask {DASH}!"


LETTERS = st.sampled_from("abcdefgilmnorstuvzäößéøžļšæñçйцльαβγς")
WORDS = st.text(LETTERS, min_size=3, max_size=9)
BLANKS = st.text(st.sampled_from(" \u00a0\u2003\u202f\u3000\t\n"), min_size=1, max_size=3)
UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e"


@st.composite
def disguised(draw: st.DrawFn, words: tuple[str, ...]) -> str:
    """A name as somebody may type or paste it."""
    cased = draw(st.sampled_from([str, str.upper, str.title, str.lower]))
    form = draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    text = draw(BLANKS).join(unicodedata.normalize(form, cased(word)) for word in words)
    for place in draw(st.lists(st.integers(1, len(text) - 1), max_size=4)):
        text = text[:place] + draw(st.sampled_from(UNSEEN)) + text[place:]
    return text


@given(st.data(), st.tuples(WORDS, WORDS), st.text(max_size=20), st.text(max_size=20))
def test_whatever_the_disguise_the_name_goes_and_what_is_around_it_stays(
    data: st.DataObject, words: tuple[str, str], before: str, after: str
):
    person = Person(names=(" ".join(words),))
    assume(not person.mentions(before) and not person.mentions(after))
    written = data.draw(disguised(words))
    text = f"{before}; {written}; {after}"
    left = cleaned(person, text)
    assert left.startswith(f"{before}; ")
    assert left.endswith(f"; {after}")
    assert DASH in left[len(before) : len(left) - len(after)]
    assert not {folded(word) for word in words} & set(
        folded(left[len(before) : len(left) - len(after)]).split()
    )
    assert [one for one in person.mentions(left) if one.is_sure] == []


@given(st.text(max_size=60))
def test_each_letter_of_the_normal_form_knows_where_it_comes_from(text: str):
    form = Folded.of(text)
    assert len(form.text) == len(form.spans)
    assert all(0 <= start < end <= len(text) for start, end in form.spans)
    assert list(form.spans) == sorted(form.spans)
    assert folded(unicodedata.normalize("NFD", text)) == form.text
    assert folded(unicodedata.normalize("NFC", text)) == form.text


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_and_any_name_end_in_an_answer_and_the_second_time_changes_nothing(text: str, name: str):
    person = Person(names=(name,), user_names=(name,), addresses=(name,), numbers=(name,))
    found = person.mentions(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    left = cleaned(person, text)
    assert not [one for one in person.mentions(left) if one.is_sure]


class TestUserNames:
    @pytest.mark.parametrize("name", ["l_ozola", "liga_o", "l-ozola", "liga.o", "l.ozola", "o_2"])
    def test_with_a_single_letter_in_them_are_found_as_they_are(self, name: str) -> None:
        person = Person(user_names=(name,))
        for text in (f"Ask {name}.", f"@{name}, please", f"({name.upper()})"):
            assert name not in without(text, person.mentions(text)).casefold()

    @pytest.mark.parametrize(
        "text", ["Ask al_ozola.", "l_ozola2 was here", "l_ozola@example.org", "l_ozola.net"]
    )
    def test_are_not_found_within_another_s(self, text: str) -> None:
        person = Person(user_names=("l_ozola",))
        assert without(text, person.mentions(text)) == text


@pytest.mark.parametrize("text", ["Ask LigaOzola.", "#LigaOzola", "Liga\u200bOzola said so"])
def test_a_name_that_is_written_together_is_for_a_person_to_decide(text: str) -> None:
    (found,) = Person(names=("Liga Ozola",)).mentions(text)
    assert not found.is_sure
