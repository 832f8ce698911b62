"""Members' reminders, in SQL."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.reminders import Reminder, ReminderId, ReminderState
from bot.services.party_ports import NewReminder
from bot.storage.connection import Connection
from bot.storage.rows import moment, seconds
from bot.storage.tables import reminder


class SqlReminderRepository:
    """Implements `bot.services.party_ports.ReminderRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, new: NewReminder, now: datetime) -> ReminderId:
        """Keep a waiting reminder; return its number."""
        values = {
            "guild_id": new.guild_id,
            "user_id": new.user_id,
            "show_id": new.show_id,
            "text": new.text,
            "remind_at": seconds(new.remind_at),
            "channel_id": new.channel_id,
            "state": ReminderState.WAITING.value,
            "created_at": seconds(now),
        }
        # Beside the statement, as all that members write: what is in it, SQLAlchemy remembers.
        statement = insert(reminder).returning(reminder.c.id)
        return ReminderId((await self._connection.execute(statement, values)).scalar_one())

    async def find(self, user_id: UserId, reminder_id: ReminderId) -> Reminder | None:
        """Return one reminder of this member."""
        query = select(reminder).where(reminder.c.user_id == user_id, reminder.c.id == reminder_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _reminder(row)

    async def of_member(
        self, user_id: UserId, guild_id: GuildId, states: Collection[ReminderState]
    ) -> list[Reminder]:
        """Return a member's reminders of a guild, soonest first; of 0, from direct messages."""
        query = (
            select(reminder)
            .where(
                reminder.c.user_id == user_id,
                reminder.c.guild_id == guild_id,
                reminder.c.state.in_([state.value for state in states]),
            )
            .order_by(reminder.c.remind_at, reminder.c.id)
        )
        return [_reminder(row) for row in await self._connection.execute(query)]

    async def count_waiting(self, user_id: UserId) -> int:
        """Return how many a member has waiting, over all guilds."""
        query = (
            select(func.count())
            .select_from(reminder)
            .where(reminder.c.user_id == user_id, reminder.c.state == ReminderState.WAITING.value)
        )
        return int((await self._connection.execute(query)).scalar_one())

    async def change(
        self,
        user_id: UserId,
        reminder_id: ReminderId,
        *,
        expected: Collection[ReminderState],
        state: ReminderState,
        remind_at: datetime | None = None,
    ) -> bool:
        """Move a reminder to another state, and time, if it still stands where expected."""
        values: dict[str, Any] = {"state": state.value}
        if remind_at is not None:
            values["remind_at"] = seconds(remind_at)
        changed = await self._connection.execute(
            update(reminder)
            .where(
                reminder.c.user_id == user_id,
                reminder.c.id == reminder_id,
                reminder.c.state.in_([one.value for one in expected]),
            )
            .values(**values)
        )
        return changed.rowcount > 0


def _reminder(row: Row[Any]) -> Reminder:
    return Reminder(
        id=ReminderId(row.id),
        guild_id=GuildId(row.guild_id),
        user_id=UserId(row.user_id),
        show_id=None if row.show_id is None else ShowId(row.show_id),
        text=row.text,
        remind_at=moment(row.remind_at),
        channel_id=ChannelId(row.channel_id),
        state=ReminderState(row.state),
    )
