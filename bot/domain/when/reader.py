"""Put together what was said and when it was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.records import replace
from bot.domain.when.days import dates, is_next_year, weekday_dates
from bot.domain.when.endings import without_end
from bot.domain.when.facts import Facts, Refusal, gather
from bot.domain.when.folding import fold
from bot.domain.when.hours import TimeOfDay, times
from bot.domain.when.readings import (
    FURTHEST,
    LONGEST,
    Ambiguous,
    AmbiguousReason,
    Exact,
    Note,
    NoteKind,
    Past,
    Reading,
    Unreadable,
    UnreadableReason,
)
from bot.domain.when.repeating import comes_more_than_once, comes_on_that_day
from bot.domain.when.scanner import scan
from bot.domain.when.spelling import mended
from bot.domain.when.tokens import DayOfMonth, Elapsed, InDays, Instant, OnDate, Slashed
from bot.domain.when.walltime import Resolved, resolve
from bot.domain.when.wording import Unread, whole_words
from bot.domain.when.words import Part

_SMALL_HOURS_END: Final = 5
_MAY_BE_MORE: Final = {UnreadableReason.UNKNOWN, UnreadableReason.CONFLICT}
_DAY: Final = timedelta(days=1)


def read(text: str, now: datetime, zone: ZoneInfo) -> Reading:
    """Do what `bot.domain.when.read_when` says."""
    if len(text) > LONGEST:
        return unreadable(UnreadableReason.TOO_LONG)
    folded = fold(text)
    if not folded:
        return unreadable(UnreadableReason.EMPTY)
    if comes_on_that_day(folded):
        # Before slips are mended: "fridays" is no slip of "friday".
        return unreadable(UnreadableReason.REPEATS)
    today = now.astimezone(zone).date()
    facts, spelled, is_cut = _understood(folded, today)
    if isinstance(facts, Refusal):
        if facts.reason in _MAY_BE_MORE and comes_more_than_once(folded):
            return unreadable(UnreadableReason.REPEATS)
        return Unreadable(reason=facts.reason, words=whole_words(text, _unread(folded, facts)))
    month_first = any("가" <= mark <= "힣" for mark in folded)
    try:
        if facts.moment:
            reading = _moment(facts.moment, now, zone)
        else:
            reading = _Asked(facts, now, zone, month_first=month_first).reading()
    except OverflowError:
        return unreadable(UnreadableReason.TOO_FAR)
    return reading if spelled is None else _spelled(reading, spelled, is_cut=is_cut)


def _unread(folded: str, refusal: Refusal) -> Unread:
    return Unread(folded, [(piece.start, piece.end) for piece in refusal.pieces])


def unreadable(reason: UnreadableReason) -> Unreadable:
    """Return a refusal that blames no word."""
    return Unreadable(reason=reason)


def _understood(folded: str, today: date) -> tuple[Facts | Refusal, str | None, bool]:
    """Return what was said, how it was read where that is not as written, and if an end is gone."""
    facts, spelled = _mended(folded, today)
    if not isinstance(facts, Refusal) or facts.reason not in _MAY_BE_MORE:
        return facts, spelled, False
    begins = without_end(folded)
    if begins is None:
        return facts, None, False
    again, spelled = _mended(begins, today)
    if isinstance(again, Refusal):
        return facts, None, False
    return again, spelled or begins, True


def _mended(folded: str, today: date) -> tuple[Facts | Refusal, str | None]:
    facts = gather(scan(folded), today)
    if not isinstance(facts, Refusal) or facts.reason is not UnreadableReason.UNKNOWN:
        return facts, None
    spelled = mended(folded, facts.pieces)
    again = None if spelled is None else gather(scan(spelled), today)
    if again is None or isinstance(again, Refusal):
        return facts, None
    return again, spelled


def _spelled(reading: Reading, text: str, *, is_cut: bool) -> Reading:
    match reading:
        case Exact():
            return replace(reading, spelled=text, is_cut=is_cut)
        case Ambiguous(options=options):
            read = tuple(replace(one, spelled=text, is_cut=is_cut) for one in options)
            return replace(reading, options=read)
        case _:
            return reading


def _moment(moment: Instant | Elapsed, now: datetime, zone: ZoneInfo) -> Reading:
    at = moment.at if isinstance(moment, Instant) else now + moment.span
    if at <= now:
        return Past(at=at)
    if at > now + FURTHEST:
        return unreadable(UnreadableReason.TOO_FAR)
    return Exact(at=at, local=at.astimezone(zone))


class _Asked:
    """One question: the facts, and from where in time and space they are looked at."""

    def __init__(self, facts: Facts, now: datetime, home: ZoneInfo, *, month_first: bool) -> None:
        self.facts = facts
        self.now = now
        self.home = home
        self.zone = _zone_of(facts) or home
        self.today = now.astimezone(self.zone).date()
        self.month_first = month_first

    def reading(self) -> Reading:
        """Return the reading. Raises OverflowError beyond the calendar."""
        facts = self.facts
        days = self._days()
        if isinstance(days, Unreadable):
            return days
        days = [day + timedelta(weeks=facts.weeks_on) for day in days]
        if facts.clock is None:
            return self._no_time(days)
        hours = times(facts.clock, facts.parts, of_a_day=self._has_day())
        if not hours:
            return unreadable(UnreadableReason.CONFLICT)
        walls = _walls(days, hours)
        if not self._has_day() and not self._ahead(walls):
            walls = _walls([day + _DAY for day in days], hours)
        return self._choose(walls)

    def _no_time(self, days: Sequence[date]) -> Unreadable:
        """Name the day that was understood, if it is one alone: of two, none is taken silently."""
        named = self._has_day() or self.facts.parts
        day = days[0] if named and len(days) == 1 else None
        if day and day > (self.now + FURTHEST).date():
            return unreadable(UnreadableReason.TOO_FAR)
        is_past = day is not None and day < self.today
        reason = UnreadableReason.PAST_DAY if is_past else UnreadableReason.NO_TIME
        is_yearless = isinstance(self.facts.day, DayOfMonth) or self._names_no_year()
        return Unreadable(reason=reason, day=day, is_yearless=day is not None and is_yearless)

    def _has_day(self) -> bool:
        return self.facts.day is not None or self.facts.weekday is not None

    def _days(self) -> Sequence[date] | Unreadable:
        facts, today = self.facts, self.today
        if facts.day is None and facts.weekday is not None:
            return weekday_dates(facts.weekday, facts.which, today)
        days = self._dates()
        if not days:
            return unreadable(UnreadableReason.IMPOSSIBLE)
        if facts.weekday is None:
            return days
        matching = [day for day in days if day.weekday() == facts.weekday]
        return matching or Unreadable(reason=UnreadableReason.WEEKDAY_MISMATCH, day=days[0])

    def _dates(self) -> tuple[date, ...]:
        facts, today = self.facts, self.today
        if facts.day is not None and facts.day != InDays(0):
            return dates(facts.day, today, month_first=self.month_first)
        in_small_hours = self.now.astimezone(self.zone).hour < _SMALL_HOURS_END
        if Part.NIGHT in facts.parts and in_small_hours:
            return (today - _DAY, today)  # the night that is not over is "tonight" as well
        return (today,)

    def _resolved(self, wall: datetime) -> Resolved:
        """Return the moment of a wall time; of two, the one whose clocks the text names."""
        one, letters = resolve(wall, self.zone), self.facts.letters
        if one.repeated is None or not letters:
            return one
        both = (one.at, one.repeated)
        named = [at for at in both if at.astimezone(self.zone).tzname() == letters]
        return Resolved(named[0]) if len(named) == 1 else one

    def _ahead(self, walls: Sequence[datetime]) -> list[tuple[datetime, Resolved]]:
        resolved = ((wall, self._resolved(wall)) for wall in walls)
        return [
            (wall, one) for wall, one in resolved if max(one.at, one.repeated or one.at) > self.now
        ]

    def _choose(self, walls: Sequence[datetime]) -> Reading:
        ahead = self._ahead(walls)
        if not ahead:
            return Past(at=max(self._resolved(wall).at for wall in walls))
        near = [(wall, one) for wall, one in ahead if one.at <= self.now + FURTHEST]
        if not near:
            return unreadable(UnreadableReason.TOO_FAR)
        if len(near) == 1:
            return self._folded(*near[0])
        options = tuple(self._exact(wall, one, self._first_ahead(one)) for wall, one in near)
        return Ambiguous(options=options, reason=self._reason([wall for wall, _ in near]))

    def _first_ahead(self, one: Resolved) -> datetime:
        return one.at if one.at > self.now or one.repeated is None else one.repeated

    def _folded(self, wall: datetime, one: Resolved) -> Reading:
        both = [at for at in (one.at, one.repeated) if at is not None and at > self.now]
        options = tuple(self._exact(wall, one, at) for at in both)
        if len(options) == 1:
            return options[0]
        return Ambiguous(options=options, reason=AmbiguousReason.FOLD)

    def _exact(self, wall: datetime, one: Resolved, at: datetime) -> Exact:
        local = at.astimezone(self.home)
        kinds = [NoteKind.GAP] if one.skipped else [NoteKind.FOLD] if one.repeated else []
        if self._names_no_year() and is_next_year(wall.date(), self.today):
            kinds.append(NoteKind.NEXT_YEAR)
        became = at.astimezone(self.zone)
        return Exact(
            at=at,
            local=local,
            notes=tuple(Note(kind=kind, wrote=wall, became=became) for kind in kinds),
            zone=self.facts.zone if isinstance(self.facts.zone, str) else None,
        )

    def _names_no_year(self) -> bool:
        day = self.facts.day
        return isinstance(day, OnDate | Slashed) and day.year is None

    def _reason(self, walls: Sequence[datetime]) -> AmbiguousReason:
        one_time = len({wall.time() for wall in walls}) == 1
        one_day = len({wall.date() for wall in walls}) == 1
        if one_time:
            by_digits = isinstance(self.facts.day, Slashed)
            return AmbiguousReason.ORDER if by_digits else AmbiguousReason.DAY
        return AmbiguousReason.HALF if one_day else AmbiguousReason.SEVERAL


def _zone_of(facts: Facts) -> tzinfo | None:
    """Return the zone that the text names; one by its distance from UTC may have no name."""
    return ZoneInfo(facts.zone) if isinstance(facts.zone, str) else facts.zone


def _walls(days: Sequence[date], hours: Sequence[TimeOfDay]) -> list[datetime]:
    """Return every time on every day, naive, earliest first."""
    walls = {
        datetime.combine(day, time(one.hour, one.minute, one.second))
        + timedelta(days=one.days_later)
        for day in days
        for one in hours
    }
    return sorted(walls)
