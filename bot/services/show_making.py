"""Shows made by hand, and shows taken away."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from msgspec import Struct

from bot.domain.errors import LanternError
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.new_show import NewShow
from bot.domain.records import replace
from bot.domain.shows import Show
from bot.services.catalog import Also, Catalog
from bot.services.discussions import Discussions
from bot.services.guilds import ChannelChange, GuildBook, GuildChange
from bot.services.ports import Repositories


class ShowPlannedError(LanternError):
    """Evenings are planned with the show: whoever said going would never hear that they ended."""

    key = "error-show-planned"


class Removed(Struct, frozen=True, kw_only=True):
    """What taking a show away did."""

    is_deleted: bool
    """Else it left the shelf only, and what members marked is kept."""
    channels: tuple[ChannelId, ...]
    """Channels that were about it."""


class ShowMaker:
    """Makes a guild's own shows, and takes shows away."""

    def __init__(self, *, catalog: Catalog, guilds: GuildBook, discussions: Discussions) -> None:
        self._catalog = catalog
        self._guilds = guilds
        self._discussions = discussions

    async def make(
        self,
        guild_id: GuildId,
        user_id: UserId,
        new: NewShow,
        *,
        channel_id: ChannelId | None = None,
    ) -> Show:
        """Make a show and put it on the shelf; a name that is taken gets a number behind it.

        Where a channel is named, it is about the show from then on.
        """
        async with self._guilds.turn(guild_id):
            return await self._make(guild_id, user_id, new, channel_id)

    async def make_first(
        self,
        guild_id: GuildId,
        user_id: UserId,
        new: NewShow,
        *,
        channel_id: ChannelId | None = None,
    ) -> Show | ShowId:
        """Make a show as above, but only the first of its title.

        Where the guild or the catalog has one, nothing is made, and its number is returned. Of two
        that are to be made in the same moment, the second finds the first.
        """
        async with self._guilds.turn(guild_id):
            known = self._catalog.namesakes(guild_id, new.title)
            if known:
                return known[0]
            return await self._make(guild_id, user_id, new, channel_id)

    async def _make(
        self, guild_id: GuildId, user_id: UserId, new: NewShow, channel_id: ChannelId | None
    ) -> Show:
        """Make a show; whoever calls this holds the guild's turn."""

        async def also(kept: Repositories, show_id: ShowId) -> None:
            await self._guilds.write(kept, self._about(guild_id, channel_id, show_id))

        for number in count(1):
            named = replace(new, taken=number)
            if self._catalog.is_called(guild_id, named.shown_title):
                continue
            show = await self._catalog.create(guild_id, user_id, named.document(), also)
            if show is not None:
                self._guilds.remember(self._about(guild_id, channel_id, show.id))
                return show
        raise AssertionError("the numbers never end")  # pragma: no cover

    def _about(
        self, guild_id: GuildId, channel_id: ChannelId | None, show_id: ShowId
    ) -> GuildChange:
        if channel_id is None:
            return GuildChange(guild_id=guild_id)
        change = ChannelChange(channel_id=channel_id, show_id=show_id)
        return GuildChange(guild_id=guild_id, channels=(change,))

    async def shelve(self, user_id: UserId, show_id: ShowId, change: GuildChange) -> None:
        """Put a show on the shelf together with a change of its guild's settings."""
        async with self._guilds.turn(change.guild_id):
            await self._catalog.shelve(change.guild_id, show_id, user_id, self._with(change))
            self._guilds.remember(change)

    async def take_off(self, guild_id: GuildId, show_id: ShowId) -> Removed | None:
        """Take a show off the shelf; None where it was not there.

        What members marked is kept, and so are its threads with what they may talk about.
        """
        threads = self._threads(guild_id, show_id)
        channels = self._channels(guild_id, show_id, threads)
        async with self._guilds.turn(guild_id):
            change = self._guilds.without_show(guild_id, show_id, spare=threads)
            if not await self._catalog.unshelve(guild_id, show_id, self._with(change)):
                return None
            self._guilds.remember(change)
        return Removed(is_deleted=False, channels=channels)

    async def delete(self, guild_id: GuildId, show_id: ShowId) -> Removed | None:
        """Delete a show that the guild made, with all that hangs on it; None for any other.

        Raises ShowPlannedError.
        """
        if not self._catalog.is_created(guild_id, show_id):
            return None
        channels = self._channels(guild_id, show_id, self._threads(guild_id, show_id))
        async with self._guilds.turn(guild_id):
            change = self._guilds.without_show(guild_id, show_id)
            also = self._unplanned(guild_id, self._with(change))
            if not await self._catalog.delete_created(guild_id, show_id, also):
                return None
            self._guilds.remember(change)
        self._discussions.forget_show(guild_id, show_id)
        return Removed(is_deleted=True, channels=channels)

    def _with(self, change: GuildChange) -> Also:
        async def also(kept: Repositories, _show_id: ShowId) -> None:
            await self._guilds.write(kept, change)

        return also

    def _unplanned(self, guild_id: GuildId, then: Also) -> Also:
        async def also(kept: Repositories, show_id: ShowId) -> None:
            planned = (await kept.shows.hanging(guild_id, show_id)).parties
            if planned:
                raise ShowPlannedError(evenings=planned)
            await then(kept, show_id)

        return also

    def _threads(self, guild_id: GuildId, show_id: ShowId) -> set[ChannelId]:
        records = self._discussions.book.of_show(guild_id, show_id)
        return {record.thread_id for record in records if record.thread_id is not None}

    def _channels(
        self, guild_id: GuildId, show_id: ShowId, threads: Collection[ChannelId]
    ) -> tuple[ChannelId, ...]:
        """Return the channels that are about a show, but for its own threads."""
        return tuple(
            record.channel_id
            for record in self._guilds.channels(guild_id)
            if record.show_id == show_id and record.channel_id not in threads
        )
