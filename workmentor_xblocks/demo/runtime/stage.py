"""The runtime of the demo: one per visit, for one person in one place."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from xblock.core import XBlockMixin
from xblock.exceptions import NoSuchUsage
from xblock.fields import Boolean, DateTime, Scope, ScopeIds, String, UserScope
from xblock.runtime import IdReader, KeyValueStore, KvsFieldData, Runtime

from workmentor_xblocks.core.people.viewer import Place
from workmentor_xblocks.demo import keys
from workmentor_xblocks.demo.models import Block
from workmentor_xblocks.demo.runtime import recording, services
from workmentor_xblocks.demo.runtime.authored import AuthoredFields
from workmentor_xblocks.demo.runtime.visit import Visit


class CourseFacts(XBlockMixin):
    """What the platform mixes into every block: settings taken from the sections above, and old names of its key."""

    due = DateTime(default=None, scope=Scope.settings)
    start = DateTime(default=None, scope=Scope.settings)
    graded = Boolean(default=False, scope=Scope.settings)
    format = String(default=None, scope=Scope.settings)
    show_correctness = String(default="always", scope=Scope.settings)
    self_paced = Boolean(default=False, scope=Scope.settings)

    @property
    def location(self) -> Any:
        """The platform's older name of the usage key."""
        return self.scope_ids.usage_id

    @property
    def course_id(self) -> Any:
        """The platform's older name of the course key."""
        return self.scope_ids.usage_id.context_key


class _KeyReader(IdReader):
    """Keys say everything; a definition is its usage, so that what ``parse_xml`` writes is found again."""

    def get_definition_id(self, usage_id: Any) -> Any:
        return usage_id

    def get_block_type(self, def_id: Any) -> str:
        return str(def_id.block_type)

    def get_usage_id_from_aside(self, aside_id: Any) -> Any:
        raise NotImplementedError("The demo has no asides.")

    get_definition_id_from_aside = get_usage_id_from_aside
    get_aside_type_from_usage = get_usage_id_from_aside
    get_aside_type_from_definition = get_usage_id_from_aside


class _Fields(KeyValueStore):
    """Sends each field to the author's store or to the person's."""

    def __init__(self, authored: AuthoredFields, personal: KeyValueStore) -> None:
        self.authored = authored
        self.personal = personal

    def _store(self, key: Any) -> KeyValueStore:
        structural = key.scope in (Scope.parent, Scope.children)
        return self.authored if structural or key.scope.user == UserScope.NONE else self.personal

    def get(self, key: Any) -> Any:
        return self._store(key).get(key)

    def has(self, key: Any) -> bool:
        return bool(self._store(key).has(key))

    def default(self, key: Any) -> Any:
        return self._store(key).default(key)

    def delete(self, key: Any) -> None:
        self._store(key).delete(key)

    def set(self, key: Any, value: Any) -> None:
        self._store(key).set(key, value)

    def set_many(self, update_dict: dict[Any, Any]) -> None:
        for store in (self.authored, self.personal):
            mine = {key: value for key, value in update_dict.items() if self._store(key) is store}
            if mine:
                store.set_many(mine)


class DemoRuntime(Runtime):
    """Makes blocks, gives them services and takes what they publish."""

    # The base class warns on every use of this name; blocks of the platform still read it.
    user_id: int | None = None

    def __init__(
        self,
        *,
        visit: Visit,
        authored: AuthoredFields,
        personal: KeyValueStore,
        handler_root: str = "/handler/",
    ) -> None:
        super().__init__(_KeyReader(), None, mixins=(CourseFacts,))
        self.visit = visit
        self.place = visit.place
        self.people = visit.people
        self.course_id = visit.course_key
        self.user_id = visit.user_id
        self.authored = authored
        self.personal = personal
        self.handler_root = handler_root
        self._services = services.for_visit(visit, self.publish)
        self._services["field-data"] = KvsFieldData(_Fields(authored, personal))
        if visit.place is Place.PREVIEW:
            self.is_author_mode = True

    def get_block(self, usage_id: Any, for_parent: Any = None) -> Any:
        """The block of this key in this branch; NoSuchUsage when the course holds none."""
        if not Block.objects.filter(branch=self.authored.branch, usage_key=str(usage_id)).exists():
            raise NoSuchUsage(repr(usage_id))
        # In Studio's editor the block belongs to nobody, although somebody asks (seen on a running Open edX).
        owner = None if self.place is Place.STUDIO else self.user_id
        scope_ids = ScopeIds(owner, usage_id.block_type, usage_id, usage_id)
        return self.construct_xblock(usage_id.block_type, scope_ids, for_parent=for_parent)

    def applicable_aside_types(self, block: Any) -> list[str]:
        """None: the demo shows the block alone."""
        return []

    def handler_url(
        self, block: Any, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False
    ) -> str:
        """The address of a handler, in the LMS or in Studio."""
        address = f"{self.handler_root}{quote_key(block.scope_ids.usage_id)}/{handler_name}"
        if suffix:
            address += f"/{quote(suffix)}"
        return f"{address}?{query}" if query else address

    def local_resource_url(self, block: Any, uri: str) -> str:
        """Not served: the package's files are static files of a Django app."""
        raise NotImplementedError("The demo serves Django static files only.")

    resource_url = local_resource_url

    def publish(self, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        """Grade, completion or a line of the log."""
        recording.publish(self.visit, block, event_type, event_data)

    def lock_state(self, block: Any) -> None:
        """Hold this person's row of this block and forget what was read of it before."""
        lock = getattr(self.personal, "lock", None)
        if lock is not None:
            lock(block.scope_ids.user_id, str(block.scope_ids.usage_id))
        for field in block.fields.values():
            if field.scope == Scope.user_state:
                block._field_data_cache.pop(field.name, None)
                block._dirty_fields.pop(field, None)


def quote_key(usage_key: Any) -> str:
    """A key as part of an address."""
    return quote(str(usage_key), safe=":+@")


def as_key(text: str) -> Any:
    """The key that an address names; NoSuchUsage when it is none."""
    key = keys.usage(text)
    if key is None:
        raise NoSuchUsage(text)
    return key
