"""What reading a moment can come to.

Each carries what an answer needs and names the message (`key`) that says it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from msgspec import Struct

from bot.domain.member_text import MemberText, quote_member_text

LONGEST: Final = 100
"""Characters; nobody needs more to say when."""
FURTHEST: Final = timedelta(days=2 * 366)
"""How far ahead a moment may lie."""
_SHOWN: Final = 60
"""Characters of the writer's words that are quoted back."""


class NoteKind(StrEnum):
    """Why a moment is not quite what was written."""

    GAP = "gap"
    """Clocks jump over that time; it was moved forward by as much as they jump."""
    FOLD = "fold"
    """Clocks show that time twice; this is one of the two."""
    NEXT_YEAR = "next-year"
    """The date has just gone by, and no year was said: it is next year's."""


class Note(Struct, frozen=True, kw_only=True):
    """Something that was adjusted and is to be named before the moment is kept."""

    kind: NoteKind
    wrote: datetime
    """The naive wall time as it was asked for."""
    became: datetime
    """The aware local time that it was taken to mean."""

    @property
    def key(self) -> str:
        """The message that names it; it takes `wrote`, and `became` or `moment`."""
        return f"when-{self.kind}"


class Exact(Struct, frozen=True, kw_only=True):
    """One moment, to be shown back before it is kept."""

    at: datetime
    """The moment, aware and in UTC."""
    local: datetime
    """The same moment in the writer's zone, aware."""
    notes: tuple[Note, ...] = ()
    zone: str | None = None
    """The zone that the text itself names; None: the writer's."""
    spelled: str | None = None
    """The text as it was read, where slips in it had to be mended; shown as `respelled` only."""
    is_cut: bool = False
    """An end was written as well, and left out."""

    @property
    def respelled(self) -> MemberText | None:
        """The mended text as it may be shown."""
        if self.spelled is None:
            return None
        return quote_member_text(self.spelled, limit=_SHOWN, one_line=True)


class AmbiguousReason(StrEnum):
    """In what the options differ."""

    DAY = "day"
    """Today or in a week, this Tuesday or the one after, midnight before or after."""
    HALF = "half"
    """Morning or evening."""
    ORDER = "order"
    """Day and month, or month and day."""
    FOLD = "fold"
    """Before or after the clocks go back."""
    SEVERAL = "several"
    """More than one of these."""


class Ambiguous(Struct, frozen=True, kw_only=True):
    """Two to four moments, earliest first; the writer picks."""

    options: tuple[Exact, ...]
    reason: AmbiguousReason

    @property
    def key(self) -> str:
        """The message that asks; it takes nothing."""
        return f"when-ambiguous-{self.reason}"


class Past(Struct, frozen=True, kw_only=True):
    """A moment that has gone by."""

    key: ClassVar[str] = "when-past"
    """The message that says so; it takes `moment`."""

    at: datetime
    """The latest moment that could have been meant, aware and in UTC."""


class UnreadableReason(StrEnum):
    """What is missing or wrong."""

    EMPTY = "empty"
    NOW = "now"
    """This very moment, which is no time to come."""
    PAST_DAY = "past-day"
    """`day`, which has gone by, without a time."""
    TOO_LONG = "too-long"
    UNKNOWN = "unknown"
    """Words that mean no time to us, in `words`."""
    NO_TIME = "no-time"
    """No time of day; `day` is the day understood, if one was named."""
    NO_DAY = "no-day"
    """A week was named, and no day of it."""
    IMPOSSIBLE = "impossible"
    """No calendar or clock shows it: 30 February, 25:00; in `words`."""
    CONFLICT = "conflict"
    """Two parts that cannot both hold: "tonight 9am"."""
    WEEKDAY_MISMATCH = "weekday-mismatch"
    """The date is `day`, which is another day of the week."""
    REPEATS = "repeats"
    """What comes again and again, which is no one moment."""
    TOO_FAR = "too-far"
    """More than two years ahead."""


class Unreadable(Struct, frozen=True, kw_only=True):
    """No moment could be made of it."""

    reason: UnreadableReason
    day: date | None = None
    is_yearless: bool = False
    """The text named that day without its year, so it is the nearest one ahead."""
    words: tuple[str, ...] = ()
    """The writer's own words, whole unless they are very long; shown as `quoted` only."""

    @property
    def key(self) -> str:
        """The message that says it and what to write instead; it takes `words` and `day`."""
        if self.reason is UnreadableReason.NO_TIME and self.day is not None:
            return "when-no-time-on"
        return f"when-{self.reason}"

    @property
    def quoted(self) -> MemberText:
        """The words as they may be shown."""
        return quote_member_text(" ".join(self.words), limit=_SHOWN, one_line=True)


Reading = Exact | Ambiguous | Past | Unreadable
