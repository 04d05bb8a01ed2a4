"""The templates that come with the package, as their files are read, and what they say in each language."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from workmentor_xblocks.agreement.content.definition import Definition
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.agreement.content.presets import presets
from workmentor_xblocks.core.content.olx import Read

COURSE = Path(__file__).parents[2] / "sample_course/mentor"
TEMPLATES = COURSE / "workmentor_agreement"
LANGUAGES = ("nb", "nl")


def read(text: str) -> Read[Definition]:
    """A template from the text of its file."""
    return TEMPLATE.read(etree.fromstring(text))


def course_file(name: str) -> Read[Definition]:
    """A template of the sample course."""
    return TEMPLATE.read_file(TEMPLATES / f"{name}.xml")


OFFERED = {preset.id: read(preset.text) for preset in presets()}
WRITTEN = {**OFFERED, "agreement": course_file("agreement"), "case": course_file("case")}


def said(found: Read[Definition]) -> dict[str, str]:
    """The texts of the source, the block's name among them."""
    texts = {"display_name": found.attributes["display_name"], **dict(found.definition.texts())}
    return {path: text for path, text in texts.items() if text.strip()}


def by_path(found: Read[Definition], language: str) -> dict[str, str]:
    """The texts in one language."""
    if language == "en":
        return said(found)
    (variant,) = (one for one in found.definition.variants if one.language == language)
    return {text.path: text.text for text in variant.texts}


def in_language(found: Read[Definition], language: str) -> list[str]:
    """All that is said in one language."""
    return list(by_path(found, language).values())
