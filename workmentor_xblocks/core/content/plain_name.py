"""What counts as a name: one line, no link and no address. A longer text is somebody's message, and a name goes into letters."""

from __future__ import annotations

import re

from workmentor_xblocks.core.content.messages import Message, gettext_noop as _

IN_LETTERS = 60  # characters

_NOT_A_NAME = Message("name_wrong", _("Write a name on one line, without a link or an e-mail address in it."))
# The ends of lines that programs know, and what programs make a link of.
_LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LINK = re.compile(r"://|\bwww\.|[^\s@]+@[^\s@]+\.[^\s@]", re.IGNORECASE)


def problem(text: str) -> Message | None:
    """Why a text is no name; None when it may be one."""
    return _NOT_A_NAME if _LINE_END.search(text) or _LINK.search(text) else None


def in_letters(text: str) -> str:
    """A name as a letter says it: shortened, and "" for what is none (an account may be called anything)."""
    name = " ".join(text.split())
    if problem(name):
        return ""
    return name if len(name) <= IN_LETTERS else f"{name[: IN_LETTERS - 1].rstrip()}…"
