"""People in front of an agreement: what they do on its page with mouse and keys, by the words that they see.

The same hands serve a person with an account, a guest, and a guest whose browser runs no script.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Locator, TimeoutError as TooLate, expect

from tests.e2e.visitor import House, Visitor

PHONE = {"width": 360, "height": 740}
_LINK = re.compile(r"https?://[^\s<\"]+/workmentor/guest/[^\s<\"]+")


class Reader:
    """Somebody who has the page of one agreement open. ``scripted`` False: the browser runs no script."""

    def __init__(self, visitor: Visitor, path: str = "", *, scripted: bool = True) -> None:
        self.visitor, self.page, self.path, self.scripted = visitor, visitor.page, path, scripted
        self.said: list[str] = []
        self.page.on(
            "console",
            lambda entry: (
                self.said.append(f"{entry.text} {entry.location.get('url')}")
                if entry.type == "error"
                else None
            ),
        )

    # Reading

    def opens(self) -> Reader:
        """Load the page anew."""
        self.page.goto(self.path if self.path.startswith("http") else self.visitor.address + self.path)
        return self

    @property
    def waits(self) -> Locator:
        """Whom it waits for."""
        return self.page.locator(".wm-waits")

    @property
    def state(self) -> Locator:
        """How it stands, in a word."""
        return self.page.locator(".wm-badge").first

    def field(self, name: str) -> Locator:
        """One field of the text, with all that stands around it."""
        return self.page.locator(f"[data-wm-focus=f-{name}]")

    def at(self, name: str) -> Locator:
        """The same, with its part of the text unfolded."""
        self._part_of(name)
        return self.field(name)

    # Doing

    def presses(self, button: str | re.Pattern[str] | Locator, *, within: Locator | None = None) -> None:
        """Press a button that sends something, and wait for today's page."""
        found = button if isinstance(button, Locator) else self._button(button, within)
        if not self.scripted:
            with self.page.expect_navigation():
                found.click()
            return
        self.page.evaluate("document.querySelector('[data-wm-part=page] > :last-child').dataset.old = 1")
        found.click()
        try:
            self.page.locator("[data-old]").wait_for(state="detached")
        except TooLate:
            told = self.page.locator("[role=alert], [data-wm-status]").all_inner_texts()
            raise AssertionError(f"{button} brought no new page; the page says {told}") from None

    def _button(self, name: str | re.Pattern[str], within: Locator | None) -> Locator:
        return (within or self.page).get_by_role("button", name=name).first

    def unfolds(self, summary: str, *, within: Locator | None = None) -> Locator:
        """Open what stands folded under these words; answers it."""
        found = (within or self.page).locator("details", has=self.page.locator("summary", has_text=summary))
        fold = found.last
        if fold.get_attribute("open") is None:
            fold.locator("summary").first.click()
        return fold

    def fills(self, **values: str) -> None:
        """Fill in fields of the text by their ids, and save each part."""
        while values:
            part = self._part_of(next(iter(values)))
            for name in [one for one in values if part.locator(f"[data-wm-focus=f-{one}]").count()]:
                put_in(self.field(name), values.pop(name))
            self._saves(part)

    def fills_what_is_missing(self) -> int:
        """Fill in whatever the page says is needed from this person; answers how many fields it was."""
        marks = [str(one.get_attribute("data-wm-focus")) for one in self.page.locator(".wm-f--missing").all()]
        names = [mark.removeprefix("f-") for mark in marks]
        self.fills(**{name: plausible(self.field(name)) for name in names})
        return len(names)

    def presses_save(self, name: str) -> None:
        """Save the part of the text in which a field stands."""
        self._saves(self._part_of(name))

    def _saves(self, part: Locator) -> None:
        self.presses(part.get_by_role("button", name="Save this part").first)

    def _part_of(self, name: str) -> Locator:
        part = self.page.locator("details.wm-section", has=self.field(name))
        if part.get_attribute("open") is None:
            part.locator("summary").first.click()
        return part

    def remarks(self, name: str, text: str, *, blocking: bool = False) -> None:
        """Leave a remark at a field; a blocking one asks for a change."""
        fold = self.unfolds("Leave a remark", within=self.at(name))
        fold.get_by_label("Your remark").fill(text)
        if blocking:
            fold.get_by_label("I ask for a change here").check()
        self.presses("Send the remark", within=fold)

    def declines(self, reason: str, text: str) -> None:
        """Say no to the fixed text, and why."""
        fold = self.unfolds("I do not agree: decline")
        fold.get_by_label("Reason").select_option(label=reason)
        fold.get_by_label("Say why").fill(text)
        self.presses("Decline and say why", within=fold)

    def signs(self, name: str, *, code: Callable[[], str] | None = None) -> None:
        """Put a name under the text; ``code`` fetches the six digits for whom they are sent to."""
        if code:
            self.presses("Send me the code")
        panel = self.page.locator(".wm-sign-panel").first
        if code:
            panel.get_by_label("The six digits from your mail").fill(code())
        panel.get_by_label(re.compile("I have read this version")).check()
        panel.get_by_label("Your name, as you would sign on paper").fill(name)
        self.presses("Sign", within=panel)

    def writes_their_part(self, text: str) -> None:
        """Write one's part of the open review and send it."""
        form = self.page.locator(".wm-part-form")
        for field in form.locator(".wm-f").all():
            put_in(field, text if field.locator("textarea:not([rows='1'])").count() else plausible(field))
        self.presses("Send my part", within=form)

    def answers(self, decision: str, text: str = "") -> None:
        """Say what one thinks of what the others wrote."""
        box = self.page.locator(".wm-review--open")
        box.get_by_label(decision, exact=True).check()
        box.get_by_label("If you do not agree").fill(text)
        self.presses("Send my answer", within=box)

    def downloads(self, link: str) -> bytes:
        """Follow a link to a paper; answers its bytes."""
        address = self.page.get_by_role("link", name=link).get_attribute("href")
        answer = self.visitor.context.request.get(urljoin(self.page.url, address or ""))
        assert answer.ok, (link, answer.status)
        return answer.body()


