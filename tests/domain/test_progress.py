"""Progress: positions, islands, undo and the floor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ShowId
from bot.domain.progress import (
    Change,
    FollowerState,
    Progress,
    Seen,
    TrackProgress,
    floor,
    is_leap,
    mark,
)
from bot.domain.spoilers import Knowledge, Position, Track

SHOW = ShowId(1)
seens = st.builds(Seen.of, st.sets(st.integers(1, 30), max_size=15))
spans = st.tuples(st.integers(1, 30), st.integers(1, 30)).map(lambda p: (min(p), max(p)))


@given(seens)
def test_seen_reads_what_it_writes(seen: Seen) -> None:
    assert Seen.parse(str(seen)) == seen


@given(seens)
def test_the_position_is_the_longest_run_from_the_start(seen: Seen) -> None:
    numbers = set(seen)
    expected = next(n for n in range(1, 32) if n not in numbers) - 1
    assert seen.position == expected
    assert {n for a, b in seen.islands for n in range(a, b + 1)} == numbers - set(
        range(1, expected + 1)
    )


@given(seens, spans)
def test_undo_is_the_inverse_of_a_mark(seen: Seen, span: tuple[int, int]) -> None:
    marked, added = mark(seen, *span)
    change = Change(track=Track.SCREEN, pass_number=0, added=added)
    assert change.undo(marked) == seen
    assert set(marked) == set(seen) | set(range(span[0], span[1] + 1))


@given(seens, spans)
def test_marking_never_lowers_the_position(seen: Seen, span: tuple[int, int]) -> None:
    marked, _ = mark(seen, *span)
    assert marked.position >= seen.position


@given(seens, seens)
def test_a_rewatch_never_lowers_knowledge(first: Seen, again: Seen) -> None:
    once = Progress(show_id=SHOW, tracks=(TrackProgress(Track.SCREEN, 0, first),))
    twice = Progress(show_id=SHOW, tracks=(*once.tracks, TrackProgress(Track.SCREEN, 1, again)))
    assert twice.knowledge.position.screen >= once.knowledge.position.screen
    assert twice.current_pass(Track.SCREEN) == 1


def progress_of(**passes: str) -> Progress:
    """Return progress on the screen, by passes such as `p0="1-8"`."""
    tracks = (
        TrackProgress(Track.SCREEN, int(name[1:]), Seen.parse(seen))
        for name, seen in passes.items()
    )
    return Progress(show_id=SHOW, tracks=tuple(tracks))


@pytest.mark.parametrize(
    ("passes", "number", "position", "upcoming", "latest"),
    [
        ({}, 0, 0, 1, 0),
        ({"p0": "1-3,5"}, 0, 3, 4, 3),
        ({"p0": "5"}, 0, 0, 1, 5),
        ({"p0": "1-8"}, 0, 8, None, 8),
        ({"p0": "1-9"}, 0, 8, None, 8),  # the show has got shorter
        ({"p0": "1-8", "p1": "1-2"}, 1, 2, 3, 2),
        ({"p0": "1-8", "p1": "1-8", "p2": "4"}, 2, 0, 1, 4),
    ],
)
def test_a_walk_is_where_one_is_this_time_through(
    passes: dict[str, str], number: int, position: int, upcoming: int | None, latest: int
) -> None:
    walk = progress_of(**passes).walk(Track.SCREEN, 8)
    assert (walk.pass_number, walk.position, walk.upcoming, walk.latest) == (
        number,
        position,
        upcoming,
        latest,
    )
    assert walk.is_finished is (upcoming is None)


@pytest.mark.parametrize(
    ("passes", "number"),
    [
        ({}, 0),
        ({"p0": "1-3"}, 1),
        ({"p0": "1-8"}, 1),
        ({"p0": "1-8", "p1": "1-2"}, 1),
        ({"p0": "1-8", "p1": "1-8"}, 2),
    ],
)
def test_a_rewatch_goes_on_until_it_is_finished(passes: dict[str, str], number: int) -> None:
    assert progress_of(**passes).pass_to_rewatch(Track.SCREEN, 8) == number


def test_what_is_missing_before_an_island_counts_every_pass() -> None:
    progress = progress_of(p0="1-3,7", p1="5")
    assert str(progress.missing(Track.SCREEN, 7)) == "4,6"
    assert not progress.missing(Track.SCREEN, 3)


def test_islands_open_nothing() -> None:
    seen = Seen.parse("1-3,7")
    assert seen.position == 3
    assert seen.islands == ((7, 7),)
    progress = Progress(show_id=SHOW, tracks=(TrackProgress(Track.SCREEN, 0, seen),))
    assert progress.knowledge == Knowledge(SHOW, Position(3, 0))


def test_closing_the_gap_joins_the_island() -> None:
    marked, added = mark(Seen.parse("1-3,7"), 4, 6)
    assert (marked.position, str(added)) == (7, "4-6")


def test_tracks_stand_side_by_side() -> None:
    progress = Progress(
        show_id=SHOW,
        tracks=(
            TrackProgress(Track.SCREEN, 0, Seen.up_to(2)),
            TrackProgress(Track.SOURCE, 0, Seen.up_to(4)),
        ),
    )
    assert progress.knowledge.position == Position(2, 4)


@pytest.mark.parametrize(
    ("seen", "first", "last", "leap"),
    [
        ("1-3", 4, 4, False),
        ("1-3", 1, 5, True),
        ("", 1, 1, False),
        ("", 1, 2, True),
        ("1-3", 7, 7, False),
        ("1-3", 7, 9, True),
        ("1-3,5", 4, 4, False),  # the island was marked by hand before
        ("1-5", 1, 4, False),
    ],
)
def test_a_leap_marks_more_than_one_anew(seen: str, first: int, last: int, *, leap: bool) -> None:
    assert is_leap(Seen.parse(seen), first, last) is leap


@pytest.mark.parametrize(
    ("seen", "last", "leap"), [("1-3", 5, False), ("1-2", 5, True), ("1-2,4-5", 5, False)]
)
def test_one_sitting_is_no_leap(seen: str, last: int, *, leap: bool) -> None:
    assert is_leap(Seen.parse(seen), 1, last, sitting_from=4) is leap


def test_instalments_below_one_are_refused() -> None:
    with pytest.raises(ValueError, match="from 1"):
        Seen.of([0])


def follower(screen: int, source: int = 0, *, silent: int = 0) -> FollowerState:
    return FollowerState(position=Position(screen, source), silent_seconds=silent)


def test_the_floor_is_what_everybody_has_seen() -> None:
    found = floor(SHOW, [follower(8, 4), follower(3, 0), follower(6, 2)], silence_limit_seconds=10)
    assert found == Knowledge(SHOW, Position(3, 0))


def test_a_silent_follower_does_not_hold_the_floor_back_until_they_return() -> None:
    silent, returned = follower(1, silent=11), follower(1, silent=10)
    assert floor(SHOW, [follower(5), silent], silence_limit_seconds=10).position.screen == 5
    assert floor(SHOW, [follower(5), returned], silence_limit_seconds=10).position.screen == 1
    assert floor(SHOW, [follower(5), silent], silence_limit_seconds=None).position.screen == 1


def test_a_room_of_nobody_knows_nothing() -> None:
    assert floor(SHOW, [], silence_limit_seconds=10) == Knowledge.nothing(SHOW)
    only_silent = [follower(8, silent=99)]
    assert floor(SHOW, only_silent, silence_limit_seconds=10) == Knowledge.nothing(SHOW)
