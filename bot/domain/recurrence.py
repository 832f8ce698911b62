"""Parties that repeat: on which days, at one wall time, until the last episode.

A run keeps its wall time: eight in the evening stays eight in the evening when the clocks change.
Where that hour does not exist it moves forward, where it exists twice the first is taken. Every
run is finite; it ends with its last episode.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from bot.domain.errors import LanternError
from bot.domain.member_text import quote_member_text
from bot.domain.when.folding import fold
from bot.domain.when.readings import Note, NoteKind
from bot.domain.when.walltime import Resolved, resolve
from bot.domain.when.wording import Unread, whole_words
from bot.domain.when.words import ENGLISH_WEEKDAYS, KOREAN_WEEKDAYS, one_of

MOST_SITTINGS: Final = 366
LONGEST: Final = 100
"""Characters of a text that says when to repeat."""

_SHORT: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY_DAY: Final = frozenset(range(7))
_WORKDAYS: Final = frozenset(range(5))
_WEEKEND: Final = frozenset({5, 6})
_GROUPS: Final = {
    "every day": _EVERY_DAY, "everyday": _EVERY_DAY, "daily": _EVERY_DAY, "each day": _EVERY_DAY,
    "every night": _EVERY_DAY, "every evening": _EVERY_DAY, "nightly": _EVERY_DAY,
    "매일": _EVERY_DAY, "날마다": _EVERY_DAY,
    "weekdays": _WORKDAYS, "weekday": _WORKDAYS, "workdays": _WORKDAYS, "평일": _WORKDAYS,
    "weekends": _WEEKEND, "weekend": _WEEKEND, "주말": _WEEKEND,
}  # fmt: skip
_DAY: Final = timedelta(days=1)
_SHOWN: Final = 60
"""Characters of what was not understood that are quoted back."""


class UnreadableRepeatError(LanternError):
    """The text says no days of the week."""

    key = "when-repeat-unknown"


class EmptyRepeatError(UnreadableRepeatError):
    """Nothing can be seen in the text."""

    key = "when-repeat-empty"


class LongRepeatError(UnreadableRepeatError):
    """The text is longer than anybody needs."""

    key = "when-repeat-too-long"


class TooManySittingsError(LanternError):
    """The run would be longer than anybody plans."""

    key = "when-repeat-too-many"


class Repeat(Struct, frozen=True):
    """Days of the week, Monday being 0, in the wall time of the party's zone."""

    weekdays: frozenset[int]

    def __post_init__(self) -> None:
        """Refuse no day at all and days that no week has."""
        if not self.weekdays or not self.weekdays <= _EVERY_DAY:
            raise ValueError("a repeat has one to seven days of the week, 0 to 6")

    def __str__(self) -> str:
        """Write it as `parse_repeat` reads it: "every day", "weekdays", "mon tue"."""
        if self.weekdays == _EVERY_DAY:
            return "every day"
        if self.weekdays == _WORKDAYS:
            return "weekdays"
        return " ".join(_SHORT[number] for number in sorted(self.weekdays))

    def covers(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return day.weekday() in self.weekdays

    def days_from(self, first: date) -> Iterator[date]:
        """Yield its days, `first` included, without end."""
        day = first
        while True:
            if self.covers(day):
                yield day
            day += _DAY


class Sitting(Struct, frozen=True, kw_only=True):
    """One evening of a run."""

    at: datetime
    """Aware, in UTC."""
    episodes: range
    clocks: Note | None = None
    """How its time was taken where that day has none such, or has it twice."""


def parse_repeat(text: str, start: date) -> Repeat:
    """Read "weekly", "mon tue", "weekdays", "every day", "월 수"; "weekly" is the day of `start`.

    Raises UnreadableRepeatError for everything else.
    """
    if len(text) > LONGEST:
        raise LongRepeatError
    left = folded = fold(text)
    if not left:
        raise EmptyRepeatError
    weekdays: set[int] = set()
    for pattern, read in _READERS:
        for match in pattern.finditer(left):
            weekdays |= read(match)
        left = pattern.sub(_blank, left)
    left, weekly = _WEEKLY.subn(_blank, left)
    left = _LINKING.sub(_blank, left)
    if left.strip() or not (weekdays or weekly):
        unread = Unread(folded, [match.span() for match in re.finditer(r"\S+", left)])
        words = " ".join(whole_words(text, unread)) or folded
        raise UnreadableRepeatError(words=quote_member_text(words, limit=_SHOWN, one_line=True))
    return Repeat(frozenset(weekdays or {start.weekday()}))


def _blank(match: re.Match[str]) -> str:
    """Blank out what was read, so that the rest stays where it stood."""
    return " " * len(match[0])


def _group(match: re.Match[str]) -> frozenset[int]:
    return _GROUPS[match[0]]


def _range(match: re.Match[str]) -> frozenset[int]:
    first, last = ENGLISH_WEEKDAYS[match[1]], ENGLISH_WEEKDAYS[match[2]]
    return frozenset((first + number) % 7 for number in range((last - first) % 7 + 1))


def _english(match: re.Match[str]) -> frozenset[int]:
    return frozenset({ENGLISH_WEEKDAYS[match[1]]})


def _korean(match: re.Match[str]) -> frozenset[int]:
    return frozenset(KOREAN_WEEKDAYS[mark] for mark in match[1])


_NAME: Final = f"({one_of(ENGLISH_WEEKDAYS)})"
_READERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], frozenset[int]]], ...]] = (
    (re.compile(rf"(?<!\w)(?:{one_of(_GROUPS)})(?!\w)"), _group),
    (re.compile(rf"(?<!\w){_NAME}\s*(?:-|–|~|to)\s*{_NAME}(?!\w)"), _range),
    (re.compile(rf"(?<!\w){_NAME}s?(?!\w)"), _english),
    (re.compile(r"(?<!\w)([월화수목금토일]{1,7})(?:요일|욜)?(?:마다|에|과|하고)?(?!\w)"), _korean),
)
_WEEKLY: Final = re.compile(r"(?<!\w)(?:(?:every|each|once a) week|weekly|매주)(?!\w)")
_LINKING: Final = re.compile(r"(?<!\w)(?:every|each|on|and|the)(?!\w)|[,.&+/·、]")


