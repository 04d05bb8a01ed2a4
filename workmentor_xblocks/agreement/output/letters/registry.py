"""The table of letters: for each kind its words, what fills them, and what has to hold when it is sent.

A new kind is a member of ``mail.Letter``, its words in ``wording``, and a row here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workmentor_xblocks.agreement.output.letters import slots, validity
from workmentor_xblocks.agreement.output.letters.slots import Fill
from workmentor_xblocks.agreement.output.letters.validity import Holds
from workmentor_xblocks.agreement.records.mail import Letter as Kind
from workmentor_xblocks.agreement.rules.lifecycle import Event, State


@dataclass(frozen=True)
class Row:
    """One kind of letter. Where ``holds`` answers False when it is to be sent, it is not sent."""

    holds: Holds
    fill: Fill = slots.nothing


TABLE: Mapping[Kind, Row] = {
    Kind.INVITATION: Row(validity.is_asked, slots.invitation),
    Kind.NEW_LINK: Row(validity.needs_link, slots.new_link),
    Kind.CODE: Row(validity.wants_code, slots.code),
    Kind.CODE_LOCKED: Row(validity.is_locked_out, slots.code_locked),
    Kind.SIGN: Row(validity.is_turn, slots.turn),
    Kind.RECEIPT: Row(validity.has_signed, slots.receipt),
    Kind.SIGNED_BY_ALL: Row(validity.is_in_force, slots.in_force),
    Kind.DECLINED: Row(validity.is_talked_about, slots.by(Event.DECLINE)),
    Kind.REOPENED: Row(validity.is_talked_about, slots.by(Event.UNFREEZE)),
    Kind.NOTICE: Row(validity.is_noticed, slots.notice),
    Kind.AMENDMENT: Row(validity.is_proposed, slots.by(Event.PROPOSE_AMENDMENT, Event.OBJECT)),
    Kind.REVIEW: Row(validity.is_asked_in_review, slots.review),
    Kind.ENDING: Row(validity.wants_to_end, slots.by(Event.PROPOSE_TERMINATION)),
    Kind.ENDED: Row(validity.in_state(State.TERMINATED, State.CANCELLED), slots.ended),
    Kind.SUSPENDED: Row(validity.pauses, slots.by(Event.SUSPEND)),
    Kind.COMPLETED: Row(validity.in_state(State.COMPLETED), slots.by(Event.COMPLETE)),
    Kind.EXPIRED: Row(validity.expired, slots.row_day("ended_on")),
    Kind.PROPOSAL_EXPIRED: Row(validity.holds_as_before),
    Kind.STARTED_UNSIGNED: Row(validity.began_unsigned, slots.row_day("starts_on")),
    Kind.PERSON_GONE: Row(validity.misses_somebody, slots.row_day("school_acts_by", "until")),
    Kind.NOT_ME: Row(validity.went_wrong, slots.not_me),
    # Who reads it is asked for the address that was given up (``readers``).
    Kind.PLACE_CHANGED: Row(validity.always, slots.place_changed),
    Kind.CONTESTED: Row(validity.is_contested, slots.contested),
    # One letter about many agreements: each is asked for itself (``digest``).
    Kind.REMINDER: Row(validity.always),
}
