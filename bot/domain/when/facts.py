"""What a text says, one thing of each kind, or why it cannot be put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timezone
from typing import Final, TypeVar

from msgspec import Struct

from bot.domain.records import replace
from bot.domain.when.foreign import read_foreign_day
from bot.domain.when.places import with_named_zone
from bot.domain.when.possible import on_date, read_clock
from bot.domain.when.readings import UnreadableReason
from bot.domain.when.tokens import (
    Clock,
    DayOfMonth,
    DaySpec,
    Dotted,
    Elapsed,
    Filler,
    Impossible,
    InDays,
    Instant,
    InZone,
    Midnight,
    Now,
    Number,
    OnDate,
    Piece,
    Slashed,
    Token,
    TooFar,
    Weekday,
    WeeksOn,
    Word,
)
from bot.domain.when.words import Part, Which

T = TypeVar("T")

_ABOUT_TIME: Final = (Clock, Midnight, Part, InZone, Instant, Elapsed, Filler)
_ABOUT_DAYS: Final = (InDays, OnDate, Slashed, DayOfMonth)
_WEEKS: Final = {Which.THIS_WEEK, Which.NEXT_WEEK, Which.WEEK_AFTER_NEXT}
_HOUR_DIGITS: Final = 2
_LAST_DAY: Final = 31


class Facts(Struct, frozen=True):
    """What was said; only a day, a weekday and a time of day can be missing."""

    day: DaySpec | None = None
    weekday: int | None = None
    which: Which = Which.PLAIN
    clock: Clock | Midnight | None = None
    parts: frozenset[Part] = frozenset()
    zone: str | timezone | None = None
    letters: str = ""
    """Which of the zone's clocks were named, if they were: "CEST"."""
    weeks_on: int = 0
    """Weeks to be counted on from the day."""
    moment: Instant | Elapsed | None = None


class Refusal(Struct, frozen=True):
    """Why nothing can be made of it, and the pieces that are to blame."""

    reason: UnreadableReason
    pieces: tuple[Piece, ...] = ()


def _refuse(reason: UnreadableReason, pieces: Sequence[Piece] = ()) -> Refusal:
    return Refusal(reason, tuple(pieces))


def gather(pieces: Sequence[Piece], today: date) -> Facts | Refusal:
    """Put the pieces together; each must have its place."""
    if trouble := _trouble(pieces):
        return trouble
    if any(isinstance(piece.token, Word) for piece in pieces):
        pieces = _with_foreign_day(with_named_zone(pieces), today)
    pieces = _settle_numbers(pieces)
    if trouble := _trouble(pieces):
        return trouble
    if lost := [piece for piece in pieces if isinstance(piece.token, Word)]:
        return _refuse(UnreadableReason.UNKNOWN, lost)
    return _assemble(pieces)


def _trouble(pieces: Sequence[Piece]) -> Refusal | None:
    for piece in pieces:
        if isinstance(piece.token, Impossible):
            return _refuse(UnreadableReason.IMPOSSIBLE, [piece])
        if isinstance(piece.token, TooFar):
            return _refuse(UnreadableReason.TOO_FAR)
    return None


def _with_foreign_day(pieces: Sequence[Piece], today: date) -> Sequence[Piece]:
    """Let all that is not about the time be read as one day; if it is none, change nothing."""
    if not any(isinstance(piece.token, Word) for piece in pieces):
        return pieces
    about_time = [piece for piece in pieces if isinstance(piece.token, _ABOUT_TIME)]
    rest = [piece for piece in pieces if piece not in about_time]
    text = ""
    for before, piece in zip([rest[0], *rest], rest, strict=False):
        text += (" " if piece.start > before.end else "") + piece.text
    day = read_foreign_day(text, today)
    return pieces if day is None else [*about_time, replace(rest[0], token=day, text=text)]


def _settle_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """Say of each lone number what it counts, now that its neighbours are known."""
    timed = any(isinstance(piece.token, Clock | Midnight) for piece in pieces)
    dated = any(isinstance(piece.token, _ABOUT_DAYS) for piece in pieces)
    on_weekday = any(isinstance(piece.token, Weekday) for piece in pieces)
    settled: list[Piece] = []
    for piece in pieces:
        token: Token = piece.token
        if isinstance(token, Dotted):
            token = _settle_dotted(token, timed=timed)
        elif isinstance(token, Number):
            token = _settle_number(token, timed=timed, may_be_day=on_weekday and not dated)
        timed = timed or isinstance(token, Clock)
        dated = dated or isinstance(token, _ABOUT_DAYS)
        settled.append(replace(piece, token=token))
    return settled


