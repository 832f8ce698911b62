"""From a day as written to the dates it can mean, as seen from today.

- "friday" is the nearest Friday; said on a Friday, today or in a week.
- "this friday" is the nearest one, today included.
- "next tuesday" is the first Tuesday after today, or the Tuesday of the week after this one
  (weeks begin on Monday); where these differ, both are kept.
- "tuesday next week" is a Tuesday of the next week, whether weeks begin on Monday or on Sunday;
  these differ for a Sunday, and on one.
- A date without a year is the nearest one ahead. Where it went by in the last two months that is
  next year's, which is said; of a date in digits it counts only if the other order went by too.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import Final

from bot.domain.when.tokens import DayOfMonth, DaySpec, InDays, OnDate, Slashed
from bot.domain.when.words import Which

_WEEK: Final = timedelta(days=7)
_RECENT: Final = timedelta(days=60)
_LEAP_CYCLE: Final = 9
"""Years among which every day of the calendar occurs, 29 February around 2100 included."""
_WEEKS_AHEAD: Final = {Which.THIS_WEEK: 0, Which.NEXT_WEEK: 1, Which.WEEK_AFTER_NEXT: 2}


def dates(spec: DaySpec, today: date, *, month_first: bool) -> tuple[date, ...]:
    """Return the dates that `spec` can mean, earliest first; nothing if there is none.

    `month_first` settles the order of dates in digits. Raises OverflowError beyond the calendar.
    """
    match spec:
        case InDays(days, months):
            return (_months_later(today, months) + timedelta(days=days),)
        case OnDate(month, day, year):
            return _on(today, month, day, year)
        case Slashed(first, second, year):
            orders = ((first, second),) if month_first else ((first, second), (second, first))
            found = {day for pair in orders for day in _on(today, *pair, year)}
            near = {day for day in found if year is not None or not is_next_year(day, today)}
            return tuple(sorted(near or found))
        case DayOfMonth(day):
            return _next_with(today, day)


def weekday_dates(weekday: int, which: Which, today: date) -> tuple[date, ...]:
    """Return the dates that a day of the week can mean, earliest first."""
    ahead = timedelta(days=(weekday - today.weekday()) % 7)
    match which:
        case Which.PLAIN:
            return (today + ahead,) if ahead else (today, today + _WEEK)
        case Which.THIS:
            return (today + ahead,)
        case Which.LAST:
            return (today + ahead - _WEEK,)
        case Which.NEXT:
            in_week = today + timedelta(days=7 + weekday - today.weekday())
            return tuple(sorted({today + (ahead or _WEEK), in_week}))
        case Which.THIS_WEEK | Which.NEXT_WEEK | Which.WEEK_AFTER_NEXT:
            return _in_week(weekday, today, _WEEKS_AHEAD[which])


def _in_week(weekday: int, today: date, weeks: int) -> tuple[date, ...]:
    monday_first = weekday - today.weekday()
    sunday_first = (weekday + 1) % 7 - (today.weekday() + 1) % 7
    both = {monday_first + 7 * weeks, sunday_first + 7 * weeks}
    return tuple(today + timedelta(days=days) for days in sorted(both))


def is_next_year(day: date, today: date) -> bool:
    """Tell whether a day is next year's because this year's went by a short while ago."""
    this_year = _valid(today.year, day.month, day.day)
    if this_year is None or day.year != today.year + 1:
        return False
    return today - _RECENT <= this_year < today


def _on(today: date, month: int, day: int, year: int | None) -> tuple[date, ...]:
    years = range(today.year, today.year + _LEAP_CYCLE) if year is None else (year,)
    for candidate in years:
        found = _valid(candidate, month, day)
        if found and (year is not None or found >= today):
            return (found,)
    return ()


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _next_with(today: date, day: int) -> tuple[date, ...]:
    first = today.replace(day=1)
    for months in range(12):
        month = _months_later(first, months)
        found = _valid(month.year, month.month, day)
        if found and found >= today:
            return (found,)
    return ()


def _months_later(day: date, months: int) -> date:
    """Move by months; a day that the month lacks becomes its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("beyond the calendar")
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
