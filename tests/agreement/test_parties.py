"""Who takes part: nobody on two sides, a guardian for who is not of age, places taken by the right person, and changes of people."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.agreement.driving import Story, begun
from tests.agreement.everyone import STAGES, WHY, everyone
from tests.agreement.small import small
from tests.agreement.visiting import Visitor, invited
from tests.cast import COURSE_KEY, EGLE_AT_WORK, GRETA, recorded
from workmentor_xblocks.agreement.actions import new_agreement
from workmentor_xblocks.agreement.actions.acts import act
from workmentor_xblocks.agreement.actions.new_agreement import Ground, Plan
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.records.attached_tables import GuestKey
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.rules.lifecycle import State
from workmentor_xblocks.core.content.errors import BadInput, Changed, NotAllowed, NotFound


@pytest.mark.shows("agreement pitfall 10", "agreement promise 7")
class TestNobodyStandsOnTwoSides:
    @pytest.mark.parametrize("role", ["employer", "mentor", "deputy_mentor", "guardian", "approver"])
    @pytest.mark.shows("agreement step 4")
    def test_a_learner_is_only_a_learner(self, story: Story, cast: SimpleNamespace, role: str) -> None:
        """By address, also where it is written otherwise."""
        Party.objects.filter(role="learner").update(email="liga.ozola@example.org")
        before = recorded()
        for address in ("liga.ozola@example.org", "LIGA.Ozola@Example.ORG", "  liga.ozola@example.org "):
            with pytest.raises(BadInput) as refused:
                story.does("school", "name_person", party=role, name="Another", email=address)
            assert refused.value.message.code == "same_person"
            assert set(refused.value.fields) == {"email"}
        assert recorded() == before

    @pytest.mark.shows("agreement pitfall 11")
    def test_an_address_is_the_same_in_each_form_of_unicode(self, story: Story) -> None:
        Party.objects.filter(role="learner").update(email=unicodedata.normalize("NFD", "liga@māja.example"))
        before = recorded()

        with pytest.raises(BadInput) as refused:
            story.does("school", "name_person", party="employer", email="Liga@MĀJA.example")

        assert refused.value.message.code == "same_person"
        assert recorded() == before

    @pytest.mark.parametrize("role", ["employer", "mentor", "deputy_mentor", "guardian", "approver"])
    def test_the_address_of_an_account_is_its_person_s(
        self, story: Story, cast: SimpleNamespace, role: str
    ) -> None:
        """Liga takes part by her account, so no address of hers is written down."""
        before = recorded()
        with pytest.raises(BadInput) as refused:
            story.does("school", "name_person", party=role, name="Another", email=cast.liga.email.upper())
        assert refused.value.message.code == "same_person"
        assert recorded() == before

    def test_nor_from_the_first_line_on(self, cast: SimpleNamespace, ground: Ground) -> None:
        before = recorded()
        for told in ({"employer_email": cast.liga.email}, {"guardian_email": cast.liga.email}):
            with pytest.raises(BadInput) as refused:
                begun(Requester(cast.liga.id), ground, {"for": "me", **told})
            assert set(refused.value.fields) == set(told)
        assert recorded() == before

    def test_nor_when_an_account_has_the_address_of_somebody_who_signs(
        self, story: Story, cast: SimpleNamespace
    ) -> None:
        """Liga gives her account the employer's address when the text is fixed; it is the employer's turn then."""
        story.ready()
        story.signs("learner")
        cast.liga.email = "Egle@ohm.example"
        cast.liga.save()

        with pytest.raises(NotAllowed) as refused:
            story.signs("employer")

        assert refused.value.message.code == "two_sides"
        assert [one.party.role for one in story.thread.signatures] == ["learner"]

    def test_nor_by_account(self, all_of_them: Story, cast: SimpleNamespace) -> None:
        """Liga's account is asked to be her own guardian: the place is not hers to take."""
        Party.objects.filter(role="guardian").update(email=cast.liga.email)
        guardian = all_of_them.place("guardian")
        before = recorded()

        with pytest.raises(NotAllowed) as refused:
            all_of_them.does("learner", "accept", party=guardian.uuid)

        assert refused.value.message.code == "two_sides"
        assert recorded() == before

    def test_nor_as_one_of_the_schools_people(self, story: Story, cast: SimpleNamespace) -> None:
        with pytest.raises(BadInput) as refused:
            story.does("school", "add_member", account="liga")
        assert refused.value.message.code == "same_person"

    def test_who_approves_does_not_work_for_the_company(self, all_of_them: Story) -> None:
        with pytest.raises(BadInput) as refused:
            all_of_them.does("school", "name_person", party="approver", email=EGLE_AT_WORK)
        assert refused.value.message.code == "same_person"

    def test_a_small_company_has_one_person_for_two_roles(self, all_of_them: Story) -> None:
        all_of_them.does("school", "name_person", party="employer", email="marta@example.org")
        assert all_of_them.place("employer").email == "marta@example.org"

    def test_what_was_written_down_at_the_beginning_is_looked_at_before_anybody_signs(
        self, cast: SimpleNamespace, ground: Ground
    ) -> None:
        own = "liga@own.example"
        plan = Plan(cast.liga.id, people={"employer": {"name": "Liga's own company", "email": own}})
        uuid = new_agreement.start(Requester(cast.tove.id, is_staff=True), ground, plan).uuid
        story = Story(
            uuid, {"school": Requester(cast.tove.id, is_staff=True), "learner": Requester(cast.liga.id)}
        )
        cast.liga.email = own
        cast.liga.save()
        Agreement.objects.update(state=State.NEGOTIATING)

        with pytest.raises(Changed) as refused:
            story.does("school", "freeze")

        codes = {finding["message"].code for finding in refused.value.more["findings"]}
        assert "two_roles" in codes


