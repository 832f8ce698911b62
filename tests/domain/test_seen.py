"""What was seen is kept in ranges, and they are the set that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.progress import Seen

numbers = st.sets(st.integers(1, 20), max_size=12)
spans = st.tuples(st.integers(1, 20), st.integers(0, 20))


def is_canonical(seen: Seen) -> bool:
    """Tell whether the ranges are in order, with a gap between any two."""
    bounds = [bound for span in seen.ranges for bound in span]
    gaps = zip(seen.ranges, seen.ranges[1:], strict=False)
    return bounds == sorted(bounds) and all(after[0] > before[1] + 1 for before, after in gaps)


@given(numbers, numbers)
def test_union_and_difference_are_those_of_sets(one: set[int], other: set[int]) -> None:
    first, second = Seen.of(one), Seen.of(other)
    for made, expected in (
        (first, one),
        (first.union(second), one | other),
        (first.without(second), one - other),
    ):
        assert set(made) == expected
        assert len(made) == len(expected)
        assert is_canonical(made)


@given(numbers, spans)
def test_a_range_is_added_whole(one: set[int], span: tuple[int, int]) -> None:
    made = Seen.of(one).with_range(*span)
    assert set(made) == one | set(range(span[0], span[1] + 1))
    assert is_canonical(made)


@given(st.lists(spans, max_size=6))
def test_what_was_written_in_any_order_is_read(written: list[tuple[int, int]]) -> None:
    made = Seen.parse(",".join(f"{first}-{last}" for first, last in written))
    assert set(made) == {n for first, last in written for n in range(first, last + 1)}
    assert is_canonical(made)


def test_a_long_show_costs_no_more_than_a_short_one() -> None:
    seen = Seen.up_to(10**15).with_range(10**15 + 2, 10**16)
    assert seen.without(Seen.up_to(5)).ranges == ((6, 10**15), (10**15 + 2, 10**16))


@pytest.mark.parametrize("text", ["0", "0-3", "x", "1-x", "-1"])
def test_what_is_no_instalment_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Seen.parse(text)
