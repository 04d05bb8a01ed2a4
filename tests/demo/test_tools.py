"""What the instructor dashboard does to a learner's block."""

import json

import pytest

from tests.demo.conftest import COURSE, TINY, send, who
from workmentor_xblocks.core.people import privacy
from workmentor_xblocks.demo.models import Completion, Enrolment, LearnerState

pytestmark = pytest.mark.shows("demo fact 2")


@pytest.fixture
def marta(person):
    client = person("marta")
    for _ in range(4):
        send(client, "click")
    return client


@pytest.fixture
def tove(person):
    return person("tove")


@pytest.fixture
def use(tove, user):
    """Use a tool on Marta; what the trainer then reads."""

    def run(tool, **more):
        address = f"/courses/{COURSE}/people/{user('marta').id}/tool/"
        answer = tove.post(address, {"tool": tool, "block": TINY, **more}, follow=True)
        return answer.content.decode()

    return run


@pytest.fixture
def erased():
    """What the package is told to erase."""
    seen = []
    privacy.register(
        privacy.Eraser(
            "story",
            state_deleted=lambda user_id, usage_key: seen.append(("state", user_id, usage_key)) or 0,
            retired=lambda user_id: seen.append(("person", user_id)) or 0,
            retired_email=lambda email, user_id: seen.append(("address", email, user_id)) or 0,
        )
    )
    yield seen
    privacy.register(privacy.Eraser("story", lambda user_id: 0))


def test_the_gradebook_shows_everybody(marta, tove):
    send(marta, "tell", {"type": "grade", "event": {"value": 5, "max_value": 10}})
    page = tove.get(f"/courses/{COURSE}/gradebook/").content.decode()
    assert "Marta Lind" in page
    assert "1 of 2" in page
    assert "Olaf" not in page.split("<main")[1]


@pytest.mark.parametrize("name", ["marta", "olaf"])
def test_the_tools_are_for_staff(person, user, name):
    client = person(name)
    someone = user("mikael").id
    assert client.get(f"/courses/{COURSE}/gradebook/").status_code == 403
    assert client.get(f"/courses/{COURSE}/people/{someone}/").status_code == 403
    assert client.post(f"/courses/{COURSE}/people/{someone}/tool/", {"tool": "retire"}).status_code == 403


def test_the_raw_state_is_shown_as_reports_print_it(marta, tove, user):
    page = tove.get(f"/courses/{COURSE}/people/{user('marta').id}/").content.decode()
    assert "&quot;count&quot;: 4" in page


def test_reset_attempts_adds_its_key_to_any_state(marta, use):
    assert "were reset" in use("reset_attempts")
    assert json.loads(LearnerState.objects.get().state) == {"count": 4, "attempts": 0}


def test_delete_state_takes_state_and_grade_and_tells_the_package(marta, use, user, erased):
    send(marta, "tell", {"type": "completion", "event": {"completion": 1}})
    assert "was deleted" in use("delete_state")
    assert not LearnerState.objects.exists()
    assert Completion.objects.count() == 1
    assert erased == [("state", user("marta").id, TINY)]
    assert send(marta, "click").json() == {"count": 1}


def test_nothing_can_be_deleted_where_nothing_is(use, course):
    assert "Module does not exist" in use("delete_state")
    assert "Module does not exist" in use("reset_attempts")


def test_rescore_publishes_the_learners_grade_from_the_learners_state(marta, use, user):
    assert "calculated again" in use("rescore")
    row = LearnerState.objects.get()
    assert (row.user_id, row.grade, row.max_grade) == (user("marta").id, 4, 10)


def test_rescore_only_if_higher_keeps_a_better_grade(marta, use):
    send(marta, "tell", {"type": "grade", "event": {"value": 9, "max_value": 10}})
    use("rescore_if_higher")
    assert LearnerState.objects.get().grade == 9


def test_what_was_never_answered_is_not_rescored(use, course):
    assert "submitted nothing" in use("rescore")
    assert not LearnerState.objects.exists()


def test_override_sets_score_and_grade(marta, use):
    assert "now has 9 of 10" in use("override", score="9")
    row = LearnerState.objects.get()
    assert (json.loads(row.state)["count"], row.grade, row.max_grade) == (9, 9, 10)


@pytest.mark.parametrize("score", ["11", "-1", "many", ""])
def test_a_score_out_of_range_changes_nothing(marta, use, score):
    assert "The score must be" in use("override", score=score)
    assert LearnerState.objects.get().grade is None


def test_who_was_taken_out_of_the_course_keeps_what_they_did(marta, tove, use, user):
    assert "has left the course" in use("unenrol")
    assert who(marta)["why_not"] == "not_enrolled"
    assert LearnerState.objects.filter(user_id=user("marta").id).exists()
    assert tove.get(f"/courses/{COURSE}/people/{user('marta').id}/").status_code == 404


def test_an_address_can_be_changed_as_its_owner_does_it(marta, use, user):
    assert "now has the address" in use("change_email", email="marta.lind@example.org")
    assert user("marta").email == "marta.lind@example.org"


@pytest.mark.parametrize("address", ["marta", "", "Liga@example.org"])
def test_an_address_that_is_none_or_another_s_changes_nothing(marta, use, user, address):
    assert "address" in use("change_email", email=address)
    assert user("marta").email == "marta@example.org"


def test_retiring_closes_the_account_and_tells_the_package(marta, tove, use, user, erased):
    marta_id = user("marta").id
    assert "was retired" in use("retire")
    assert erased == [("address", "marta@example.org", marta_id), ("person", marta_id)]
    retired = Enrolment.objects.get(user_id=marta_id).user
    assert (retired.username, retired.email) == (
        f"retired__user_{marta_id}",
        f"retired__user_{marta_id}@retired.invalid",
    )
    assert LearnerState.objects.filter(user_id=marta_id).exists()
    assert "Marta" not in tove.get("/sign-in/").content.decode()
    assert who(marta)["scope"] is None
