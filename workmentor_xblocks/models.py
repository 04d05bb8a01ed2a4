"""The tables of the app, gathered for Django from the slices that own them."""

from workmentor_xblocks.agreement.records.attached_tables import (
    Comment,
    Completion,
    GuestKey,
    Notice,
    ProofCode,
    Reminder,
    Review,
    ReviewPart,
    Signature,
    StoredFile,
)
from workmentor_xblocks.agreement.records.code_tries import CodeTries
from workmentor_xblocks.agreement.records.former_address import FormerAddress
from workmentor_xblocks.agreement.records.tables import (
    Agreement,
    HistoryEvent,
    Opening,
    Party,
    PartyMember,
    Template,
    Version,
)
from workmentor_xblocks.core.people.profile import WorkplaceProfile
from workmentor_xblocks.core.people.undecided import UndecidedErasure
from workmentor_xblocks.core.records.allowance import Asked
from workmentor_xblocks.core.records.outbox import OutgoingMail
from workmentor_xblocks.core.records.published import PublishedFigures
from workmentor_xblocks.scenario.records.tables import Note, RunRecord

__all__ = [
    "Agreement",
    "Asked",
    "CodeTries",
    "Comment",
    "Completion",
    "FormerAddress",
    "GuestKey",
    "HistoryEvent",
    "Note",
    "Notice",
    "Opening",
    "OutgoingMail",
    "Party",
    "PartyMember",
    "ProofCode",
    "PublishedFigures",
    "Reminder",
    "Review",
    "ReviewPart",
    "RunRecord",
    "Signature",
    "StoredFile",
    "Template",
    "UndecidedErasure",
    "Version",
    "WorkplaceProfile",
]