def occurrences(
    start: datetime,
    zone: ZoneInfo,
    repeat: Repeat,
    *,
    first_episode: int,
    last_episode: int,
    per_sitting: int = 1,
) -> tuple[Sitting, ...]:
    """Return the sittings from `start`, a naive wall time in `zone`, until the last episode.

    The first is on the first day of `repeat` that is not before `start`; a `start` on another day
    (`Repeat.covers` tells) is no sitting itself. Without episodes there are none.

    Raises ValueError for less than one episode a sitting, TooManySittingsError for more than
    `MOST_SITTINGS` sittings.
    """
    if per_sitting < 1:
        raise ValueError("a sitting has one episode or more")
    sittings = -(-(last_episode + 1 - first_episode) // per_sitting)
    if sittings > MOST_SITTINGS:
        raise TooManySittingsError(sittings=sittings, most=MOST_SITTINGS)
    firsts = range(first_episode, last_episode + 1, per_sitting)
    days = repeat.days_from(start.date())
    run: list[Sitting] = []
    for first, day in zip(firsts, days, strict=False):
        wall = datetime.combine(day, start.time())
        one = resolve(wall, zone)
        run.append(
            Sitting(
                at=one.at,
                episodes=range(first, min(first + per_sitting, last_episode + 1)),
                clocks=_clocks(wall, one, zone),
            )
        )
    return tuple(run)


def _clocks(wall: datetime, one: Resolved, zone: ZoneInfo) -> Note | None:
    """Return how a wall time was taken that is not on the clocks of its day, or is there twice."""
    if not one.skipped and one.repeated is None:
        return None
    kind = NoteKind.GAP if one.skipped else NoteKind.FOLD
    return Note(kind=kind, wrote=wall, became=one.at.astimezone(zone))
