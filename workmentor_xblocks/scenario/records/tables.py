"""The rows that a scenario keeps for trainers: who walked where, and what they wrote on the way.

The run itself lives in the person's state of the block; a row beside it is written in the same transaction, so that
unfinished runs count too. What somebody typed is only here, never in the state, which the platform prints into
reports and keeps after retirement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from django.db import models

from workmentor_xblocks.scenario.rules.run import Run

MAX_NOTE = 1_000


class RunRecord(models.Model):
    """One run of one person. ``path`` is [[scene, choice], …]; people and blocks are named, never owned.

    .. pii: Which choices a user made in a training scenario, by user id.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    uuid = models.CharField(max_length=32, unique=True)
    user_id = models.IntegerField()
    course_key = models.CharField(max_length=255)
    usage_key = models.CharField(max_length=255)
    kind = models.CharField(max_length=10)
    status = models.CharField(max_length=10)
    place = models.CharField(max_length=100, blank=True)
    path = models.JSONField(default=list)
    salt = models.CharField(
        max_length=32, blank=True
    )  # so that the options are shown in the order of that run
    is_trial = models.BooleanField(default=False)  # a staff member's own try
    started_at = models.DateTimeField()
    last_step_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_scenario_run"
        indexes = [
            models.Index(fields=["usage_key", "user_id"], name="workmentor_run_usage_user"),
            models.Index(fields=["user_id"], name="workmentor_run_user"),
        ]

    def __str__(self) -> str:
        return f"run {self.uuid} of user {self.user_id}"


class NoteKind(models.TextChoices):
    """What a note was written for."""

    REASON = "reason"  # why this choice, before the consequence
    PLAN = "plan"  # what will you do on Monday?


class Note(models.Model):
    """What a player wrote: a reason at a step, or the plan at the debrief (step −1).

    .. pii: Free text that a user typed about their own mentoring.
    .. pii_types: other
    .. pii_retirement: local_api
    """

    run = models.ForeignKey(RunRecord, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=10, choices=NoteKind.choices)
    step = models.IntegerField(default=-1)
    text = models.TextField()

    class Meta:
        app_label = "workmentor"
        db_table = "workmentor_scenario_note"
        constraints = [models.UniqueConstraint(fields=["run", "kind", "step"], name="workmentor_note_once")]

    def __str__(self) -> str:
        return f"{self.kind} of run {self.run_id}"


def keep(run: Run, *, user_id: int, course_key: str, usage_key: str, is_trial: bool) -> None:
    """Write the row of a run as it stands; one statement for a run that has its row already."""
    last = run.steps[-1].at if run.steps else run.started
    changing = {
        "kind": run.kind.value,
        "status": run.status.value,
        "place": run.place[:100],
        "path": [[step.scene, step.choice] for step in run.steps],
        "last_step_at": _moment(run.finished or last),
        "finished_at": _moment(run.finished) if run.finished else None,
    }
    if not RunRecord.objects.filter(uuid=run.id).update(**changing):
        RunRecord.objects.create(
            uuid=run.id,
            user_id=user_id,
            course_key=course_key,
            usage_key=usage_key,
            is_trial=is_trial,
            started_at=_moment(run.started),
            salt=run.salt,
            **changing,
        )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)


def add_reason(run_uuid: str, *, step: int, text: str) -> None:
    """Keep the reason of a step that was just made, in two statements.

    One that stands there already stays: a state that was put back by hand may lead through the same step again.
    """
    record_id = RunRecord.objects.filter(uuid=run_uuid).values_list("id", flat=True).get()
    note = Note(run_id=record_id, kind=NoteKind.REASON, step=step, text=text[:MAX_NOTE])
    Note.objects.bulk_create([note], ignore_conflicts=True)


def write_plan(run_uuid: str, text: str) -> None:
    """Keep, change or (with "") take back what the mentor will do on Monday."""
    record = RunRecord.objects.get(uuid=run_uuid)
    if text:
        Note.objects.update_or_create(
            run=record, kind=NoteKind.PLAN, step=-1, defaults={"text": text[:MAX_NOTE]}
        )
    else:
        Note.objects.filter(run=record, kind=NoteKind.PLAN).delete()


def notes_of(run_uuid: str) -> tuple[dict[int, str], str]:
    """The reasons by step, and the plan, of one run."""
    return _told(Note.objects.filter(run__uuid=run_uuid))


def notes_beside(run_uuid: str, *, user_id: int, usage_key: str) -> tuple[dict[int, str], str, list[Note]]:
    """Of one run the reasons and the plan, and the plans of the same person after other runs, in one statement."""
    own = models.Q(run__uuid=run_uuid)
    other = models.Q(run__user_id=user_id, run__usage_key=usage_key, kind=NoteKind.PLAN)
    found = Note.objects.filter(own | other).select_related("run").order_by("run__finished_at", "run_id")
    reasons, plan = _told(note for note in found if note.run.uuid == run_uuid)
    return reasons, plan, [note for note in found if note.run.uuid != run_uuid]


def _told(notes: Iterable[Note]) -> tuple[dict[int, str], str]:
    reasons: dict[int, str] = {}
    plan = ""
    for note in notes:
        if note.kind == NoteKind.PLAN:
            plan = note.text
        else:
            reasons[note.step] = note.text
    return reasons, plan


def plans_of(user_id: int, *, course_key: str) -> list[Note]:
    """What one person planned in all scenarios of a course, with the runs; oldest first."""
    plans = Note.objects.filter(run__user_id=user_id, run__course_key=course_key, kind=NoteKind.PLAN)
    return list(plans.select_related("run").order_by("run__finished_at", "run_id"))


def copy_reasons(from_uuid: str, to_uuid: str, *, before: int) -> None:
    """Carry the reasons of the steps that a practice run starts with."""
    target = RunRecord.objects.filter(uuid=to_uuid).first()
    if target is not None:
        kept = Note.objects.filter(run__uuid=from_uuid, kind=NoteKind.REASON, step__lt=before)
        copies = [Note(run=target, kind=n.kind, step=n.step, text=n.text) for n in kept]
        Note.objects.bulk_create(copies, ignore_conflicts=True)


def find(run_uuid: str) -> RunRecord | None:
    """The row of a run, or None."""
    return RunRecord.objects.filter(uuid=run_uuid).first()


def runs_of(usage_key: str) -> Sequence[RunRecord]:
    """All counted runs of a block by learners, earliest first."""
    return list(
        RunRecord.objects.filter(usage_key=usage_key, kind="main", is_trial=False).order_by(
            "user_id", "started_at", "id"
        )
    )


def stream_runs(usage_keys: Iterable[str]) -> Iterable[RunRecord]:
    """Rows for an export, in chunks, so that a large course does not fill the memory."""
    return (
        RunRecord.objects.filter(usage_key__in=list(usage_keys), is_trial=False)
        .order_by("usage_key", "user_id", "id")
        .iterator(chunk_size=500)
    )


def erase_state(user_id: int, usage_key: str) -> int:
    """What "delete state" of the dashboard erases: the person's runs and notes in one block."""
    return RunRecord.objects.filter(user_id=user_id, usage_key=usage_key).delete()[0]


def erase_person(user_id: int) -> int:
    """Every run and note of a person."""
    return RunRecord.objects.filter(user_id=user_id).delete()[0]
