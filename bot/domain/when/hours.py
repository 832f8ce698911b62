"""From a time as written, and the part of the day beside it, to the hours it can mean.

An hour from 1 to 11 that nothing settles is two: morning and evening. "Night" reaches past
midnight: of a Friday night, one o'clock belongs to Saturday's date. At four or five it could be
either end of the night, so both are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec import Struct

from bot.domain.when.tokens import Clock, Midnight
from bot.domain.when.words import Part


class TimeOfDay(Struct, frozen=True, order=True):
    """A time on the 24-hour clock, of the day named or of one after it."""

    days_later: int
    hour: int
    minute: int = 0
    second: int = 0


_Hours = frozenset[tuple[int, int]]
"""Pairs of days later and hour."""


def _hours(today: Iterable[int], tomorrow: Iterable[int] = ()) -> _Hours:
    return frozenset({(0, hour) for hour in today} | {(1, hour) for hour in tomorrow})


_PARTS: Final[Mapping[Part, _Hours]] = {
    Part.AM: _hours(range(12), range(12)),
    Part.PM: _hours(range(12, 24)),
    Part.DAWN: _hours(range(12), range(12)),
    Part.MORNING: _hours(range(12)),
    Part.AFTERNOON: _hours(range(11, 19)),
    Part.EVENING: _hours(range(16, 24), [0]),
    Part.NIGHT: _hours(range(16, 24), range(6)),
}
_PAST_MIDNIGHT: Final = {Part.EVENING, Part.NIGHT}
_NOON: Final = 12
_END_OF_DAY: Final = 24


def times(
    clock: Clock | Midnight, parts: AbstractSet[Part], *, of_a_day: bool
) -> tuple[TimeOfDay, ...]:
    """Return what the clock can mean, earliest first; nothing if the parts contradict it.

    Without a day (`of_a_day` false) midnight is the one that comes next.
    """
    if isinstance(clock, Midnight):
        hours, clock = _hours([0] if of_a_day else [], [0]), Clock(0)
    else:
        hours = _spelled(clock, past_midnight=not _PAST_MIDNIGHT.isdisjoint(parts))
        hours = hours if parts else _unaided(clock, hours)
    for part in parts:
        hours &= _PARTS[part]
    return tuple(
        TimeOfDay(later, hour, clock.minute, clock.second) for later, hour in sorted(hours)
    )


def _spelled(clock: Clock, *, past_midnight: bool) -> _Hours:
    """Return all hours that may be written so, when a part of the day says which."""
    if clock.hour == _END_OF_DAY:
        return _hours([], [0])
    if clock.hour > _NOON or (clock.certain and clock.hour == _NOON):
        return _hours([clock.hour])
    today = {clock.hour, (clock.hour + _NOON) % _END_OF_DAY} if clock.hour else {0}
    return _hours(today, [clock.hour % _NOON] if past_midnight else [])


def _unaided(clock: Clock, hours: _Hours) -> _Hours:
    if clock.certain:
        return hours & _hours([clock.hour], [0])
    return _hours([_NOON]) if clock.hour == _NOON else hours
