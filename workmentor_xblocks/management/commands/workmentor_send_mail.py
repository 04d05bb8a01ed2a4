"""``workmentor_send_mail``: send the letters that are due, for cron beside the queue."""

from __future__ import annotations

from typing import Annotated

from django.core.management.base import CommandParser
from django.utils import timezone

from workmentor_xblocks.core.forms.inputs import Input, Number, Tick
from workmentor_xblocks.core.output import mail
from workmentor_xblocks.core.records import outbox
from workmentor_xblocks.management.typed_command import TypedCommand


class Sending(Input):
    """How many letters at most, and whether they are only counted."""

    limit: Annotated[int, Number()] = 1000
    dry_run: Tick = False


class Command(TypedCommand[Sending]):
    """Sends what is due; run as often as you like, also twice at once."""

    typed = Sending
    help = (
        "Send the letters of WorkMentor that are due. Safe to run every few minutes, also beside the queue."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How many at most, or only count."""
        parser.add_argument("--limit", type=int, default=1000, help="at most so many letters (default: 1000)")
        parser.add_argument("--dry-run", action="store_true", help="only count what is due")

    def run(self, typed: Sending) -> None:
        """Send, then say how many."""
        if typed.dry_run:
            self.stdout.write(f"due: {outbox.due(timezone.now()).count()}")
            return
        sent, in_vain = mail.send_due(limit=typed.limit)
        self.stdout.write(f"sent: {sent}, not sent: {in_vain}, still waiting: {outbox.waiting().count()}")
