"""Reads a course from its OLX folder into the tables, doing to every block what the platform's importer does.

A vertical hands each child on as one line without comments, an own block reads itself by
``parse_xml(node, runtime, keys)``, and a block whose reading fails is missing without a word to the author
(seen on a running Open edX).
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

from django.db import transaction
from lxml import etree
from xblock.core import XBlock
from xblock.fields import ScopeIds
from xblock.plugin import PluginMissingError

from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.course import editions, files
from workmentor_xblocks.demo.course.folder import CourseFolder
from workmentor_xblocks.demo.course.kinds import CONTAINERS, HIDDEN_XML, HTML_TEXT, Kind
from workmentor_xblocks.demo.models import Block, Branch
from workmentor_xblocks.demo.people import cast
from workmentor_xblocks.demo.runtime import doors
from workmentor_xblocks.demo.runtime.authored import Writes, save_value

log = logging.getLogger(__name__)


def load_all() -> list[str]:
    """Load every course that the settings name; answers their keys."""
    for folder in files.folders().values():
        load(folder)
    return list(files.folders())


@transaction.atomic
def load(root: Path) -> str:
    """Load one OLX root, publish all of it and invite the cast; answers the course key."""
    course_key = files.key_of(root)
    reader = _Reader(root, course_key)
    reader.read_course()
    editions.publish_course(course_key)
    cast.invite(course_key)
    return course_key


class _Reader:
    """Walks the OLX from ``course.xml`` down and writes draft rows."""

    def __init__(self, root: Path, course_key: str) -> None:
        self.root = root
        self.course_key = keys.course(course_key)
        self.runtime = doors.unbound(self.course_key, branch=Branch.DRAFT, writes=Writes.SAVE)
        # The importer's runtime lends its blocks the course folder.
        self.runtime.resources_fs = CourseFolder(root)

    def read_course(self) -> None:
        """The course element, its policy and everything below."""
        node = etree.parse(str(self.root / "course.xml"), _parser()).getroot()
        run = str(self.course_key.run)
        course_node = self._followed(node)
        key = self.course_key.make_usage_key(Kind.COURSE, "course")
        self._place(key, parent=None, position=0)
        policy = self._policy(run).get(f"course/{run}", {})
        for name, value in {**dict(course_node.attrib), **policy}.items():
            if name not in ("url_name", "org", "course"):
                save_value(Branch.DRAFT, str(key), name, value)
        self._read_children(course_node, key)

    def _policy(self, run: str) -> dict[str, Any]:
        file = self.root / "policies" / run / "policy.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}

    def _read_children(self, node: Any, parent: Any) -> None:
        position = 0
        for child in node:
            if child.tag in CONTAINERS or parent.block_type == Kind.VERTICAL:
                self._read(child, parent, position)
                position += 1

    def _read(self, node: Any, parent: Any, position: int) -> None:
        key = self.course_key.make_usage_key(node.tag, node.get("url_name") or keys.random_id())
        if node.tag in CONTAINERS:
            followed = self._followed(node)
            self._place(key, parent, position)
            self._keep_attributes(key, followed)
            self._read_children(followed, key)
        elif node.tag == Kind.HTML:
            self._place(key, parent, position)
            self._read_html(self._followed(node), key)
        else:
            self._read_own(node, key, parent, position)

    def _read_html(self, node: Any, key: Any) -> None:
        self._keep_attributes(key, node)
        if node.get("filename"):
            file = self.root / "html" / f"{node.get('filename')}.html"
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
        else:
            text = (node.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in node)
        save_value(Branch.DRAFT, str(key), HTML_TEXT, text)

    def _read_own(self, node: Any, key: Any, parent: Any, position: int) -> None:
        """A block of a package: re-serialised to one line without comments, then it reads itself."""
        line = etree.tostring(node, with_tail=False)
        try:
            block_class = self.runtime.mixologist.mix(XBlock.load_class(node.tag))
        except PluginMissingError:
            self._place(key, parent, position)
            save_value(Branch.DRAFT, str(key), HIDDEN_XML, line.decode())
            return
        again = etree.fromstring(line, _parser())
        again.attrib.pop("xblock-family", None)
        try:
            # A failure inside must not leave half a block behind.
            with transaction.atomic():
                self._place(key, parent, position)
                block = block_class.parse_xml(again, self.runtime, ScopeIds(None, node.tag, key, key))
                block.save()
        except Exception:
            # Like the importer: the traceback goes to the log and the unit lacks the block.
            log.exception("The block %s could not be read and is missing from its unit.", key)

    def _followed(self, node: Any) -> Any:
        """The element itself, or the one in the file that it points to."""
        if len(node) or (node.text or "").strip() or node.get("filename"):
            return node
        file = self.root / node.tag / f"{node.get('url_name')}.xml"
        return etree.parse(str(file), _parser()).getroot() if file.is_file() else node

    def _keep_attributes(self, key: Any, node: Any) -> None:
        for name, value in node.attrib.items():
            if name not in ("url_name", "filename"):
                save_value(Branch.DRAFT, str(key), name, _typed(name, value))

    def _place(self, key: Any, parent: Any, position: int) -> None:
        Block.objects.create(
            branch=Branch.DRAFT,
            course_key=str(self.course_key),
            usage_key=str(key),
            block_type=key.block_type,
            parent_key=str(parent or ""),
            position=position,
        )


def _typed(name: str, value: str) -> Any:
    """Attributes are text; those that are yes or no become so, and dates lose the quotes of the platform's export."""
    if name in ("graded", "self_paced"):
        return value.lower() == "true"
    return value.strip('"') if name in ("due", "start") else value


def _parser() -> Any:
    return etree.XMLParser(
        remove_comments=True, remove_blank_text=True, resolve_entities=False, no_network=True
    )
