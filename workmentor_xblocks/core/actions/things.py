"""Things that people begin in a block and do something to: begun once, looked at, held for an act.

A slice says what a person ``may`` do with one; page and act ask the same.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Generic, Self, TypeVar, cast

from django.db import IntegrityError, transaction

from workmentor_xblocks import host
from workmentor_xblocks.core.actions import acts, requester
from workmentor_xblocks.core.actions.acts import Done, Holding, once, under_way
from workmentor_xblocks.core.content.errors import NotAllowed, NotFound, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.forms.inputs import Data
from workmentor_xblocks.core.people.permissions import Permission, may
from workmentor_xblocks.core.people.viewer import Viewer, WhyNot
from workmentor_xblocks.core.records.things import OwnRow, ThingRow, locked

NOT_THERE = Message("not_there", _("This is not there, or it is not shared with you."))
_NOT_YOURS = Message("not_yours_to_do", _("This is not yours to do here."))

Row = TypeVar("Row", bound=ThingRow)
Made = TypeVar("Made")


def begun(
    rows: type[Row], request_key: str | None, make: Callable[[], Made], again: Callable[[Row], Made]
) -> Made:
    """What ``make`` begins; ``again`` what the same request began before, also in the same moment."""

    def before() -> Row | None:
        return rows._default_manager.filter(request_key=request_key).first() if request_key else None

    row = before()
    if row is None:
        try:
            with transaction.atomic():
                return make()
        except IntegrityError:
            row = before()
            if row is None:
                raise
    return again(row)


@dataclass(frozen=True)
class Requester(requester.Requester):
    """One request's person, in front of one block. ``IS_PRIVATE``: who looks as somebody else is shown nothing of theirs."""

    IS_PRIVATE: ClassVar[bool] = False

    usage_key: str = ""
    course_key: str = ""

    @classmethod
    def of_viewer(cls, viewer: Viewer, block: Any) -> Self:
        """Who stands before a block."""
        hidden = cls.IS_PRIVATE and viewer.why_not is WhyNot.MASQUERADING
        return cls(
            user_id=None if hidden else viewer.user_id,
            is_staff=may(viewer, Permission.SEE_REPORT),
            why_not=requester.why_not(viewer),
            usage_key=block.usage_id_text,
            course_key=block.course_key_text,
        )

    @classmethod
    def of_account(cls, user_id: int, row: ThingRow) -> Self:
        """Somebody who is told of a thing."""
        is_staff = host.current().is_trainer(user_id, row.course_key)
        return cls(user_id, is_staff, usage_key=row.usage_key, course_key=row.course_key)


Who = TypeVar("Who", bound=Requester)
Own = TypeVar("Own", bound=OwnRow)


@dataclass
class Held(Holding[Who], Generic[Who, Own]):
    """A thing before one person. A slice adds what stands beside it, and what this person ``may`` do."""

    row: Own

    @property
    def may(self) -> frozenset[str]:
        """What this person may do with it today; nothing: it is not theirs to see."""
        raise NotImplementedError

    @property
    def is_own(self) -> bool:
        """Whether who began it asks."""
        return self.user_id == self.row.user_id

    def finish(self) -> None:
        """See ``Holding``."""
        self.row.changed(self.now)

    def done(self, said: Message, focus: str = "thing", *, but: Refusal | None = None) -> Done:
        """What came of it. What stands beside it is read anew when it is asked for next."""
        return Done(self.row.uuid, said, focus, but, held=type(self)(self.requester, self.now, self.row))


Holds = TypeVar("Holds", bound=Held[Any, Any])


@dataclass(frozen=True)
class Things(Generic[Holds]):
    """All things of one kind. ``of`` puts one before a person."""

    rows: type[OwnRow]
    of: Callable[[Any, datetime, Any], Holds]

    def begin(self, requester: Requester, request: str, **values: Any) -> Holds:
        """A new one, or the one that the same request began before."""
        requester.require_writing()
        moment, key = requester.now, once(f"{requester.usage_key} {requester.user_id}", request)

        def make() -> OwnRow:
            return self.rows._default_manager.create(
                **values,
                usage_key=requester.usage_key,
                course_key=requester.course_key,
                user_id=cast(int, requester.user_id),  # whoever may write has an account
                created_at=moment,
                changed_at=moment,
                request_key=key,
            )

        return self.of(requester, moment, begun(self.rows, key, make, lambda row: row))

    def look(self, requester: Requester, uuid: str) -> Holds:
        """One of this block, to be read. Raises ``NotFound`` for who may see nothing of it."""
        return self._seen(requester, self.rows._default_manager.filter(uuid=uuid).first())

    def hold(self, requester: Requester, uuid: str, right: str) -> AbstractContextManager[Holds]:
        """One to do something to: 404 for strangers, 403 for who may only read."""

        def hold() -> Holds:
            held = self._seen(requester, locked(self.rows._default_manager.all(), uuid))
            if right not in held.may:
                raise NotAllowed(_NOT_YOURS)
            return held

        requester.require_writing()
        return under_way(hold)

    def _seen(self, requester: Requester, row: OwnRow | None) -> Holds:
        if row is not None and row.usage_key == requester.usage_key:
            held = self.of(requester, requester.now, row)
            if held.may:
                return held
        raise NotFound(NOT_THERE)


@dataclass(frozen=True)
class ThingAct(acts.Row[Any, Any, acts.Sent]):
    """One act on a thing, and the right that it needs."""

    things: Things[Any]
    needs: str

    def hold(self, requester: Any, uuid: str, data: Data) -> Any:
        """The thing, held for who has this right."""
        return self.things.hold(requester, uuid, self.needs)
