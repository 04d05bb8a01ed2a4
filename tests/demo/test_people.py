"""Somebody is always in front of the screen: choosing who, being several at once, being nobody."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.demo.conftest import COURSE, TINY, UNIT, send, who
from workmentor_xblocks.demo.people import cast


def test_nobody_is_asked_who_they_are(course):
    answer = Client().get("/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/sign-in/")
    for member in cast.CAST:
        assert member.full_name in answer.content.decode()


@pytest.mark.shows("agreement promise 31")
def test_people_without_an_account_are_shown_with_their_addresses(course):
    page = Client().get("/sign-in/").content.decode()
    for guest in cast.GUESTS:
        assert guest.email in page
        assert not User.objects.filter(email=guest.email).exists()


def test_choosing_a_person_leads_back_to_the_page(course):
    answer = Client().post("/sign-in/", {"person": "marta", "next": f"/unit/{UNIT}/"})
    assert answer.url == f"/unit/{UNIT}/"


def test_the_way_back_never_leads_to_another_site(course):
    answer = Client().post("/sign-in/", {"person": "marta", "next": "https://elsewhere.example/"})
    assert answer.url == "/"


def test_a_stranger_to_the_cast_cannot_be_chosen(course):
    assert Client().post("/sign-in/", {"person": "nobody"}).status_code == 404


def test_people_have_real_ids_and_are_apart_in_their_browsers(person, user):
    marta, mikael = person("marta"), person("mikael")
    send(marta, "click")
    send(marta, "click")
    assert send(mikael, "click").json() == {"count": 1}
    assert who(marta)["scope"] == user("marta").id
    assert who(mikael)["scope"] == user("mikael").id


@pytest.mark.parametrize(
    "address", ["/", "/progress/", f"/unit/{UNIT}/", "/studio/", "/nowhere/", "/outbox/", "/events/"]
)
def test_the_switcher_stands_on_every_page_also_on_refusals(person, address):
    page = person("marta").get(address).content.decode()
    assert 'action="/sign-in/"' in page
    assert "Tove Nilsen" in page


def test_olaf_has_an_account_but_finds_no_unit(person):
    olaf = person("olaf")
    assert "You are not enrolled" in olaf.get("/").content.decode()
    assert olaf.get(f"/unit/{UNIT}/").status_code == 404
    assert olaf.get(f"/xblock/{UNIT}/").status_code == 404
    assert who(olaf) | {"suffix": ""} == who(olaf)
    assert who(olaf)["why_not"] == "not_enrolled"


@pytest.mark.shows("platform fact 5")
def test_roles_are_the_platforms(person):
    assert who(person("marta"))["roles"] == ["mentor"]
    assert who(person("tove"))["roles"] == ["trainer"]
    # Who writes the course is staff in the LMS; that they are its author says nothing there.
    assert who(person("aad"))["roles"] == ["trainer"]
    assert who(person("aad"), root="/studio/handler/")["roles"] == ["author"]
    assert who(person("olaf"))["roles"] == []


@pytest.mark.shows("platform fact 6")
def test_staff_write_without_being_enrolled(person):
    tove = who(person("tove"))
    assert (tove["fields"], tove["records"], tove["why_not"]) == (True, True, None)


def test_inviting_twice_changes_nothing(course):
    before = User.objects.count()
    cast.invite(COURSE)
    assert User.objects.count() == before == len(cast.CAST)


def test_signing_out_makes_one_nobody(person):
    marta = person("marta")
    marta.post("/sign-out/")
    assert marta.get(f"/handler/{TINY}/who").json()["scope"] is None


def test_the_interface_language_is_the_browsers_choice(person):
    marta = person("marta")
    marta.post("/language/", {"language": "nb", "next": "/"})
    assert marta.get(f"/xblock/{UNIT}/").headers["Content-Language"] == "nb"
