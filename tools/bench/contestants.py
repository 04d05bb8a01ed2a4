"""Our block and two others that ask people something: what each shows, and what one press of its button sends.

What a press sends was read in the other blocks' own scripts (``public/js/poll.js`` 1.16.1,
``public/js/mentoring_standard_view.js`` 5.2.1).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

from tools.bench.stories import S1
from workmentor_xblocks.scenario.content.definition import Definition

Sent = tuple[str, Mapping[str, Any]]  # a handler and what it is sent

_QUESTION = """<pb-mcq name="q{0}" question="What do you do first?" correct_choices='["a"]'>
<pb-choice value="a">Stop the work</pb-choice><pb-choice value="b">Ask him why</pb-choice>
<pb-choice value="c">Let him go on</pb-choice><pb-tip values='["a"]'>So nobody is hurt.</pb-tip>
<pb-tip values='["b","c"]'>There is time for that later.</pb-tip></pb-mcq>"""


@dataclass(frozen=True)
class Contestant:
    """``first`` is sent before the page is one to decide on; ``press`` makes of the page what a decision sends."""

    name: str
    kind: str
    xml: str
    press: Callable[[str], list[Sent]]
    about: str
    first: tuple[Sent, ...] = ()


def _decide(html: str) -> list[Sent]:
    form = lxml_html.fragment_fromstring(html, create_parent="div").xpath(
        ".//form[@data-wm-action='choose']"
    )[0]
    fields = form.xpath(".//input[@type='hidden']") + form.xpath("(.//input[@type='radio'])[1]")
    return [("choose", {field.get("name"): field.get("value") for field in fields})]


OURS = Contestant(
    "ours",
    Definition.TAG,
    S1.read_text("utf-8"),
    _decide,
    "S1 at its first scene",
    first=(("begin", {"run": ""}),),
)
OTHERS = (
    Contestant(
        "survey",
        "survey",
        "<survey/>",
        lambda _html: [("vote", {"enjoy": "Y", "recommend": "Y", "learn": "M"}), ("get_results", {})],
        "xblock-poll's survey of three questions, a step: vote, then results (and 1 request at load, not counted)",
    ),
    Contestant(
        "problem-builder",
        "problem-builder",
        f"<problem-builder>{_QUESTION.format(1)}{_QUESTION.format(2)}</problem-builder>",
        lambda _html: [("submit", {"q1": {"value": "a"}, "q2": {"value": "b"}})],
        "problem-builder with two questions of three choices and tips (and 1 request at load, not counted)",
    ),
)
