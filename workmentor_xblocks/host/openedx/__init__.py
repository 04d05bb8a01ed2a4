"""The adapter to Open edX: the only folder that imports the platform's packages."""

from __future__ import annotations

import importlib.util

from django.conf import settings


def bind_if_present() -> None:
    """Bind the Open edX host where this process is an LMS or a Studio; elsewhere do nothing."""
    if getattr(settings, "SERVICE_VARIANT", None) not in ("lms", "cms"):
        return
    if importlib.util.find_spec("openedx") is None or importlib.util.find_spec("xmodule") is None:
        return
    from workmentor_xblocks import host
    from workmentor_xblocks.host.openedx import signals
    from workmentor_xblocks.host.openedx.host import OpenEdxHost

    host.bind(OpenEdxHost())
    signals.connect()