class TestWhoIsTheSchool:
    """Whoever begins an agreement writes down everybody, and yet does not choose who signs for the school."""

    @pytest.fixture
    def begun_by_marta(self, cast: SimpleNamespace, ground: Ground) -> Story:
        marta = Requester(cast.marta.id)
        uuid = new_agreement.start(marta, ground, Plan(cast.liga.id)).uuid
        return Story(uuid, {"mentor": marta, "learner": Requester(cast.liga.id)})

    @pytest.mark.parametrize("what", ["name_person", "invite"])
    def test_is_not_said_by_who_began_it(
        self, begun_by_marta: Story, cast: SimpleNamespace, what: str
    ) -> None:
        before = recorded()
        with pytest.raises(NotAllowed) as refused:
            begun_by_marta.does("mentor", what, party="school", email=cast.mikael.email)
        assert refused.value.message.code == "who_is_school"
        with pytest.raises(NotAllowed):
            begun_by_marta.does("mentor", "add_member", account="mikael")
        assert recorded() == before

    def test_is_called_what_it_is_called_by_everybody(self, begun_by_marta: Story) -> None:
        begun_by_marta.does("mentor", "name_person", party="school", organisation="Riga School", email="")
        assert begun_by_marta.place("school").organisation == "Riga School"

    def test_is_said_by_the_course_team(self, begun_by_marta: Story, cast: SimpleNamespace) -> None:
        tove = Requester(cast.tove.id, is_staff=True)
        act("add_member", tove, begun_by_marta.uuid, {"account": "tomas"})
        act("comment", Requester(cast.tomas.id), begun_by_marta.uuid, {"text": "I am here for the school."})


@pytest.mark.shows("agreement pitfall 25", "agreement promise 7")
class TestSomebodyWhoIsNotOfAge:
    def test_needs_a_guardian_before_the_text_is_fixed(self, story: Story) -> None:
        story.does("school", "name_person", party="learner", is_minor="yes")
        with pytest.raises(Changed) as refused:
            story.ready()
        assert "no_guardian" in {finding["message"].code for finding in refused.value.more["findings"]}

        story.does("school", "name_person", party="guardian", name="Greta Mertens", email=GRETA)
        story.does("school", "freeze")

        assert story.row.state == State.SIGNING

    @pytest.mark.shows("agreement place 12")
    def test_and_the_guardian_signs_with_the_others(self, all_of_them: Story) -> None:
        STAGES["signing"](all_of_them)
        for role, name in (("learner", "Liga"), ("employer", "Egle"), ("school", "Tomas")):
            all_of_them.signs(role, name)
        assert all_of_them.row.state == State.SIGNING
        assert ",guardian," in all_of_them.row.waiting_for

        all_of_them.signs("guardian", "Greta Mertens")

        assert ",approver," in all_of_them.row.waiting_for

    def test_cannot_put_the_guardian_aside(self, all_of_them: Story) -> None:
        all_of_them.does("learner", "name_person", party="learner", is_minor="no")
        assert all_of_them.place("learner").is_minor

        all_of_them.does("school", "name_person", party="learner", is_minor="no")
        assert not all_of_them.place("learner").is_minor

    def test_nor_can_a_mentor_who_began_it(self, cast: SimpleNamespace, ground: Ground) -> None:
        """Before the learner has come the place is the mentor's to fill, and yet not to say who is of age."""
        marta, tove = Requester(cast.marta.id), Requester(cast.tove.id, is_staff=True)
        uuid = new_agreement.start(marta, ground, Plan(None, learner_email="new@school.example")).uuid
        story = Story(uuid, {"mentor": marta, "school": tove})
        day = timezone.localdate() + timedelta(days=30)
        story.does("school", "name_person", party="learner", is_minor="yes")

        story.does("mentor", "name_person", party="learner", name="Jana", is_minor="no")
        story.does("mentor", "name_person", party="learner", is_minor="yes", of_age_from=day.isoformat())

        learner = story.place("learner")
        assert (learner.name, learner.is_minor, learner.of_age_from) == ("Jana", True, None)

    def test_may_say_so_themselves(self, story: Story) -> None:
        story.does("learner", "name_person", party="learner", is_minor="yes")
        assert story.place("learner").is_minor

    def test_only_the_yes_or_no_is_kept_and_no_birthday(self) -> None:
        """And for who wants it the day from which that changes, until then (``test_of_age``)."""
        columns = {field.name for field in Party._meta.get_fields()}
        assert "is_minor" in columns
        assert {name for name in columns if "birth" in name or "age" in name.split("_")} == {"of_age_from"}

    @pytest.mark.shows("agreement place 12")
    def test_of_age_a_guardian_who_is_named_signs_nothing(
        self, cast: SimpleNamespace, usage_key: str
    ) -> None:
        story = everyone(cast, usage_key, minor=False)
        STAGES["signing"](story)
        with pytest.raises(Changed) as refused:
            story.signs("guardian", "Greta Mertens")
        assert refused.value.message.code == "not_your_turn"


