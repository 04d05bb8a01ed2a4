"""Which element of a course file holds which part of a template: the one table that reading and writing follow."""

from __future__ import annotations

from dataclasses import replace

from workmentor_xblocks.agreement.content.definition import (
    Clause,
    Column,
    Definition,
    Field,
    Option,
    Reason,
    Retention,
    ReviewStep,
    Section,
    Signer,
)
from workmentor_xblocks.core.content.elements import Many, One, Shape, Words
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.content.shapes import FILE, VARIANT

TAG = "workmentor_agreement"

OPTION = Shape("option", Option, ("id",), words="label", path="option/{id}", called=_('option "{id}"'))
COLUMN = Shape("column", Column, ("id",), words="label", path="column/{id}", called=_('column "{id}"'))
FIELD = Shape(
    "field",
    Field,
    ("id", "kind", "decimals", "change", "owners", "readers", "required"),
    frozenset({"kind", "change"}),
    inside=(
        Words("label"),
        Words("help"),
        Words("suggestion"),
        Many("options", OPTION),
        Many("columns", COLUMN),
    ),
    path="{id}",
    called=_('field "{id}"'),
)
REVIEW_FIELD = replace(FIELD, tag="review_field", path="review_field/{id}", called=_('review field "{id}"'))
COMPLETION_FIELD = replace(
    FIELD, tag="completion_field", path="completion_field/{id}", called=_('completion field "{id}"')
)
CLAUSE = Shape("clause", Clause, ("id", "party", "to"), words="text", path="{id}", called=_('clause "{id}"'))
SECTION = Shape(
    "section",
    Section,
    ("id", "title"),
    inside=(Words("introduction"), Many("fields", FIELD), Many("clauses", CLAUSE)),
    path="{id}",
    called=_('section "{id}"'),
)
SIGNER = Shape(
    "signer",
    Signer,
    ("role", "when", "order"),
    frozenset({"when"}),
    path="signer/{role}",
    called=_('signer "{role}"'),
)
REASON = Shape(
    "reason",
    Reason,
    ("id", "purpose", "means"),
    frozenset({"purpose"}),
    words="label",
    path="reason/{id}",
    called=_('reason "{id}"'),
)
REVIEW = Shape(
    "review",
    ReviewStep,
    ("id", "week", "every"),
    words="label",
    path="review/{id}",
    called=_('review "{id}"'),
)
RETENTION = Shape(
    "retention",
    Retention,
    ("draft_months", "declined_months", "ended_years", "tombstone_years", "address_days"),
    path="retention",
    called=_("retention"),
)
AGREEMENT = Shape(
    TAG,
    Definition,
    (
        "schema_version",
        "language",
        "starters",
        "course_team_is_school",
        "in_order",
        "sign_days",
        "leaving_days",
        "link_days",
        "code_for_all",
        "drawn_signature",
        "one_side_may_end",
        "objection_days",
        "start_field",
        "end_field",
        "holidays",
    ),
    frozenset({"schema_version", "language", "starters"}),
    inside=(
        Words("introduction"),
        Words("form_requirement"),
        Words("disclaimer"),
        Words("consent"),
        Many("sections", SECTION),
        Many("signers", SIGNER),
        Many("reasons", REASON),
        Many("review_plan", REVIEW),
        Many("review_fields", REVIEW_FIELD),
        Many("completion_fields", COMPLETION_FIELD),
        One("retention", RETENTION),
        Many("variants", VARIANT),
    ),
    passed_over=frozenset({FILE}),
    called="",
)
