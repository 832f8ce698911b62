"""Times of day: "8pm", "20:00", "20h30", "9 o'clock", "오후 8시 반", "noon"."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.when.possible import read_clock
from bot.domain.when.tokens import Clock, Dotted, Filler, Impossible, Midnight, Number, Rule, Token
from bot.domain.when.words import NUMBERS, Part, one_of

_ENGLISH_NUMBERS: Final = one_of(word for word in NUMBERS if word.isascii())
_KOREAN_NUMBERS: Final = one_of(word for word in NUMBERS if not word.isascii())
_AT: Final = r"(?:at|@|um|à|a\s+las?|às|alle|om|kl\.?|klo|в)"
_HALVES: Final = {"a": Part.AM, "p": Part.PM}
_HALF_HOUR: Final = "30"
_HALF_DAY: Final = 12
_SPELLED_MINUTES: Final = {
    "half": 30, "quarter": 15, "a quarter": 15, "five": 5, "ten": 10, "twenty": 20,
    "twenty five": 25, "twenty-five": 25,
}  # fmt: skip
_MINUTES: Final = rf"(?P<minutes>{one_of(_SPELLED_MINUTES)}|\d{{1,2}}(?=\s*(?:min|m\b|past|after)))"
_HALF_OF_DAY: Final = r"(?:\s*(?P<half>[ap])\.?\s?m(?![a-z])\.?)"
_HOUR_MINUTES: Final = 60
_AFTER_A_LONE_HOUR: Final = (
    r"(?!\d|[:./h-]|\s*(?:[ap]\.?\s?m|o'?\s?clock|uhr|h(?:rs?)?(?![a-z])|[시時时點点]"
    r"|st|nd|rd|th))"
)


def _looks_certain(hour: str) -> bool:
    """Tell whether only the 24-hour clock is written like this: 08, 0, 13 and above."""
    return hour.startswith("0") or int(hour) > _HALF_DAY


def _clock(hour: str, minute: str | None, second: str | None = None) -> Clock | Impossible:
    certain = _looks_certain(hour)
    return read_clock(int(hour), int(minute or 0), int(second or 0), certain=certain)


def _with_half(match: re.Match[str]) -> tuple[Token, ...]:
    half = _HALVES[match["half"] or match["short"]]
    return (_clock(match["hour"], match["minute"], match["second"]), half)


def _compact_with_half(match: re.Match[str]) -> tuple[Token, ...]:
    return (_clock(match[1], match[2]), _HALVES[match[3] or match[4]])


def _about_the_hour(match: re.Match[str]) -> tuple[Token, ...] | None:
    """Read "half past eight" and "quarter to nine"; "10 to 8" may be a range and is left alone."""
    written, spelled = match["minutes"], str(NUMBERS.get(match["hour"], match["hour"]))
    hour = int(spelled)
    minute = _SPELLED_MINUTES[written] if written in _SPELLED_MINUTES else int(written)
    if match["to"] and (written == "half" or not 0 < minute < _HOUR_MINUTES):
        return None
    # "Quarter to 12 pm" is said of noon and of midnight alike: which half it is has to be asked.
    is_of_half = match["half"] and not (match["to"] and hour == _HALF_DAY)
    if match["to"]:
        hour, minute = (hour - 1 or _HALF_DAY) if hour else 23, _HOUR_MINUTES - minute
    clock = read_clock(hour, minute, certain=_looks_certain(spelled))
    return (clock, _HALVES[match["half"]]) if is_of_half else (clock,)


def _spelled_hour(match: re.Match[str]) -> tuple[Token, ...]:
    return (_clock(str(NUMBERS[match["hour"]]), None), _HALVES[match["half"]])


def _half_before(match: re.Match[str]) -> tuple[Token, ...]:
    return (_HALVES[match[1]],)


def _colon(match: re.Match[str]) -> tuple[Token, ...]:
    clock = _clock(match["hour"], match["minute"], match["second"])
    if match["suffix"] and isinstance(clock, Clock):
        return (Clock(clock.hour, clock.minute, clock.second, certain=True),)
    return (clock,)


def _certain(match: re.Match[str]) -> tuple[Token, ...]:
    return (read_clock(int(match[1]), int(match[2] or 0), certain=True),)


def _korean(match: re.Match[str]) -> tuple[Token, ...]:
    hour = str(NUMBERS.get(match["hour"], match["hour"]))
    return (_clock(hour, _HALF_HOUR if match["half"] else match["minute"]),)


def _lone_hour(match: re.Match[str]) -> tuple[Token, ...]:
    return (_clock(str(NUMBERS.get(match[1], match[1])), None),)


def _noon(_: re.Match[str]) -> tuple[Token, ...]:
    return (Clock(_HALF_DAY, certain=True),)


def _midnight(_: re.Match[str]) -> tuple[Token, ...]:
    return (Midnight(),)


def _dotted(match: re.Match[str]) -> tuple[Token, ...]:
    return (Dotted(int(match[1]), int(match[2]), match[0]),)


def _number(match: re.Match[str]) -> tuple[Token, ...]:
    return (Number(str(NUMBERS.get(match[0], match[0]))),)


def _connector(_: re.Match[str]) -> tuple[Token, ...]:
    return (Filler(),)


CLOCK_RULES: Final[tuple[Rule, ...]] = (
    (
        re.compile(
            r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
            r"(?:\s*(?P<half>[ap])\.?\s?m(?![a-z])\.?|(?P<short>[ap])(?![\w.]))"
        ),
        _with_half,
    ),
    (
        re.compile(
            rf"{_MINUTES}(?:\s*(?:min(?:ute)?s?|m))?\s+(?:past|after|(?P<to>to|till?|before))\s+"
            rf"(?P<hour>\d{{1,2}}|{_ENGLISH_NUMBERS})"
            rf"(?:{_HALF_OF_DAY}|(?![\w:]|\.\d))"
        ),
        _about_the_hour,
    ),
    (re.compile(rf"(?P<hour>{_ENGLISH_NUMBERS}){_HALF_OF_DAY}"), _spelled_hour),
    (re.compile(r"(\d{1,2})(\d{2})(?:\s?([ap])m|([ap]))(?![a-z])"), _compact_with_half),
    (re.compile(r"([ap])\.?m\.?\s*(?=\d{1,2}(?::\d{2})?(?![\d.:]))"), _half_before),
    (
        re.compile(
            r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?![\d:])"
            r"(?P<suffix>\s*(?:uhr|h|hrs|hours)(?![a-z]))?"
        ),
        _colon,
    ),
    (
        re.compile(
            rf"(?P<hour>\d{{1,2}}|{_KOREAN_NUMBERS})\s*[시時时點点](?!간)"
            r"(?:\s*(?P<minute>\d{1,2})\s*[분分]|\s*(?P<half>[반半]))?"
        ),
        _korean,
    ),
    (re.compile(r"(\d{1,2})\s*uhr(?:\s*(\d{2})(?![\d:]))?(?![a-z])"), _certain),
    (re.compile(r"(\d{1,2})\s?h\s?(\d{2})?(?![a-z\d:])"), _certain),
    (re.compile(rf"(\d{{1,2}}|{_ENGLISH_NUMBERS})\s*o'?\s?clock(?![a-z])"), _lone_hour),
    (re.compile(r"(?:noon|midday)(?![a-z])|정오"), _noon),
    (re.compile(r"midnight(?![a-z])|자정"), _midnight),
    (re.compile(rf"{_AT}\s*(\d{{1,2}}){_AFTER_A_LONE_HOUR}"), _lone_hour),
    (re.compile(rf"{_AT}\s*(?=\d)"), _connector),
    (re.compile(r"(\d{1,2})\.(\d{2})(?![\d.])"), _dotted),
    (re.compile(rf"\d{{1,4}}(?!\d|[.:/-]\d)|(?:{_ENGLISH_NUMBERS})(?![a-z])"), _number),
)
