"""A reminder: one letter a day over everything that waits for one person."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from workmentor_xblocks.agreement.output.letters import readers, wording
from workmentor_xblocks.agreement.output.letters.letter_values import Telling
from workmentor_xblocks.agreement.output.letters.readers import Reader
from workmentor_xblocks.agreement.output.letters.wording import WORDS
from workmentor_xblocks.agreement.records import snapshot, thread as threads
from workmentor_xblocks.agreement.records.attached_tables import Reminder
from workmentor_xblocks.agreement.records.mail import Letter as Kind
from workmentor_xblocks.agreement.records.thread import Thread
from workmentor_xblocks.core.content.translation import gettext, ngettext, say
from workmentor_xblocks.core.output.letters import Item, Written, greeting


def entries(batch: str) -> list[tuple[Thread, str]]:
    """The agreements of one reminder, each with the party that is waited for."""
    rows = Reminder.objects.filter(batch=batch).select_related("agreement", "party").order_by("id")
    pairs = dict.fromkeys((row.agreement.uuid, row.party.uuid) for row in rows)
    found = ((threads.find(agreement), party) for agreement, party in pairs)
    return [(thread, party) for thread, party in found if thread is not None]


def write(found: Sequence[tuple[Thread, str, Reader]]) -> Written | None:
    """The letter in the language that is active; None when nothing waits any more, or nobody wants to hear of it."""
    items = [item for thread, party, reader in found if (item := _item(thread, party, reader))]
    if not items:
        return None
    count = len(items)
    subject = ngettext(
        "You are waited for: {count} agreement", "You are waited for: {count} agreements", count
    ).format(count=count)
    return Written(
        subject=subject,
        greeting=greeting(found[0][2]),
        paragraphs=tuple(gettext(str(sentence)) for sentence in WORDS[Kind.REMINDER].said),
        why_you=gettext(wording.WHY_YOU),
        link_label=gettext(wording.OPEN),
        items=tuple(items),
        last=gettext(wording.OPT_OUT),
    )


def _item(thread: Thread, party: str, reader: Reader) -> Item | None:
    waited = [one for one in snapshot.waited_for(thread, timezone.localdate()) if one.party == party]
    if not waited or reader.party.no_reminders:
        return None
    link = readers.address_of_page(thread, reader)
    if link is None:
        return None
    told = Telling(thread, reader)
    lines = []
    for one in waited:
        until = told.day(one.due)
        lines.append(
            gettext(wording.BY).format(what=say(one.for_what), until=until) if until else say(one.for_what)
        )
    return Item(
        title=f"{told.learner} · {told.organisation} ({told.short})",
        lines=tuple(lines),
        link=link,
    )
