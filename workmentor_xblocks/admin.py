"""A read-only look at the rows for operators; changes go through the blocks, where they are asked and logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from workmentor_xblocks.scenario.records import RunRecord

if TYPE_CHECKING:
    _RunAdmin = admin.ModelAdmin[RunRecord]
else:
    _RunAdmin = admin.ModelAdmin


@admin.register(RunRecord)
class RunAdmin(_RunAdmin):
    """Runs by block and person; what people wrote is not shown here."""

    list_display = ("uuid", "usage_key", "user_id", "kind", "status", "last_step_at")
    search_fields = ("=usage_key", "=user_id", "=uuid")
    ordering = ("-id",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds a run by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes a run by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Erasing has its own ways: delete state, and retirement."""
        return False
