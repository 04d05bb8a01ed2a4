"""Guests of an agreement: who is invited, comes by the link of the mail, and reads what was sent."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.core import mail as django_mail
from django.test import Client

from tests.agreement.driving import Story
from tests.agreement.telling import ACT, GUEST
from tests.doors import OurPages
from tests.guests import Guest
from tests.remembered import remembered
from workmentor_xblocks.core.output import mail

EGLE = "egle@ohm.example"
_LINK = re.compile(r"https?://\S+/workmentor/guest/\S+")


class Visitor(Guest):
    """One browser at the guests' pages of agreements."""

    home, acts_at = GUEST, ACT
    pages: OurPages

    def __init__(self, client: Client | None = None) -> None:
        super().__init__(OurPages(client))

    @property
    def client(self) -> Client:
        """What stands behind it, to send what no page would."""
        return self.pages.client

    @property
    def proof(self) -> dict[str, str]:
        """What proves that a form is of the page."""
        return {"csrfmiddlewaretoken": self.client.cookies["csrftoken"].value}

    @property
    def mark(self) -> dict[str, str]:
        """Which agreement the page is of."""
        return {"guest": str(self.root.xpath('//input[@name="guest"]/@value')[0])}


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


def without_tokens(html: str) -> str:
    """A page without what differs from one load to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)


def token_of(link: str) -> str:
    """The part of a link that lets in."""
    return urlsplit(link).path.rstrip("/").rsplit("/", 1)[-1]


@remembered
def invited(story: Story, role: str = "employer", address: str = EGLE) -> str:
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
