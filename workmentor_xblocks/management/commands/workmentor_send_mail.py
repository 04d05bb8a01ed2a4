"""``workmentor_send_mail``: send the letters that are due, for cron beside the queue."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from workmentor_xblocks.core.output import mail
from workmentor_xblocks.core.records import outbox


class Command(BaseCommand):
    """Sends what is due; run as often as you like, also twice at once."""

    help = (
        "Send the letters of WorkMentor that are due. Safe to run every few minutes, also beside the queue."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """How many at most, or only count."""
        parser.add_argument("--limit", type=int, default=1000, help="at most so many letters (default: 1000)")
        parser.add_argument("--dry-run", action="store_true", help="only count what is due")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, then say how many."""
        if options["dry_run"]:
            self.stdout.write(f"due: {outbox.due(timezone.now()).count()}")
            return
        sent, in_vain = mail.send_due(limit=options["limit"])
        self.stdout.write(f"sent: {sent}, not sent: {in_vain}, still waiting: {outbox.waiting().count()}")
