"""Several look at figures without names in the same moment, on the database of real sites: they see the same.

python -m tools.mariadb -- python -m pytest -p tests.databases -m mariadb
"""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from tests.racing import together
from workmentor_xblocks.core.output.figures.suppression import in_steps
from workmentor_xblocks.core.records.published import PublishedFigures, figures

pytestmark = [pytest.mark.mariadb, pytest.mark.django_db(transaction=True)]

READERS = 4
KEY = "block-v1:WorkMentor+M1+2026+type@workmentor_scenario+block@s1"


def look(people: int) -> Any:
    units = {f"p{number}": "" for number in range(people)}
    return figures("survey", KEY, units, lambda: {"people": in_steps(people)})


def at_once(*counts: int) -> list[Any]:
    """What each reader sees who has counted so many people, all in the same moment."""
    return together(*(partial(look, people) for people in counts))


def test_the_first_look_of_many_is_kept_once() -> None:
    for _ in range(10):
        PublishedFigures.objects.all().delete()
        assert at_once(*[12] * READERS) == [{"people": 10}] * READERS
        assert PublishedFigures.objects.count() == 1


def test_readers_who_counted_a_little_apart_see_the_same() -> None:
    """While one counts, somebody comes: whoever is first decides for all."""
    for _ in range(10):
        PublishedFigures.objects.all().delete()
        look(12)
        seen = at_once(17, 18, 19, 20)
        assert len({str(one) for one in seen}) == 1
        assert look(16) == look(20) == seen[0]