class TestTakingOnesPlace:
    @pytest.mark.shows("agreement place 11")
    def test_with_the_account_that_was_invited(self, story: Story, cast: SimpleNamespace) -> None:
        """The link that was sent meanwhile stops working: there is an account now."""
        link = invited(story, "employer", "Egle@Example.org")
        party = story.place("employer")

        act("accept", Requester(cast.egle.id), story.uuid, {"party": party.uuid})

        assert story.place("employer").user_id == cast.egle.id
        assert "agreement" not in Visitor().enters(link).page.acts
        assert not GuestKey.objects.filter(party=party, revoked_at=None).exists()

    @pytest.mark.parametrize("who", ["marta", "olaf", "runa", "liga", "tove"])
    @pytest.mark.shows("agreement place 11")
    def test_nobody_else_can_take_it(self, story: Story, cast: SimpleNamespace, who: str) -> None:
        invited(story, "employer", cast.egle.email)
        party = story.place("employer")
        before = recorded()

        with pytest.raises(NotFound) as refused:
            act("accept", Requester(getattr(cast, who).id), story.uuid, {"party": party.uuid})

        assert refused.value.message.code == "not_for_you"
        assert recorded() == before

    def test_nor_who_has_not_proven_that_the_address_is_theirs(
        self, story: Story, cast: SimpleNamespace
    ) -> None:
        """Anybody can open an account with somebody else's address; it is not active until the mail was answered."""
        invited(story, "employer", cast.egle.email)
        type(cast.egle).objects.filter(id=cast.egle.id).update(is_active=False)
        with pytest.raises(NotFound):
            act("accept", Requester(cast.egle.id), story.uuid, {"party": story.place("employer").uuid})

    def test_twice_changes_nothing(self, story: Story, cast: SimpleNamespace) -> None:
        invited(story, "employer", cast.egle.email)
        data = {"party": story.place("employer").uuid}
        act("accept", Requester(cast.egle.id), story.uuid, data)
        before = recorded()

        act("accept", Requester(cast.egle.id), story.uuid, data)

        assert recorded() == before

    def test_a_place_that_is_taken_cannot_be_taken(self, story: Story, cast: SimpleNamespace) -> None:
        """Two accounts with one address: the first one has it."""
        invited(story, "employer", cast.egle.email)
        data = {"party": story.place("employer").uuid}
        act("accept", Requester(cast.egle.id), story.uuid, data)
        type(cast.mikael).objects.filter(id=cast.mikael.id).update(email=cast.egle.email)

        with pytest.raises(NotFound):
            act("accept", Requester(cast.mikael.id), story.uuid, data)

    def test_a_learner_who_came_by_address_is_the_learner_and_has_one_agreement(
        self, cast: SimpleNamespace, ground: Ground
    ) -> None:
        tove = Requester(cast.tove.id, is_staff=True)
        uuid = new_agreement.start(tove, ground, Plan(None, learner_email=cast.liga.email)).uuid
        story = Story(uuid, {"school": tove, "learner": Requester(cast.liga.id)})

        story.does("learner", "accept", party=story.place("learner").uuid)

        assert story.row.learner_id == cast.liga.id
        with pytest.raises(Changed) as refused:
            new_agreement.start(tove, ground, Plan(cast.liga.id))
        assert refused.value.message.code == "there_is_one"

    def test_a_learner_who_has_another_one_open_is_told(self, cast: SimpleNamespace, ground: Ground) -> None:
        tove = Requester(cast.tove.id, is_staff=True)
        by_address = new_agreement.start(tove, ground, Plan(None, learner_email=cast.liga.email)).uuid
        new_agreement.start(tove, ground, Plan(cast.liga.id))
        party = Story(by_address, {}).place("learner")
        before = recorded()

        with pytest.raises(Changed) as refused:
            act("accept", Requester(cast.liga.id), by_address, {"party": party.uuid})

        assert refused.value.message.code == "other_open_here"
        assert recorded() == before


