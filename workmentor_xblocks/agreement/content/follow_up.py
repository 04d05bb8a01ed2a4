"""What follows the signatures: reasons to say no or to end, the talks that are planned, and how long all is kept."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workmentor_xblocks.agreement.content.vocabulary import MEANINGS, PURPOSES, Purpose
from workmentor_xblocks.core.content.authored import Part
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.schema import Attribute, Id, OneOf, OwnText


class Reason(Part):
    """One reason to choose. ``means`` groups ends of agreements (``Means``)."""

    id: Id
    purpose: Annotated[str, Attribute(_("For what"), always=True), OneOf(PURPOSES)] = Purpose.DECLINE.value
    means: Annotated[str, Attribute(_("What kind of end it is")), OneOf(MEANINGS)] = ""
    label: Annotated[str, OwnText(_("Reason"))] = ""


class ReviewStep(Part):
    """When the parties meet: in week ``week``, every ``every`` weeks, or at the end (both 0)."""

    id: Id
    week: Annotated[int, Field(ge=0, le=520), Attribute(_("In week"))] = 0
    every: Annotated[int, Field(ge=0, le=104), Attribute(_("Every so many weeks"))] = 0
    label: Annotated[str, OwnText(_("Review"))] = ""


class Retention(Part):
    """How long what is kept, after the end."""

    # And cancelled ones.
    draft_months: Annotated[int, Field(ge=1, le=120), Attribute(_("Drafts, in months"))] = 12
    declined_months: Annotated[int, Field(ge=1, le=120), Attribute(_("Expired ones, in months"))] = 24
    # Completed and terminated ones, after the year of the end.
    ended_years: Annotated[int, Field(ge=0, le=30), Attribute(_("Ended ones, in years"))] = 3
    tombstone_years: Annotated[
        int, Field(ge=1, le=50), Attribute(_("Hashes, dates and counts, in years"))
    ] = 10
    # Shortened ones.
    address_days: Annotated[int, Field(ge=1, le=365), Attribute(_("Network addresses, in days"))] = 90
