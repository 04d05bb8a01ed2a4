"""The pages of a guest: the door behind the link in a mail, the agreement itself, what is sent from it, and the way out.

Opening a link changes nothing, because programs that scan mail open links too, and some press buttons; what changes
something is sent from the page, and a signature needs the code that goes to the guest's own address.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from workmentor_xblocks.agreement.actions import place_objections, registry
from workmentor_xblocks.agreement.pages.guest import answers, cookie, posted, renewal
from workmentor_xblocks.agreement.pages.guest.cookie import Visit
from workmentor_xblocks.agreement.pages.guest.guard import guest_page, refused, wants_json
from workmentor_xblocks.agreement.pages.guest.link_state import Worth
from workmentor_xblocks.agreement.pages.guest.sheet import closed, sheet
from workmentor_xblocks.agreement.pages.guest.visitor import Guest
from workmentor_xblocks.agreement.records import keys
from workmentor_xblocks.core.content.errors import NotAllowed, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import say

_NO_VISIT = Message(
    "no_visit",
    _(
        "Open the link in your mail again: this browser does not know any more by which link you came. "
        "If your browser keeps no cookies, allow them for this site."
    ),
)


@guest_page()
def entrance(request: HttpRequest, guest: Guest, token: str) -> HttpResponse:
    """Behind the link: a page that says nothing about anybody; its button exchanges the link for a cookie."""
    if request.method != "POST":
        return answers.page(request, "entrance", {})
    key = keys.find(token)
    chosen = request.GET.get("language", "")
    language = guest.language if chosen and guest.language == chosen else ""
    response = _to_agreement()
    # The same for a link that nobody gave out: what it is worth is said at an address without it.
    cookie.begin(request, response, Visit(key.id if key else 0, language))
    return response


@guest_page()
def agreement(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The agreement, as far as this guest takes part in it."""
    if guest.visit is None:
        return refused(request, NotAllowed(_NO_VISIT))
    said = cookie.said(request)
    if guest.worth is not Worth.OPEN:
        response = closed(request, guest, said=said)
    else:
        response = sheet(request, guest, said=said)
        cookie.begin(request, response, Visit(guest.visit.key, guest.language))
    if said:
        cookie.was_said(response)
    return response


@guest_page(post_only=True)
def act(request: HttpRequest, guest: Guest) -> HttpResponse:
    """What a guest sends from the page: one act, as the block's own handler takes it."""
    if guest.visit is None:
        return refused(request, NotAllowed(_NO_VISIT))
    if guest.acting is None:
        return closed(request, guest, typed=request.POST.dict())
    data: dict[str, Any] = {}
    try:
        data = posted.data_of(request)
        posted.require_same_page(guest, data)
        done = registry.act(str(data.get("act", "")), guest.acting, guest.uuid, data)
    except Refusal as refusal:
        return sheet(request, guest, refusal=refusal, typed=data)
    key = keys.by_id(guest.visit.key)
    if key is None or not keys.works(key, at=datetime.now(UTC)):
        return _gone(request, say(done.said))
    if wants_json(request):
        return sheet(request, guest, done=done, typed=data)
    response = _to_agreement(focus=done.focus)
    cookie.say_next(request, response, say(done.said))
    return response


@guest_page(post_only=True)
def again(request: HttpRequest, guest: Guest) -> HttpResponse:
    """Send a new link to the address that is written down; the answer is the same whatever came of it."""
    if guest.visit is None:
        return refused(request, NotAllowed(_NO_VISIT))
    renewal.send_new_link(guest)
    return answers.page(request, "sent", {})


@guest_page()
def objection(request: HttpRequest, guest: Guest, token: str) -> HttpResponse:
    """Behind the link in the letter to an address that was given up: a button that tells the school.

    What is answered is the same for a link that nobody gave out.
    """
    if request.method == "POST":
        place_objections.contest(token)
    return answers.page(request, "objection", {"is_said": request.method == "POST"})


@guest_page(post_only=True)
def leave(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The guest is done on this device."""
    return _gone(request, "")


def _gone(request: HttpRequest, said: str) -> HttpResponse:
    if wants_json(request):
        response = answers.as_json({"html": answers.inside("bye_inside", {"said": said}), "announce": said})
    else:
        response = answers.page(request, "bye", {"said": said})
    cookie.end(response)
    return response


def _to_agreement(*, focus: str = "") -> HttpResponse:
    address = reverse("workmentor:guest_agreement") + (f"#wm-{focus}" if focus else "")
    response = HttpResponseRedirect(address)
    # 303: whatever was sent, the next page is asked for with GET.
    response.status_code = 303
    return response
