"""Between the block and the rules: who asks, on what ground agreements are made here, and which of them is open."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import crum
from django.db.models import F

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import board, new_agreement, requester as requesters
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.definition import Definition, Role
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView, Links
from workmentor_xblocks.agreement.records import queries, thread as threads
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.lifecycle import ENDED_STATES, OPEN_STATES, Actor, State
from workmentor_xblocks.core.content.errors import NotFound
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.pages.request import ThingsRequest
from workmentor_xblocks.core.people.traces import browser_family, shortened

_NOT_HERE = Message("not_yours", _("This agreement is not there, or you take no part in it."))
_OVER = frozenset(State) - OPEN_STATES - {State.SIGNED, State.ACTIVE, State.SUSPENDED}
_MOST = 50  # of the agreements that staff are shown in a list; the board has all of them


class AgreementRequest(ThingsRequest[Thread]):
    """One request to one block of agreements."""

    @cached_property
    def requester(self) -> Requester:
        """Who acts, with the traces that a signature keeps."""
        request = crum.get_current_request()
        address = shortened(host.current().client_address(request)) if request else ""
        agent = browser_family(request.headers.get("User-Agent", "")) if request else ""
        return requesters.of_viewer(self.viewer, language=self.language, address=address, agent=agent)

    @cached_property
    def ground(self) -> Ground:
        """On what an agreement would be made here, and in which language it would bind."""
        block, definition = self.block, self.definition
        wishes = (block.default_language, self.course_language(definition))
        reading = Reading.choose(definition, languages_wanted=wishes)
        return Ground(block.usage_id_text, block.course_key_text, definition, reading.language)

    @cached_property
    def _before(self) -> list[Agreement]:
        """The agreements of this block in which this person takes part or is invited to; staff see all of them."""
        user_id, usage_key = self.viewer.user_id, self.block.usage_id_text
        if user_id is None:
            return []
        if self.requester.is_staff:
            rows = queries.before_staff(usage_key, self._address)
            return list(rows.order_by(F("due_on").asc(nulls_last=True), "-id")[:_MOST])
        return list(queries.before(user_id, usage_key, self.block.course_key_text, self._address))

    @property
    def _address(self) -> str:
        """The person's own, proven address; "" where nothing may be accepted for them."""
        return self.viewer.address if self.requester.why_not is None else ""

    @property
    def mine(self) -> list[Agreement]:
        """The agreements of this block in which this person takes part."""
        return [row for row in self._before if getattr(row, "is_mine", True)]

    @cached_property
    def invitations(self) -> list[Party]:
        """Places of this block that this person's own e-mail address was invited to."""
        is_asked = len(self._before) == _MOST or any(
            getattr(row, "is_invited", False) for row in self._before
        )
        if not is_asked or not self._address:
            return []
        found = queries.invitations(self.block.usage_id_text, self._address)
        return [party for party in found if State(party.agreement.state) not in ENDED_STATES]

    @property
    def sees_board(self) -> bool:
        """Whether the board of all agreements is for this person."""
        if self._before and not self.requester.is_staff:
            return bool(getattr(self._before[0], "is_contact", False))
        return board.may_see(self.requester, self.block.course_key_text)

    def look(self, thing: str) -> Thread:
        """The agreement of that name, if it was made in this block or in one that is gone. Raises ``NotFound``."""
        found = threads.find(thing) if thing else None
        # Being staff of this course says nothing about agreements of another one.
        if found is None or not board.lists(found.row, self.block.usage_id_text, self.block.course_key_text):
            raise NotFound(_NOT_HERE)
        return found

    def require_here(self, thing: str) -> None:
        """An act asks who takes part in an agreement, and not where it was made."""
        self.look(thing)

    def view(self, thread: Thread, **more: Any) -> AgreementView:
        """One agreement before this person."""
        links = Links.of(thread.row.uuid)
        return AgreementView.of(self.requester, thread, self.target, self.language, links=links, **more)

    def definition_of(self, held: Thread) -> Definition:
        """The template as it was when the agreement was made."""
        return held.definition

    def as_left(self, last_opened: str) -> Thread | None:
        """The agreement that was open last, or the only one; only what the list would have, read once."""
        row = next((row for row in self.mine if row.uuid == last_opened), None)
        if row is None and len(self.mine) == 1 and not self.invitations:
            row = self.mine[0]
        return Thread(row) if row is not None else None

    @property
    def back(self) -> str:
        """To the list, where there is more in it or something can be begun."""
        if len(self.mine) - 1 + len(self.invitations):
            return gettext("All my agreements")
        return gettext("Begin another agreement") if self.may_start_more or self.may_start_own else ""

    @cached_property
    def may_start(self) -> frozenset[Actor]:
        """As whom this person may begin an agreement here."""
        return new_agreement.may_start(self.requester, self.ground)

    @property
    def may_start_own(self) -> bool:
        """Whether for oneself: a learner has one at a time."""
        has_own = any(
            row.learner_id == self.viewer.user_id and State(row.state) not in _OVER for row in self.mine
        )
        if has_own or Role.LEARNER not in self.ground.definition.starters:
            return False
        # Once there is one, the page of it shows the way back, and asks nothing more for that.
        is_before = bool(self.mine) and self.requester.why_not is None and not self.requester.is_staff
        return is_before or Actor.LEARNER in self.may_start

    @property
    def may_start_more(self) -> bool:
        """Whether for others than oneself. A mentor may be anybody, and nobody has to be asked.

        Who is here as a learner alone is not offered to be somebody's mentor.
        """
        if self.mine and all(row.learner_id == self.viewer.user_id for row in self.mine):
            return self.sees_board and bool(self.may_start - {Actor.LEARNER, Actor.MENTOR})
        if self.requester.why_not is None and Role.MENTOR in self.ground.definition.starters:
            return True
        return bool(self.may_start - {Actor.LEARNER})

    @cached_property
    def elsewhere(self) -> Agreement | None:
        """The person's own agreement that holds in another run of the course."""
        if self.viewer.user_id is None:
            return None
        found = queries.elsewhere(self.viewer.user_id, self.block.usage_id_text)
        runs = host.current().other_runs(self.block.usage_id_text) if found else []
        return found if found is not None and found.usage_key in runs else None
