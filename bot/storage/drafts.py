"""Drafts that wait for their writer's word, in SQL."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update

from bot.domain.drafts import Draft, DraftId, Subject, Wish, from_document, to_document
from bot.domain.ids import GuildId, UserId
from bot.storage.connection import Connection
from bot.storage.rows import seconds
from bot.storage.tables import draft as draft_table


class SqlDraftRepository:
    """Implements `bot.services.party_ports.DraftRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, guild_id: GuildId, user_id: UserId, wish: Wish, subject: Subject) -> Draft:
        """Keep a draft."""
        values = {
            "guild_id": guild_id,
            "user_id": user_id,
            "document": json.dumps(to_document(wish, subject)),
            "created_at": seconds(wish.asked_at),
        }
        # Beside the statement, as all that members write: what is in it, SQLAlchemy remembers.
        statement = insert(draft_table).returning(draft_table.c.id)
        draft_id = DraftId((await self._connection.execute(statement, values)).scalar_one())
        return Draft(id=draft_id, guild_id=guild_id, user_id=user_id, wish=wish, subject=subject)

    async def find(self, guild_id: GuildId, user_id: UserId, draft_id: DraftId) -> Draft | None:
        """Return a draft."""
        query = select(draft_table.c.document).where(
            draft_table.c.guild_id == guild_id,
            draft_table.c.user_id == user_id,
            draft_table.c.id == draft_id,
        )
        document = (await self._connection.execute(query)).scalar()
        if document is None:
            return None
        wish, subject = from_document(json.loads(document))
        return Draft(id=draft_id, guild_id=guild_id, user_id=user_id, wish=wish, subject=subject)

    async def put(self, draft: Draft) -> None:
        """Keep a draft as it is now; one that is gone stays gone."""
        written = json.dumps(to_document(draft.wish, draft.subject))
        await self._connection.execute(
            update(draft_table).where(*_is(draft)).values(document=bindparam("written")),
            {"written": written},
        )

    async def remove(self, draft: Draft) -> bool:
        """Drop a draft; tell whether it was still there."""
        gone = await self._connection.execute(delete(draft_table).where(*_is(draft)))
        return gone.rowcount > 0

    async def sweep(self, before: datetime) -> int:
        """Drop every draft written before a moment; return how many."""
        gone = await self._connection.execute(
            delete(draft_table).where(draft_table.c.created_at < seconds(before))
        )
        return gone.rowcount


def _is(draft: Draft) -> tuple[ColumnElement[bool], ...]:
    return (
        draft_table.c.guild_id == draft.guild_id,
        draft_table.c.user_id == draft.user_id,
        draft_table.c.id == draft.id,
    )
