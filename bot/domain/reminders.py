"""Personal reminders: what a member asked to be told, and when."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NewType

from msgspec import Struct

from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.timeliness import Fate, fate

ReminderId = NewType("ReminderId", int)
"""Our own number for a reminder."""

LONGEST_TEXT: Final = 1_000
"""Characters; with every one of them escaped it still fits a message."""
MOST_WAITING: Final = 50
"""Reminders that one member may have waiting."""
_SERVES_FOR: Final = timedelta(hours=24)


class ReminderState(StrEnum):
    """Where a reminder stands."""

    WAITING = "waiting"
    SENT = "sent"
    SKIPPED = "skipped"
    """Its owner could not be told in time, or not at all."""
    CANCELLED = "cancelled"


class Reminder(Struct, frozen=True, kw_only=True):
    """One member's reminder."""

    id: ReminderId
    guild_id: GuildId
    """0 when it was asked for in a direct message."""
    user_id: UserId
    show_id: ShowId | None
    text: str
    """The member's own words, for nobody else; may be empty."""
    remind_at: datetime
    """Aware, in UTC."""
    channel_id: ChannelId
    """Where it was asked for."""
    state: ReminderState


def reminder_fate(remind_at: datetime, now: datetime) -> Fate:
    """Return what becomes of a reminder that is due."""
    return fate(remind_at, now, serves_until=remind_at + _SERVES_FOR)
