"""Every state of an agreement's pages, as data: who looks, at which stage, and what they press before one looks along.

A branch of a template that none of these shows fails the run (``test_states``). To add a state, add a row; a stage is
made at the desk (``agreement_stages``).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.agreement_desk import Desk
from tests.e2e.visitor import House, Visitor, key

Size = dict[str, int]
Step = Callable[[Page, Desk], None]

PAPER = f"/unit/{key('vertical', 'paper')}/"
OWN = f"/unit/{key('vertical', 'own')}/"
BLANK = f"/unit/{key('vertical', 'blank')}/"
_VERY_MANY = "learner\n" + "".join(f"learner{n}@example.org\n" for n in range(501))
_MANY = """learner,employer_organisation,employer_email
liga,Ohm & Co,egle@ohm.example
bram,Fjord Auto,
nobody-at-all,Fjord Auto,
mikael,=HYPERLINK(1),not an address
"""


@dataclass(frozen=True)
class State:
    """One state. ``who``: an account, or "guest" and a role; ``stage``: what the desk makes first."""

    name: str
    who: str
    stage: str = ""
    steps: tuple[Step, ...] = ()
    path: str = PAPER
    part: str = ".wm"
    unfolded: bool = True

    def reach(self, house: House, desk: Desk, size: Size) -> tuple[Visitor, Page]:
        """Open it in a window of that size."""
        wish, _, options = self.stage.partition(" ")
        if wish in ("nothing", "few", "several", "elsewhere", "many", "reminded"):
            desk.ask(wish, **dict(part.split("=") for part in options.split()))
        elif wish:
            desk.ask("make", stage=wish, template=_TEMPLATES.get(options, {}))
        visitor = self._arrive(house, desk, size)
        for step in self.steps:
            step(visitor.page, desk)
        if self.unfolded:
            visitor.page.evaluate(_UNFOLD, self.part)
        return visitor, visitor.page

    def _arrive(self, house: House, desk: Desk, size: Size) -> Visitor:
        kind, _, role = self.who.partition(" ")
        if kind != "guest":
            visitor = house.visitor(kind, size=size)
            visitor.goto(self.path)
            return visitor
        visitor = house.visitor(size=size)
        if role:
            visitor.goto(desk.ask("link", role=role))
        return visitor


_UNFOLD = "part => document.querySelectorAll(`${part} details`).forEach(one => { one.open = true })"
_TEMPLATES: dict[str, dict[str, Any]] = {
    "in-order": {"in_order": True},
    "no-plan": {"review_plan": []},
    "code-for-all": {"code_for_all": True},
    "required": {"required": True},
    "one-way": {"one_way": True},
}


# Steps


def press(name: str, *, last: bool = False, part: str = "main") -> Step:
    """Press a button, and wait until the answer has come."""

    def step(page: Page, desk: Desk) -> None:
        page.evaluate(_UNFOLD, ".wm")
        found = page.locator(part).get_by_role("button", name=re.compile(f"^{name}"))
        (found.last if last else found.first).click()
        page.wait_for_load_state("networkidle")
        expect(page.locator("[aria-busy]")).to_have_count(0)

    return step


def fill(label: str, text: str) -> Step:
    """Write into a field."""

    def step(page: Page, desk: Desk) -> None:
        page.evaluate(_UNFOLD, ".wm")
        page.get_by_label(label).first.fill(text)

    return step


def check(label: str) -> Step:
    """Tick a box or choose an answer."""

    def step(page: Page, desk: Desk) -> None:
        page.evaluate(_UNFOLD, ".wm")
        page.get_by_label(label).first.check()

    return step


def goes_in(page: Page, desk: Desk) -> None:
    """Exchange the link for the page."""
    page.get_by_role("button", name="Open the agreement").click()
    page.locator("main").first.wait_for()
    page.wait_for_load_state("networkidle")


def natively(act: str, **values: str) -> Step:
    """Send a form as a browser without a script does."""

    def step(page: Page, desk: Desk) -> None:
        with page.expect_navigation():
            page.evaluate(
                """([act, values]) => {
                  const form = document.querySelector(`form input[name=act][value=${act}]`).form;
                  for (const [name, value] of Object.entries(values)) {
                    for (const one of document.querySelectorAll(`[name="${name}"]`)) {
                      if (one.form !== form) continue;
                      if (one.type === "checkbox") one.checked = true;
                      else if (one.type === "radio") one.checked = one.value === value;
                      else one.value = value;
                    }
                  }
                  HTMLFormElement.prototype.submit.call(form);
                }""",
                [act, values],
            )

    return step


def meanwhile(who: str, **values: str) -> Step:
    """Somebody else saves while the page is open."""
    return lambda page, desk: desk.ask("fills", who=who, **values)


def views_as(label: str) -> Step:
    """A trainer looks with somebody else's eyes."""

    def step(page: Page, desk: Desk) -> None:
        page.get_by_label("View this course as").select_option(label=label)
        page.get_by_role("button", name="View", exact=True).click()
        page.locator("[data-wm-notice=masquerading]").wait_for()

    return step


