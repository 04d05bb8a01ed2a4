"""What authors see of both blocks in Studio: the preview with its findings, one part as it would be met, the editor's data."""

from __future__ import annotations

import hashlib
import html
import json
from types import SimpleNamespace
from typing import Any

from lxml import html as lxml_html

from tests.agreement.driving import small as template
from tests.cast import Course
from tests.doors import Browser, Direct
from tests.golden.net import hold
from tests.golden.trees import numbered, written
from tests.scenario.examples import small as scenario
from tests.scenario.stories import kitchen_data

KEPT = tuple(
    f"author/{name}"
    for name in ("agreement.txt", "scenario.txt", "agreement.json", "scenario.json", "learner.json")
)


def _editor(user: Any, block: str) -> str:
    """All that the editor is opened with; whole templates to begin with by their hash."""
    page = Browser(user, root=Browser.STUDIO).client.get(f"/studio/edit/{block}/").content.decode()
    (holder,) = lxml_html.document_fromstring(page).find_class("xblock_json_init_args")
    told = json.loads(holder.text)
    for preset in told.get("presets", []):
        text = json.dumps(preset["definition"], sort_keys=True)
        preset["definition"] = hashlib.sha256(text.encode()).hexdigest()
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _preview(user: Any, block: str) -> str:
    """The block as Studio shows its unit."""
    unit = Browser(user, root=Browser.STUDIO).client
    key = block.split("+type@")[0] + "+type@vertical+block@vertical"
    document = lxml_html.document_fromstring(unit.get(f"/studio/unit/{key}/").content.decode())
    (found,) = document.xpath("//*[@data-usage-id=$key]", key=block)
    for holder in found.find_class("xblock_json_init_args"):
        holder.drop_tree()
    return str(lxml_html.tostring(found, encoding="unicode"))


def _part(user: Any, block: str, **data: Any) -> str:
    """One part of a definition that is not saved."""
    answer = Browser(user, root=Browser.STUDIO).post(block, "preview_part", json.dumps(data).encode())
    return str(answer.data.get("html") or f"<pre>{html.escape(answer.raw)}</pre>")


def _findings(user: Any, block: str, definition: Any) -> str:
    answer = Browser(user, root=Browser.STUDIO).post(
        block, "check_definition", json.dumps({"definition": definition}).encode()
    )
    return f"<pre>{html.escape(json.dumps(answer.data, indent=1, ensure_ascii=False))}</pre>"


def test_an_agreement_s_author(cast: SimpleNamespace, course: Course) -> None:
    block, blank = course.agreement(template(), display_name="A placement"), course.agreement("")
    held = template().full()
    pages = {"preview": _preview(cast.aad, block), "preview of nothing": _preview(cast.aad, blank)}
    for role in ("learner", "employer", "school"):
        for part in ("frame", "review_field", "completion_field"):
            pages[f"{part} before {role}"] = _part(cast.aad, block, definition=held, part=part, reader=role)
    pages["no such part"] = _part(cast.aad, block, definition=held, part="nowhere")
    broken = {**held, "signers": [], "start_field": "nowhere", "consent": "", "starters": ["nobody"]}
    pages["findings"] = _findings(cast.aad, block, broken)
    pages["who may not write"] = Browser(cast.liga).client.get(f"/studio/edit/{block}/").content.decode()
    hold("author/agreement.txt", written(pages))
    hold("author/agreement.json", _editor(cast.aad, block) + _editor(cast.aad, blank))


def test_a_scenario_s_author(cast: SimpleNamespace, course: Course) -> None:
    definition = scenario().definition
    block, blank = course.scenario(definition, display_name="The talk"), course.scenario("")
    pages = {"preview": _preview(cast.aad, block), "preview of nothing": _preview(cast.aad, blank)}
    for part in ("late", "trust", "nowhere"):
        pages[part] = _part(cast.aad, block, definition=definition.full(), part=part)
    pages["for another workplace"] = _part(
        cast.aad, block, definition=definition.full(), part="late", workplace="bicycle"
    )
    broken = {**kitchen_data(), "start": "nowhere", "endings": []}
    pages["findings"] = _findings(cast.aad, block, broken)
    hold("author/scenario.txt", written(pages))
    hold("author/scenario.json", _editor(cast.aad, block))


def test_what_a_learner_s_script_is_told(cast: SimpleNamespace, course: Course) -> None:
    """The arguments of the page's script and what the page loads, which stand beside its HTML."""
    told = {}
    for block in (course.agreement(template()), course.scenario(scenario().definition)):
        fragment = Direct(cast.liga).block(block).student_view({})
        told[block] = fragment.to_dict() | {"content": ""}
    hold("author/learner.json", numbered(json.dumps(told, indent=1, ensure_ascii=False)) + "\n")
