"""Days of the calendar in digits and in English, Korean and Chinese characters."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from bot.domain.when.possible import LAST_MINUTE, on_date, read_clock
from bot.domain.when.tokens import (
    Clock,
    DayOfMonth,
    Impossible,
    Instant,
    Rule,
    Slashed,
    Token,
    TooFar,
)
from bot.domain.when.words import MONTHS, one_of

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CENTURY: Final = 2000
_LAST_MONTH: Final = 12
_LAST_DAY: Final = 31
_WIDEST_OFFSET: Final = timedelta(hours=14)
_ORDINAL: Final = r"(?:st|nd|rd|th)"
_MONTH: Final = rf"(?P<month>{one_of(MONTHS)})\.?(?![a-z])"
_YEAR: Final = r"(?:[\s,]+(?P<year>19\d\d|20\d\d)(?![\d:h]))?"
_NOT_A_TIME: Final = r"(?![\d:h]|\.\d|\s*[ap]\.?m)"


def _timestamp(match: re.Match[str]) -> tuple[Token, ...]:
    try:
        return (Instant(_EPOCH + timedelta(seconds=int(match[1]))),)
    except OverflowError:
        return (Impossible() if match[1].startswith("-") else TooFar(),)


def _iso(match: re.Match[str]) -> tuple[Token, ...] | None:
    offset = match["offset"]
    if offset and offset.startswith("-") and match["t"] != "t":
        return None  # "20:00-22:00" after a date is more likely an evening than an offset
    year = int(match["year"])
    day = on_date(int(match["month"]), int(match["day"]), year)
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    clock = read_clock(hour, minute, second, certain=True)
    if not offset or isinstance(day, Impossible) or isinstance(clock, Impossible):
        return (day, clock)
    return (_instant((year, day.month, day.day), clock, offset),)


def _instant(day: tuple[int, int, int], clock: Clock, offset: str) -> Token:
    digits = offset[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    shift = timedelta(hours=hours, minutes=minutes) * (-1 if offset.startswith("-") else 1)
    if abs(shift) > _WIDEST_OFFSET or minutes > LAST_MINUTE:
        return Impossible()
    since = timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
    try:
        start = datetime(*day, tzinfo=timezone(shift))
        return Instant((start + since).astimezone(UTC))
    except OverflowError:
        return Impossible()


def _year_first(match: re.Match[str]) -> tuple[Token, ...]:
    return (on_date(int(match["month"]), int(match["day"]), int(match["year"])),)


def _named(match: re.Match[str]) -> tuple[Token, ...]:
    year = int(match["year"]) if match["year"] else None
    return (on_date(MONTHS[match["month"]], int(match["day"]), year),)


def _month_first(match: re.Match[str]) -> tuple[Token, ...]:
    return (on_date(int(match[1]), int(match[2])),)


def _slashed(match: re.Match[str]) -> tuple[Token, ...]:
    year = int(match["year"]) if match["year"] else None
    if year is not None and len(match["year"]) == len("27"):
        year += _CENTURY
    first, second = int(match[1]), int(match[2])
    if all(isinstance(on_date(*pair, year), Impossible) for pair in _orders(first, second)):
        return (Impossible(),)
    return (Slashed(first, second, year),)


def _orders(first: int, second: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (first, second), (second, first)


def _dotted(match: re.Match[str]) -> tuple[Token, ...] | None:
    """Read day.month.year, as is written wherever dates have dots; "8.30." is left to clocks."""
    first, second = int(match[1]), int(match[2])
    year = int(match["year"]) if match["year"] else None
    if second > _LAST_MONTH and year is None:
        return None
    return (
        on_date(second, first, year) if second <= _LAST_MONTH else on_date(first, second, year),
    )


def _ordinal(match: re.Match[str]) -> tuple[Token, ...]:
    day = int(match[1])
    return (DayOfMonth(day) if 1 <= day <= _LAST_DAY else Impossible(),)


DATE_RULES: Final[tuple[Rule, ...]] = (
    (re.compile(r"<t:(-?\d{1,15})(?::[a-z]{1,2})?>"), _timestamp),
    (
        re.compile(
            r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?P<t>t|\s+)"
            r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.0+)?)?"
            r"(?P<offset>z|[+-]\d{2}(?::?\d{2})?)?(?![\d:]|\s*[ap]\.?m)"
        ),
        _iso,
    ),
    (
        re.compile(
            r"(?P<year>\d{4})\s*(?P<mark>[-/.])\s*(?P<month>\d{1,2})\s*(?P=mark)\s*"
            r"(?P<day>\d{1,2})\.?(?!\d)"
        ),
        _year_first,
    ),
    (
        re.compile(
            r"(?P<year>\d{4})\s*[년年]\s*(?P<month>\d{1,2})\s*[월月]\s*(?P<day>\d{1,2})\s*[일日]"
        ),
        _year_first,
    ),
    (re.compile(r"(\d{1,2})\s*[월月]\s*(\d{1,2})\s*[일日]"), _month_first),
    (
        re.compile(rf"(?P<day>\d{{1,2}}){_ORDINAL}?(?:\s+of)?\.?\s*{_MONTH}{_YEAR}"),
        _named,
    ),
    (
        re.compile(
            rf"{_MONTH}\s*(?:the\s+)?(?P<day>\d{{1,2}})(?:{_ORDINAL}(?![a-z]))?{_NOT_A_TIME}{_YEAR}"
        ),
        _named,
    ),
    (re.compile(r"(\d{1,2})/(\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\d/])"), _slashed),
    (re.compile(r"(\d{1,2})-(\d{1,2})-(?P<year>\d{4})(?!\d)"), _slashed),
    (re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(?P<year>\d{4}))?(?!\d)"), _dotted),
    (re.compile(rf"(\d{{1,2}})(?:{_ORDINAL}(?![a-z])|일(?!요|간|\s*(?:후|뒤|이따|전)))"), _ordinal),
)
