"""The database of a bot: filled before it starts, and looked into while it runs or lies dead."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select

from bot.clock import SystemClock
from bot.providers.files import bundled_folder, show_files
from bot.services.bundle import Services
from bot.services.ports import Repositories
from bot.storage.database import Database
from bot.storage.schema import open_database
from bot.storage.tables import job

PATIENCE_SECONDS: Final = 20.0
_LOOK_EVERY_SECONDS: Final = 0.02
_SOON: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that stands still, so that what is asked for "in 60 min" may be due by now."""

    moment: datetime

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptJob:
    """What is kept of a job."""

    id: int
    kind: str
    user_id: int | None
    subject_id: int
    state: str
    attempts: int
    message_id: int | None


class Kept:
    """A bot's database, for a test that shares it with the bot."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        self.opened_at: datetime = SystemClock().now()

    async def services(self, *, ago: timedelta = timedelta()) -> Services:
        """Return the services of somebody who acts some time before now."""
        services = Services.over(self.database, StoppedClock(self.opened_at - ago))
        await services.load()
        return services

    async def jobs(self, *kinds: str) -> list[KeptJob]:
        """Return the jobs of these kinds, or all, in the order in which they were added."""
        query = select(job).order_by(job.c.id)
        if kinds:
            query = query.where(job.c.kind.in_(kinds))
        async with self.database.writer.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [
            KeptJob(
                id=row.id,
                kind=row.kind,
                user_id=row.user_id,
                subject_id=row.subject_id,
                state=row.state,
                attempts=row.attempts,
                message_id=row.message_id,
            )
            for row in rows
        ]

    async def until_done(self, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until nothing is left to be done now.

        Nobody announces a change of a file, so this looks again and again.
        """
        soon = self.opened_at + _SOON
        async with asyncio.timeout(patience_seconds):
            while await self._next_due() < soon:  # noqa: ASYNC110 - another process does it
                await asyncio.sleep(_LOOK_EVERY_SECONDS)

    async def _next_due(self) -> datetime:
        async with self.database.read() as kept:
            return await kept.jobs.next_due() or datetime.max.replace(tzinfo=UTC)

    def locked(self) -> AbstractAsyncContextManager[Repositories]:
        """Keep the bot from writing down anything until the block ends."""
        return self.database.write()


async def fill(url: str) -> None:
    """Bring an empty database to where a bot's first start leaves it."""
    database = await open_database(url)
    try:
        catalog = Services.over(database, SystemClock()).catalog
        await catalog.import_files(show_files(bundled_folder()), origin="bundled")
    finally:
        await database.close()
