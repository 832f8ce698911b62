"""How long before a party its reminders go out, as people write it: `24h, 15m`, or `off`."""

from __future__ import annotations

import re
from typing import Final

from bot.domain.errors import LanternError
from bot.domain.member_text import is_blank, quote_member_text

MOST_REMINDERS: Final = 5
LONGEST_MINUTES: Final = 14 * 24 * 60
_LONGEST_TEXT: Final = 200
_SHOWN: Final = 40

_NONE: Final = frozenset({"off", "none", "no", "never", "0", "없음"})
_BEFORE: Final = re.compile(r"\s*(?:\b(?:before(?:hand)?|earlier|ahead|prior)\b|전(?:에)?)\s*")
_A: Final = re.compile(r"\b(?:an?|one)\s+(?=[a-z])")
_BETWEEN: Final = re.compile(r"\s*(?:[,;+&]|\band\b)\s*")
_UNITS: Final = {
    "m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1, "분": 1,
    "h": 60, "hr": 60, "hrs": 60, "hour": 60, "hours": 60, "시간": 60,
    "d": 1440, "day": 1440, "days": 1440, "일": 1440,
    "w": 10080, "week": 10080, "weeks": 10080, "주": 10080,
}  # fmt: skip
_PIECE: Final = re.compile(
    r"(\d{1,6})\s*(" + "|".join(sorted(_UNITS, key=len, reverse=True)) + r")(?![a-z])"
)


class ReminderTimesUnreadError(LanternError):
    """The times could not be read."""

    key = "error-reminders-unread"


class ReminderTimesBlankError(ReminderTimesUnreadError):
    """Nothing can be read in what was written for the times."""

    key = "error-reminders-blank"


class ReminderTooEarlyError(LanternError):
    """A reminder so long before the party that nobody would remember it."""

    key = "error-reminder-too-early"


class TooManyReminderTimesError(LanternError):
    """More reminders than anybody would want."""

    key = "error-too-many-reminder-times"


def read_reminder_times(text: str) -> tuple[int, ...]:
    """Return minutes before the start, longest first; of `off`, none.

    Raises ReminderTimesUnreadError, ReminderTooEarlyError or TooManyReminderTimesError.
    """
    if is_blank(text):
        raise ReminderTimesBlankError
    wanted = text.strip().lower()
    if wanted in _NONE:
        return ()
    pieces = _BETWEEN.split(wanted) if len(wanted) <= _LONGEST_TEXT else [""]
    minutes = sorted({_minutes(piece, text) for piece in pieces}, reverse=True)
    if minutes[0] > LONGEST_MINUTES:
        raise ReminderTooEarlyError(days=LONGEST_MINUTES // 1440)
    if len(minutes) > MOST_REMINDERS:
        raise TooManyReminderTimesError(reminders=len(minutes), limit=MOST_REMINDERS)
    return tuple(minutes)


def _minutes(piece: str, text: str) -> int:
    """Read `15m`, `1 hour before`, `an hour` or `1h 30min`."""
    piece = _A.sub("1 ", _BEFORE.sub(" ", piece)).strip()
    total, at = 0, 0
    while at < len(piece):
        found = _PIECE.match(piece, at)
        if found is None:
            break
        total += int(found[1]) * _UNITS[found[2]]
        at = found.end()
        at += len(piece[at:]) - len(piece[at:].lstrip())
    if not total or at < len(piece):
        raise ReminderTimesUnreadError(wrote=quote_member_text(text, limit=_SHOWN, one_line=True))
    return total
