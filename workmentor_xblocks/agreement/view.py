"""The page of one agreement, as HTML made on the server; the same for who has an account and for guests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from workmentor_xblocks.agreement.acting import Acting
from workmentor_xblocks.agreement.door import Door
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.agreement.shown import Shown
from workmentor_xblocks.core.block.errors import Refusal
from workmentor_xblocks.core.block.rendering import render

_FOLDER = "workmentor/agreement"


def page_for(
    acting: Acting,
    thread: Thread,
    door: Door,
    language: str,
    *,
    refusal: Refusal | None = None,
    typed: Mapping[str, Any] | None = None,
    with_history: bool = False,
) -> str:
    """The page, texts of the template in ``language`` where there are such, interface words in the active language.

    After a refusal it shows today's state with what was typed. Raises ``NotFound`` for who takes no part.
    """
    shown = Shown.of(
        acting,
        thread,
        door,
        language,
        today=timezone.localdate(),
        refusal=refusal,
        typed=typed,
        with_history=with_history or door.is_guest,
    )
    return agreement_html(shown)


def agreement_html(shown: Shown) -> str:
    """The whole page of one agreement."""
    return render(
        f"{_FOLDER}/agreement.html",
        {"door": shown.door, "suffix": shown.door.suffix, "interface_language": get_language() or "en"},
    )
