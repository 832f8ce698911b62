"""The words for times that we read ourselves: English and Korean, and a few signs beside.

All keys are lower case, as `bot.domain.when.scanner` folds the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Final


class Part(Enum):
    """A part of the day; `bot.domain.when.hours` says which hours belong to it."""

    AM = "am"
    PM = "pm"
    DAWN = "dawn"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class Which(Enum):
    """Which of all Tuesdays is meant; `bot.domain.when.days` says what each comes to."""

    PLAIN = "plain"
    THIS = "this"
    NEXT = "next"
    LAST = "last"
    THIS_WEEK = "this week"
    NEXT_WEEK = "next week"
    WEEK_AFTER_NEXT = "week after next"


ENGLISH_WEEKDAYS: Final = {
    "monday": 0, "mon": 0,
    "tuesday": 1, "tues": 1, "tue": 1,
    "wednesday": 2, "weds": 2, "wed": 2,
    "thursday": 3, "thurs": 3, "thur": 3, "thu": 3,
    "friday": 4, "fri": 4,
    "saturday": 5, "sat": 5,
    "sunday": 6, "sun": 6,
}  # fmt: skip
KOREAN_WEEKDAYS: Final = {"월": 0, "화": 1, "수": 2, "목": 3, "금": 4, "토": 5, "일": 6}

MONTHS: Final = {
    "january": 1, "jan": 1,
    "february": 2, "feb": 2,
    "march": 3, "mar": 3,
    "april": 4, "apr": 4,
    "may": 5,
    "june": 6, "jun": 6,
    "july": 7, "jul": 7,
    "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9,
    "october": 10, "oct": 10,
    "november": 11, "nov": 11,
    "december": 12, "dec": 12,
}  # fmt: skip

DAYS: Final = {
    "the day after tomorrow": 2, "day after tomorrow": 2,
    "tomorrow": 1, "tmrw": 1, "tmr": 1, "tmw": 1, "tomo": 1,
    "2morrow": 1, "2moro": 1,
    "today": 0, "yesterday": -1,
    "내일모레": 2, "내일 모레": 2, "모레": 2, "글피": 3,
    "내일": 1, "낼": 1, "오늘": 0, "어제": -1, "그저께": -2, "그제": -2,
}  # fmt: skip

PARTS: Final = {
    "in the early morning": Part.DAWN,
    "in the morning": Part.MORNING, "morning": Part.MORNING,
    "in the afternoon": Part.AFTERNOON, "afternoon": Part.AFTERNOON,
    "in the evening": Part.EVENING, "evening": Part.EVENING, "eve": Part.EVENING,
    "at night": Part.NIGHT, "night": Part.NIGHT, "nite": Part.NIGHT,
    "오전": Part.AM, "오후": Part.PM, "새벽": Part.DAWN, "아침": Part.MORNING,
    "점심": Part.AFTERNOON, "낮": Part.AFTERNOON, "저녁": Part.EVENING, "밤": Part.NIGHT,
    "午前": Part.AM, "上午": Part.AM, "午後": Part.PM, "下午": Part.PM, "晚上": Part.EVENING,
}  # fmt: skip
TODAYS_PARTS: Final = {
    "tonight": Part.NIGHT, "tonite": Part.NIGHT, "2night": Part.NIGHT, "this night": Part.NIGHT,
    "this evening": Part.EVENING, "this afternoon": Part.AFTERNOON,
    "this morning": Part.MORNING,
}  # fmt: skip

WHICH: Final = {
    "week after next": Which.WEEK_AFTER_NEXT, "the week after next": Which.WEEK_AFTER_NEXT,
    "of next week": Which.NEXT_WEEK, "next week": Which.NEXT_WEEK,
    "of this week": Which.THIS_WEEK, "this week": Which.THIS_WEEK,
    "this coming": Which.THIS, "this": Which.THIS, "coming": Which.THIS,
    "next": Which.NEXT, "last": Which.LAST,
    "다다음 주": Which.WEEK_AFTER_NEXT, "다다음주": Which.WEEK_AFTER_NEXT,
    "다음 주": Which.NEXT_WEEK, "다음주": Which.NEXT_WEEK, "담주": Which.NEXT_WEEK,
    "이번 주": Which.THIS_WEEK, "이번주": Which.THIS_WEEK,
    "다음": Which.NEXT, "이번": Which.THIS, "오는": Which.THIS, "지난": Which.LAST,
}  # fmt: skip

NUMBERS: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6,
    "일곱": 7, "여덟": 8, "아홉": 9, "열한": 11, "열두": 12, "열": 10,
}  # fmt: skip

UNITS: Final = {
    "seconds": "s", "second": "s", "secs": "s", "sec": "s", "s": "s", "초": "s",
    "minutes": "min", "minute": "min", "mins": "min", "min": "min", "m": "min", "분": "min",
    "hours": "h", "hour": "h", "hrs": "h", "hr": "h", "h": "h", "시간": "h",
    "days": "d", "day": "d", "d": "d", "일": "d",
    "weeks": "w", "week": "w", "wks": "w", "wk": "w", "w": "w", "주일": "w", "주": "w",
    "fortnights": "fn", "fortnight": "fn",
    "months": "mo", "month": "mo", "개월": "mo", "달": "mo",
    "years": "y", "year": "y", "yrs": "y", "yr": "y", "년": "y",
}  # fmt: skip
KOREAN_SPANS: Final = {"하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "일주일": 7}
"""Spans of days that are one word."""

NOW: Final = (
    "right now", "now", "right away", "straight away", "immediately", "asap", "지금", "바로 지금",
    "지금 바로", "당장",
)  # fmt: skip

CLOCK_ZONES: Final = {
    "utc": "UTC", "gmt": "UTC", "kst": "Asia/Seoul", "jst": "Asia/Tokyo", "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong", "aest": "Australia/Sydney", "aedt": "Australia/Sydney",
    "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland", "hst": "Pacific/Honolulu",
    "bst": "Europe/London", "mst": "America/Denver",
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "ct": "America/Chicago", "cdt": "America/Chicago",
    "mt": "America/Denver", "mdt": "America/Denver",
    "pt": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "cet": "Europe/Berlin", "cest": "Europe/Berlin",
}  # fmt: skip
"""Zones that may follow a clock time; only those that mean one thing to nearly everybody."""
SHORTEST_LONE_ZONE: Final = 3
"""Letters; shorter ones are words of other languages unless they stand right behind a time."""


def one_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
