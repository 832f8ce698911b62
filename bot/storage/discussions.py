"""Discussion threads, in SQL."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, delete, exists, select, union, update

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
    ) -> None:
        """Keep which thread it became."""
        await self._change(guild_id, discussion_id, thread_id=thread_id)

    async def keep_post(
        self, guild_id: GuildId, discussion_id: int, post_id: MessageId | None
    ) -> None:
        """Keep which message is its first post."""
        await self._change(guild_id, discussion_id, post_id=post_id)

    async def _change(self, guild_id: GuildId, discussion_id: int, **values: int | None) -> None:
        await self._connection.execute(
            update(discussion)
            .where(discussion.c.guild_id == guild_id, discussion.c.id == discussion_id)
            .values(values)
        )

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
        named = [] if discussion_id is None else [discussion.c.id == discussion_id]
        gated = [
            discussion.c.kind == ThreadKind.GATED.value,
            discussion.c.thread_id.is_not(None),
            *named,
        ]
        query = union(_missing().where(*gated), _stray().where(*gated))
        return [
            Seat(
                guild_id=GuildId(row.guild_id),
                discussion_id=int(row.discussion_id),
                user_id=UserId(row.user_id),
            )
            for row in await self._connection.execute(query)
        ]

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


def _at_the_episode(user: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's own conditions
    """Return the condition that a progress row of a user has got as far as the thread."""
    return and_(
        progress.c.guild_id == discussion.c.guild_id,
        progress.c.show_id == discussion.c.show_id,
        progress.c.user_id == user,
        progress.c.track == Track.SCREEN.value,
        progress.c.position >= discussion.c.episode,
    )


def _missing() -> Select[Any]:
    """Select who has seen that far and was not let in, unless that was given up on."""
    given_up = (
        select(job.c.subject_id, job.c.user_id)
        .where(job.c.kind == MEMBER_JOB, job.c.state.in_(("due", "skipped")))
        .distinct()
        .subquery()
    )
    return (
        select(discussion.c.guild_id, discussion.c.id.label("discussion_id"), progress.c.user_id)
        .select_from(
            discussion.join(progress, _at_the_episode(progress.c.user_id))
            .outerjoin(
                discussion_member,
                and_(
                    discussion_member.c.guild_id == discussion.c.guild_id,
                    discussion_member.c.discussion_id == discussion.c.id,
                    discussion_member.c.user_id == progress.c.user_id,
                ),
            )
            .outerjoin(
                given_up,
                and_(
                    given_up.c.subject_id == discussion.c.id,
                    given_up.c.user_id == progress.c.user_id,
                ),
            )
        )
        .where(discussion_member.c.user_id.is_(None), given_up.c.user_id.is_(None))
    )


def _stray() -> Select[Any]:
    """Select who is in and has not seen that far."""
    return (
        select(
            discussion.c.guild_id,
            discussion.c.id.label("discussion_id"),
            discussion_member.c.user_id,
        )
        .join(
            discussion_member,
            and_(
                discussion_member.c.guild_id == discussion.c.guild_id,
                discussion_member.c.discussion_id == discussion.c.id,
            ),
        )
        .where(~exists().where(_at_the_episode(discussion_member.c.user_id)))
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