def choose(label: str, option: str) -> Step:
    """Choose from a list."""
    return lambda page, desk: page.get_by_label(label).first.select_option(option) and None


def wishes(wish: str, **data: str) -> Step:
    """Something happens that is not on this page."""
    return lambda page, desk: desk.ask(wish, **data)


def unseen(act: str, **values: str) -> Step:
    """A form goes out, and its answer never comes back to the page."""

    def step(page: Page, desk: Desk) -> None:
        form = page.locator("form", has=page.locator(f"input[name=act][value={act}]")).first
        sent = form.evaluate("one => Object.fromEntries(new FormData(one))")
        address = re.sub(r"^(https?://[^/]+).*$", r"\1/workmentor/guest/act/", page.url)
        headers = {"Referer": page.url}
        page.context.request.post(address, form={**sent, **values}, headers=headers, max_redirects=0)

    return step


def goes_to(path: str) -> Step:
    """Open another page of the site."""
    return lambda page, desk: _goes(page, path)


def _goes(page: Page, path: str) -> None:
    page.goto(re.sub(r"^(https?://[^/]+).*$", r"\1", page.url) + path)


def checks_a_print(*, right: bool) -> Step:
    """Follow the sign on a printed version."""

    def step(page: Page, desk: Desk) -> None:
        told = desk.ask("printed")
        sum_ = told["sha256"] if right else "0" * 64
        _goes(
            page, f"/workmentor/agreement/verify/{told['agreement']}/?version={told['version']}&sha256={sum_}"
        )

    return step


def comes_late(role: str) -> Step:
    """A guest comes by a link that is too old."""

    def step(page: Page, desk: Desk) -> None:
        path = desk.ask("link", role=role, worth="over")
        _goes(page, path)
        goes_in(page, desk)

    return step


def board(page: Page, desk: Desk) -> None:
    """Open the board of all agreements."""
    page.get_by_text("All agreements (for trainers and school contacts)").click()
    page.get_by_role("button", name="Show all agreements").click()
    page.locator("[data-wm-part=board] h4").wait_for()


def reload(page: Page, desk: Desk) -> None:
    """Load the page anew."""
    page.reload()


