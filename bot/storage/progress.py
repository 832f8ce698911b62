"""Members' progress, in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    literal,
    select,
    update,
)

from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.progress import Progress, Seen, TrackProgress
from bot.domain.spoilers import Track
from bot.services.ports import ChangeRecord, FollowerRecord, PassKey, Standing
from bot.storage.connection import Connection, Fixed
from bot.storage.rows import maybe_moment, moment, seconds, upsert
from bot.storage.tables import follower, progress, progress_change


def _is_of(table: Table) -> tuple[ColumnElement[bool], ...]:
    """Return that rows are about one member and one show."""
    return (
        table.c.guild_id == bindparam("guild"),
        table.c.user_id == bindparam("user"),
        table.c.show_id == bindparam("show"),
    )


_MARKS = select(
    progress.c.show_id,
    progress.c.track,
    progress.c["pass"].label("pass_number"),
    progress.c.seen,
    follower.c.active_at,
    follower.c.dropped_at,
    follower.c.is_hidden,
    follower.c.user_id.label("follower_id"),
).select_from(
    progress.outerjoin(
        follower,
        and_(
            follower.c.guild_id == progress.c.guild_id,
            follower.c.user_id == progress.c.user_id,
            follower.c.show_id == progress.c.show_id,
        ),
    )
)

# What every mark and every first question of a member asks.
_ONE = select(literal(1).label("one")).subquery()
_STANDING = Fixed(
    select(
        progress.c.track,
        progress.c["pass"].label("pass_number"),
        progress.c.seen,
        follower.c.active_at,
        follower.c.dropped_at,
        follower.c.is_hidden,
        follower.c.user_id.label("follower_id"),
    ).select_from(
        # One row at least, so that who has no marks is found by the same question.
        _ONE.outerjoin(progress, and_(*_is_of(progress))).outerjoin(
            follower, and_(*_is_of(follower))
        )
    )
)
_TOUCH = Fixed(
    update(follower)
    .where(*_is_of(follower), follower.c.dropped_at.is_(None))
    .values(active_at=bindparam("now"))
)
_ADD_CHANGE = Fixed(insert(progress_change))


class SqlProgressRepository:
    """Implements `bot.services.ports.ProgressRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def standing(self, guild_id: GuildId, user_id: UserId, show_id: ShowId) -> Standing:
        """Return a member's standing on a show; empty where there is none."""
        whose = {"guild": guild_id, "user": user_id, "show": show_id}
        return _standing(show_id, (await self._connection.execute(_STANDING, whose)).all())

    async def standings(self, guild_id: GuildId, user_id: UserId) -> list[Standing]:
        """Return a member's standing on every show they ever marked or followed here."""
        marks = _MARKS.where(progress.c.guild_id == guild_id, progress.c.user_id == user_id)
        by_show: dict[ShowId, list[Any]] = {}
        for row in await self._connection.execute(marks):
            by_show.setdefault(ShowId(row.show_id), []).append(row)
        query = select(follower).where(
            follower.c.guild_id == guild_id, follower.c.user_id == user_id
        )
        markless = [
            _markless(ShowId(row.show_id), row)
            for row in await self._connection.execute(query)
            if row.show_id not in by_show
        ]
        return [_standing(show_id, rows) for show_id, rows in by_show.items()] + markless

    async def put_seen(self, key: PassKey, seen: Seen, now: datetime) -> None:
        """Keep what a member has seen on one track in one pass; empty removes it."""
        columns = _columns(key)
        if not seen:
            matches = (progress.c[name] == value for name, value in columns.items())
            await self._connection.execute(delete(progress).where(*matches))
            return
        values = {
            **columns,
            "seen": str(seen),
            "position": seen.position,
            "updated_at": seconds(now),
        }
        await upsert(
            self._connection,
            progress,
            values,
            key=tuple(columns),
            update=("seen", "position", "updated_at"),
        )

    async def add_change(self, key: PassKey, added: Seen, now: datetime) -> int:
        """Remember a step, so that it can be taken back; return its id."""
        values = {**_columns(key), "added": str(added), "changed_at": seconds(now)}
        return (await self._connection.execute(_ADD_CHANGE, values)).inserted_id

    async def last_change(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId
    ) -> ChangeRecord | None:
        """Return the newest step that was not taken back."""
        query = _changes(guild_id, user_id).where(progress_change.c.show_id == show_id)
        newest = query.order_by(progress_change.c.id.desc()).limit(1)
        row = (await self._connection.execute(newest)).first()
        return None if row is None else _change(row)

    async def changes(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId, track: Track
    ) -> list[ChangeRecord]:
        """Return the steps on one track that were not taken back, the newest first."""
        query = _changes(guild_id, user_id).where(
            progress_change.c.show_id == show_id, progress_change.c.track == track.value
        )
        newest = query.order_by(progress_change.c.id.desc())
        return [_change(row) for row in await self._connection.execute(newest)]

    async def find_change(
        self, guild_id: GuildId, user_id: UserId, change_id: int
    ) -> ChangeRecord | None:
        """Return one step of this member, if it was not taken back."""
        query = _changes(guild_id, user_id).where(progress_change.c.id == change_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _change(row)

    async def mark_undone(self, guild_id: GuildId, change_id: int, now: datetime) -> None:
        """Remember that a step was taken back."""
        await self._connection.execute(
            update(progress_change)
            .where(progress_change.c.guild_id == guild_id, progress_change.c.id == change_id)
            .values(undone_at=seconds(now))
        )

    async def touch_follower(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId, now: datetime
    ) -> bool:
        """Make somebody a follower, or note that they are active; tell whether they are new."""
        whose = {"guild": guild_id, "user": user_id, "show": show_id, "now": seconds(now)}
        if (await self._connection.execute(_TOUCH, whose)).rowcount:
            return False
        values = {
            "guild_id": guild_id,
            "user_id": user_id,
            "show_id": show_id,
            "followed_at": seconds(now),
            "active_at": seconds(now),
            "dropped_at": None,
            "is_hidden": 0,
        }
        await upsert(
            self._connection,
            follower,
            values,
            key=("guild_id", "user_id", "show_id"),
            update=("followed_at", "active_at", "dropped_at"),
        )
        return True

    async def drop(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId, now: datetime
    ) -> bool:
        """End following; what was marked is kept. Tell whether they had followed."""
        statement = (
            update(follower)
            .where(_is_follower(guild_id, user_id, show_id), follower.c.dropped_at.is_(None))
            .values(dropped_at=seconds(now))
        )
        return (await self._connection.execute(statement)).rowcount > 0

    async def set_hidden(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId, *, is_hidden: bool
    ) -> None:
        """Show a follower's position on the board, or not."""
        await self._connection.execute(
            update(follower)
            .where(_is_follower(guild_id, user_id, show_id))
            .values(is_hidden=int(is_hidden))
        )

    async def followers(self, guild_id: GuildId, show_id: ShowId) -> list[FollowerRecord]:
        """Return everyone who follows a show here, whoever has not dropped it."""
        query = (
            select(
                follower.c.user_id,
                follower.c.followed_at,
                follower.c.active_at,
                follower.c.is_hidden,
                progress.c.track,
                progress.c.position,
                progress.c["pass"],
                progress.c.seen,
            )
            .select_from(
                follower.outerjoin(
                    progress,
                    and_(
                        follower.c.guild_id == progress.c.guild_id,
                        follower.c.user_id == progress.c.user_id,
                        follower.c.show_id == progress.c.show_id,
                    ),
                )
            )
            .where(
                follower.c.guild_id == guild_id,
                follower.c.show_id == show_id,
                follower.c.dropped_at.is_(None),
            )
            .order_by(follower.c.followed_at, follower.c.user_id)
        )
        by_user: dict[UserId, list[Any]] = {}
        for row in await self._connection.execute(query):
            by_user.setdefault(UserId(row.user_id), []).append(row)
        return [_follower(user_id, show_id, rows) for user_id, rows in by_user.items()]


def _columns(key: PassKey) -> dict[str, Any]:
    return {
        "guild_id": key.guild_id,
        "user_id": key.user_id,
        "show_id": key.show_id,
        "track": key.track.value,
        "pass": key.pass_number,
    }


def _is_follower(guild_id: GuildId, user_id: UserId, show_id: ShowId) -> Any:  # noqa: ANN401
    """Return the condition; its type is SQLAlchemy's own affair."""
    return and_(
        follower.c.guild_id == guild_id,
        follower.c.user_id == user_id,
        follower.c.show_id == show_id,
    )


def _changes(guild_id: GuildId, user_id: UserId) -> Select[Any]:
    return select(progress_change).where(
        progress_change.c.guild_id == guild_id,
        progress_change.c.user_id == user_id,
        progress_change.c.undone_at.is_(None),
    )


def _change(row: Row[Any]) -> ChangeRecord:
    return ChangeRecord(
        id=int(row.id),
        show_id=ShowId(row.show_id),
        track=Track(row.track),
        pass_number=int(row._mapping["pass"]),  # noqa: SLF001 - SQLAlchemy's public name for it
        added=Seen.parse(row.added),
        changed_at=moment(row.changed_at),
    )


def _progress(show_id: ShowId, rows: Iterable[tuple[str, int, str]]) -> Progress:
    return Progress(
        show_id=show_id,
        tracks=tuple(
            TrackProgress(Track(track), pass_number, Seen.parse(seen))
            for track, pass_number, seen in rows
        ),
    )


def _standing(show_id: ShowId, rows: Sequence[Any]) -> Standing:
    first = rows[0]
    return Standing(
        progress=_progress(
            show_id,
            ((row.track, row.pass_number, row.seen) for row in rows if row.track is not None),
        ),
        is_following=first.follower_id is not None and first.dropped_at is None,
        is_hidden=bool(first.is_hidden),
        active_at=maybe_moment(first.active_at),
    )


def _markless(show_id: ShowId, row: Row[Any] | None) -> Standing:
    return Standing(
        progress=Progress(show_id=show_id),
        is_following=row is not None and row.dropped_at is None,
        is_hidden=row is not None and bool(row.is_hidden),
        active_at=None if row is None else moment(row.active_at),
    )


def _follower(user_id: UserId, show_id: ShowId, rows: list[Any]) -> FollowerRecord:
    first = rows[0]
    marks = (
        (row.track, int(row._mapping["pass"]), row.seen)  # noqa: SLF001 - as above
        for row in rows
        if row.track is not None
    )
    return FollowerRecord(
        user_id=user_id,
        position=_progress(show_id, marks).knowledge.position,
        followed_at=moment(first.followed_at),
        active_at=moment(first.active_at),
        is_hidden=bool(first.is_hidden),
    )
