"""Whether the parties meet in time, can say why, and whether the papers are kept long enough.

Talks at least each half year (Norwegian lærekontrakt), about every 12 weeks (UK training plan); proof kept for three
years after the end (German BBiG §11).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from workmentor_xblocks.agreement.content.checks.facts import Facts
from workmentor_xblocks.agreement.content.definition import Means, Purpose
from workmentor_xblocks.core.content import typed_dates
from workmentor_xblocks.core.content.checks.facts import shortened
from workmentor_xblocks.core.content.messages import Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.rules import Place, Rule

YEAR = 52  # weeks
KEPT_YEARS = 3

_PURPOSES = {
    Purpose.DECLINE: Message("purpose_decline", _("to decline")),
    Purpose.AMEND: Message("purpose_amend", _("to change an agreement")),
    Purpose.TERMINATE: Message("purpose_terminate", _("to end it early")),
}
_MEANINGS = {
    Means.CHANGED_COMPANY: Message("means_changed_company", _("the learner changes the company")),
    Means.LEFT_TRAINING: Message("means_left_training", _("the learner leaves the training")),
}


def no_reviews(facts: Facts) -> Iterator[Place]:
    """Nobody ever meets."""
    if not facts.definition.review_plan:
        yield "review", {}


def rare_reviews(facts: Facts) -> Iterator[Place]:
    """More than a year between two talks."""
    plan = facts.definition.review_plan
    if any(0 < step.every <= YEAR for step in plan):
        return
    weeks = [(0, ""), *sorted((step.week, step.id) for step in plan if step.week)]
    for (before, _id), (week, step_id) in pairwise(weeks):
        if week - before > YEAR:
            yield f"review/{step_id}", {}
    for step in plan:
        if step.every > YEAR:
            yield f"review/{step.id}", {}


def no_last_review(facts: Facts) -> Iterator[Place]:
    """No talk at the end, without which nothing is completed."""
    plan = facts.definition.review_plan
    if plan and not any(step.week == 0 and step.every == 0 for step in plan):
        yield "review", {}


def unread_holidays(facts: Facts) -> Iterator[Place]:
    """Holidays that are no day, or may be two."""
    unread = [text for text in facts.definition.holidays if not list(typed_dates.days_in([text]))]
    if unread:
        yield "holidays", {"days": ", ".join(unread)[:80]}


def no_review_form(facts: Facts) -> Iterator[Place]:
    """Talks about nothing in particular."""
    if facts.definition.review_plan and not facts.definition.review_fields:
        yield "review_field", {}


def no_record(facts: Facts) -> Iterator[Place]:
    """Nothing is written down at the end."""
    if not facts.definition.completion_fields:
        yield "completion_field", {}


def no_reasons(facts: Facts) -> Iterator[Place]:
    """Purposes for which no reason is offered."""
    for purpose, words in _PURPOSES.items():
        if not facts.definition.reasons_for(purpose):
            yield "reason", {"purpose": words}


def no_meaning(facts: Facts) -> Iterator[Place]:
    """Ends that the evaluation could not tell apart."""
    for reason in facts.definition.reasons_for(Purpose.TERMINATE):
        if not reason.means:
            yield f"reason/{reason.id}/means", {"reason": shortened(reason.label, reason.id)}


def missing_meaning(facts: Facts) -> Iterator[Place]:
    """A kind of end that cannot be said."""
    reasons = facts.definition.reasons_for(Purpose.TERMINATE)
    for means, words in _MEANINGS.items():
        if reasons and all(reason.means != means for reason in reasons):
            yield "reason", {"meaning": words}


def short_retention(facts: Facts) -> Iterator[Place]:
    """Papers that are gone before anybody asks for them."""
    if facts.definition.retention.ended_years < KEPT_YEARS:
        yield "retention/ended_years", {"years": KEPT_YEARS}


RULES: tuple[Rule[Facts], ...] = (
    Rule(
        "no-reasons",
        Level.ERROR,
        _("There is no reason to choose {purpose}, so nobody could. Add reasons."),
        no_reasons,
    ),
    Rule(
        "no-reviews",
        Level.WARNING,
        _("The parties never meet to look back. Plan reviews: in the first weeks, then every few weeks."),
        no_reviews,
    ),
    Rule(
        "rare-reviews",
        Level.WARNING,
        _("Before this review more than a year goes by. Plan one in between."),
        rare_reviews,
    ),
    Rule(
        "unread-holidays",
        Level.WARNING,
        _("“{days}” cannot be read as days. Write them as in 2026-12-25, with a blank between two."),
        unread_holidays,
    ),
    Rule(
        "no-review-form",
        Level.WARNING,
        _("Nothing is asked in reviews. Add what each party is to say."),
        no_review_form,
    ),
    Rule(
        "reason-without-meaning",
        Level.WARNING,
        _(
            "“{reason}” does not say what kind of end it is. Choose one, so that the evaluation can tell them apart."
        ),
        no_meaning,
    ),
    Rule(
        "missing-meaning",
        Level.WARNING,
        _(
            "No reason to end early means that {meaning}. Add one, so that the evaluation can tell them apart."
        ),
        missing_meaning,
    ),
    Rule(
        "no-last-review",
        Level.NOTE,
        _("No review is planned for the end, and the last one is needed to complete. Add it."),
        no_last_review,
    ),
    Rule(
        "no-completion-record",
        Level.NOTE,
        _("Nothing is asked at the end. Add what is to be written down: hours, what was learned."),
        no_record,
    ),
    Rule(
        "short-retention",
        Level.NOTE,
        _(
            "Ended agreements are kept for less than {years} years. Some countries ask for proof that long: look it up."
        ),
        short_retention,
    ),
)
