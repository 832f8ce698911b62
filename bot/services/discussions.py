"""Discussion threads: one an episode, claimed in the database before Discord hears of it.

The row comes first, then the thread, then the thread's id is kept. Whatever stops in between leaves
a row without a thread, which nobody is shown, and which the next opening or the next start settles:
it looks for the thread that may have come of it before any other is made.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from weakref import WeakValueDictionary

from bot.domain.discussions import belongs, crossed
from bot.domain.errors import StorageError
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId
from bot.domain.records import replace
from bot.domain.spoilers import Knowledge, Position
from bot.services.discussion_book import DiscussionBook
from bot.services.discussion_ports import (
    CARD_JOB,
    CHECK_JOB,
    MEMBER_JOB,
    POST_JOB,
    TAKEN_DOWN,
    CardRecord,
    DiscussionRecord,
    NewDiscussion,
)
from bot.services.guilds import GuildBook
from bot.services.jobs import JobRunner
from bot.services.ports import Clock, Database, NewJob, Repositories

POST_AGAIN_AFTER: Final = timedelta(seconds=20)
"""When the first post is tried again if whoever opened the thread could not put it up."""
LOOK_AFTER: Final = timedelta(seconds=30)
"""When it is looked at what became of an opening of which nothing more was heard."""


class Discussions:
    """Keeps which thread belongs to which episode."""

    def __init__(
        self, *, database: Database, clock: Clock, guilds: GuildBook, jobs: JobRunner
    ) -> None:
        self._database = database
        self._clock = clock
        self._guilds = guilds
        self._jobs = jobs
        self._turns: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()
        self.book = DiscussionBook()

    def turn(self, *key: Hashable) -> asyncio.Lock:
        """Return the lock of one thing that only one hand may do at a time.

        A guild's events reach this process alone, so a lock in memory is enough.
        """
        return self._turns.setdefault(key, asyncio.Lock())

    async def load(self) -> None:
        """Read all threads; call it once, before the first command."""
        async with self._database.read() as kept:
            records = await kept.discussions.all()
            cards = await kept.discussions.all_cards()
        self.book.fill(records, cards)

    # What a member may know of

    def open_to(
        self, guild_id: GuildId, show_id: ShowId, knowledge: Knowledge
    ) -> list[DiscussionRecord]:
        """Return the threads that a member may read, and no trace of others."""
        return [
            record
            for record in self.book.of_show(guild_id, show_id)
            if record.thread_id is not None and belongs(knowledge, show_id, record.episode)
        ]

    def gate(self, channel_id: ChannelId) -> tuple[ShowId, int] | None:
        """Return of which show and episode a thread is the gate; None for any other channel."""
        record = self.book.at(channel_id)
        if record is None or record.kind is not ThreadKind.GATED:
            return None
        return record.show_id, record.episode

    def open_up_to(self, channel_id: ChannelId, show_id: ShowId) -> int:
        """Return up to which episode of a show an open thread is for talk; 0 elsewhere."""
        record = self.book.at(channel_id)
        if record is None or record.kind is not ThreadKind.OPEN or record.show_id != show_id:
            return 0
        return record.episode

    def thread_of(
        self, guild_id: GuildId, show_id: ShowId, episode: int, knowledge: Knowledge
    ) -> ChannelId | None:
        """Return an episode's thread, if a member of this knowledge may read it."""
        record = self.book.find(guild_id, show_id, episode)
        if record is None or not belongs(knowledge, show_id, episode):
            return None
        return record.thread_id

    def opened(
        self, guild_id: GuildId, show_id: ShowId, before: Knowledge, after: Knowledge
    ) -> list[DiscussionRecord]:
        """Return the threads that lie between two states, whichever comes first."""
        episodes = crossed(before, after)
        return [
            record
            for record in self.book.of_show(guild_id, show_id)
            if record.thread_id is not None and record.episode in episodes
        ]

    def would_close(
        self, guild_id: GuildId, show_id: ShowId, before: Knowledge, after: Knowledge
    ) -> int:
        """Return how many gated threads a member would be taken out of by stepping back.

        A step that does not lead back closes none.
        """
        if after.position.screen >= before.position.screen:
            return 0
        between = self.opened(guild_id, show_id, before, after)
        return sum(record.kind is ThreadKind.GATED for record in between)

    # Opening

    async def claim(
        self,
        guild_id: GuildId,
        show_id: ShowId,
        episode: int,
        *,
        kind: ThreadKind,
        channel_id: ChannelId,
        user_id: UserId,
    ) -> tuple[DiscussionRecord, bool]:
        """Keep that a thread is being opened; tell whether nobody had begun to before.

        With it comes the job that settles the opening, should it be cut short by whatever it is.
        """
        new = NewDiscussion(
            guild_id=guild_id,
            show_id=show_id,
            episode=episode,
            kind=kind,
            channel_id=channel_id,
            opened_by=user_id,
            opened_at=self._clock.now(),
        )
        async with self._database.write() as kept:
            record, is_new = await kept.discussions.claim(new)
            if is_new:
                due_at = new.opened_at + LOOK_AFTER
                await kept.jobs.add([_job(CHECK_JOB, record, secrets.token_hex(8), due_at)])
        self.book.put(record)
        if is_new:
            self._jobs.wake()
        return record, is_new

    async def keep_thread(
        self, claimed: DiscussionRecord, thread_id: ChannelId
    ) -> DiscussionRecord | None:
        """Keep the thread, and have everyone let in who has seen that far already.

        Returns None where the claim was forgotten meanwhile, as when its show or channel went.
        """
        record = replace(claimed, thread_id=thread_id)
        async with self._database.write() as kept:
            is_there = await kept.discussions.keep_thread(record.guild_id, record.id, thread_id)
            if is_there:
                await kept.jobs.cancel(kind=CHECK_JOB, subject_id=record.id)
                await kept.jobs.add(await self._first_jobs(kept, record))
        if not is_there or not self._put_again(record):
            self.book.discard(claimed)
            return None
        with contextlib.suppress(StorageError):
            # The thread is kept; this is said again whenever it is asked for, and at each start.
            await self.declare(record)
        self._jobs.wake()
        return record

    def _put_again(self, record: DiscussionRecord) -> bool:
        """Bring memory up to date with what was just kept, unless it was forgotten since."""
        known = self.book.find(record.guild_id, record.show_id, record.episode)
        if known is None or known.id != record.id:
            return False
        self.book.put(record)
        return True

    async def _first_jobs(self, kept: Repositories, record: DiscussionRecord) -> list[NewJob]:
        now = self._clock.now()
        key = f"thread-{record.thread_id}"
        jobs = [
            _job(POST_JOB, record, key, now + POST_AGAIN_AFTER),
            self._card_job(record.guild_id, record.show_id),
        ]
        if record.kind is ThreadKind.GATED:
            reached = await kept.discussions.reached(
                record.guild_id, record.show_id, record.episode
            )
            jobs += [member_job(record, user_id, key, now) for user_id in reached]
        return jobs

    async def declare(self, record: DiscussionRecord) -> None:
        """Say of the thread which show it is about, and of a gated one how far it may talk.

        What is public is read by whoever comes along, so an open thread stays at the floor.
        """
        if record.thread_id is None:
            return
        guild_id, thread_id = record.guild_id, record.thread_id
        position = Position(record.episode) if record.kind is ThreadKind.GATED else None
        known = self._guilds.channel(guild_id, thread_id)
        if known.show_id != record.show_id:
            await self._guilds.set_channel_show(guild_id, thread_id, record.show_id)
        if known.position != position:
            await self._guilds.set_channel_position(guild_id, thread_id, position)

    async def keep_post(
        self, record: DiscussionRecord, post_id: MessageId
    ) -> DiscussionRecord | None:
        """Keep which message is the thread's first post; nobody has to put it up any more.

        Returns None where the thread was forgotten meanwhile.
        """
        record = replace(record, post_id=post_id)
        async with self._database.write() as kept:
            is_there = await kept.discussions.keep_post(record.guild_id, record.id, post_id)
            await kept.jobs.cancel(kind=POST_JOB, subject_id=record.id)
        return record if is_there and self._put_again(record) else None

    # When something is gone, or may be

    async def forget(self, record: DiscussionRecord) -> None:
        """Forget a thread that is gone, or that never came to be."""
        async with self._database.write() as kept:
            await self._remove(kept, record)
            if self.book.card(record.guild_id, record.show_id) is not None:
                await kept.jobs.add([self._card_job(record.guild_id, record.show_id)])
        await self._gone(record)
        self._jobs.wake()

    async def forget_channel(self, guild_id: GuildId, channel_id: ChannelId) -> None:
        """Forget everything that hung in a channel that is gone."""
        records, cards = self.book.hanging_in(channel_id)
        if not records and not cards:
            return
        async with self._database.write() as kept:
            for record in records:
                await self._remove(kept, record)
            for card in cards:
                await kept.discussions.remove_card(guild_id, card.show_id)
        for record in records:
            await self._gone(record)
        for card in cards:
            self.book.discard_card(card)

    def forget_show(self, guild_id: GuildId, show_id: ShowId) -> None:
        """Forget the threads of a show that was deleted; its rows went with it."""
        for record in self.book.of_show(guild_id, show_id):
            self.book.discard(record)
        card = self.book.card(guild_id, show_id)
        if card is not None:
            self.book.discard_card(card)

    async def _remove(self, kept: Repositories, record: DiscussionRecord) -> None:
        await kept.discussions.remove(record.guild_id, record.id)
        for kind in (MEMBER_JOB, POST_JOB, CHECK_JOB):
            await kept.jobs.cancel(kind=kind, subject_id=record.id)

    async def _gone(self, record: DiscussionRecord) -> None:
        self.book.discard(record)
        if record.thread_id is not None:
            await self._guilds.set_channel_position(record.guild_id, record.thread_id, None)
            await self._guilds.set_channel_show(record.guild_id, record.thread_id, None)

    async def find(self, guild_id: GuildId, discussion_id: int) -> DiscussionRecord | None:
        """Return one thread as it is kept; another process may have opened it."""
        async with self._database.read() as kept:
            return await kept.discussions.find(guild_id, discussion_id)

    async def check(
        self, records: Sequence[DiscussionRecord], *, after: timedelta, apart: timedelta
    ) -> None:
        """Have it looked at whether threads are there, one after the other."""
        if not records:
            return
        first = self._clock.now() + after
        jobs = [
            _job(CHECK_JOB, record, secrets.token_hex(8), first + number * apart)
            for number, record in enumerate(records)
        ]
        async with self._database.write() as kept:
            for record in records:
                await kept.jobs.cancel(kind=CHECK_JOB, subject_id=record.id)
            await kept.jobs.add(jobs)
        self._jobs.wake()

    async def post_again(self, records: Iterable[DiscussionRecord]) -> None:
        """Have the first post put up where it is missing; one that was taken down stays down."""
        now = self._clock.now()
        jobs = [
            _job(POST_JOB, record, secrets.token_hex(8), now)
            for record in records
            if record.thread_id is not None and record.post_id is None
        ]
        if jobs:
            async with self._database.write() as kept:
                await kept.jobs.add(jobs)
            self._jobs.wake()

    async def message_gone(self, channel_id: ChannelId, message_id: MessageId) -> None:
        """Take note that a message was deleted, if it was one of ours.

        Nobody's decision is fought: an index card comes back with the next thread that opens, a
        first post when somebody opens its thread again.
        """
        match self.book.posted(channel_id, message_id):
            case CardRecord() as card:
                await self.lose_card(card)
            case DiscussionRecord() as record:
                await self.keep_post(record, TAKEN_DOWN)
            case None:
                return

    # The index card

    def _card_job(self, guild_id: GuildId, show_id: ShowId) -> NewJob:
        return NewJob(
            kind=CARD_JOB,
            key=secrets.token_hex(8),
            guild_id=guild_id,
            subject_id=show_id,
            due_at=self._clock.now(),
        )

    async def keep_card(self, card: CardRecord) -> None:
        """Keep where a show's index card is."""
        async with self._database.write() as kept:
            await kept.discussions.put_card(card)
        self.book.put_card(card)

    async def lose_card(self, card: CardRecord) -> None:
        """Forget an index card that is gone."""
        async with self._database.write() as kept:
            await kept.discussions.remove_card(card.guild_id, card.show_id)
        self.book.discard_card(card)


def member_job(record: DiscussionRecord, user_id: UserId, mark: str, due_at: datetime) -> NewJob:
    """Return the job that lets a member in or takes them out; the mark says what calls for it."""
    return _job(MEMBER_JOB, record, f"{user_id}-{mark}", due_at, user_id)


def _job(
    kind: str,
    record: DiscussionRecord,
    mark: str,
    due_at: datetime,
    user_id: UserId | None = None,
) -> NewJob:
    return NewJob(
        kind=kind,
        key=f"{record.id}-{mark}",
        guild_id=record.guild_id,
        subject_id=record.id,
        due_at=due_at,
        user_id=user_id,
    )
