"""Who takes the course, looked up for a whole table at once; nobody is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workmentor_xblocks import host
from workmentor_xblocks.agreement.rules.facts import compared
from workmentor_xblocks.core.content.errors import BadValue
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Email
from workmentor_xblocks.host.protocols import Account

_NO_NAME = Message("bulk_no_learner", _("The learner is missing."))
_SHARED = Message("bulk_shared", _("More than one account has the address {who}. Use the user name."))
_NOT_ENROLLED = Message("bulk_not_enrolled", _("{who} does not take part in this course."))
_NOBODY = Message("bulk_nobody", _("Nobody on this site has the user name “{who}”."))


@dataclass(frozen=True)
class Found:
    """The learner of a line. ``key`` tells two learners apart, "" where nobody was found."""

    name: str = ""
    key: str = ""
    user_id: int | None = None
    email: str = ""

    @property
    def comes_by_link(self) -> bool:
        """Without an account, by a link to the address."""
        return self.user_id is None and bool(self.email)


@dataclass(frozen=True)
class Register:
    """Who takes the course, read at once, so that a long table is not looked up person by person."""

    course_key: str
    by_name: Mapping[str, Account] = field(default_factory=dict)
    by_address: Mapping[str, Sequence[Account]] = field(default_factory=dict)

    @classmethod
    def of(cls, course_key: str) -> Register:
        """The learners of a course."""
        by_name: dict[str, Account] = {}
        by_address: dict[str, list[Account]] = {}
        for account in host.current().learners(course_key):
            by_name[account.username] = account
            if account.email:
                by_address.setdefault(compared(account.email), []).append(account)
        return cls(course_key, by_name, by_address)

    def learner(self, who: str) -> Found:
        """The learner whom a cell means. Raises ``BadValue``."""
        if not who:
            raise BadValue(_NO_NAME)
        named = self.by_name.get(who)
        same = [named] if named else list(self.by_address.get(compared(who), ()))
        if len(same) > 1:
            raise BadValue(_SHARED, who=who)
        return _found(same[0]) if same else self._elsewhere(who)

    def _elsewhere(self, who: str) -> Found:
        """Somebody of the site who is no learner here, or somebody without an account."""
        account = host.current().find_account(who)
        if account is not None and host.current().is_enrolled(account.user_id, self.course_key):
            return _found(account)
        if account is not None:
            raise BadValue(_NOT_ENROLLED, who=who)
        if "@" not in who:
            raise BadValue(_NOBODY, who=who)
        address = Email().read(who)
        return Found(name=address, key=f"address {compared(address)}", email=address)


def _found(account: Account) -> Found:
    return Found(account.name, f"user {account.user_id}", account.user_id, account.email)
