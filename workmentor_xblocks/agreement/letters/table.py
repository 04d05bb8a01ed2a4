"""The table of letters: for each kind its words, what fills them, and what has to hold when it is sent.

A new kind is a member of ``mail.Letter``, its words in ``words``, and a row here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workmentor_xblocks.agreement.letters import holding, slots
from workmentor_xblocks.agreement.letters.holding import Holds
from workmentor_xblocks.agreement.letters.slots import Fill
from workmentor_xblocks.agreement.lifecycle import Event, State
from workmentor_xblocks.agreement.mail import Letter as Kind


@dataclass(frozen=True)
class Row:
    """One kind of letter. Where ``holds`` answers False when it is to be sent, it is not sent."""

    holds: Holds
    fill: Fill = slots.nothing


TABLE: Mapping[Kind, Row] = {
    Kind.INVITATION: Row(holding.is_asked, slots.invitation),
    Kind.NEW_LINK: Row(holding.needs_link, slots.new_link),
    Kind.CODE: Row(holding.wants_code, slots.code),
    Kind.CODE_LOCKED: Row(holding.is_locked_out, slots.code_locked),
    Kind.SIGN: Row(holding.is_turn, slots.turn),
    Kind.RECEIPT: Row(holding.has_signed, slots.receipt),
    Kind.SIGNED_BY_ALL: Row(holding.is_in_force, slots.in_force),
    Kind.DECLINED: Row(holding.is_talked_about, slots.by(Event.DECLINE)),
    Kind.REOPENED: Row(holding.is_talked_about, slots.by(Event.UNFREEZE)),
    Kind.NOTICE: Row(holding.is_noticed, slots.notice),
    Kind.AMENDMENT: Row(holding.is_proposed, slots.by(Event.PROPOSE_AMENDMENT, Event.OBJECT)),
    Kind.REVIEW: Row(holding.is_asked_in_review, slots.review),
    Kind.ENDING: Row(holding.wants_to_end, slots.by(Event.PROPOSE_TERMINATION)),
    Kind.ENDED: Row(holding.in_state(State.TERMINATED, State.CANCELLED), slots.ended),
    Kind.SUSPENDED: Row(holding.pauses, slots.by(Event.SUSPEND)),
    Kind.COMPLETED: Row(holding.in_state(State.COMPLETED), slots.by(Event.COMPLETE)),
    Kind.EXPIRED: Row(holding.expired, slots.row_day("ended_on")),
    Kind.PROPOSAL_EXPIRED: Row(holding.holds_as_before),
    Kind.STARTED_UNSIGNED: Row(holding.began_unsigned, slots.row_day("starts_on")),
    Kind.PERSON_GONE: Row(holding.misses_somebody, slots.row_day("school_acts_by", "until")),
    Kind.NOT_ME: Row(holding.went_wrong, slots.not_me),
    # Who reads it is asked for the address that was given up (``readers``).
    Kind.PLACE_CHANGED: Row(holding.always, slots.place_changed),
    Kind.CONTESTED: Row(holding.is_contested, slots.contested),
    # One letter about many agreements: each is asked for itself (``digest``).
    Kind.REMINDER: Row(holding.always),
}
