"""The demo answers what the blocks ask of their host."""

import threading

import pytest
from django.db import connection, transaction
from django.test import Client, RequestFactory

from tests.demo.conftest import COURSE, TINY, UNIT, key, send
from workmentor_xblocks import host
from workmentor_xblocks.core.people.viewer import Role, WhyNot
from workmentor_xblocks.demo.course import loader
from workmentor_xblocks.demo.host import DemoHost
from workmentor_xblocks.demo.models import Branch, LearnerState
from workmentor_xblocks.demo.people import masquerade
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.authored import save_value
from workmentor_xblocks.demo.runtime.stage import as_key


def test_the_demo_is_the_host_of_this_process():
    assert isinstance(host.current(), DemoHost)


@pytest.mark.django_db(transaction=True)
def test_of_four_posts_at_once_one_wins_and_three_hear_that_it_changed(course_folder):
    four_first_posts_at_once(course_folder)


@pytest.mark.mariadb
@pytest.mark.django_db(transaction=True)
@pytest.mark.shows("platform fact 15")
def test_the_same_where_writers_do_not_wait_for_the_whole_file(course_folder):
    four_first_posts_at_once(course_folder)


def four_first_posts_at_once(course_folder):
    loader.load(course_folder)
    browsers = [Client() for _ in range(4)]
    for browser in browsers:
        browser.post("/sign-in/", {"person": "marta"})
    start, statuses = threading.Barrier(4), []

    def post(browser):
        start.wait()
        statuses.append(send(browser, "click_locked", {"base": 0}).status_code)
        connection.close()

    threads = [threading.Thread(target=post, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200, 409, 409, 409]
    assert LearnerState.objects.get().state == '{"count": 1}'


def test_the_state_is_read_again_behind_the_door(person, user):
    block = doors.as_staff_tool(user("marta"), user("marta"), as_key(TINY).context_key).get_block(
        as_key(TINY)
    )
    assert block.count == 0
    send(person("marta"), "click")
    with transaction.atomic(), host.current().locked_state(block):
        assert block.count == 1


@pytest.mark.django_db(transaction=True)
def test_the_door_needs_a_transaction_around_it(course_folder):
    loader.load(course_folder)
    block = host.current().load_block(TINY)
    with pytest.raises(transaction.TransactionManagementError), host.current().locked_state(block):
        pass


def test_as_one_learner_the_door_opens_without_a_row(person):
    tove = person("tove")
    tove.post(f"/courses/{COURSE}/view-as/", {"view_as": "marta"})
    assert send(tove, "click_locked", {"base": 0}).json() == {"count": 1}
    assert send(tove, "click_locked", {"base": 1}).json() == {"count": 2}
    assert not LearnerState.objects.exists()


def test_a_loaded_block_is_published_and_nobodys(course):
    save_value(Branch.DRAFT, TINY, "text", "draft")
    block = host.current().load_block(TINY)
    assert (block.text, block.scope_ids.user_id, block.count) == ("read from a file", None, 0)
    assert host.current().viewer(block).why_not is WhyNot.NO_HOST


@pytest.mark.parametrize("gone", [key("tiny", "gone"), key("nobody_knows", "n1"), "nonsense"])
def test_what_is_gone_or_unknown_is_none(course, gone):
    assert host.current().load_block(gone) is None


def test_names_come_in_one_query_and_tell_who_takes_the_course(course, user, django_assert_num_queries):
    ids = frozenset({user("marta").id, user("tove").id, 999_999})
    with django_assert_num_queries(2):
        people = host.current().people(ids, COURSE)
    assert {(one.full_name, one.enrolled) for one in people.values()} == {
        ("Marta Lind", True),
        ("Tove Nilsen", False),
    }


@pytest.mark.shows("platform fact 6")
def test_a_page_outside_a_unit_knows_who_asks(course, user, client):
    def viewer(username, *, masked=False):
        request = RequestFactory().get("/workmentor/")
        request.user = user(username)
        request.session = client.session
        if masked:
            masquerade.as_any_learner(request, COURSE)
        return host.current().viewer_for_page(request, COURSE)

    assert viewer("marta").may_write_records
    assert viewer("olaf").why_not is WhyNot.NOT_ENROLLED
    assert viewer("tove").roles == {Role.TRAINER}
    masked = viewer("tove", masked=True)
    assert (masked.roles, masked.may_write_records, masked.why_not) == (
        {Role.TRAINER},
        False,
        WhyNot.MASQUERADING,
    )


def test_the_published_definition_is_told_apart_from_the_draft(course):
    save_value(Branch.DRAFT, TINY, "definition", "mine")
    save_value(Branch.PUBLISHED, TINY, "definition", "theirs")
    block = doors.unbound(as_key(TINY).context_key, branch=Branch.DRAFT).get_block(as_key(TINY))
    assert host.current().published_definition(block) == "theirs"


def test_a_name_in_the_browsers_storage_says_nothing_about_the_person(course, user):
    one, other = host.current().opaque_user(1), host.current().opaque_user(2)
    assert one != other
    assert one == host.current().opaque_user(1)
    assert one != "1"
    assert len(one) == 20


def test_addresses_in_answers_are_made_to_work(course):
    html = """<a href='/jump_to_id/u1'>x</a> {\\"src\\": \\"/static/a b.png\\"} /static/bare.png"""
    block = doors.as_staff_tool(None, None, as_key(TINY).context_key).get_block(as_key(TINY))
    told = host.current().replace_urls(block, html)
    assert f"'/courses/{COURSE}/jump_to_id/u1'" in told
    assert f'\\"/static-course/{COURSE}/a%20b.png\\"' in told
    assert told.endswith(" /static/bare.png")
    assert UNIT not in told
