"""The pieces that a text about a moment falls into."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from bot.domain.when.words import Part, Which


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written, from 0:00 to 24:00."""

    hour: int
    minute: int = 0
    second: int = 0
    certain: bool = False
    """It is on the 24-hour clock; otherwise 8 may be eight in the morning or in the evening."""


@dataclass(frozen=True, slots=True)
class Midnight:
    """The word; of a Friday it may be the one that begins it or the one that ends it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands alone; what it counts shows in its neighbours."""

    digits: str


@dataclass(frozen=True, slots=True)
class Dotted:
    """Two numbers with a dot: a time, or a date where a time stands elsewhere."""

    first: int
    second: int
    digits: str


@dataclass(frozen=True, slots=True)
class InDays:
    """A day counted from today, in days and then months of the calendar."""

    days: int
    months: int = 0


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 0."""

    number: int


@dataclass(frozen=True, slots=True)
class OnDate:
    """A day of the calendar; without a year, the nearest one ahead."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Slashed:
    """A date in digits whose order, day or month first, is not known."""

    first: int
    second: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day of this month, or of the next that has it."""

    day: int


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A span from now, in hours, minutes and seconds; negative for "ago"."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment given in full: with its offset, or as a Discord timestamp."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Now:
    """This very moment: understood, and nothing to come."""


@dataclass(frozen=True, slots=True)
class InZone:
    """The zone in which the clock time before it is meant."""

    zone: str | timezone
    """Its IANA name; where it has none, how far it is from UTC."""


@dataclass(frozen=True, slots=True)
class WeeksOn:
    """Weeks counted from a day that is named beside it: "a week from friday"."""

    weeks: int


@dataclass(frozen=True, slots=True)
class Filler:
    """A word that says nothing of its own: "on", "at", "the", a full stop."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """What no clock or calendar shows."""


@dataclass(frozen=True, slots=True)
class TooFar:
    """What lies beyond the calendar."""


@dataclass(frozen=True, slots=True)
class Word:
    """What we cannot read ourselves."""


DaySpec = InDays | OnDate | Slashed | DayOfMonth
Token = (
    Clock | Midnight | Number | Dotted | DaySpec | Weekday | Which | Part | Elapsed | Instant
    | Now | InZone | WeeksOn | Filler | Impossible | TooFar | Word
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A token and where it stood."""

    token: Token
    start: int
    end: int
    text: str


Build = Callable[[re.Match[str]], tuple[Token, ...] | None]
Rule = tuple[re.Pattern[str], Build]
"""What to match, and what it means; a build that returns None leaves the text to later rules."""
