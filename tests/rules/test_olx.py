"""Every kind of content leaves with the course and comes back, to the byte, and no damage to a file is more than a finding."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from lxml import etree

from tests.agreement import templates
from tests.scenario import examples, strategies
from tests.scenario.damage import damaged_data, damaged_file
from tests.soak import cases
from workmentor_xblocks.agreement.content import definition as agreement
from workmentor_xblocks.agreement.content.kind import TEMPLATE
from workmentor_xblocks.core.content import xml
from workmentor_xblocks.scenario.content import definition as scenario
from workmentor_xblocks.scenario.content.kind import SCENARIO

MENTOR = Path(__file__).parents[2] / "sample_course/mentor"


@dataclass(frozen=True)
class Sort:
    """A kind of content, and what its cases are drawn from."""

    kind: Any
    module: ModuleType
    whole: Callable[[], Any]
    drafts: Callable[[], Any]
    inside: str  # the parts of which half of the damaged files that had one still hold one
    files: tuple[Path, ...]

    def read(self, text: str) -> Any:
        return self.kind.read(etree.fromstring(text))

    def written(self, definition: Any, attributes: dict[str, str] | None = None, **node: str) -> str:
        root = etree.Element("root", node)
        self.kind.write(definition, root, attributes=attributes or {})
        return xml.serialise(root)


SCENARIOS = Sort(
    SCENARIO, scenario, strategies.playable, strategies.drafts, "scenes", (examples.S1, examples.S5)
)
TEMPLATES = Sort(
    TEMPLATE, agreement, templates.whole, templates.drafts, "sections",
    tuple(sorted((MENTOR / "workmentor_agreement").glob("*.xml"))),
)  # fmt: skip
SORTS = pytest.mark.parametrize("sort", [SCENARIOS, TEMPLATES], ids=["scenario", "agreement"])
SWEEP = settings(max_examples=cases(50, soak=3_000))
pytestmark = [pytest.mark.shows("scenario goal 12a")]


@pytest.mark.soak
@pytest.mark.thorough
@pytest.mark.shows("scenario pitfall 29")
@SORTS
def test_what_was_written_is_read_again_and_written_to_the_same_byte(sort: Sort) -> None:
    @given(sort.whole())
    @SWEEP
    def comes_back(definition: Any) -> None:
        once = sort.written(definition)
        again = sort.read(once)
        assert again.definition == definition
        assert again.definition.canonical() == definition.canonical()
        assert again.findings == ()
        assert sort.written(again.definition) == once

    comes_back()


@pytest.mark.soak
@pytest.mark.thorough
@SORTS
def test_any_draft_is_written_stably_and_only_unfit_signs_are_lost(sort: Sort) -> None:
    @given(sort.drafts())
    @SWEEP
    def is_stable(definition: Any) -> None:
        once = sort.written(definition)
        again = sort.read(once).definition
        assert again == sort.kind.settled(definition)
        assert sort.written(again) == once
        assert sort.module.parse(again.canonical()) == again

    is_stable()


@pytest.mark.parametrize(
    ("sort", "file"),
    [(sort, file) for sort in (SCENARIOS, TEMPLATES) for file in sort.files],
    ids=lambda one: one.stem if isinstance(one, Path) else one.inside,
)
def test_files_of_the_sample_course_are_written_as_they_are(sort: Sort, file: Path) -> None:
    found = sort.kind.read_file(file)
    assert found.findings == ()
    written = sort.written(found.definition, dict(found.attributes), url_name=file.stem)
    assert written == file.read_text(encoding="utf-8")


@pytest.mark.soak
@pytest.mark.thorough
@pytest.mark.shows("platform fact 39")
@SORTS
def test_reading_survives_every_accident_and_half_of_the_files_still_hold_something(sort: Sort) -> None:
    outcomes: list[bool] = []

    @given(sort.whole(), st.integers(0, 2**32))
    @SWEEP
    def accident(definition: Any, seed: int) -> None:
        found = sort.kind.read_file(damaged_file(sort.written(definition), random.Random(seed)))
        for finding in (*found.findings, *sort.kind.check(found.definition)):
            assert str(finding.message)
            assert found.line_of(finding) >= 1
        once = sort.written(found.definition, dict(found.attributes))
        again = sort.read(once)
        assert sort.written(again.definition, dict(again.attributes)) == once
        if getattr(definition, sort.inside):
            outcomes.append(bool(getattr(found.definition, sort.inside)))

    accident()
    assert outcomes
    assert sum(outcomes) >= len(outcomes) / 2


@pytest.mark.soak
@pytest.mark.thorough
@SORTS
def test_stored_definitions_survive_accidents_or_are_refused_as_what_they_are(sort: Sort) -> None:
    outcomes: list[bool] = []

    @given(sort.whole(), st.integers(0, 2**32))
    @SWEEP
    def accident(definition: Any, seed: int) -> None:
        data = damaged_data(definition.full(), random.Random(seed))
        try:
            found = sort.module.from_data(data)
        except sort.module.NotADefinition:
            found = None
        if getattr(definition, sort.inside):
            outcomes.append(found is not None and bool(getattr(found, sort.inside)))
        if found is None:
            return
        for finding in sort.kind.check(found):
            assert str(finding.message)
        assert sort.read(sort.written(found)).definition == sort.kind.settled(found)

    accident()
    assert outcomes
    assert sum(outcomes) >= len(outcomes) / 2
