"""The pages of a block for its guests: what is behind the link of a mail, the page, what is sent from it, the way out.

Opening a link changes nothing, because programs that scan mail open links too, and some press buttons; what changes
something is sent from the page.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse

from workmentor_xblocks.core.actions.acts import Done
from workmentor_xblocks.core.content.errors import Changed, NotAllowed, Refusal
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.forms.inputs import parsed
from workmentor_xblocks.core.pages.base import script_words
from workmentor_xblocks.core.pages.guests import answers, posted
from workmentor_xblocks.core.pages.guests.cookie import GuestCookie, Visit
from workmentor_xblocks.core.pages.guests.guard import View, guarded
from workmentor_xblocks.core.pages.guests.guest import Guest
from workmentor_xblocks.core.pages.handlers import error_of
from workmentor_xblocks.core.pages.rendering import render, safe

_NO_VISIT = Message(
    "no_visit",
    _(
        "Open the link in your mail again: this browser does not know any more by which link you came. "
        "If your browser keeps no cookies, allow them for this site."
    ),
)


G = TypeVar("G", bound=Guest)


class GuestPages(ABC, Generic[G]):
    """The views of one block's guests. A block says what a link is for, and gives the page that it leads to.

    ``kind`` names the guests, their cookie and their addresses (``<kind>_home``, ``_entrance``, ``_act``, ``_again``,
    ``_leave``). The block's own templates ``guest/page.html``, ``entrance.html`` and ``sent.html`` stand in its folder.
    """

    kind: ClassVar[str]
    block: ClassVar[str]  # as its style sheet and its folder of templates are called
    title: ClassVar[Message]  # of every page
    forgotten: ClassVar[Message]  # once nothing is shown in this browser any more
    other_page: ClassVar[Message]  # to who sends a page of one link after another link was opened

    def __init__(self) -> None:
        self.cookie = GuestCookie(self.kind)
        self.entrance = self.view(self._entrance)
        self.home = self.view(self._home)
        self.act = self.view(self._act, post_only=True)
        self.again = self.view(self._again, post_only=True)
        self.leave = self.view(self._leave, post_only=True)

    @abstractmethod
    def key_of(self, token: str) -> int:
        """The id of a link, whether it works or not; 0 for one that nobody gave out."""

    @abstractmethod
    def guest(self, request: HttpRequest, visit: Visit | None) -> G:
        """The guest who asks, looked up anew."""

    @abstractmethod
    def page(
        self,
        request: HttpRequest,
        guest: G,
        *,
        said: str = "",
        done: Done | None = None,
        refusal: Refusal | None = None,
        typed: Mapping[str, Any] | None = None,
    ) -> HttpResponse:
        """What an open link leads to, also after an act or its refusal; ``typed`` is what was sent."""

    @abstractmethod
    def closed(
        self, request: HttpRequest, guest: G, *, said: str = "", typed: Mapping[str, Any] | None = None
    ) -> HttpResponse:
        """Why a link lets nobody in, and what to do; ``typed`` is given back. Raises a ``Refusal`` for the script."""

    @abstractmethod
    def do(self, guest: G, data: Mapping[str, Any]) -> Done:
        """One act of an open link's guest."""

    @abstractmethod
    def send_new_link(self, guest: G) -> None:
        """Ask for a new link, where there is somebody to send it to."""

    @abstractmethod
    def unsaved(self, typed: Mapping[str, Any]) -> str:
        """The words of a form that has no page any more, to be given back as HTML."""

    def view(self, view: View, *, post_only: bool = False) -> View:
        """A view of the block's own as a page for its guests; it gets the request, the guest, what the address names."""

        def guest_of(request: HttpRequest) -> G:
            return self.guest(request, self.cookie.visit(request))

        return guarded(view, guest_of=guest_of, refused=self.refused, post_only=post_only)

    @property
    def templates(self) -> str:
        """The folder of the block's own templates for guests."""
        return f"workmentor/{self.block}/guest"

    def address(self, view: str) -> str:
        """Where a page for these guests is."""
        return reverse(f"workmentor:{self.kind}_{view}")

    def draw(
        self, request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
    ) -> HttpResponse:
        """A template as a page for these guests."""
        around = {"title": say(self.title), "style": f"workmentor/{self.block}.css"}
        return answers.page(request, template, {**around, **context}, status=status)

    def whole(
        self, request: HttpRequest, guest: G, html: str, *, said: str = "", status: int = 200
    ) -> HttpResponse:
        """The page of an open link around its inside, which the script exchanges."""
        context = {
            "inside": safe(html),
            "said": said,
            "act_url": self.address("act"),
            "leave_url": self.address("leave"),
            "mark": guest.mark,
            "mark_name": posted.MARK,
            "words_json": json.dumps(script_words(), ensure_ascii=False),
        }
        return self.draw(request, f"{self.templates}/page.html", context, status=status)

    def hidden(self, request: HttpRequest, guest: G) -> tuple[tuple[str, str], ...]:
        """What every form of the page brings along."""
        return (("csrfmiddlewaretoken", get_token(request)), (posted.MARK, guest.mark))

    def refused(self, request: HttpRequest, refusal: Refusal) -> HttpResponse:
        """A refusal that is about no page in particular."""
        error = error_of(refusal)
        if answers.wants_json(request):
            return answers.as_json({"error": error}, status=refusal.status)
        context = {"problem": error["message"], "unsaved": safe(self.unsaved(posted.typed(request)))}
        return self.draw(request, "workmentor/guest/refused.html", context, status=refusal.status)

    # The views

    def _entrance(self, request: HttpRequest, guest: G, token: str) -> HttpResponse:
        """Behind the link: a page that says nothing about anybody; its button exchanges the link for a cookie."""
        if request.method != "POST":
            return self.draw(request, f"{self.templates}/entrance.html", {})
        chosen = request.GET.get("language", "")
        language = guest.language if chosen and guest.language == chosen else ""
        response = answers.see(self.address("home"))
        # The same for a link that nobody gave out: what it is worth is said at an address without it.
        self.cookie.begin(request, response, Visit(self.key_of(token), language))
        return response

    def _home(self, request: HttpRequest, guest: G) -> HttpResponse:
        """What the link leads to, as far as this guest takes part in it."""
        visit, said = _visit(guest), self.cookie.said(request)
        if guest.is_open:
            response = self.page(request, guest, said=said)
            self.cookie.begin(request, response, Visit(visit.key, guest.language))
        else:
            response = self.closed(request, guest, said=said)
        if said:
            self.cookie.was_said(response)
        return response

    def _act(self, request: HttpRequest, guest: G) -> HttpResponse:
        """What a guest sends from the page: one act, as the block's own handler takes it."""
        visit = _visit(guest)
        if not guest.is_open:
            return self.closed(request, guest, typed=request.POST.dict())
        data: dict[str, Any] = {}
        try:
            data = posted.data_of(request)
            self._require_same_page(guest, data)
            done = self.do(guest, data)
        except Refusal as refusal:
            return self.page(request, guest, refusal=refusal, typed=data)
        if not self.guest(request, visit).is_open:
            return self._gone(request, say(done.said))
        if answers.wants_json(request):
            return self.page(request, guest, done=done, typed=data)
        response = answers.see(self.address("home") + (f"#wm-{done.focus}" if done.focus else ""))
        self.cookie.say_next(request, response, say(done.said))
        return response

    def _again(self, request: HttpRequest, guest: G) -> HttpResponse:
        """Send a new link to the address that is written down; the answer is the same whatever came of it."""
        _visit(guest)
        self.send_new_link(guest)
        return self.draw(request, f"{self.templates}/sent.html", {})

    def _leave(self, request: HttpRequest, _guest: G) -> HttpResponse:
        """The guest is done on this device."""
        return self._gone(request, "")

    def _gone(self, request: HttpRequest, said: str) -> HttpResponse:
        context = {"said": said, "forgotten": say(self.forgotten)}
        if answers.wants_json(request):
            html = render("workmentor/guest/bye_inside.html", context)
            response = answers.as_json({"html": html, "announce": said})
        else:
            response = self.draw(request, "workmentor/guest/bye.html", context)
        self.cookie.end(response)
        return response

    def _require_same_page(self, guest: G, data: dict[str, Any]) -> None:
        """Refuse what was written on the page of another link: it would land in the wrong place.

        The words are given back beside the page, and stand in none of its controls.
        """
        if parsed(posted.Marked, data).guest != guest.mark:
            words = dict(data)
            data.clear()
            raise Changed(self.other_page, more={"elsewhere": words})


def _visit(guest: Guest) -> Visit:
    if guest.visit is None:
        raise NotAllowed(_NO_VISIT)
    return guest.visit
