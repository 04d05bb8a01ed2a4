"""The Django app of the demo: refuses foreign settings, binds the demo as the host, runs tasks at once.

Deleted state is heard as a signal, as in the LMS.
"""

from __future__ import annotations

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

OWN_SETTINGS = "workmentor_xblocks.demo.settings"


class DemoConfig(AppConfig):
    """Starts the demo, and only the demo."""

    name = "workmentor_xblocks.demo"
    label = "workmentor_demo"
    verbose_name = "WorkMentor demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Refuse a real site, because the demo signs anybody in; then take the host's place."""
        if settings.SETTINGS_MODULE != OWN_SETTINGS:
            raise ImproperlyConfigured(
                f"The WorkMentor demo signs anybody in and runs only under {OWN_SETTINGS}, "
                f"not under {settings.SETTINGS_MODULE}. Remove it from INSTALLED_APPS."
            )
        from workmentor_xblocks.demo import celery, signals
        from workmentor_xblocks.demo.host import DemoHost
        from workmentor_xblocks.host import bind

        bind(DemoHost())
        signals.connect()
        celery.run_at_once()
