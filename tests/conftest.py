"""What every test stands on: the demo's settings, its runtime and a database of its own."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from importlib.util import find_spec
from types import SimpleNamespace
from typing import Any

import pytest

from tests import both_pythons

if find_spec("hypothesis"):  # the workbench's own environment has none
    import hypothesis

    # How long an example takes says something of the machine, nothing of us.
    hypothesis.settings.register_profile(
        "house", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("house")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workmentor_xblocks.demo.settings")
# Stories begin where nothing has happened; what the demo tells of itself is tried in tests/demo/test_story.py.
os.environ.setdefault("WORKMENTOR_DEMO_EMPTY", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """See ``tests/both_pythons.py``."""
    both_pythons.mark(items)


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it for garbage again and again takes a tenth of the processor time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """The rules are tested without Django, by ``-p no:django``: nobody asks for its settings then."""
    if not pluginmanager.hasplugin("django"):
        parser.addini("DJANGO_SETTINGS_MODULE", "for tests that need Django")


@pytest.fixture(scope="session")
def with_django(pytestconfig: pytest.Config) -> bool:
    """Whether Django is there at all."""
    return bool(pytestconfig.pluginmanager.hasplugin("django"))


@pytest.fixture(scope="session", autouse=True)
def _files_of_their_own(with_django: bool, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What tests keep as private files stays out of the demo's folder."""
    if not with_django:
        return
    from django.conf import settings

    settings.WORKMENTOR_FILES_ROOT = tmp_path_factory.mktemp("files")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """SQLite has one writer at a time: no race would ever be lost on it."""
    if item.get_closest_marker("mariadb"):
        from django.db import connection

        assert connection.vendor == "mysql", "run by tools.mariadb; SQLite would prove nothing"


@pytest.fixture(autouse=True)
def _in_english(with_django: bool) -> Iterator[None]:
    """A request leaves its language behind in the thread; each story begins in English."""
    if not with_django:
        yield
        return
    from django.utils.translation import override

    with override("en"):
        yield


@pytest.fixture(autouse=True)
def _every_name_is_known(with_django: bool) -> Iterator[None]:
    """No template asks for what its page does not have: it would show nothing, and nobody would see why."""
    if not with_django:
        yield
        return
    from tests.unknown_names import noted

    with noted() as unknown:
        yield
    assert unknown == set()


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    """The people of the stories."""
    from tests import cast

    return cast.everybody()


@pytest.fixture
def course(db: None) -> Any:
    """The course in which they meet."""
    from tests.cast import Course

    return Course()
