"""The page of an agreement as a person reads it and fills it in: its forms by name, its places by id."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tests.html import Html, words
from tests.playing import Answer, Door
from workmentor_xblocks.agreement.pages.agreement_page import AgreementPage
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView


class Sheet(Html):
    """The HTML of a page or of a part of it."""

    @cached_property
    def forms(self) -> dict[str, dict[str, str]]:
        """What each form would send if nothing was typed, by the form's name."""
        return {
            node.get("data-wm-form") or node.get("data-wm-action") or "": self.sent_of(node)
            for node in self.root.iter("form")
        }

    def place(self, name: str) -> str:
        """The words of the element of that id, without the suffix of its block."""
        return next(words(node) for node in self.root.iter() if (node.get("id") or "").split("-a")[0] == name)


def page_for(*asked: Any, **more: Any) -> str:
    """The page of what an ``AgreementView`` is made of."""
    return AgreementPage(AgreementView.of(*asked, **more)).html()


@dataclass
class Person:
    """Somebody in front of the block, with the page that lies open."""

    door: Door
    usage_key: str
    sheet: Sheet = field(default_factory=lambda: Sheet("<p></p>"))

    def opens(self) -> Sheet:
        """Open the page."""
        html = self.door.view(self.usage_key)
        # The arguments of the script follow the page.
        self.sheet = Sheet(html[: html.rindex("</div>") + 6])
        return self.sheet

    def sends(self, handler: str, **data: Any) -> Answer:
        """Send something that need not stand on the page."""
        answer = self.door.post(self.usage_key, handler, json.dumps(data).encode())
        if answer.data.get("part") == "page":
            self.sheet = Sheet(answer.data["html"])
        return answer

    def presses(self, form: str, *, handler: str = "act", **typed: Any) -> Answer:
        """Fill in a form of the page and send it."""
        assert form in self.sheet.forms, f"no form {form!r} among {sorted(self.sheet.forms)}"
        return self.sends(handler, **{**self.sheet.forms[form], **typed})
