"""What a course holds, as the platform's stores tell it: blocks, files, language, published and draft."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from opaque_keys.edx.keys import CourseKey, UsageKey
from xmodule.contentstore.content import StaticContent
from xmodule.contentstore.django import contentstore
from xmodule.modulestore import ModuleStoreEnum
from xmodule.modulestore.django import modulestore
from xmodule.modulestore.exceptions import ItemNotFoundError

from workmentor_xblocks.core.content.course_files import IMAGES
from workmentor_xblocks.host.openedx import keys
from workmentor_xblocks.host.protocols import Block, Picture


def language(course_key: str) -> str | None:
    """The course's language; None for a library or a course without one."""
    from openedx.core.djangoapps.content.course_overviews.models import CourseOverview

    key = keys.course(course_key)
    if key is None:
        return None
    code: str | None = CourseOverview.objects.filter(id=key).values_list("language", flat=True).first()
    return code


def load_block(usage_key: str) -> Block | None:
    """The published block, with nobody's state; None when there is none of that key."""
    key = keys.block_in_course(usage_key)
    return _published(key) if key is not None else None


def _published(key: UsageKey) -> Block | None:
    store = modulestore()
    with store.branch_setting(ModuleStoreEnum.Branch.published_only, key.context_key):
        try:
            return store.get_item(key)
        except ItemNotFoundError:
            return None


def published_definition(block: Block) -> str | None:
    """The definition that learners play; None when it was never published."""
    key = block.scope_ids.usage_id
    if getattr(settings, "SERVICE_VARIANT", "") != "cms" or not isinstance(key.context_key, CourseKey):
        return None
    found = _published(key)
    return found.definition if found is not None else None


def pictures(course_key: str) -> list[Picture]:
    """The images among the course's files, by name."""
    key = keys.course(course_key)
    if key is None:
        return []
    files, _count = contentstore().get_all_content_for_course(key)
    found = []
    for file in files:
        asset_key = file.get("asset_key") or file["_id"]
        name = getattr(asset_key, "block_id", "")
        if name.lower().endswith(IMAGES):
            url = StaticContent.serialize_asset_key_with_slash(asset_key)
            found.append(Picture(src=f"/static/{name}", url=url, name=file.get("displayname") or name))
    return sorted(found, key=lambda picture: picture.name.lower())


@lru_cache(maxsize=1)
def catalogue_folder() -> Path | None:
    """Where atlas puts the translations of a plugin's blocks, if the operator pulled any for this package."""
    folder = Path(getattr(settings, "REPO_ROOT", ".")) / "conf/plugins-locale/xblock.v1/workmentor_xblocks"
    return folder if folder.is_dir() else None
