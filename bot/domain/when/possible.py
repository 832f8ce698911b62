"""What clocks and calendars can show, and what they cannot."""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.domain.when.tokens import Clock, Impossible, OnDate

LAST_MINUTE: Final = 59
_END_OF_DAY: Final = (24, 0, 0)
_LEAP_YEAR: Final = 2000


def on_date(month: int, day: int, year: int | None = None) -> OnDate | Impossible:
    """Return the date, or that no calendar has it."""
    try:
        date(_LEAP_YEAR if year is None else year, month, day)
    except ValueError:
        return Impossible()
    return OnDate(month, day, year)


def read_clock(hour: int, minute: int, second: int = 0, *, certain: bool) -> Clock | Impossible:
    """Return the time of day, or that no clock shows it; 24:00 is the end of the day."""
    if max(minute, second) > LAST_MINUTE or (hour, minute, second) > _END_OF_DAY:
        return Impossible()
    return Clock(hour, minute, second, certain=certain)
