"""Who sits in a gated thread: exactly those who have seen that far.

Marking or taking back writes a job for each thread that it opens or closes, in the transaction of
the step, so none is lost. What a job does is decided when it is done, by what the member has seen
then; only one job at a time moves a member in or out of a thread, for a request that waits for its
rate limit would else be overtaken by the one that takes it back. So doing jobs twice, or in any
order, leads to the same membership. Discord itself tells a member who is let in, once, however
often we ask for it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence

from bot.domain.discussions import belongs, crossed
from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.spoilers import Knowledge
from bot.services.discussion_ports import DiscussionRecord, Seat
from bot.services.discussions import Discussions, member_job
from bot.services.jobs import JobRunner
from bot.services.ports import Clock, Database, Repositories
from bot.services.progress import Moved


class Admissions:
    """Has members let in and taken out as their progress moves; observes the progress keeper."""

    def __init__(
        self, *, database: Database, clock: Clock, discussions: Discussions, jobs: JobRunner
    ) -> None:
        self._database = database
        self._clock = clock
        self._discussions = discussions
        self._jobs = jobs

    async def on_moved(self, kept: Repositories, moved: Moved) -> None:
        """Write a job for each gated thread that the step crosses."""
        records = self._crossed(moved)
        if records:
            now = self._clock.now()
            mark = f"{moved.change_id}-{secrets.token_hex(4)}"
            await kept.jobs.add(
                [member_job(record, moved.user_id, mark, now) for record in records]
            )

    def after_moved(self, moved: Moved) -> None:
        """Wake the worker, if the step gave it anything to do."""
        if self._crossed(moved):
            self._jobs.wake()

    def _crossed(self, moved: Moved) -> list[DiscussionRecord]:
        episodes = crossed(moved.before, moved.after)
        if not episodes:
            return []
        records = self._gated(moved.guild_id, moved.show_id)
        return [record for record in records if record.episode in episodes]

    async def let_in(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId, knowledge: Knowledge
    ) -> int:
        """Have a member let into every thread that is theirs, also those they left.

        Returns how many there are.
        """
        records = [
            record
            for record in self._gated(guild_id, show_id)
            if record.thread_id is not None and belongs(knowledge, show_id, record.episode)
        ]
        await self.call(records, user_id)
        return len(records)

    async def leave(self, guild_id: GuildId, user_id: UserId) -> None:
        """Have a member whose progress was deleted taken out of every thread of a guild."""
        await self.call(
            [
                record
                for record in self._discussions.book
                if record.guild_id == guild_id and record.kind is ThreadKind.GATED
            ],
            user_id,
        )

    async def call(self, records: Sequence[DiscussionRecord], user_id: UserId) -> None:
        """Have it looked at whether a member is where they belong, thread by thread."""
        if not records:
            return
        now, mark = self._clock.now(), secrets.token_hex(8)
        async with self._database.write() as kept:
            await kept.jobs.add([member_job(record, user_id, mark, now) for record in records])
        self._jobs.wake()

    async def catch_up(
        self, is_ours: Callable[[GuildId], bool], *, discussion_id: int | None = None
    ) -> int:
        """Have everyone let in or taken out who is not where they should be; return how many."""
        async with self._database.read() as kept:
            seats = await kept.discussions.out_of_step(discussion_id)
        mine = [seat for seat in seats if is_ours(seat.guild_id)]
        if mine:
            now, mark = self._clock.now(), secrets.token_hex(8)
            records = {record.id: record for record in self._discussions.book}
            async with self._database.write() as kept:
                await kept.jobs.add(
                    [
                        member_job(records[seat.discussion_id], seat.user_id, mark, now)
                        for seat in mine
                        if seat.discussion_id in records
                    ]
                )
            self._jobs.wake()
        return len(mine)

    async def seat(self, seat: Seat) -> tuple[DiscussionRecord, bool] | None:
        """Return a thread, and whether a member belongs in it now; None where it is gone."""
        async with self._database.read() as kept:
            record = await kept.discussions.find(seat.guild_id, seat.discussion_id)
            if record is None:
                return None
            standing = await kept.progress.standing(seat.guild_id, seat.user_id, record.show_id)
        knowledge = standing.progress.knowledge
        return record, belongs(knowledge, record.show_id, record.episode)

    async def keep(self, seat: Seat, *, is_in: bool) -> None:
        """Keep that a member was let in or taken out."""
        async with self._database.write() as kept:
            if is_in:
                now = self._clock.now()
                await kept.discussions.admit(seat.guild_id, seat.discussion_id, seat.user_id, now)
            else:
                await kept.discussions.dismiss(seat.guild_id, seat.discussion_id, seat.user_id)

    async def welcome(
        self, guild_id: GuildId, channel_id: ChannelId, members: Sequence[UserId]
    ) -> list[UserId]:
        """Return which of some members may be called into a channel.

        In a gated thread these are the ones who belong there now: Discord adds whoever is mentioned
        in a private thread to it. Elsewhere it is everybody.
        """
        record = self._gate(channel_id)
        if record is None or not members:
            return list(members)
        async with self._database.read() as kept:
            reached = set(await kept.discussions.reached(guild_id, record.show_id, record.episode))
        return [user_id for user_id in members if user_id in reached]

    async def look_again(self, channel_id: ChannelId, members: Sequence[UserId]) -> None:
        """Have those taken out who stepped back while a message called them into a thread."""
        record = self._gate(channel_id)
        if record is None or not members:
            return
        still = await self.welcome(record.guild_id, channel_id, members)
        for user_id in set(members).difference(still):
            await self.call([record], user_id)

    def _gate(self, channel_id: ChannelId) -> DiscussionRecord | None:
        record = self._discussions.book.at(channel_id)
        return record if record is not None and record.kind is ThreadKind.GATED else None

    def _gated(self, guild_id: GuildId, show_id: ShowId) -> list[DiscussionRecord]:
        return [
            record
            for record in self._discussions.book.of_show(guild_id, show_id)
            if record.kind is ThreadKind.GATED
        ]
