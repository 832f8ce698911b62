"""Rules of discussion threads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.discussions import (
    Placed,
    RoomRule,
    belongs,
    count_behind,
    crossed,
    may_open,
)
from bot.domain.ids import ShowId
from bot.domain.spoilers import Knowledge, Position

SHOW, OTHER = ShowId(1), ShowId(2)

positions = st.builds(Position, st.integers(0, 12), st.integers(0, 4))
knowledges = st.builds(Knowledge, st.just(SHOW), positions)
episodes = st.integers(1, 12)
placed = st.builds(Placed, position=positions, is_hidden=st.booleans())


@given(knowledges, episodes)
def test_whoever_has_seen_an_episode_belongs_in_its_thread_and_nobody_else(
    knowledge: Knowledge, episode: int
) -> None:
    assert belongs(knowledge, SHOW, episode) is (knowledge.position.screen >= episode)


@given(positions, episodes)
def test_another_shows_progress_opens_no_thread(position: Position, episode: int) -> None:
    assert not belongs(Knowledge(OTHER, position), SHOW, episode)


@given(knowledges, episodes)
def test_a_manager_may_open_anything_others_only_what_they_have_seen(
    knowledge: Knowledge, episode: int
) -> None:
    assert may_open(knowledge, SHOW, episode, is_manager=True)
    assert may_open(knowledge, SHOW, episode, is_manager=False) is belongs(knowledge, SHOW, episode)


@given(knowledges, knowledges)
def test_a_step_crosses_exactly_the_threads_whose_membership_it_changes(
    before: Knowledge, after: Knowledge
) -> None:
    changed = [
        episode
        for episode in range(1, 14)
        if belongs(before, SHOW, episode) is not belongs(after, SHOW, episode)
    ]
    assert list(crossed(before, after)) == changed
    assert crossed(before, after) == crossed(after, before)


@given(positions, st.lists(placed), st.sampled_from(RoomRule))
def test_no_count_is_told_while_somebody_hides(
    room: Position, followers: list[Placed], rule: RoomRule
) -> None:
    hidden = any(follower.is_hidden for follower in followers)
    if rule is RoomRule.MEMBERSHIP:
        assert count_behind(room, followers, rule) == 0
    else:
        assert (count_behind(room, followers, rule) is None) is hidden


@given(st.lists(positions, min_size=1))
def test_at_the_floor_the_slowest_are_counted_as_long_as_anybody_is_further(
    everybody: list[Position],
) -> None:
    followers = [Placed(position=position, is_hidden=False) for position in everybody]
    least = min(position.screen for position in everybody)
    slowest = [position for position in everybody if position.screen == least]
    counted = count_behind(Position(least), followers, RoomRule.FLOOR)
    assert counted == (0 if len(slowest) == len(everybody) else len(slowest))


@pytest.mark.parametrize("rule", [RoomRule.DECLARED, RoomRule.OPEN_THREAD])
def test_where_a_room_is_for_an_episode_those_who_are_not_there_yet_are_counted(
    rule: RoomRule,
) -> None:
    followers = [Placed(position=Position(at), is_hidden=False) for at in (3, 5, 8)]
    assert count_behind(Position(5), followers, rule) == 1
    assert count_behind(Position(3, 2), followers, rule) == 3, "nobody has read so far"
    assert count_behind(Position(3), followers, rule) == 0
