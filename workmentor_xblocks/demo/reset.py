"""Starting over: what people did and what authors changed is forgotten, the courses are read again from their files."""

from __future__ import annotations

import shutil

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from workmentor_xblocks.demo import story
from workmentor_xblocks.demo.course import loader
from workmentor_xblocks.demo.models import Block
from workmentor_xblocks.demo.people import cast


def everything() -> None:
    """Empty the tables of the demo and of the package, then load the courses and what happened in them."""
    with transaction.atomic():
        for label in ("workmentor_demo", "workmentor"):
            for model in apps.get_app_config(label).get_models():
                rows = model._default_manager.all()
                # Row by row some would protect others; whether all fits together is asked at the end.
                rows._raw_delete(rows.db)
        # The cast keeps its accounts, so that other browsers stay signed in; the retired come back as new people.
        User.objects.exclude(username__in=cast.BY_NAME).delete()
        loader.load_all()
    shutil.rmtree(settings.WORKMENTOR_FILES_ROOT, ignore_errors=True)
    _tell()


def load_if_empty() -> bool:
    """Load the courses into a new database; whether that was needed."""
    if Block.objects.exists():
        return False
    loader.load_all()
    _tell()
    return True


def _tell() -> None:
    if not settings.WORKMENTOR_DEMO_EMPTY:
        story.tell()
