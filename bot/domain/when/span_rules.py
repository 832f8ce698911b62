"""Spans from now: "in 2 hours", "90 min", "3 days later", "2시간 반 후".

Spans in days, weeks and months move the calendar and leave the time of day to be said; spans with
hours, minutes or seconds in them run on the clock.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta
from fractions import Fraction
from typing import Final

from bot.domain.when.possible import read_clock
from bot.domain.when.tokens import Elapsed, InDays, Rule, Token, Weekday, WeeksOn, Word
from bot.domain.when.words import (
    DAYS,
    ENGLISH_WEEKDAYS,
    KOREAN_SPANS,
    MONTHS,
    NUMBERS,
    UNITS,
    one_of,
)

_KOREAN_NUMBERS: Final = [word for word in NUMBERS if not word.isascii()]
_ENGLISH_NUMBERS: Final = [word for word in NUMBERS if word.isascii()]
_COUNT: Final = (
    rf"(?:(?:\d{{1,6}}(?:\.\d{{1,2}})?|\.\d{{1,2}}|{one_of(_KOREAN_NUMBERS)})\s*"
    rf"|(?:{one_of(_ENGLISH_NUMBERS)}|half\s+an?|an?)\s+)"
)
_UNIT: Final = rf"(?:{one_of(UNITS)})(?![a-z])"
_ONE: Final = rf"(?:{_COUNT}{_UNIT}|{one_of(KOREAN_SPANS)})"
_TAIL: Final = r"(?:\s+and\s+a\s+half|\s*반)?"
_SPAN: Final = rf"(?P<span>\d{{1,2}}h\d{{2}}(?!\d)|{_ONE}(?:\s*(?:and\s+)?{_ONE})*{_TAIL})"
_PIECE: Final = re.compile(
    rf"(?P<count>{_COUNT})(?P<unit>{_UNIT})|(?P<days>{one_of(KOREAN_SPANS)})"
)
_HOURS_AND_MINUTES: Final = re.compile(r"(\d{1,2})h(\d{2})")
_AFTER_NOON: Final = range(13, 24)
_MONTHS_OF_A_YEAR: Final = 12
_SECONDS: Final = {
    "s": 1, "min": 60, "h": 3_600, "d": 86_400, "w": 604_800, "fn": 1_209_600,
}  # fmt: skip
_WEEKS: Final = {"week": 1, "fortnight": 2}
_DAY_BESIDE: Final = (
    rf"(?=(?:(?:this|next)\s+)?(?:{one_of([*ENGLISH_WEEKDAYS, *DAYS, *MONTHS])})(?![a-z])"
    r"|(?:the\s+)?\d)"
)


def _ahead(match: re.Match[str]) -> tuple[Token, ...]:
    return (_read_span(match["span"], 1),)


def _behind(match: re.Match[str]) -> tuple[Token, ...]:
    return (_read_span(match["span"], -1),)


def _clock(match: re.Match[str]) -> tuple[Token, ...]:
    return (read_clock(int(match[1]), int(match[2]), certain=True),)


def _bare_hours(match: re.Match[str]) -> tuple[Token, ...]:
    """Read "20h" as a clock; "2h" alone may be a span or a clock, and we do not guess."""
    hour, minute = int(match[1]), int(match[2] or 0)
    return (read_clock(hour, minute, certain=True) if hour in _AFTER_NOON else Word(),)


def _weeks_from(match: re.Match[str]) -> tuple[Token, ...]:
    return (_weeks_on(match["count"] or "a", match["unit"]),)


def _weekday_week(match: re.Match[str]) -> tuple[Token, ...]:
    """Read "friday week", as the British say a week on from Friday."""
    return (Weekday(ENGLISH_WEEKDAYS[match["day"]]), WeeksOn(1))


def _weeks_on(count: str, unit: str) -> Token:
    weeks = _count(count) * _WEEKS[unit]
    return WeeksOn(int(weeks)) if weeks % 1 == 0 else Word()


def _read_span(span: str, sign: int) -> Token:
    if match := _HOURS_AND_MINUTES.fullmatch(span):
        return Elapsed(sign * timedelta(hours=int(match[1]), minutes=int(match[2])))
    counts: dict[str, Fraction] = defaultdict(Fraction)
    unit = ""
    for piece in _PIECE.finditer(span):
        unit = "d" if piece["days"] else UNITS[piece["unit"]]
        counts[unit] += KOREAN_SPANS[piece["days"]] if piece["days"] else _count(piece["count"])
    if span.endswith(("half", "반")):
        counts[unit] += Fraction(1, 2)
    return _token(counts, sign)


def _count(text: str) -> Fraction:
    word = text.strip()
    if word.startswith("half"):
        return Fraction(1, 2)
    if word in {"a", "an"}:
        return Fraction(1)
    return Fraction(NUMBERS[word]) if word in NUMBERS else Fraction(word)


def _token(counts: dict[str, Fraction], sign: int) -> Token:
    months = counts.pop("mo", 0) + _MONTHS_OF_A_YEAR * counts.pop("y", 0)
    seconds = sum(counts[unit] * _SECONDS[unit] for unit in counts)
    in_whole_days = counts.keys() <= {"d", "w", "fn"} and seconds % _SECONDS["d"] == 0
    if in_whole_days and months % 1 == 0:
        return InDays(sign * int(seconds // _SECONDS["d"]), sign * int(months))
    if months:
        return Word()
    return Elapsed(sign * timedelta(seconds=float(seconds)))


SPAN_RULES: Final[tuple[Rule, ...]] = (
    (
        re.compile(r"([01]\d|2[0-4])(\d{2})\s*(?:h|hrs?|hours)(?![a-z]|\s*(?:from|later|ago))"),
        _clock,
    ),
    (
        re.compile(
            rf"(?P<count>{_COUNT})?(?P<unit>{one_of(_WEEKS)})s?\s+(?:from|after|on)\s+{_DAY_BESIDE}"
        ),
        _weeks_from,
    ),
    (re.compile(rf"(?P<day>{one_of(ENGLISH_WEEKDAYS)})\s+week(?![a-z]|\s+after)"), _weekday_week),
    (re.compile(rf"(?:in|after)\s+{_SPAN}(?:\s+from\s+now)?(?!\w)"), _ahead),
    (re.compile(rf"{_SPAN}\s*(?:from\s+(?:now|today)|later|후|뒤|이따가?)에?(?![a-z])"), _ahead),
    (re.compile(rf"{_SPAN}\s*(?:ago|전)에?(?![a-z])"), _behind),
    (re.compile(r"(?<![\s\S])(\d{1,2})\s?h\s?(\d{2})?(?![\s\S])"), _bare_hours),
    (re.compile(rf"(?<![\s\S]){_SPAN}(?![\s\S])"), _ahead),
)
"""The first is "2100 hours", no span at all; the last two are for a text that is nothing else."""
