"""What an author does to the draft: add, move, duplicate, delete. Learners see none of it before it is published."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from xblock.core import XBlock

from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.course import editions, outline
from workmentor_xblocks.demo.course.kinds import HTML_TEXT, Kind
from workmentor_xblocks.demo.models import Block, Branch
from workmentor_xblocks.demo.runtime.authored import read_values, save_value

_OURS = "workmentor_xblocks."


def addable(tree: outline.Element) -> list[tuple[str, str]]:
    """What can be added to a unit: a text, and our blocks that the course's ``advanced_modules`` name."""
    allowed = set(tree.values.get("advanced_modules") or ())
    ours = {name: block for name, block in XBlock.load_classes() if block.__module__.startswith(_OURS)}
    found = [(name, class_name(block)) for name, block in ours.items() if name in allowed]
    return [(str(Kind.HTML), "Text"), *sorted(found, key=lambda pair: pair[1])]


def class_name(block_class: Any) -> str:
    """What a block of this class is called before an author names it."""
    field = getattr(block_class, "display_name", None)
    return str(getattr(field, "default", None) or block_class.__name__)


@transaction.atomic
def add(unit_key: str, block_type: str) -> str:
    """Put a new, empty block at the end of the unit; answers its key."""
    unit = Block.objects.get(branch=Branch.DRAFT, usage_key=unit_key)
    key = str(keys.new_usage(unit.course_key, block_type))
    siblings = _children(unit_key)
    Block.objects.create(
        branch=Branch.DRAFT,
        course_key=unit.course_key,
        usage_key=key,
        block_type=block_type,
        parent_key=unit_key,
        position=len(siblings),
    )
    if block_type == Kind.HTML:
        save_value(Branch.DRAFT, key, "display_name", "Text")
        save_value(Branch.DRAFT, key, HTML_TEXT, "<p></p>")
    return key


@transaction.atomic
def move(usage_key: str, *, by: int) -> None:
    """Move a block up (−1) or down (+1) in its unit; at the end nothing happens."""
    block = Block.objects.get(branch=Branch.DRAFT, usage_key=usage_key)
    order = [one.usage_key for one in _children(block.parent_key)]
    old = order.index(usage_key)
    order.insert(max(0, old + by), order.pop(old))
    _renumber(order)


@transaction.atomic
def duplicate(usage_key: str) -> str:
    """Copy a block's fields into a new one right below it; as in Studio, nothing is parsed."""
    block = Block.objects.get(branch=Branch.DRAFT, usage_key=usage_key)
    order = [one.usage_key for one in _children(block.parent_key)]
    values = read_values(Branch.DRAFT, usage_key)
    key = str(keys.new_usage(block.course_key, block.block_type))
    order.insert(order.index(usage_key) + 1, key)
    block.pk, block.usage_key = None, key
    block.save()
    name = values.get("display_name") or block.block_type
    for field, value in {**values, "display_name": f"Duplicate of '{name}'"}.items():
        save_value(Branch.DRAFT, key, field, value)
    _renumber(order)
    return key


@transaction.atomic
def delete(usage_key: str) -> None:
    """Take a block out of the draft. Learners keep it until the unit is published; their data stays."""
    block = Block.objects.get(branch=Branch.DRAFT, usage_key=usage_key)
    editions.remove([usage_key], Branch.DRAFT)
    _renumber([one.usage_key for one in _children(block.parent_key)])


def write_text(usage_key: str, *, name: str, html: str) -> None:
    """Change an HTML text."""
    save_value(Branch.DRAFT, usage_key, "display_name", name)
    save_value(Branch.DRAFT, usage_key, HTML_TEXT, html)


def values_of(usage_key: str) -> dict[str, Any]:
    """What the author set in a block of the draft."""
    return read_values(Branch.DRAFT, usage_key)


def _children(parent_key: str) -> list[Block]:
    return list(Block.objects.filter(branch=Branch.DRAFT, parent_key=parent_key))


def _renumber(order: list[str]) -> None:
    for position, usage_key in enumerate(order):
        Block.objects.filter(branch=Branch.DRAFT, usage_key=usage_key).update(position=position)
