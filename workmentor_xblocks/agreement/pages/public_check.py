"""The public page behind the code on a print: whether number and fingerprint are recorded, and how that version stands.

It names nobody, and says no more than it compares: the words on a paper it cannot see.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from workmentor_xblocks.agreement.pages.guest.views import GUESTS
from workmentor_xblocks.agreement.records import thread as threads
from workmentor_xblocks.agreement.records.tables import Version
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.rules.lifecycle import State, VersionState
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.translation import gettext, say

_ENDED = (State.COMPLETED, State.TERMINATED)
_SHA256 = re.compile("[0-9a-f]{64}")

_UNKNOWN = Message(
    "check_unknown",
    _(
        "This does not match. Either the paper was changed, or the number was not copied whole. Compare version and "
        "fingerprint, letter by letter, with the paper; then ask the school."
    ),
)
_HOLDS = Message("check_holds", _("Number and fingerprint are those of version {number}, which is in force."))
_HELD = Message(
    "check_held",
    _("Number and fingerprint are those of version {number}, which was in force until the agreement ended."),
)
_REPLACED = Message(
    "check_replaced",
    _(
        "Number and fingerprint are those of version {number}, which was in force and was replaced by a newer version."
    ),
)
_UNSIGNED = Message(
    "check_unsigned",
    _(
        "Number and fingerprint are those of version {number}, which is not in force: it is still being signed."
    ),
)
_ASIDE = Message(
    "check_aside",
    _("Number and fingerprint are those of version {number}, which was put aside and never was in force."),
)
_BY_STATE: Mapping[str, Message] = {
    VersionState.IN_FORCE: _HOLDS,
    VersionState.SUPERSEDED: _REPLACED,
    VersionState.FROZEN: _UNSIGNED,
    VersionState.ABANDONED: _ASIDE,
}


@require_GET
@never_cache
def verify(request: HttpRequest, uuid: str) -> HttpResponse:
    """Compare the version and the fingerprint of a paper with what is recorded."""
    number, digest = request.GET.get("version", ""), request.GET.get("sha256", "").strip().lower()
    asked = bool(number or digest)
    found = _version(threads.find(uuid), number, digest) if asked else None
    context = {
        "verdict": say(_verdict(found)) if asked else "",
        "matches": found is not None,
        "title": gettext("Check a printed agreement"),
        "version": number if number.isdecimal() and len(number) < 6 else "",
        "sha256": digest if _SHA256.fullmatch(digest) else "",
    }
    status = 200 if found or not asked else 404
    return GUESTS.draw(request, "workmentor/agreement/check.html", context, status=status)


def _version(thread: Thread | None, number: str, digest: str) -> tuple[Thread, Version] | None:
    """The version that a paper names, if both its number and its fingerprint are those that are recorded."""
    versions = thread.versions if thread else []
    match = next((v for v in versions if str(v.number) == number and v.sha256 and v.sha256 == digest), None)
    return (thread, match) if thread and match else None


def _verdict(found: tuple[Thread, Version] | None) -> Message:
    if found is None:
        return _UNKNOWN
    thread, version = found
    chosen = _BY_STATE.get(version.state, _UNKNOWN)
    if chosen is _HOLDS and thread.state in _ENDED:
        chosen = _HELD
    return Message(chosen.code, chosen.msgid, {"number": version.number})
