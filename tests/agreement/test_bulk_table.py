"""A table of learners as spreadsheets write it is read, and each slip is told at its line."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.agreement.bulk import begun, of, problems, results
from tests.agreement.small import small
from tests.cast import COURSE_KEY
from workmentor_xblocks.agreement.actions import bulk
from workmentor_xblocks.agreement.actions.bulk import Result
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content import csv_reading
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.core.content.errors import BadInput, TooLarge


@pytest.mark.shows("agreement promise 9")
class TestReading:
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_as_spreadsheets_of_different_countries_write_it(
        self, tove: Requester, ground: Ground, separator: str, mark: str
    ) -> None:
        text = mark + f'learner{separator}tasks\r\n"liga"{separator}"a ""b"" {separator} c"\r\n\r\n'
        assert results(bulk.preview(tove, ground, text)) == ["new"]

    @pytest.mark.parametrize(
        "text",
        ["learner;\nliga;\n", "learner;;;\nliga;;;\n", "learner;;tasks\nliga;;wiring\n", "learner,,\nliga\n"],
    )
    def test_columns_that_nobody_uses_are_left_out(self, tove: Requester, ground: Ground, text: str) -> None:
        assert results(bulk.preview(tove, ground, text)) == ["new"]

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_a_name_of_a_column_may_stand_on_two_lines(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground, separator: str
    ) -> None:
        text = f'"Learner\n(user name or e-mail address)"{separator}"Hours\r\na week"\nliga{separator}38\n'
        begun(tove, ground, text)
        assert of(cast.liga).values() == {"hours": 38}

    @pytest.mark.parametrize("written", ["11.01.2027", "2027-01-11", "46398", "2027-01-11 00:00:00"])
    def test_a_day_is_read_as_spreadsheets_write_it(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground, written: str
    ) -> None:
        begun(tove, ground, f"learner;start\nliga;{written}\n")
        assert of(cast.liga).values() == {"start": "2027-01-11"}

    def test_the_separator_may_be_said(self, tove: Requester, ground: Ground) -> None:
        (row,) = bulk.preview(tove, ground, "sep=;\nlearner;tasks\nliga;a, b\n")
        assert (row.line, row.result) == (3, Result.NEW)

    def test_columns_are_named_by_code_by_words_and_by_field(self, tove: Requester, ground: Ground) -> None:
        text = (
            "Learner (user name or e-mail address);LEARNER NAME; Hours a week ;emergency\nliga;Liga;38;112\n"
        )
        assert results(bulk.preview(tove, ground, text)) == ["new"]

    def test_answers_are_taken_by_their_words(
        self, cast: SimpleNamespace, tove: Requester, usage_key: str
    ) -> None:
        fields = [
            {
                "id": "kind",
                "kind": "choice",
                "label": "Kind",
                "options": [{"id": "app", "label": "Apprenticeship"}],
            }
        ]
        section = {"id": "more", "fields": fields}
        base = small().model_dump(mode="json", by_alias=True)
        template = Definition.from_data({**base, "sections": [*base["sections"], section]})
        ground = Ground(usage_key, COURSE_KEY, template, "en")
        begun(tove, ground, "learner,Kind\nliga,apprenticeship\n")
        assert of(cast.liga).values() == {"kind": "app"}

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "csv_empty"),
            ("\n \n", "csv_empty"),
            ("learner;\nliga;kitchen\n", "csv_no_name"),
            ("learner\n", "csv_head_only"),
            ("name\nLiga\n", "csv_unknown"),
            ("learner,learner\nliga,bram\n", "csv_column_twice"),
            ("learner_name\nLiga\n", "csv_no_learner"),
            ('learner\nliga\n"bram\n', "csv_broken"),
            ('learner,tasks\nliga,"a"b\n', "csv_broken"),
            ("l\x00e\x00a\x00", "csv_utf16"),
            ("learner\nJ\ufffdrn\n", "csv_not_utf8"),
            ("learner,learner_name\nliga,JÃ¸rn Ã…s\n", "csv_not_utf8"),
            (b"\xff\xfel\x00e\x00", "csv_utf16"),
            ("learner\nJørn\n".encode("latin-1"), "csv_not_utf8"),
        ],
    )
    @pytest.mark.shows("agreement misuse 11")
    def test_what_is_no_table_is_said(self, tove: Requester, ground: Ground, text: Any, code: str) -> None:
        with pytest.raises(BadInput) as refused:
            bulk.preview(tove, ground, text)
        assert refused.value.message.code == code

    @pytest.mark.shows("agreement misuse 11")
    def test_the_line_is_named_at_which_it_breaks_off(self) -> None:
        with pytest.raises(BadInput, match="From line 4 on"):
            csv_reading.read('learner,tasks\nliga,"two\nlines"\nbram,"open\n')

    def test_unknown_columns_are_named_with_those_that_are_known(
        self, tove: Requester, ground: Ground
    ) -> None:
        with pytest.raises(BadInput, match=r"“Lerner”, “outcomes”.*learner, learner_name.*hours"):
            bulk.preview(tove, ground, "learner,Lerner,outcomes\nliga,,\n")

    def test_no_more_than_fits(self) -> None:
        lines = "\n".join(["learner", *(f"l{n}" for n in range(csv_reading.MAX_LINES))])
        assert len(csv_reading.read(lines)[1]) == csv_reading.MAX_LINES
        with pytest.raises(TooLarge, match="2000 lines"):
            csv_reading.read(lines + "\none more\n")
        with pytest.raises(TooLarge, match="1000 kB"):
            csv_reading.read("learner\n" + "ø" * 500_000)

    def test_bytes_are_read_as_well(self) -> None:
        head, lines = csv_reading.read("\ufefflearner\nJørn\n".encode())
        assert (head.cells, lines[0].cells) == (("learner",), ("Jørn",))


class TestProblems:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("learner\nnobody\n", "Nobody on this site has the user name “nobody”."),
            ("learner,tasks\n,wiring\n", "The learner is missing."),
            ("learner\nliga@@example.org\n", "This is no e-mail address."),
            ("learner\nliga@example,org\n", "This line has 2 cells and the first line 1 columns."),
            ("learner\nolaf\n", "olaf does not take part in this course."),
            ("learner\nliga\nliga@example.org\n", "This learner stands in line 2 already."),
            ("learner,employer_email\nliga,egle@ohm\n", "Employer signatory’s e-mail address: This is no e-mail"),
            ("learner,start\nliga,soon\n", "Start: Give a day as year-month-day"),
            ("learner,start\nliga,01/09/2026\n", "Start: “01/09/2026” can be two days. Write 2026-01-09 or 2026-09-01."),
            ("learner,hours\nliga,38.5\n", "Hours a week: Give a whole number"),
            ("learner,is_minor\nliga,perhaps\n", "Not of age (yes or no): Say yes or no."),
            ("learner,is_minor,of_age_from\nliga,yes,2008-03-01\n", "Of age from (day): Give a day after today"),
            ("learner,is_minor,of_age_from\nliga,yes,soon\n", "Of age from (day): Give a day after today"),
            ("learner,is_minor,of_age_from\nliga,yes,3/4/2099\n", "Of age from (day): “3/4/2099” can be two days."),
            ("learner,of_age_from\nliga,2027-03-01\n", "Of age from (day): Say that the learner is not of age"),
            ("learner,guardian_name\nliga,Greta\n", "A guardian is named, but not that the learner is not of age"),
            ("learner,mentor_name\nliga,=HYPERLINK(1)\n", "Mentor’s name: “=HYPERLINK(1)” looks like a formula."),
            ("learner,employer_organisation\nliga,@SUM\n", "looks like a formula"),
            ("learner,tasks\nliga,=1+1\n", "Tasks: “=1+1” looks like a formula."),
            ("learner,mentor_name\nliga," + "x" * 201 + "\n", "Mentor’s name: at most 200 characters fit."),
            ("learner,mentor_email\nliga,LIGA@example.org\n", "One person cannot be both: Learner, Mentor."),
        ],
    )  # fmt: skip
    @pytest.mark.shows("agreement goal 14a")
    def test_each_is_said_at_its_line_and_nothing_is_begun_of_it(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground, text: str, said: str
    ) -> None:
        found = problems(tove, ground, text)
        assert any(message.startswith(said) or said in message for message in found), found
        rows = begun(tove, ground, text)
        assert "problem" in results(rows)
        assert Agreement.objects.count() == results(rows).count("made")

    def test_all_problems_of_a_line_are_said_at_once(self, tove: Requester, ground: Ground) -> None:
        assert len(problems(tove, ground, "learner,start,hours,mentor_email\nnobody,x,y,z\n")) == 4

    def test_two_accounts_of_one_address_are_told_apart_by_name(
        self, cast: SimpleNamespace, tove: Requester, ground: Ground
    ) -> None:
        cast.bram.email = cast.liga.email
        cast.bram.save()
        assert "More than one account" in problems(tove, ground, "learner\nliga@example.org\n")[0]
        assert results(bulk.preview(tove, ground, "learner\nliga\nbram\n")) == ["new", "new"]

    def test_a_list_may_begin_with_a_dash(self, tove: Requester, ground: Ground) -> None:
        assert problems(tove, ground, "learner,tasks\nliga,- wiring\n") == []
