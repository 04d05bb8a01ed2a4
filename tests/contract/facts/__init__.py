"""The facts, a file for each kind. To add one: a function with ``@fact`` in the file of its kind."""

from __future__ import annotations

from types import ModuleType

from tests.contract.fact import Fact
from tests.contract.facts import (
    access,
    agreement_authoring,
    agreement_following,
    agreement_guests,
    agreement_leaving,
    agreement_people,
    agreement_places,
    agreement_round,
    agreement_traces,
    authoring,
    dashboard,
    editing,
    files,
    grades,
    language,
    log,
    masquerade,
    playing,
    races,
    results,
    travelling,
)


def _of(module: ModuleType) -> list[Fact]:
    return [value for value in vars(module).values() if isinstance(value, Fact)]


FACTS: tuple[Fact, ...] = tuple(
    fact
    for module in (
        access,
        playing,
        races,
        files,
        language,
        grades,
        dashboard,
        masquerade,
        results,
        agreement_round,
        agreement_guests,
        agreement_people,
        agreement_places,
        agreement_following,
        agreement_authoring,
        agreement_traces,
        agreement_leaving,
        authoring,
        editing,
        travelling,
        log,
    )
    for fact in _of(module)
)
