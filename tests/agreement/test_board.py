"""Tove sees at once which of a thousand agreements are stuck, for whom they wait, and what needs an eye."""

from __future__ import annotations

import unicodedata
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.agreement.driving import Story
from tests.agreement.many import agreement, crowd_of, days
from tests.agreement.small import small
from tests.cast import COURSE_KEY, crowd
from tools.bench import budgets
from workmentor_xblocks.agreement.actions import board
from workmentor_xblocks.agreement.actions.board import Board, Wanted
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.pages import board as board_view
from workmentor_xblocks.agreement.records.tables import Agreement, Party, PartyMember
from workmentor_xblocks.agreement.rules.lifecycle import Actor, State
from workmentor_xblocks.core.content.errors import NotAllowed
from workmentor_xblocks.core.forms.inputs import parsed
from workmentor_xblocks.core.people.viewer import Role, Viewer
from workmentor_xblocks.demo.models import Enrolment


def seen(requester: Requester, usage_key: str, **wanted: object) -> Board:
    return board.board(requester, usage_key, COURSE_KEY, Wanted(**wanted))


def names(found: Board) -> list[str]:
    return [entry.learner for entry in found.entries]


def people(name: str) -> dict[str, dict[str, str]]:
    return {"learner": {"name": name}}


@pytest.mark.shows("agreement promise 26")
class TestOrder:
    def test_what_is_overdue_comes_first_then_what_is_due_then_what_changed_last(
        self, tove: Requester, usage_key: str
    ) -> None:
        for name, due in (("soon", 3), ("never", None), ("late", -2), ("very late", -9), ("later", 30)):
            agreement(usage_key, people=people(name), due_on=None if due is None else days(due))
        newest = agreement(usage_key, people=people("newest"))
        Agreement.objects.filter(pk=newest.pk).update(changed_at=newest.changed_at.replace(year=2027))

        found = seen(tove, usage_key)

        assert names(found) == ["very late", "late", "soon", "later", "newest", "never"]
        assert [entry.is_overdue for entry in found.entries] == [True, True, False, False, False, False]
        assert found.counts.overdue == 2

    def test_what_is_due_today_is_not_overdue(self, tove: Requester, usage_key: str) -> None:
        agreement(usage_key, due_on=days(0))
        assert seen(tove, usage_key).counts.overdue == 0


class TestStatus:
    @pytest.mark.shows("agreement pitfall 44")
    def test_it_is_told_with_its_version_and_since_when_that_holds(
        self, tove: Requester, story: Story
    ) -> None:
        story.ready().signed()
        story.does("school", "propose", reason="hours", text="The workshop changes its hours.")

        (entry,) = seen(tove, story.row.usage_key).entries

        assert (entry.state, entry.in_force, entry.version) == (State.SIGNED, 1, 2)
        assert entry.in_force_since == days(0)
        assert entry.amendment == "working"

    def test_who_takes_part_and_for_whom_it_waits(self, tove: Requester, story: Story) -> None:
        story.ready()
        story.signs("learner", "Liga Ozola")

        (entry,) = seen(tove, story.row.usage_key).entries

        assert (entry.learner, entry.employer) == ("Liga Ozola", "Ohm & Co")
        assert set(entry.waiting) == {Actor.EMPLOYER, Actor.SCHOOL}
        assert (entry.since, entry.until) == (story.row.waiting_since, story.row.due_on)

    def test_who_has_to_do_several_things_is_named_once(self, tove: Requester, story: Story) -> None:
        assert story.row.waiting_for == ",school,"
        (entry,) = seen(tove, story.row.usage_key).entries
        assert entry.waiting == (Actor.SCHOOL,)

    def test_a_row_from_before_that_names_somebody_twice_reads_as_one(
        self, tove: Requester, usage_key: str
    ) -> None:
        agreement(usage_key, waiting_for=",school,school,learner,")
        (entry,) = seen(tove, usage_key).entries
        assert entry.waiting == (Actor.SCHOOL, Actor.LEARNER)

    def test_the_mentor_s_organisation_stands_in_for_an_unnamed_employer(
        self, tove: Requester, usage_key: str
    ) -> None:
        agreement(usage_key, people={"mentor": {"name": "Marta Lind", "organisation": "Ohm & Co"}})
        (entry,) = seen(tove, usage_key).entries
        assert (entry.mentor, entry.employer) == ("Marta Lind", "Ohm & Co")

    def test_who_left_is_not_shown_in_place_of_who_came(self, tove: Requester, usage_key: str) -> None:
        row = agreement(usage_key, people={"mentor": {"name": "Mikael Berg"}})
        Party.objects.create(agreement=row, role="mentor", name="Marta Lind", state="left")
        Party.objects.create(agreement=row, role="mentor", name="Somebody New", state="incoming")
        assert seen(tove, usage_key).entries[0].mentor == "Mikael Berg"

    def test_an_erased_agreement_is_nobody_s_to_look_at(self, tove: Requester, usage_key: str) -> None:
        agreement(usage_key, state="erased")
        assert seen(tove, usage_key).counts.total == 0


