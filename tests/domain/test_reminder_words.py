"""Reminder times as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import LanternError
from bot.domain.reminder_words import (
    LONGEST_MINUTES,
    MOST_REMINDERS,
    ReminderTimesUnreadError,
    ReminderTooEarlyError,
    TooManyReminderTimesError,
    read_reminder_times,
)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("24h, 15m", (1440, 15)),
        ("15 min and 1 day", (1440, 15)),
        ("1h30m", (90,)),
        ("1 hour 30 minutes, 5m", (90, 5)),
        ("2h; 2h + 120m", (120,)),
        ("24시간, 15분", (1440, 15)),
        (" 1D ", (1440,)),
        ("2w", (20160,)),
        ("1 hour before", (60,)),
        ("1h before, 15 min", (60, 15)),
        ("a day and an hour before", (1440, 60)),
        ("24h beforehand and 15m before", (1440, 15)),
        ("15분 전", (15,)),
        ("off", ()),
        ("None", ()),
        ("0", ()),
    ],
)
def test_times_are_read_longest_first(text: str, minutes: tuple[int, ...]) -> None:
    assert read_reminder_times(text) == minutes


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", ReminderTimesUnreadError),
        ("15", ReminderTimesUnreadError),
        ("before", ReminderTimesUnreadError),
        ("an", ReminderTimesUnreadError),
        ("soon", ReminderTimesUnreadError),
        ("-5m", ReminderTimesUnreadError),
        ("0m", ReminderTimesUnreadError),
        ("5m,", ReminderTimesUnreadError),
        ("5 moons", ReminderTimesUnreadError),
        ("9" * 31 + "m", ReminderTimesUnreadError),
        ("5m " * 700, ReminderTimesUnreadError),
        ("15d", ReminderTooEarlyError),
        ("1m, 2m, 3m, 4m, 5m, 6m", TooManyReminderTimesError),
    ],
)
def test_what_cannot_be_says_so(text: str, error: type[LanternError]) -> None:
    with pytest.raises(error):
        read_reminder_times(text)


@given(st.text(alphabet="0123456789 mhdw,분and-", max_size=30))
def test_whatever_is_typed_is_read_within_bounds_or_refused(text: str) -> None:
    try:
        minutes = read_reminder_times(text)
    except LanternError:
        return
    assert len(minutes) <= MOST_REMINDERS
    assert all(0 < minute <= LONGEST_MINUTES for minute in minutes)
    assert list(minutes) == sorted(set(minutes), reverse=True)
