"""Settings that the platform merges into its own at start (edx-django-utils plugins)."""

from __future__ import annotations

from typing import Any


def plugin_settings(settings: Any) -> None:
    """Let course libraries offer the block.

    .. setting_name: LIBRARY_ENABLED_BLOCKS
    .. setting_description: ``workmentor_scenario`` is added to the block types that a content library offers.
    """
    enabled = getattr(settings, "LIBRARY_ENABLED_BLOCKS", None)
    if isinstance(enabled, list) and "workmentor_scenario" not in enabled:
        enabled.append("workmentor_scenario")
