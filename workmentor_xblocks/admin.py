"""A read-only look at the rows for operators; changes go through the blocks, where they are asked and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from workmentor_xblocks.agreement.records.tables import Agreement
from workmentor_xblocks.core.records.outbox import OutgoingMail
from workmentor_xblocks.scenario.records.tables import RunRecord

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin


class _ReadOnly(_Admin):
    """Rows to look at."""

    ordering = ("-id",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a row by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes a row by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Erasing has its own ways: delete state, retirement, and the end of what is kept."""
        return False


@admin.register(RunRecord)
class RunAdmin(_ReadOnly):
    """Runs by block and person; what people wrote is not shown here."""

    list_display = ("uuid", "usage_key", "user_id", "kind", "status", "last_step_at")
    search_fields = ("=usage_key", "=user_id", "=uuid")


@admin.register(Agreement)
class AgreementAdmin(_ReadOnly):
    """Agreements by block and learner, with how they stand; text and people are not shown here."""

    list_display = (
        "uuid",
        "usage_key",
        "learner_id",
        "state",
        "waiting_for",
        "due_on",
        "legal_hold",
        "changed_at",
    )
    list_filter = ("state", "legal_hold")
    search_fields = ("=usage_key", "=learner_id", "=uuid")
    exclude = ("ending",)


@admin.register(OutgoingMail)
class OutgoingMailAdmin(_ReadOnly):
    """Letters that wait, went out or were given up: of which kind, never what they say."""

    list_display = ("uuid", "kind", "created_at", "sent_at", "tries", "problem")
    list_filter = ("kind", "problem")
    search_fields = ("=uuid", "=to_user_id", "=to_party")