class TestFlags:
    def flags(self, tove: Requester, usage_key: str) -> list[str]:
        (entry,) = seen(tove, usage_key).entries
        return [flag.code for flag in entry.flags]

    @pytest.mark.parametrize(
        ("row", "flag"),
        [
            ({"started_unsigned": True, "state": "signing"}, "flag_started"),
            ({"contact_problem": True}, "flag_contact"),
            ({"school_acts_by": days(5), "state": "active"}, "flag_school"),
        ],
    )
    def test_each_says_what_needs_an_eye_while_it_is_open(
        self, cast: SimpleNamespace, tove: Requester, usage_key: str, row: dict[str, object], flag: str
    ) -> None:
        made = agreement(usage_key, cast.liga, open_key="open", **row)
        assert self.flags(tove, usage_key) == [flag]
        Agreement.objects.filter(pk=made.pk).update(open_key=None, state="terminated")
        assert self.flags(tove, usage_key) == []

    @pytest.mark.shows("agreement place 21")
    def test_a_learner_who_left_the_course(
        self, cast: SimpleNamespace, tove: Requester, usage_key: str
    ) -> None:
        agreement(usage_key, cast.liga, open_key="open")
        assert self.flags(tove, usage_key) == []
        Enrolment.objects.filter(user=cast.liga).delete()
        assert self.flags(tove, usage_key) == ["flag_enrolled"]

    @pytest.mark.shows("agreement place 17")
    def test_the_agreements_of_a_deleted_block_are_listed_in_the_others_of_its_course(
        self, tove: Requester, usage_key: str
    ) -> None:
        agreement(usage_key.replace("block@a1", "block@gone"), people=people("Liga"))
        other = "course-v1:WorkMentor+Elsewhere+2026"
        agreement("block-v1:WorkMentor+Elsewhere+2026+type@workmentor_agreement+block@a1", course_key=other)
        found = seen(tove, usage_key)
        assert names(found) == ["Liga"]
        assert [flag.code for flag in found.entries[0].flags] == ["flag_detached"]


