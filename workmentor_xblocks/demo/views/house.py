"""The pages of the house: mail that was sent, events that were logged, files of a course, and starting over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views import static
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from workmentor_xblocks.demo import components, reset
from workmentor_xblocks.demo.course import files
from workmentor_xblocks.demo.models import Event, Mail
from workmentor_xblocks.demo.people import masquerade
from workmentor_xblocks.demo.runtime import doors

_NEWEST = 200
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@login_required
@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Every message that would have been sent, or those to one address."""
    to = request.GET.get("to", "")
    mails = Mail.objects.filter(recipients__icontains=to)[:_NEWEST]
    everybody = Mail.objects.order_by().values_list("recipients", flat=True).distinct()
    addresses = sorted({address for several in everybody for address in several.split(", ")})
    return render(request, "demo/outbox.html", {"mails": mails, "to": to, "addresses": addresses})


@login_required
@require_GET
@xframe_options_sameorigin
def mail_html(request: HttpRequest, mail_id: int) -> HttpResponse:
    """A message as a mail program shows it: nothing in it runs, its links open beside."""
    mail = get_object_or_404(Mail, id=mail_id)
    response = HttpResponse(f'<base target="_blank">{mail.html}')
    response["Content-Security-Policy"] = _MAIL_POLICY
    return response


@login_required
@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """What the blocks told the tracking log."""
    return render(request, "demo/events.html", {"events": Event.objects.all()[:_NEWEST]})


@login_required
@require_GET
def components_page(request: HttpRequest) -> HttpResponse:
    """What pages are made of, in every state, in either direction."""
    runs = "rtl" if request.GET.get("dir") == "rtl" else "ltr"
    styles = [f"workmentor/{name}.css" for name in ("learner", "scenario", "agreement")]
    context = {"things": list(components.by_thing()), "runs": runs, "styles": styles}
    return render(request, "demo/components.html", context)


@require_GET
def course_file(request: HttpRequest, course_key: str, path: str) -> HttpResponseBase:
    """A file of a course; like the platform's, for anybody who knows its address."""
    root = files.static_folder(course_key)
    if root is None:
        raise Http404("The course has no files.")
    return static.serve(request, path, document_root=str(root))


@require_POST
def start_over(request: HttpRequest) -> HttpResponse:
    """Forget everything that was done here and load the courses again; people stay signed in."""
    reset.everything()
    for drawer in doors.DRAWERS:
        request.session.pop(drawer, None)
    masquerade.leave_all(request)
    messages.success(request, "Everything is as on the first day.")
    return redirect("demo:courses")
