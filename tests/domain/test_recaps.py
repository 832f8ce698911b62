"""Choosing beats: never one from ahead, less the longer ago, and bounded."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cast import MOST_NAMESAKES, MOST_PEOPLE, find_people, people, who_is_who
from bot.domain.ids import ShowId
from bot.domain.recaps import (
    MOST_BEATS,
    Length,
    SeenBeat,
    choose_beats,
    seen_beats,
    up_to,
)
from bot.domain.showbuild import build_show
from bot.domain.shows import Show
from bot.domain.spoilers import Knowledge, Position

SHOW = ShowId(7)

beats_of_an_episode = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from([0, 0, 0, 1, 2])), max_size=8
)
shows = st.lists(beats_of_an_episode, min_size=1, max_size=20)
positions = st.builds(Position, st.integers(0, 22), st.integers(0, 3))
lengths = st.sampled_from(Length)


def show_of(episodes: list[list[tuple[int, int]]], **more: Any) -> Show:
    """Build a show whose beats say where they are safe: "episode/part/place"."""
    document = {
        "slug": "canary",
        "title": "Canary",
        "track": [{"id": "source", "title": "The Canary Book", "parts": 3}],
        "episode": [
            {
                "number": number,
                "beat": [
                    {
                        "text": f"{number}/{part}/{place}",
                        "importance": importance,
                        "source_after": part,
                    }
                    for place, (importance, part) in enumerate(beats)
                ],
            }
            for number, beats in enumerate(episodes, 1)
        ],
        **more,
    }
    return build_show(document, SHOW)


def told(show: Show, position: Position, length: Length) -> tuple[SeenBeat, ...]:
    beats = seen_beats(show, Knowledge(SHOW, position))
    return choose_beats(beats, position=position.screen, length=length)


def texts(beats: tuple[SeenBeat, ...]) -> list[str]:
    return [str(beat.text) for beat in beats]


def sort_key(text: str) -> tuple[int, int]:
    episode, _, place = map(int, text.split("/"))
    return episode, place


@given(shows, positions, lengths)
def test_no_beat_is_ahead_on_either_track(
    episodes: list[list[tuple[int, int]]], position: Position, length: Length
) -> None:
    for text in texts(told(show_of(episodes), position, length)):
        episode, part, _ = map(int, text.split("/"))
        assert episode <= position.screen
        assert part <= position.source


@given(shows, positions, positions)
def test_more_knowledge_never_tells_less_in_full(
    episodes: list[list[tuple[int, int]]], one: Position, other: Position
) -> None:
    show = show_of(episodes)
    more = one.union(other)
    assert set(texts(told(show, one, Length.FULL))) <= set(texts(told(show, more, Length.FULL)))


@given(shows, positions)
def test_full_tells_everything_that_may_be_read(
    episodes: list[list[tuple[int, int]]], position: Position
) -> None:
    expected = [
        f"{number}/{part}/{place}"
        for number, beats in enumerate(episodes, 1)
        for place, (_, part) in enumerate(beats)
        if number <= position.screen and part <= position.source
    ]
    assert texts(told(show_of(episodes), position, Length.FULL)) == expected


@given(shows, positions, lengths)
def test_what_is_told_is_in_the_order_of_the_story(
    episodes: list[list[tuple[int, int]]], position: Position, length: Length
) -> None:
    chosen = texts(told(show_of(episodes), position, length))
    assert chosen == sorted(chosen, key=sort_key)


@given(shows, positions)
def test_a_shorter_recap_tells_nothing_that_a_longer_one_leaves_out(
    episodes: list[list[tuple[int, int]]], position: Position
) -> None:
    show = show_of(episodes)
    quick, normal, full = (set(texts(told(show, position, length))) for length in Length)
    assert quick <= normal <= full


@given(st.lists(st.lists(st.integers(1, 3), max_size=50), max_size=80), lengths)
def test_a_recap_is_bounded_however_long_the_show(
    importances: list[list[int]], length: Length
) -> None:
    show = show_of([[(importance, 0) for importance in beats] for beats in importances] or [[]])
    chosen = told(show, Position(show.total), length)
    assert len(chosen) <= MOST_BEATS.get(length, sum(map(len, importances)))


@given(
    st.lists(st.integers(1, 3), max_size=25),
    st.integers(0, 15),
    st.sampled_from([Length.QUICK, Length.NORMAL]),
)
def test_an_episode_is_told_shorter_the_longer_ago_it_is(
    importances: list[int], ago: int, length: Length
) -> None:
    show = show_of([[(importance, 0) for importance in importances]])
    beats = seen_beats(show, Knowledge(SHOW, Position(1)))
    nearer = choose_beats(beats, position=1 + ago, length=length)
    farther = choose_beats(beats, position=2 + ago, length=length)
    assert set(texts(farther)) <= set(texts(nearer))


@given(shows, positions, st.integers(0, 30), lengths)
def test_stopping_earlier_never_opens_more(
    episodes: list[list[tuple[int, int]]], position: Position, to: int, length: Length
) -> None:
    cut = up_to(Knowledge(SHOW, position), to)
    assert cut.position.screen == min(position.screen, to)
    assert cut.position.source == position.source
    for text in texts(told(show_of(episodes), cut.position, length)):
        assert sort_key(text)[0] <= to


def test_a_long_show_fills_a_recap_and_no_more() -> None:
    show = show_of([[(3, 0)] * 12] * 73)
    sizes = [len(told(show, Position(73), length)) for length in Length]
    assert sizes == [MOST_BEATS[Length.QUICK], MOST_BEATS[Length.NORMAL], 73 * 12]


def test_the_most_important_beats_stay_longest() -> None:
    show = show_of([[(1, 0), (3, 0), (2, 0)], *([[]] * 12)])
    stages = [texts(told(show, Position(n), Length.NORMAL)) for n in (1, 2, 13)]
    assert stages == [["1/0/0", "1/0/1", "1/0/2"], ["1/0/1", "1/0/2"], ["1/0/1"]]


def test_an_episode_without_beats_is_told_by_its_synopsis() -> None:
    show = show_of([[]])
    document = {"number": 1, "synopsis": "All of it.", "teaser": "A little."}
    show = build_show({"slug": "s", "title": "S", "episode": [document]}, SHOW)
    assert texts(seen_beats(show, Knowledge(SHOW, Position(1)))) == ["All of it."]
    assert seen_beats(show, Knowledge(SHOW, Position(0))) == ()


def test_of_beats_that_matter_alike_the_last_one_stays_for_it_tells_what_came_of_it() -> None:
    show = show_of([[(3, 0), (3, 0), (2, 0)], *([[]] * 12)])
    assert texts(told(show, Position(13), Length.QUICK)) == ["1/0/1"]


CAST = {
    "character": [
        {
            "name": "Ada Byron",
            "aliases": ["Ada", "아다"],
            "first_episode": 1,
            "note": [
                {"text": "late", "after": 3},
                {"text": "early", "after": 1},
                {"text": "read", "after": 1, "source_after": 2},
            ],
        },
        {"name": "Adam", "actor": "Bo", "first_episode": 2},
        {"name": "Eve Adair", "first_episode": 3},
        {"name": "Ada-May", "first_episode": 3},
    ]
}


def known_at(screen: int, source: int = 0) -> tuple[str, ...]:
    return tuple(one.name for one in people(show_of([[]] * 3, **CAST), at(screen, source)))


def at(screen: int, source: int = 0) -> Knowledge:
    return Knowledge(SHOW, Position(screen, source))


def found_at(screen: int, query: str) -> list[str]:
    known = people(show_of([[]] * 3, **CAST), at(screen))
    return [str(one.name) for one in find_people(query, known)]


def test_people_are_those_who_were_met() -> None:
    assert [known_at(screen) for screen in range(4)] == [
        (),
        ("Ada Byron",),
        ("Ada Byron", "Adam"),
        ("Ada Byron", "Adam", "Eve Adair", "Ada-May"),
    ]


def test_notes_on_people_open_one_by_one_the_latest_last() -> None:
    show = show_of([[]] * 3, **CAST)
    notes = [people(show, at(*position))[0].notes for position in ((1, 0), (1, 2), (3, 0), (3, 2))]
    assert notes == [("early",), ("early", "read"), ("early", "late"), ("early", "read", "late")]
    assert people(show, at(3))[0].latest_note == "late"


def test_a_whole_name_wins_over_those_that_begin_with_it() -> None:
    assert found_at(3, "ada") == ["Ada Byron"]
    assert found_at(3, "아다") == ["Ada Byron"]


def test_a_beginning_of_several_names_gives_all_of_them() -> None:
    assert found_at(3, "Ad") == ["Ada Byron", "Adam", "Ada-May"]


def test_a_part_of_a_name_is_enough_where_none_begins_with_it() -> None:
    assert found_at(3, "adair") == ["Eve Adair"]
    assert found_at(3, "byron") == ["Ada Byron"]


@pytest.mark.parametrize(
    "query", ["Eve", "Eve Adair", "Ada-May", "adair", "Zed", "", " ", "\u200b"]
)
def test_somebody_of_later_and_nobody_at_all_are_the_same(query: str) -> None:
    assert found_at(2, query) == found_at(2, "no such name") == []


@given(st.text(max_size=12), st.integers(0, 3))
def test_a_name_never_finds_somebody_of_later(query: str, screen: int) -> None:
    assert set(found_at(screen, query)) <= set(known_at(screen))
    assert len(found_at(screen, query)) <= MOST_NAMESAKES


@given(st.integers(0, 30), lengths)
def test_a_recap_introduces_few_people_and_a_full_one_all(count: int, length: Length) -> None:
    cast = {"character": [{"name": f"N{n}", "first_episode": 1} for n in range(count)]}
    known = people(show_of([[]], **cast), at(1))
    chosen = who_is_who(known, (), length)
    assert len(chosen) == min(count, MOST_PEOPLE.get(length, count))
    assert set(chosen) <= set(known)


def test_whoever_was_in_the_story_last_is_introduced() -> None:
    names = [f"N{n}" for n in range(20)]
    cast = {"character": [{"name": name, "first_episode": 1} for name in names]}
    document: dict[str, Any] = {
        "slug": "s",
        "title": "S",
        "episode": [
            {"number": 1, "beat": [{"text": "all", "characters": names}]},
            {"number": 2, "beat": [{"text": "two", "characters": ["N19", "N18"]}]},
        ],
        **cast,
    }
    show = build_show(document, SHOW)
    known = people(show, at(2))
    chosen = who_is_who(known, seen_beats(show, at(2)), Length.QUICK)
    assert [str(one.name) for one in chosen] == ["N0", "N1", "N2", "N18", "N19"]


def test_other_names_are_told_once_however_they_are_spelled() -> None:
    aliases = ["Go-Young", "GOYOUNG", "Young", "고영"]
    cast = {"character": [{"name": "Go Young", "aliases": aliases, "first_episode": 1}]}
    (person,) = people(show_of([[]], **cast), at(1))
    assert person.other_names == ("Young", "고영")


def test_people_of_whom_only_colour_was_told_come_after_those_in_the_story() -> None:
    names = [f"N{n}" for n in range(9)]
    document: dict[str, Any] = {
        "slug": "s",
        "title": "S",
        "episode": [
            {"number": 1, "beat": [{"text": "plain", "characters": names[4:]}]},
            {"number": 2, "beat": [{"text": "aside", "importance": 1, "characters": names[:4]}]},
        ],
        "character": [{"name": name, "first_episode": 1} for name in names],
    }
    show = build_show(document, SHOW)
    chosen = who_is_who(people(show, at(2)), seen_beats(show, at(2)), Length.QUICK)
    assert [str(one.name) for one in chosen] == names[4:]


def test_other_names_are_few_and_each_alphabet_stands_apart() -> None:
    aliases = ["Young", "고영", "Go Yeong", "高英", "Ko Yeong", "영", "Yeong", "GO-YOUNG"]
    cast = {"character": [{"name": "Go Young", "aliases": aliases, "first_episode": 1}]}
    (person,) = people(show_of([[]], **cast), at(1))
    assert person.also_called == (("Young", "Go Yeong", "Ko Yeong"), ("고영", "高英"))
    assert (
        people(show_of([[]], character=[{"name": "N", "first_episode": 1}]), at(1))[0].also_called
        == ()
    )