@pytest.mark.shows("agreement promise 26")
class TestFilters:
    def test_by_state_by_role_and_what_is_overdue(self, tove: Requester, usage_key: str) -> None:
        agreement(
            usage_key, people=people("a"), state="signing", waiting_for=",learner,mentor,", due_on=days(-1)
        )
        agreement(
            usage_key, people=people("b"), state="signing", waiting_for=",deputy_mentor,", due_on=days(1)
        )
        agreement(usage_key, people=people("c"), state="active")

        assert set(names(seen(tove, usage_key, state="signing"))) == {"a", "b"}
        assert names(seen(tove, usage_key, waiting="mentor")) == ["a"], "a deputy is no mentor"
        assert names(seen(tove, usage_key, is_overdue=True)) == ["a"]
        assert names(seen(tove, usage_key, state="active", is_overdue=True)) == []

    def test_the_counts_are_of_the_whole_whatever_is_asked_for(self, tove: Requester, usage_key: str) -> None:
        agreement(usage_key, state="signing", waiting_for=",learner,school,", due_on=days(-1))
        agreement(usage_key, state="signing", waiting_for=",school,")
        agreement(usage_key, state="draft")

        found = seen(tove, usage_key, state="draft")

        assert found.found == 1
        assert found.counts.states == {State.DRAFT: 1, State.SIGNING: 2}
        assert found.counts.waiting == {Actor.LEARNER: 1, Actor.SCHOOL: 2}
        assert (found.counts.total, found.counts.overdue) == (3, 1)

    @pytest.mark.parametrize(
        ("name", "typed"),
        [
            ("Liga Ozola", "liga"),
            ("Åse Øvergård", "øVERG"),
            ("Ольга Иванова", "ИВАН"),
            ("Μαρία Παπά", "μαρία"),
            ("ليلى حداد", "ليلى"),
            ("王小明", "小明"),
            ("Ģirts Ķezbers", unicodedata.normalize("NFD", "ģirts")),
        ],
    )
    @pytest.mark.shows("agreement misuse 13")
    def test_by_name_in_any_script(self, tove: Requester, usage_key: str, name: str, typed: str) -> None:
        agreement(usage_key, people=people(name))
        agreement(usage_key, people=people("Somebody Else"))
        assert names(seen(tove, usage_key, text=typed)) == [name]

    def test_by_organisation_and_nothing_by_a_wildcard(self, tove: Requester, usage_key: str) -> None:
        agreement(usage_key, people={"employer": {"organisation": "Ohm & Co"}})
        assert seen(tove, usage_key, text="ohm").found == 1
        for junk in ("%", "_", "'", "\\", "nobody"):
            assert seen(tove, usage_key, text=junk).found == 0

    @pytest.mark.parametrize("page", ["0", "-1", "x", "²", "999999999", ""])
    def test_what_is_no_page_shows_one(self, tove: Requester, usage_key: str, page: str) -> None:
        agreement(usage_key)
        wanted = parsed(Wanted, {"page": page, "state": "<b>", "waiting": "nobody", "overdue": "maybe"})
        assert (wanted.state, wanted.waiting, wanted.is_overdue) == (None, None, False)
        assert board.board(tove, usage_key, COURSE_KEY, wanted).page == 1


class TestSize:
    def test_fifty_to_a_page(self, cast: SimpleNamespace, tove: Requester, usage_key: str) -> None:
        crowd_of(crowd(120), usage_key)
        first, last = seen(tove, usage_key), seen(tove, usage_key, page=3)
        assert (len(first.entries), len(last.entries), last.pages) == (50, 20, 3)
        assert seen(tove, usage_key, page=9).page == 3
        everyone = {entry.uuid for page in (1, 2, 3) for entry in seen(tove, usage_key, page=page).entries}
        assert len(everyone) == 120

    @pytest.mark.shows("agreement goal 17a")
    def test_a_thousand_take_no_more_queries_than_ten(
        self, cast: SimpleNamespace, tove: Requester, usage_key: str
    ) -> None:
        learners = crowd(1_000)
        agreement(usage_key.replace("block@a1", "block@gone"))
        crowd_of(learners[:10], usage_key)
        few = self.queries(tove, usage_key)
        crowd_of(learners[10:], usage_key)

        assert self.queries(tove, usage_key) == few
        assert few <= budgets.BOARD_SQL
        PartyMember.objects.bulk_create(
            PartyMember(party=party, user_id=cast.tomas.id) for party in Party.objects.filter(role="school")
        )
        assert self.queries(Requester(cast.tomas.id), usage_key) <= budgets.BOARD_SQL, (
            "a school contact's board as well"
        )

    def queries(self, requester: Requester, usage_key: str) -> int:
        ground = Ground(usage_key, COURSE_KEY, small(), "en")
        roles = frozenset({Role.TRAINER if requester.is_staff else Role.MENTOR})
        viewer = Viewer(requester.user_id, requester.user_id, roles=roles)
        data = {"text": "learner", "state": "signing", "overdue": True}
        with CaptureQueriesContext(connection) as captured:
            html = board_view.answer(requester, viewer, ground, data)["html"]
        assert "overdue" in html
        return len(captured)


@pytest.mark.shows("agreement promise 26")
class TestWhoSees:
    def test_a_school_contact_sees_those_that_list_them(self, cast: SimpleNamespace, usage_key: str) -> None:
        agreement(usage_key, people=people("hers"), member=cast.tomas)
        agreement(usage_key, people=people("another school's"), member=cast.mikael)
        row = agreement(usage_key, people=people("where he left"))
        Party.objects.filter(agreement=row, role="school").update(state="left", user_id=cast.tomas.id)

        found = seen(Requester(cast.tomas.id), usage_key)

        assert names(found) == ["hers"]
        assert found.counts.total == 1

    def test_everybody_else_is_refused(self, cast: SimpleNamespace, story: Story) -> None:
        key = story.row.usage_key
        party = story.thread.party("learner")
        assert party is not None
        for requester in (
            Requester(cast.liga.id),
            Requester(cast.olaf.id),
            Requester(None, party=party.uuid),
            Requester(None),
        ):
            assert not board.may_see(requester, COURSE_KEY)
            with pytest.raises(NotAllowed):
                seen(requester, key)
            with pytest.raises(NotAllowed):
                board.everything(requester, key, COURSE_KEY)


