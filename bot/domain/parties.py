"""Watch parties: what they are, who comes, and when which word about them is due.

A party is one evening: one episode, or several in a row, at one time. A run that repeats is several
parties that share a series.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NewType

from msgspec import Struct

from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId
from bot.domain.shows import Show
from bot.domain.timeliness import Fate, fate

PartyId = NewType("PartyId", int)
"""Our own number for a party."""

USUAL_RUNTIME: Final = timedelta(minutes=60)
"""How long an episode is taken to be while nobody said."""
MOST_AT_A_SITTING: Final = 12
"""Episodes in one evening; beyond it the next evening of a daily run would begin too early."""
LONGEST_PLACE: Final = 100

_TO_SETTLE: Final = timedelta(minutes=10)
"""Between the end of the last episode and being asked about it."""
_STILL_ARRIVING: Final = timedelta(minutes=10)
"""After the start a reminder is still of use to somebody for so long."""
_ASKED_WITHIN: Final = timedelta(days=3)
"""Beyond it "Watched it?" would only puzzle."""
_CARD_BEFORE: Final = timedelta(hours=1)
_CARD_AFTER: Final = timedelta(minutes=1)
"""First the question whether they watched it, then the next card."""


class PartyState(StrEnum):
    """Where a party stands."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
    OVER = "over"


class Answer(StrEnum):
    """What somebody says to a party."""

    GOING = "going"
    MAYBE = "maybe"
    NO = "no"


class Party(Struct, frozen=True, kw_only=True):
    """One evening of watching together; nothing in it tells of the story."""

    id: PartyId
    guild_id: GuildId
    show_id: ShowId
    first_episode: int
    last_episode: int
    channel_id: ChannelId
    message_id: MessageId | None
    """Its card; None while that is not posted."""
    host_id: UserId
    """0 once they asked to be forgotten."""
    starts_at: datetime
    """Aware, in UTC."""
    zone: str
    """The zone in which its host said when."""
    place: str | None
    """Where, in the host's own words."""
    state: PartyState
    series_id: PartyId | None
    """The first party of its run; None for one that stands alone."""
    repeat: str | None
    """On which days the run goes on, as `bot.domain.recurrence.Repeat` writes it."""


class Rsvp(Struct, frozen=True, kw_only=True):
    """One member's answer."""

    user_id: UserId
    answer: Answer
    wants_reminders: bool
    """Whether they let themselves be reminded of parties."""


def who_said(answers: Iterable[Rsvp], answer: Answer) -> tuple[UserId, ...]:
    """Return who gave an answer, in the order in which they did."""
    return tuple(rsvp.user_id for rsvp in answers if rsvp.answer is answer)


def runtime(show: Show, first: int, last: int) -> timedelta:
    """Return how long the episodes take, one after the other."""
    minutes = (show.episode(number).runtime_minutes for number in range(first, last + 1))
    return sum(
        (timedelta(minutes=one) if one else USUAL_RUNTIME for one in minutes), start=timedelta()
    )


def asks_at(show: Show, first: int, last: int, starts_at: datetime) -> datetime:
    """Return when a party is over and everybody can be asked whether they watched it."""
    return starts_at + runtime(show, first, last) + _TO_SETTLE


def card_at(starts_at: datetime, previous_over_at: datetime) -> datetime:
    """Return when the card of a later evening goes up: once the one before it is over."""
    return min(previous_over_at + _CARD_AFTER, starts_at - _CARD_BEFORE)


def reminder_times(
    starts_at: datetime, minutes_before: Iterable[int], *, after: datetime
) -> tuple[tuple[int, datetime], ...]:
    """Return the reminders that lie ahead, as minutes before the start and moment, longest first.

    `after` is the moment from which on people can know of the party: what would be due before it
    is no reminder but news.
    """
    due = {minutes: starts_at - timedelta(minutes=minutes) for minutes in minutes_before}
    return tuple(
        (minutes, due[minutes]) for minutes in sorted(due, reverse=True) if due[minutes] > after
    )


def reminder_fate(
    starts_at: datetime, minutes: int, *, all_minutes: Sequence[int], now: datetime
) -> Fate:
    """Return what becomes of the reminder `minutes` before the start.

    Late, it serves until the next one takes its place, and the last until people have arrived.
    """
    nearer = [other for other in all_minutes if other < minutes]
    serves_until = (
        starts_at - timedelta(minutes=max(nearer)) if nearer else starts_at + _STILL_ARRIVING
    )
    return fate(starts_at - timedelta(minutes=minutes), now, serves_until=serves_until)


def question_fate(due_at: datetime, now: datetime) -> Fate:
    """Return what becomes of "Watched it?" once it is due."""
    return fate(due_at, now, serves_until=due_at + _ASKED_WITHIN)
