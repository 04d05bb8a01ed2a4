"""What comes into LMS and Studio with the installation, without a line of settings by an operator."""

from __future__ import annotations

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from workmentor_xblocks.apps import WorkmentorConfig

pytestmark = pytest.mark.shows("platform fact 61")


@pytest.mark.parametrize("place", ["lms.djangoapp", "cms.djangoapp"])
@pytest.mark.shows("agreement place 3")
def test_pages_and_settings_are_where_the_platform_looks_for_them(place: str):
    urls = WorkmentorConfig.plugin_app["url_config"][place]
    assert import_module(f"{WorkmentorConfig.name}.{urls['relative_path']}").urlpatterns
    for told in WorkmentorConfig.plugin_app["settings_config"][place].values():
        assert callable(import_module(f"{WorkmentorConfig.name}.{told['relative_path']}").plugin_settings)


def test_settings_let_libraries_offer_the_blocks_once_and_leave_the_rest_alone():
    offered = ["html"]
    settings = SimpleNamespace(LIBRARY_ENABLED_BLOCKS=offered, LANGUAGES=[("en", "English")])
    for kind in ("common", "common", "production"):
        plugin_settings(kind, settings)
    assert settings.LIBRARY_ENABLED_BLOCKS == ["html", "workmentor_scenario", "workmentor_agreement"]
    assert offered == ["html"]
    assert vars(settings).keys() == {"LIBRARY_ENABLED_BLOCKS", "LANGUAGES"}
    older = SimpleNamespace()
    plugin_settings("common", older)
    assert not vars(older)


@pytest.mark.shows("agreement promise 12")
def test_pages_of_agreements_are_kept_out_of_the_tracking_log():
    settings = SimpleNamespace(TRACKING_IGNORE_URL_PATTERNS=["^/event"])
    plugin_settings("common", settings)
    # The site's own file is read after the common settings and may replace the list.
    settings.TRACKING_IGNORE_URL_PATTERNS = ["^/event", "^/login"]
    plugin_settings("production", settings)
    patterns = settings.TRACKING_IGNORE_URL_PATTERNS
    assert patterns[:2] == ["^/event", "^/login"]
    for path in ("/workmentor/guest/in/secret/", "/workmentor/agreement/a1/pdf/"):
        assert any(re.match(pattern, path) for pattern in patterns)
    for path in ("/workmentor/scenario/x/", "/courses/workmentor/guest/"):
        assert not any(re.match(pattern, path) for pattern in patterns)


def plugin_settings(kind: str, settings: SimpleNamespace) -> None:
    import_module(f"{WorkmentorConfig.name}.settings.{kind}").plugin_settings(settings)


@pytest.mark.shows("agreement place 3")
def test_migrations_make_every_table(db: None):
    tables = {model._meta.db_table for model in apps.get_app_config("workmentor").get_models()}
    assert tables
    assert tables <= set(connection.introspection.table_names())
