"""What a person reads when a page is not there, not theirs, or broken; with the way back on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    said = str(exception) or "This page is for somebody else."
    return render(request, "demo/error.html", {"title": "Not allowed", "said": said}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    said = (
        exception.args[0]
        if exception.args and isinstance(exception.args[0], str)
        else "There is no such page."
    )
    return render(request, "demo/error.html", {"title": "Not found", "said": said}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """500; as plain as possible, because anything may be broken."""
    return HttpResponse("<h1>Something broke</h1><p>The terminal of the demo tells what.</p>", status=500)
