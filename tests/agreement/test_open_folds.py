"""The part in which something was typed stands open when it comes back with a refusal."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from lxml import html as lxml_html

from tests.agreement.driving import page_for
from tests.agreement.everyone import STAGES, everyone
from workmentor_xblocks.core.content.errors import Changed
from workmentor_xblocks.core.content.messages import Message
from workmentor_xblocks.core.pages.form_target import FormTarget

WORDS = "The boards of the third floor come a week later."
MEANWHILE = Changed(Message("not_now", "The agreement has moved on meanwhile."))


@pytest.mark.parametrize(
    ("act", "stage", "who"),
    [
        ("cancel", "negotiating", "school"),
        ("unfreeze", "signing", "school"),
        ("suspend", "active", "school"),
        ("withdraw", "proposed", "employer"),
        ("object", "reviewed", "learner"),
    ],
)
def test_it_stands_open_with_the_words_in_it(
    cast: SimpleNamespace, usage_key: str, act: str, stage: str, who: str
) -> None:
    story = everyone(cast, usage_key)
    STAGES[stage](story)
    typed = {"act": act, "text": WORDS}

    page = page_for(story.person(who), story.thread, FormTarget(), "en", refusal=MEANWHILE, typed=typed)

    folds = lxml_html.fragment_fromstring(page, create_parent="div").xpath(
        f"//details[starts-with(@data-wm-keep, '{act}') and @open]"
    )
    assert [fold.xpath("string(.//textarea)").strip() for fold in folds] == [WORDS]
