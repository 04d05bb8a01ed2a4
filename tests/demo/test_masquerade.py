"""Staff look through a learner's eyes: what is written where, as it was seen in a running LMS."""

import pytest

from tests.demo.conftest import COURSE, UNIT, send, who
from tests.demo.tiny import TinyBlock
from workmentor_xblocks.demo.models import Completion, Event, LearnerState

pytestmark = pytest.mark.shows("demo fact 2")

VIEW_AS = f"/courses/{COURSE}/view-as/"


@pytest.fixture
def tove(person):
    return person("tove")


def view_as(client, choice):
    return client.post(VIEW_AS, {"view_as": choice})


@pytest.mark.shows("platform fact 7")
def test_as_one_learner_the_page_is_theirs_and_the_hand_is_ones_own(tove, user):
    view_as(tove, "marta")
    told = who(tove)
    assert (told["scope"], told["runtime"], told["service"]) == (user("marta").id,) * 3
    assert told["actor"] == user("tove").id
    assert told["staff"] is False
    assert told["roles"] == ["mentor"]
    assert (told["fields"], told["records"], told["why_not"]) == (True, False, "masquerading")


def test_in_a_page_view_even_the_request_is_the_learners(tove):
    assert 'data-user="tove" data-real=""' in tove.get(f"/unit/{UNIT}/").content.decode()
    view_as(tove, "marta")
    assert 'data-user="marta" data-real="tove"' in tove.get(f"/unit/{UNIT}/").content.decode()
    view_as(tove, "learner")
    assert 'data-user="tove" data-real=""' in tove.get(f"/xblock/{UNIT}/").content.decode()


@pytest.mark.shows("platform fact 28")
def test_a_block_that_does_not_say_so_is_hidden_from_staff_who_look_as_one_learner(tove, monkeypatch):
    monkeypatch.setattr(TinyBlock, "show_in_read_only_mode", False)
    assert 'class="tiny"' in tove.get(f"/unit/{UNIT}/").content.decode()
    view_as(tove, "marta")
    assert "cannot be shown while viewing" in tove.get(f"/unit/{UNIT}/").content.decode()
    assert send(tove, "click").status_code == 200


def test_as_any_learner_one_is_oneself_without_being_staff(tove, user):
    view_as(tove, "learner")
    told = who(tove)
    assert (told["scope"], told["actor"]) == (user("tove").id,) * 2
    assert told["staff"] is False
    assert told["roles"] == []
    assert (told["fields"], told["records"], told["why_not"]) == (True, False, "masquerading")


def test_as_one_learner_fields_stay_in_the_session(tove, person):
    marta = person("marta")
    send(marta, "click")
    view_as(tove, "marta")
    assert send(tove, "click").json() == {"count": 2}
    assert send(tove, "click").json() == {"count": 3}
    assert "read from a file 3" in tove.get(f"/unit/{UNIT}/").content.decode()
    assert "read from a file 1" in marta.get(f"/unit/{UNIT}/").content.decode()


def test_what_was_tried_is_still_there_after_leaving_and_coming_back(tove):
    view_as(tove, "marta")
    send(tove, "click")
    view_as(tove, "staff")
    assert who(tove)["why_not"] is None
    view_as(tove, "marta")
    assert send(tove, "click").json() == {"count": 2}
    assert not LearnerState.objects.exists()


def test_as_any_learner_fields_are_ones_own(tove, user):
    view_as(tove, "learner")
    send(tove, "click")
    assert LearnerState.objects.get().user_id == user("tove").id


@pytest.mark.parametrize(
    ("kind", "event"), [("grade", {"value": 1, "max_value": 2}), ("completion", {"completion": 1.0})]
)
def test_as_one_learner_nothing_is_recorded_as_any_learner_it_is_ones_own(tove, user, kind, event):
    view_as(tove, "marta")
    send(tove, "tell", {"type": kind, "event": event})
    assert not LearnerState.objects.exists()
    assert not Completion.objects.exists()
    view_as(tove, "learner")
    send(tove, "tell", {"type": kind, "event": event})
    [row] = [*LearnerState.objects.all(), *Completion.objects.all()]
    assert row.user_id == user("tove").id


def test_the_log_tells_both_the_hand_and_the_page(tove, user):
    view_as(tove, "marta")
    send(tove, "tell", {"type": "tiny.told", "event": {"a": 1}})
    line = Event.objects.get()
    assert (line.name, line.username, line.context_user_id) == ("tiny.told", "tove", user("marta").id)


def test_somebody_who_does_not_take_the_course_changes_nothing(tove, user):
    view_as(tove, "marta")
    view_as(tove, "olaf")
    assert who(tove)["scope"] == user("marta").id
    assert "Nobody of that name" in tove.get("/").content.decode()


def test_only_staff_can_and_the_bar_is_theirs(person):
    marta = person("marta")
    assert view_as(marta, "liga").status_code == 403
    assert "View this course as" not in marta.get(f"/unit/{UNIT}/").content.decode()
    assert "View this course as" in person("tove").get(f"/unit/{UNIT}/").content.decode()


def test_a_masquerade_belongs_to_one_session(tove, person):
    view_as(tove, "marta")
    assert who(person("tove"))["why_not"] is None


def test_the_outline_and_progress_are_the_learners(tove, person):
    send(person("marta"), "tell", {"type": "completion", "event": {"completion": 1.0}})
    assert "t1: open" in tove.get("/").content.decode()
    view_as(tove, "marta")
    assert "t1: finished" in tove.get("/").content.decode()
    assert "Progress of Marta Lind" in tove.get("/progress/").content.decode()
