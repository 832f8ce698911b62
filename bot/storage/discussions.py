"""Discussion threads, in SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, delete, exists, select, update

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId
from bot.domain.progress import Seen
from bot.domain.spoilers import Track
from bot.services.discussion_ports import (
    MEMBER_JOB,
    CardRecord,
    DiscussionRecord,
    NewDiscussion,
    Seat,
)
from bot.storage.connection import Connection
from bot.storage.rows import moment, seconds, upsert
from bot.storage.tables import discussion, discussion_member, index_card, job, progress


class SqlDiscussionRepository:
    """Implements `bot.services.discussion_ports.DiscussionRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all(self) -> list[DiscussionRecord]:
        """Return every guild's threads; read once at start."""
        return [_record(row) for row in await self._connection.execute(select(discussion))]

    async def find(self, guild_id: GuildId, discussion_id: int) -> DiscussionRecord | None:
        """Return one thread."""
        query = select(discussion).where(
            discussion.c.guild_id == guild_id, discussion.c.id == discussion_id
        )
        row = (await self._connection.execute(query)).first()
        return None if row is None else _record(row)

    async def claim(self, new: NewDiscussion) -> tuple[DiscussionRecord, bool]:
        """Keep that a thread is being opened; return it, or the one that was there already."""
        key = {"guild_id": new.guild_id, "show_id": new.show_id, "episode": new.episode}
        values = {
            **key,
            "kind": new.kind.value,
            "channel_id": new.channel_id,
            "opened_by": new.opened_by,
            "opened_at": seconds(new.opened_at),
        }
        written = await upsert(self._connection, discussion, values, key=tuple(key), update=())
        query = select(discussion).where(
            *(discussion.c[name] == value for name, value in key.items())
        )
        return _record((await self._connection.execute(query)).one()), written > 0

    async def keep_thread(
        self, guild_id: GuildId, discussion_id: int, thread_id: ChannelId
    ) -> bool:
        """Keep which thread it became; tell whether it is still kept at all."""
        return await self._change(guild_id, discussion_id, thread_id=thread_id)

    async def keep_post(
        self, guild_id: GuildId, discussion_id: int, post_id: MessageId | None
    ) -> bool:
        """Keep which message is its first post; tell whether the thread is still kept."""
        return await self._change(guild_id, discussion_id, post_id=post_id)

    async def _change(self, guild_id: GuildId, discussion_id: int, **values: int | None) -> bool:
        changed = await self._connection.execute(
            update(discussion)
            .where(discussion.c.guild_id == guild_id, discussion.c.id == discussion_id)
            .values(values)
        )
        return changed.rowcount > 0

    async def remove(self, guild_id: GuildId, discussion_id: int) -> None:
        """Forget a thread and who was in it."""
        await self._connection.execute(
            delete(discussion).where(
                discussion.c.guild_id == guild_id, discussion.c.id == discussion_id
            )
        )

    async def admit(
        self, guild_id: GuildId, discussion_id: int, user_id: UserId, now: datetime
    ) -> None:
        """Keep that a member was let in; nothing happens where they were in already."""
        key = {"guild_id": guild_id, "discussion_id": discussion_id, "user_id": user_id}
        values = {**key, "admitted_at": seconds(now)}
        await upsert(self._connection, discussion_member, values, key=tuple(key), update=())

    async def dismiss(self, guild_id: GuildId, discussion_id: int, user_id: UserId) -> None:
        """Keep that a member was taken out."""
        await self._connection.execute(
            delete(discussion_member).where(
                discussion_member.c.guild_id == guild_id,
                discussion_member.c.discussion_id == discussion_id,
                discussion_member.c.user_id == user_id,
            )
        )

    async def reached(self, guild_id: GuildId, show_id: ShowId, episode: int) -> list[UserId]:
        """Return everyone whose position on the screen is at an episode or beyond."""
        query = select(progress.c.user_id, progress.c.seen).where(
            progress.c.guild_id == guild_id,
            progress.c.show_id == show_id,
            progress.c.track == Track.SCREEN.value,
        )
        # A rewatch never lowers knowledge: what counts is what all passes have seen together.
        seen: dict[UserId, Seen] = {}
        for row in await self._connection.execute(query.order_by(progress.c.user_id)):
            user_id = UserId(row.user_id)
            seen[user_id] = seen.get(user_id, Seen()).union(Seen.parse(row.seen))
        return [user_id for user_id, each in seen.items() if each.position >= episode]

    async def out_of_step(self, discussion_id: int | None = None) -> list[Seat]:
        """Return who should be in a gated thread and is not, or is in and should not be."""
        gated = [
            discussion.c.kind == ThreadKind.GATED.value,
            discussion.c.thread_id.is_not(None),
            *([] if discussion_id is None else [discussion.c.id == discussion_id]),
        ]
        reached = await self._positions(gated)
        inside = await self._pairs(_members().where(*gated))
        given_up = await self._pairs(_given_up().where(*gated))
        seats: list[Seat] = []
        for row in await self._connection.execute(select(discussion).where(*gated)):
            thread = _record(row)
            positions = reached.get((thread.guild_id, thread.show_id), {})
            belong = {user for user, position in positions.items() if position >= thread.episode}
            missing = belong - inside[thread.id] - given_up[thread.id]
            stray = inside[thread.id] - belong
            seats += [
                Seat(guild_id=thread.guild_id, discussion_id=thread.id, user_id=user_id)
                for user_id in sorted(missing | stray)
            ]
        return seats

    async def _positions(
        self, gated: Sequence[ColumnElement[bool]]
    ) -> dict[tuple[GuildId, ShowId], dict[UserId, int]]:
        """Return how far everybody is on the screen who might belong in a gated thread."""
        has_thread = exists().where(
            discussion.c.guild_id == progress.c.guild_id,
            discussion.c.show_id == progress.c.show_id,
            *gated,
        )
        query = select(
            progress.c.guild_id, progress.c.show_id, progress.c.user_id, progress.c.seen
        ).where(progress.c.track == Track.SCREEN.value, has_thread)
        seen: dict[tuple[GuildId, ShowId], dict[UserId, Seen]] = defaultdict(dict)
        for row in await self._connection.execute(query):
            of_show = seen[GuildId(row.guild_id), ShowId(row.show_id)]
            user_id = UserId(row.user_id)
            of_show[user_id] = of_show.get(user_id, Seen()).union(Seen.parse(row.seen))
        return {
            key: {user_id: each.position for user_id, each in of_show.items()}
            for key, of_show in seen.items()
        }

    async def _pairs(self, query: Select[Any]) -> defaultdict[int, set[UserId]]:
        """Return a query's members, thread by thread."""
        pairs: defaultdict[int, set[UserId]] = defaultdict(set)
        for discussion_id, user_id in await self._connection.execute(query):
            pairs[int(discussion_id)].add(UserId(user_id))
        return pairs

    async def all_cards(self) -> list[CardRecord]:
        """Return every guild's index cards; read once at start."""
        return [
            CardRecord(
                guild_id=GuildId(row.guild_id),
                show_id=ShowId(row.show_id),
                channel_id=ChannelId(row.channel_id),
                message_id=MessageId(row.message_id),
            )
            for row in await self._connection.execute(select(index_card))
        ]

    async def put_card(self, card: CardRecord) -> None:
        """Keep where a show's index card is."""
        values = {
            "guild_id": card.guild_id,
            "show_id": card.show_id,
            "channel_id": card.channel_id,
            "message_id": card.message_id,
        }
        await upsert(
            self._connection,
            index_card,
            values,
            key=("guild_id", "show_id"),
            update=("channel_id", "message_id"),
        )

    async def remove_card(self, guild_id: GuildId, show_id: ShowId) -> None:
        """Forget a show's index card."""
        await self._connection.execute(
            delete(index_card).where(
                index_card.c.guild_id == guild_id, index_card.c.show_id == show_id
            )
        )


def _members() -> Select[Any]:
    """Select who is in which thread."""
    return select(discussion.c.id, discussion_member.c.user_id).join(
        discussion_member,
        and_(
            discussion_member.c.guild_id == discussion.c.guild_id,
            discussion_member.c.discussion_id == discussion.c.id,
        ),
    )


def _given_up() -> Select[Any]:
    """Select whose admission is under way, or was given up on."""
    return (
        select(discussion.c.id, job.c.user_id)
        .join(job, job.c.subject_id == discussion.c.id)
        .where(
            job.c.kind == MEMBER_JOB,
            job.c.state.in_(("due", "skipped")),
            job.c.user_id.is_not(None),
        )
    )


def _record(row: Row[Any]) -> DiscussionRecord:
    return DiscussionRecord(
        id=int(row.id),
        guild_id=GuildId(row.guild_id),
        show_id=ShowId(row.show_id),
        episode=int(row.episode),
        kind=ThreadKind(row.kind),
        channel_id=ChannelId(row.channel_id),
        thread_id=None if row.thread_id is None else ChannelId(row.thread_id),
        post_id=None if row.post_id is None else MessageId(row.post_id),
        opened_by=UserId(row.opened_by),
        opened_at=moment(row.opened_at),
    )