def _settle_dotted(token: Dotted, *, timed: bool) -> Token:
    if not timed:
        certain = token.digits.startswith("0")
        return read_clock(token.first, token.second, certain=certain)
    orders = ((token.first, token.second), (token.second, token.first))
    if all(isinstance(on_date(*order), Impossible) for order in orders):
        return Impossible()
    return Slashed(token.first, token.second)


def _settle_number(token: Number, *, timed: bool, may_be_day: bool) -> Token:
    """Read a time where there is none yet, else the day beside a weekday ("fri 12 8pm")."""
    digits, number = token.digits, int(token.digits)
    if timed:
        is_day = may_be_day and 1 <= number <= _LAST_DAY and len(digits) <= _HOUR_DIGITS
        return DayOfMonth(number) if is_day else Word()
    if len(digits) <= _HOUR_DIGITS:
        return read_clock(number, 0, certain=digits.startswith("0"))
    if len(digits) == 2 * _HOUR_DIGITS:
        clock = read_clock(int(digits[:2]), int(digits[2:]), certain=True)
        return Word() if isinstance(clock, Impossible) else clock
    return Word()


def _assemble(pieces: Sequence[Piece]) -> Facts | Refusal:
    tokens = [piece.token for piece in pieces if not isinstance(piece.token, Filler)]
    if tokens and all(isinstance(token, Now) for token in tokens):
        return _refuse(UnreadableReason.NOW)
    moments = _all(tokens, Instant) + _all(tokens, Elapsed)
    if moments and len(tokens) == 1:
        return Facts(moment=moments[0])
    days: list[DaySpec] = [token for token in tokens if isinstance(token, _ABOUT_DAYS)]
    clocks = _all(tokens, Clock) + _all(tokens, Midnight)
    weekdays, which, named = _all(tokens, Weekday), _all(tokens, Which), _all(tokens, InZone)
    zones, letters = (
        _distinct(one.zone for one in named),
        _distinct(one.letters for one in named if one.letters),
    )
    later = _all(tokens, WeeksOn)
    is_now = any(isinstance(token, Now) for token in tokens)
    kinds = (days, clocks, weekdays, which, zones, later)
    if is_now or moments or any(len(kind) > 1 for kind in kinds):
        return _refuse(UnreadableReason.CONFLICT)
    if later and not days and not weekdays:
        return _refuse(UnreadableReason.UNKNOWN, _of_kind(pieces, WeeksOn))
    if not weekdays and which:
        return _no_day(pieces, which[0], dated=bool(days))
    if zones and len(tokens) == 1:
        return _refuse(UnreadableReason.UNKNOWN, _of_kind(pieces, InZone))
    return Facts(
        day=_only(days),
        weekday=weekdays[0].number if weekdays else None,
        which=which[0] if which else Which.PLAIN,
        clock=_only(clocks),
        parts=frozenset(_all(tokens, Part)),
        zone=_only(zones),
        letters=letters[0] if len(letters) == 1 else "",
        weeks_on=later[0].weeks if later else 0,
    )


def _no_day(pieces: Sequence[Piece], which: Which, *, dated: bool) -> Refusal:
    if dated:
        return _refuse(UnreadableReason.CONFLICT)
    if which in _WEEKS:
        return _refuse(UnreadableReason.NO_DAY)
    return _refuse(UnreadableReason.UNKNOWN, _of_kind(pieces, Which))


def _of_kind(pieces: Sequence[Piece], kind: type[object]) -> list[Piece]:
    return [piece for piece in pieces if isinstance(piece.token, kind)]


def _all(tokens: Sequence[Token], kind: type[T]) -> list[T]:
    """Return what is of that kind, the same thing said twice once."""
    return _distinct(token for token in tokens if isinstance(token, kind))


def _distinct(found: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(found))


def _only(found: Sequence[T]) -> T | None:
    return found[0] if found else None
