"""Settings, in SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.spoilers import Position
from bot.services.ports import ChannelRecord, MemberRecord
from bot.storage.connection import Connection
from bot.storage.rows import seconds, upsert
from bot.storage.tables import channel_setting, guild_setting, member_setting


class SqlSettingRepository:
    """Implements `bot.services.ports.SettingRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all_guilds(self) -> dict[GuildId, Mapping[str, Any]]:
        """Return every guild's settings document; read once at start."""
        rows = await self._connection.execute(select(guild_setting))
        return {GuildId(row.guild_id): json.loads(row.document) for row in rows}

    async def all_channels(self) -> dict[GuildId, list[ChannelRecord]]:
        """Return every channel's settings; read once at start."""
        channels: dict[GuildId, list[ChannelRecord]] = {}
        for row in await self._connection.execute(select(channel_setting)):
            has_position = row.screen is not None
            record = ChannelRecord(
                channel_id=ChannelId(row.channel_id),
                show_id=None if row.show_id is None else ShowId(row.show_id),
                position=Position(row.screen, row.source or 0) if has_position else None,
            )
            channels.setdefault(GuildId(row.guild_id), []).append(record)
        return channels

    async def put_guild(
        self, guild_id: GuildId, document: Mapping[str, Any], now: datetime
    ) -> None:
        """Keep a guild's settings document."""
        values = {
            "guild_id": guild_id,
            "document": json.dumps(document),
            "updated_at": seconds(now),
        }
        await upsert(
            self._connection,
            guild_setting,
            values,
            key=("guild_id",),
            update=("document", "updated_at"),
        )

    async def put_channel(self, guild_id: GuildId, record: ChannelRecord) -> None:
        """Keep a channel's settings; an empty record removes them."""
        if record.show_id is None and record.position is None:
            await self._connection.execute(
                delete(channel_setting).where(
                    channel_setting.c.guild_id == guild_id,
                    channel_setting.c.channel_id == record.channel_id,
                )
            )
            return
        position = record.position
        values = {
            "guild_id": guild_id,
            "channel_id": record.channel_id,
            "show_id": record.show_id,
            "screen": None if position is None else position.screen,
            "source": None if position is None else position.source,
        }
        await upsert(
            self._connection,
            channel_setting,
            values,
            key=("guild_id", "channel_id"),
            update=("show_id", "screen", "source"),
        )

    async def find_member(self, user_id: UserId) -> MemberRecord | None:
        """Return what a member set for themselves."""
        query = select(member_setting).where(member_setting.c.user_id == user_id)
        row = (await self._connection.execute(query)).first()
        if row is None:
            return None
        return MemberRecord(zone=row.zone, party_reminders=bool(row.party_reminders))

    async def put_member(self, user_id: UserId, record: MemberRecord) -> None:
        """Keep what a member set for themselves."""
        values = {
            "user_id": user_id,
            "zone": record.zone,
            "party_reminders": int(record.party_reminders),
        }
        await upsert(
            self._connection,
            member_setting,
            values,
            key=("user_id",),
            update=("zone", "party_reminders"),
        )
