"""``workmentor_undecided``: records that may still name a retired person, and what is decided about them."""

from __future__ import annotations

from typing import Annotated

from django.core.management.base import CommandParser

from workmentor_xblocks.core.forms.inputs import Input, Number
from workmentor_xblocks.core.people import undecided
from workmentor_xblocks.management.typed_command import TypedCommand

_One = Annotated[int | None, Number(is_optional=True)]


class Decision(Input):
    """What is decided, about which entry or person; nothing: only look."""

    erase: _One = None
    keep: _One = None
    close: _One = None


class Command(TypedCommand[Decision]):
    """Lists them by table and id, never with their text; decides about one, or ends the list of a person."""

    typed = Decision
    help = "List the records that may still name somebody who was retired, and decide about them."

    def add_arguments(self, parser: CommandParser) -> None:
        """What is decided; with none of these everything that is open is listed."""
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument("--erase", type=int, metavar="ENTRY", help="erase the text of this record")
        chosen.add_argument("--keep", type=int, metavar="ENTRY", help="it names somebody else: leave it")
        chosen.add_argument("--close", type=int, metavar="USER", help="end the list of this person")

    def run(self, typed: Decision) -> None:
        """Do it, and say what is open now."""
        if typed.erase is not None:
            undecided.erase(typed.erase)
        elif typed.keep is not None:
            undecided.keep(typed.keep)
        elif typed.close is not None:
            self.stdout.write(f"closed: {undecided.close(typed.close)} entries")
        open_jobs = undecided.jobs()
        for job in open_jobs:
            self.stdout.write(f"user {job.user_id}:" if job.user_id else "without an account:")
            for entry in job.records:
                self.stdout.write(
                    f"  {entry.pk}: {entry.table} {entry.row_id}, since {entry.listed_at:%Y-%m-%d}"
                )
        if not open_jobs:
            self.stdout.write("nothing is open")
