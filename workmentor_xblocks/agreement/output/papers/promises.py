"""One plain page for each party, before everything else: what you promise, and what you get.

Who reads nothing but this page knows what is expected of them and what they can count on. The letters are as large as
one page allows.
"""

from __future__ import annotations

from collections.abc import Iterable

from workmentor_xblocks.agreement.output.papers.edition import Edition
from workmentor_xblocks.agreement.output.papers.wording import Printing, role_name
from workmentor_xblocks.core.content.translation import gettext as _
from workmentor_xblocks.core.output.printing.parts import (
    Markdown,
    NewPage,
    OnePage,
    Part,
    Prose,
    Title,
    joined,
)


def page(
    edition: Edition, party: str, name: str = "", *, promises: Iterable[str], gets: Iterable[str] = ()
) -> tuple[Part, ...]:
    """The page of one party; none for who promises nothing and is promised nothing."""
    lists = (*_list(_("You promise"), promises), *_list(_("You get"), gets))
    if not lists:
        return ()
    closing = _("These promises are part of the agreement on the pages that follow.")
    return OnePage((edition.belongs_to, Title(joined(party, name), 0), *lists), closing), NewPage()


def _list(title: str, promises: Iterable[str]) -> tuple[Part, ...]:
    items = tuple(Prose(Markdown(promise), bullet="•") for promise in promises)
    return (Title(title), *items) if items else ()


def of(printing: Printing, edition: Edition) -> tuple[Part, ...]:
    """A page for each who is named."""
    said = [
        (clause, printing.reading.text(f"{section.id}/{clause.id}/text", clause.text))
        for section in printing.thread.definition.sections
        for clause in section.clauses
    ]

    def of_one(role: str, name: str) -> tuple[Part, ...]:
        return page(
            edition,
            role_name(role),
            name,
            promises=[text for clause, text in said if clause.party == role],
            gets=[text for clause, text in said if clause.party != role and role in (clause.to or (role,))],
        )

    named = (one for one in printing.parties if one["name"])
    return tuple(part for one in named for part in of_one(one["role"], one["name"]))
