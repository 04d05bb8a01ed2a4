"""The author's desk in the demo: its own functions for what Studio does with a course."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings

from tests.contract.site import Unit
from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.course import authoring, editions, export, files as course_files, loader, outline
from workmentor_xblocks.demo.models import Block, Branch
from workmentor_xblocks.demo.runtime.authored import save_value


class DemoDesk:
    """See ``tests.contract.site.Desk``."""

    def __init__(self, course: str) -> None:
        self.course = course

    def unit(self, **settings: Any) -> Unit:
        """See ``Desk``."""
        root = Block.objects.get(branch=Branch.DRAFT, course_key=self.course, parent_key="").usage_key
        chapter = self._add("chapter", root)
        section = self._add("sequential", chapter)
        for name, value in settings.items():
            save_value(Branch.DRAFT, section, name, value)
        unit = self._add("vertical", section)
        # As in Studio, chapters and subsections have no draft of their own.
        editions.publish(chapter)
        return Unit(unit, section)

    def add(self, unit: Unit, block_type: str) -> str:
        """See ``Desk``."""
        return authoring.add(unit.key, block_type)

    def publish(self, unit: Unit) -> None:
        """See ``Desk``."""
        editions.publish(unit.key)

    def duplicate(self, usage_key: str, unit: Unit) -> str:
        """See ``Desk``."""
        made = authoring.duplicate(usage_key)
        Block.objects.filter(branch=Branch.DRAFT, usage_key=made).update(parent_key=unit.key, position=99)
        return made

    def paste(self, usage_key: str, unit: Unit) -> str:
        """See ``Desk``."""
        raise NotImplementedError("The demo has no clipboard.")

    def delete(self, usage_key: str) -> None:
        """See ``Desk``."""
        authoring.delete(usage_key)

    def olx(self, usage_key: str) -> str:
        """See ``Desk``."""
        return export.block_olx(usage_key)

    def import_course(self, files: Mapping[str, bytes]) -> str:
        """See ``Desk``."""
        folder = Path(tempfile.mkdtemp(prefix="workmentor-contract-"))
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        course = course_files.key_of(folder)
        self._remove(course)
        before = [path for path in django_settings.COURSE_FOLDERS if course_files.key_of(path) != course]
        django_settings.COURSE_FOLDERS = [*before, folder]
        return loader.load(folder)

    def export_course(self, course_key: str) -> dict[str, bytes]:
        """See ``Desk``."""
        tree = outline.course(course_key, Branch.DRAFT)
        assert tree is not None, course_key
        return export.course_files(tree)

    def rerun(self) -> str:
        """See ``Desk``."""
        raise NotImplementedError("The demo runs each course once.")

    def _remove(self, course: str) -> None:
        for branch in Branch:
            root = str(keys.course(course).make_usage_key("course", "course"))
            editions.remove([block.usage_key for block in editions.subtree(root, branch)], branch)

    def _add(self, kind: str, parent: str) -> str:
        key = str(keys.course(self.course).make_usage_key(kind, uuid.uuid4().hex))
        Block.objects.create(
            branch=Branch.DRAFT,
            course_key=self.course,
            usage_key=key,
            block_type=kind,
            parent_key=parent,
            position=99,
        )
        return key
