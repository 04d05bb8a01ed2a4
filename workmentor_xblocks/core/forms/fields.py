"""What a form asks of a field that an author wrote, whichever block it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Protocol

# What a field holds: a text, a number or an answer in clear, or the rows of a table.
Value = str | int | bool | Sequence[Mapping[str, str]]

# (path, source text) → the words at that path for whoever reads.
Words = Callable[[str, str], str]


class Kind(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"  # YYYY-MM-DD
    NUMBER = "number"  # whole, or with the decimals that the field asks for
    CHOICE = "choice"
    YES_NO = "yes_no"
    ROWS = "rows"  # a list with the columns of the field


class Labelled(Protocol):
    """An option of a choice, a column of a table."""

    @property
    def id(self) -> str:
        """Its name in values."""

    @property
    def label(self) -> str:
        """Its words in the source language."""


class Field(Protocol):
    """One thing to fill in."""

    @property
    def id(self) -> str:
        """Its name in values and forms."""

    @property
    def label(self) -> str:
        """What it is called, in the source language."""

    @property
    def help(self) -> str:
        """What helps to fill it in, in the source language."""

    @property
    def kind(self) -> str:
        """One of ``Kind``; an unknown word is filled in as a text."""

    @property
    def decimals(self) -> int:
        """How many digits a number may have after the point; 0: a whole number."""

    @property
    def required(self) -> bool:
        """Whether it has to be filled in."""

    @property
    def options(self) -> Sequence[Labelled]:
        """The answers of a choice."""

    @property
    def columns(self) -> Sequence[Labelled]:
        """The columns of a table."""
