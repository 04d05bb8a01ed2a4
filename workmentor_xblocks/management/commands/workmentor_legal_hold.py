"""``workmentor_legal_hold``: keep an agreement from being erased while a dispute about it is open."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workmentor_xblocks.agreement.actions.legal_hold import Hold, NoSuchAgreement, hold
from workmentor_xblocks.core.content.errors import Refusal
from workmentor_xblocks.core.forms.inputs import parsed


class Command(BaseCommand):
    """Sets or lifts the hold; the agreement itself is not changed by it."""

    help = "Keep an agreement from being erased when its time is over, or let it go again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which agreement, and whether the hold is lifted."""
        parser.add_argument("agreement", help="the agreement's id, as its address and its papers show it")
        parser.add_argument(
            "--lift", action="store_true", help="let it be erased again when its time is over"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what is the case now."""
        try:
            held = hold(parsed(Hold, options))
        except (NoSuchAgreement, Refusal) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            "held: it is not erased" if held else "not held: it is erased when its time is over"
        )
