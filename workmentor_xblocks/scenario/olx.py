"""A scenario as a file of a course, in elements that a person can read, compare and translate.

Reading never raises and loses nothing; writing is stable to the byte, so that one changed sentence is one change in
the file (the table of elements: ``shapes``). Course import knows no line numbers; reading a file of its own does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from workmentor_xblocks.core.content import elements, unread, xml
from workmentor_xblocks.core.content.markdown import static_files
from workmentor_xblocks.core.content.messages import Finding, Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.rules import apply_all
from workmentor_xblocks.core.content.shapes import FILE
from workmentor_xblocks.core.content.walking import walk
from workmentor_xblocks.scenario import leftovers
from workmentor_xblocks.scenario.definition import Definition, source_texts
from workmentor_xblocks.scenario.naming import with_ids
from workmentor_xblocks.scenario.shapes import SCENARIO, TAG

# The block's settings, in the order in which they are written.
SETTINGS = (
    "display_name",
    "minutes",
    "feedback",
    "ask_reason",
    "default_language",
    "scoring",
    "policy",
    "weight",
)

# The platform's own attributes, which it writes and takes off by itself.
_PLATFORMS = frozenset({"url_name", "xblock-family", "parent_url", "index_in_children_list"})

_GIVEN = _('A part had no id and was given one: "{path}". Choose a better one if you like.')
_NOT_XML = _("This file is not well-formed XML: {problem}.")


@dataclass(frozen=True)
class Read:
    """What an element held. ``attributes`` are the block's settings, as written."""

    definition: Definition
    attributes: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read(node: etree._Element, *, settings: Collection[str] = SETTINGS) -> Read:
    """The scenario in ``node``; attributes that are neither its own nor among ``settings`` are kept as unread."""
    whole = _whole(node)
    attributes: dict[str, str] = {}
    left = []
    for piece in whole.unread:
        name = unread.attribute_name(piece)
        if name and name in settings:
            attributes[name] = xml.clean(str(node.get(name)))
        elif name not in _PLATFORMS:
            left.append(piece)
    definition, given = with_ids(whole.but(unread=tuple(left)))
    findings = [Finding(Level.NOTE, path, Message("id-given", _GIVEN, {"path": path})) for path in given]
    return Read(definition, attributes, (*findings, *apply_all(leftovers.RULES, definition)))


def _whole(node: etree._Element) -> Definition:
    whole = elements.read(node, SCENARIO)
    return whole if isinstance(whole, Definition) else Definition()


def settled(definition: Definition) -> Definition:
    """The definition as reading finds it after writing: texts that XML can hold, an id for every part."""
    node = etree.Element(TAG)
    elements.write(definition, node, SCENARIO, depth=0)
    return with_ids(_whole(node))[0]


def write(definition: Definition, node: etree._Element, *, attributes: Mapping[str, str]) -> None:
    """Fill ``node`` with the scenario and its settings."""
    definition = settled(definition)
    node.tag = TAG
    for child in list(node):
        node.remove(child)
    depth = xml.depth_of(node)
    if "display_name" in attributes:
        node.set("display_name", xml.clean(attributes["display_name"]))
    taken = {name for name in attributes if name not in SCENARIO.by_name}
    kept = tuple(piece for piece in definition.unread if unread.attribute_name(piece) not in taken)
    elements.write(definition.but(unread=kept), node, SCENARIO, depth=depth)
    for name in sorted(taken, key=lambda name: (SETTINGS.index(name) if name in SETTINGS else 99, name)):
        node.set(name, xml.clean(attributes[name]))
    _write_files(definition, node, depth)


def _write_files(definition: Definition, node: etree._Element, depth: int) -> None:
    """One element per course file, by which copy, library and export know what to take along."""
    used = [etree.Element(FILE, {"src": src}) for src in files(definition)]
    before = {"introduction", "competence", "workplace"}
    at = next((n for n, child in enumerate(node) if child.tag not in before), len(node))
    elements.insert(node, at, used, depth=depth)


def files(definition: Definition) -> list[str]:
    """The course files (``/static/…``) that pictures and texts use in any language, sorted."""
    found: set[str] = set()
    for place in definition.places:
        if place.picture:
            found.add(place.picture.src)
    texts = [*source_texts(definition).values()]
    for variant in definition.variants:
        texts += [text.text for text in variant.texts]
        found.update(text.text for text in variant.texts if text.path.endswith("/picture/src"))
    for text in texts:
        found.update(static_files(text))
    return sorted(src for src in found if src.startswith("/static/"))


@dataclass(frozen=True)
class FileRead(Read):
    """What a file held; ``lines`` are the numbers of the lines where parts and their texts begin, by path."""

    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, finding: Finding) -> int:
        """The line of a finding's place, or of the nearest one around it."""
        path = finding.path
        while path and path not in self.lines:
            path = path.rpartition("/")[0]
        return self.lines.get(path, 1)


def read_file(source: Path | bytes | etree._Element) -> FileRead:
    """The scenario in a file of its own, or in an element of one, with line numbers."""
    if isinstance(source, Path):
        source = source.read_bytes()
    try:
        node = xml.parse(source) if isinstance(source, bytes) else source
    except etree.XMLSyntaxError as error:
        broken = Message("not-xml", _NOT_XML, {"problem": error.msg})
        return FileRead(Definition(), {}, (Finding(Level.ERROR, "", broken),), {"": error.lineno or 1})
    found = read(node)
    return FileRead(found.definition, found.attributes, found.findings, lines(found.definition, node))


def lines(definition: Definition, node: etree._Element) -> dict[str, int]:
    """Line numbers by path, for a node that was parsed from a file."""
    known: dict[str, int] = {}
    for step in walk(definition, SCENARIO, node):
        if step.node is None:
            continue
        known.setdefault(step.path, _line(step.node))
        for kind in step.shape.inside:
            child = step.node.find(kind.field) if isinstance(kind, elements.Words) else None
            if child is not None:
                known.setdefault("/".join(filter(None, (step.path, kind.field))), _line(child))
    return known


def _line(node: etree._Element) -> int:
    return node.sourceline if isinstance(node.sourceline, int) else 1
