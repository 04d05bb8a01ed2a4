"""Scenarios to test with: a small one that is sound, and those of the sample course."""

from __future__ import annotations

from pathlib import Path

from workmentor_xblocks.core.content.olx import Read
from workmentor_xblocks.core.content.variants import Variant, VariantText, fingerprint
from workmentor_xblocks.scenario.content.course_check import files_of
from workmentor_xblocks.scenario.content.definition import Definition, source_texts
from workmentor_xblocks.scenario.content.kind import SCENARIO

COURSE = Path(__file__).resolve().parents[2] / "sample_course" / "mentor"
SMALL = Path(__file__).with_name("small.xml")
S1 = COURSE / "workmentor_scenario" / "s1.xml"
S5 = COURSE / "workmentor_scenario" / "s5.xml"
COURSE_FILES = files_of(COURSE)


def followed(definition: Definition, *, display_name: str) -> Definition:
    """The definition with variants that follow its source: nothing missing, nothing stale, nothing left over."""
    sources = {"display_name": display_name, **source_texts(definition)}
    return definition.but(
        variants=tuple(_followed(variant, sources, definition) for variant in definition.variants)
    )


def _followed(variant: Variant, sources: dict[str, str], definition: Definition) -> Variant:
    texts = []
    for path, source in sources.items():
        if not source.strip() or (path == "display_name" and variant.language == definition.language):
            continue
        own = variant.by_path.get(path)
        words = own.text if own else f"{source} ({variant.language}{variant.workplace})"
        texts.append(VariantText(path=path, of=fingerprint(source), text=words, same=bool(own and own.same)))
    pictures = [text for text in variant.texts if text.path.endswith("/picture/src")]
    return variant.model_copy(update={"texts": (*texts, *pictures)})


def small() -> Read[Definition]:
    """The small scenario, its variants complete."""
    read = SCENARIO.read_file(SMALL)
    name = read.attributes["display_name"]
    return Read[Definition](followed(read.definition, display_name=name), read.attributes)


def first() -> Read[Definition]:
    """S1 of the sample course."""
    return SCENARIO.read_file(S1)
