"""From a POST of JSON to one action and back: the only way in which a page of a block changes anything.

The platform protects no handler: it neither asks for enrolment nor keeps learners out of Studio's. So each handler
gets a ``Viewer`` that was built fail-closed, and every refusal leaves in one shape.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from web_fragments.fragment import Fragment
from webob import Request, Response
from xblock.core import XBlock

from workmentor_xblocks import host
from workmentor_xblocks.core.content.errors import BadInput, NotAllowed, Refusal, TooLarge
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.nesting import is_too_deep
from workmentor_xblocks.core.content.translation import say
from workmentor_xblocks.core.forms.inputs import NOT_READABLE, Data
from workmentor_xblocks.core.people.viewer import Viewer

Answer = dict[str, Any]

TOO_LARGE = Message("too_large", _("That is more than can be taken at once. Make it shorter and try again."))
_SOMEBODY_ELSE = Message(
    "somebody_else",
    _(
        "Somebody else is signed in in this browser now, so nothing was sent. Reload the page to go on as yourself."
    ),
)
_POST_ONLY = Message("post_only", _("This address only takes what a page of the course sends."))


def action(limit: int = 64_000) -> Callable[[Callable[[Any, Viewer, Data], Answer]], Callable[..., Response]]:
    """Make a method a handler: JSON of at most ``limit`` bytes in, the method's dict as JSON out.

    The method gets the viewer and the data; a ``Refusal`` becomes the error shape. A block may define
    ``refused(viewer, refusal)`` to send today's page along, and ``speaking(viewer)`` to choose the language.
    """

    def decorate(method: Callable[[Any, Viewer, Data], Answer]) -> Callable[..., Response]:
        @XBlock.handler
        @wraps(method)
        def handler(self: Any, request: Request, suffix: str = "") -> Response:
            viewer = host.current().viewer(self)
            with self.speaking(viewer):
                try:
                    _require_same_person(request, viewer)
                    return _json(200, method(self, viewer, _body(request, limit)))
                except Refusal as refusal:
                    return _json(
                        refusal.status, {"error": error_of(refusal), **self.refused(viewer, refusal)}
                    )

        return handler

    return decorate


def _body(request: Request, limit: int) -> Data:
    if request.method != "POST":
        raise _PostOnly(_POST_ONLY)
    if len(request.body) > limit:
        raise TooLarge(TOO_LARGE)
    return read_json(request.body)


def read_json(body: bytes) -> dict[str, Any]:
    """What a script sent. Raises ``BadInput``."""
    try:
        data = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadInput(NOT_READABLE) from error
    if not isinstance(data, dict) or is_too_deep(data):
        raise BadInput(NOT_READABLE)
    # Half of a letter in JSON's own escapes is no text: neither a table nor an answer could hold it.
    whole = json.dumps(data, ensure_ascii=False).encode("utf-8", "ignore")
    found: dict[str, Any] = json.loads(whole)
    return found


def _require_same_person(request: Request, viewer: Viewer) -> None:
    """Refuse when the page was made for somebody who is not the one signed in now (in another tab, say)."""
    made_for = request.headers.get("X-Workmentor-User", "")
    now = host.current().opaque_user(viewer.actor_id) if viewer.actor_id is not None else ""
    if made_for and now and made_for != now:
        raise NotAllowed(_SOMEBODY_ELSE)


class _PostOnly(Refusal):
    status = 405


def error_of(refusal: Refusal) -> Answer:
    """The one shape of a refusal."""
    return {
        "code": refusal.message.code,
        "message": say(refusal.message),
        "fields": {name: say(message) for name, message in refusal.fields.items()},
    }


def _json(status: int, data: Answer) -> Response:
    body = json.dumps(data, ensure_ascii=False).encode("utf-8")
    return Response(body=body, status=status, content_type="application/json", charset="utf-8")


__all__ = ["Answer", "Data", "Fragment", "action"]
