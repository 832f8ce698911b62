"""Days in other languages, read by dateparser under a strict check.

dateparser knows the names of months and days in many languages, but it leaves out words that it
does not know and reads the rest, so what it returns is believed only if every word and number of
the text can be shown to have taken part. It is given the day alone, never the time: times it
loses too easily.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.domain.when.tokens import InDays, OnDate, Weekday

_LANGUAGES: Final = [
    "en", "ko", "ja", "zh", "es", "fr", "de", "pt", "it", "nl", "pl", "ru", "tr", "sv", "id",
    "vi", "uk", "cs",
]  # fmt: skip
_TOKEN: Final = re.compile(r"\w+")
_READABLE: Final = re.compile(r"[\w\s.'\-]{1,40}")
_LINKING: Final = frozenset({
    "de", "del", "da", "do", "dos", "das", "le", "la", "les", "el", "il", "lo", "o",
    "den", "der", "dem", "am", "im", "in", "en", "dans", "w", "v", "в", "dne", "the", "of",
})  # fmt: skip
"""Words that join a day and a month, or lead to them, and name neither."""
_MOST_TOKENS: Final = 5
_NOON_OR_SO: Final = time(12, 34, 56)
"""Base time by which a word that moves the clock ("hour") gives itself away."""
_APART: Final = timedelta(days=3)
"""Days between the two looks by which fixed and moving days are told apart."""
_SEASON: Final = timedelta(days=100)
_WORDS_FOR_DAYS: Final = range(-2, 4)
_WITHIN_A_WEEK: Final = range(8)


def read_foreign_day(text: str, today: date) -> OnDate | Weekday | InDays | None:
    """Return the day that the whole of a folded text names; None if any of it is lost.

    The first call loads the languages, about a fifth of a second.
    """
    lead, _, rest = text.partition(" ")
    if lead in _LINKING and rest:
        return read_foreign_day(rest, today)
    tokens = _TOKEN.findall(text)
    if not _READABLE.fullmatch(text) or not 0 < len(tokens) <= _MOST_TOKENS:
        return None
    day, later = _parse(text, today), _parse(text, today + _APART)
    if day is None or later is None or not _all_count(text, day, today):
        return None
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    if numbers:
        return _numbered(numbers, day, later, today)
    return _wordy(day, later, today)


def _numbered(numbers: list[int], day: date, later: date, today: date) -> OnDate | InDays | None:
    if numbers == [(day - today).days] and later - day == _APART:
        return InDays(numbers[0])
    same = (day.month, day.day) == (later.month, later.day)
    if same and numbers == [day.day]:
        return OnDate(day.month, day.day)
    if same and sorted(numbers) == [day.day, day.year]:
        return OnDate(day.month, day.day, day.year)
    return None


def _wordy(day: date, later: date, today: date) -> Weekday | InDays | None:
    ahead = (day - today).days
    if later - day == _APART:
        return InDays(ahead) if ahead in _WORDS_FOR_DAYS else None
    is_near = ahead in _WITHIN_A_WEEK and (later - today - _APART).days in _WITHIN_A_WEEK
    return Weekday(day.weekday()) if is_near and day.weekday() == later.weekday() else None


def _all_count(text: str, day: date, today: date) -> bool:
    """Tell whether leaving out any word changes the reading, so that none was lost.

    Seen from another season as well: the name of this very month changes nothing today.
    """
    for match in _TOKEN.finditer(text):
        if match[0].isdigit() or match[0] in _LINKING:
            continue
        without = f"{text[: match.start()]} {text[match.end() :]}".strip()
        bases = (today, today + _SEASON)
        counts = any(_parse(text, base) != _parse(without, base) for base in bases)
        if not counts and not _is_its_weekday(match[0], day, today):
            return False
    return True


def _is_its_weekday(word: str, day: date, today: date) -> bool:
    """Tell whether the word is the day's weekday, beside a date that says the same."""
    alone, later = _parse(word, today), _parse(word, today + _APART)
    if alone is None or later is None:
        return False
    return _wordy(alone, later, today) == Weekday(day.weekday())


def _parse(text: str, today: date) -> date | None:
    import dateparser  # noqa: PLC0415 -- a tenth of a second, for a few texts only

    base = datetime.combine(today, _NOON_OR_SO)
    found = dateparser.parse(
        text,
        languages=_LANGUAGES,
        settings={
            "RELATIVE_BASE": base,
            "PREFER_DATES_FROM": "future",
            "PARSERS": ["relative-time", "absolute-time"],
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    if found is None or found.time() not in {_NOON_OR_SO, time()}:
        return None
    return found.date()
