"""Files: our own script and styles, and the pictures of a course."""

from __future__ import annotations

import re

import pytest

from tests.contract.fact import fact
from tests.contract.site import Site
from tests.contract.steps import at, keep_path, opening, place, s1
from tests.scenario.stories import ASK, GREET, STOP, kitchen_data
from workmentor_xblocks.core.pages.guides import GUIDES
from workmentor_xblocks.scenario.content.definition import from_data

_PORTABLE = "Course texts say /static/…; the platform rewrites a view and leaves a handler's answer alone."


def _ours(html: str) -> set[str]:
    return set(
        re.findall(
            r"""(?:src|href)=["']([^"']*workmentor/(?:learner|editor|scenario)[^"'/]*\.(?:js|css))["'?]""",
            html,
        )
    )


@fact(
    "Script and styles of the learner's page are served by the LMS.",
    source="They are static files of a Django app.",
)
@pytest.mark.shows("platform fact 59")
def files_of_the_lms(site: Site) -> None:
    marta = site.person("marta")
    found = _ours(marta.page(site.sample("s1")).raw)
    assert len(found) == 3, found
    for address in found:
        answer = marta.get(address)
        assert (answer.status, bool(answer.body)) == (200, True), address


@fact(
    "The short guides that Studio leads an author to are pages of LMS and Studio, with their pictures, for everybody.",
    source="They are pages of the plugin, so that no address elsewhere is needed.",
)
def guides_are_pages_of_the_site(site: Site) -> None:
    for get in (site.nobody().get, site.person("aad").get_in_studio):
        for name in GUIDES:
            page = get(f"/workmentor/guides/{name}/")
            assert page.status == 200, name
            pictures = re.findall(r'src="([^"]+\.webp)"', page.raw)
            assert pictures
            for address in pictures:
                answer = get(address)
                assert (answer.status, answer.body[8:12]) == (200, b"WEBP"), address


@fact(
    "Each rule of the block's style sheets weighs more than the platform's for bare elements, and takes those back.",
    source="Seen on a running LMS: it made the head of an agreement 41 px large and thin.",
)
def styles_outweigh_the_platform(site: Site) -> None:
    marta = site.person("marta")
    addresses = [one for one in _ours(marta.page(site.sample("s1")).raw) if ".css" in one]
    assert len(addresses) == 2
    text = "".join(marta.get(address).body.decode() for address in addresses)
    heads = [head.strip() for head in re.findall(r"([^{}]+)\{", text) if not head.startswith("@")]
    tokens, own_page = (
        {".wm"},
        {".wm-page"},
    )  # custom properties only; the body of a page outside the platform
    light = [head for head in heads if not head.startswith(".wm" * 6) and head not in tokens | own_page]
    assert light == []
    assert f"{'.wm' * 6} :where(:not(svg,svg *)){{all:revert}}" in text


@fact(
    "Script and styles of preview and editor are served by Studio.",
    source="They are static files of a Django app.",
)
@pytest.mark.shows("platform fact 59")
def files_of_studio(site: Site) -> None:
    aad = site.person("aad")
    found = _ours(aad.editor(site.sample("s1")).raw)
    wanted = (
        ("editor.", ".js"),
        ("editor-forms.", ".js"),
        ("editor-scenario.", ".js"),
        ("editor.", ".css"),
        ("editor-scenario.", ".css"),
        ("learner.", ".css"),
        ("scenario.", ".css"),
    )
    assert [one for one in wanted if not any(one[0] in a and one[1] in a for a in found)] == [], found
    for address in found:
        assert aad.get_in_studio(address).status == 200, address


@fact("Pictures have working addresses in the page and in a handler's answer.", source=_PORTABLE)
@pytest.mark.shows("scenario lesson 10", "scenario pitfall 22", "platform fact 53")
def pictures_are_rewritten(site: Site) -> None:
    placed = place(site, s1())
    marta = at(site, "marta", placed)
    answered = marta.begin().page
    reloaded = marta.open()
    for page in (answered, reloaded):
        (address,) = page.attributes("src")
        assert not address.startswith("/static/"), address
        picture = site.person("marta").get(address)
        assert picture.status == 200, address
        assert b"<svg" in picture.body
    assert answered.attributes("src") == reloaded.attributes("src")


@fact("Pictures inside a text have working addresses too, on the page to keep as well.", source=_PORTABLE)
def pictures_in_texts(site: Site) -> None:
    data = kitchen_data()
    data["scenes"][0]["choices"][0]["consequence"] = "Look: ![the board](/static/s1-board.svg)"
    placed = place(site, from_data(data))
    marta = at(site, "marta", placed)
    chosen = marta.walk(GREET).page.attributes("src")
    for label in (STOP, ASK):
        marta.choose(label)
    marta.look_back()
    kept = site.person("marta").get(keep_path(marta))
    for address in (*chosen, *re.findall(r'<img[^>]*src="([^"]*)"', kept.raw)):
        assert b"<svg" in site.person("marta").get(address).body, address
    assert chosen
    assert "<img" in kept.raw


@fact("Pictures have working addresses in the author's preview and its answers.", source=_PORTABLE)
@pytest.mark.shows("scenario pitfall 22")
def pictures_in_the_preview(site: Site) -> None:
    placed = place(site, s1())
    aad = site.person("aad")
    answer = aad.preview(placed.key, "begin", {"run": ""})
    assert answer.status == 200, answer.raw[:500]
    again = re.findall(r'<img[^>]*src="([^"]*)"', aad.author_view(placed.key).raw)
    for address in (*answer.page.attributes("src"), *again):
        assert aad.get_in_studio(address).status == 200, address


@fact(
    "The editor offers the images of the course, each with an address that shows it.",
    source="Authors choose by eye.",
)
def pictures_to_choose(site: Site) -> None:
    aad = site.person("aad")
    offered = {picture["src"]: picture for picture in opening(aad, site.sample("s1"))["pictures"]}
    assert "/static/s1-board.svg" in offered
    assert b"<svg" in aad.get_in_studio(offered["/static/s1-board.svg"]["url"]).body
