"""The words that attributes of a template may hold, each with what it says to the author."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from workmentor_xblocks.agreement.content.role_names import ROLE_NAMES
from workmentor_xblocks.core.content.messages import gettext_noop as _
from workmentor_xblocks.core.forms.fields import Kind


class Role(StrEnum):
    """The parts that people have in an agreement."""

    LEARNER = "learner"
    SCHOOL = "school"  # an organisation: any of its listed contacts may act
    EMPLOYER = "employer"  # who signs for the workplace
    MENTOR = "mentor"  # who guides at the workplace
    DEPUTY_MENTOR = "deputy_mentor"
    GUARDIAN = "guardian"
    APPROVER = "approver"  # county, chamber, head: after everybody else


ROLES: Mapping[str, str] = {role.value: ROLE_NAMES[role].msgid for role in Role}
# Who may begin an agreement; the course team always may.
STARTERS: Mapping[str, str] = {role.value: ROLES[role] for role in (Role.MENTOR, Role.SCHOOL, Role.LEARNER)}
# Who speaks for the workplace in a review: one of the two for both.
WORKPLACE = (Role.MENTOR, Role.EMPLOYER)


class ChangeClass(StrEnum):
    """What changing a field means once people have signed."""

    MATERIAL = "material"  # a new version: everybody signs again
    NOTICE = "notice"  # everybody is told and may object
    CONTACT = "contact"  # it is only recorded


CHANGES: Mapping[str, str] = {
    ChangeClass.MATERIAL: _("Material: everybody signs again"),
    ChangeClass.NOTICE: _("Notice: everybody is told"),
    ChangeClass.CONTACT: _("Contact: it is recorded"),
}


KINDS: Mapping[str, str] = {
    Kind.LINE: _("One line"),
    Kind.TEXT: _("Longer text"),
    Kind.DATE: _("Date"),
    Kind.NUMBER: _("Number"),
    Kind.CHOICE: _("One of several"),
    Kind.YES_NO: _("Yes or no"),
    Kind.ROWS: _("List with columns"),
}
# Kinds whose suggestion is words, to be translated; of the others it is a value.
WORDED = (Kind.LINE, Kind.TEXT, Kind.ROWS)


class When(StrEnum):
    """When a signer is asked."""

    ALWAYS = "always"
    IF_MINOR = "if_minor"
    IF_NAMED = "if_named"  # the parties may leave this role empty


WHENS: Mapping[str, str] = {
    When.ALWAYS: _("Always"),
    When.IF_MINOR: _("If the learner is under age"),
    When.IF_NAMED: _("If somebody is named"),
}


class Purpose(StrEnum):
    """What a list of reasons is for."""

    DECLINE = "decline"
    AMEND = "amend"
    TERMINATE = "terminate"


PURPOSES: Mapping[str, str] = {
    Purpose.DECLINE: _("To decline"),
    Purpose.AMEND: _("To change an agreement"),
    Purpose.TERMINATE: _("To end it early"),
}


class Means(StrEnum):
    """What an early end was, told apart for the evaluation."""

    CHANGED_COMPANY = "changed_company"
    LEFT_TRAINING = "left_training"
    OTHER = "other"


MEANINGS: Mapping[str, str] = {
    "": _("Choose …"),
    Means.CHANGED_COMPANY: _("The learner changes the company"),
    Means.LEFT_TRAINING: _("The learner leaves the training"),
    Means.OTHER: _("Something else"),
}
