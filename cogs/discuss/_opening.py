"""Opening a thread: claimed first, then made, then kept; never twice, and never half."""

from __future__ import annotations

import contextlib
import logging
from datetime import timedelta
from http import HTTPStatus
from typing import Final

import aiohttp
import discord
from msgspec import Struct

from bot.client import LanternBot
from bot.domain.errors import LanternError, StorageError
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, MessageId, UserId
from bot.domain.records import replace
from bot.domain.shows import Show
from bot.services.discussion_ports import DiscussionRecord
from bot.services.discussions import LOOK_AFTER
from cogs.discuss._threads import find_own, find_thread, first_post_of, make_thread

_SERVER_ERRORS: Final = 500
_UNANSWERED: Final = (discord.HTTPException, aiohttp.ClientError, OSError)
"""How a request ends that Discord did not grant, or whose answer was lost."""

_log = logging.getLogger(__name__)


class OpeningForbiddenError(LanternError):
    """Discord does not let us open a thread here."""

    key = "error-discuss-forbidden"


class ChannelGoneError(LanternError):
    """The channel was deleted meanwhile."""

    key = "error-discuss-channel-gone"


class OpeningBusyError(LanternError):
    """Discord asks us to slow down."""

    key = "error-discuss-busy"


class OpeningUnsureError(LanternError):
    """Nobody can tell whether the thread was made; it is being looked for."""

    key = "error-discuss-unsure"


class TooManyThreadsError(LanternError):
    """The guild has as many active threads as Discord allows."""

    key = "error-discuss-full"


class OpeningRefusedError(LanternError):
    """Discord refused the thread for another reason."""

    key = "error-discuss-refused"


class ThreadDeletedError(LanternError):
    """The thread was deleted while it was being opened."""

    key = "error-discuss-deleted"


class OpeningOvertakenError(LanternError):
    """The show or the channel was removed while the thread was being opened."""

    key = "error-discuss-overtaken"


class OpeningUnkeptError(LanternError):
    """The thread was made, and the database did not take it; it is looked for again."""

    key = "error-discuss-unkept"


class Wish(Struct, frozen=True, kw_only=True):
    """The thread that somebody asks for."""

    channel: discord.TextChannel
    show: Show
    episode: int
    kind: ThreadKind
    user_id: UserId

    @property
    def guild_id(self) -> GuildId:
        """Where they ask."""
        return GuildId(self.channel.guild.id)


class Opened(Struct, frozen=True, kw_only=True):
    """The thread that there is now."""

    record: DiscussionRecord
    is_new: bool


async def open_thread(bot: LanternBot, wish: Wish) -> Opened:
    """Open a thread, or return the one that there is.

    Raises one of the errors above; then there is no thread, or it is being looked for. Raises
    StorageError where nothing was begun.
    """
    discussions = bot.services.discussions
    async with discussions.turn(wish.guild_id, wish.show.id, wish.episode):
        there = await _find(bot, wish)
        if there is not None:
            await discussions.declare(there[0])
            record = await put_up_post(bot, wish.show, *there)
            return Opened(record=record, is_new=False)
        claimed, thread = await _claim(bot, wish)
        if thread is None:
            thread = await _make(bot, wish, claimed)
        record = await _keep(bot, claimed, thread)
        return Opened(record=await put_up_post(bot, wish.show, record, thread), is_new=True)


async def _keep(
    bot: LanternBot, claimed: DiscussionRecord, thread: discord.Thread
) -> DiscussionRecord:
    """Keep a thread that was made; what Discord has by now is never told to be undone."""
    try:
        record = await bot.services.discussions.keep_thread(claimed, ChannelId(thread.id))
    except StorageError as error:
        # It stays claimed, so the check that came with the claim finds the thread, or the next
        # opening does. Deleting it would need Manage Threads, and whoever asked wants it anyway.
        raise OpeningUnkeptError from error
    if record is None:
        # Nobody sits in it but us. Where it cannot be deleted, it is at least none of ours.
        with contextlib.suppress(*_UNANSWERED):
            await thread.delete()
        raise OpeningOvertakenError
    return record


