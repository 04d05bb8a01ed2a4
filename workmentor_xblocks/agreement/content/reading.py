"""A template in one person's language, section by section.

One language of an agreement binds; whoever reads another sees a translation for information, and the page says so.
"""

from __future__ import annotations

from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.core.content import reading
from workmentor_xblocks.core.content.reading import is_complete as is_complete, languages as languages


class Reading(reading.Reading[Definition]):
    """The words of a template for one language."""

    @classmethod
    def choose(cls, definition: Definition, *, languages_wanted: tuple[str | None, ...]) -> Reading:
        """The reading for a person's wishes, in the order of the language rule."""
        return cls(definition, reading.chosen_language(definition, languages_wanted))
