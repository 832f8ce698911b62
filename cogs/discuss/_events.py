"""What happens to threads without us: deleted, woken, gone with their channel, or while away."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import Final

import discord
from discord.ext import commands

from bot.client import LanternBot
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, MessageId
from bot.services.discussion_ports import DiscussionRecord
from cogs.discuss._jobs import DiscussionJobs

_NOW: Final = timedelta()
_APART: Final = timedelta(seconds=1)
"""How far apart threads are asked after, so that a start does not use up the rate limit."""


class ThreadEvents(commands.Cog):
    """Keeps what we know of threads true."""

    def __init__(self, bot: LanternBot) -> None:
        self._bot = bot
        self._discussions = bot.services.discussions
        self._jobs = DiscussionJobs(bot)

    async def cog_load(self) -> None:
        """Take on the jobs before the worker begins."""
        self._jobs.register()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Find out what happened while we were away."""
        await self._reconcile(lambda guild_id: self._bot.get_guild(guild_id) is not None)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Find out what is left of the threads of a guild that we were in before."""
        await self._reconcile(lambda guild_id: guild_id == guild.id)

    async def _reconcile(self, is_ours: Callable[[GuildId], bool]) -> None:
        mine = [record for record in self._discussions.book if is_ours(record.guild_id)]
        if not mine:
            return
        cut_short = [record for record in mine if record.thread_id is None]
        unseen = [record for record in mine if self._is_out_of_sight(record)]
        await self._discussions.check(cut_short, after=_NOW, apart=_NOW)
        # Active threads came with the guild; the others are archived, or gone.
        await self._discussions.check(unseen, after=_NOW, apart=_APART)
        for record in mine:
            await self._discussions.declare(record)
        await self._discussions.post_again(mine)
        await self._bot.services.admissions.catch_up(is_ours)

    def _is_out_of_sight(self, record: DiscussionRecord) -> bool:
        guild = self._bot.get_guild(record.guild_id)
        return (
            record.thread_id is not None
            and guild is not None
            and guild.get_thread(record.thread_id) is None
        )

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Take back a line that tells a whole channel of a private thread in it."""
        if message.type is not discord.MessageType.thread_created:
            return
        channel, ourselves = message.channel, self._bot.user
        if ourselves is None or message.author.id != ourselves.id:
            return
        names = [thread.name for thread in getattr(channel, "threads", ()) if thread.is_private()]
        if message.content in names:
            with contextlib.suppress(discord.HTTPException):
                await message.delete()

    @commands.Cog.listener()
    async def on_raw_thread_update(self, payload: discord.RawThreadUpdateEvent) -> None:
        """Let in whoever had to wait, once a thread is no longer locked away."""
        record = self._discussions.book.at(ChannelId(payload.thread_id))
        if record is None or record.kind is not ThreadKind.GATED:
            return
        if not payload.data["thread_metadata"]["archived"]:
            await self._bot.services.admissions.catch_up(
                lambda guild_id: guild_id == payload.guild_id, discussion_id=record.id
            )

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Forget a thread that was deleted."""
        record = self._discussions.book.at(ChannelId(payload.thread_id))
        if record is not None:
            await self._discussions.forget(record)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Forget what hung in a channel that was deleted."""
        await self._discussions.forget_channel(GuildId(channel.guild.id), ChannelId(channel.id))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take note of a deleted index card or first post."""
        await self._discussions.message_gone(
            ChannelId(payload.channel_id), MessageId(payload.message_id)
        )

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Take note of several at once."""
        for message_id in payload.message_ids:
            await self._discussions.message_gone(
                ChannelId(payload.channel_id), MessageId(message_id)
            )
