"""What each guild set: for itself and for its channels."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from enum import Enum
from typing import Any

from msgspec import Struct, field

from bot.domain.guild_settings import GuildSettings
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.records import replace
from bot.domain.spoilers import Position
from bot.services.ports import ChannelRecord, Clock, Database, MemberRecord, Repositories


class Keep(Enum):
    """Stands for what stays as it is."""

    KEEP = "keep"


class ChannelChange(Struct, frozen=True, kw_only=True):
    """What is to be set for one channel; it is worked out when it is written."""

    channel_id: ChannelId
    show_id: ShowId | Keep | None = Keep.KEEP
    position: Position | Keep | None = Keep.KEEP
    """Kept only as long as the show stays: it was declared for that one."""

    def over(self, record: ChannelRecord) -> ChannelRecord:
        """Return a channel's settings once this is set."""
        show_id = record.show_id if isinstance(self.show_id, Keep) else self.show_id
        position = self.position
        if isinstance(position, Keep):
            position = record.position if record.show_id == show_id else None
        return replace(record, show_id=show_id, position=position)


class GuildChange(Struct, frozen=True, kw_only=True):
    """What is to be set at once: for a guild, for some of its channels, or both.

    It holds what differs and not what will be: of two changes that meet, neither undoes the other.
    """

    guild_id: GuildId
    settings: Mapping[str, Any] = field(default_factory=dict)
    """By the names of `GuildSettings`."""
    channels: tuple[ChannelChange, ...] = ()


class GuildBook:
    """Settings in memory, written through: only this process changes its guilds' settings."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._guilds: dict[GuildId, GuildSettings] = {}
        self._channels: dict[GuildId, dict[ChannelId, ChannelRecord]] = {}
        self._turns: dict[GuildId, asyncio.Lock] = {}

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
        await self.keep(GuildChange(guild_id=guild_id, settings=changes))
        return self.settings(guild_id)

    async def keep(self, change: GuildChange) -> None:
        """Set everything that a change is about, or nothing."""
        if not change.settings and not change.channels:
            return
        async with self.turn(change.guild_id):
            async with self._database.write() as kept:
                await self.write(kept, change)
            self.remember(change)

    def turn(self, guild_id: GuildId) -> asyncio.Lock:
        """Return the turn to change a guild's settings: from the reading to the remembering."""
        return self._turns.setdefault(guild_id, asyncio.Lock())

    async def write(self, kept: Repositories, change: GuildChange) -> None:
        """Write a change in somebody's transaction; once that is kept, call `remember`.

        Whoever calls this holds the guild's `turn` from before the one to after the other.
        """
        if change.settings:
            document = self._after(change).to_document()
            await kept.settings.put_guild(change.guild_id, document, self._clock.now())
        for channel in change.channels:
            record = channel.over(self.channel(change.guild_id, channel.channel_id))
            await kept.settings.put_channel(change.guild_id, record)

    def _after(self, change: GuildChange) -> GuildSettings:
        return replace(self.settings(change.guild_id), **change.settings)

    def remember(self, change: GuildChange) -> None:
        """Go by a change from now on; it has been kept."""
        if change.settings:
            self._guilds[change.guild_id] = self._after(change)
        channels = self._channels.setdefault(change.guild_id, {})
        for channel in change.channels:
            record = channel.over(self.channel(change.guild_id, channel.channel_id))
            if record == _empty(record.channel_id):
                channels.pop(record.channel_id, None)
            else:
                channels[record.channel_id] = record

    async def set_channel_show(
        self, guild_id: GuildId, channel_id: ChannelId, show_id: ShowId | None
    ) -> None:
        """Set which show a channel is about; a position that it declared was for the one before."""
        change = ChannelChange(channel_id=channel_id, show_id=show_id)
        await self.keep(GuildChange(guild_id=guild_id, channels=(change,)))

    async def set_channel_position(
        self, guild_id: GuildId, channel_id: ChannelId, position: Position | None
    ) -> None:
        """Declare how far a room may talk; None: it is judged by the floor again."""
        change = ChannelChange(channel_id=channel_id, position=position)
        await self.keep(GuildChange(guild_id=guild_id, channels=(change,)))

    def without_show(
        self, guild_id: GuildId, show_id: ShowId, *, spare: Collection[ChannelId] = ()
    ) -> GuildChange:
        """Return the change by which no channel is about a show, but for those that are spared."""
        about = (
            record.channel_id
            for record in self.channels(guild_id)
            if record.show_id == show_id and record.channel_id not in spare
        )
        emptied = (
            ChannelChange(channel_id=channel_id, show_id=None, position=None)
            for channel_id in about
        )
        return GuildChange(guild_id=guild_id, channels=tuple(emptied))

    async def member(self, user_id: UserId) -> MemberRecord:
        """Return what a member set for themselves, defaults where they set nothing."""
        async with self._database.read() as kept:
            return await kept.settings.find_member(user_id) or MemberRecord()


def _empty(channel_id: ChannelId) -> ChannelRecord:
    return ChannelRecord(channel_id=channel_id)


_DEFAULT = GuildSettings()
