"""``workmentor_undecided``: records that may still name a retired person, and what is decided about them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workmentor_xblocks.core.people import undecided


class Command(BaseCommand):
    """Lists them by table and id, never with their text; decides about one, or ends the list of a person."""

    help = "List the records that may still name somebody who was retired, and decide about them."

    def add_arguments(self, parser: CommandParser) -> None:
        """What is decided; with none of these everything that is open is listed."""
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--erase", type=int, metavar="ENTRY", help="erase the text of this record")
        chosen.add_argument("--keep", type=int, metavar="ENTRY", help="it names somebody else: leave it")
        chosen.add_argument("--close", type=int, metavar="USER", help="end the list of this person")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say what is open now."""
        try:
            if options["erase"] is not None:
                undecided.erase(options["erase"])
            elif options["keep"] is not None:
                undecided.keep(options["keep"])
            elif options["close"] is not None:
                self.stdout.write(f"closed: {undecided.close(options['close'])} entries")
        except undecided.NoSuchRecord as error:
            raise CommandError(str(error)) from error
        open_jobs = undecided.jobs()
        for job in open_jobs:
            self.stdout.write(f"user {job.user_id}:" if job.user_id else "without an account:")
            for entry in job.records:
                self.stdout.write(
                    f"  {entry.pk}: {entry.table} {entry.row_id}, since {entry.listed_at:%Y-%m-%d}"
                )
        if not open_jobs:
            self.stdout.write("nothing is open")
