"""What is kept of an agreement: the thread itself, who takes part, and each version of the text.

An agreement belongs to nobody's account and to no block: deleting either takes nothing away from the other parties.
People are named by user id or are party rows; every text that a person wrote stands in ``Opening`` and nowhere else.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.functional import cached_property

from workmentor_xblocks.agreement.content.ids import LONGEST_ID
from workmentor_xblocks.agreement.rules.lifecycle import Amendment, State, VersionState
from workmentor_xblocks.core.records.names import NamedRow, once_key
from workmentor_xblocks.core.records.things import ThingRow


class Template(models.Model):
    """A definition as it stood when an agreement was made from it, by its hash.

    .. no_pii: what an author wrote
    """

    sha256 = models.CharField(max_length=64, unique=True)
    text = models.TextField()  # Definition.canonical()

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_template"

    def __str__(self) -> str:
        return f"template {self.sha256[:12]}"


class Agreement(ThingRow):
    """One learner's agreement.

    ``open_key`` is unique while the agreement is open (one per block and learner), and NULL afterwards.

    .. pii: Which user is the learner of an agreement, by user id.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    template = models.ForeignKey(Template, on_delete=models.PROTECT)
    learner_id = models.IntegerField(null=True)
    created_by = models.IntegerField(null=True)
    state = models.CharField(max_length=12, default=State.DRAFT.value)
    amendment = models.CharField(max_length=8, default=Amendment.NONE.value)
    language = models.CharField(max_length=20, default="en")  # of the binding text
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)  # if nothing happens until then
    started_unsigned = models.BooleanField(default=False)
    contact_problem = models.BooleanField(default=False)  # a mail did not arrive, or somebody said "not me"
    school_acts_by = models.DateField(null=True)  # a party retired from an agreement in force
    waiting_for = models.CharField(max_length=100, blank=True)  # roles, each between commas
    waiting_since = models.DateField(null=True)
    due_on = models.DateField(null=True)  # the earliest day by which somebody should have acted
    ending = models.JSONField(null=True)  # a proposed early end: {reason, on, role, text: commitment}
    end_reason = models.CharField(max_length=LONGEST_ID, blank=True)
    ended_on = models.DateField(null=True)
    suspended_on = models.DateField(null=True)
    suspended_days = models.IntegerField(default=0)
    legal_hold = models.BooleanField(default=False)
    open_key = once_key(64)
    continues = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="continued_by")
    events_count = models.IntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement"
        indexes = [
            models.Index(fields=["usage_key", "state"], name="workmentor_agr_usage"),
            models.Index(fields=["learner_id"], name="workmentor_agr_learner"),
            models.Index(fields=["course_key", "learner_id"], name="workmentor_agr_course"),
        ]


class Version(models.Model):
    """One text of an agreement. ``body`` is canonical; ``sha256`` is set when it is fixed.

    .. no_pii: personal values are commitments; what opens them stands in Opening
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.IntegerField()
    kind = models.CharField(max_length=10, default="original")  # original, amendment
    state = models.CharField(max_length=10, default=VersionState.WORKING.value)
    body = models.JSONField(null=True)  # NULL once erased
    sha256 = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=LONGEST_ID, blank=True)  # of an amendment
    proposed_by = models.CharField(max_length=32, blank=True)  # party
    effective_on = models.DateField(null=True)
    created_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)
    in_force_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_version"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="workmentor_version_once")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of agreement {self.agreement_id}"


class PartyState(models.TextChoices):
    """How somebody belongs to an agreement."""

    NAMED = "named"  # written down, not asked yet
    INVITED = "invited"
    JOINED = "joined"
    INCOMING = "incoming"  # comes with a proposed amendment
    LEFT = "left"
    RETIRED = "retired"


class Party(NamedRow):
    """Somebody in a role. A school is an organisation: its people are ``PartyMember`` rows.

    .. pii: Name, organisation, position, e-mail address and telephone number of people in an agreement; of a learner
        who is not of age, and where the school wants it, the day from which they are, until that day.
    .. pii_types: name, email_address, phone_number, other
    .. pii_retirement: local_api
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    role = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=PartyState.choices, default=PartyState.NAMED)
    user_id = models.IntegerField(null=True)
    name = models.CharField(max_length=200, blank=True)
    organisation = models.CharField(max_length=300, blank=True)
    position = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=20, blank=True)
    is_minor = models.BooleanField(default=False)  # never the date of birth
    of_age_from = models.DateField(null=True)  # where somebody wants it; NULL again from that day on
    filled_by = models.CharField(max_length=32, blank=True)  # the party that wrote down the address
    asked_on = models.DateField(null=True)  # invited, or there from the beginning
    no_reminders = models.BooleanField(default=False)
    seen_seq = models.IntegerField(default=-1)  # the newest event that this party has seen
    seen_on = models.DateField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_party"
        indexes = [
            models.Index(fields=["user_id"], name="workmentor_party_user"),
            models.Index(fields=["email"], name="workmentor_party_email"),
            models.Index(fields=["of_age_from"], name="workmentor_party_of_age"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of agreement {self.agreement_id}"

    @cached_property
    def member_ids(self) -> list[int]:
        """The accounts of a school's people; ``Thread`` brings them with the party."""
        return list(self.members.order_by("id").values_list("user_id", flat=True))


class PartyMember(models.Model):
    """An account that may act for a party: one of the school's people.

    .. pii: Which users act for a school in an agreement, by user id.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="members")
    user_id = models.IntegerField()

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_member"
        constraints = [models.UniqueConstraint(fields=["party", "user_id"], name="workmentor_member_once")]
        indexes = [models.Index(fields=["user_id"], name="workmentor_member_user")]

    def __str__(self) -> str:
        return f"user {self.user_id} for party {self.party_id}"


class Opening(models.Model):
    """What stands behind a commitment. Without the salt nobody can tell what it was, and the chain stays whole.

    .. pii: Every text that people wrote in an agreement, with the names of the parties.
    .. pii_types: name, other
    .. pii_retirement: local_api
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="openings")
    commitment = models.CharField(max_length=64)
    salt = models.CharField(max_length=64, blank=True)
    value: Any = models.JSONField(null=True)
    state = models.CharField(max_length=8, default="open")  # open, redacted, erased
    about = models.CharField(
        max_length=LONGEST_ID, blank=True
    )  # field id, or what it is: name, person, reason …
    party = models.ForeignKey(Party, on_delete=models.SET_NULL, null=True, related_name="openings")
    user_id = models.IntegerField(null=True)  # who wrote it, or whose name it is

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_opening"
        constraints = [
            models.UniqueConstraint(fields=["agreement", "commitment"], name="workmentor_opening_once")
        ]
        indexes = [models.Index(fields=["user_id"], name="workmentor_opening_user")]

    def __str__(self) -> str:
        return f"opening of {self.about} in agreement {self.agreement_id}"


class HistoryEvent(models.Model):
    """One link of the chain; rows are only ever added. ``record`` are the hashed bytes.

    ``user_id`` stands outside the chain, so that it can be forgotten.

    .. pii: Which user did something in an agreement, by user id.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="events")
    seq = models.IntegerField()
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    record = models.TextField()
    hash = models.CharField(max_length=64)
    user_id = models.IntegerField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_agreement_event"
        constraints = [models.UniqueConstraint(fields=["agreement", "seq"], name="workmentor_event_once")]
        indexes = [models.Index(fields=["user_id"], name="workmentor_event_user")]

    def __str__(self) -> str:
        return f"event {self.seq} ({self.kind}) of agreement {self.agreement_id}"
