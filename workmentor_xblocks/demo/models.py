"""The tables of the demo: what authors wrote, what people did, and what left the house.

They stand in for the platform's own tables and hold nothing that the blocks' tables hold.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

KEY_LENGTH = 255


class Branch(models.TextChoices):
    """Which edition of the course: the author's own, or the one that learners see."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Block(models.Model):
    """One element of a course in one branch, and where it stands.

    .. no_pii:
    """

    branch = models.CharField(max_length=9, choices=Branch.choices)
    course_key = models.CharField(max_length=KEY_LENGTH)
    usage_key = models.CharField(max_length=KEY_LENGTH)
    block_type = models.CharField(max_length=64)
    parent_key = models.CharField(max_length=KEY_LENGTH, blank=True)
    position = models.IntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = [models.UniqueConstraint(fields=["branch", "usage_key"], name="demo_block_once")]

    def __str__(self) -> str:
        return f"{self.usage_key} ({self.branch})"


class AuthoredValue(models.Model):
    """One field that an author set: content and settings, per branch, as JSON text.

    .. no_pii:
    """

    branch = models.CharField(max_length=9, choices=Branch.choices)
    usage_key = models.CharField(max_length=KEY_LENGTH)
    name = models.CharField(max_length=100)
    value = models.TextField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["branch", "usage_key", "name"], name="demo_authored_once")
        ]

    def __str__(self) -> str:
        return f"{self.usage_key}.{self.name}"


class LearnerState(models.Model):
    """What one person did in one block, and the grade of it; the platform's StudentModule.

    .. pii: What a person answered in a block; the demo's people are invented.
    .. pii_types: other
    .. pii_retirement: retained
    """

    user_id = models.IntegerField()
    course_key = models.CharField(max_length=KEY_LENGTH)
    usage_key = models.CharField(max_length=KEY_LENGTH)
    state = models.TextField(default="{}")
    grade = models.FloatField(null=True)
    max_grade = models.FloatField(null=True)
    modified_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "usage_key"], name="demo_state_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.usage_key}"


class OtherValue(models.Model):
    """A field of a person everywhere, of a person in a block type, or of everybody in a block.

    .. pii: Preferences of a person; the demo's people are invented.
    .. pii_types: other
    .. pii_retirement: retained
    """

    scope = models.CharField(max_length=20)
    owner_id = models.IntegerField(default=0)
    subject = models.CharField(max_length=KEY_LENGTH, blank=True)
    name = models.CharField(max_length=100)
    value = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "owner_id", "subject", "name"], name="demo_value_once")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.subject}.{self.name}"


class Completion(models.Model):
    """How far one person got with one block, 0 to 1.

    .. no_pii:
    """

    user_id = models.IntegerField()
    course_key = models.CharField(max_length=KEY_LENGTH)
    usage_key = models.CharField(max_length=KEY_LENGTH)
    value = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "usage_key"], name="demo_completion_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.usage_key}: {self.value}"


class Enrolment(models.Model):
    """A person takes a course.

    .. no_pii:
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    course_key = models.CharField(max_length=KEY_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course_key"], name="demo_enrolment_once")]

    def __str__(self) -> str:
        return f"{self.user_id} takes {self.course_key}"


class CourseRole(models.Model):
    """A person works in a course, under the platform's name of the role.

    .. no_pii:
    """

    STAFF = "staff"
    LIMITED_STAFF = "limited_staff"
    DATA_RESEARCHER = "data_researcher"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="course_roles")
    course_key = models.CharField(max_length=KEY_LENGTH)
    role = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course_key", "role"], name="demo_role_once")]

    def __str__(self) -> str:
        return f"{self.user_id} is {self.role} of {self.course_key}"


class Mail(models.Model):
    """A message that would have been sent.

    .. pii: Addresses and texts of messages; the demo's people are invented.
    .. pii_types: email_address, name
    .. pii_retirement: retained
    """

    sent_at = models.DateTimeField(auto_now_add=True)
    sender = models.CharField(max_length=255)
    recipients = models.TextField()
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.subject} to {self.recipients}"


class Event(models.Model):
    """A line of the tracking log: who clicked, on whose page, and what the block told.

    .. pii: Username and what a block published; the demo's people are invented.
    .. pii_types: username, other
    .. pii_retirement: retained
    """

    happened_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=255)
    username = models.CharField(max_length=150)
    context_user_id = models.IntegerField(null=True)
    usage_key = models.CharField(max_length=KEY_LENGTH)
    payload = models.TextField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.name} by {self.username}"
