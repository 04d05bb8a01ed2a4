"""``workmentor_legal_hold``: keep an agreement from being erased while a dispute about it is open."""

from __future__ import annotations

from django.core.management.base import CommandParser

from workmentor_xblocks.agreement.actions.legal_hold import Hold, hold
from workmentor_xblocks.management.typed_command import TypedCommand


class Command(TypedCommand[Hold]):
    """Sets or lifts the hold; the agreement itself is not changed by it."""

    typed = Hold
    help = "Keep an agreement from being erased when its time is over, or let it go again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which agreement, and whether the hold is lifted."""
        parser.add_argument("agreement", help="the agreement's id, as its address and its papers show it")
        parser.add_argument(
            "--lift", action="store_true", help="let it be erased again when its time is over"
        )

    def run(self, typed: Hold) -> None:
        """Say what is the case now."""
        self.stdout.write(
            "held: it is not erased" if hold(typed) else "not held: it is erased when its time is over"
        )
