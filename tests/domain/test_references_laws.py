"""What holds for every reference, whatever the show and whatever is typed."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.references import (
    Ambiguous,
    Backwards,
    Found,
    FoundRange,
    NotUnderstood,
    Outline,
    OutOfRange,
    read_part,
    read_part_range,
    read_range,
    read_reference,
)

OUTLINES = st.lists(st.integers(0, 30), max_size=5).map(lambda counts: Outline(tuple(counts)))
FILLED = OUTLINES.filter(lambda outline: outline.total > 0)
POSITIONS = st.integers(-3, 200)
TITLES = st.dictionaries(
    st.integers(-2, 60), st.lists(st.text(max_size=12), max_size=3).map(tuple), max_size=6
)
WORDS = st.lists(
    st.sampled_from(
        [
            "1", "2", "03", "99", "0", "-1", "٣", "６", "e", "ep", "episode", "s", "season",
            "series",
            "x", "to", "-", "–", "~", ".", ",", "#", "of", "all", "finale", "last", "next",
            "latest",
            "first", "fin", "and", "+",
            "twenty", "six", "화", "회", "시즌", "제", "부터", "까지", "마지막화", "the",
            "one",
            "up", "part", "부", " ", "\u200b", "\u202e", "🔥", "é", "zz", "seasn", str(10**30),
        ]
    ),
    max_size=12,
).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda gap: gap.join(words)))  # fmt: skip
TYPED = WORDS | st.text(max_size=80) | st.text(max_size=20).map(lambda text: text * 100)


@settings(deadline=None)
@given(FILLED, POSITIONS, TITLES, st.data())
def test_what_is_printed_can_be_read(
    outline: Outline, position: int, titles: dict[int, tuple[str, ...]], data: st.DataObject
) -> None:
    ordinal = data.draw(st.integers(1, outline.total))
    for text in (outline.label(ordinal), *outline.spellings(ordinal)):
        reading = read_reference(text, outline=outline, position=position, titles=titles)
        assert reading == Found(ordinal), text


@settings(deadline=None)
@given(FILLED, st.data())
def test_a_printed_range_can_be_read(outline: Outline, data: st.DataObject) -> None:
    one, other = (data.draw(st.integers(1, outline.total)) for _ in range(2))
    text = f"{outline.label(one)}-{outline.label(other)}"
    reading = read_range(text, outline=outline, position=0, titles={})
    assert reading == (FoundRange(one, other) if one <= other else Backwards(one, other))


@settings(deadline=None)
@given(FILLED, st.data())
def test_place_and_ordinal_are_inverse(outline: Outline, data: st.DataObject) -> None:
    ordinal = data.draw(st.integers(1, outline.total))
    assert outline.ordinal(*outline.place(ordinal)) == ordinal


@settings(deadline=None)
@given(TYPED, OUTLINES, POSITIONS, TITLES)
def test_every_text_has_an_answer_inside_the_show(
    text: str, outline: Outline, position: int, titles: dict[int, tuple[str, ...]]
) -> None:
    single = read_reference(text, outline=outline, position=position, titles=titles)
    several = read_range(text, outline=outline, position=position, titles=titles)
    inside = range(1, outline.total + 1)
    if isinstance(single, Found):
        assert single.ordinal in inside
    for reading in (single, several):
        if isinstance(reading, Ambiguous):
            assert 2 <= len(reading.ordinals) <= 25
            assert list(reading.ordinals) == sorted(set(reading.ordinals))
            assert set(reading.ordinals) <= set(inside)
        if isinstance(reading, OutOfRange):
            assert re.fullmatch(r"−?\d{1,9}…?", reading.number)
            assert len(reading.number) <= 9
        if isinstance(reading, NotUnderstood):
            assert len(reading.text) <= 60
    if isinstance(several, FoundRange):
        assert several.first in inside
        assert several.last in inside
        assert several.first <= several.last
    if isinstance(several, Backwards):
        assert several.first > several.last


@settings(deadline=None)
@given(TYPED, OUTLINES, POSITIONS, TITLES)
def test_where_one_is_found_a_range_finds_the_same(
    text: str, outline: Outline, position: int, titles: dict[int, tuple[str, ...]]
) -> None:
    single = read_reference(text, outline=outline, position=position, titles=titles)
    several = read_range(text, outline=outline, position=position, titles=titles)
    if isinstance(single, Found):
        assert several == FoundRange(single.ordinal, single.ordinal)


@settings(deadline=None)
@given(TYPED, st.integers(-2, 40), POSITIONS, TITLES)
def test_parts_have_an_answer_for_every_text(
    text: str, total: int, position: int, titles: dict[int, tuple[str, ...]]
) -> None:
    single = read_part(text, total=total, titles=titles, position=position)
    several = read_part_range(text, total=total, titles=titles, position=position)
    if isinstance(single, Found):
        assert 1 <= single.ordinal <= total
        assert several == FoundRange(single.ordinal, single.ordinal)


@settings(deadline=None)
@given(st.integers(min_value=9), st.text(alphabet="0", max_size=5))
def test_numbers_of_any_size_are_out_of_range(number: int, zeros: str) -> None:
    reading = read_reference(f"{zeros}{number}", outline=Outline((8,)), position=0, titles={})
    assert isinstance(reading, OutOfRange)
    digits = str(number)
    assert reading.number == (digits if len(digits) <= 9 else f"{digits[:8]}…")
