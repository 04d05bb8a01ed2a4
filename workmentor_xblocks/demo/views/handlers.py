"""The addresses that a block's script posts to, guarded exactly as little as the platform guards them.

In the LMS an anonymous GET runs, an anonymous POST is 403 in HTML, and being enrolled is not asked. In Studio every
signed-in person gets through. The block has to defend itself (seen on a running Open edX).
"""

from __future__ import annotations

from typing import Any

import webob
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt
from xblock.exceptions import NoSuchHandlerError, NoSuchUsage
from xblock.plugin import PluginMissingError

from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.course.kinds import Kind
from workmentor_xblocks.demo.models import Block, Branch
from workmentor_xblocks.demo.runtime import doors, recording
from workmentor_xblocks.demo.runtime.stage import DemoRuntime

_MISSING = (NoSuchUsage, NoSuchHandlerError, PluginMissingError)


@csrf_exempt  # asked below, after the question who is there, as the LMS does
def lms(request: HttpRequest, usage: str, handler: str, suffix: str = "") -> HttpResponse:
    """A handler of a published block; outside a transaction, as in the LMS."""
    if not request.user.is_authenticated and request.method not in ("GET", "HEAD"):
        return HttpResponseForbidden("Unauthenticated")
    if request.user.is_authenticated:
        refused = CsrfViewMiddleware(lambda _: HttpResponse()).process_view(request, lms_page, (), {})
        if refused is not None:
            return refused
    usage_key = _key(usage)
    runtime = doors.learning(request, usage_key.context_key)
    if handler == "publish_completion":
        return _complete_on_view(runtime, usage_key, request)
    return _run(runtime, usage_key, handler, suffix, request)


def lms_page(request: HttpRequest) -> HttpResponse:
    """Stands for "a view that is not exempt" when the token is asked for."""
    return HttpResponse()


def studio(request: HttpRequest, usage: str, handler: str, suffix: str = "") -> HttpResponse:
    """A handler of Studio's editor."""
    return _in_studio(doors.studio, request, usage, handler, suffix)


def preview(request: HttpRequest, usage: str, handler: str, suffix: str = "") -> HttpResponse:
    """A handler of a block that is played in Studio's preview."""
    return _in_studio(doors.preview, request, usage, handler, suffix)


def _in_studio(door: Any, request: HttpRequest, usage: str, handler: str, suffix: str) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseForbidden("Unauthenticated")
    usage_key = _key(usage)
    with transaction.atomic():
        return _run(door(request, usage_key.context_key), usage_key, handler, suffix, request)


def _run(
    runtime: DemoRuntime, usage_key: Any, handler: str, suffix: str, request: HttpRequest
) -> HttpResponse:
    try:
        block = runtime.get_block(usage_key)
        answer = runtime.handle(block, handler, _webob(request), suffix)
    except _MISSING as error:
        raise Http404("No such block or handler.") from error
    # One string, as in the platform: a stream would not survive it.
    response = HttpResponse(
        answer.body, status=answer.status_code, content_type=answer.headers.get("Content-Type")
    )
    for name, value in answer.headerlist:
        if name.lower() not in ("content-type", "content-length"):
            response[name] = value
    return response


def _complete_on_view(runtime: DemoRuntime, usage_key: Any, request: HttpRequest) -> HttpResponse:
    """What the page tells of something that was seen; blocks that decide for themselves refuse it."""
    if not Block.objects.filter(branch=Branch.PUBLISHED, usage_key=str(usage_key)).exists():
        raise Http404("No such block.")
    own = usage_key.block_type != Kind.HTML and runtime.get_block(usage_key)
    if request.method != "POST" or getattr(own, "has_custom_completion", False):
        return JsonResponse({"error": "Block not configured for completion on view."}, status=400)
    people = runtime.people
    if people.user is not None and not people.in_disguise:
        recording.complete(people.user.id, usage_key, 1.0)
    return JsonResponse({"result": "ok"})


def _webob(request: HttpRequest) -> webob.Request:
    return webob.Request({**request.META, "PATH_INFO": request.path_info}, body=request.body)


def _key(usage: str) -> Any:
    usage_key = keys.usage(usage)
    if usage_key is None:
        raise Http404("No such block.")
    return usage_key
