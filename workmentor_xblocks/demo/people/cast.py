"""The people of the demo, the same cast as in the tests: who they are, and what a course lets them do.

Roles follow the platform: course staff may write in Studio and are staff in the LMS, limited staff only the latter.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from workmentor_xblocks.demo.models import CourseRole, Enrolment


@dataclass(frozen=True)
class Member:
    """One person of the cast."""

    username: str
    full_name: str
    part: str
    about: str
    enrolled: bool = True
    role: str = ""
    cohort: str = ""
    language: str = ""

    @property
    def first_name(self) -> str:
        """The name that people call each other by."""
        return self.full_name.split()[0]


APPRENTICES = "Apprentices"

CAST = (
    Member(
        "marta",
        "Marta Lind",
        "mentor",
        "Supervises an apprentice at an electrical installer; takes the course.",
    ),
    Member("mikael", "Mikael Berg", "second mentor", "Mentor in a car workshop; takes the same course."),
    Member("liga", "Liga Ozola", "learner", "Apprentice electrician.", cohort=APPRENTICES),
    Member(
        "bram",
        "Bram Kok",
        "second learner",
        "Apprentice car mechanic; reads Dutch.",
        cohort=APPRENTICES,
        language="nl",
    ),
    Member("tomas", "Tomas Horak", "school contact", "Follows apprentices for the school."),
    Member("egle", "Egle Petrauskaite", "employer", "Signs for the company."),
    Member(
        "tove",
        "Tove Nilsen",
        "trainer",
        "Runs the course: sees results, masquerades, resets.",
        enrolled=False,
        role=CourseRole.LIMITED_STAFF,
    ),
    Member(
        "aad",
        "Aad de Vries",
        "author",
        "Writes the course in Studio, and is course staff as authors are.",
        enrolled=False,
        role=CourseRole.STAFF,
    ),
    Member("olaf", "Olaf Strand", "outsider", "Has an account, but is not enrolled.", enrolled=False),
)
BY_NAME = {member.username: member for member in CAST}


@dataclass(frozen=True)
class Guest:
    """Somebody without an account: they come in by the link in a mail to this address."""

    full_name: str
    email: str
    part: str
    about: str


GUESTS = (
    Guest(
        "Greta Mertens",
        "greta.mertens@example.org",
        "guardian",
        "Signs for an apprentice who is not of age.",
    ),
    Guest("Ivar Solberg", "ivar.solberg@example.org", "approver", "Approves agreements for the county."),
    Guest(
        "Egle Petrauskaite",
        "egle.petrauskaite@example.org",
        "employer",
        "Uses another address at work than for her account.",
    ),
)


def invite(course_key: str) -> None:
    """Make the accounts that are missing, enrol them and give them their roles in this course."""
    for member in CAST:
        first, last = member.full_name.split(" ", 1)
        user, _ = User.objects.get_or_create(
            username=member.username,
            defaults={"first_name": first, "last_name": last, "email": f"{member.username}@example.org"},
        )
        if member.enrolled:
            Enrolment.objects.get_or_create(user=user, course_key=course_key)
        if member.role:
            CourseRole.objects.get_or_create(user=user, course_key=course_key, role=member.role)
