"""What somebody is about to keep: shown back to them first, and kept once they confirm.

A draft holds what was written and when, so that it can be read again: in another zone, or after one
of several meanings was picked. What it says does not depend on when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NewType

from msgspec import Struct
from msgspec.structs import asdict

from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.parties import PartyId
from bot.domain.records import replace
from bot.domain.recurrence import (
    MOST_SITTINGS,
    Repeat,
    Sitting,
    TooManySittingsError,
    occurrences,
    parse_repeat,
)
from bot.domain.when import Ambiguous, Exact, NoteKind, Past, Reading, read_when
from bot.domain.zones import get_zone

DraftId = NewType("DraftId", int)
"""Our own number for a draft."""

KEPT_FOR: Final = timedelta(days=1)
"""A draft that nobody confirmed is dropped after so long."""

_ANY_DAY: Final = date(2000, 1, 1)
# No two zones are further apart: what both read alike does not depend on the zone.
_FAR_WEST: Final = "Pacific/Pago_Pago"
_FAR_EAST: Final = "Pacific/Kiritimati"


class ZoneOrigin(StrEnum):
    """How we came by a writer's zone."""

    OWN = "own"
    """They told us some time ago."""
    ASSUMED = "assumed"
    """It is the guild's; they are asked about it."""
    CHOSEN = "chosen"
    """They said it just now; it is theirs from now on."""


class Wish(Struct, frozen=True, kw_only=True):
    """A moment as somebody wrote it."""

    text: str
    asked_at: datetime
    """When they wrote it: "in 2 hours" counts from here."""
    zone: str
    zone_origin: ZoneOrigin
    pick: int | None = None
    """Which of several meanings they picked."""


class PartyDraft(Struct, frozen=True, kw_only=True):
    """A party, or a run of them."""

    show_id: ShowId
    first_episode: int
    """0 while what was written for it means none."""
    per_sitting: int
    repeat: str | None
    """On which days it repeats, as written."""
    place: str | None
    channel_id: ChannelId
    episode: str | None = None
    """What was written for the first episode, while it means none."""


class MoveDraft(Struct, frozen=True, kw_only=True):
    """Another time for a party."""

    party_id: PartyId
    """0 while it is not known which."""
    zone: str | None = None
    """What was written for a zone, while it names none and the party is not known."""


class ReminderDraft(Struct, frozen=True, kw_only=True):
    """A personal reminder."""

    text: str
    show_id: ShowId | None
    channel_id: ChannelId


Subject = PartyDraft | MoveDraft | ReminderDraft


class Draft(Struct, frozen=True, kw_only=True):
    """Something to be kept once its writer confirms."""

    id: DraftId
    guild_id: GuildId
    user_id: UserId
    wish: Wish
    subject: Subject


def read_wish(wish: Wish, *, now: datetime) -> Reading:
    """Return what was meant, the picked meaning where there are several.

    A moment that has gone by between writing and `now` is past.
    """
    reading = read_when(wish.text, now=wish.asked_at, zone=get_zone(wish.zone))
    if isinstance(reading, Ambiguous) and wish.pick is not None:
        options = reading.options
        reading = options[wish.pick] if wish.pick < len(options) else reading
    if isinstance(reading, Exact) and reading.at <= now:
        return Past(at=reading.at)
    return reading


def zone_matters(wish: Wish) -> bool:
    """Tell whether another zone would make another moment of it; "in 2 hours" is one anywhere."""
    west, east = (
        read_when(wish.text, now=wish.asked_at, zone=get_zone(name))
        for name in (_FAR_WEST, _FAR_EAST)
    )
    return not _moments(west) or _moments(west) != _moments(east)


def _moments(reading: Reading) -> list[datetime]:
    match reading:
        case Exact(at=at):
            return [at]
        case Ambiguous(options=options):
            return [one.at for one in options]
        case _:
            return []


def zone_of(wish: Wish, reading: Exact) -> str:
    """Return the zone in which a moment was said: the one in its text, else its writer's."""
    return reading.zone or wish.zone


