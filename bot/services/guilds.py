"""What each guild set: for itself and for its channels."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from bot.domain.guild_settings import GuildSettings
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.spoilers import Position
from bot.services.ports import ChannelRecord, Clock, Database, MemberRecord


class GuildBook:
    """Settings in memory, written through: only this process changes its guilds' settings."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._guilds: dict[GuildId, GuildSettings] = {}
        self._channels: dict[GuildId, dict[ChannelId, ChannelRecord]] = {}

    async def load(self) -> None:
        """Read all settings; call it once, before the first command."""
        async with self._database.read() as kept:
            guilds = await kept.settings.all_guilds()
            channels = await kept.settings.all_channels()
        self._guilds = {
            guild_id: GuildSettings.from_document(document) for guild_id, document in guilds.items()
        }
        self._channels = {
            guild_id: {record.channel_id: record for record in records}
            for guild_id, records in channels.items()
        }

    def settings(self, guild_id: GuildId) -> GuildSettings:
        """Return a guild's settings, defaults where it set none."""
        return self._guilds.get(guild_id, _DEFAULT)

    def channel(self, guild_id: GuildId, channel_id: ChannelId) -> ChannelRecord:
        """Return a channel's settings, empty where it has none."""
        found = self._channels.get(guild_id, {}).get(channel_id)
        return found or _empty(channel_id)

    def channels(self, guild_id: GuildId) -> tuple[ChannelRecord, ...]:
        """Return every channel that has settings."""
        return tuple(self._channels.get(guild_id, {}).values())

    async def change(self, guild_id: GuildId, **changes: Any) -> GuildSettings:  # noqa: ANN401
        """Change some settings; the names are those of `GuildSettings`."""
        changed = replace(self.settings(guild_id), **changes)
        async with self._database.write() as kept:
            await kept.settings.put_guild(guild_id, changed.to_document(), self._clock.now())
        self._guilds[guild_id] = changed
        return changed

    async def set_channel_show(
        self, guild_id: GuildId, channel_id: ChannelId, show_id: ShowId | None
    ) -> None:
        """Set which show a channel is about; a position that it declared was for the one before."""
        record = self.channel(guild_id, channel_id)
        position = record.position if record.show_id == show_id else None
        await self._put(guild_id, replace(record, show_id=show_id, position=position))

    async def set_channel_position(
        self, guild_id: GuildId, channel_id: ChannelId, position: Position | None
    ) -> None:
        """Declare how far a room may talk; None: it is judged by the floor again."""
        await self._put(guild_id, replace(self.channel(guild_id, channel_id), position=position))

    async def forget_show(
        self, guild_id: GuildId, show_id: ShowId, *, spare: Collection[ChannelId] = ()
    ) -> None:
        """Let no channel be about a show any more, but for those that are spared."""
        about = [
            record.channel_id
            for record in self.channels(guild_id)
            if record.show_id == show_id and record.channel_id not in spare
        ]
        if not about:
            return
        async with self._database.write() as kept:
            for channel_id in about:
                await kept.settings.put_channel(guild_id, _empty(channel_id))
        for channel_id in about:
            self._channels[guild_id].pop(channel_id, None)

    async def _put(self, guild_id: GuildId, record: ChannelRecord) -> None:
        async with self._database.write() as kept:
            await kept.settings.put_channel(guild_id, record)
        self._channels.setdefault(guild_id, {})[record.channel_id] = record

    async def member(self, user_id: UserId) -> MemberRecord:
        """Return what a member set for themselves, defaults where they set nothing."""
        async with self._database.read() as kept:
            return await kept.settings.find_member(user_id) or MemberRecord()

    async def set_member(self, user_id: UserId, record: MemberRecord) -> None:
        """Keep what a member set for themselves."""
        async with self._database.write() as kept:
            await kept.settings.put_member(user_id, record)


def _empty(channel_id: ChannelId) -> ChannelRecord:
    return ChannelRecord(channel_id=channel_id)


_DEFAULT = GuildSettings()
