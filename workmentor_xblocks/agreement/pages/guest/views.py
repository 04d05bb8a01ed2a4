"""The pages of an agreement's guests: what a link is for, what it leads to, and what is sent from there.

Nothing is signed by opening a link: a signature needs the code that goes to the guest's own address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from workmentor_xblocks.agreement.actions import acts, place_objections
from workmentor_xblocks.agreement.pages import unsaved
from workmentor_xblocks.agreement.pages.agreement_page import AgreementPage
from workmentor_xblocks.agreement.pages.agreement_view import AgreementView, Links
from workmentor_xblocks.agreement.pages.guest import renewal
from workmentor_xblocks.agreement.pages.guest.link_state import WHY, Worth, receipt
from workmentor_xblocks.agreement.pages.guest.visitor import AgreementGuest, guest_of
from workmentor_xblocks.agreement.records import keys, thread as threads
from workmentor_xblocks.agreement.records.receipts import event_of
from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import NotFound, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.forms.inputs import parsed
from workmentor_xblocks.core.pages.form_target import FormTarget
from workmentor_xblocks.core.pages.guests import answers
from workmentor_xblocks.core.pages.guests.cookie import Visit
from workmentor_xblocks.core.pages.guests.pages import GuestPages
from workmentor_xblocks.core.pages.handlers import error_of
from workmentor_xblocks.core.pages.rendering import safe
from workmentor_xblocks.core.pages.thing_page import Sent


class AgreementGuests(GuestPages[AgreementGuest]):
    """The pages of who comes by a link to an agreement."""

    kind = "guest"
    block = "agreement"
    title = Message("guest_title", _("Agreement about a placement"))
    forgotten = Message(
        "guest_gone",
        _("Nothing of the agreement is shown in this browser any more. You can close the window."),
    )
    other_page = Message(
        "other_page",
        _(
            "Another agreement was opened in this browser meanwhile, so nothing was sent. This is the one that was "
            "opened last; to go on with the other one, open its link in your mail again."
        ),
    )

    def key_of(self, token: str) -> int:
        """The id of a link."""
        key = keys.find(token)
        return key.id if key else 0

    def guest(self, request: HttpRequest, visit: Visit | None) -> AgreementGuest:
        """The guest who asks."""
        return guest_of(request, visit)

    def do(self, guest: AgreementGuest, data: Mapping[str, Any]) -> Done:
        """One act, as the block's own handler takes it."""
        if guest.requester is None:
            raise NotFound(WHY[guest.worth])
        return acts.act(parsed(Sent, data).act, guest.requester, guest.uuid, data)

    def send_new_link(self, guest: AgreementGuest) -> None:
        """A new link, where there is somebody to write to."""
        renewal.send_new_link(guest)

    def unsaved(self, typed: Mapping[str, Any]) -> str:
        """The words of a form for which there is no agreement to show."""
        return unsaved.html(unsaved.without_page(typed))

    def page(
        self,
        request: HttpRequest,
        guest: AgreementGuest,
        *,
        said: str = "",
        done: Done | None = None,
        refusal: Refusal | None = None,
        typed: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """The agreement, whole or (for the script) its inside; after a refusal at the refusal's status."""
        thread = done.held if done is not None else threads.find(guest.uuid)
        if guest.requester is None or thread is None:
            return self.closed(request, guest, said=said, typed=typed)
        by_script = answers.wants_json(request)
        target = FormTarget(
            action=self.address("act"),
            reading=self.address("home"),
            hidden=self.hidden(request, guest),
            scripted=by_script,
        )
        links = Links(**{name: self.address(name) for name in ("pdf", "history", "verifier")})
        status, sent = refusal.status if refusal else 200, typed or {}
        older = {
            name: request.GET[name][:120] for name in ("remarks", "before", "history") if name in request.GET
        }
        page = AgreementPage(
            AgreementView.of(
                guest.requester,
                thread,
                target,
                guest.language,
                links=links,
                refusal=refusal,
                typed=sent if refusal else {},
                older=older,
            )
        )
        if by_script and refusal is not None:
            beside = {"error": error_of(refusal), **page.beside(refusal)}
            return answers.as_json(beside, status=status)
        if by_script and done is not None:
            return answers.as_json(page.answer(done, sent))
        return self.whole(request, guest, page.html(), said=said, status=status)

    def closed(
        self,
        request: HttpRequest,
        guest: AgreementGuest,
        *,
        said: str = "",
        typed: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """Why a link lets nobody in; who has signed is shown the receipt and asked for nothing."""
        why = WHY[guest.worth]
        if answers.wants_json(request):
            raise NotFound(why)
        context = {
            "why": say(why),
            "said": said,
            "receipt": _receipt(guest),
            "unsaved": safe(self.unsaved(typed or {})),
            "may_ask": guest.worth in (Worth.OVER, Worth.SIGNED),
            "again_url": self.address("again"),
        }
        status = 200 if guest.worth is Worth.SIGNED else 404
        return self.draw(request, f"{self.templates}/closed.html", context, status=status)


GUESTS = AgreementGuests()


def _receipt(guest: AgreementGuest) -> dict[str, Any] | None:
    signature = receipt(guest.key) if guest.worth is Worth.SIGNED and guest.key else None
    if signature is None:
        return None
    thread = threads.find(guest.uuid)
    head = event_of(thread, signature)[1] if thread else ""
    version = signature.version
    return {"at": signature.at, "version": version.number, "sha256": version.sha256, "head": head}


def _objection(request: HttpRequest, _guest: AgreementGuest, token: str) -> HttpResponse:
    """Behind the link in the letter to an address that was given up: a button that tells the school.

    What is answered is the same for a link that nobody gave out.
    """
    if request.method == "POST":
        place_objections.contest(token)
    context = {"is_said": request.method == "POST"}
    return GUESTS.draw(request, f"{GUESTS.templates}/objection.html", context)


objection = GUESTS.view(_objection)
