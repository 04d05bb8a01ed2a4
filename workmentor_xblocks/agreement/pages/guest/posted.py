"""What a guest's page sends: a form of the browser or JSON of the script, as one plain mapping."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest

from workmentor_xblocks.agreement.pages.guest.visitor import Guest
from workmentor_xblocks.core.content.errors import BadInput, Changed
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.nesting import is_too_deep

# What the page brings along for itself and no act asks for.
MARK = "guest"
_PROOF = "csrfmiddlewaretoken"
NOT_READABLE = Message(
    "not_readable", _("Something was sent that cannot be read. Reload the page and try again.")
)
_OTHER_PAGE = Message(
    "other_page",
    _(
        "Another agreement was opened in this browser meanwhile, so nothing was sent. This is the one that was "
        "opened last; to go on with the other one, open its link in your mail again."
    ),
)


def data_of(request: HttpRequest) -> dict[str, Any]:
    """The fields that were sent. Raises ``BadInput``."""
    if request.content_type != "application/json":
        return {name: _value(request, name) for name in request.POST if name != _PROOF}
    try:
        found = json.loads(request.body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadInput(NOT_READABLE)
    if not isinstance(found, dict) or is_too_deep(found):
        raise BadInput(NOT_READABLE)
    return {name: value for name, value in found.items() if name != _PROOF}


def require_same_page(guest: Guest, data: dict[str, Any]) -> None:
    """Refuse what was written on the page of another link: it would land in the wrong agreement.

    The words are given back beside the page, and stand in none of its controls.
    """
    if data.get(MARK) != guest.mark:
        words = dict(data)
        data.clear()
        raise Changed(_OTHER_PAGE, more={"elsewhere": words})


def _value(request: HttpRequest, name: str) -> str | list[str]:
    values = request.POST.getlist(name)
    return str(values[0]) if len(values) == 1 else [str(value) for value in values]