class TestPage:
    def shown(self, tove: Requester, usage_key: str, **data: object) -> str:
        ground = Ground(usage_key, COURSE_KEY, small(), "en")
        viewer = Viewer(tove.user_id, tove.user_id, roles=frozenset({Role.TRAINER}))
        answer = board_view.answer(tove, viewer, ground, data)
        assert (answer["part"], answer["focus"]) == ("board", "board")
        return str(answer["html"])

    def test_names_are_text_and_each_row_opens_its_agreement(self, tove: Requester, usage_key: str) -> None:
        row = agreement(usage_key, people=people("<b>Liga</b>"), due_on=days(-3), waiting_for=",mentor,")
        html = self.shown(tove, usage_key)
        assert "&lt;b&gt;Liga" in html
        assert "<b>" not in html
        assert 'data-wm-action="open"' in html
        assert f'<input type="hidden" name="agreement" value="{row.uuid}">' in html
        assert 'class="wm-tag">overdue' in html

    def test_the_next_page_asks_for_the_same(
        self, cast: SimpleNamespace, tove: Requester, usage_key: str
    ) -> None:
        crowd_of(crowd(120), usage_key)
        html = self.shown(tove, usage_key, waiting="mentor")
        assert "Agreements that fit: 60 of 120." in html
        assert 'name="waiting" value="mentor"' in html
        assert 'name="page" value="2"' in html

    def test_its_place_is_below_the_page_for_trainers_and_school_contacts(
        self, cast: SimpleNamespace, tove: Requester, usage_key: str
    ) -> None:
        agreement(usage_key, member=cast.tomas)
        for requester, role in ((tove, Role.TRAINER), (Requester(cast.tomas.id), Role.MENTOR)):
            viewer = Viewer(requester.user_id, requester.user_id, roles=frozenset({role}))
            html = board_view.slot_html(viewer, sees_all=board.may_see(requester, COURSE_KEY))
            assert "Show all agreements" in html
            assert 'data-wm-part="board"' in html

    def test_an_empty_board_says_so(self, tove: Requester, usage_key: str) -> None:
        assert "There is no agreement here yet." in self.shown(tove, usage_key)

    @pytest.mark.shows("agreement promise 27")
    def test_a_researcher_gets_the_figures_and_no_name(
        self, cast: SimpleNamespace, usage_key: str, tove: Requester
    ) -> None:
        agreement(usage_key, people=people("Liga Ozola"))
        ground = Ground(usage_key, COURSE_KEY, small(), "en")
        runa, viewer = (
            Requester(cast.runa.id),
            Viewer(cast.runa.id, cast.runa.id, roles=frozenset({Role.RESEARCHER})),
        )
        assert "Show the figures" in board_view.slot_html(viewer, sees_all=board.may_see(runa, COURSE_KEY))
        for view in ("", "indicators"):
            html = board_view.answer(runa, viewer, ground, {"view": view})["html"]
            assert "Figures for the evaluation" in html
            assert "Liga" not in html
        with pytest.raises(NotAllowed):
            board_view.answer(runa, viewer, ground, {"view": "bulk"})

    def test_a_learner_is_offered_nothing(self, cast: SimpleNamespace, usage_key: str) -> None:
        ground = Ground(usage_key, COURSE_KEY, small(), "en")
        liga, viewer = (
            Requester(cast.liga.id),
            Viewer(cast.liga.id, cast.liga.id, roles=frozenset({Role.MENTOR})),
        )
        assert board_view.slot_html(viewer, sees_all=board.may_see(liga, COURSE_KEY)) == ""
        for view in ("", "indicators", "bulk"):
            with pytest.raises(NotAllowed):
                board_view.answer(liga, viewer, ground, {"view": view})
