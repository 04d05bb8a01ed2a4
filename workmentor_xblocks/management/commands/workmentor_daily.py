"""``workmentor_daily``: deadlines, reminders and forgetting, once a day from cron."""

from __future__ import annotations

from django.core.management.base import CommandError, CommandParser

from workmentor_xblocks.core.forms.inputs import Input, Tick
from workmentor_xblocks.core.output import daily, mail
from workmentor_xblocks.management.typed_command import TypedCommand


class Day(Input):
    """Whether anything is changed."""

    dry_run: Tick = False


class Command(TypedCommand[Day]):
    """Runs every daily job; missed days are made up for without a storm of letters."""

    typed = Day
    help = "Do what WorkMentor has to do once a day. Safe to run twice, or after days without."

    def add_arguments(self, parser: CommandParser) -> None:
        """Only tell what would be done."""
        parser.add_argument("--dry-run", action="store_true", help="change nothing, say what would be done")

    def run(self, typed: Day) -> None:
        """Run, and fail in the end when a job failed, so that cron tells somebody."""
        outcomes = daily.run(dry_run=typed.dry_run, said=self._say)
        if not typed.dry_run:
            sent, in_vain = mail.send_due()
            self.stdout.write(f"letters sent: {sent}, not sent: {in_vain}")
        if failed := [outcome.name for outcome in outcomes if outcome.failed]:
            raise CommandError(f"failed: {', '.join(failed)}. The log names the errors.")

    def _say(self, outcome: daily.Outcome) -> None:
        self.stdout.write(f"{outcome.name}: {outcome.failed or outcome.done}")
