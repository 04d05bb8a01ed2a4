"""xblock-sdk's workbench as a server would run it: no debugging, a database in memory, and our tables in it.

With our tables (and ``workbench.Recording``) our block writes all that it writes on a site; the others write what they
can in a workbench, which has neither the platform's submissions nor its grades.
"""

from workbench import settings as theirs
from workbench.settings import *  # noqa: F403 - these settings, and a few others

DEBUG = False
TEMPLATES = [{**one, "OPTIONS": {**one["OPTIONS"], "debug": False}} for one in theirs.TEMPLATES]
INSTALLED_APPS = [*theirs.INSTALLED_APPS, "workmentor_xblocks.apps.WorkmentorConfig"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
