"""An agreement told: what its people do, by their roles, over whatever way what they do gets there.

The stories stand here once. ``Story`` (driving.py) tells them straight to the acts, ``AtThePages`` to pages that people
read: of the block for who has an account, of the LMS for guests, in the demo or at any site.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from tests.guests import Guest
from tests.people import Person, Somebody

GUEST, ACT = "/workmentor/guest/agreement/", "/workmentor/guest/act/"
EGLE, GRETA = "egle.petrauskaite@contract.example", "greta.mertens@contract.example"
TASKS = "Wiring under supervision."
SIGNERS = {"learner": "Liga Ozola", "employer": "Egle Petrauskaite", "school": "Tove Nilsen"}
# Who did what in the history of a changed agreement, from the first fixing of its text on.
_SIGNED = [("school", "freeze"), *((who, "sign") for who in SIGNERS)]
CHANGED = [*_SIGNED, ("employer", "propose_amendment"), ("employer", "edit"), *_SIGNED]
_CHOOSES = ("party", "path", "comment", "notice")  # which of several forms of one act is meant


class Telling(ABC):
    """One agreement of ``small()`` and the people who act in it."""

    employer_at = EGLE

    @abstractmethod
    def does(self, who: str, what: str, /, **data: Any) -> Any:
        """``who`` (a role) does an act."""

    @abstractmethod
    def fills(self, who: str, **values: Any) -> Any:
        """Fill in fields of the text, having read what stands there."""

    @abstractmethod
    def signs(self, who: str, name: str, **more: Any) -> Any:
        """Sign what was read."""

    @abstractmethod
    def history(self) -> dict[str, Any]:
        """Everything that happened, as the file tells it to the school."""

    @abstractmethod
    def is_asked(self, who: str) -> bool:
        """Whether a letter has invited them."""

    def today(self) -> date:
        """The day of the place; a day more or less does not matter."""
        return datetime.now(tz=UTC).date()

    def ready(self, start: date | None = None, **values: Any) -> Self:
        """The school fills in its part and invites the employer, who writes hers; the text is fixed."""
        self.dates(start, **values)
        name = SIGNERS["employer"]
        self.does("school", "name_person", party="employer", name=name, organisation="Ohm & Co")
        if not self.is_asked("employer"):
            self.does("school", "invite", party="employer", email=self.employer_at)
        return self.fixed()

    def dates(self, start: date | None = None, **values: Any) -> None:
        """The school fills in its part: half a year, a month from now if nothing else is said."""
        start = start or self.today() + timedelta(days=30)
        end = start + timedelta(days=180)
        self.fills("school", start=start.isoformat(), end=end.isoformat(), **values)

    def fixed(self) -> Self:
        """The employer writes her part, and the text is fixed."""
        self.fills("employer", tasks=TASKS)
        self.does("school", "freeze")
        return self

    def signed(self, **names: str) -> Self:
        """Everybody signs."""
        for who, name in {**SIGNERS, **names}.items():
            self.signs(who, name)
        return self

    def changed(self, **values: str) -> Self:
        """The employer proposes a change, writes it, and everybody signs it."""
        self.does("employer", "propose", reason="hours", text="Thirty are enough.")
        self.fills("employer", **values)
        self.does("school", "freeze")
        return self.signed()


class Party(Somebody):
    """Somebody who takes part, in front of a page."""

    def fills(self, **values: Any) -> Self:
        """Fill in fields of one part of the text."""
        if self.others_act:
            self.open()
        held = self.page.form_with(next(iter(values))).fields
        answer = self.hands_in({**held, **{f"f-{name}": value for name, value in values.items()}})
        assert answer.status == 200, f"{answer.status} {answer.raw[:1500]}"
        return self

    def signs(self, name: str, **more: Any) -> Self:
        """Sign as an account does."""
        return self.does("sign", consent="on", name=name, **more)


class AtTheBlock(Party, Person):
    """Who has an account; others act in between."""

    others_act = True


class ByLink(Party, Guest):
    """Who came by a link, and reads the code in a mail."""

    home, acts_at = GUEST, ACT
    others_act = True

    def code(self) -> str:
        """The six digits of the newest mail."""
        raise NotImplementedError

    def signs(self, name: str, **more: Any) -> Self:
        """Sign with the code that comes by mail."""
        self.does("send_code")
        return super().signs(name, code=self.code(), **more)


class AtThePages(Telling):
    """Told by reading pages and sending what their forms hold."""

    @abstractmethod
    def who(self, role: str) -> Party:
        """Who plays a role, with the page open."""

    def does(self, who: str, what: str, /, **data: Any) -> Party:
        """See ``Telling``."""
        where: Mapping[str, str] = {name: data.pop(name) for name in _CHOOSES if name in data}
        return self.who(who).does(what, where=where, **data)

    def fills(self, who: str, **values: Any) -> Party:
        """See ``Telling``."""
        return self.who(who).fills(**values)

    def signs(self, who: str, name: str, **more: Any) -> Party:
        """See ``Telling``."""
        return self.who(who).signs(name, **more)


def followed(history: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Who did what from the first fixing of the text on."""
    found = [(event["actor"], event["kind"]) for event in history["events"]]
    return found[[kind for _who, kind in found].index("freeze") :]
