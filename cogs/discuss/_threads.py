"""Threads as Discord has them: finding, making, and writing into them."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any, Final

import discord

from bot.client import LanternBot
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, MessageId
from bot.domain.shows import Show
from bot.services.discussion_ports import DiscussionRecord
from bot.ui.discuss_cards import first_post, thread_name
from bot.ui.layouts import Row, card
from bot.ui.replies import NOBODY
from cogs.discuss._buttons import REVEAL, reveal_button

ARCHIVE_AFTER: Final = 10_080
"""Minutes of silence before Discord archives a thread of ours: a week, the longest there is."""
_LOOKED_THROUGH: Final = 100
_CLOCKS_APART: Final = timedelta(minutes=5)
"""How far our clock and Discord's may be apart."""
_ARCHIVED: Final = 50083
"""What Discord answers when an archived thread would have to be woken first."""


async def find_thread(bot: LanternBot, record: DiscussionRecord) -> discord.Thread | None:
    """Return a record's thread, from memory where it is active; None where it is gone.

    Raises discord.HTTPException where Discord cannot say.
    """
    if record.thread_id is None:
        return None
    guild = bot.get_guild(record.guild_id)
    cached = None if guild is None else guild.get_thread(record.thread_id)
    if cached is not None:
        return cached
    try:
        channel = await bot.fetch_channel(record.thread_id)
    except discord.NotFound:
        return None
    return channel if isinstance(channel, discord.Thread) else None


async def find_own(bot: LanternBot, record: DiscussionRecord, show: Show) -> discord.Thread | None:
    """Return the thread that may have come of an opening that was cut short."""
    channel = bot.get_channel(record.channel_id)
    if bot.user is None or not isinstance(channel, discord.TextChannel):
        return None
    name = thread_name(show, record.episode)
    async for thread in _threads_in(channel, is_private=record.kind is ThreadKind.GATED):
        is_kept = bot.services.discussions.book.at(ChannelId(thread.id)) is not None
        is_ours = thread.owner_id == bot.user.id and thread.name == name and not is_kept
        # An older one of that name was kept and let go: who sits in it is not known any more.
        is_new = discord.utils.snowflake_time(thread.id) >= record.opened_at - _CLOCKS_APART
        if is_ours and is_new and thread.is_private() == (record.kind is ThreadKind.GATED):
            return thread
    return None


async def _threads_in(
    channel: discord.TextChannel, *, is_private: bool
) -> AsyncIterator[discord.Thread]:
    for thread in channel.threads:
        yield thread
    try:
        async for thread in channel.archived_threads(
            private=is_private, joined=is_private, limit=_LOOKED_THROUGH
        ):
            yield thread
    except discord.Forbidden:
        # Without Read Message History the archive stays closed to us; what is active was seen.
        return


async def make_thread(
    channel: discord.TextChannel, record: DiscussionRecord, show: Show
) -> discord.Thread:
    """Make the thread of a record.

    Raises discord.HTTPException where Discord refuses it, or cannot say.
    """
    if record.kind is ThreadKind.GATED:
        kind = discord.ChannelType.private_thread
    elif channel.is_news():
        kind = discord.ChannelType.news_thread
    else:
        kind = discord.ChannelType.public_thread
    return await channel.create_thread(
        name=thread_name(show, record.episode),
        type=kind,
        auto_archive_duration=ARCHIVE_AFTER,
        # Members must not let each other in; the gate does that.
        invitable=record.kind is ThreadKind.OPEN,
    )


async def first_post_of(
    bot: LanternBot, show: Show, record: DiscussionRecord, thread: discord.Thread
) -> MessageId:
    """Return a thread's first post; put it up unless an earlier try did.

    Raises discord.HTTPException where Discord refuses it, or cannot say.
    """
    earlier = await find_message(bot, thread, REVEAL, oldest_first=True)
    if earlier is not None:
        return earlier
    view = card(*first_post(show, record), Row([reveal_button(show, record.episode)]))
    # The nonce covers a request that discord.py repeats by itself; ours are covered above.
    message = await thread.send(view=view, allowed_mentions=NOBODY, nonce=secrets.token_hex(8))
    return MessageId(message.id)


async def find_message(
    bot: LanternBot,
    channel: discord.abc.Messageable,
    custom_id: str,
    *,
    oldest_first: bool = False,
) -> MessageId | None:
    """Return a message of ours that carries a certain button, where we may look for it."""
    try:
        async for message in channel.history(limit=_LOOKED_THROUGH, oldest_first=oldest_first):
            is_mine = bot.user is not None and message.author.id == bot.user.id
            if is_mine and _has_button(message.components, custom_id):
                return MessageId(message.id)
    except discord.Forbidden:
        return None
    return None


def _has_button(components: Sequence[Any], custom_id: str) -> bool:
    for component in components:
        own = str(getattr(component, "custom_id", None) or "")
        if own == custom_id or own.startswith(f"{custom_id}:"):
            return True
        if _has_button(getattr(component, "children", ()), custom_id):
            return True
    return False


async def move_member(thread: discord.Thread, user_id: int, *, is_in: bool) -> None:
    """Let a member in or take them out; an archived thread is woken for it.

    Raises discord.HTTPException where Discord refuses it, or cannot say.
    """
    member = discord.Object(user_id)
    move = thread.add_user if is_in else thread.remove_user
    try:
        await move(member)
    except discord.HTTPException as error:
        if error.code != _ARCHIVED:
            raise
        await thread.edit(archived=False)
        await move(member)
