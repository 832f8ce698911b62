"""Zones that people name by their distance from UTC: "GMT+9", "UTC-03:30".

The database's own names for them count the other way round: what people call UTC+9 is `Etc/GMT-9`.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

_OFFSET: Final = re.compile(
    r"(?:utc|gmt)\s*(?P<sign>[-+−–])\s*(?P<hours>\d{1,2})(?:[:.]?(?P<minutes>\d{2}))?\s*h?",
    re.IGNORECASE,
)
_FIXED: Final = re.compile(r"Etc/GMT(?P<sign>[-+])(?P<hours>\d{1,2})")
_BEHIND: Final = "-−–"
_HOUR: Final = 60
_QUARTER: Final = 15
_MOST_AHEAD: Final = 14
_MOST_BEHIND: Final = 12
_BETWEEN_HOURS: Final = {
    "+3:30": "Asia/Tehran", "+4:30": "Asia/Kabul", "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu", "+6:30": "Asia/Yangon", "+8:45": "Australia/Eucla",
    "+9:30": "Australia/Darwin", "-9:30": "Pacific/Marquesas",
}  # fmt: skip
"""Where clocks stand there all year; for others of the kind a city has to be named."""


def zone_at(text: str) -> str | None:
    """Return the zone of an offset as people write it; None for anything else."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    is_behind, hours = found["sign"] in _BEHIND, int(found["hours"])
    if int(found["minutes"] or 0):
        return _BETWEEN_HOURS.get(f"{'-' if is_behind else '+'}{hours}:{found['minutes']}")
    if hours == 0:
        return "UTC"
    if hours > (_MOST_BEHIND if is_behind else _MOST_AHEAD):
        return None
    return f"Etc/GMT{'+' if is_behind else '-'}{hours}"


def offset_at(text: str) -> timedelta | None:
    """Return how far from UTC a text says; None where no clock on earth could stand so."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    is_behind, minutes = found["sign"] in _BEHIND, int(found["minutes"] or 0)
    at = timedelta(hours=int(found["hours"]), minutes=minutes)
    most = timedelta(hours=_MOST_BEHIND if is_behind else _MOST_AHEAD)
    if minutes % _QUARTER or minutes >= _HOUR or at > most:
        return None
    return -at if is_behind else at


def offset_of(name: str) -> str | None:
    """Return what people call a zone without a place, such as "UTC+9"; None for all others."""
    found = _FIXED.fullmatch(name)
    if found is None or not int(found["hours"]):
        return None
    return f"UTC{'-' if found['sign'] == '+' else '+'}{int(found['hours'])}"
