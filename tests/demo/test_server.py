"""``workmentor-demo``: one command makes it, serves it on loopback, and what was done outlives a restart."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest

from workmentor_xblocks.demo.__main__ import main


@contextmanager
def running(folder, *more, cookies=None):
    """The demo as a process of its own; a browser comes with it."""
    command = [sys.executable, "-m", "workmentor_xblocks.demo", "--port", "0", "--dir", str(folder), *more]
    environ = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    process = subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        yield Browser(address[0], cookies if cookies is not None else CookieJar())
    finally:
        process.terminate()
        process.communicate()


class Browser:
    def __init__(self, root, cookies):
        self.root = root
        self.cookies = cookies
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))

    def get(self, address):
        return self._read(self.root + address)

    def post(self, address, **fields):
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        return self._read(self.root + address, urlencode({**fields, "csrfmiddlewaretoken": token}).encode())

    def _read(self, address, data=None):
        return self.opener.open(address, data).read().decode()


@pytest.mark.shows("demo fact 1")
def test_the_sample_course_is_there_and_what_was_done_outlives_a_restart(tmp_path):
    with running(tmp_path) as browser:
        browser.get("/sign-in/")
        page = browser.post("/sign-in/", person="aad")
        assert "Mentor at the workplace" in page
        assert "workmentor_demo/demo.css" in page
        assert "--teal" in browser.get("/static/workmentor_demo/demo.css")
        unit = re.search(r'href="/unit/([^"]+welcome_course)/"', page)[1]
        browser.post(f"/studio/unit/{unit}/change/", what="add", type="html")
        browser.post(f"/studio/unit/{unit}/change/", what="publish")
        cookies = browser.cookies
    with running(tmp_path, cookies=cookies) as browser:
        assert browser.get(f"/unit/{unit}/").count("vert-text") == 2
    with running(tmp_path, "--reset", cookies=cookies) as browser:
        assert browser.get(f"/unit/{unit}/").count("vert-text") == 1


def test_a_port_in_use_is_told_in_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "workmentor_xblocks.demo", "--dir", str(tmp_path), "--port"]
        ran = subprocess.run([*command, str(port)], capture_output=True, text=True)
    assert ran.returncode == 1
    assert f"Port {port} cannot be used" in ran.stderr
    assert f"make demo PORT={port + 1}" in ran.stderr


def test_help_says_what_it_is(capsys):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    assert "without Open edX" in capsys.readouterr().out
