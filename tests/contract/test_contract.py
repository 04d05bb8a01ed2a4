"""Each fact of the contract, in each place that can show it; and rules about the list itself."""

from __future__ import annotations

from tests.contract.demo.place import DemoSite
from tests.contract.fact import Fact
from tests.contract.facts import FACTS
from tests.contract.site import Site


def test_fact(site: Site, fact: Fact) -> None:
    fact.show(site)


def test_every_fact_has_a_name_of_its_own_and_says_where_it_comes_from():
    assert len({fact.name for fact in FACTS}) == len(FACTS)
    assert all(fact.sentence.endswith(".") and fact.source.endswith(".") for fact in FACTS)


def test_what_the_demo_cannot_show_is_little_and_has_its_reason():
    left_out = [fact.name for fact in FACTS if fact.needs & DemoSite.lacks.keys()]
    assert len(left_out) <= len(FACTS) // 8, left_out
    assert all(DemoSite.lacks.values())
