"""A guest with a plain browser: opens the link of a mail, reads the page, fills in a form, presses a button.

No script runs. What is sent is what the form on the page holds, so a form that works only by script fails here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.core import mail as django_mail
from django.test import Client
from lxml import html as lxml_html

from tests.agreement.driving import Story
from tests.remembered import remembered
from workmentor_xblocks.core.output import mail

CLEAN = "/workmentor/guest/agreement/"
ACT = "/workmentor/guest/act/"
_LINK = re.compile(r"https?://\S+/workmentor/guest/\S+")


@dataclass
class Visitor:
    """One browser. ``client`` insists on CSRF tokens, as a site does."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    answer: Any = None

    # Reading

    @property
    def html(self) -> str:
        """Every byte of the page."""
        return str(self.answer.content.decode())

    @property
    def root(self) -> Any:
        """The page as a tree."""
        return lxml_html.document_fromstring(self.html)

    @property
    def text(self) -> str:
        """What a person reads."""
        for gone in self.root.iter("script", "style"):
            gone.drop_tree()
        return " ".join(" ".join(self.root.itertext()).split())

    @property
    def status(self) -> int:
        """The status of the last answer."""
        return int(self.answer.status_code)

    def acts(self) -> set[str]:
        """The acts that the page offers."""
        found = self.root.xpath('//form//*[@name="act"]/@value')
        return {str(name) for name in found}

    def offers(self, button: str) -> bool:
        """Whether a button of these words is there."""
        return any(_words(one) == button for one in self.root.iter("button"))

    # Doing

    def opens(self, link: str) -> Visitor:
        """Open a link by clicking on it."""
        self.answer = self.client.get(_path(link))
        return self

    def enters(self, link: str) -> Visitor:
        """Open the link of a mail and press its one button."""
        (button,) = self.opens(link).root.iter("button")
        return self.sends(_form_of(button), button=button)

    def reads(self, path: str = CLEAN) -> Visitor:
        """Load a page anew."""
        return self.opens(path)

    def presses(self, button: str, **typed: Any) -> Visitor:
        """Press the button of these words, with what was typed into its form."""
        found = [one for one in self.root.iter("button") if _words(one) == button]
        assert found, f"no button {button!r}: {[_words(one) for one in self.root.iter('button')]}"
        return self.sends(_form_of(found[0]), button=found[0], **typed)

    def does(self, act: str, **typed: Any) -> Visitor:
        """Send the form of an act, with what was typed into it."""
        forms = [form for form in self.root.iter("form") if fields_of(form).get("act") == act]
        assert forms, f"no form for {act!r} among {sorted(self.acts())}"
        return self.sends(forms[0], **typed)

    def sends(self, form: Any, *, button: Any = None, **typed: Any) -> Visitor:
        """Send a form as a browser does, and follow where it leads."""
        data = {**fields_of(form), **typed}
        if button is not None and button.get("name"):
            data[button.get("name")] = button.get("value", "")
        address = form.get("action") or self.answer.request["PATH_INFO"]
        if (form.get("method") or "get").lower() == "get":
            self.answer = self.client.get(address, data)
        else:
            self.answer = self.client.post(address, data)
        return self.follows()

    def follows(self) -> Visitor:
        """Go where the answer sends the browser."""
        if self.answer.status_code in (302, 303):
            self.answer = self.client.get(_path(self.answer["Location"]))
        return self


def delivered() -> list[Any]:
    """Send what is due, and answer the letters that went out now."""
    before = len(django_mail.outbox)
    mail.send_due()
    return django_mail.outbox[before:]


def letter_to(address: str) -> Any:
    """The newest letter to an address."""
    return [one for one in django_mail.outbox if address in one.to][-1]


def link_in(letter: Any) -> str:
    """The link of a letter."""
    found = _LINK.search(letter.body)
    assert found, letter.body
    return str(found.group(0))


def code_in(letter: Any) -> str:
    """The six digits of a letter."""
    found = re.search(r"^\s+(\d{6})$", letter.body, re.MULTILINE)
    assert found, letter.body
    return found.group(1)


def token_of(link: str) -> str:
    """The part of a link that lets in."""
    return urlsplit(link).path.rstrip("/").rsplit("/", 1)[-1]


@remembered
def invited(story: Story, role: str = "employer", address: str = "egle@ohm.example") -> str:
    """Invite somebody and answer the link that the mail brought."""
    story.does("school", "name_person", party=role, name="Egle Petrauskaite", organisation="Ohm & Co")
    story.does("school", "invite", party=role, email=address)
    delivered()
    return link_in(letter_to(address))


def comes(story: Story, role: str, address: str, *, asked_by: str = "school") -> Visitor:
    """Somebody is invited, opens the link of the mail and says that the news is read: the place is taken."""
    story.does(asked_by, "name_person", party=role, name=f"The {role}")
    story.does(asked_by, "invite", party=role, email=address)
    delivered()
    visitor = Visitor().enters(link_in(letter_to(address)))
    visitor.does("comment", text="I have read it, thank you.")
    return visitor


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, to tell whether anything changed at all."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()
    }


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _words(node: Any) -> str:
    return " ".join(" ".join(node.itertext()).split())


def _form_of(node: Any) -> Any:
    if node.get("form"):
        return node.getroottree().xpath("//form[@id=$name]", name=node.get("form"))[0]
    while node.tag != "form":
        node = node.getparent()
    return node


def fields_of(form: Any) -> dict[str, Any]:
    """What a browser would send of a form that nobody touched."""
    found: dict[str, Any] = {}
    for entry in form.iter("input", "textarea", "select"):
        name, kind = entry.get("name"), entry.get("type")
        if not name or entry.get("disabled") is not None:
            continue
        if kind in ("checkbox", "radio") and entry.get("checked") is None:
            continue
        if entry.tag == "textarea":
            found[name] = entry.text or ""
        elif entry.tag == "select":
            chosen = entry.xpath(".//option[@selected]") or entry.xpath(".//option")
            found[name] = chosen[0].get("value", "") if chosen else ""
        else:
            found[name] = entry.get("value", "on" if kind in ("checkbox", "radio") else "")
    return found
