"""Several episodes named one after the other, and so many more."""

from __future__ import annotations

import pytest

from bot.domain.member_text import quote_member_text
from bot.domain.references import (
    Ambiguous,
    Backwards,
    FewerLeft,
    Found,
    FoundRange,
    NothingLeft,
    NotUnderstood,
    Outline,
    OutOfRange,
    RangeReference,
    read_part_range,
    read_range,
    read_reference,
)

ONE = Outline((8,))
TWO = Outline((8, 6))


def several(text: str, outline: Outline = ONE, position: int = 3) -> RangeReference:
    return read_range(text, outline=outline, position=position, titles={})


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2 and 3", 2, 3), ("2 & 3", 2, 3), ("2&3", 2, 3), ("1,2,3", 1, 3), ("1, 2, and 3", 1, 3),
        ("1+2", 1, 2), ("3, 2", 2, 3), ("episodes 2 and 3", 2, 3), ("ep 2, ep 3", 2, 3),
        ("7 and the finale", 7, 8), ("1-3, 4", 1, 4), ("2, 3화", 2, 3), ("two and three", 2, 3),
        ("2 and 2", 2, 2),
    ],
)  # fmt: skip
def test_a_list_without_gaps_is_a_run(text: str, first: int, last: int) -> None:
    assert several(text) == FoundRange(first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("S2E1 and 2", 9, 10), ("s2e1, s2e2", 9, 10), ("2x01, 2x02", 9, 10),
        ("1 and 2 of season 2", 9, 10), ("s1e8 & s2e1", 8, 9), ("8, 9", 8, 9),
    ],
)  # fmt: skip
def test_a_list_keeps_its_season(text: str, first: int, last: int) -> None:
    assert several(text, TWO) == FoundRange(first, last)


def test_a_list_with_gaps_is_asked_about() -> None:
    assert several("2 and 5") == Ambiguous((2, 5), is_list=True)
    assert several("5, 1-2") == Ambiguous((1, 2, 5), is_list=True)


@pytest.mark.parametrize("text", ["1.5", "1/2", "season 1, 2", "2 and", "2 and more", "1 2", "and"])
def test_what_only_looks_like_a_list_is_none(text: str) -> None:
    assert isinstance(several(text, TWO), NotUnderstood)


def test_what_a_list_names_must_be_there() -> None:
    assert isinstance(several("7, 8, 9"), OutOfRange)
    assert several("5-3, 6") == Backwards(5, 3)


def test_a_title_with_an_and_in_it_is_a_title_first() -> None:
    titles = {5: ("1, 2, 3",), 6: ("Two and Three",)}
    for text, ordinal in (("1, 2, 3", 5), ("two and three", 6)):
        found = read_range(text, outline=ONE, position=3, titles=titles)
        assert found == FoundRange(ordinal, ordinal)


def test_parts_are_listed_alike() -> None:
    assert read_part_range("parts 1 and 2", total=4, titles={}) == FoundRange(1, 2)


def test_so_many_more_begin_with_the_next() -> None:
    assert read_reference("+1", outline=ONE, position=3, titles={}) == Found(4)
    assert several("+3") == FoundRange(4, 6)
    assert several("+5") == FoundRange(4, 8)
    for text, number in (("+6", "6"), ("+0", "0")):
        assert several(text) == FewerLeft(quote_member_text(number, limit=9), left=5, position=3)
    assert several("+1", position=8) == NothingLeft()


def test_the_finale_may_be_cut_short() -> None:
    assert read_reference("fin", outline=ONE, position=3, titles={}) == Found(8)
    assert read_reference("s1 fin", outline=TWO, position=3, titles={}) == Found(8)