def settled(page: Page, desk: Desk) -> None:
    """Wait until what saves itself has come back."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("[aria-busy]")).to_have_count(0)


SIGNS = (check("I have read this version"), fill("Your name", "Liga Ozola"), press("Sign$"))

_START = (
    # Where there is none yet
    State("nothing yet, where only the school begins one", "liga", "nothing", path=BLANK),
    State("start, as learner and for another", "liga", "nothing"),
    State("start, for a learner", "tove", "nothing"),
    State("start, with nobody named", "tove", "nothing", (press("Begin"),)),
    State("start, from a template with nothing in it", "tove", "nothing", path=BLANK),
    State("start, after another run of the course", "liga", "elsewhere"),
    State("start, where only learners may", "liga", "nothing", path=OWN),
    State("masquerade, nothing there", "tove", "nothing", (views_as("any learner"),)),
    State("one of several", "marta", "several", (press("Bram Kok"),)),
    State("list, as staff", "tove", "several"),
    State("list, as mentor with an invitation", "marta", "several invite=mentor"),
    State("list, nothing to wait for", "marta", "several invite=ended"),
    State("author's preview", "aad", "nothing", path=f"/studio/unit/{key('vertical', 'paper')}/"),
    State("author's preview of nothing", "aad", "nothing", path=f"/studio/unit/{key('vertical', 'blank')}/"),
)
_TALK = (
    State("draft that a learner began", "liga", "few stage="),
    State("draft of a minor, everything needed", "liga", "few stage=minor required=1"),
    State("draft, as school", "tomas", "draft"),
    State("draft, everything needed", "tomas", "draft required"),
    State("draft, invited mentor", "marta", "few stage=invited"),
    State("negotiated, as learner", "liga", "talked"),
    State("negotiated, as school", "tomas", "talked"),
    State("negotiated, read in Dutch", "marta", "talked", (press("Translation"),)),
    State("ready, with something to check", "tomas", "ready"),
    State("waits for the others", "tomas", "waits_for_others"),
    State(
        "conflict of two texts",
        "tomas",
        "ready",
        (meanwhile("employer", hours="30"), fill("Hours a week", "36"), press("Save this part"), settled),
    ),
    State("a remark without words", "liga", "talked", (press("Send the remark"),)),
    State("an address that is none", "tomas", "draft", (fill("E-mail address", "egle"), press("Save"))),
    State("gone from the course, begun unsigned, not reached", "tomas", "left"),
    State("gone from the course, as learner", "tove", "left"),
)
_SIGN = (
    State("signing, my turn", "liga", "signing"),
    State("signing, nothing ticked", "liga", "signing", (press("Sign"),)),
    State("signing in order, not my turn", "tomas", "signing in-order"),
    State("signing, what was read is changed", "liga", "signing", (wishes("refixes", hours="30"), *SIGNS)),
    State("signing, what was read was fixed anew", "liga", "signing", (wishes("refixes"), *SIGNS)),
    State("signing, who is promised nothing", "tomas", "signing one-way"),
    State("signing, the school with a scan", "tomas", "with_scan"),
    State("signing, also accounts by code", "liga", "signing code-for-all", (press("Send me the code"),)),
    State("signing, one on paper", "tomas", "on_paper"),
    State("signing, a code typed wrong too often", "tomas", "locked"),
    State("signing, waits for approval", "liga", "approval"),
    State("signed", "liga", "signed"),
    State("expired", "tomas", "expired"),
    State("cancelled", "liga", "cancelled"),
)
_KEEP = (
    State("active, as school", "tomas", "running"),
    State("active, as learner, with all that happened", "liga", "active", (press("Show it"),)),
    State("active, without a plan of reviews", "tomas", "active no-plan"),
    State("review, my part", "liga", "review_waits"),
    State("review, after the learner", "marta", "review_waits"),
    State("review, the mentor's part", "marta", "review_part"),
    State("review, who has decided", "tomas", "review_decides"),
    State("review, answers of the others", "liga", "review_decides"),
    State("review, somebody is late", "tomas", "review_late"),
    State("review, closed", "marta", "review_closed"),
    State("active, without reminders", "liga", "active", (check("Send none"), press("Keep this choice"))),
    State("completion, after the last day", "tomas", "over"),
    State("change, without a changed word", "tomas", "opened"),
    State("change, talked about", "tomas", "proposed"),
    State("change, as learner", "liga", "proposed"),
    State("change, being signed", "liga", "frozen"),
    State("change, signed", "tomas", "changed"),
    State("notice, may be objected", "liga", "noticed"),
    State("notice, objected", "tomas", "objected"),
    State("suspended", "tomas", "suspended"),
    State("an end is asked for", "tomas", "end_is_asked"),
    State("ended early", "liga", "terminated"),
    State("ended early after a pause", "tomas", "was_suspended"),
    State("somebody is gone", "tomas", "retired"),
    State("completion waits for a review", "tomas", "completion_waits"),
    State("completed", "liga", "completed"),
    State("erased", "tove", "erased"),
    State("masquerade, as any learner", "tove", "signing", (views_as("any learner"),)),
)
_BOARD = (
    State("board", "tove", "several", (board,)),
    State("board, nothing there", "tove", "nothing", (board,)),
    State("board, what is the matter", "tove", "left",
          (board, choose("How it stands", "negotiating"), press("Show$"))),
    State("board, second page", "tove", "many",
          (board, choose("Waits for", "learner"), press("Show$"), press("Next page"))),
    State("board, for who counts only", "marta", "nothing", (wishes("counts", who="marta"), reload)),
    State("letters to who is late", "tove", "reminded", (goes_to("/outbox/"),), part="main"),
    State(
        "board, of what is overdue", "tove", "ready", (board, check("Only what is overdue"), press("Show$"))
    ),
    State("begin many", "tove", "several", (board, press("Begin many at once"))),
    State(
        "begin many, looked at",
        "tove",
        "negotiating",
        (board, press("Begin many at once"), fill("Table", _MANY), press("Look at what would be begun")),
    ),
    State("begin very many, looked at", "tove", "nothing",
          (board, press("Begin many at once"), fill("Table", _VERY_MANY), press("Look at what would be begun"))),
    State("figures, small groups too", "tove", "completed",
          (board, press("Figures for the evaluation"), press("Show small groups too"))),
    State("figures", "aad", "completed", (board, press("Figures for the evaluation"))),
)  # fmt: skip
_GUEST = "main.wm-guest"

_GUESTS = (
    State("guest, entrance", "guest employer", "talked", part=_GUEST),
    State("guest, negotiated", "guest employer", "talked", (goes_in,), part=_GUEST),
    State("guest, a remark too long without a script", "guest employer", "talked",
          (goes_in, natively("comment", text="x" * 2001)), part=_GUEST),
    State("guest, declines without a reason", "guest employer", "signing",
          (goes_in, natively("decline", text="Too many hours for her.")), part=_GUEST),
    State("guest, proposes without enough", "guest employer", "active",
          (goes_in, natively("propose", reason="hours", text="x" * 2001)), part=_GUEST),
    State("guest, asks for an end without a reason", "guest employer", "active",
          (goes_in, natively("propose_termination", text="The workshop closes.")), part=_GUEST),
    State("guest, disagrees without a word", "guest employer", "review_answers",
          (goes_in, natively("acknowledge", decision="disagree", text="")), part=_GUEST),
    State("guest, signs what is read in Dutch", "guest employer", "signing",
          (goes_in, press("Translation")), part=_GUEST),
    State("guest, ticked without a name", "guest employer", "signing",
          (goes_in, natively("sign", consent="on", name="", code="")), part=_GUEST),
    State("guest, too late after a form", "guest employer", "talked",
          (goes_in, unseen("comment", text="Thank you."), wishes("overtaken", role="employer"),
           goes_to("/workmentor/guest/agreement/")), part=_GUEST),
    State("guest, conflict without a script", "guest employer", "ready",
          (goes_in, meanwhile("school", hours="30"), natively("edit", **{"f-hours": "36"})), part=_GUEST),
    State("guest, problems without a script", "guest employer", "signing",
          (goes_in, natively("sign", name="")), part=_GUEST),
    State("guest, code asked for", "guest employer", "signing",
          (goes_in, press("Send me the code")), part=_GUEST),
    State("guest, wrong code", "guest employer", "signing",
          (goes_in, press("Send me the code"), fill("The six digits", "000000"),
           check("I have read this version"), press("Sign$")), part=_GUEST),
    State("guest, said after a form", "guest guardian", "signing", (goes_in, natively("send_code")), part=_GUEST),
    State("guest, approver", "guest approver", "approval", (goes_in,), part=_GUEST),
    State("guest, review", "guest employer", "review_part", (goes_in,), part=_GUEST),
    State("guest, in Dutch", "guest employer", "talked", (goes_in, press("Translation")), part=_GUEST),
    State("guest, not this person", "guest employer", "talked", (goes_in, press("I am not this person")), part=_GUEST),
    State("guest, done", "guest employer", "talked", (goes_in, press("I am done on this device")), part=_GUEST),
    State("guest, link too old", "guest employer", "talked", (comes_late("employer"),), part=_GUEST),
    State("guest, receipt", "guest employer", "approval", (comes_late("employer"),), part=_GUEST),
    State("guest, new link asked for", "guest employer", "talked",
          (comes_late("employer"), press("Send me a new link")), part=_GUEST),
    State("guest, no link in this browser", "guest employer", "talked",
          (goes_to("/workmentor/guest/agreement/"),), part=_GUEST),
    State("paper, checked and right", "guest employer", "signed", (checks_a_print(right=True),), part=_GUEST),
    State("paper, checked and wrong", "guest employer", "signed", (checks_a_print(right=False),), part=_GUEST),
)  # fmt: skip

STATES = (*_START, *_TALK, *_SIGN, *_KEEP, *_BOARD, *_GUESTS)
