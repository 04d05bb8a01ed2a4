"""However many remarks stand at a place, a page shows the newest, and each of the others once when it is asked for."""

from __future__ import annotations

from hypothesis import given, strategies as st

from workmentor_xblocks.core.rules.remarks import AT_ONCE, ON_A_PAGE, Remark, before, newest


def remarks(*places: str) -> list[Remark]:
    """Remarks in their order; ``hours!`` is one at “hours” that is settled."""
    return [
        Remark(number, place.rstrip("!"), is_open=not place.endswith("!"))
        for number, place in enumerate(places, 1)
    ]


def test_what_is_open_stands_there_before_what_is_settled() -> None:
    talk = remarks(*["hours!"] * 4, *["hours"] * 6, *["hours!"] * 2)
    assert sorted(newest(talk)) == [4, 6, 7, 8, 9, 10, 11, 12]


def test_each_place_has_its_own() -> None:
    assert sorted(newest(remarks(*["hours"] * 7, "tasks", *["hours"] * 7))) == [8, 11, 12, 13, 14, 15]


def test_a_page_of_many_places_stays_short() -> None:
    assert len(newest(remarks(*[f"place {number}" for number in range(60)]))) == ON_A_PAGE


def test_none_is_none() -> None:
    assert (newest([]), before([], None)) == (frozenset(), ([], 0))


@given(st.integers(0, 5 * AT_ONCE))
def test_those_from_before_come_piece_by_piece_each_once(count: int) -> None:
    others, read = list(range(1, count + 1)), list[int]()
    chunk, left = before(others, None)
    while chunk:
        assert (len(chunk) <= AT_ONCE, left) == (True, chunk[0] - 1)
        read = [*chunk, *read]
        chunk, left = before(others, chunk[0])
    assert read == others
