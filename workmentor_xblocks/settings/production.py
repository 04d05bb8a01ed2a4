"""The common settings once more: a site's own file, read after them, may have replaced a whole list."""

from __future__ import annotations

from workmentor_xblocks.settings.common import plugin_settings

__all__ = ["plugin_settings"]
