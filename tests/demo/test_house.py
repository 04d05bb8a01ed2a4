"""The house itself: mail stays in it, it can be put back to the first day, and it opens to this machine only."""

import os
import subprocess
import sys

import pytest
from django.core.mail import EmailMultiAlternatives
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.demo.conftest import COURSE, UNIT, send
from workmentor_xblocks.core.records import files
from workmentor_xblocks.demo import reset
from workmentor_xblocks.demo.middleware import OwnSourcesOnly
from workmentor_xblocks.demo.models import AuthoredValue, Block, LearnerState, Mail


@pytest.fixture
def outbox_backend(settings):
    # pytest-django puts Django's own test outbox in; here the demo's is what is tried.
    settings.EMAIL_BACKEND = "workmentor_xblocks.demo.mailbox.OutboxBackend"


@pytest.mark.shows("agreement promise 31")
def test_mail_is_kept_and_shown_instead_of_sent(person, outbox_backend):
    message = EmailMultiAlternatives(
        "Subject æ", "See https://example.org/x", "a@example.org", ["b@example.org"]
    )
    message.attach_alternative("<p>See</p>", "text/html")
    assert message.send() == 1
    assert Mail.objects.get().html == "<p>See</p>"
    page = person("marta").get("/outbox/").content.decode()
    assert "Subject æ" in page
    assert 'href="https://example.org/x"' in page


def test_a_mail_looks_as_in_a_mail_program_and_nothing_in_it_runs(person, outbox_backend):
    message = EmailMultiAlternatives("S", "t", "a@example.org", ["greta.mertens@example.org"])
    message.attach_alternative("<p><a href='https://example.org/x'>Open</a></p>", "text/html")
    message.send()
    marta = person("marta")
    address = f"/outbox/{Mail.objects.get().id}/html/"
    assert address in marta.get("/outbox/").content.decode()
    answer = marta.get(address)
    assert answer.content.decode().startswith('<base target="_blank"><p>')
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "sandbox allow-popups" in answer.headers["Content-Security-Policy"]
    assert "allow-scripts" not in answer.headers["Content-Security-Policy"]
    assert Client().get(address).status_code == 302


def test_mail_to_one_address_can_be_looked_up(person, outbox_backend):
    for address in ("greta@example.org", "ivar@example.org"):
        EmailMultiAlternatives(f"To {address}", "t", "a@example.org", [address]).send()
    page = person("marta").get("/outbox/?to=greta@example.org").content.decode()
    assert "To greta@example.org" in page
    assert "To ivar@example.org" not in page
    assert "?to=ivar%40example.org" in page


def test_a_page_with_a_policy_of_its_own_keeps_it(settings):
    def page(request):
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    request = RequestFactory().get("/workmentor/guest/")
    assert OwnSourcesOnly(page)(request).headers["Content-Security-Policy"] == "default-src 'none'"
    assert "script-src 'self'" in OwnSourcesOnly(lambda request: HttpResponse())(request).headers.get(
        "Content-Security-Policy"
    )


def test_starting_over_forgets_the_private_files(person, course, tmp_path, settings):
    settings.WORKMENTOR_FILES_ROOT = tmp_path / "private"
    name = files.save(b"%PDF-")
    assert files.read(name)
    person("aad").post("/reset/")
    assert not settings.WORKMENTOR_FILES_ROOT.exists()


def test_what_blocks_tell_is_shown(person):
    marta = person("marta")
    send(marta, "tell", {"type": "tiny.told", "event": {"word": "ærlig"}})
    page = marta.get("/events/").content.decode()
    assert "tiny.told" in page
    assert "ærlig" in page


def test_starting_over_forgets_everything_but_who_is_signed_in(person, user):
    aad, marta = person("aad"), person("marta")
    marta_id = user("marta").id
    send(marta, "click")
    send(aad, "write", {"text": "changed"}, root="/studio/handler/")
    assert aad.post("/reset/", follow=True).status_code == 200
    assert not LearnerState.objects.exists()
    assert not AuthoredValue.objects.filter(value__contains="changed").exists()
    assert user("marta").id == marta_id
    assert marta.get(f"/unit/{UNIT}/").status_code == 200


def test_starting_over_brings_the_retired_back(person, user):
    tove = person("tove")
    tove.post(f"/courses/{COURSE}/people/{user('marta').id}/tool/", {"tool": "retire"})
    tove.post("/reset/")
    assert user("marta").is_active
    assert Client().post("/sign-in/", {"person": "marta"}).status_code == 302


def test_the_courses_are_loaded_once(course):
    assert not reset.load_if_empty()
    Block.objects.all().delete()
    AuthoredValue.objects.all().delete()
    assert reset.load_if_empty()


def test_another_machine_is_refused(db):
    assert Client(REMOTE_ADDR="192.0.2.7").get("/sign-in/").status_code == 403
    assert Client(REMOTE_ADDR="").get("/sign-in/").status_code == 403
    assert Client(REMOTE_ADDR="::1").get("/sign-in/").status_code == 200


def test_another_name_of_this_machine_is_refused(db):
    assert Client(headers={"host": "demo.example.org"}).get("/sign-in/").status_code == 400


def test_it_refuses_to_start_in_a_real_site(tmp_path):
    (tmp_path / "real_site.py").write_text("from workmentor_xblocks.demo.settings import *\n")
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "real_site", "PYTHONPATH": f"{tmp_path}:{os.getcwd()}"}
    ran = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"], env=environ, capture_output=True, text=True
    )
    assert ran.returncode != 0
    assert "signs anybody in" in ran.stderr
