"""How an agreement goes on: from which state, by which event, by whom, to which state, under which conditions.

The table is data. Permission checks, the tests of every cell and the page of the documentation are made from it.
A decline is no end: the parties go back to negotiating (as in Erasmus learning agreements). An amendment is a version
of its own beside the one in force, so it has a state of its own beside that of the agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How an agreement stands."""

    NONE = "none"  # before there is one
    DRAFT = "draft"
    NEGOTIATING = "negotiating"
    SIGNING = "signing"
    SIGNED = "signed"  # by all, and the placement has not begun
    ACTIVE = "active"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    ERASED = "erased"  # only hashes, dates and counts are left


class Amendment(StrEnum):
    """How a proposed change of an agreement in force stands."""

    NONE = "none"
    WORKING = "working"
    FROZEN = "frozen"  # ready to sign


class VersionState(StrEnum):
    """How one version stands."""

    WORKING = "working"
    FROZEN = "frozen"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    ABANDONED = "abandoned"


class Actor(StrEnum):
    """Who makes an event happen: parties in their roles, course staff that are no party, and no person at all."""

    LEARNER = "learner"
    SCHOOL = "school"
    EMPLOYER = "employer"
    MENTOR = "mentor"
    DEPUTY_MENTOR = "deputy_mentor"
    GUARDIAN = "guardian"
    APPROVER = "approver"
    STAFF = "staff"
    TIMER = "timer"
    PLATFORM = "platform"


class Event(StrEnum):
    """What can happen to an agreement."""

    CREATE = "create"
    BULK_CREATE = "bulk_create"
    EDIT = "edit"
    INVITE = "invite"
    COMMENT = "comment"
    REPLACE_PARTY = "replace_party"
    FREEZE = "freeze"
    SIGN = "sign"
    APPROVE = "approve"
    DECLINE = "decline"
    UNFREEZE = "unfreeze"
    CORRECT_CONTACT = "correct_contact"
    CONTEST = "contest"
    RECORD_OFFLINE = "record_offline"
    ATTEST_LEAVING = "attest_leaving"
    EXPIRE = "expire"
    REOPEN = "reopen"
    START = "start"
    FLAG_UNSIGNED = "flag_unsigned"
    OPEN_REVIEW = "open_review"
    SUBMIT_PART = "submit_part"
    ACKNOWLEDGE = "acknowledge"
    CLOSE_REVIEW = "close_review"
    PROPOSE_AMENDMENT = "propose_amendment"
    WITHDRAW_AMENDMENT = "withdraw_amendment"
    NOTICE = "notice"
    OBJECT = "object"
    SUSPEND = "suspend"
    RESUME = "resume"
    PROPOSE_TERMINATION = "propose_termination"
    TERMINATE = "terminate"
    COMPLETE = "complete"
    CANCEL = "cancel"
    VIEW = "view"
    PARTY_RETIRED = "party_retired"
    ERASE = "erase"
    OF_AGE = "of_age"


_L, _I, _S = Actor.LEARNER, Actor.SCHOOL, Actor.STAFF
_E = (Actor.EMPLOYER, Actor.MENTOR)
_SIGNATORIES = (_L, _I, *_E, Actor.DEPUTY_MENTOR, Actor.GUARDIAN)
PARTIES = (*_SIGNATORIES, Actor.APPROVER)
_TALKING = (State.DRAFT, State.NEGOTIATING)
_OPEN = (*_TALKING, State.SIGNING)
_IN_FORCE = (State.SIGNED, State.ACTIVE)
_GOING = (*_IN_FORCE, State.SUSPENDED)
_ENDED = (State.COMPLETED, State.TERMINATED, State.CANCELLED, State.EXPIRED)
_ANY = tuple(state for state in State if state not in (State.NONE, State.ERASED))


@dataclass(frozen=True)
class Transition:
    """One row. ``target`` None: the state stays. ``amendment`` None: however a proposed change stands.

    ``guards`` name the conditions that ``actions`` asks beyond state and actor; ``effect`` says what follows;
    ``versions`` are the states into which it brings versions of the text. Of several rows the one with ``when`` is for
    an act that says so. ``told_after``: the history's line is written when all this is done, else before it.
    """

    number: int
    sources: tuple[State, ...]
    event: Event
    actors: tuple[Actor, ...]
    target: State | None
    guards: tuple[str, ...]
    effect: str
    amendment: Amendment | None = Amendment.NONE
    amendment_after: Amendment | None = None
    versions: tuple[VersionState, ...] = ()
    when: str = ""
    told_after: bool = False


