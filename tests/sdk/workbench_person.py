"""Somebody who tries a block in the workbench: opens a page, fills a form, sends it as the page's script would."""

from __future__ import annotations

from typing import Any

import lxml.html
from django.test import Client
from django.urls import reverse


class Person:
    """One student of the workbench, with the page that they have before them."""

    def __init__(self, scenario: str, *, student: str = "student_1") -> None:
        self.client, self.scenario, self.student = Client(), scenario, student
        self.open()

    def open(self, view: str = "student_view") -> None:
        """Load the scenario's page anew."""
        address = reverse("scenario", args=(self.scenario, view))
        answer = self.client.get(address, {"student": self.student})
        assert answer.status_code == 200
        self.page = lxml.html.fromstring(answer.content)

    @property
    def roots(self) -> list[Any]:
        """Our blocks on the page."""
        return self.page.xpath("//*[@data-wm-root]")

    def text(self, root: Any) -> str:
        """What can be read in a block."""
        return " ".join(root.text_content().split())

    def form(self, root: Any, action: str) -> Any:
        """The block's form for an action; the first, when there are several."""
        return root.xpath(f".//form[@data-wm-action='{action}']")[0]

    def usage(self, root: Any) -> str:
        """The block's usage id, which the workbench writes around it."""
        return root.xpath("./ancestor::*[@data-usage]")[-1].get("data-usage")

    def post(self, root: Any, action: str, data: dict[str, Any]) -> Any:
        """Send data to a block's handler."""
        address = reverse("handler", args=(self.usage(root), action, "")) + f"?student={self.student}"
        return self.client.post(address, data, content_type="application/json")

    def send(self, number: int, action: str, **filled: str) -> dict[str, Any]:
        """Send the form of the block with this number, with what it holds and what was filled in."""
        root = self.roots[number]
        form = self.form(root, action)
        held = {field.get("name"): field.get("value", "") for field in form.xpath(".//input[@type='hidden']")}
        answer = self.post(root, action, {**held, **filled})
        assert answer.status_code == 200, answer.content
        self.open()
        return answer.json()

    def first_choice(self, number: int) -> str:
        """The value of the first radio button."""
        return self.roots[number].xpath(".//input[@type='radio']")[0].get("value")
