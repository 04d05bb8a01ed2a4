"""Run by the Python of a fresh environment, away from the checkout: prints as JSON what the installed package gives.

It imports nothing of the tests and needs nothing but what ``pip install`` brought.
"""

import json
import sys
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

import django
from django.conf import settings

target = Path(sys.argv[1])
settings.configure(
    SECRET_KEY="probe",
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.staticfiles",
        "workmentor_xblocks.apps.WorkmentorConfig",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    STATIC_URL="/static/",
    STATIC_ROOT=str(target / "collected"),
    STORAGES={
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    },
    LANGUAGE_CODE="en",
    USE_I18N=True,
)
django.setup()

from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.templatetags.static import static
from xblock.core import XBlock

import workmentor_xblocks
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.core.content import translation
from workmentor_xblocks.core.pages.rendering import engine

package = files("workmentor_xblocks")
home = Path(str(package))


def below(folder: Path, pattern: str = "**/*") -> list[str]:
    """The files below a folder, by their path from there; none when the folder is missing."""
    found = folder.resolve().glob(pattern) if folder.exists() else []
    return sorted(str(path.relative_to(folder.resolve())) for path in found if path.is_file())


def compiles(name: str) -> bool:
    """The engine of the blocks finds the template and understands it."""
    return engine().get_template(name) is not None


def groups(name: str) -> dict[str, str]:
    """Our entry points of one group, loaded."""
    ours = [point for point in entry_points(group=name) if point.value.startswith("workmentor_xblocks")]
    return {point.name: str(point.load()) for point in ours}


static_files = below(home / "static")
templates = sorted(
    {str(path.relative_to(folder)) for folder in home.glob("*/templates") for path in folder.rglob("*.html")}
)
blocks = list(groups("xblock.v1"))
call_command("collectstatic", interactive=False, verbosity=0)

print(
    json.dumps(
        {
            "file": workmentor_xblocks.__file__,
            "python": sys.prefix,
            "static": static_files,
            "found": {name: len(finders.find(name, all=True)) for name in static_files},
            "hashed": {name: static(name) for name in static_files},
            "collected": below(target / "collected"),
            "templates": {
                name: compiles(name) for name in templates if (home / "demo") not in (home / name).parents
            },
            "languages": sorted(
                path.parents[1].name for path in (home / "translations").glob("*/*/django.mo")
            ),
            "catalogues": {
                path.parents[1].name: translation.has_catalogue(path.parents[1].name)
                for path in (home / "translations").glob("*/*/django.mo")
            },
            "presets": {preset.id: preset.text for preset in presets()},
            "courses": below(home / "sample_course", "*/course.xml"),
            "blocks": {name: str(XBlock.load_class(name)) for name in blocks},
            "resources_dir": {name: XBlock.load_class(name).resources_dir for name in blocks},
            "lms": groups("lms.djangoapp"),
            "cms": groups("cms.djangoapp"),
        }
    )
)
