"""Nothing beyond the common settings; the platform asks for this module by name."""

from __future__ import annotations

from typing import Any


def plugin_settings(settings: Any) -> None:
    """No change."""
