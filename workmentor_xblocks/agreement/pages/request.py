"""Between the block and the rules: who asks, on what ground agreements are made here, and which of them is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import crum
from django.db.models import F
from django.utils.translation import get_language

from workmentor_xblocks import host
from workmentor_xblocks.agreement.actions import board, requester as requesters
from workmentor_xblocks.agreement.actions.new_agreement import Ground
from workmentor_xblocks.agreement.actions.requester import Requester
from workmentor_xblocks.agreement.content.reading import Reading
from workmentor_xblocks.agreement.pages.agreement import refused, shown_for
from workmentor_xblocks.agreement.pages.page import Links, Shown
from workmentor_xblocks.agreement.records import queries, thread as threads
from workmentor_xblocks.agreement.records.tables import Agreement, Party
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.lifecycle import ENDED_STATES, State
from workmentor_xblocks.core.content.errors import NotFound, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.people.traces import browser_family, shortened
from workmentor_xblocks.core.people.viewer import Viewer

_NOT_HERE = Message("not_yours", _("This agreement is not there, or you take no part in it."))
_MOST = 50  # of the agreements that staff are shown in a list; the board has all of them


@dataclass(frozen=True)
class Presenter:
    """One request to one block."""

    block: Any
    viewer: Viewer

    @classmethod
    def of(cls, block: Any, viewer: Viewer | None = None) -> Presenter:
        """The presenter of a block for the person who asks."""
        return cls(block, viewer or host.current().viewer(block))

    @cached_property
    def requester(self) -> Requester:
        """Who acts, with the traces that a signature keeps."""
        request = crum.get_current_request()
        address = shortened(host.current().client_address(request)) if request else ""
        agent = browser_family(request.headers.get("User-Agent", "")) if request else ""
        return requesters.of_viewer(self.viewer, language=self.language, address=address, agent=agent)

    @property
    def language(self) -> str:
        """In which this person reads the texts: as chosen here, else as the interface speaks."""
        has_person = self.block.scope_ids.user_id is not None
        return (self.block.reads if has_person else "") or get_language() or "en"

    @cached_property
    def ground(self) -> Ground:
        """On what an agreement would be made here, and in which language it would bind."""
        block, definition = self.block, self.block.template
        course = host.current().course_language(block.course_key_text) if definition.variants else None
        reading = Reading.choose(definition, languages_wanted=(block.default_language, course))
        return Ground(block.usage_id_text, block.course_key_text, definition, reading.language)

    @property
    def reading(self) -> Reading:
        """The template's words for this person."""
        return Reading.choose(self.block.template, languages_wanted=(self.language,))

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

    def thread(self, agreement: str) -> Thread:
        """The agreement of that name, if it was made in this block or in one that is gone. Raises ``NotFound``."""
        found = threads.find(agreement) if agreement else None
        # Being staff of this course says nothing about agreements of another one.
        if found is None or not board.lists(found.row, self.block.usage_id_text, self.block.course_key_text):
            raise NotFound(_NOT_HERE)
        return found

    def shown(
        self,
        thread: Thread,
        *,
        refusal: Refusal | None = None,
        typed: Mapping[str, Any] | None = None,
        with_history: bool = False,
        older: Mapping[str, str] | None = None,
    ) -> Shown:
        """One agreement before this person."""
        return shown_for(
            self.requester,
            thread,
            FormTarget(suffix=f"-{self.block.usage_id_text.rpartition('@')[2][-32:]}"),
            self.language,
            links=Links.of(thread.row.uuid),
            refusal=refusal,
            typed=typed,
            with_history=with_history,
            older=older,
        )

    def beside(self, refusal: Refusal, agreement: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """What goes along with a refusal: how the agreement stands now, and what was typed."""
        shown = self.shown(self.thread(agreement), refusal=refusal, typed=data)
        return refused(shown, data=data, refusal=refusal)

    def to_open(self, agreement: str | None) -> Thread | None:
        """The agreement to show; None where the list is shown.

        ``agreement`` None: as it was left; "": the list.
        """
        if agreement:  # also one that the list, which ends somewhere, does not have
            return self.thread(agreement)
        wanted = self.block.last_opened if agreement is None and self._has_person else ""
        row = next((row for row in self.mine if row.uuid == wanted), None)
        if row is None and agreement is None and len(self.mine) == 1 and not self.invitations:
            row = self.mine[0]
        return Thread(row) if row is not None else None

    @property
    def _has_person(self) -> bool:
        return self.block.scope_ids.user_id is not None

    @cached_property
    def elsewhere(self) -> Agreement | None:
        """The person's own agreement that holds in another run of the course."""
        if self.viewer.user_id is None:
            return None
        found = queries.elsewhere(self.viewer.user_id, self.block.usage_id_text)
        runs = host.current().other_runs(self.block.usage_id_text) if found else []
        return found if found is not None and found.usage_key in runs else None
