"""People at the demo: each has a browser session of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

MENTOR_COURSE = "course-v1:WorkMentor+M1+2026"
STATES_COURSE = "course-v1:WorkMentor+States+2026"
DESKTOP = {"width": 1200, "height": 900}
NARROW = {"width": 320, "height": 700}
# Milliseconds after which something that should come is said to be missing: far more than a busy machine takes.
PATIENCE = 180_000


def key(kind: str, name: str, course: str = STATES_COURSE) -> str:
    """A usage key in one of the two courses."""
    return f"{course.replace('course-v1:', 'block-v1:')}+type@{kind}+block@{name}"


class House:
    """The demo at an address, and who came in."""

    def __init__(self, address: str, browser: Browser) -> None:
        self.address, self.browser = address, browser
        self._open: list[BrowserContext] = []

    def visitor(self, name: str = "", *, size: dict[str, int] | None = None, **options: Any) -> Visitor:
        """Somebody of the cast at the door; without a name nobody is signed in."""
        context = self.browser.new_context(viewport=size or DESKTOP, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        self._open.append(context)
        visitor = Visitor(self.address, context)
        if name:
            visitor.sign_in(name)
        return visitor

    def use_tool(self, who: str, block: str, tool: str, course: str = STATES_COURSE) -> None:
        """Use one of the trainer's tools on what somebody did in a block."""
        trainer = self.visitor("tove")
        page = trainer.goto(f"/courses/{course}/gradebook/")
        href = page.locator("main a", has_text=who.capitalize()).first.get_attribute("href")
        token = next(c["value"] for c in trainer.context.cookies() if c["name"] == "csrftoken")
        answer = trainer.context.request.post(
            f"{trainer.address}{href}tool/",
            form={
                "block": key("workmentor_scenario", block, course),
                "tool": tool,
                "csrfmiddlewaretoken": token,
            },
        )
        assert answer.ok, answer.status

    def beginner(self, who: str, block: str, course: str = STATES_COURSE, **options: Any) -> Visitor:
        """Somebody of the cast who has not begun a block."""
        self.use_tool(who, block, "delete_state", course)
        return self.visitor(who, **options)

    def close(self) -> None:
        """Everybody goes home."""
        for context in self._open:
            context.close()


class Visitor:
    """One browser session. ``errors`` are the page's own uncaught errors: there are never any."""

    def __init__(self, address: str, context: BrowserContext) -> None:
        self.address, self.context = address, context
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def sign_in(self, name: str) -> None:
        """Become somebody of the cast."""
        self.page.goto(f"{self.address}/sign-in/")
        self.page.locator(f"main button[value={name}]").click()
        self.page.wait_for_load_state()

    def goto(self, path: str) -> Page:
        """Open a page of the demo."""
        self.page.goto(self.address + path)
        return self.page

    def unit(self, name: str, course: str = STATES_COURSE) -> Page:
        """Open a unit as learners see it."""
        return self.goto(f"/unit/{key('vertical', name, course)}/")

    def post(self, path: str, data: Any) -> dict[str, Any]:
        """POST JSON as the page would, and give the answer's JSON, whatever its status."""
        token = next(c["value"] for c in self.context.cookies() if c["name"] == "csrftoken")
        answer = self.context.request.post(
            self.address + path,
            data=json.dumps(data),
            headers={"Content-Type": "application/json", "X-CSRFToken": token},
        )
        found: dict[str, Any] = answer.json()
        return found

    def act(self, name: str, handler: str, data: Any, course: str = STATES_COURSE) -> dict[str, Any]:
        """Call a handler of a scenario as its page would."""
        return self.post(f"/handler/{key('workmentor_scenario', name, course)}/{handler}", data)

    def play(self, name: str, *, until: str = "debrief", option: int = 0, course: str = STATES_COURSE) -> str:
        """Play a scenario from its start without the browser: ``until`` "scene", "ending" or "debrief"."""
        html = self.act(name, "begin", {"run": ""}, course)["html"]
        step = 0
        while until != "scene" and (tokens := re.findall(r'name="choice" value="(\w+)"', html)):
            data = {"run": run_in(html), "step": step, "choice": tokens[option % len(tokens)]}
            html, step = self.act(name, "choose", data, course)["html"], step + 1
        if until == "debrief":
            html = self.act(name, "open_debrief", {"run": run_in(html)}, course)["html"]
        return html

    def edit(self, name: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Change a scenario's definition as its author, and publish it."""
        address = f"/studio/handler/{key('workmentor_scenario', name)}/save_definition"
        stands = self.post(address, {"definition": {}, "settings": {}, "base": "none"})
        change(stands["definition"])
        saved = self.post(address, {**stands, "base": stands["digest"]})
        assert "digest" in saved, saved
        self.publish(name)

    def publish(self, name: str) -> None:
        """Publish the unit of a block."""
        unit = key("vertical", name)
        token = next(c["value"] for c in self.context.cookies() if c["name"] == "csrftoken")
        answer = self.context.request.post(
            f"{self.address}/studio/unit/{unit}/change/",
            form={"what": "publish", "csrfmiddlewaretoken": token},
        )
        assert answer.ok, answer.status


def run_in(html: str) -> str:
    """The run that a page's forms name."""
    found = re.search(r'name="run" value="(\w+)"', html)
    assert found, html
    return found[1]
