"""What is kept beside the text: signatures, remarks, reviews, notices, files, and the keys that let guests in.

A party who signed or said something is never deleted alone (RESTRICT); with the whole agreement all of it goes.
"""

from __future__ import annotations

from django.db import models

from workmentor_xblocks.agreement.content.ids import LONGEST_ID
from workmentor_xblocks.agreement.records.tables import Agreement, Party, Version
from workmentor_xblocks.core.records.codes import CodeRow
from workmentor_xblocks.core.records.links import LinkRow
from workmentor_xblocks.core.records.names import NamedRow
from workmentor_xblocks.core.records.remarks import RemarkRow

# Kinds of files that are made anew whenever somebody asks for them.
LONG_PRINT = "long_print"
PRINTS = ("version", LONG_PRINT)


class StoredFile(NamedRow):
    """A file of an agreement: the PDF of a version, or a scan. The bytes lie in the private storage.

    A long print is found by the digest of what it says, and has no name in the storage until it is made.

    .. pii: Documents with names and signatures of people in an agreement.
    .. pii_types: name, image, other
    .. pii_retirement: local_api
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="files")
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="files")
    kind = models.CharField(max_length=12)  # version, long_print, scan, drawing
    name = models.CharField(max_length=255)  # in the storage
    media_type = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)  # of the file; of a long print, of what it says
    size = models.IntegerField()
    generator = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_file"

    def __str__(self) -> str:
        return f"{self.kind} file {self.uuid}"


class Signature(NamedRow):
    """That somebody agreed to one version, by its hash. A void one is kept as history.

    .. pii: That a person signed, from which shortened network address, and the name in Opening.
    .. pii_types: ip, other
    .. pii_retirement: local_api
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="signatures")
    party = models.ForeignKey(Party, on_delete=models.RESTRICT, related_name="signatures")
    user_id = models.IntegerField(null=True)
    kind = models.CharField(max_length=8)  # typed, drawn, offline, approval
    method = models.CharField(max_length=16)  # login, login_and_code, link_and_code, offline
    name = models.CharField(max_length=64)  # commitment
    consent = models.TextField()
    consent_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=40, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="signatures")
    attested_by = models.IntegerField(null=True)
    void_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_signature"
        constraints = [models.UniqueConstraint(fields=["version", "party"], name="workmentor_signature_once")]
        indexes = [models.Index(fields=["user_id"], name="workmentor_signature_user")]


class Comment(RemarkRow):
    """A remark at a field (``path``), or at the whole; its text stands in Opening.

    .. no_pii: the text is a commitment
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="comments")
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="comments")
    party = models.ForeignKey(Party, on_delete=models.RESTRICT, related_name="comments")
    text = models.CharField(max_length=64)  # commitment
    blocking = models.BooleanField(default=False)  # asks for a change

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_comment"


class Review(NamedRow):
    """One meeting of the parties during the placement.

    .. no_pii: dates only; the parts stand in ReviewPart
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reviews")
    number = models.IntegerField()
    step = models.CharField(
        max_length=LONGEST_ID
    )  # of the plan; "last" after an early end, "asked" when called
    due_on = models.DateField()
    opened_on = models.DateField()
    held_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)
    closing = models.CharField(max_length=64, blank=True)  # commitment of the reason, when closed without all

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_review"
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="workmentor_review_once")]

    def __str__(self) -> str:
        return f"review {self.number} of agreement {self.agreement_id}"


class ReviewPart(models.Model):
    """What one party says in a review, and whether it agrees with what the others said.

    .. no_pii: texts are commitments
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="parts")
    party = models.ForeignKey(Party, on_delete=models.RESTRICT, related_name="review_parts")
    role = models.CharField(max_length=20)
    fields = models.JSONField(default=dict)  # as in a version's body
    submitted_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=8, blank=True)  # agree, disagree
    text = models.CharField(max_length=64, blank=True)  # commitment: why not
    decided_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_review_part"
        constraints = [models.UniqueConstraint(fields=["review", "role"], name="workmentor_part_once")]

    def __str__(self) -> str:
        return f"{self.role}'s part of review {self.review_id}"


class Notice(NamedRow):
    """A change that holds at once, and may be objected to for some days.

    .. no_pii: texts are commitments
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="notices")
    role = models.CharField(max_length=20)
    fields = models.JSONField(default=dict)  # as in a version's body
    at = models.DateTimeField()
    object_until = models.DateField()
    objected_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_notice"


class Completion(models.Model):
    """What was reached in the end, with real dates and hours.

    .. no_pii: texts are commitments
    """

    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="completion")
    fields = models.JSONField(default=dict)  # as in a version's body
    at = models.DateTimeField()

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_completion"

    def __str__(self) -> str:
        return f"completion of agreement {self.agreement_id}"


class GuestKey(LinkRow):
    """What lets a guest in: a link, bound to one party.

    .. no_pii: hashes only
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_key"

    def __str__(self) -> str:
        return f"key of party {self.party_id}"


class ProofCode(CodeRow):
    """A code sent by mail, so that a forwarded link alone signs nothing.

    .. no_pii: hashes only; the user id is of the school's person who attests
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="codes")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="codes")
    user_id = models.IntegerField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_code"

    def __str__(self) -> str:
        return f"code of party {self.party_id}"


class Reminder(models.Model):
    """That somebody was reminded of something; those of one letter share a ``batch``.

    .. pii: Which user or party was reminded, by id.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    batch = models.CharField(max_length=32)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="reminders")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="reminders")
    user_id = models.IntegerField(null=True)
    what = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_reminder"
        indexes = [models.Index(fields=["batch"], name="workmentor_reminder_batch")]

    def __str__(self) -> str:
        return f"reminder of party {self.party_id}"
