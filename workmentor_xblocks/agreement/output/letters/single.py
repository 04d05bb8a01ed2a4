"""A letter about one agreement: the sentences of its kind with their slots filled, and the numbers that go with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from workmentor_xblocks.agreement.output.letters import readers, wording
from workmentor_xblocks.agreement.output.letters.letter_values import Telling
from workmentor_xblocks.agreement.output.letters.readers import Reader
from workmentor_xblocks.agreement.output.letters.registry import TABLE
from workmentor_xblocks.agreement.output.letters.slots import common, label
from workmentor_xblocks.agreement.output.letters.wording import WORDS
from workmentor_xblocks.agreement.records.mail import Letter as Kind
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.core.output.letters import Written, greeting, said


def write(kind: Kind, thread: Thread, reader: Reader, about: Mapping[str, Any]) -> Written | None:
    """The letter in the language that is active; None where what it says does not hold any more."""
    told = Telling(thread, reader, about)
    row = TABLE[kind]
    if not row.holds(told):
        return None
    slots = common(told) | row.fill(told)
    link = "" if kind is Kind.CODE else readers.address_of_page(thread, reader)
    if link is None:
        return None
    code = ""
    if kind is Kind.CODE:
        with transaction.atomic():
            code = told.code(datetime.now(UTC))
    return Written(
        subject=subject(kind, told),
        greeting=greeting(reader),
        paragraphs=said(WORDS[kind], slots),
        why_you=gettext(wording.WHY_FORMER if reader.former else wording.WHY_YOU),
        code=code,
        link=link,
        link_label=gettext(wording.OBJECT if reader.former else wording.OPEN),
        facts=(*facts(told), *slots.get("proof", ())),
        command=slots.get("command", ""),
        how_to_check=gettext(wording.HOW_TO_CHECK) if slots.get("command") else "",
    )


def subject(kind: Kind, told: Telling) -> str:
    """What the letter is about, and which agreement, without a name of anybody."""
    return gettext(wording.NUMBERED).format(subject=gettext(WORDS[kind].subject), short=told.short)


def facts(told: Telling) -> tuple[tuple[str, str], ...]:
    """Which agreement a letter is about."""
    values = {
        "learner": told.learner,
        "organisation": told.known_organisation,
        "role": told.role,
        "number": told.short,
    }
    return tuple((label(name), value) for name, value in values.items() if value)