_WORKING, _FROZEN, _ABANDONED = VersionState.WORKING, VersionState.FROZEN, VersionState.ABANDONED
_OPENED, _FIXED, _NONE = Amendment.WORKING, Amendment.FROZEN, Amendment.NONE  # how a proposed change stands
_IN_PLACE_OF_ANOTHER = (VersionState.IN_FORCE, VersionState.SUPERSEDED)

TABLE: tuple[Transition, ...] = (
    Transition(1, (State.NONE,), Event.CREATE, (_S, _I, _L, Actor.MENTOR), State.DRAFT,
        ("template_valid", "may_start", "learner_enrolled", "none_open"),
        "A draft with version 1; the first event holds the hash of the template.", versions=(_WORKING,),
        told_after=True),
    Transition(2, (State.NONE,), Event.BULK_CREATE, (_S, _I), State.DRAFT,
        ("template_valid", "preview_seen", "none_open"),
        "A draft for each row that is right; a repeat of the same file adds nothing.", versions=(_WORKING,),
        told_after=True),
    Transition(3, (State.DRAFT,), Event.EDIT, (_L, _I, Actor.MENTOR, _S), None, ("owner", "unchanged_since_read"),
        "The working version has the new values; the changed fields are recorded."),
    Transition(4, _TALKING, Event.INVITE, (_L, _I, Actor.MENTOR, _S), State.NEGOTIATING,
        ("address_valid", "not_two_opposing_roles"), "The person gets a link by mail.", told_after=True),
    Transition(5, (State.NEGOTIATING,), Event.EDIT, PARTIES, None, ("owner", "unchanged_since_read"),
        "The working version has the new values; the others see what changed."),
    Transition(6, _TALKING, Event.COMMENT, PARTIES, None, ("sees_field",),
        "A remark or a wish at a field; those who own the field are waited for."),
    Transition(7, _TALKING, Event.REPLACE_PARTY, (_I,), None, ("not_signed", "not_two_opposing_roles"),
        "Another person has the role; the links of the one before stop working."),
    Transition(8, (State.NEGOTIATING,), Event.FREEZE, (_I,), State.SIGNING, ("ready",),
        "The version is fixed with its hash; those who sign are asked to.", versions=(_FROZEN,),
        told_after=True),
    Transition(9, (State.SIGNING,), Event.SIGN, _SIGNATORIES, None,
        ("own_turn", "same_version_and_hash", "consent", "fresh_proof", "learner_still_enrolled", "not_two_roles"),
        "A signature; its receipt holds the newest link of the history's chain."),
    Transition(10, (State.SIGNING,), Event.SIGN, _SIGNATORIES, State.SIGNED, ("last_signature",),
        "With the last signature the version is in force, unless somebody has to approve it still.",
        versions=(VersionState.IN_FORCE,), when="last_signature"),
    Transition(10, (State.SIGNING,), Event.RECORD_OFFLINE, (_I,), State.SIGNED, ("last_signature",),
        "So it is when the last signature is one on paper.", versions=(VersionState.IN_FORCE,),
        when="last_signature"),
    Transition(11, (State.SIGNING,), Event.APPROVE, (Actor.APPROVER,), State.SIGNED,
        ("all_signed", "same_version_and_hash", "fresh_proof", "learner_still_enrolled"), "The version is in force.",
        versions=(VersionState.IN_FORCE,)),
    Transition(12, (State.SIGNING,), Event.DECLINE, PARTIES, State.NEGOTIATING, ("reason", "same_version_and_hash"),
        "The version is put aside and its signatures are void; a new working version begins with its text.",
        versions=(_ABANDONED, _WORKING)),
    Transition(13, (State.SIGNING,), Event.UNFREEZE, (_I,), State.NEGOTIATING, ("reason",),
        "As after a decline; who had signed is told that the signature is void.", versions=(_ABANDONED, _WORKING)),
    Transition(14, (*_OPEN, *_IN_FORCE, State.SUSPENDED), Event.CORRECT_CONTACT, (*PARTIES, _S), None,
        ("own_or_school", "contact_only", "address_valid"),
        "An address is put right; links to the old one stop working. Nobody signs again.", amendment=None),
    Transition(14, _ANY, Event.CONTEST, (Actor.PLATFORM,), None, ("former_address", "first_time"),
        "Whoever was written to before objects: until the school has looked at it nobody signs there.", amendment=None),
    Transition(15, (State.SIGNING,), Event.RECORD_OFFLINE, (_I,), None,
        ("scan", "fresh_proof", "not_signed", "learner_still_enrolled"),
        "A signature on paper, attested by the school with the scan, and shown as such."),
    Transition(16, (State.NEGOTIATING, State.SIGNING), Event.EXPIRE, (Actor.TIMER,), State.EXPIRED, ("deadline",),
        "Links stop working; the school may open it again.", versions=(_ABANDONED,)),
    Transition(16, (State.EXPIRED,), Event.REOPEN, (_I,), State.NEGOTIATING, ("none_open",),
        "A new working version with the last text.", versions=(_WORKING,), told_after=True),
    Transition(17, (State.SIGNED,), Event.START, (Actor.TIMER,), State.ACTIVE, ("start_date",),
        "The placement has begun; reviews are planned.", amendment=None, told_after=True),
    Transition(18, (State.NEGOTIATING, State.SIGNING), Event.FLAG_UNSIGNED, (Actor.TIMER,), None, ("start_date",),
        "The school is told that the placement began unsigned; nothing is dated back."),
    Transition(19, (State.ACTIVE,), Event.OPEN_REVIEW, (_I, Actor.TIMER), None, ("no_open_review",),
        "A review with a part for each party; the learner's comes first.", amendment=None),
    Transition(20, (State.ACTIVE, State.SUSPENDED, State.TERMINATED), Event.SUBMIT_PART, (_L, _I, *_E), None,
        ("open_review", "own_part", "learner_first"), "The party's part is kept and shown to the others.", amendment=None),
    Transition(20, (State.ACTIVE, State.SUSPENDED, State.TERMINATED), Event.ACKNOWLEDGE, (_L, _I, *_E), None,
        ("open_review", "text_when_disagreeing"),
        "Agreement or disagreement is kept; when all have spoken the review is closed.", amendment=None),
    Transition(20, (State.ACTIVE, State.SUSPENDED, State.TERMINATED), Event.CLOSE_REVIEW, (_I,), None,
        ("open_review", "reason"), "The review is closed with a reason though somebody is missing.", amendment=None),
    Transition(21, _IN_FORCE, Event.PROPOSE_AMENDMENT, PARTIES, None, ("reason",),
        "A working version beside the one in force, which stays so.", _NONE, _OPENED, (_WORKING,),
        told_after=True),
    Transition(22, _IN_FORCE, Event.EDIT, PARTIES, None, ("owner", "unchanged_since_read"),
        "The proposed version has the new values.", amendment=Amendment.WORKING),
    Transition(22, _IN_FORCE, Event.COMMENT, PARTIES, None, ("sees_field",),
        "A remark or a wish at a field of the proposed version.", amendment=Amendment.WORKING),
    Transition(22, _IN_FORCE, Event.REPLACE_PARTY, (_I,), None, ("not_two_opposing_roles",),
        "The proposed version names another person; who leaves signs too, and who comes.", amendment=Amendment.WORKING),
    Transition(22, _IN_FORCE, Event.FREEZE, (_I,), None, ("ready", "something_changed"),
        "The proposed version is fixed with its hash; those who sign are asked to.", _OPENED, _FIXED, (_FROZEN,),
        told_after=True),
    Transition(22, _IN_FORCE, Event.SIGN, _SIGNATORIES, None,
        ("own_turn", "same_version_and_hash", "consent", "fresh_proof", "not_two_roles"),
        "A signature on the proposed version.", amendment=Amendment.FROZEN),
    Transition(22, _IN_FORCE, Event.SIGN, _SIGNATORIES, None, ("last_signature",),
        "With the last one it is in force, unless somebody has to approve it.", _FIXED, _NONE, _IN_PLACE_OF_ANOTHER,
        "last_signature"),
    Transition(22, _IN_FORCE, Event.APPROVE, (Actor.APPROVER,), None,
        ("all_signed", "same_version_and_hash", "fresh_proof"), "It is in force.", _FIXED, _NONE, _IN_PLACE_OF_ANOTHER),
    Transition(22, _IN_FORCE, Event.RECORD_OFFLINE, (_I,), None, ("scan", "fresh_proof", "not_signed"),
        "A signature on paper under the proposed version.", amendment=Amendment.FROZEN),
    Transition(22, _IN_FORCE, Event.RECORD_OFFLINE, (_I,), None, ("last_signature",),
        "So it is when the last signature is one on paper.", _FIXED, _NONE, _IN_PLACE_OF_ANOTHER,
        "last_signature"),
    Transition(22, _IN_FORCE, Event.ATTEST_LEAVING, (_I,), None, ("leaving", "leaving_days", "not_signed", "reason"),
        "The school attests that who leaves does not sign; nobody waits for it any more.", amendment=_FIXED),
    Transition(22, _IN_FORCE, Event.ATTEST_LEAVING, (_I,), None, ("last_signature",),
        "Where no other was missing, the proposed version is in force.", _FIXED, _NONE, _IN_PLACE_OF_ANOTHER,
        "last_signature"),
    Transition(23, _IN_FORCE, Event.EXPIRE, (Actor.TIMER,), None, ("deadline",),
        "Not signed in time, it is put aside; the one in force is unchanged.", _FIXED, _NONE, (_ABANDONED,)),
    Transition(23, _IN_FORCE, Event.DECLINE, PARTIES, None, ("reason", "same_version_and_hash"),
        "The proposed version is put aside; the one in force is unchanged.", _FIXED, _NONE, (_ABANDONED,)),
    Transition(23, _IN_FORCE, Event.WITHDRAW_AMENDMENT, PARTIES, None, ("proposer_or_school", "reason"),
        "The proposed version is put aside; the one in force is unchanged.", _OPENED, _NONE, (_ABANDONED,)),
    Transition(23, _IN_FORCE, Event.UNFREEZE, (_I,), None, ("reason",),
        "The proposed version can be changed again; its signatures are void.", _FIXED, _OPENED, (_ABANDONED, _WORKING)),
    Transition(24, _IN_FORCE, Event.NOTICE, (_I, *_E), None, ("owner", "notice_only"),
        "The change holds at once; everybody is told and may object for some days.", amendment=None),
    Transition(24, _IN_FORCE, Event.OBJECT, PARTIES, None, ("within_objection_days", "reason"),
        "The notice becomes a proposed version that everybody signs.", _NONE, _OPENED, (_WORKING,), told_after=True),
    Transition(24, _IN_FORCE, Event.OBJECT, PARTIES, None, ("within_objection_days", "reason"),
        "What was objected to joins the change that is proposed already.", amendment=Amendment.WORKING),
    Transition(25, (State.ACTIVE,), Event.SUSPEND, (_I,), State.SUSPENDED, ("dates_inside", "reason"),
        "The placement pauses; the days are counted.", told_after=True),
    Transition(25, (State.SUSPENDED,), Event.RESUME, (_I,), State.ACTIVE, ("dates_inside",), "The placement goes on.",
        told_after=True),
    Transition(26, _GOING, Event.PROPOSE_TERMINATION, PARTIES, None, ("reason_code", "end_date"),
        "Everybody is told; the school confirms, unless the template lets one side end it.", amendment=None),
    Transition(26, _GOING, Event.TERMINATE, PARTIES, State.TERMINATED,
        ("reason_code", "end_date", "school_or_one_side_may"), "It has ended early; a last review is asked for.",
        amendment=None, amendment_after=Amendment.NONE, versions=(_ABANDONED,)),
    Transition(27, (State.ACTIVE,), Event.COMPLETE, (_I,), State.COMPLETED, ("end_reached_or_reason", "last_review_closed"),
        "A record of what was reached, with hours.", None, _NONE, (_ABANDONED,)),
    Transition(28, _OPEN, Event.CANCEL, (_I, _L, Actor.MENTOR, _S), State.CANCELLED, ("creator_or_school", "reason"),
        "It is put aside; nothing of it was ever in force.", versions=(_ABANDONED,)),
    Transition(29, _ANY, Event.VIEW, PARTIES, None, ("once_a_day",), "What was seen is known; changes show.", None),
    Transition(30, _ANY, Event.PARTY_RETIRED, (Actor.PLATFORM,), None, ("first_time",),
        "What was told of the person is erased; the school acts within 14 days where it is in force.", amendment=None),
    Transition(31, (State.DRAFT, *_ENDED), Event.ERASE, (Actor.TIMER,), State.ERASED, ("retention_over",),
        "Text and people are erased; hashes, dates and counts stay."),
    Transition(32, _ANY, Event.OF_AGE, (Actor.TIMER,), None, ("day_reached",),
        "No guardian is waited for any more; what one has signed stays. The day is erased.", amendment=None),
    Transition(32, (State.SIGNING,), Event.OF_AGE, (Actor.TIMER,), State.SIGNED, ("day_reached", "all_signed"),
        "Where only the guardian was missing, the version is in force.", versions=(VersionState.IN_FORCE,),
        when="all_signed"),
    Transition(32, _IN_FORCE, Event.OF_AGE, (Actor.TIMER,), None, ("day_reached", "all_signed"),
        "So is a proposed version.", amendment=_FIXED, amendment_after=_NONE, versions=_IN_PLACE_OF_ANOTHER,
        when="all_signed"),
)  # fmt: skip


OPEN_STATES = frozenset(_OPEN)
IN_FORCE_STATES = frozenset(_GOING)
ENDED_STATES = frozenset(_ENDED)