@pytest.mark.shows("agreement step 1")
class TestBeginning:
    @pytest.mark.parametrize(
        ("starters", "who", "learner", "begins"),
        [
            (["learner"], "liga", "liga", True),
            (["school"], "liga", "liga", False),
            (["learner"], "liga", "bram", False),  # for somebody else
            (["mentor"], "marta", "liga", True),
            (["school", "learner"], "marta", "liga", False),
            (["mentor"], "marta", "marta", False),  # with themselves as the learner
            (["school"], "tove", "liga", True),
            ([], "tove", "liga", True),  # the course team is the school
        ],
    )
    @pytest.mark.shows("agreement promise 8")
    def test_is_for_whom_the_template_names(
        self,
        cast: SimpleNamespace,
        usage_key: str,
        starters: list[str],
        who: str,
        learner: str,
        begins: bool,
    ) -> None:
        definition = small(starters=starters)
        requester = Requester(getattr(cast, who).id, is_staff=who == "tove")
        ground = Ground(usage_key, COURSE_KEY, definition, "en")
        before = recorded()

        if begins:
            uuid = new_agreement.start(requester, ground, Plan(getattr(cast, learner).id)).uuid
            assert Story(uuid, {}).row.created_by == requester.user_id
        else:
            with pytest.raises(NotAllowed) as refused:
                new_agreement.start(requester, ground, Plan(getattr(cast, learner).id))
            assert refused.value.message.code == "may_not_start"
            assert recorded() == before

    @pytest.mark.shows("agreement place 9")
    def test_is_for_nobody_who_does_not_take_the_course(self, cast: SimpleNamespace, ground: Ground) -> None:
        with pytest.raises(BadInput) as refused:
            new_agreement.start(Requester(cast.tove.id, is_staff=True), ground, Plan(cast.olaf.id))
        assert refused.value.message.code == "learner_not_enrolled"

    @pytest.mark.shows("agreement place 8")
    def test_twice_gives_one(self, cast: SimpleNamespace, ground: Ground) -> None:
        tove = Requester(cast.tove.id, is_staff=True)
        first = new_agreement.start(tove, ground, Plan(cast.liga.id, request_key="one"))
        again = new_agreement.start(tove, ground, Plan(cast.liga.id, request_key="one"))
        with pytest.raises(Changed) as refused:
            new_agreement.start(tove, ground, Plan(cast.liga.id, request_key="two"))

        assert first.uuid == again.uuid
        assert refused.value.message.code == "there_is_one"
        assert Agreement.objects.count() == 1

    def test_needs_a_template_that_is_ready(self, cast: SimpleNamespace, usage_key: str) -> None:
        ground = Ground(usage_key, COURSE_KEY, Definition(), "en")
        with pytest.raises(Changed) as refused:
            new_agreement.start(Requester(cast.tove.id, is_staff=True), ground, Plan(cast.liga.id))
        assert refused.value.message.code == "no_template"
        assert not Agreement.objects.exists()

    def test_again_is_possible_when_the_one_before_is_over(self, story: Story, cast: SimpleNamespace) -> None:
        story.does("school", "cancel", text=WHY)
        ground = Ground(story.row.usage_key, COURSE_KEY, small(), "en")
        second = new_agreement.start(Requester(cast.tove.id, is_staff=True), ground, Plan(cast.liga.id))
        assert second.uuid != story.uuid

    def test_and_an_expired_one_is_not_opened_beside_it(self, story: Story, cast: SimpleNamespace) -> None:
        story.does("school", "invite", party="employer", email="egle@ohm.example")
        Agreement.objects.update(state=State.EXPIRED, open_key=None, ended_on=timezone.localdate())
        ground = Ground(story.row.usage_key, COURSE_KEY, small(), "en")
        new_agreement.start(Requester(cast.tove.id, is_staff=True), ground, Plan(cast.liga.id))

        with pytest.raises(Changed) as refused:
            story.does("school", "reopen")

        assert refused.value.message.code == "other_open"