def asks_zone(draft: Draft) -> bool:
    """Tell whether its writer is to be asked for their zone: we guessed it, and it matters."""
    if draft.wish.zone_origin is not ZoneOrigin.ASSUMED:
        return False
    if zone_matters(draft.wish):
        return True
    repeats = isinstance(draft.subject, PartyDraft) and draft.subject.repeat is not None
    return repeats and not _names_zone(draft.wish)


def _names_zone(wish: Wish) -> bool:
    reading = read_when(wish.text, now=wish.asked_at, zone=get_zone(wish.zone))
    one = reading.options[0] if isinstance(reading, Ambiguous) else reading
    return isinstance(one, Exact) and one.zone is not None


def sittings(draft: PartyDraft, reading: Exact, *, zone: str, total: int) -> tuple[Sitting, ...]:
    """Return the evenings of a party: one, or a run until the show's last episode.

    `zone` is the one in which the moment was said, see `zone_of`.

    Raises UnreadableRepeatError for days that mean nothing, TooManySittingsError for an endless
    run.
    """
    first, per_sitting = draft.first_episode, draft.per_sitting
    if draft.repeat is None:
        last = min(first + per_sitting - 1, total)
        return (Sitting(at=reading.at, episodes=range(first, last + 1)),)
    repeat = repeat_of(draft, reading, zone=zone)
    wall = _wall_of(reading, zone)
    run = occurrences(
        wall,
        get_zone(zone),
        repeat,
        first_episode=first,
        last_episode=total,
        per_sitting=per_sitting,
    )
    if repeat.covers(wall.date()):
        # Where clocks show the hour twice, the writer picked one of the two, and was told.
        return (replace(run[0], at=reading.at, clocks=None), *run[1:])
    return run


def _wall_of(reading: Exact, zone: str) -> datetime:
    """Return the wall time of a run: the one that was written, be it skipped on the first day."""
    skipped = [note.wrote for note in reading.notes if note.kind is NoteKind.GAP]
    return skipped[0] if skipped else reading.at.astimezone(get_zone(zone)).replace(tzinfo=None)


def check_run(draft: PartyDraft, total: int) -> None:
    """Refuse a run that cannot be, whatever its first day is.

    Raises UnreadableRepeatError, TooManySittingsError.
    """
    if draft.repeat is None:
        return
    parse_repeat(draft.repeat, _ANY_DAY)
    evenings = len(range(draft.first_episode, total + 1, draft.per_sitting))
    if evenings > MOST_SITTINGS:
        raise TooManySittingsError(sittings=evenings, most=MOST_SITTINGS)


def repeat_of(draft: PartyDraft, reading: Exact, *, zone: str) -> Repeat:
    """Return the days of a run; "weekly" is the weekday of its first evening.

    Raises UnreadableRepeatError.
    """
    return parse_repeat(draft.repeat or "", reading.at.astimezone(get_zone(zone)).date())


_SUBJECTS: Final[dict[str, type[PartyDraft | MoveDraft | ReminderDraft]]] = {
    "party": PartyDraft,
    "move": MoveDraft,
    "reminder": ReminderDraft,
}


def to_document(wish: Wish, subject: Subject) -> dict[str, Any]:
    """Return a draft ready for JSON."""
    kind = next(kind for kind, of in _SUBJECTS.items() if isinstance(subject, of))
    written = {**asdict(wish), "asked_at": int(wish.asked_at.timestamp())}
    return {"kind": kind, "wish": written, "subject": asdict(subject)}


def from_document(document: Mapping[str, Any]) -> tuple[Wish, Subject]:
    """Read what `to_document` wrote."""
    written = dict(document["wish"])
    written["asked_at"] = datetime.fromtimestamp(written["asked_at"], UTC)
    written["zone_origin"] = ZoneOrigin(written["zone_origin"])
    return Wish(**written), _SUBJECTS[document["kind"]](**document["subject"])
