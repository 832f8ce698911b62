"""The outbox, in SQL: due work is leased, so that a process that dies gives it back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    case,
    delete,
    func,
    not_,
    or_,
    select,
    tuple_,
    update,
)

from bot.domain.ids import GuildId, MessageId, UserId
from bot.services.ports import Job, NewJob
from bot.storage.connection import Connection
from bot.storage.rows import maybe_moment, moment, seconds, upsert
from bot.storage.tables import job


class SqlJobRepository:
    """Implements `bot.services.ports.JobRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, jobs: Sequence[NewJob]) -> None:
        """Add jobs; those that exist are left as they are."""
        rows = [
            {
                "kind": new.kind,
                "key": new.key,
                "guild_id": new.guild_id,
                "user_id": new.user_id,
                "subject_id": new.subject_id,
                "due_at": seconds(new.due_at),
                "state": "due",
            }
            for new in jobs
        ]
        if rows:
            await upsert(self._connection, job, rows, key=("kind", "key"), update=())

    async def next_due(
        self, kinds: Collection[str] | None = None, *, spare: Collection[tuple[str, int]] = ()
    ) -> datetime | None:
        """Return when the next job, of these kinds or any, falls due or its lease runs out.

        Those of the kinds and subjects in `spare` are passed over.
        """
        wakes_at = case((job.c.leased_until.is_(None), job.c.due_at), else_=job.c.leased_until)
        query = select(func.min(wakes_at)).where(job.c.state == "due")
        if kinds is not None:
            query = query.where(job.c.kind.in_(kinds))
        if spare:
            query = query.where(tuple_(job.c.kind, job.c.subject_id).not_in(list(spare)))
        return maybe_moment((await self._connection.execute(query)).scalar())

    async def due_kinds(self, now: datetime) -> list[str]:
        """Return the kinds of which a job could be leased now."""
        query = select(job.c.kind).where(*_free_at(_at(now))).distinct().order_by(job.c.kind)
        return [row.kind for row in await self._connection.execute(query)]

    async def lease(
        self,
        *,
        kind: str,
        now: datetime,
        seconds: int,
        limit: int,
        each: int | None = None,
        spare: Collection[int] = (),
    ) -> list[Job]:
        """Take due jobs of a kind whose lease is free or ran out, oldest first.

        No more than `each` of one subject, and none of the subjects in `spare`.
        """
        free: list[ColumnElement[bool]] = [job.c.kind == kind, *_free_at(_at(now))]
        if spare:
            free.append(job.c.subject_id.not_in(spare))
        if each is not None:
            free.append(job.c.id.in_(_first_of_each(free, each)))
        query = (
            select(job)
            .where(*free)
            .order_by(job.c.due_at, job.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = (await self._connection.execute(query)).all()
        if rows:
            until = _at(now + timedelta(seconds=seconds))
            await self._connection.execute(
                update(job)
                .where(job.c.id.in_([row.id for row in rows]))
                .values(leased_until=until, attempts=job.c.attempts + 1)
            )
        return [_job(row) for row in rows]

    async def release_all(self) -> None:
        """Free every lease; only for who is sure that nobody else holds one."""
        await self._connection.execute(
            update(job)
            .where(job.c.state == "due", job.c.leased_until.is_not(None))
            .values(leased_until=None)
        )

    async def finish(
        self, job_id: int, *, state: str, now: datetime, message_id: MessageId | None = None
    ) -> None:
        """Close a job as `done`, `skipped` or `failed`."""
        await self._connection.execute(
            update(job)
            .where(job.c.id == job_id)
            .values(state=state, finished_at=_at(now), message_id=message_id, leased_until=None)
        )

    async def hold(self, job_id: int, until: datetime) -> None:
        """Keep a job from everybody until a moment, or the next start; its due time stays."""
        await self._connection.execute(
            update(job).where(job.c.id == job_id).values(leased_until=_at(until))
        )

    async def postpone(self, job_id: int, due_at: datetime) -> None:
        """Give a lease back, to be tried again later."""
        await self._connection.execute(
            update(job).where(job.c.id == job_id).values(due_at=_at(due_at), leased_until=None)
        )

    async def remove(self, job_id: int) -> None:
        """Delete a job without a trace, whatever its state."""
        await self._connection.execute(delete(job).where(job.c.id == job_id))

    async def cancel(self, *, kind: str, subject_id: int, user_id: UserId | None = None) -> int:
        """Remove jobs that are not done yet; return how many."""
        statement = delete(job).where(
            job.c.kind == kind, job.c.subject_id == subject_id, job.c.state == "due"
        )
        if user_id is not None:
            statement = statement.where(job.c.user_id == user_id)
        return (await self._connection.execute(statement)).rowcount

    async def cancel_all(self, *, kinds: Collection[str], subject_ids: Collection[int]) -> int:
        """Remove jobs of several kinds and subjects that are not done yet; return how many."""
        statement = delete(job).where(
            job.c.kind.in_(kinds), job.c.subject_id.in_(subject_ids), job.c.state == "due"
        )
        return (await self._connection.execute(statement)).rowcount

    async def sweep(self, before: datetime) -> int:
        """Delete what was closed before a moment, but for what was given up for a member."""
        is_given_up = and_(job.c.state == "skipped", job.c.user_id.is_not(None))
        statement = delete(job).where(
            job.c.state != "due", job.c.finished_at < seconds(before), not_(is_given_up)
        )
        return (await self._connection.execute(statement)).rowcount


# `lease` has a parameter named seconds, as its callers would expect.
_at = seconds


def _first_of_each(free: Sequence[ColumnElement[bool]], each: int) -> Select[tuple[int]]:
    """Choose the first few jobs of each subject among those that are free."""
    order = (job.c.due_at, job.c.id)
    place = func.row_number().over(partition_by=job.c.subject_id, order_by=order)
    ranked = select(job.c.id, place.label("place")).where(*free).subquery()
    return select(ranked.c.id).where(ranked.c.place <= each)


def _free_at(now: int) -> tuple[ColumnElement[bool], ...]:
    return (
        job.c.state == "due",
        job.c.due_at <= now,
        or_(job.c.leased_until.is_(None), job.c.leased_until <= now),
    )


def _job(row: Row[Any]) -> Job:
    return Job(
        id=int(row.id),
        kind=row.kind,
        key=row.key,
        guild_id=GuildId(row.guild_id),
        subject_id=int(row.subject_id),
        due_at=moment(row.due_at),
        user_id=None if row.user_id is None else UserId(row.user_id),
        attempts=int(row.attempts) + 1,
    )
