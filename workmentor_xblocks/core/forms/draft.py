"""A form whose values are kept as they are typed, by several people or in several windows: nothing is written over.

Its fields an author wrote, or the block states them itself (``OwnField``). The page says of each which value it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import SkipValidation, model_validator

from workmentor_xblocks.core.content.translation import gettext, spoken_language
from workmentor_xblocks.core.forms.field_page import Conflict, FieldPage, Speaking
from workmentor_xblocks.core.forms.fields import Field, Labelled
from workmentor_xblocks.core.forms.inputs import Data, Input
from workmentor_xblocks.core.forms.merge import Merged, digest, equal, merge
from workmentor_xblocks.core.forms.posted import Filled, filled, typed_again


class Values(Input):
    """A form with fields among its own; which there are the block says, or its author."""

    sent: Annotated[Data, SkipValidation]

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Data) -> Data:
        return {**data, "sent": {name: sent for name, sent in data.items() if name.startswith(("f-", "r-"))}}

    def filled(self, fields: Iterable[Field]) -> Filled:
        """The values for these fields. Raises ``BadInput`` with a sentence by field."""
        return filled(self.sent, fields)


@dataclass(frozen=True)
class OwnField:
    """A field that a block states itself, in words of ours."""

    id: str
    label: str
    kind: str
    help: str = ""
    decimals: int = 0
    required: bool = False
    options: Sequence[Labelled] = ()
    columns: Sequence[Labelled] = ()


@dataclass(frozen=True)
class DraftField(FieldPage):
    """A field to fill in: ``read`` names the value that this page shows, ``conflict`` has both texts of one."""

    read: str
    conflict: Conflict | None


def draft_field(
    speaking: Speaking, field: Field, held: Any, *, typed: Data, conflict: Mapping[str, Any] | None
) -> DraftField:
    """A field with what is ``held``; ``typed`` is a form that was refused, ``conflict`` what was changed twice."""
    if conflict is None:
        told = speaking.field(field, held, typed=typed_again(typed, field))
        return DraftField(**vars(told), read=digest(held), conflict=None)
    told = speaking.field(field, conflict["theirs"], typed=conflict["yours"])
    return DraftField(
        **vars(told), read=digest(conflict["theirs"]), conflict=speaking.conflict(field, conflict)
    )


def reads(held: Mapping[str, Any], data: Data, fields: Iterable[Field]) -> dict[str, str]:
    """The names of the values that the person's page shows now, after these were saved by themselves.

    Where somebody else changed a field that was only sent along, the page still shows the old one and has not read theirs.
    """
    sent = filled(data, fields).values
    return {f"r-{name}": digest(held.get(name)) for name, one in sent.items() if equal(one, held.get(name))}


@dataclass(frozen=True)
class Draft:
    """A form that a block states itself."""

    fields: tuple[OwnField, ...]

    def merge(self, held: Mapping[str, Any], form: Values, *, is_own: bool = False) -> Merged:
        """What becomes of what was sent; ``is_own``: nobody else writes here, only another window."""
        sent = form.filled(self.fields)
        merged = merge(held, sent.values, sent.read)
        return replace(merged, conflicts=tuple(replace(one, is_own=is_own) for one in merged.conflicts))

    def page(
        self,
        held: Mapping[str, Any],
        *,
        typed: Data | None = None,
        conflicts: Sequence[Mapping[str, Any]] = (),
    ) -> tuple[DraftField, ...]:
        """Its fields for ``ui/draft.html``; ``typed`` and ``conflicts`` are those of a form that was refused."""
        twice = {found["field"]: found for found in conflicts}
        speaking = _in_our_words()
        return tuple(
            draft_field(speaking, field, held.get(field.id), typed=typed or {}, conflict=twice.get(field.id))
            for field in self.fields
        )

    def reads(self, held: Mapping[str, Any], data: Data) -> dict[str, str]:
        """See ``reads``."""
        return reads(held, data, self.fields)

    def conflict(self, found: Mapping[str, Any]) -> tuple[FieldPage, Conflict]:
        """A field that was changed twice, as it stands now, and both texts."""
        field = next(one for one in self.fields if one.id == found["field"])
        speaking = _in_our_words()
        return speaking.field(field, found["theirs"]), speaking.conflict(field, found)


def _in_our_words() -> Speaking:
    return Speaking(lambda _path, source: gettext(source) if source else "", "", spoken_language())
