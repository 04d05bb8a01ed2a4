"""What the people of a page are called: asked for once, and nobody is left nameless."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workmentor_xblocks import host
from workmentor_xblocks.core.content.language import kept_apart
from workmentor_xblocks.core.content.translation import gettext
from workmentor_xblocks.host.protocols import Person


@dataclass(frozen=True)
class Names:
    """The people of a course by account; ``own`` is who reads, and is spoken to."""

    people: Mapping[int, Person]
    own: int | None = None

    @classmethod
    def of(cls, user_ids: Iterable[int | None], course_key: str, *, own: int | None = None) -> Names:
        """The names of these accounts, in one query; in none where there is nobody to ask for."""
        wanted = frozenset(one for one in user_ids if one is not None and one != own)
        return cls(host.current().people(wanted, course_key) if wanted else {}, own)

    def __call__(self, user_id: int | None) -> str:
        """Somebody by name, within a sentence; whose account is gone has none."""
        if user_id is not None and user_id == self.own:
            return gettext("You")
        person = self.find(user_id)
        return kept_apart(person.name) if person else gettext("Somebody who has left")

    def find(self, user_id: int | None) -> Person | None:
        """Somebody, as long as the account is there."""
        return self.people.get(user_id) if user_id is not None else None