async def put_up_post(
    bot: LanternBot, show: Show, record: DiscussionRecord, thread: discord.Thread
) -> DiscussionRecord:
    """Put up a thread's first post unless it is there; what fails is tried again by a job.

    Raises ThreadDeletedError where the thread is gone.
    """
    try:
        return await post_or_raise(bot, show, record, thread)
    except _UNANSWERED as error:
        # What Discord writes in its refusals may quote the post, so only the kind is noted.
        _log.warning(
            "the first post of thread %d did not go through: %s (code %s)",
            thread.id,
            type(error).__name__,
            getattr(error, "code", "none"),
        )
        return record


async def post_or_raise(
    bot: LanternBot, show: Show, record: DiscussionRecord, thread: discord.Thread
) -> DiscussionRecord:
    """Put up a thread's first post unless it is there.

    Raises ThreadDeletedError where the thread is gone, and what else Discord answers.
    """
    if record.post_id:
        return record
    try:
        post_id = await first_post_of(bot, show, record, thread)
    except discord.NotFound:
        await _let_go(bot, record)
        raise ThreadDeletedError from None
    return await _keep_post(bot, record, post_id)


async def _keep_post(
    bot: LanternBot, record: DiscussionRecord, post_id: MessageId
) -> DiscussionRecord:
    try:
        noted = await bot.services.discussions.keep_post(record, post_id)
    except StorageError:
        # It is up all the same; the job that puts up what is missing finds it, and notes it then.
        return replace(record, post_id=post_id)
    if noted is None:
        raise ThreadDeletedError
    return noted


async def _let_go(bot: LanternBot, record: DiscussionRecord) -> None:
    """Forget what came to nothing; should the database fail, a check or the next opening does."""
    with contextlib.suppress(StorageError):
        await bot.services.discussions.forget(record)


async def _find(bot: LanternBot, wish: Wish) -> tuple[DiscussionRecord, discord.Thread] | None:
    """Return the thread that there is; one that was deleted unseen is forgotten."""
    discussions = bot.services.discussions
    record = discussions.book.find(wish.guild_id, wish.show.id, wish.episode)
    if record is None or record.thread_id is None:
        return None
    try:
        thread = await find_thread(bot, record)
    except _UNANSWERED as error:
        raise _refusal(error) from error
    if thread is None:
        await discussions.forget(record)
        return None
    return record, thread


async def _claim(bot: LanternBot, wish: Wish) -> tuple[DiscussionRecord, discord.Thread | None]:
    """Claim the episode; return also the thread that came of an opening cut short, if one did."""
    record, is_new = await _write_claim(bot, wish)
    if is_new:
        return record, None
    try:
        thread = await find_own(bot, record, wish.show)
    except _UNANSWERED as error:
        raise _refusal(error) from error
    if thread is not None:
        return record, thread
    # Nothing came of it; this time it is opened as it is asked for now.
    await bot.services.discussions.forget(record)
    record, _ = await _write_claim(bot, wish)
    return record, None


async def _write_claim(bot: LanternBot, wish: Wish) -> tuple[DiscussionRecord, bool]:
    return await bot.services.discussions.claim(
        wish.guild_id,
        wish.show.id,
        wish.episode,
        kind=wish.kind,
        channel_id=ChannelId(wish.channel.id),
        user_id=wish.user_id,
    )


async def _make(bot: LanternBot, wish: Wish, record: DiscussionRecord) -> discord.Thread:
    try:
        return await make_thread(wish.channel, record, wish.show)
    except _UNANSWERED as error:
        refusal = _refusal(error)
        if isinstance(refusal, OpeningUnsureError):
            # The thread may come yet, so the claim stays until it was looked for, from now on.
            with contextlib.suppress(StorageError):
                await bot.services.discussions.check([record], after=LOOK_AFTER, apart=timedelta())
        else:
            await _let_go(bot, record)
        raise refusal from error


def _refusal(error: BaseException) -> LanternError:
    """Return what to tell of a request that Discord did not grant."""
    if not isinstance(error, discord.HTTPException) or error.status >= _SERVER_ERRORS:
        return OpeningUnsureError()
    match error.status, error.code:
        case HTTPStatus.TOO_MANY_REQUESTS, _:
            return OpeningBusyError()
        case HTTPStatus.FORBIDDEN, _:
            return OpeningForbiddenError()
        case HTTPStatus.NOT_FOUND, _:
            return ChannelGoneError()
        case _, 160006:
            return TooManyThreadsError()
        case _:
            return OpeningRefusedError()
