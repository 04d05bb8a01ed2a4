"""Completion of a block for somebody else than who is asking, as when the last of three signs."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model

from workmentor_xblocks.host.openedx import keys


def record_completion(user_id: int, usage_key: str, value: float) -> None:
    """Through the model's own door, because an event of a block is recorded for its caller (seen)."""
    if getattr(settings, "SERVICE_VARIANT", "") != "lms" or not apps.is_installed("completion"):
        return
    from completion.models import BlockCompletion
    from completion.waffle import ENABLE_COMPLETION_TRACKING_SWITCH

    user = get_user_model().objects.filter(id=user_id).first()
    key = keys.block_in_course(usage_key)
    if user is None or key is None or not ENABLE_COMPLETION_TRACKING_SWITCH.is_enabled():
        return
    BlockCompletion.objects.submit_completion(user=user, block_key=key, completion=value)
