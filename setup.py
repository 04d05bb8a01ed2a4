"""Packaging of WorkMentor XBlocks; tool settings stand in pyproject.toml."""

import re
from pathlib import Path

from setuptools import find_packages, setup

HERE = Path(__file__).parent
VERSION = re.search(
    r'^__version__ = "(.+)"$', (HERE / "workmentor_xblocks/__init__.py").read_text(encoding="utf-8"), re.M
).group(1)

# What the platform has already; ranges only, because the platform pins them.
RUN_TIME = [
    "XBlock>=5.2",
    # XBlock from 6.2 on ships this package itself; before, it is a distribution of its own.
    "web-fragments>=2.0",
    "django>=4.2,<6",
    "pydantic>=2.6,<3",
    "nh3>=0.2.15",
    "Markdown>=3.4",
    "lxml>=4.9",
    "django-crum>=0.7.9",
    "edx-opaque-keys>=2.5",
    "celery>=5.3",
]
# Prints: PDF, QR codes, and names that are written from right to left.
RUN_TIME += ["reportlab>=4.4", "segno>=1.6", "python-bidi>=0.6", "arabic-reshaper>=3.0"]
# Faces for names in Chinese, Japanese, Korean and Thai on paper: TrueType, Noto Sans, SIL Open Font License.
FONTS = ["fontpkg-noto-sans-thai>=2.2", "justmytype-intl-cjk>=0.1"]
TEST = [
    "pytest>=8",
    "pytest-django>=4.8",
    "pytest-xdist>=3.5",
    "hypothesis>=6.100",
    "playwright>=1.45",
    "babel>=2.14",
    "pypdf>=5",
    "rfc8785>=0.1.4",  # what canonical bytes are compared with
    "jcs>=0.2.1",
]
# The rules of the house; apart, because they need to run on one Python only.
LINT = [
    "import-linter>=2",
    "ruff>=0.6",
    "mypy>=1.10",
    "djlint>=1.54,<1.55",  # each release has new rules
    "django-stubs>=5",
    "types-Markdown",
    "lxml-stubs",
    "types-reportlab",
    "code-annotations>=2",
]

setup(
    name="workmentor-xblocks",
    version=VERSION,
    description="Open edX blocks for training workplace mentors: scenarios to play, and the trainer's view of them",
    long_description=(HERE / "README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11",
    packages=[
        *find_packages(include=["workmentor_xblocks", "workmentor_xblocks.*"]),
        "workmentor_xblocks.static",
        "workmentor_xblocks.translations",
        "workmentor_xblocks.sample_course",
        "workmentor_xblocks.docs",
    ],
    # The top-level folders become sub-packages of the wheel; an editable install
    # finds the same files through the committed symlinks of the same names.
    package_dir={
        "workmentor_xblocks.static": "static",
        "workmentor_xblocks.translations": "translations",
        "workmentor_xblocks.sample_course": "sample_course",
        "workmentor_xblocks.docs": "docs",
    },
    package_data={
        "": ["templates/**/*", "static_demo/**/*"],
        "workmentor_xblocks.core.output.printing": ["fonts/*"],
        "workmentor_xblocks.demo": ["story.toml"],
        "workmentor_xblocks.agreement.content.presets": ["*.xml"],
        "workmentor_xblocks.static": ["**/*"],
        "workmentor_xblocks.translations": ["**/*"],
        "workmentor_xblocks.sample_course": ["**/*"],
        # The guides that a site shows; the rest is for who reads the repository.
        "workmentor_xblocks.docs": ["first-*.md", "pictures/first-*.webp"],
    },
    include_package_data=False,
    install_requires=RUN_TIME,
    # fs, which XBlock[django] brings, still needs pkg_resources; from 80.9 on that warns everybody who starts the demo.
    extras_require={
        "demo": ["XBlock[django]>=5.2", "setuptools<80.9"],
        "test": TEST,
        "lint": LINT,
        "fonts": FONTS,
    },
    entry_points={
        "xblock.v1": [
            "workmentor_agreement = workmentor_xblocks.agreement.pages.block:AgreementBlock",
            "workmentor_scenario = workmentor_xblocks.scenario.pages.block:ScenarioBlock",
        ],
        "lms.djangoapp": ["workmentor = workmentor_xblocks.apps:WorkmentorConfig"],
        "cms.djangoapp": ["workmentor = workmentor_xblocks.apps:WorkmentorConfig"],
        "console_scripts": ["workmentor-demo = workmentor_xblocks.demo.__main__:main"],
    },
    classifiers=[
        "Framework :: Django",
        "Framework :: Django :: 4.2",
        "Framework :: Django :: 5.2",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
    ],
)
