"""Parties and reminders: what is due when, and what becomes of it when it comes late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import ShowId, UserId
from bot.domain.parties import (
    Answer,
    Rsvp,
    asks_at,
    card_at,
    question_fate,
    reminder_fate,
    reminder_times,
    runtime,
    who_said,
)
from bot.domain.reminders import reminder_fate as personal_fate
from bot.domain.showbuild import build_show
from bot.domain.timeliness import PUNCTUAL, Fate, minutes_late

START: Final = datetime(2026, 3, 6, 20, 0, tzinfo=UTC)
DAY: Final = 24 * 60
MINUTE: Final = timedelta(minutes=1)
SHOW: Final = build_show(
    {
        "slug": "s",
        "title": "S",
        "episode": [
            {"number": 1, "runtime_minutes": 50},
            {"number": 2},
            {"number": 3, "runtime_minutes": 40},
        ],
    },
    ShowId(1),
)
minutes_before = st.lists(st.integers(0, 3 * DAY), min_size=1, max_size=5, unique=True)


def test_an_unknown_runtime_is_taken_to_be_an_hour() -> None:
    assert runtime(SHOW, 1, 3) == timedelta(minutes=50 + 60 + 40)
    assert runtime(SHOW, 1, 1) == timedelta(minutes=50)


def test_everybody_is_asked_once_the_last_episode_is_over() -> None:
    assert asks_at(SHOW, 1, 2, START) == START + timedelta(minutes=50 + 60 + 10)


def test_the_card_of_a_later_evening_never_comes_after_it() -> None:
    assert card_at(START, START - timedelta(days=6)) == START - timedelta(days=6) + MINUTE
    assert card_at(START, START + timedelta(hours=2)) == START - timedelta(hours=1)


def test_reminders_lie_ahead_longest_first() -> None:
    long_before = START - timedelta(days=3)
    assert reminder_times(START, (15, DAY), after=long_before) == (
        (DAY, START - timedelta(days=1)),
        (15, START - 15 * MINUTE),
    )


def test_what_would_be_due_before_people_know_is_no_reminder() -> None:
    times = reminder_times(START, (15, DAY), after=START - timedelta(hours=2))
    assert [minutes for minutes, _ in times] == [15]
    assert reminder_times(START, (15, DAY), after=START - 15 * MINUTE) == ()


@pytest.mark.parametrize(
    ("minutes", "late", "fate"),
    [
        (DAY, timedelta(), Fate.PUNCTUAL),
        (DAY, PUNCTUAL, Fate.PUNCTUAL),
        (DAY, timedelta(minutes=40), Fate.LATE),
        (DAY, timedelta(hours=23, minutes=44), Fate.LATE),
        (DAY, timedelta(hours=23, minutes=45), Fate.SKIPPED),
        (15, timedelta(minutes=10), Fate.LATE),
        (15, timedelta(minutes=24), Fate.LATE),
        (15, timedelta(minutes=25), Fate.SKIPPED),
        (15, timedelta(days=2), Fate.SKIPPED),
    ],
)
def test_a_late_reminder_serves_until_the_next_one_or_until_people_have_come(
    minutes: int, late: timedelta, fate: Fate
) -> None:
    now = START - timedelta(minutes=minutes) + late
    assert reminder_fate(START, minutes, all_minutes=(DAY, 15), now=now) is fate


@given(minutes_before, st.timedeltas(timedelta(days=-4), timedelta(hours=2)))
def test_at_any_moment_at_most_one_late_reminder_is_sent(
    minutes: list[int], shift: timedelta
) -> None:
    """After downtime of any length nobody gets two reminders of one party at once."""
    now = START + shift
    late = [
        one
        for one in minutes
        if START - one * MINUTE <= now
        and reminder_fate(START, one, all_minutes=minutes, now=now) is Fate.LATE
    ]
    assert len(late) <= 1


@given(minutes_before, st.timedeltas(timedelta(days=-4), timedelta(hours=2)))
def test_reminders_that_lie_ahead_are_punctual_when_due(
    minutes: list[int], shift: timedelta
) -> None:
    for one, due_at in reminder_times(START, minutes, after=START + shift):
        assert due_at > START + shift
        assert reminder_fate(START, one, all_minutes=minutes, now=due_at) is Fate.PUNCTUAL


@given(minutes_before, st.integers(1, 600))
def test_no_reminder_is_of_any_use_once_the_party_is_over(
    minutes: list[int], runtime_minutes: int
) -> None:
    episode = {"number": 1, "runtime_minutes": runtime_minutes}
    show = build_show({"slug": "s", "title": "S", "episode": [episode]}, ShowId(1))
    over_at = asks_at(show, 1, 1, START)
    fates = {reminder_fate(START, one, all_minutes=minutes, now=over_at) for one in minutes}
    assert fates == {Fate.SKIPPED}


def test_being_asked_days_later_would_only_puzzle() -> None:
    assert question_fate(START, START + timedelta(days=2)) is not Fate.SKIPPED
    assert question_fate(START, START + timedelta(days=3)) is Fate.SKIPPED


@pytest.mark.parametrize(
    ("late", "fate"),
    [
        (timedelta(seconds=30), Fate.PUNCTUAL),
        (timedelta(minutes=40), Fate.LATE),
        (timedelta(hours=23), Fate.LATE),
        (timedelta(hours=24), Fate.SKIPPED),
    ],
)
def test_a_personal_reminder_serves_for_a_day(late: timedelta, fate: Fate) -> None:
    assert personal_fate(START, START + late) is fate


@given(st.timedeltas(timedelta(days=-1), timedelta(days=9)))
def test_lateness_is_whole_minutes_and_never_negative(late: timedelta) -> None:
    minutes = minutes_late(START, START + late)
    assert minutes >= 0
    assert minutes * MINUTE <= max(late, timedelta()) < (minutes + 1) * MINUTE


def test_who_said_what_keeps_the_order() -> None:
    answers = [
        Rsvp(user_id=UserId(number), answer=answer, wants_reminders=True)
        for number, answer in ((3, Answer.GOING), (1, Answer.NO), (2, Answer.GOING))
    ]
    assert who_said(answers, Answer.GOING) == (3, 2)
    assert who_said(answers, Answer.MAYBE) == ()
