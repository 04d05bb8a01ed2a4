"""Signing in: one click on a person, no password, because this is a demo on one machine."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def sign_in(request: HttpRequest) -> HttpResponse:
    """Choose who to be."""
    if request.method != "POST":
        return render(request, "demo/sign_in.html", {"next": back(request, request.GET.get("next", ""))})
    user = User.objects.filter(username=request.POST.get("person", ""), is_active=True).first()
    if user is None:
        raise Http404("Nobody of that name is here.")
    login(request, user, backend=_BACKEND)
    return redirect(back(request, request.POST.get("next", "")))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Be nobody."""
    logout(request)
    return redirect("demo:sign_in")


def back(request: HttpRequest, address: str) -> str:
    """``address`` when it is one of ours, else the start page."""
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if address and safe else "/"
