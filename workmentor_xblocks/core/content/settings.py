"""The settings of a block beside its content: one table for the editor, for saving and for OLX."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workmentor_xblocks.core.content.errors import BadInput
from workmentor_xblocks.core.content.messages import Message, gettext_noop as _
from workmentor_xblocks.core.content.xml import clean

_WRONG = Message("settings_wrong", _("One of the settings cannot be used. Correct it and save again."))
_NUMBER = Message("not_a_number", _("Enter a number from {low} to {high}."))
_CHOICE = Message("not_offered_setting", _("Choose one of the offered values."))
_LONGEST = 200
_NO_NAME = Message("no_name", _("Give it a name of at most 200 characters."))
_LONG = Message("long_setting", _("Use at most 200 characters."))


@dataclass(frozen=True)
class Setting:
    """One field: how it is asked for and what it may hold (``choices``, or ``low`` to ``high``)."""

    name: str
    type: str  # text, integer, number, boolean, choice
    label: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    low: float = 0
    high: float = 0


# What every block has.
NAME = Setting(
    "display_name", "text", _("Name"), _("Shown at the top of the page and in the course outline.")
)
LANGUAGE = Setting(
    "default_language",
    "text",
    _("Language shown first"),
    _("A code such as nb. Empty: the course's language, then the person's."),
)


@dataclass(frozen=True)
class Settings:
    """The table of one block, in the order of writing."""

    rows: tuple[Setting, ...]

    def __iter__(self) -> Iterator[Setting]:
        return iter(self.rows)

    def values(self, block: Any) -> dict[str, Any]:
        """The settings as the block holds them."""
        return {setting.name: getattr(block, setting.name) for setting in self.rows}

    def cleaned(self, data: object) -> dict[str, Any]:
        """The settings of an editor's answer. Raises ``BadInput`` with a sentence by field."""
        if not isinstance(data, Mapping):
            raise BadInput(_WRONG)
        problems: dict[str, Message] = {}
        found: dict[str, Any] = {}
        for setting in self.rows:
            if setting.name in data:
                value, problem = self._clean(setting, data[setting.name])
                if problem:
                    problems[setting.name] = problem
                else:
                    found[setting.name] = value
        if problems:
            raise BadInput(_WRONG, fields=problems)
        return found

    def from_text(self, name: str, text: str) -> Any:
        """A setting's value of its OLX attribute; None when it cannot be used."""
        setting = next((setting for setting in self.rows if setting.name == name), None)
        if setting is None:
            return None
        raw: object = text.strip().lower() in ("true", "1", "yes") if setting.type == "boolean" else text
        value, problem = self._clean(setting, raw)
        return None if problem else value

    def _clean(self, setting: Setting, value: object) -> tuple[Any, Message | None]:
        if setting.type == "boolean":
            return value, None if isinstance(value, bool) else _CHOICE
        if setting.type == "choice":
            return value, None if value in [choice for choice, _label in setting.choices] else _CHOICE
        if setting.type == "text":
            text = clean(value) if isinstance(value, str) else ""
            if setting is NAME and not 0 < len(text) <= _LONGEST:
                return text, _NO_NAME
            return text, _LONG if not isinstance(value, str) or len(text) > _LONGEST else None
        number = _number(value, whole=setting.type == "integer")
        if number is None or not setting.low <= number <= setting.high:
            bounds = {"low": f"{setting.low:g}", "high": f"{setting.high:g}"}
            return None, Message(_NUMBER.code, _NUMBER.msgid, bounds)
        return number, None


def _number(value: object, *, whole: bool) -> int | float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return int(value) if whole else float(value)
    except (ValueError, OverflowError):
        return None


def to_text(value: object) -> str:
    """A setting's value as an OLX attribute."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)
