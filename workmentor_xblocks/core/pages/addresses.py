"""Where our own pages are: downloads, pages to keep, guests' pages. A bare runtime has none, and links are left out."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def page(name: str, *args: str) -> str:
    """The address of a page by its name in ``urls``; "" where our pages are not installed."""
    try:
        return reverse(f"workmentor:{name}", args=args)
    except NoReverseMatch:
        return ""
