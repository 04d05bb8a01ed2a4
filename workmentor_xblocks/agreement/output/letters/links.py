"""The link in a guest's mail."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse


def link(token: str, language: str) -> str:
    """The path of a link; it brings the reader's language along, so that the door needs to look up nobody."""
    return _spoken(reverse("workmentor:guest_entrance", args=[token]), language)


def objection_link(token: str, language: str) -> str:
    """The path of the link by which somebody who was written to before objects."""
    return _spoken(reverse("workmentor:guest_objection", args=[token]), language)


def _spoken(path: str, language: str) -> str:
    return f"{path}?{urlencode({'language': language})}" if language else path
