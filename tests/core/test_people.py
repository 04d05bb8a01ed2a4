"""Who may what by role, what is kept of people, and how it is forgotten."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.cast import COURSE_KEY
from workmentor_xblocks.core.content.errors import NotAllowed
from workmentor_xblocks.core.people import privacy, profile
from workmentor_xblocks.core.people.names import Names
from workmentor_xblocks.core.people.permissions import (
    GRANTS,
    WHY_NOT,
    Permission,
    may,
    require,
    require_author,
    require_own_state,
)
from workmentor_xblocks.core.people.profile import WorkplaceProfile
from workmentor_xblocks.core.people.viewer import Place, Role, Viewer, WhyNot

# The table of OEP-66, written down a second time on purpose.
MAY = {
    Role.MENTOR: set(),
    Role.TRAINER: {Permission.SEE_REPORT, Permission.EXPORT_WITHOUT_NAMES},
    Role.AUTHOR: {Permission.WRITE_CONTENT},
    Role.RESEARCHER: {Permission.EXPORT_WITHOUT_NAMES},
    Role.OPERATOR: {Permission.SEE_REPORT, Permission.EXPORT_WITHOUT_NAMES},
}


def viewer(*roles: Role, **more: object) -> Viewer:
    return Viewer(user_id=1, actor_id=1, roles=frozenset(roles), **more)


@pytest.mark.parametrize("role", Role)
@pytest.mark.shows("platform fact 5")
def test_a_role_holds_what_the_table_says_and_no_more(role: Role):
    assert {permission for permission in Permission if may(viewer(role), permission)} == MAY[role]


def test_every_permission_is_somebody_s_and_its_refusal_is_a_sentence():
    for permission in Permission:
        assert GRANTS[permission]
        with pytest.raises(NotAllowed) as refusal:
            require(viewer(), permission)
        assert str(refusal.value.message).endswith(".")


@pytest.mark.parametrize("place", Place)
@pytest.mark.parametrize("role", Role)
@pytest.mark.shows("scenario pitfall 18", "platform fact 12")
def test_content_is_written_by_authors_in_an_editor(role: Role, place: Place):
    if role is Role.AUTHOR and place in (Place.STUDIO, Place.LIBRARY):
        require_author(viewer(role, place=place))
    else:
        with pytest.raises(NotAllowed):
            require_author(viewer(role, place=place))


@pytest.mark.parametrize("why_not", [*WhyNot, None])
@pytest.mark.shows("platform fact 6")
def test_who_can_keep_nothing_is_told_why(why_not: WhyNot | None):
    with pytest.raises(NotAllowed) as refusal:
        require_own_state(viewer(Role.MENTOR, why_not=why_not))
    assert refusal.value.message == WHY_NOT[why_not or WhyNot.NO_HOST]
    require_own_state(viewer(may_write_fields=True, why_not=why_not))


@pytest.mark.shows("platform fact 6")
def test_a_viewer_of_whom_nothing_is_known_may_nothing():
    nobody = Viewer(user_id=None, actor_id=None)
    assert not nobody.may_write_fields
    assert not nobody.may_write_records
    assert not any(may(nobody, permission) for permission in Permission)


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ((Role.MENTOR,), False),
        ((Role.TRAINER,), True),
        ((Role.AUTHOR, Role.MENTOR), True),
        ((Role.RESEARCHER,), False),
    ],
)
def test_what_staff_play_is_a_trial(roles: tuple[Role, ...], expected: bool):
    assert viewer(*roles).is_trial == expected


class TestProfile:
    def test_is_one_row_a_person_that_is_changed_and_forgotten(self, db: None):
        profile.remember(1, learner="Liga", company="Lind AS")
        profile.remember(1, learner="Janis", company="")
        profile.remember(2, learner="Emil", company="")
        assert profile.slots_of(1) == {"learner": "Janis"}
        assert profile.slots_of(3) == profile.slots_of(None) == {}
        assert (profile.erase(1), profile.erase(1)) == (1, 0)
        assert WorkplaceProfile.objects.get().user_id == 2

    def test_speaks_plainly_for_who_told_nothing_in_the_language_of_the_text(self):
        assert profile.unnamed("en")["learner"] == "your learner"
        assert profile.unnamed("nl")["learner"] != "your learner"
        assert profile.unnamed("xx") == profile.unnamed("en")


@pytest.mark.shows("platform fact 37")
class TestForgetting:
    def test_asks_every_slice_and_can_be_repeated(self, db: None):
        profile.remember(1, learner="Liga", company="")
        assert privacy.retire_user(user_id=1) == 1
        assert privacy.retire_user(user_id=1) == 0

    def test_of_one_state_keeps_what_is_the_person_s_in_every_block(self, db: None):
        profile.remember(1, learner="Liga", company="")
        assert privacy.state_deleted(user_id=1, usage_key="x") == 0
        assert WorkplaceProfile.objects.exists()

    def test_of_somebody_unknown_is_no_error(self, db: None):
        assert privacy.retire_user(user_id=10**9) == 0
        assert privacy.state_deleted(user_id=-1, usage_key="") == 0


class TestNames:
    def test_are_asked_for_once_and_nobody_is_left_nameless(
        self, cast: SimpleNamespace, django_assert_num_queries: Any
    ):
        cast.egle.first_name, cast.egle.last_name = "إيغلي", "مازيكا"
        cast.egle.save()
        gone = 10**9
        with django_assert_num_queries(2):  # who they are, and which of them take the course
            names = Names.of(
                [cast.liga.id, cast.egle.id, None, cast.marta.id, gone], COURSE_KEY, own=cast.liga.id
            )
        with django_assert_num_queries(0):
            assert names(cast.liga.id) == "You"
            assert names(cast.marta.id) == cast.marta.get_full_name()
            assert names(gone) == names(None) == "Somebody who has left"
            # Within a sentence it turns nothing round that stands beside it.
            assert names(cast.egle.id) == "\u2068إيغلي مازيكا\u2069"

    def test_of_nobody_but_oneself_ask_nothing(self, cast: SimpleNamespace, django_assert_num_queries: Any):
        with django_assert_num_queries(0):
            assert Names.of([cast.liga.id, None], COURSE_KEY, own=cast.liga.id)(cast.liga.id) == "You"
