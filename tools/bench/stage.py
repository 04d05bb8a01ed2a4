"""The demo's runtime as a place to measure in: a course of the wanted scenarios, and one person before one block."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import webob
from django.contrib.auth.models import User
from lxml import etree, html as lxml_html

from tools.bench import empty
from workmentor_xblocks.core.people.viewer import Place
from workmentor_xblocks.demo.course import loader
from workmentor_xblocks.demo.models import Branch, Enrolment
from workmentor_xblocks.demo.runtime.authored import AuthoredFields, Writes
from workmentor_xblocks.demo.runtime.personal import PersonalFields
from workmentor_xblocks.demo.runtime.stage import DemoRuntime, as_key
from workmentor_xblocks.demo.runtime.visit import People, Visit
from workmentor_xblocks.scenario.content.definition import Definition
from workmentor_xblocks.scenario.content.kind import SCENARIO

COURSE = "course-v1:WorkMentor+Bench+2026"


def prepare(scenarios: Mapping[str, Definition], *others: etree._Element) -> None:
    """Load a course of these scenarios, graded, an empty block and others; they lie below the same unit."""
    empty.install()
    course = etree.Element("course", org="WorkMentor", course="Bench", url_name="2026")
    section = etree.SubElement(etree.SubElement(course, "chapter", url_name="c"), "sequential", url_name="s")
    unit = etree.SubElement(section, "vertical", url_name="u")
    etree.SubElement(unit, empty.NAME, url_name="empty")
    for name, definition in scenarios.items():
        node = etree.SubElement(unit, Definition.TAG, url_name=name)
        SCENARIO.write(definition, node, attributes={"display_name": name, "scoring": "decisions"})
    unit.extend(others)
    with TemporaryDirectory() as folder:
        Path(folder, "course.xml").write_bytes(etree.tostring(course))
        loader.load(Path(folder))


def learner(name: str) -> User:
    """A person who takes the course."""
    user, _ = User.objects.get_or_create(username=name)
    Enrolment.objects.get_or_create(user=user, course_key=COURSE)
    return user


class _Runtime(DemoRuntime):
    """The demo's, which also remembers what was published."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.published: dict[str, Any] = {}

    def publish(self, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        """See the base class."""
        self.published[event_type] = event_data
        super().publish(block, event_type, event_data)


class Visitor:
    """One person before one block; every page and every step is a request of its own."""

    def __init__(self, user: User, name: str, *, kind: str = Definition.TAG) -> None:
        self.user = user
        self.key = as_key(f"block-v1:WorkMentor+Bench+2026+type@{kind}+block@{name}")
        self.html = ""
        self.urls: list[str] = []
        self.published: dict[str, Any] = {}

    def block(self) -> Any:
        """The block in a request of its own."""
        people = People(user=self.user, actor=self.user)
        return _Runtime(
            visit=Visit(Place.LEARNING, people, self.key.context_key),
            authored=AuthoredFields(Branch.PUBLISHED, writes=Writes.REFUSE),
            personal=PersonalFields(),
        ).get_block(self.key)

    def page(self) -> bytes:
        """Open the page; answers what the block adds to the unit."""
        block = self.block()
        fragment = block.student_view({})
        block.save()
        self.html = fragment.body_html()
        self.urls = [resource.data for resource in fragment.resources if resource.kind == "url"]
        return (self.html + json.dumps(fragment.json_init_args)).encode()

    def send(self, handler: str, data: Mapping[str, Any]) -> bytes:
        """Send data to a handler; answers the bytes that come back."""
        block = self.block()
        request = webob.Request.blank(
            "/", method="POST", body=json.dumps(dict(data)).encode(), content_type="application/json"
        )
        answer = block.runtime.handle(block, handler, request)
        assert answer.status_code == 200, answer.text
        self.published = block.runtime.published
        self.urls = []
        self.html = json.loads(answer.body).get("html", "")
        return bytes(answer.body)

    def form(self, action: str, **typed: str) -> dict[str, str]:
        """What the page's form of this action would send, filled in like this."""
        (found,) = _root(self.html).xpath("(.//form[@data-wm-action=$action])[1]", action=action)
        hidden = {node.get("name"): node.get("value") for node in found.xpath(".//input[@type='hidden']")}
        return {**hidden, **typed}

    def options(self) -> dict[str, str]:
        """The values of the options by their words, in the order of the page."""
        radios = _root(self.html).xpath(".//input[@type='radio']")
        return {" ".join(radio.getparent().text_content().split()): radio.get("value") for radio in radios}

    def press(self, action: str, **typed: str) -> bytes:
        """Send a form of the page."""
        return self.send(action, self.form(action, **typed))

    def fetched(self) -> frozenset[str]:
        """The names of the files that a browser asks for after the last page or answer."""
        named = _root(self.html).xpath("//@src | //@srcset | //@poster | //@data | //link/@href | //style")
        return frozenset(str(address).rpartition("/")[2] for address in (*self.urls, *named))


def _root(html: str) -> Any:
    return lxml_html.fragment_fromstring(html, create_parent="div")
