"""A retired person's name in the words of others: gone however it was written, and listed where nobody can be sure."""

from __future__ import annotations

import unicodedata
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, assume, given, settings, strategies as st

from tests.agreement.driving import Story, begin
from tests.agreement.test_forgetting import everything_held, hits
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions import erasure
from workmentor_xblocks.agreement.output.history_export import history
from workmentor_xblocks.agreement.records.attached_tables import StoredFile
from workmentor_xblocks.agreement.records.tables import Opening, Party
from workmentor_xblocks.agreement.rules.verify_agreement import verify
from workmentor_xblocks.core.people.undecided import UndecidedErasure


def called(user: Any, first: str, last: str) -> None:
    user.first_name, user.last_name = first, last
    user.save()


def written(story: Story) -> str:
    """What the school wrote into the tasks, as it stands now."""
    return str(story.thread.values()["tasks"])


def listed() -> set[tuple[str, int]]:
    return set(UndecidedErasure.objects.values_list("table", "row_id"))


def told(*arguments: str) -> str:
    out = StringIO()
    call_command("workmentor_undecided", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def egle(story: Story) -> Story:
    """The employer takes part, and writes the tasks."""
    story.does("school", "name_person", party="employer", name="Egle Petrauskaite", organisation="Ohm & Co")
    story.does("school", "invite", party="employer", email="egle@ohm.example")
    return story


WAYS = [
    (("Liga", "Ozola"), "Ozola, Liga"),
    (("Liga", "Ozola"), "L. Ozola"),
    (("Liga", "Ozola"), "LIGA OZOLA"),
    (("Liga", "Ozola"), "Liga\u00a0Ozola"),
    (("Liga", "Ozola"), "Li\u00adga Ozo\u00adla"),
    (("Liga", "Ozola"), "Li\u200dga \u200bOzola"),
    (("Liga", "Ozola"), "Liga\u3000\u2003Ozola"),
    (("Zoë", "Strauß"), "ZOË STRAUSS"),
    (("Zoë", "Strauß"), "zoe strauss"),
    (("Zoe\u0308", "Mu\u0308ller"), "Zoë Müller"),
]


@pytest.mark.parametrize(("name", "way"), WAYS)
def test_however_it_is_written_it_goes_and_the_words_around_it_stay(
    egle: Story, cast: SimpleNamespace, name: tuple[str, str], way: str
) -> None:
    called(cast.liga, *name)
    egle.fills("employer", tasks=f"Wiring with {way} (two days).")
    erasure.retire_user(cast.liga.id)
    assert written(egle) == "Wiring with – (two days)."
    assert not verify(history(egle.thread), egle.row.head)
    assert not listed()


def test_in_the_rows_of_a_list_too(egle: Story, cast: SimpleNamespace) -> None:
    rows = {
        "f-outcomes-0-id": "1",
        "f-outcomes-0-text": "Ozola,\u00a0Liga wires",
        "f-outcomes-1-id": "L.\u00adOzola",
    }
    egle.does("school", "edit", **rows)
    erasure.retire_user(cast.liga.id)
    assert egle.thread.values()["outcomes"] == [{"id": "1", "text": "– wires"}, {"id": "–", "text": ""}]


def test_a_name_of_before_is_known_from_what_was_signed(egle: Story, cast: SimpleNamespace) -> None:
    egle.ready().signs("learner", "Liga Berzina")
    called(cast.liga, "Liga", "Ozola-Kalna")
    egle.does("school", "unfreeze", text="Berzina, Liga was ill.")
    erasure.retire_user(cast.liga.id)
    assert not hits("Berzina", "Ozola", "Kalna")


def test_a_telephone_number_goes_with_and_without_the_country(egle: Story, cast: SimpleNamespace) -> None:
    egle.does("school", "name_person", party="learner", phone="+371 2612 3456")
    egle.fills("employer", tasks="Call 26123456 or 00371-2612-3456 first.")
    erasure.retire_user(cast.liga.id)
    assert written(egle) == "Call – or – first."


def test_a_firm_that_is_called_like_the_person_loses_the_name(egle: Story) -> None:
    egle.does("school", "name_person", party="employer", organisation="SIA “Egle Petrauskaite”")
    egle.ready()
    party = egle.thread.party("employer")
    assert party is not None
    egle.does("school", "unfreeze", text="To be told by Egle Petrauskaite.")
    egle.does(
        "school", "name_person", party="mentor", name="Marta Lind", organisation="SIA “EGLE PETRAUSKAITE”"
    )
    erasure.retire_address("egle@ohm.example")
    mentor = egle.thread.party("mentor")
    assert mentor is not None
    assert mentor.organisation == "SIA “–”"


def test_an_address_is_the_same_in_every_form_of_its_letters(story: Story) -> None:
    story.does("school", "name_person", party="employer", name="Zoé Mar", organisation="Ohm & Co")
    story.does("school", "invite", party="employer", email="egle@öhm.example")
    erasure.retire_address(unicodedata.normalize("NFD", " egle@öhm.EXAMPLE "))
    assert not hits("egle@", "öhm.example")


class TestUndecided:
    def test_a_first_name_alone_is_left_and_listed_by_table_and_id(
        self, egle: Story, cast: SimpleNamespace
    ) -> None:
        egle.fills("employer", tasks="Liga wires the board.")
        erasure.retire_user(cast.liga.id)
        assert written(egle) == "Liga wires the board."
        (opening,) = Opening.objects.filter(about="tasks", value="Liga wires the board.")
        assert listed() == {("workmentor_agreement_opening", opening.pk)}
        shown = told()
        assert f"user {cast.liga.id}:" in shown
        assert f"workmentor_agreement_opening {opening.pk}, since {timezone.now():%Y-%m-%d}" in shown
        assert "Liga" not in shown
        assert "Liga" not in repr(list(UndecidedErasure.objects.values()))

    def test_what_is_sure_goes_from_the_same_text(self, egle: Story, cast: SimpleNamespace) -> None:
        egle.fills("employer", tasks="Liga Ozola wires; Liga tests.")
        erasure.retire_user(cast.liga.id)
        assert written(egle) == "– wires; Liga tests."
        assert len(listed()) == 1

    def test_a_name_that_two_have_is_nobodys_to_take(self, egle: Story, cast: SimpleNamespace) -> None:
        """Father and daughter sign with one initial."""
        egle.does("school", "name_person", party="guardian", name="Leons Ozola")
        egle.fills("employer", tasks="Ask L. Ozola.")
        erasure.retire_user(cast.liga.id)
        assert written(egle) == "Ask L. Ozola."
        assert len(listed()) == 1
        guardian = egle.thread.party("guardian")
        assert guardian is not None
        assert guardian.name == "Leons Ozola", "their own name is theirs, and nothing to decide about"

    def test_of_one_name_in_full_the_other_keeps_theirs(self, egle: Story, cast: SimpleNamespace) -> None:
        egle.does("school", "name_person", party="guardian", name="Liga Ozola")
        erasure.retire_user(cast.liga.id)
        guardian = egle.thread.party("guardian")
        assert guardian is not None
        assert guardian.name == "Liga Ozola"

    def test_ordinary_words_are_no_question(self, egle: Story, cast: SimpleNamespace) -> None:
        called(cast.liga, "Will", "May")
        cast.liga.username = "wm7"
        cast.liga.save()
        egle.fills("employer", tasks="You may wire what we will show you.")
        erasure.retire_user(cast.liga.id)
        assert not listed()

    def test_a_sheet_that_another_signed_too_is_looked_at(self, egle: Story, cast: SimpleNamespace) -> None:
        egle.ready()
        for role, who in (("learner", "Liga Ozola"), ("employer", "Egle Petrauskaite")):
            on_paper(egle, role, who)
        erasure.retire_user(cast.liga.id)
        (file,) = StoredFile.objects.filter(kind="scan")
        assert ("workmentor_agreement_file", file.pk) in listed()

    def test_to_retire_again_lists_nothing_twice(self, egle: Story, cast: SimpleNamespace) -> None:
        egle.fills("employer", tasks="Liga wires the board.")
        erasure.retire_user(cast.liga.id)
        erasure.retire_address(cast.liga.email, cast.liga.id)
        erasure.retire_user(cast.liga.id)
        assert UndecidedErasure.objects.count() == 1


class TestDeciding:
    @pytest.fixture
    def entry(self, egle: Story, cast: SimpleNamespace) -> UndecidedErasure:
        egle.fills("employer", tasks="Liga wires the board.")
        erasure.retire_user(cast.liga.id)
        return UndecidedErasure.objects.get()

    def test_erased_the_text_is_gone_and_the_history_holds(
        self, egle: Story, entry: UndecidedErasure
    ) -> None:
        assert "nothing is open" in told("--erase", str(entry.pk))
        assert not hits("Liga")
        assert not verify(history(egle.thread), egle.row.head)
        assert not UndecidedErasure.objects.exists()

    def test_kept_it_stays_and_is_no_question_any_more(self, egle: Story, entry: UndecidedErasure) -> None:
        assert "nothing is open" in told("--keep", str(entry.pk))
        assert written(egle) == "Liga wires the board."

    def test_closed_nothing_is_left_of_the_list(self, cast: SimpleNamespace, entry: UndecidedErasure) -> None:
        assert "closed: 1 entries" in told("--close", str(cast.liga.id))
        assert not UndecidedErasure.objects.exists()

    def test_what_was_erased_for_another_reason_needs_no_decision(
        self, egle: Story, entry: UndecidedErasure
    ) -> None:
        egle.does("school", "cancel", text="It was begun by mistake.")
        erasure.erase_text(egle.uuid)
        assert told() == "nothing is open\n"

    def test_what_is_gone_altogether_is_on_no_list(self, egle: Story, entry: UndecidedErasure) -> None:
        egle.does("school", "comment", path="tasks", text="A remark.")
        egle.row.delete()
        assert told() == "nothing is open\n"
        assert not UndecidedErasure.objects.exists()

    def test_an_entry_that_is_not_there_is_said(self, entry: UndecidedErasure) -> None:
        for option in ("--erase", "--keep"):
            with pytest.raises(CommandError, match="no entry 4711"):
                told(option, "4711")
        UndecidedErasure.objects.update(table="workmentor_agreement_party")
        Party.objects.update(organisation="Liga & Co")
        party = Party.objects.latest("id")
        UndecidedErasure.objects.update(row_id=party.pk)
        told("--erase", str(entry.pk))
        party.refresh_from_db()
        assert party.organisation == ""

    def test_a_table_of_which_nobody_knows_how_to_erase_is_said(self, entry: UndecidedErasure) -> None:
        UndecidedErasure.objects.update(table="workmentor_agreement_event")
        with pytest.raises(CommandError, match="Nothing erases"):
            told("--erase", str(entry.pk))


def on_paper(story: Story, role: str, name: str) -> None:
    from tests.agreement.everyone import scan
    from workmentor_xblocks.agreement.records import keys

    party, school = story.thread.party(role), story.thread.party("school")
    assert party is not None
    assert school is not None
    sheet = StoredFile.objects.filter(kind="scan").first() or scan(story)
    code = keys.codes(story.row, school, user_id=story.person("school").user_id).make(timezone.now())
    story.does(
        "school", "record_offline", **story.version(), party=party.uuid, scan=sheet.uuid, name=name, code=code
    )


LETTERS = st.sampled_from("abcdefgilmnorstuvzäößéøžļšñçйцльαβ")
NAMES = st.text(LETTERS, min_size=4, max_size=9).map(str.title)
HABITS = st.sampled_from(
    [
        "{0} {1}",
        "{1}, {0}",
        "{1} {0}",
        "{0}\u00a0{1}",
        "{0}\u2003\u202f{1}",
        "{0} \u200b{1}",
        "{1}\u2060,\n{0}",
        "{0}-{1}",
    ]
)
FORMS = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
CASES = st.sampled_from([str, str.upper, str.lower, str.title])


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=NAMES, last=NAMES, habit=HABITS, form=FORMS, case=CASES, hidden=st.integers(1, 3))
def test_no_disguise_survives(
    cast: SimpleNamespace,
    usage_key: str,
    first: str,
    last: str,
    habit: str,
    form: str,
    case: Any,
    hidden: int,
) -> None:
    cast.liga.refresh_from_db()
    assume(first not in everything_held())  # "None" is a name too, and is everywhere
    called(cast.liga, first, last)
    story = begin(cast, f"{usage_key}{timezone.now():%H%M%S%f}", COURSE_KEY)
    way = unicodedata.normalize(form, case(habit.format(f"{first[:hidden]}\u00ad{first[hidden:]}", last)))
    story.does("school", "comment", path="tasks", text=f"7 – {way} – 9")
    erasure.retire_user(cast.liga.id)
    (left,) = [opening.value for opening in story.thread.openings.values() if opening.about == "comment"]
    assert left == "7 – – – 9", (first, last, way)
    assert first not in everything_held()
