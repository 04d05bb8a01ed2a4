"""Look over the scenarios of a course folder before it is imported: what the checks say, with file and line.

``python -m workmentor_xblocks.scenario.course_check FOLDER`` says it and ends with 1 when there is more than notes;
``--write`` also writes each scenario as an export would, with the hashes of sources that translators left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from workmentor_xblocks.core.content import xml
from workmentor_xblocks.core.content.messages import Level
from workmentor_xblocks.core.content.variants import VariantText, fingerprint
from workmentor_xblocks.scenario.content.definition import Definition, source_texts
from workmentor_xblocks.scenario.content.kind import SCENARIO


def files_of(folder: Path) -> frozenset[str]:
    """The addresses of a course's files, as its content names them."""
    static = folder / "static"
    return frozenset(
        f"/static/{file.relative_to(static).as_posix()}" for file in static.rglob("*") if file.is_file()
    )


def findings_of(file: Path, *, pictures: frozenset[str]) -> Iterator[tuple[int, Level, str]]:
    """(line, level, sentence) for each thing to say about the scenarios in a file."""
    try:
        root = xml.parse(file.read_bytes())
    except etree.XMLSyntaxError:
        broken = SCENARIO.read_file(file)
        yield from ((broken.line_of(entry), entry.level, str(entry.message)) for entry in broken.findings)
        return
    for node in _scenarios(root):
        found = SCENARIO.read_file(node)
        name, only_plans = (
            found.attributes.get("display_name", ""),
            found.attributes.get("show_plans") == "true",
        )
        is_to_be_played = not (only_plans and found.definition.is_blank)
        said = (
            SCENARIO.check(found.definition, display_name=name, pictures=pictures) if is_to_be_played else []
        )
        named = [entry for entry in found.findings if entry.code == "id-given"]  # the checks say the others
        for entry in (*named, *said):
            yield found.line_of(entry), entry.level, f"{entry.message} [{entry.code} {entry.path}]"


def _scenarios(root: etree._Element) -> list[etree._Element]:
    """The scenarios in a file, without those that only point to another file."""
    return [node for node in root.iter(Definition.TAG) if len(node) or set(node.attrib) - {"url_name"}]


def rewrite(file: Path) -> None:
    """Write the scenarios of a file as an export would; a file that is not well-formed stays as it is."""
    try:
        root = xml.parse(file.read_bytes())
    except etree.XMLSyntaxError:
        return
    for node in _scenarios(root):
        found = SCENARIO.read(node)
        url_name = node.get("url_name")
        node.attrib.clear()
        if url_name:
            node.set("url_name", url_name)
        name = found.attributes.get("display_name", "")
        SCENARIO.write(with_hashes(found.definition, display_name=name), node, attributes=found.attributes)
    if _scenarios(root):
        text = etree.tostring(root.getroottree(), encoding="unicode")
        file.write_text(text + "\n", encoding="utf-8")


def with_hashes(definition: Definition, *, display_name: str = "") -> Definition:
    """The definition with the hash of today's source at each text of a variant that has none."""
    texts = {"display_name": display_name, **source_texts(definition)}
    return definition.but(
        variants=tuple(
            variant.model_copy(update={"texts": tuple(_with_hash(text, texts) for text in variant.texts)})
            for variant in definition.variants
        )
    )


def _with_hash(text: VariantText, sources: Mapping[str, str]) -> VariantText:
    if text.of or text.path not in sources:
        return text
    return text.model_copy(update={"of": fingerprint(sources[text.path])})


def main(arguments: list[str] | None = None) -> int:
    """The command; answers its exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help="write each scenario as an export would")
    chosen = parser.parse_args(arguments)
    pictures = files_of(chosen.folder)
    weighty = 0
    for file in sorted(chosen.folder.rglob("*.xml")):
        found = sorted(findings_of(file, pictures=pictures))
        if chosen.write:
            rewrite(file)
        for line, level, sentence in found:
            weighty += level is not Level.NOTE
            sys.stdout.write(f"{file}:{line}: {level}: {sentence}\n")
    return 1 if weighty else 0


if __name__ == "__main__":
    sys.exit(main())
