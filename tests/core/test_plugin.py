"""What comes into LMS and Studio with the installation, without a line of settings by an operator."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from workmentor_xblocks.apps import WorkmentorConfig


@pytest.mark.parametrize("place", ["lms.djangoapp", "cms.djangoapp"])
def test_pages_and_settings_are_where_the_platform_looks_for_them(place: str):
    urls = WorkmentorConfig.plugin_app["url_config"][place]
    assert import_module(f"{WorkmentorConfig.name}.{urls['relative_path']}").urlpatterns
    for told in WorkmentorConfig.plugin_app["settings_config"][place].values():
        assert callable(import_module(f"{WorkmentorConfig.name}.{told['relative_path']}").plugin_settings)


def test_settings_let_libraries_offer_the_block_once_and_leave_the_rest_alone():
    settings = SimpleNamespace(LIBRARY_ENABLED_BLOCKS=["html"], LANGUAGES=[("en", "English")])
    for kind in ("common", "common", "production"):
        import_module(f"{WorkmentorConfig.name}.settings.{kind}").plugin_settings(settings)
    assert settings.LIBRARY_ENABLED_BLOCKS == ["html", "workmentor_scenario"]
    assert vars(settings).keys() == {"LIBRARY_ENABLED_BLOCKS", "LANGUAGES"}
    older = SimpleNamespace()
    import_module(f"{WorkmentorConfig.name}.settings.common").plugin_settings(older)
    assert not vars(older)


def test_migrations_make_every_table(db: None):
    tables = {model._meta.db_table for model in apps.get_app_config("workmentor").get_models()}
    assert tables
    assert tables <= set(connection.introspection.table_names())
