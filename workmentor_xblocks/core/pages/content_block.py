"""A block that holds what an author wrote: in its fields, in a course file, and on the author's desk in Studio."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from lxml import etree
from web_fragments.fragment import Fragment
from xblock.fields import Scope, String

from workmentor_xblocks.core.content import reading
from workmentor_xblocks.core.content.content import Content
from workmentor_xblocks.core.content.language import lookup
from workmentor_xblocks.core.content.translation import has_catalogue
from workmentor_xblocks.core.pages import exchange, studio
from workmentor_xblocks.core.pages.base import WorkmentorBlock
from workmentor_xblocks.core.pages.block_fields import CanonicalText
from workmentor_xblocks.core.pages.handlers import Answer, Data, action
from workmentor_xblocks.core.pages.rendering import PACKAGE
from workmentor_xblocks.core.people.permissions import require_author
from workmentor_xblocks.core.people.viewer import Viewer


class ContentBlock(WorkmentorBlock):
    """A block with content. ``sample`` is a file of one to try, in the package; ``guide`` the short one for authors."""

    content: ClassVar[Content[Any]]
    sample: ClassVar[str]
    guide: ClassVar[str]

    definition = CanonicalText(default="", scope=Scope.content, help="The content as canonical JSON")
    default_language = String(
        default="", scope=Scope.settings, help="Language shown first; empty: by course, then person"
    )

    @property
    def languages(self) -> tuple[str, ...]:
        """See the base class."""
        return reading.languages(self.content.held(self.definition))

    @property
    def offered_languages(self) -> tuple[str, ...]:
        """What a switch offers: the languages of the content, and the site's where the content lacks it.

        So the interface can follow the content, and can be had back in the site's language.
        """
        content, site = self.languages, self.site_language or ""
        site = site if has_catalogue(site) else "en"
        may_follow = any(map(has_catalogue, content))
        return content if lookup(site, content) or not may_follow else (*content, site)

    def language_in_use(self, read: str) -> str:
        """Which of the offered languages is the present one, where the content is read in ``read``."""
        extra = self.offered_languages[len(self.languages) :]
        return read if lookup(self.own_language, self.languages) or not extra else extra[0]

    def preview(self, viewer: Viewer, definition: Any, language: str, form: studio.Preview) -> str | None:
        """One part of a definition that is not saved yet, as people would meet it; None where there is none."""
        raise NotImplementedError

    def editor_extras(self) -> Mapping[str, Any]:
        """What the editor of this kind of block needs beside what all need."""
        return {}

    def needs_content(self, definition: Any) -> bool:
        """Whether the checks have anything to look for: a block that shows something else may stay empty."""
        return True

    def author_view(self, context: Mapping[str, Any] | None = None) -> Fragment:
        """Studio's preview: the page, under what the checks have to say."""
        fragment: Fragment = self.student_view(context)
        fragment.content = studio.findings_html(self) + fragment.content
        return fragment

    def studio_view(self, context: Mapping[str, Any] | None = None) -> Fragment:
        """The editor."""
        return studio.editor_fragment(self)

    def student_view_data(self, context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Nothing for the blocks API: it is called without a user."""
        return {}

    def index_dictionary(self) -> dict[str, Any]:
        """Name and introduction for the course search, and no more of the content."""
        base: dict[str, Any] = super().index_dictionary()
        introduction = self.content.held(self.definition).introduction
        content = {"display_name": self.display_name, "introduction": introduction}
        return {**base, "content": content, "content_type": self.fields["display_name"].default}

    @action(limit=studio.MAX_BYTES)
    def save_definition(self, viewer: Viewer, data: Data) -> Answer:
        """Save the editor's work; 409 when somebody saved meanwhile."""
        require_author(viewer)
        return studio.save(self, data)

    @action(limit=studio.MAX_BYTES)
    def check_definition(self, viewer: Viewer, data: Data) -> Answer:
        """What the checks say of the editor's work."""
        require_author(viewer)
        return studio.check(self, data)

    @action(limit=studio.MAX_BYTES)
    def preview_part(self, viewer: Viewer, data: Data) -> Answer:
        """One part of the editor's work as people would meet it."""
        require_author(viewer)
        return studio.preview(self, viewer, data)

    def read_olx(self, node: etree._Element) -> None:
        """Fields from the readable XML."""
        exchange.read_olx(self, node)

    def add_xml_to_node(self, node: etree._Element) -> None:
        """The readable XML of the fields."""
        exchange.write_olx(self, node)

    @classmethod
    def workbench_scenarios(cls) -> list[tuple[str, str]]:
        """What xblock-sdk's workbench offers to try: (title, XML)."""
        name, sample = cls.fields["display_name"].default, (PACKAGE / cls.sample).read_text("utf-8")
        two = f"<vertical_demo>{sample}{sample}</vertical_demo>"
        return [(name, sample), (f"{name}: two on one page", two)]
