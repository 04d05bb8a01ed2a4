"""A command takes what was typed behind its name as one typed input, as a handler takes a form."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, Generic, TypeVar

from django.core.management.base import BaseCommand, CommandError

from workmentor_xblocks.core.content.errors import NoSuch, Refusal
from workmentor_xblocks.core.forms.inputs import Input, parsed

Typed = TypeVar("Typed", bound=Input)


class TypedCommand(BaseCommand, Generic[Typed]):
    """The base of our commands. What is refused, or not there, is the command's own error."""

    typed: type[Typed]

    def handle(self, *args: Any, **options: Any) -> None:
        """Read what was typed, then do it."""
        try:
            self.run(parsed(self.typed, options))
        except (Refusal, NoSuch) as error:
            raise CommandError(str(error)) from error

    @abstractmethod
    def run(self, typed: Typed) -> None:
        """Do it, and say what came of it."""