def put_in(field: Locator, value: str) -> None:
    """Put a value into whatever control a field has: rows by "first cell | second cell"."""
    if field.locator("[data-wm-rows]").count():
        cells = field.locator("[data-wm-row]").first.locator("textarea")
        for cell, text in zip(cells.all(), value.split("|"), strict=False):
            cell.fill(text.strip())
        return
    control = field.locator("[name^=f-]").first
    kind = control.evaluate("one => one.localName + ' ' + (one.type || '')")
    if kind == "input radio":
        field.get_by_label(value, exact=True).check()
    elif kind.startswith("select"):
        control.select_option(value)
    else:
        control.fill(value)


def plausible(field: Locator) -> str:
    """Something to write, by the kind of the control."""
    if field.locator("[data-wm-rows]").count():
        return "Wires a lighting circuit | and tests it"
    control = field.locator("[name^=f-]").first
    kind = control.evaluate("one => one.localName + ' ' + (one.inputMode || one.type || '')")
    if kind.startswith("select"):
        return str(control.locator("option").nth(1).get_attribute("value"))
    by_kind = {
        "input date": "2026-09-01",
        "input numeric": "38",
        "input decimal": "37.5",
        "input radio": "No",
    }
    return by_kind.get(kind, "As we talked about it on the phone.")


# The letters that the demo keeps


def letters(house: House, address: str) -> list[str]:
    """What was sent to an address, newest first, as text."""
    desk = house.visitor("tove")
    page = desk.context.request.get(f"{desk.address}/outbox/?to={address.replace('@', '%40')}").text()
    return [
        unescape(re.sub(r"<[^>]+>", "", body))
        for body in re.findall(r'<div class="mail">(.*?)</div>', page, re.S)
    ]


def link_to(house: House, address: str) -> str:
    """The newest link that somebody got, as a path."""
    for letter in letters(house, address):
        if found := _LINK.search(letter):
            # A letter that the desk sent names an address of its own.
            return urlsplit(found.group(0))._replace(scheme="", netloc="").geturl()
    raise AssertionError(f"no link was sent to {address}")


def code_for(house: House, address: str) -> Callable[[], str]:
    """Fetches the newest six digits that somebody got."""

    def fetch() -> str:
        for letter in letters(house, address):
            if found := re.search(r"^\s*(\d{6})\s*$", letter, re.MULTILINE):
                return found.group(1)
        raise AssertionError(f"no code was sent to {address}")

    return fetch


def comes_in(house: House, address: str, **options: object) -> Reader:
    """A guest opens the newest link in a browser of their own and presses its one button."""
    scripted = bool(options.get("java_script_enabled", True))
    visitor = house.visitor(**options)  # type: ignore[arg-type]  # options of a browser session
    guest = Reader(visitor, link_to(house, address), scripted=scripted).opens()
    with guest.page.expect_navigation():
        guest.page.get_by_role("button", name="Open the agreement").click()
    guest.path = guest.page.url
    expect(guest.page.locator(".wm-waits")).to_be_visible()
    return guest
