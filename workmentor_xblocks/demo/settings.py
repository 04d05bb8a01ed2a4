"""The settings of the demo, and of the quick tests: one file of SQLite, one machine, anybody may sign in as anybody.

Because it signs anybody in, ``DemoConfig`` refuses every other settings module and the server binds to loopback only.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from workmentor_xblocks.demo import place

DATA_DIR = place.data_dir()
SECRET_KEY = place.secret_key(DATA_DIR)
DEBUG = os.environ.get("WORKMENTOR_DEMO_DEBUG") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

# The folders that hold an OLX course each (a course.xml); colon-separated in the environment.
COURSE_FOLDERS = place.course_folders()
# Tests begin with courses in which nothing has happened.
WORKMENTOR_DEMO_EMPTY = os.environ.get("WORKMENTOR_DEMO_EMPTY") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "workmentor_xblocks.apps.WorkmentorConfig",
    "workmentor_xblocks.demo.apps.DemoConfig",
]
MIDDLEWARE = [
    "workmentor_xblocks.demo.middleware.LoopbackOnly",
    "workmentor_xblocks.demo.middleware.OwnSourcesOnly",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "crum.CurrentRequestUserMiddleware",
]
ROOT_URLCONF = "workmentor_xblocks.demo.urls"
WSGI_APPLICATION = "workmentor_xblocks.demo.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [place.HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "workmentor_xblocks.demo.page.context",
            ]
        },
    }
]

DATABASES = {
    "default": {
        "ENGINE": "workmentor_xblocks.demo.sqlite",
        "NAME": DATA_DIR / "db.sqlite3",
        "OPTIONS": {"timeout": 20},
        # A file, because threads that share a database in memory do not wait for each other.
        "TEST": {"NAME": Path(tempfile.gettempdir()) / f"workmentor-demo-{os.getpid()}.sqlite3"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_COOKIE_NAME = "workmentor_demo_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
LOGIN_URL = "demo:sign_in"
EMAIL_BACKEND = "workmentor_xblocks.demo.mailbox.OutboxBackend"
DEFAULT_FROM_EMAIL = "WorkMentor demo <demo@example.org>"

WORKMENTOR_FILES_ROOT = DATA_DIR / "files"

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATICFILES_DIRS = [place.HERE / "static_demo"]
# The unit page stands in a frame of the same site, as it does in the learning application.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = ["security"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"short": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "short"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A person of the cast who may not is a story, not an incident.
    "loggers": {"django.server": {"level": "ERROR"}, "django.request": {"level": "ERROR"}},
}
