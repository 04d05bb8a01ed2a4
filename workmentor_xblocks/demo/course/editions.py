"""The two editions of a course: the author's draft and what learners see; publishing copies one over the other."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from workmentor_xblocks.demo.course.kinds import Kind
from workmentor_xblocks.demo.models import AuthoredValue, Block, Branch


def publish_course(course_key: str) -> None:
    """Let learners see everything as it stands in the draft."""
    whole = Block.objects.filter(course_key=course_key, parent_key="").values_list("usage_key", flat=True)
    for usage_key in set(whole):
        _copy(usage_key, source=Branch.DRAFT, target=Branch.PUBLISHED)


def publish(unit_key: str) -> None:
    """Let learners see this unit as it stands in the draft."""
    _copy(unit_key, source=Branch.DRAFT, target=Branch.PUBLISHED)


def discard(unit_key: str) -> None:
    """Bring the author's unit back to what learners see."""
    _copy(unit_key, source=Branch.PUBLISHED, target=Branch.DRAFT)


def is_changed(unit_key: str) -> bool:
    """Whether author and learners see different units."""
    return _snapshot(unit_key, Branch.DRAFT) != _snapshot(unit_key, Branch.PUBLISHED)


def was_published(unit_key: str) -> bool:
    """Whether learners see the unit at all."""
    return Block.objects.filter(branch=Branch.PUBLISHED, usage_key=unit_key).exists()


def unit_of(usage_key: str, branch: str) -> str | None:
    """The unit that a block stands in (itself, when it is one), or None."""
    while usage_key:
        block = Block.objects.filter(branch=branch, usage_key=usage_key).first()
        if block is None:
            return None
        if block.block_type == Kind.VERTICAL:
            return str(block.usage_key)
        usage_key = block.parent_key
    return None


def subtree(root_key: str, branch: str) -> list[Block]:
    """The block and everything below it, parents before children, in order."""
    found = list(Block.objects.filter(branch=branch, usage_key=root_key))
    level = [block.usage_key for block in found]
    while level:
        children = list(Block.objects.filter(branch=branch, parent_key__in=level))
        found += children
        level = [block.usage_key for block in children]
    return found


def remove(usage_keys: Iterable[str], branch: str) -> None:
    """Take blocks and what was written in them out of one branch."""
    keys = list(usage_keys)
    Block.objects.filter(branch=branch, usage_key__in=keys).delete()
    AuthoredValue.objects.filter(branch=branch, usage_key__in=keys).delete()


@transaction.atomic
def _copy(root_key: str, *, source: str, target: str) -> None:
    remove([block.usage_key for block in subtree(root_key, target)], target)
    blocks = subtree(root_key, source)
    keys = [block.usage_key for block in blocks]
    values = AuthoredValue.objects.filter(branch=source, usage_key__in=keys).values(
        "usage_key", "name", "value"
    )
    AuthoredValue.objects.bulk_create(AuthoredValue(branch=target, **value) for value in values)
    for block in blocks:
        block.pk, block.branch = None, target
    Block.objects.bulk_create(blocks)


def _snapshot(root_key: str, branch: str) -> tuple[object, ...]:
    blocks = subtree(root_key, branch)
    places = [(block.usage_key, block.parent_key, block.position) for block in blocks[1:]]
    keys = [block.usage_key for block in blocks]
    values = AuthoredValue.objects.filter(branch=branch, usage_key__in=keys)
    return sorted(places), sorted(values.values_list("usage_key", "name", "value"))
