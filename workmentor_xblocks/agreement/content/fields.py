"""A field of a template: what is filled in, by whom, who sees it, and what it means to change it later."""

from __future__ import annotations

from typing import Annotated

import pydantic

from workmentor_xblocks.agreement.content.vocabulary import (
    CHANGES,
    KINDS,
    ROLES,
    WORDED,
    ChangeClass,
    Role,
)
from workmentor_xblocks.core.content.authored import Part
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.schema import (
    Attribute,
    Id,
    OneOf,
    OnlyWhere,
    OwnText,
    Parts,
    Text,
    TextElement,
)
from workmentor_xblocks.core.forms.fields import Kind


class Option(Part):
    """One answer of a field with choices."""

    id: Id
    label: Annotated[str, OwnText(_("Option"))] = ""


class Column(Part):
    """One column of a field with rows."""

    id: Id
    label: Annotated[str, OwnText(_("Column"))] = ""


class Field(Part):
    """One thing to fill in. ``owners`` write it; ``readers`` see it (nobody named: every party)."""

    id: Id
    label: Annotated[str, TextElement(_("What is filled in"), text=Text.LINE)] = ""
    help: Annotated[str, TextElement(_("Help"), text=Text.LINE)] = ""
    kind: Annotated[str, Attribute(_("Kind of field"), always=True), OneOf(KINDS)] = Kind.LINE.value
    decimals: Annotated[
        int,
        pydantic.Field(ge=0, le=4),  # of a number; 0: whole
        Attribute(_("Digits after the decimal point"), _("People may type a point or a comma.")),
    ] = 0
    change: Annotated[str, Attribute(_("What a change means"), always=True), OneOf(CHANGES)] = (
        ChangeClass.MATERIAL.value
    )
    owners: Annotated[tuple[str, ...], Attribute(_("Filled in by")), OneOf(ROLES)] = ()
    readers: Annotated[
        tuple[str, ...],
        Attribute(_("Seen by"), _("Nobody ticked: every party sees it.")),
        OneOf(ROLES),
    ] = ()
    required: Annotated[bool, Attribute(_("Has to be filled in before anybody signs"))] = False
    suggestion: Annotated[
        str,
        TextElement(_("Suggestion that a new agreement begins with")),
        OnlyWhere("kind", tuple(kind.value for kind in WORDED)),
    ] = ""
    options: Annotated[tuple[Option, ...], Parts(_("Options"), tag="option", called=_('option "{id}"'))] = ()
    columns: Annotated[tuple[Column, ...], Parts(_("Columns"), tag="column", called=_('column "{id}"'))] = ()

    @property
    def writers(self) -> tuple[str, ...]:
        """The roles that fill it in; what nobody owns is the school's."""
        return self.owners or (Role.SCHOOL.value,)

    def is_read_by(self, role: str) -> bool:
        """Whether a role sees it: with no readers named every party does, and who fills it in always."""
        return not self.readers or role in self.readers or role in self.owners
