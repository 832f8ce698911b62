"""Members' lines on episodes, in SQL; each leaves here behind the gate of its episode."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, insert, select, update

from bot.domain.ids import GuildId, ShowId, UserId
from bot.domain.spoilers import Gate, Gated
from bot.services.note_ports import NewNote, NoteRecord
from bot.storage.connection import Connection
from bot.storage.rows import maybe_moment, moment, seconds
from bot.storage.tables import note


class SqlNoteRepository:
    """Implements `bot.services.note_ports.NoteRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, new: NewNote) -> int:
        """Keep a line; return its id."""
        # Beside the statement, as all that members write: what is in it, SQLAlchemy remembers.
        values = {
            "guild_id": new.guild_id,
            "user_id": new.user_id,
            "show_id": new.show_id,
            "episode": new.episode,
            "text": new.text,
            "created_at": seconds(new.created_at),
        }
        statement = insert(note).returning(note.c.id)
        return int((await self._connection.execute(statement, values)).scalar_one())

    async def find(self, guild_id: GuildId, note_id: int) -> NoteRecord | None:
        """Return one line of this guild."""
        query = select(note).where(note.c.guild_id == guild_id, note.c.id == note_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _record(row)

    async def places(self) -> set[tuple[GuildId, ShowId, int]]:
        """Return every guild's episodes that have lines; read once at start."""
        query = select(note.c.guild_id, note.c.show_id, note.c.episode).distinct()
        return {
            (GuildId(row.guild_id), ShowId(row.show_id), row.episode)
            for row in await self._connection.execute(query)
        }

    async def of_member(
        self, guild_id: GuildId, user_id: UserId, show_id: ShowId
    ) -> list[NoteRecord]:
        """Return what one member wrote on a show, by episode, oldest first."""
        query = (
            select(note)
            .where(
                note.c.guild_id == guild_id,
                note.c.show_id == show_id,
                note.c.user_id == user_id,
            )
            .order_by(note.c.episode, note.c.id)
        )
        return [_record(row) for row in await self._connection.execute(query)]

    async def within(
        self, guild_id: GuildId, show_id: ShowId, episodes: range, *, each: int
    ) -> list[NoteRecord]:
        """Return the newest lines on some episodes, `each` per episode, oldest first.

        The newest line of everybody comes before the second of anybody.
        """
        turn = func.row_number().over(
            partition_by=(note.c.episode, note.c.user_id), order_by=note.c.id.desc()
        )
        whose = _within(guild_id, show_id, episodes)
        taken = select(note, turn.label("turn")).where(*whose).subquery()
        place = func.row_number().over(
            partition_by=taken.c.episode, order_by=(taken.c.turn, taken.c.id.desc())
        )
        ranked = select(taken, place.label("place")).subquery()
        query = select(ranked).where(ranked.c.place <= each).order_by(ranked.c.episode, ranked.c.id)
        return [_record(row) for row in await self._connection.execute(query)]

    async def count(self, guild_id: GuildId, show_id: ShowId, episodes: range) -> int:
        """Return how many lines there are on some episodes."""
        query = select(func.count()).select_from(note).where(*_within(guild_id, show_id, episodes))
        return int((await self._connection.execute(query)).scalar_one())

    async def edit(
        self, guild_id: GuildId, user_id: UserId, note_id: int, text: str, now: datetime
    ) -> bool:
        """Change a member's own line; tell whether it was there."""
        statement = (
            update(note)
            .where(note.c.guild_id == guild_id, note.c.id == note_id, note.c.user_id == user_id)
            .values(text=bindparam("written"), edited_at=seconds(now))
        )
        return (await self._connection.execute(statement, {"written": text})).rowcount > 0

    async def remove(self, guild_id: GuildId, user_id: UserId, note_id: int) -> bool:
        """Delete a member's own line; tell whether it was there."""
        statement = delete(note).where(
            note.c.guild_id == guild_id, note.c.id == note_id, note.c.user_id == user_id
        )
        return (await self._connection.execute(statement)).rowcount > 0


def _within(guild_id: GuildId, show_id: ShowId, episodes: range) -> tuple[ColumnElement[bool], ...]:
    return (
        note.c.guild_id == guild_id,
        note.c.show_id == show_id,
        note.c.episode >= episodes.start,
        note.c.episode < episodes.stop,
    )


def _record(row: Row[Any]) -> NoteRecord:
    show_id = ShowId(row.show_id)
    return NoteRecord(
        id=row.id,
        guild_id=GuildId(row.guild_id),
        user_id=UserId(row.user_id),
        show_id=show_id,
        episode=row.episode,
        text=Gated(row.text, gate=Gate.episode(row.episode), show_id=show_id),
        created_at=moment(row.created_at),
        edited_at=maybe_moment(row.edited_at),
    )
