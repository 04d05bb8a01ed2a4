"""The Django app that makes the blocks' tables, pages and signals known to LMS and Studio.

Plugin apps are imported before settings exist (edx-django-utils, plugin how-to): this module imports
nothing of ours at load time and names everything else by dotted strings.
"""

from django.apps import AppConfig

_URLS = {"namespace": "workmentor", "regex": r"^workmentor/", "relative_path": "urls"}
_SETTINGS = {
    "common": {"relative_path": "settings.common"},
    "production": {"relative_path": "settings.production"},
}


class WorkmentorConfig(AppConfig):
    """One app for all blocks; binds the host when Django is ready."""

    name = "workmentor_xblocks"
    label = "workmentor"
    verbose_name = "WorkMentor XBlocks"
    default_auto_field = "django.db.models.BigAutoField"

    plugin_app = {
        "url_config": {"lms.djangoapp": _URLS, "cms.djangoapp": _URLS},
        "settings_config": {"lms.djangoapp": _SETTINGS, "cms.djangoapp": _SETTINGS},
    }

    def ready(self) -> None:
        """Register what is erased with a person and done daily; bind the platform's adapter in LMS and Studio."""
        from workmentor_xblocks.agreement import wiring
        from workmentor_xblocks.core.output import daily
        from workmentor_xblocks.core.people import privacy, profile
        from workmentor_xblocks.core.records import allowance, outbox
        from workmentor_xblocks.host.openedx import bind_if_present
        from workmentor_xblocks.scenario.records import tables

        privacy.register(privacy.Eraser("scenario", tables.erase_person, state_deleted=tables.erase_state))
        privacy.register(privacy.Eraser("profile", profile.erase))
        privacy.register(privacy.Eraser("mail", outbox.erase))
        daily.register("mail.forgotten", outbox.forget_old)
        daily.register("mail.asked", allowance.forget_old)
        wiring.connect()
        bind_if_present()
