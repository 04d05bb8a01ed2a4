"""The agreement as a guest's page, whole or (for the script) its inside; and the page of a link that is closed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse

from workmentor_xblocks.agreement.actions.act import Done
from workmentor_xblocks.agreement.pages import unsaved
from workmentor_xblocks.agreement.pages.agreement import (
    agreement_html,
    answer,
    refused as refused_page,
    shown_for,
)
from workmentor_xblocks.agreement.pages.form_target import Door, Kind
from workmentor_xblocks.agreement.pages.guest import answers
from workmentor_xblocks.agreement.pages.guest.guard import refused, wants_json
from workmentor_xblocks.agreement.pages.guest.link_state import WHY, Worth, receipt
from workmentor_xblocks.agreement.pages.guest.posted import MARK
from workmentor_xblocks.agreement.pages.guest.visitor import Guest
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.receipts import event_of
from workmentor_xblocks.core.content.errors import NotFound, Refusal
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.pages.base import script_words
from workmentor_xblocks.core.pages.rendering import safe


def sheet(
    request: HttpRequest,
    guest: Guest,
    *,
    said: str = "",
    done: Done | None = None,
    refusal: Refusal | None = None,
    typed: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The page; after a refusal with what was typed, at the refusal's status. ``typed`` is what was sent."""
    thread = threads.find(guest.uuid)
    if guest.acting is None or thread is None:
        return closed(request, guest, said=said, typed=typed)
    by_script = wants_json(request)
    door = _door(request, guest, scripted=by_script)
    status, sent = refusal.status if refusal else 200, typed or {}
    kept = sent if refusal else None
    older = {name: request.GET[name] for name in ("remarks", "before", "history") if name in request.GET}
    shown = shown_for(guest.acting, thread, door, guest.language, refusal=refusal, typed=kept, older=older)
    if by_script and refusal is not None:
        beside = refused_page(shown, data=sent, refusal=refusal)
        return answers.as_json({"error": answers.error_of(refusal), **beside}, status=status)
    if by_script and done is not None:
        return answers.as_json(answer(shown, data=sent, done=done))
    context = {
        "agreement": safe(agreement_html(shown)),
        "said": said,
        "act_url": door.action,
        "leave_url": reverse("workmentor:guest_leave"),
        "mark": guest.mark,
        "mark_name": MARK,
        "words_json": json.dumps(script_words(), ensure_ascii=False),
    }
    return answers.page(request, "agreement", context, status=status)


def closed(
    request: HttpRequest, guest: Guest, *, said: str = "", typed: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Why a link lets nobody in, and what to do; who has signed is shown the receipt and asked for nothing.

    What was ``typed`` on a page that the link opened before is given back.
    """
    why = WHY[guest.worth]
    if wants_json(request):
        return refused(request, NotFound(why))
    context = {
        "why": say(why),
        "said": said,
        "receipt": _receipt(guest),
        "unsaved": safe(unsaved.html(unsaved.without_page(typed or {}))),
        "may_ask": guest.worth in (Worth.OVER, Worth.SIGNED),
        "again_url": reverse("workmentor:guest_again"),
    }
    return answers.page(request, "closed", context, status=200 if guest.worth is Worth.SIGNED else 404)


def _door(request: HttpRequest, guest: Guest, *, scripted: bool) -> Door:
    return Door(
        kind=Kind.GUEST,
        action=reverse("workmentor:guest_act"),
        reading=reverse("workmentor:guest_agreement"),
        hidden=(("csrfmiddlewaretoken", get_token(request)), (MARK, guest.mark)),
        links={name: reverse(f"workmentor:guest_{name}") for name in ("pdf", "history", "verifier")},
        scripted=scripted,
    )


def _receipt(guest: Guest) -> dict[str, Any] | None:
    signature = receipt(guest.key) if guest.worth is Worth.SIGNED and guest.key else None
    if signature is None:
        return None
    thread = threads.find(guest.uuid)
    head = event_of(thread, signature)[1] if thread else ""
    version = signature.version
    return {"at": signature.at, "version": version.number, "sha256": version.sha256, "head": head}
