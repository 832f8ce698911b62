"""Single words: days, parts of the day, weekdays, which week, and words that add nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timezone
from typing import Final

from bot.domain.when import words
from bot.domain.when.tokens import Build, Filler, InDays, InZone, Now, Rule, Token, Weekday
from bot.domain.when.words import one_of
from bot.domain.zone_offsets import offset_at, zone_at

_KOREAN_DAY: Final = "[월화수목금토일]"


def _spelled(keys: Iterable[str]) -> re.Pattern[str]:
    """Match any of the words; English ones end where their letters end, Korean ones run on."""
    spaced = (key.replace(" ", r"\s") for key in keys)
    every = sorted(spaced, key=lambda key: (-len(key), key))
    return re.compile("|".join(key if not key.isascii() else f"{key}(?![a-z])" for key in every))


def _meaning(meanings: Mapping[str, tuple[Token, ...]]) -> Build:
    return lambda match: meanings[match[0]]


def _korean_weekday(match: re.Match[str]) -> tuple[Token, ...]:
    return (Weekday(words.KOREAN_WEEKDAYS[match[0][0]]),)


def _zone(match: re.Match[str]) -> tuple[Token, ...]:
    return (InZone(words.CLOCK_ZONES[match[0]], match[0].upper()),)


def _offset(match: re.Match[str]) -> tuple[Token, ...] | None:
    name = zone_at(match[0])
    if name is not None:
        return (InZone(name),)
    at = offset_at(match[0])
    return None if at is None else (InZone(timezone(at)),)


def _filler(_: re.Match[str]) -> tuple[Token, ...]:
    return (Filler(),)


_MEANINGS: Final[Mapping[str, tuple[Token, ...]]] = {
    **{word: (InDays(days),) for word, days in words.DAYS.items()},
    **{word: (part,) for word, part in words.PARTS.items()},
    **{word: (InDays(0), part) for word, part in words.TODAYS_PARTS.items()},
    **{word: (which,) for word, which in words.WHICH.items()},
    **{word: (Weekday(number),) for word, number in words.ENGLISH_WEEKDAYS.items()},
    **{word: (Now(),) for word in words.NOW},
}
_LONE_ZONES: Final = [zone for zone in words.CLOCK_ZONES if len(zone) >= words.SHORTEST_LONE_ZONE]

WORD_RULES: Final[tuple[Rule, ...]] = (
    (_spelled(_MEANINGS), _meaning(_MEANINGS)),
    (
        re.compile(
            rf"{_KOREAN_DAY}(?:요일|욜)(?:날)?"
            rf"|(?<!\d)(?<!\d\s){_KOREAN_DAY}(?=[에날]?(?![가-힣]))"
        ),
        _korean_weekday,
    ),
    (
        re.compile(
            r"(?:utc|gmt)(?:\s?\+\s?|[-–])\d{1,2}(?:[:.]?\d{2})?"
            r"(?![\d:]|\.\d|\s*[ap]\.?\s?m(?![a-z]))"
        ),
        _offset,
    ),
    (
        re.compile(
            rf"(?:(?<=[\dm시분])|(?<=[\dm시분.]\s))(?:{one_of(words.CLOCK_ZONES)})(?![a-z])"
        ),
        _zone,
    ),
    (re.compile(rf"(?<!\S)(?:{one_of(_LONE_ZONES)})(?![\w/])"), _zone),
    (
        re.compile(
            r"(?:on|at|the|of)(?![a-z])|@|[에날](?![가-힣])|[.!?]+(?=\s|$)|(?<=\s)[-–—·|](?=\s)"
        ),
        _filler,
    ),
)
