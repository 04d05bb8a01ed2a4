"""A definition as a file of a course, in elements that a person can read, compare and translate.

Reading never raises and loses nothing; writing is stable to the byte, so that one changed sentence is one change in
the file (which element holds what: the marks of a ``definition``). Course import knows no line numbers; reading a file of its own
does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Generic

from lxml import etree

from workmentor_xblocks.core.content import elements, leftovers, unread, xml
from workmentor_xblocks.core.content.authored import Whole
from workmentor_xblocks.core.content.ids import with_ids
from workmentor_xblocks.core.content.markdown import static_files
from workmentor_xblocks.core.content.messages import Finding, Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.rules import apply_all
from workmentor_xblocks.core.content.schema import schema_of
from workmentor_xblocks.core.content.settings import Settings
from workmentor_xblocks.core.content.walking import walk

# A course file in use: such elements are derived at every export.
FILE = "file"

# The platform's own attributes, which it writes and takes off by itself.
_PLATFORMS = frozenset({"url_name", "xblock-family", "parent_url", "index_in_children_list"})

_GIVEN = _('A part had no id and was given one: "{path}". Choose a better one if you like.')
_NOT_XML = _("This file is not well-formed XML: {problem}.")


@dataclass(frozen=True)
class Read(Generic[Whole]):
    """What an element held. ``attributes`` are the block's settings, as written."""

    definition: Whole
    attributes: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class FileRead(Read[Whole]):
    """What a file held; ``lines`` are the numbers of the lines where parts and their texts begin, by path."""

    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, finding: Finding) -> int:
        """The line of a finding's place, or of the nearest one around it."""
        path = finding.path
        while path and path not in self.lines:
            path = path.rpartition("/")[0]
        return self.lines.get(path, 1)


@dataclass(frozen=True)
class Format(Generic[Whole]):
    """How the definitions of one block are read and written, with the block's settings in the order of writing."""

    whole: type[Whole]
    settings: Settings

    def read(self, node: etree._Element, *, settings: Collection[str] | None = None) -> Read[Whole]:
        """What ``node`` holds; attributes that are neither its own nor among ``settings`` are kept as unread."""
        whole = elements.read(node, self.whole, derived=FILE)
        known = [setting.name for setting in self.settings] if settings is None else settings
        attributes: dict[str, str] = {}
        left = []
        for piece in whole.unread:
            name = unread.attribute_name(piece)
            if name is not None and name in known:
                attributes[name] = xml.clean(str(node.get(name)))
            elif name not in _PLATFORMS:
                left.append(piece)
        definition, given = with_ids(whole.but(unread=tuple(left)))
        findings = [Finding(Level.NOTE, path, Message("id-given", _GIVEN, {"path": path})) for path in given]
        return Read(definition, attributes, (*findings, *apply_all(leftovers.RULES, definition)))

    def settled(self, definition: Whole) -> Whole:
        """The definition as reading finds it after writing: texts that XML can hold, an id for every part."""
        node = etree.Element(self.whole.TAG)
        elements.write(definition, node, depth=0)
        return with_ids(elements.read(node, self.whole, derived=FILE))[0]

    def write(self, definition: Whole, node: etree._Element, *, attributes: Mapping[str, str]) -> None:
        """Fill ``node`` with the definition and the block's settings."""
        definition = self.settled(definition)
        schema = schema_of(self.whole)
        node.tag = self.whole.TAG
        for child in list(node):
            node.remove(child)
        depth = xml.depth_of(node)
        if "display_name" in attributes:
            node.set("display_name", xml.clean(attributes["display_name"]))
        taken = attributes.keys() - schema.attributes.keys()
        kept = tuple(piece for piece in definition.unread if unread.attribute_name(piece) not in taken)
        elements.write(definition.but(unread=kept), node, depth=depth)
        order = [setting.name for setting in self.settings]
        for name in sorted(
            taken, key=lambda name: (order.index(name) if name in order else len(order), name)
        ):
            node.set(name, xml.clean(attributes[name]))
        self._write_files(definition, node, depth)

    def _write_files(self, definition: Whole, node: etree._Element, depth: int) -> None:
        """One element per course file, by which copy, library and export know what to take along.

        They stand after what introduces the whole, before its sections.
        """
        used = [etree.Element(FILE, {"src": src}) for src in self.files(definition)]
        inside = schema_of(self.whole).inside
        head = [*takewhile(lambda tag: not getattr(inside[tag].mark, "bare", False), inside)]
        at = next((n for n, child in enumerate(node) if child.tag not in head), len(node))
        elements.insert(node, at, used, depth=depth)

    def files(self, definition: Whole) -> list[str]:
        """The course files (``/static/…``) that the definition uses in any language, sorted."""
        found = {src for _path, src in definition.pictures()}
        texts = [text for _path, text in definition.texts()]
        for variant in definition.variants:
            texts += [text.text for text in variant.texts]
        for text in texts:
            found.update(static_files(text))
        return sorted(src for src in found if src.startswith("/static/"))

    def read_file(self, source: Path | bytes | etree._Element) -> FileRead[Whole]:
        """What a file of its own holds, or an element of one, with line numbers."""
        if isinstance(source, Path):
            source = source.read_bytes()
        try:
            node = xml.parse(source) if isinstance(source, bytes) else source
        except etree.XMLSyntaxError as error:
            broken = Message("not-xml", _NOT_XML, {"problem": error.msg})
            return FileRead(self.whole(), {}, (Finding(Level.ERROR, "", broken),), {"": error.lineno or 1})
        found = self.read(node)
        return FileRead(
            found.definition, found.attributes, found.findings, self.lines(found.definition, node)
        )

    def lines(self, definition: Whole, node: etree._Element) -> dict[str, int]:
        """Line numbers by path, for a node that was parsed from a file."""
        known: dict[str, int] = {}
        for step in walk(definition, node):
            if step.node is None:
                continue
            known.setdefault(step.path, _line(step.node))
            for tag, kind in step.schema.inside.items():
                child = None if kind.part else step.node.find(tag)
                if child is not None:
                    known.setdefault(step.path_of(kind), _line(child))
        return known


def _line(node: etree._Element) -> int:
    return node.sourceline if isinstance(node.sourceline, int) else 1
