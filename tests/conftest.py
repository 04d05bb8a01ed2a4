"""What every test stands on: the demo's settings, its runtime and a database of its own."""

from __future__ import annotations

import gc
import os
from importlib.util import find_spec

import pytest

if find_spec("hypothesis"):  # the workbench's own environment has none
    import hypothesis

    # How long an example takes says something of the machine, nothing of us.
    hypothesis.settings.register_profile(
        "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("house")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workmentor_xblocks.demo.settings")


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it for garbage again and again takes a tenth of the processor time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _files_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests keep as private files stays out of the demo's folder."""
    from django.conf import settings

    settings.WORKMENTOR_FILES_ROOT = tmp_path_factory.mktemp("files")
