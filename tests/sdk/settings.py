"""The workbench's own settings, as a developer gets them who pip-installs xblock-sdk beside this package.

Only its database and log leave the working folder; our app is not installed, as it is in no plain workbench.
"""

from workbench.settings import *  # noqa: F403 - these settings, and no others

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
LOGGING = {"version": 1, "disable_existing_loggers": False}
