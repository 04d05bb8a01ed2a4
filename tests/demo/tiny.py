"""A block that does whatever a story asks of it, so that the demo can be tested without any block of the package."""

from __future__ import annotations

from typing import Any

import crum
from django.db import transaction
from web_fragments.fragment import Fragment
from webob import Response
from xblock.completable import CompletableXBlockMixin
from xblock.core import XBlock
from xblock.exceptions import JsonHandlerError
from xblock.fields import Float, Integer, Scope, String
from xblock.scorable import ScorableXBlockMixin, Score

from workmentor_xblocks import host


@XBlock.wants("user", "i18n", "studio_user_permissions", "replace_urls", "publish", "completion")
class TinyBlock(CompletableXBlockMixin, ScorableXBlockMixin, XBlock):
    """Counts clicks, and scores them: of ten."""

    show_in_read_only_mode = True

    display_name = String(default="Tiny", scope=Scope.settings)
    weight = Float(default=None, scope=Scope.settings)
    text = String(default="", scope=Scope.content)
    count = Integer(default=0, scope=Scope.user_state)
    colour = String(default="", scope=Scope.preferences)
    seen_by_all = Integer(default=0, scope=Scope.user_state_summary)

    @classmethod
    def parse_xml(cls, node: Any, runtime: Any, keys: Any) -> Any:
        if node.get("broken"):
            raise ValueError("This block breaks the importer.")
        block = super().parse_xml(node, runtime, keys)
        files = runtime.resources_fs
        if node.get("read") and files.exists(node.get("read")):
            block.text = files.open(node.get("read")).read().strip()
        return block

    def student_view(self, context: Any = None) -> Fragment:
        actor = crum.get_current_user()
        fragment = Fragment(
            f'<p class="tiny" data-user="{actor.username}" data-real="{getattr(actor, "real_user", None) or ""}">'
            f'{self.text} {self.count}</p><img src="/static/board.svg" alt="">'
        )
        fragment.add_javascript_url("/static/tiny.js")
        fragment.initialize_js("Tiny", {"note": "</script><b>"})
        return fragment

    def author_view(self, context: Any = None) -> Fragment:
        return Fragment(f'<p>Preview of {self.text} {self.count}</p><a href="/jump_to_id/u1">next</a>')

    def studio_view(self, context: Any = None) -> Fragment:
        return Fragment('<form><img src="/static/board.svg" alt=""></form>')

    def max_score(self) -> float | None:
        return 10.0 if self.weight != 0 else None

    def has_submitted_answer(self) -> bool:
        return self.fields["count"].is_set_on(self)

    def get_score(self) -> Score:
        return self.calculate_score()

    def set_score(self, score: Score) -> None:
        self.count = int(score.raw_earned)

    def calculate_score(self) -> Score:
        return Score(raw_earned=self.count, raw_possible=10.0)

    def publish_grade(self) -> None:
        self._publish_grade(self.calculate_score(), only_if_higher=False)

    @XBlock.json_handler
    def click(self, data: Any, suffix: str = "") -> Any:
        self.count += 1
        self.colour = data.get("colour", self.colour)
        return {"count": self.count}

    @XBlock.json_handler
    def click_locked(self, data: Any, suffix: str = "") -> Any:
        with transaction.atomic(), host.current().locked_state(self):
            if self.count != data["base"]:
                raise JsonHandlerError(409, "Changed meanwhile.")
            self.count += 1
            self.save()
        return {"count": self.count}

    @XBlock.json_handler
    def click_then_refuse(self, data: Any, suffix: str = "") -> Any:
        self.count += 1
        raise JsonHandlerError(403, "No.")

    @XBlock.json_handler
    def click_then_break(self, data: Any, suffix: str = "") -> Any:
        self.count += 1
        raise RuntimeError("Broken on purpose.")

    @XBlock.json_handler
    def write(self, data: Any, suffix: str = "") -> Any:
        self.text = data["text"]
        may = self.runtime.service(self, "studio_user_permissions")
        return {"can_write": may.can_write(self.scope_ids.usage_id.context_key) if may else None}

    @XBlock.json_handler
    def tell(self, data: Any, suffix: str = "") -> Any:
        self.runtime.publish(self, data["type"], data["event"])
        return {}

    @XBlock.handler
    def who(self, request: Any, suffix: str = "") -> Response:
        user = self.runtime.service(self, "user").get_current_user()
        actor = crum.get_current_user()
        viewer = host.current().viewer(self)
        return Response(
            json={
                "scope": self.scope_ids.user_id,
                "runtime": self.runtime.user_id,
                "actor": actor.id if actor else None,
                "service": user.opt_attrs.get("edx-platform.user_id"),
                "staff": user.opt_attrs.get("edx-platform.user_is_staff"),
                "anonymous_id": user.opt_attrs.get("edx-platform.anonymous_user_id"),
                "author_mode": getattr(self.runtime, "is_author_mode", None),
                "roles": sorted(viewer.roles),
                "fields": viewer.may_write_fields,
                "records": viewer.may_write_records,
                "why_not": viewer.why_not,
                "suffix": suffix,
            }
        )
