"""The pieces that a text about a moment falls into."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from msgspec import Struct

from bot.domain.when.words import Part, Which


class Clock(Struct, frozen=True):
    """A time of day as written, from 0:00 to 24:00."""

    hour: int
    minute: int = 0
    second: int = 0
    certain: bool = False
    """It is on the 24-hour clock; otherwise 8 may be eight in the morning or in the evening."""


class Midnight(Struct, frozen=True):
    """The word; of a Friday it may be the one that begins it or the one that ends it."""


class Number(Struct, frozen=True):
    """A number that stands alone; what it counts shows in its neighbours."""

    digits: str


class Dotted(Struct, frozen=True):
    """Two numbers with a dot: a time, or a date where a time stands elsewhere."""

    first: int
    second: int
    digits: str


class InDays(Struct, frozen=True):
    """A day counted from today, in days and then months of the calendar."""

    days: int
    months: int = 0


class Weekday(Struct, frozen=True):
    """A day of the week, Monday being 0."""

    number: int


class OnDate(Struct, frozen=True):
    """A day of the calendar; without a year, the nearest one ahead."""

    month: int
    day: int
    year: int | None = None


class Slashed(Struct, frozen=True):
    """A date in digits whose order, day or month first, is not known."""

    first: int
    second: int
    year: int | None = None


class DayOfMonth(Struct, frozen=True):
    """A day of this month, or of the next that has it."""

    day: int


class Elapsed(Struct, frozen=True):
    """A span from now, in hours, minutes and seconds; negative for "ago"."""

    span: timedelta


class Instant(Struct, frozen=True):
    """A moment given in full: with its offset, or as a Discord timestamp."""

    at: datetime


class Now(Struct, frozen=True):
    """This very moment: understood, and nothing to come."""


class InZone(Struct, frozen=True):
    """The zone in which the clock time before it is meant."""

    zone: str | timezone
    """Its IANA name; where it has none, how far it is from UTC."""
    letters: str = ""
    """How its clocks were named: "CEST" is one of two that Berlin has."""


class WeeksOn(Struct, frozen=True):
    """Weeks counted from a day that is named beside it: "a week from friday"."""

    weeks: int


class Filler(Struct, frozen=True):
    """A word that says nothing of its own: "on", "at", "the", a full stop."""


class Impossible(Struct, frozen=True):
    """What no clock or calendar shows."""


class TooFar(Struct, frozen=True):
    """What lies beyond the calendar."""


class Word(Struct, frozen=True):
    """What we cannot read ourselves."""


DaySpec = InDays | OnDate | Slashed | DayOfMonth
Token = (
    Clock | Midnight | Number | Dotted | DaySpec | Weekday | Which | Part | Elapsed | Instant
    | Now | InZone | WeeksOn | Filler | Impossible | TooFar | Word
)  # fmt: skip


class Piece(Struct, frozen=True):
    """A token and where it stood."""

    token: Token
    start: int
    end: int
    text: str


Build = Callable[[re.Match[str]], tuple[Token, ...] | None]
Rule = tuple[re.Pattern[str], Build]
"""What to match, and what it means; a build that returns None leaves the text to later rules."""
