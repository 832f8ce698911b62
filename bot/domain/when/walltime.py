"""From a clock on the wall to a moment: where daylight saving skips or repeats an hour.

A wall time in a gap is moved forward by the length of the gap; of one in a fold the first is
taken. Both are what RFC 5545 asks of repeating events, so a run of parties and a single one agree.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from msgspec import Struct


class Resolved(Struct, frozen=True):
    """The moment of a wall time."""

    at: datetime
    """Aware, in UTC."""
    skipped: bool = False
    """The wall time does not exist; `at` shows another on the wall."""
    repeated: datetime | None = None
    """The wall time exists twice; this is the second moment, aware, in UTC."""


def resolve(wall: datetime, zone: tzinfo) -> Resolved:
    """Return the moment at which clocks of `zone` show `wall`, which is naive.

    Raises OverflowError at the very ends of the calendar.
    """
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first.astimezone(zone).replace(tzinfo=None) != wall:
        return Resolved(first, skipped=True)
    return Resolved(first, repeated=second if second > first else None)
