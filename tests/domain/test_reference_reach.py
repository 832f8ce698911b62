"""How far somebody says that a story has been told, over both tracks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reference_reach import PartsRefused, Reach, Story, named_part, read_reach
from bot.domain.references import Backwards, NotUnderstood, Outline, OutOfRange

STORY = Story(outline=Outline((8,)), parts=4, titles={1: ("The Part",), 7: ("The Next Day",)})
SEASONS = Story(outline=Outline((10, 10, 8)), parts=0, titles={})


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("3", Reach(3)),
        ("3화까지", Reach(3)),
        ("up to 5", Reach(5)),
        ("1-3", Reach(3)),
        ("finale", Reach(8)),
        ("all", Reach(8)),
        ("Everything", Reach(8)),
        ("nothing", Reach(0, 0)),
        ("the start", Reach(0, 0)),
        ("0", Reach(0, 0)),
        ("episode 3 part 2", Reach(3, 2)),
        ("ep 3 and the novel up to part 2", Reach(3, 2)),
        ("3, part 2", Reach(3, 2)),
        ("part 2 ep 3", Reach(3, 2)),
        ("novel part 2 and episode 3", Reach(3, 2)),
        ("3화, 2부", Reach(3, 2)),
        ("3화 2부", Reach(3, 2)),
        ("시즌 1 3화 2부까지", Reach(3, 2)),
        ("episode three part two", Reach(3, 2)),
        ("episode three, the novel up to part two", Reach(3, 2)),
        ("three parts", Reach(None, 3)),
        ("the first part", Reach(None, 1)),
        ("ep 3 and none of the novel", Reach(3, 0)),
        ("nothing and part 2", Reach(0, 2)),
        ("ep 3 and the novel", Reach(3, 4)),
        ("the whole novel", Reach(None, 4)),
        ("part 2", Reach(None, 2)),
        ("3 parts", Reach(None, 3)),
        ("the part", Reach(1)),
    ],
)
def test_people_write_it_in_many_ways(text: str, reach: Reach) -> None:
    assert read_reach(text, STORY) == reach


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("9", OutOfRange),
        ("ep 40 part 2", OutOfRange),
        ("ep 2 part 9", PartsRefused),
        ("part 40", PartsRefused),
        ("5 to 2", Backwards),
        ("3 and 2", NotUnderstood),
        ("part 1 and part 2", NotUnderstood),
        ("", NotUnderstood),
        ("soon", NotUnderstood),
        ("episode 3 " * 200 + "part 2", NotUnderstood),
        ("9" * 2_000, OutOfRange),
    ],
)
def test_what_names_no_place_is_refused(text: str, kind: type) -> None:
    assert isinstance(read_reach(text, STORY), kind)


@pytest.mark.parametrize(
    "text",
    [
        "+2", "+ 2", "up to +2", "+2 episodes", "next", "next episode", "the next one", "current",
        "latest", "latest episode", "previous", "now", "다음", "1 to latest", "up to the latest",
        "previous-5", "+2, part 2", "part 2, +2", "part 2 and +2", "next, part 2",
    ],
)  # fmt: skip
def test_nothing_is_counted_from_where_somebody_is(text: str) -> None:
    assert isinstance(read_reach(text, STORY), NotUnderstood)


@pytest.mark.parametrize(
    "text", ["next part", "current part", "the latest chapter", "ep 3, next part"]
)
def test_nor_is_a_part(text: str) -> None:
    assert isinstance(read_reach(text, STORY), PartsRefused)


def test_more_of_the_novel_is_not_all_of_it() -> None:
    assert isinstance(read_reach("novel +2", STORY), NotUnderstood)
    assert isinstance(read_reach("part +2", STORY), NotUnderstood)
    assert read_reach("part 2 + 3", STORY) == read_reach("2부 + 3화", STORY) == Reach(3, 2)


def test_the_season_that_somebody_is_in_is_none() -> None:
    assert isinstance(read_reach("season finale", SEASONS), NotUnderstood)
    assert read_reach("season 2 finale", SEASONS) == Reach(20)
    assert read_reach("season finale", STORY) == Reach(8)


def test_a_title_may_speak_of_what_comes_next() -> None:
    assert read_reach("the next day", STORY) == Reach(7)


def test_seasons_and_a_show_without_a_source() -> None:
    assert read_reach("S02E04", SEASONS) == Reach(14)
    assert read_reach("season 1", SEASONS) == Reach(10)
    assert read_reach("nothing", SEASONS) == Reach(0)
    assert isinstance(read_reach("part 2", SEASONS), PartsRefused)


@given(st.text(max_size=60))
def test_it_never_reaches_further_than_there_is(text: str) -> None:
    found = read_reach(text, STORY)
    if isinstance(found, Reach):
        assert 0 <= (found.screen or 0) <= 8
        assert 0 <= (found.source or 0) <= 4


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("part 40", "40"),
        ("pt. 3", "3"),
        ("chapter two", "2"),
        ("2부", "2"),
        ("part 3 of the novel", "3"),
        ("parts 2-4", "4"),
        ("part", None),
        ("@everyone <@1> <@&2> <#3>", None),
        ("<#3>", None),
        ("1 #2", None),
        ("part 1 part 2", None),
        ("part 1 <@2>", None),
    ],
)
def test_a_part_is_told_from_an_episode(text: str, number: str | None) -> None:
    assert named_part(text) == number
    assert named_part("hello") is None
