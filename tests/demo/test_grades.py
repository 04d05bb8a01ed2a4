"""Grade and completion as the platform takes them from a block and reads them again."""

import pytest
from django.core.exceptions import ValidationError

from tests.demo.conftest import TINY, send
from workmentor_xblocks.demo.course import outline
from workmentor_xblocks.demo.models import Branch, Completion, LearnerState
from workmentor_xblocks.demo.runtime.authored import save_value
from workmentor_xblocks.demo.staff import grades


@pytest.fixture
def marta(person):
    return person("marta")


def tell(client, kind, **event):
    return send(client, "tell", {"type": kind, "event": event})


def part(course, user):
    [found] = grades.subsections(outline.course(course, Branch.PUBLISHED), user("marta").id)
    return found


def test_a_grade_counts_times_the_weight(marta, course, user):
    tell(marta, "grade", value=8, max_value=10)
    row = LearnerState.objects.get()
    assert (row.grade, row.max_grade) == (8, 10)
    assert (part(course, user).earned, part(course, user).possible) == (1.6, 2)
    assert "1.6 of 2" in marta.get("/progress/").content.decode()


def test_without_a_weight_the_maximum_counts(marta, course, user):
    save_value(Branch.PUBLISHED, TINY, "weight", None)
    tell(marta, "grade", value=8, max_value=10)
    assert (part(course, user).earned, part(course, user).possible) == (8, 10)


def test_a_block_without_a_maximum_is_left_out(marta, course, user):
    save_value(Branch.PUBLISHED, TINY, "weight", 0)
    assert part(course, user).possible == 0
    assert "not graded" in marta.get("/progress/").content.decode()


def test_nothing_counts_before_something_was_answered(course, user):
    assert (part(course, user).earned, part(course, user).possible) == (0, 0)


def test_the_platform_does_not_clip(marta):
    tell(marta, "grade", value=15, max_value=10)
    assert LearnerState.objects.get().grade == 15


def test_only_if_higher_keeps_the_better_one(marta):
    tell(marta, "grade", value=8, max_value=10)
    tell(marta, "grade", value=3, max_value=10, only_if_higher=True)
    assert LearnerState.objects.get().grade == 8
    tell(marta, "grade", value=3, max_value=10)
    assert LearnerState.objects.get().grade == 3


@pytest.mark.shows("platform fact 19")
def test_a_grade_of_none_is_stored_and_breaks(marta):
    tell(marta, "grade", value=8, max_value=10)
    with pytest.raises(TypeError):
        tell(marta, "grade", value=None, max_value=10)
    assert LearnerState.objects.get().grade is None


@pytest.mark.shows("scenario lesson 12")
def test_nobody_can_be_graded_by_somebody_else(marta, user):
    tell(marta, "grade", value=1, max_value=1, user_id=user("mikael").id)
    assert LearnerState.objects.get().user_id == user("marta").id


def test_completion_goes_up_and_down(marta):
    for value in (1.0, 0.0, 0.5):
        tell(marta, "completion", completion=value)
        assert Completion.objects.get().value == value


@pytest.mark.parametrize("value", [2.0, -1, "x", None])
def test_what_is_no_share_is_an_error_and_the_old_value_stays(marta, value):
    tell(marta, "completion", completion=0.5)
    with pytest.raises(ValidationError):
        tell(marta, "completion", completion=value)
    assert Completion.objects.get().value == 0.5


def test_a_grade_alone_does_not_finish_a_block_that_decides_for_itself(marta):
    tell(marta, "grade", value=1, max_value=1)
    assert not Completion.objects.exists()


@pytest.mark.parametrize(("setting", "shown"), [("never", False), ("past_due", False), ("always", True)])
def test_scores_are_shown_when_the_section_lets_them(marta, course, setting, shown):
    section = str(outline.course(course, Branch.PUBLISHED).children[0].children[0].key)
    save_value(Branch.PUBLISHED, section, "show_correctness", setting)
    tell(marta, "grade", value=8, max_value=10)
    assert ("1.6 of 2" in marta.get("/progress/").content.decode()) is shown
