"""What a guest's page sends: a form of the browser or JSON of the script, as one plain mapping; nothing too large.

Also what can be said of a request before it is read.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Annotated, Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from workmentor_xblocks.core.forms.inputs import Input, Kind
from workmentor_xblocks.core.pages.handlers import read_json

LIMIT = 256_000  # bytes of a form; the longest template filled to the brim has a tenth of it
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent)
# A form in parts that no browser makes: without a boundary, torn, or with thousands of files.
UNREADABLE = (MultiPartParserError, TooManyFilesSent)
_PROOF = "csrfmiddlewaretoken"


class _Mark(Kind):
    """Whose page it is; what is no mark is nobody's."""

    def read(self, sent: object) -> str:
        """The mark."""
        return sent if isinstance(sent, str) else ""


class Marked(Input):
    """What the page of a guest brings along for itself and no act asks for."""

    guest: Annotated[str, _Mark()] = ""


MARK = next(iter(Marked.model_fields))


def data_of(request: HttpRequest) -> dict[str, Any]:
    """The fields that were sent. Raises ``BadInput``."""
    if request.content_type != "application/json":
        return {name: _value(request, name) for name in request.POST if name != _PROOF}
    return {name: value for name, value in read_json(request.body).items() if name != _PROOF}


def typed(request: HttpRequest) -> Mapping[str, Any]:
    """The words of a form that could be read, whatever else was wrong with it."""
    if request.method != "POST" or is_too_large(request) or not is_utf_8(request):
        return {}
    try:
        return request.POST.dict()
    except (*TOO_MUCH, *UNREADABLE):
        return {}


def is_too_large(request: HttpRequest) -> bool:
    """Whether more was sent than any form of ours holds."""
    told = str(request.META.get("CONTENT_LENGTH") or "0")
    return told.isdecimal() and int(told) > LIMIT


def is_utf_8(request: HttpRequest) -> bool:
    """Whether the letters come as UTF-8; Django leaves out an encoding that it does not know.

    Browsers send what a page holds in the page's own encoding, so another one is no browser with our page.
    """
    return request.encoding is None or codecs.lookup(request.encoding).name == "utf-8"


def _value(request: HttpRequest, name: str) -> str | list[str]:
    values = request.POST.getlist(name)
    return str(values[0]) if len(values) == 1 else [str(value) for value in values]
