"""The one thing that somebody does next, and what stands in the way of signing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workmentor_xblocks.agreement.pages import wording
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView
from workmentor_xblocks.agreement.rules.duties import What
from workmentor_xblocks.agreement.rules.lifecycle import Event
from workmentor_xblocks.agreement.rules.readiness import readiness
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext

# What leads to which form, where it is not a field or a party.
_FORMS = {
    What.FREEZE: "freeze",
    What.SEND_LINKS: "people",
    What.SIGN: "contents",  # the text first; behind its last part a button leads to the signature
    What.APPROVE: "contents",
    What.WRITE_PART: "review",
    What.DECIDE: "review",
    What.CLOSE_REVIEW: "review",
    What.CONFIRM_END: "ending",
    What.RESUME: "ending",
    What.COMPLETE: "completion",
    What.REPLACE: "people",
    What.ATTEST: "people",
    What.INVITE: "people",
}
# The same to who is waited for, as a button.
_NEXT = {
    What.FILL_IN: _("Fill in what is missing"),
    What.INVITE: _("Name and invite the others"),
    What.SEND_LINKS: _("Send the others their links"),
    What.SETTLE: _("Answer the wish"),
    What.FREEZE: _("Make it ready to sign"),
    What.SIGN: _("Read it and sign"),
    What.APPROVE: _("Read it and approve"),
    What.WRITE_PART: _("Write your part"),
    What.DECIDE: _("Read the others and answer"),
    What.CLOSE_REVIEW: _("Look at the review"),
    What.CONFIRM_END: _("Look at the proposed end"),
    What.REPLACE: _("Name somebody else"),
    What.ATTEST: _("Ask who leaves, or attest it"),
    What.RESUME: _("Say whether it goes on"),
    What.COMPLETE: _("Complete the agreement"),
}
_SHORT = 5  # of the empty fields are named; the rest is counted


@dataclass(frozen=True)
class FindingPage:
    """What stands in the way of signing, with the place to which its line leads."""

    is_error: bool
    target: str
    text: str


@dataclass(frozen=True)
class Next:
    """The one thing that this person does next ("" for nothing), and what stands in the way of signing.

    ``fields``: (place, name) of what is empty still, of which ``more`` are not named.
    """

    findings: tuple[FindingPage, ...]
    may_freeze: bool
    label: str = ""
    what: str = ""
    target: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    more: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way."""
        return not any(finding.is_error for finding in self.findings)


def place_id(place: str) -> str:
    """The element that a place of a finding or of a wait leads to."""
    head, _slash, name = place.partition("/")
    if head == "party":
        return f"party-{name}"
    return f"f-{name}" if name else "text"


def next_step(view: AgreementView) -> Next:
    """The one thing that this person does next, and what stands in the way of signing where they lead."""
    mine = next((entry for entry in view.waits if entry.role in view.actors), None)
    found = Next(_findings(view), may_freeze=Event.FREEZE in view.may)
    if mine is None or not view.may_write:
        return found
    places = [place_id(place) for place in mine.places]
    empty = [(place, _name_of(view, place)) for place in places] if mine.what is What.FILL_IN else []
    return replace(
        found,
        label=gettext(_NEXT[mine.what]),
        what=mine.what.value,
        target=places[0] if places else _FORMS.get(mine.what, "text"),
        fields=tuple(empty[:_SHORT]),
        more=max(len(empty) - _SHORT, 0),
    )


def _name_of(view: AgreementView, place: str) -> str:
    return view.label(place.removeprefix("f-")) if place.startswith("f-") else wording.role(place[6:])


def _findings(view: AgreementView) -> tuple[FindingPage, ...]:
    """What is missing before it can be signed; only what this person may read is named."""
    if not view.facts.is_talking:
        return ()
    return tuple(
        FindingPage(
            finding.level is Level.ERROR,
            place_id(finding.path),
            _said(view, finding.path, finding.message),
        )
        for finding in readiness(view.facts, view.today)
    )


def _said(view: AgreementView, path: str, message: Message) -> str:
    """The sentence of a finding, with the field called as this reader knows it."""
    name = path.partition("/")[2]
    if "field" in message.values and name in view.definition.field_by_id:
        message = Message(message.code, message.msgid, {**message.values, "field": view.label(name)})
    return wording.sentence(message)
