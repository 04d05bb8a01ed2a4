"""A definition as a file of a course, in elements that a person can read, compare and translate.

Reading never raises and loses nothing; writing is stable to the byte, so that one changed sentence is one change in
the file (the table of elements: a slice's ``shapes``). Course import knows no line numbers; reading a file of its own
does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from lxml import etree

from workmentor_xblocks.core.content import elements, unread, xml
from workmentor_xblocks.core.content.authored import Authored, source_texts
from workmentor_xblocks.core.content.elements import Shape
from workmentor_xblocks.core.content.markdown import static_files
from workmentor_xblocks.core.content.messages import Finding, Level, Message, gettext_noop as _
from workmentor_xblocks.core.content.rules import Rule, apply_all
from workmentor_xblocks.core.content.shapes import FILE
from workmentor_xblocks.core.content.walking import walk

Whole = TypeVar("Whole", bound=Authored)

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


def _no_more(_definition: Authored) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Format(Generic[Whole]):
    """How the definitions of one block are read and written.

    ``settings`` are the block's own attributes in the order of writing; ``named`` gives an id to what has none, and
    answers the paths of those parts; ``head`` are the elements before the list of files; ``more_files`` are addresses
    beside those in texts.
    """

    whole: type[Whole]
    shape: Shape
    settings: tuple[str, ...]
    named: Callable[[Whole], tuple[Whole, list[str]]]
    leftovers: tuple[Rule[Authored], ...]
    head: frozenset[str] = frozenset()
    more_files: Callable[[Whole], Iterable[str]] = _no_more

    def read(self, node: etree._Element, *, settings: Collection[str] | None = None) -> Read[Whole]:
        """What ``node`` holds; attributes that are neither its own nor among ``settings`` are kept as unread."""
        whole = self._whole(node)
        attributes: dict[str, str] = {}
        left = []
        for piece in whole.unread:
            name = unread.attribute_name(piece)
            if name and name in (self.settings if settings is None else settings):
                attributes[name] = xml.clean(str(node.get(name)))
            elif name not in _PLATFORMS:
                left.append(piece)
        definition, given = self.named(whole.but(unread=tuple(left)))
        findings = [Finding(Level.NOTE, path, Message("id-given", _GIVEN, {"path": path})) for path in given]
        return Read(definition, attributes, (*findings, *apply_all(self.leftovers, definition)))

    def _whole(self, node: etree._Element) -> Whole:
        whole = elements.read(node, self.shape)
        return whole if isinstance(whole, self.whole) else self.whole()

    def settled(self, definition: Whole) -> Whole:
        """The definition as reading finds it after writing: texts that XML can hold, an id for every part."""
        node = etree.Element(self.shape.tag)
        elements.write(definition, node, self.shape, depth=0)
        return self.named(self._whole(node))[0]

    def write(self, definition: Whole, node: etree._Element, *, attributes: Mapping[str, str]) -> None:
        """Fill ``node`` with the definition and the block's settings."""
        definition = self.settled(definition)
        node.tag = self.shape.tag
        for child in list(node):
            node.remove(child)
        depth = xml.depth_of(node)
        if "display_name" in attributes:
            node.set("display_name", xml.clean(attributes["display_name"]))
        taken = {name for name in attributes if name not in self.shape.by_name}
        kept = tuple(piece for piece in definition.unread if unread.attribute_name(piece) not in taken)
        elements.write(definition.but(unread=kept), node, self.shape, depth=depth)
        for name in sorted(taken, key=self._place_of_setting):
            node.set(name, xml.clean(attributes[name]))
        self._write_files(definition, node, depth)

    def _place_of_setting(self, name: str) -> tuple[int, str]:
        return self.settings.index(name) if name in self.settings else len(self.settings), name

    def _write_files(self, definition: Whole, node: etree._Element, depth: int) -> None:
        """One element per course file, by which copy, library and export know what to take along."""
        used = [etree.Element(FILE, {"src": src}) for src in self.files(definition)]
        at = next((n for n, child in enumerate(node) if child.tag not in self.head), len(node))
        elements.insert(node, at, used, depth=depth)

    def files(self, definition: Whole) -> list[str]:
        """The course files (``/static/…``) that the definition uses in any language, sorted."""
        found = set(self.more_files(definition))
        texts = [*source_texts(definition).values()]
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
        for step in walk(definition, self.shape, node):
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
