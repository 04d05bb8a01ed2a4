"""Writes a course, or one block of it, as OLX again: what Studio's export gives.

Containers and texts get a file each, blocks of a package stand inline in their unit (seen on a running Open edX).
"""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.course import files, outline
from workmentor_xblocks.demo.course.kinds import CONTAINERS, HIDDEN_XML, HTML_TEXT, Kind
from workmentor_xblocks.demo.models import Branch
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.authored import INHERITED, read_values
from workmentor_xblocks.demo.runtime.stage import as_key

# Elements name their settings as attributes only where they are texts or yes/no; a course's go into its policy.
_ATTRIBUTES = frozenset({"display_name", *INHERITED})


def course_archive(course_key: str) -> bytes:
    """The draft of a course as ``course.tar.gz``."""
    tree = outline.course(course_key, Branch.DRAFT)
    if tree is None:
        raise LookupError(course_key)
    parts = course_files(tree)
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for path, data in parts.items():
            info = tarfile.TarInfo(str(PurePosixPath("course") / path))
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def course_files(tree: outline.Element) -> dict[str, bytes]:
    """Path → bytes of every file of the course's OLX."""
    course_key = as_key(tree.key).context_key
    root = etree.Element("course", url_name=course_key.run, org=course_key.org, course=course_key.course)
    found = {"course.xml": _bytes(root)}
    for element in tree.walk():
        if element.kind in CONTAINERS:
            name = course_key.run if element.kind == Kind.COURSE else _url_name(element)
            found[f"{element.kind}/{name}.xml"] = _bytes(_container(element))
        elif element.kind == Kind.HTML:
            name = _url_name(element)
            values = read_values(Branch.DRAFT, element.key)
            attributes = {"filename": name, "display_name": element.name}
            found[f"html/{name}.xml"] = _bytes(etree.Element("html", attributes))
            found[f"html/{name}.html"] = str(values.get(HTML_TEXT, "")).encode()
    policy = {f"course/{course_key.run}": read_values(Branch.DRAFT, tree.key)}
    found[f"policies/{course_key.run}/policy.json"] = json.dumps(policy, indent=4, sort_keys=True).encode()
    return found | _static(str(course_key))


def block_olx(usage_key: str) -> str:
    """One element of the draft as it would stand in its unit."""
    element = next(iter(_elements(usage_key)), None)
    if element is None:
        raise LookupError(usage_key)
    node = _container(element) if element.kind in CONTAINERS else _leaf(element)
    return _bytes(node).decode()


def _container(element: outline.Element) -> Any:
    node = etree.Element(element.kind)
    if element.kind != Kind.COURSE:
        for name in sorted(_ATTRIBUTES & element.values.keys()):
            node.set(name, _text(element.values[name]))
    for child in element.children:
        inline = child.kind not in CONTAINERS and child.kind != Kind.HTML
        node.append(_leaf(child) if inline else etree.Element(child.kind, url_name=_url_name(child)))
    return node


def _leaf(element: outline.Element) -> Any:
    """A block writes itself; what nobody knew at import is given back as it came."""
    values = read_values(Branch.DRAFT, element.key)
    if element.kind == Kind.HTML:
        node = etree.Element("html", url_name=_url_name(element), display_name=element.name)
        node.text = etree.CDATA(str(values.get(HTML_TEXT, "")))
        return node
    if HIDDEN_XML in values:
        return etree.fromstring(values[HIDDEN_XML])
    key = as_key(element.key)
    block = doors.unbound(key.context_key, branch=Branch.DRAFT).get_block(key)
    node = etree.Element(element.kind)
    block.add_xml_to_node(node)
    node.set("url_name", _url_name(element))
    return node


def _elements(usage_key: str) -> list[outline.Element]:
    key = keys.usage(usage_key)
    tree = outline.course(str(key.context_key), Branch.DRAFT) if key else None
    return [element for element in tree.walk() if element.key == usage_key] if tree else []


def _static(course_key: str) -> dict[str, bytes]:
    root = files.static_folder(course_key)
    if root is None:
        return {}
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    return {f"static/{path.relative_to(root).as_posix()}": path.read_bytes() for path in paths}


def _url_name(element: outline.Element) -> str:
    return str(as_key(element.key).block_id)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _bytes(node: Any) -> bytes:
    return bytes(etree.tostring(node, encoding="utf-8", pretty_print=True))
