"""The short guides that come with the package: a page for each, with its pictures, on every site that has the blocks.

They stand in ``docs/`` as Markdown, are read there by whoever looks at the repository, and go into the package as they
are; so a link to one leads somewhere also where nothing but the site can be reached. They hold nothing of anybody.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import markdown
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from workmentor_xblocks.core.pages.guests import answers
from workmentor_xblocks.core.pages.rendering import safe

GUIDES = ("first-scenario", "first-agreement")
_FOLDER = files("workmentor_xblocks") / "docs"
_PICTURE = re.compile(r"first-[a-z0-9-]+\.webp")
# As they are written for who reads them in the repository.
_TO_PICTURE = re.compile(r'(?<=src=")pictures/(first-[a-z0-9-]+\.webp)(?=")')
_TO_GUIDE = re.compile(r'(?<=href=")(first-[a-z]+)\.md(?=")')


@require_GET
def guide(request: HttpRequest, name: str) -> HttpResponse:
    """One guide as a page, in English as it is written."""
    if name not in GUIDES:
        raise Http404
    text = _read(_FOLDER / f"{name}.md").decode("utf-8")
    title = text.partition("\n")[0].lstrip("# ")
    context = {"title": title, "style": "workmentor/learner.css", "guide": safe(_html(text))}
    return answers.page(request, "workmentor/core/guide.html", context)


@require_GET
def picture(_request: HttpRequest, name: str) -> HttpResponse:
    """One picture of a guide."""
    if not _PICTURE.fullmatch(name):
        raise Http404
    response = HttpResponse(_read(_FOLDER / "pictures" / name), content_type="image/webp")
    response["Cache-Control"] = "public, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _read(file: Traversable) -> bytes:
    if not file.is_file():
        raise Http404
    return file.read_bytes()


@lru_cache(maxsize=len(GUIDES))
def _html(text: str) -> str:
    html = markdown.markdown(text, extensions=["tables", "sane_lists"], output_format="html")
    html = _TO_PICTURE.sub(lambda found: reverse("workmentor:guide_picture", args=[found[1]]), html)
    return _TO_GUIDE.sub(lambda found: reverse("workmentor:guide", args=[found[1]]), html)
