"""What the worker does for threads: letting in, taking out, first posts, checks, index cards."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

import discord

from bot.client import LanternBot
from bot.domain.errors import UnknownShowError
from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId
from bot.domain.shows import Show
from bot.services.discussion_ports import (
    CARD_JOB,
    CHECK_JOB,
    MEMBER_JOB,
    POST_JOB,
    CardRecord,
    DiscussionRecord,
    Seat,
)
from bot.services.jobs import JobState, NotYetError, Outcome
from bot.services.ports import Job
from bot.ui.discuss_cards import index_card
from bot.ui.layouts import LanternView, Row, card
from bot.ui.replies import NOBODY
from bot.ui.words import mention_channel, say
from cogs.discuss._buttons import MINE, mine_button
from cogs.discuss._opening import ThreadDeletedError, post_or_raise, put_up_post
from cogs.discuss._threads import find_message, find_own, find_thread, move_member

_DONE: Final = Outcome()
_SEATS_AT_ONCE: Final = 100
_SEATS_OF_ONE: Final = 8
"""Members let in or out side by side, of all threads together and of one."""
_SKIPPED: Final = Outcome(state=JobState.SKIPPED)
_FAILED: Final = Outcome(state=JobState.FAILED)
_UNKNOWN_CHANNEL: Final = 10003
_AGAIN_LATER: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.CONFLICT)
_SERVER_ERRORS: Final = 500

_log = logging.getLogger(__name__)


class NoThreadYetError(NotYetError):
    """The thread is still being opened, or looked for; then there is one, or no seat in it."""


class DiscussionJobs:
    """Does the jobs of discussion threads; each may be done again without harm."""

    def __init__(self, bot: LanternBot) -> None:
        self._bot = bot
        self._discussions = bot.services.discussions
        self._admissions = bot.services.admissions

    def register(self) -> None:
        """Take on the jobs."""
        jobs = self._bot.services.jobs
        # Discord limits requests by thread: what waits for one is not to hold another up.
        jobs.handle(MEMBER_JOB, self.move_member, at_once=_SEATS_AT_ONCE, each=_SEATS_OF_ONE)
        jobs.handle(POST_JOB, self.put_up_post)
        jobs.handle(CHECK_JOB, self.check)
        jobs.handle(CARD_JOB, self.renew_card)

    async def move_member(self, job: Job) -> Outcome:
        """Let a member in or take them out, by what they have seen now."""
        if job.user_id is None:
            return _SKIPPED
        seat = Seat(guild_id=job.guild_id, discussion_id=job.subject_id, user_id=job.user_id)
        # Letting in and taking out have rate limits of their own, so a request that waits could be
        # overtaken by the one that takes it back: a seat has one hand at a time.
        async with self._discussions.turn("seat", seat.discussion_id, seat.user_id):
            moved_in: bool | None = None
            while (found := await self._admissions.seat(seat)) is not None:
                record, belongs = found
                if belongs is moved_in:
                    return _DONE
                # The first look, or the member took another step while Discord kept us waiting.
                outcome = await self._move(record, seat, belongs=belongs)
                if outcome is not _DONE:
                    return outcome
                moved_in = belongs
            return _SKIPPED

    async def _move(self, record: DiscussionRecord, seat: Seat, *, belongs: bool) -> Outcome:
        if record.thread_id is None:
            raise NoThreadYetError
        thread = await find_thread(self._bot, record)
        if thread is None:
            await self._discussions.forget(record)
            return _SKIPPED
        try:
            await move_member(thread, seat.user_id, is_in=belongs)
        except discord.HTTPException as error:
            return await self._not_moved(record, seat, error, belongs=belongs)
        await self._admissions.keep(seat, is_in=belongs)
        return _DONE

    async def _not_moved(
        self, record: DiscussionRecord, seat: Seat, error: discord.HTTPException, *, belongs: bool
    ) -> Outcome:
        """Make the best of a refusal; what may pass is raised, so that it is tried again."""
        if error.status in _AGAIN_LATER or error.status >= _SERVER_ERRORS:
            raise error
        if error.code == _UNKNOWN_CHANNEL:
            await self._discussions.forget(record)
            return _SKIPPED
        if error.status == HTTPStatus.NOT_FOUND:
            # Whoever is not in the guild any more cannot come in, and is out already.
            if not belongs:
                await self._admissions.keep(seat, is_in=False)
            return _SKIPPED
        _log.warning(
            "thread %s: Discord refuses to %s a member: %d (code %d); %s",
            record.thread_id,
            "let in" if belongs else "take out",
            error.status,
            error.code,
            self._what_lacks(record, belongs=belongs),
        )
        if not belongs:
            await self._tell_still_inside(record, seat)
        # Locked away, or a permission is missing: the next start looks again, or its unlocking.
        return _FAILED

    async def _tell_still_inside(self, record: DiscussionRecord, seat: Seat) -> None:
        """Tell a member of a thread that should have closed to them and has not."""
        if record.thread_id is None:
            return
        thread = mention_channel(record.thread_id)
        view = card(say("discuss-still-inside", thread=thread))
        # Whoever takes no direct messages finds the thread among their own anyway.
        with contextlib.suppress(discord.HTTPException):
            channel = await self._bot.create_dm(discord.Object(seat.user_id))
            await channel.send(view=view, allowed_mentions=NOBODY)

    def _what_lacks(self, record: DiscussionRecord, *, belongs: bool) -> str:
        """Return for the log which permission may be missing, as Discord's settings call it."""
        guild = self._bot.get_guild(record.guild_id)
        channel = None if guild is None else guild.get_channel(record.channel_id)
        if guild is None or channel is None:
            return "the bot does not see the channel that it hangs in"
        held = channel.permissions_for(guild.me)
        needed = {
            "View Channel": held.view_channel,
            "Send Messages in Threads": held.send_messages_in_threads or not belongs,
            # Not needed in private threads of our own, as long as nobody locked them.
            "Manage Threads": held.manage_threads,
        }
        lacking = ", ".join(name for name, is_held in needed.items() if not is_held)
        return f"the bot lacks {lacking}" if lacking else "the bot lacks no permission there"

    async def put_up_post(self, job: Job) -> Outcome:
        """Put up a first post that is missing."""
        record = await self._discussions.find(job.guild_id, job.subject_id)
        show = None if record is None else await self._show(record.guild_id, record.show_id)
        if record is None or show is None or record.post_id is not None:
            return _SKIPPED
        thread = await find_thread(self._bot, record)
        if thread is None:
            await self._discussions.forget(record)
            return _SKIPPED
        return await self._posted(show, record, thread)

    async def _posted(
        self, show: Show, record: DiscussionRecord, thread: discord.Thread
    ) -> Outcome:
        async with self._discussions.turn(record.guild_id, record.show_id, record.episode):
            # Whoever opened it may not know that it was kept, and have declared nothing.
            await self._discussions.declare(record)
            try:
                await post_or_raise(self._bot, show, record, thread)
            except ThreadDeletedError:
                return _SKIPPED
        return _DONE

    async def check(self, job: Job) -> Outcome:
        """Look whether a thread is there; settle an opening that was cut short."""
        found = await self._discussions.find(job.guild_id, job.subject_id)
        if found is None:
            return _SKIPPED
        async with self._discussions.turn(found.guild_id, found.show_id, found.episode):
            # Whoever had the turn before may have opened it.
            record = await self._discussions.find(job.guild_id, job.subject_id)
            if record is None:
                return _SKIPPED
            if record.thread_id is None:
                await self._settle(record)
            elif await find_thread(self._bot, record) is None:
                await self._discussions.forget(record)
        return _DONE

    async def _settle(self, record: DiscussionRecord) -> None:
        show = await self._show(record.guild_id, record.show_id)
        thread = None if show is None else await find_own(self._bot, record, show)
        if show is None or thread is None:
            await self._discussions.forget(record)
            return
        kept = await self._discussions.keep_thread(record, ChannelId(thread.id))
        if kept is not None:
            with contextlib.suppress(ThreadDeletedError):
                await put_up_post(self._bot, show, kept, thread)

    async def renew_card(self, job: Job) -> Outcome:
        """Bring a show's index card up to date, or put it up."""
        show_id = ShowId(job.subject_id)
        async with self._discussions.turn("card", job.guild_id, show_id):
            show = await self._show(job.guild_id, show_id)
            if show is None:
                return _SKIPPED
            records = [
                record
                for record in self._discussions.book.of_show(job.guild_id, show_id)
                if record.thread_id is not None
            ]
            kind = self._bot.services.guilds.settings(job.guild_id).threads
            view = card(*index_card(show, records, kind), Row([mine_button(show_id)]))
            try:
                return await self._show_card(job, show_id, records, view)
            except discord.Forbidden:
                # Without Send Messages there is no card; whoever opens a thread is told so.
                return _SKIPPED

    async def _show_card(
        self, job: Job, show_id: ShowId, records: list[DiscussionRecord], view: LanternView
    ) -> Outcome:
        known = self._discussions.book.card(job.guild_id, show_id)
        if known is not None and await self._edited(known, view):
            return _DONE
        if not records:
            return _SKIPPED
        newest_first = sorted(records, key=lambda each: (each.opened_at, each.id), reverse=True)
        channels = list(dict.fromkeys(record.channel_id for record in newest_first))
        fresh = await self._lost_card(job.guild_id, show_id, channels)
        if fresh is None or not await self._edited(fresh, view):
            fresh = await self._new_card(job, show_id, channels[0], view)
        await self._discussions.keep_card(fresh)
        return _DONE

    async def _lost_card(
        self, guild_id: GuildId, show_id: ShowId, channels: Sequence[ChannelId]
    ) -> CardRecord | None:
        """Return the card that Discord took without our hearing of it, from whichever job."""
        for channel_id in channels:
            channel = self._bot.get_partial_messageable(channel_id)
            with contextlib.suppress(discord.NotFound):
                message_id = await find_message(self._bot, channel, f"{MINE}:{show_id}")
                if message_id is not None:
                    return CardRecord(
                        guild_id=guild_id,
                        show_id=show_id,
                        channel_id=channel_id,
                        message_id=message_id,
                    )
        return None

    async def _edited(self, known: CardRecord, view: LanternView) -> bool:
        """Edit the card in place; tell whether it is still there."""
        channel = self._bot.get_partial_messageable(known.channel_id)
        try:
            await channel.get_partial_message(known.message_id).edit(
                view=view, allowed_mentions=NOBODY
            )
        except discord.NotFound:
            await self._discussions.lose_card(known)
            return False
        return True

    async def _new_card(
        self, job: Job, show_id: ShowId, channel_id: ChannelId, view: LanternView
    ) -> CardRecord:
        channel = self._bot.get_partial_messageable(channel_id)
        message = await channel.send(view=view, allowed_mentions=NOBODY, nonce=f"threads-{job.id}")
        return CardRecord(
            guild_id=job.guild_id,
            show_id=show_id,
            channel_id=channel_id,
            message_id=MessageId(message.id),
        )

    async def _show(self, guild_id: GuildId, show_id: ShowId) -> Show | None:
        try:
            return await self._bot.services.catalog.get(guild_id, show_id)
        except UnknownShowError:
            return None
