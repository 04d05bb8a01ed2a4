"""Settings that the platform merges into its own at start (edx-django-utils plugins)."""

from __future__ import annotations

from typing import Any

BLOCK_TYPES = ("workmentor_scenario", "workmentor_agreement")

# What is typed on these pages, and the links that let guests in, are nobody's business but the parties'.
UNTRACKED = (r"^/workmentor/guest/", r"^/workmentor/agreement/")


def plugin_settings(settings: Any) -> None:
    """Let course libraries offer the blocks, and keep the pages of agreements out of the tracking log.

    .. setting_name: LIBRARY_ENABLED_BLOCKS
    .. setting_description: The block types of this package are added to those that a content library offers.

    .. setting_name: TRACKING_IGNORE_URL_PATTERNS
    .. setting_description: The pages of agreements are added, because the platform's tracking middleware would write
       their addresses and forms into its log.
    """
    _extend(settings, "LIBRARY_ENABLED_BLOCKS", BLOCK_TYPES)
    _extend(settings, "TRACKING_IGNORE_URL_PATTERNS", UNTRACKED)


def _extend(settings: Any, name: str, more: tuple[str, ...]) -> None:
    """Add what is missing to a list that the site has; a new list, because the old one may be shared."""
    present = getattr(settings, name, None)
    if isinstance(present, list | tuple):
        setattr(settings, name, [*present, *(one for one in more if one not in present)])
