"""A block that does nothing: what a page and a step cost before any block of ours does its work.

It reads what a person has in a block and two preferences, as ours do: a platform fetches those once for every block
that declares such fields. And it publishes what it is told, because taking that is the platform's work as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import EntryPoint
from typing import Any

from web_fragments.fragment import Fragment
from xblock import plugin
from xblock.core import XBlock
from xblock.fields import Scope, String

NAME = "bench_empty"


class EmptyBlock(XBlock):
    """A paragraph, and a handler that only publishes."""

    state = String(scope=Scope.user_state, default="")
    one = String(scope=Scope.preferences, default="")
    other = String(scope=Scope.preferences, default="")

    @classmethod
    def parse_xml(cls, node: object, runtime: Any, keys: object) -> XBlock:
        """There is nothing to read."""
        return runtime.construct_xblock_from_class(cls, keys)

    def student_view(self, context: Mapping[str, Any] | None = None) -> Fragment:
        """A page of nothing."""
        return Fragment(f"<p>{self.state}{self.one}{self.other}</p>")

    @XBlock.json_handler
    def publish(self, data: dict[str, Any], suffix: str = "") -> dict[str, Any]:
        """Publish these events and nothing else."""
        self.student_view()
        for name, event in data.items():
            self.runtime.publish(self, name, event)
        return {}


def install() -> None:
    """Make the block known as if a package had brought it; doing so twice changes nothing."""
    entry = (NAME, EntryPoint(NAME, f"{__name__}:EmptyBlock", XBlock.entry_point))
    if entry not in XBlock.extra_entry_points:
        XBlock.extra_entry_points.append(entry)
        plugin.PLUGIN_CACHE.pop((XBlock.entry_point, NAME), None)
