"""What the package learns about people who are not asking, and where it can send them."""

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import RequestFactory

from tests.demo.conftest import COURSE, TINY
from workmentor_xblocks import host
from workmentor_xblocks.demo.course import outline
from workmentor_xblocks.demo.models import Block, Branch, Completion
from workmentor_xblocks.demo.people import cast
from workmentor_xblocks.host.protocols import Account, Host
from workmentor_xblocks.host.standalone import StandaloneHost


def test_an_account_says_name_address_and_language(course, user):
    bram = host.current().account(user("bram").id)
    assert bram == Account(
        user("bram").id, "bram", "Bram Kok", "bram@example.org", language="nl", active=True
    )
    assert host.current().account(user("liga").id).language == ""
    assert host.current().account(10**9) is None


def test_a_closed_account_is_told(course, user):
    User.objects.filter(username="liga").update(is_active=False)
    assert not host.current().account(user("liga").id).active


@pytest.mark.parametrize("asked", ["liga", "liga@example.org", "LIGA@Example.org", " liga "])
def test_people_are_found_by_user_name_and_by_address(course, asked):
    assert host.current().find_account(asked).username == "liga"


@pytest.mark.parametrize("asked", ["", " ", "nobody", "greta.mertens@example.org", "Liga Ozola", "%"])
def test_nobody_is_found_who_is_not_meant(course, asked):
    assert host.current().find_account(asked) is None


def test_an_address_of_two_accounts_is_nobody_s(course):
    User.objects.filter(username__in=["liga", "bram"]).update(email="both@example.org")
    assert host.current().find_account("both@example.org") is None


def test_learners_are_enrolled_and_no_staff(course):
    names = [one.username for one in host.current().learners(COURSE)]
    assert names == ["bram", "egle", "liga", "marta", "mikael", "tomas"]
    of_cohort = host.current().learners(COURSE, cohort=cast.APPRENTICES)
    assert [one.username for one in of_cohort] == ["bram", "liga"]
    assert not list(host.current().learners(COURSE, cohort="Nobody's"))


def test_who_takes_and_who_trains_a_course(course, user):
    told = {
        name: (
            host.current().is_enrolled(user(name).id, COURSE),
            host.current().is_trainer(user(name).id, COURSE),
        )
        for name in ("marta", "tove", "aad", "olaf")
    }
    assert told == {
        "marta": (True, False),
        "tove": (False, True),
        "aad": (False, True),
        "olaf": (False, False),
    }
    assert not host.current().is_enrolled(10**9, COURSE)
    assert not host.current().is_trainer(10**9, COURSE)


def test_somebody_else_s_completion_is_kept(course, user):
    for value in (0.5, 1.0):
        host.current().record_completion(user("liga").id, TINY, value)
    assert Completion.objects.get(user_id=user("liga").id, usage_key=TINY).value == 1.0
    host.current().record_completion(10**9, TINY, 1.0)
    host.current().record_completion(user("liga").id, "nonsense", 1.0)
    assert Completion.objects.count() == 1


def test_links_of_a_mail_lead_here(course, person):
    assert host.current().absolute_url("/workmentor/x/") == "http://127.0.0.1:8888/workmentor/x/"
    link = host.current().block_url(TINY)
    assert link.startswith("http://127.0.0.1:8888/courses/")
    answer = person("marta").get(link.removeprefix("http://127.0.0.1:8888"))
    assert answer.url.startswith("/unit/")
    assert host.current().block_url("nonsense") == ""


@pytest.mark.shows("agreement lesson 12", "agreement pitfall 18a")
def test_the_address_is_the_connection_s(db):
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": "192.0.2.7"})
    assert host.current().client_address(request) == "127.0.0.1"


def test_other_runs_of_the_course_have_the_same_block(course):
    assert host.current().other_runs(TINY) == []
    other = COURSE.replace("2026", "2027")
    Block.objects.create(
        branch=Branch.PUBLISHED, course_key=other, usage_key=f"{other}+course", block_type="course"
    )
    assert other in outline.course_keys()
    (found,) = host.current().other_runs(TINY)
    assert found == TINY.replace("2026", "2027")
    assert host.current().other_runs("nonsense") == []


@pytest.mark.shows("platform fact 63")
def test_a_task_runs_after_the_commit(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as asked, transaction.atomic():
        host.current().later("workmentor_xblocks.tasks.daily")
    assert len(asked) == 1
    asked[0]()


def test_a_place_that_we_know_nothing_about_knows_nobody():
    bare: Host = StandaloneHost()
    assert bare.account(1) is None
    assert bare.find_account("liga") is None
    assert list(bare.learners(COURSE)) == []
    assert (bare.is_enrolled(1, COURSE), bare.is_trainer(1, COURSE)) == (False, False)
    assert bare.absolute_url("/x/") == "/x/"
    assert (bare.block_url(TINY), bare.client_address(None), bare.other_runs(TINY)) == ("", "", [])
    bare.record_completion(1, TINY, 1.0)
    bare.later("workmentor_xblocks.tasks.daily")
