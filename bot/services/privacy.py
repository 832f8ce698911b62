"""A member's own data: all of it given to them, or all of it deleted."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from msgspec import Struct

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import NOBODY, GuildId, ShowId, UserId
from bot.domain.records import replace
from bot.services.catalog import Catalog
from bot.services.discussions import Discussions, member_job
from bot.services.farewell import Farewell, say_farewell
from bot.services.jobs import JobRunner, Outcome
from bot.services.ports import Clock, Database, Job, NewJob, Repositories
from bot.services.privacy_ports import Rows
from bot.services.standings import Standings
from bot.services.waiting import WaitingWords

SWEEP_JOB: Final = "privacy-sweep"
"""Deletes the last traces, once a member was taken out of their threads; its subject is them."""
_SWEEP_AFTER: Final = timedelta(minutes=10)
EVERYWHERE: Final = GuildId(0)


class Holdings(Struct, frozen=True, kw_only=True):
    """How much is kept about a member, in words that they know."""

    shows: int
    notes: int
    reminders: int
    answers: int
    hosted: int
    servers: int
    """On how many servers anything names them."""

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to speak of."""
        return not (self.shows or self.notes or self.reminders or self.answers or self.hosted)


class PrivacyKeeper:
    """Exports and deletes; a guild of `EVERYWHERE` means all of them."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        catalog: Catalog,
        standings: Standings,
        discussions: Discussions,
        jobs: JobRunner,
    ) -> None:
        self._database = database
        self._clock = clock
        self._catalog = catalog
        self._standings = standings
        self._discussions = discussions
        self._jobs = jobs
        self.waiting = WaitingWords()
        """What is forgotten, and given, with the rest; kept nowhere but here."""

    async def export(self, user_id: UserId, guild_id: GuildId) -> bytes:
        """Return everything kept about a member as a JSON file, in UTF-8."""
        rows = await self._rows(user_id, guild_id)
        document: dict[str, Any] = {
            "member": str(user_id),
            "made_at": self._clock.now().isoformat(),
            "servers": "all" if guild_id == EVERYWHERE else [str(guild_id)],
            "shows": self._titles(rows),
            "data": rows,
            "waiting": self._waiting_words(user_id, guild_id),
        }
        return json.dumps(document, ensure_ascii=False, indent=2).encode()

    def _waiting_words(self, user_id: UserId, guild_id: GuildId) -> list[dict[str, Any]]:
        """Return what a member typed that waits for them to say of which show it is."""
        return [
            {"guild_id": str(one.guild_id), "words": one.words}
            for one in self.waiting.of(user_id, _scope(guild_id))
        ]

    def _titles(self, rows: Rows) -> dict[str, str]:
        """Return the titles of the shows that the rows speak of; every title is open."""
        numbers = {row["show_id"] for table in rows.values() for row in table if row.get("show_id")}
        return {
            number: self._catalog.title(ShowId(int(number)))
            for number in sorted(numbers, key=int)
            if self._catalog.has(ShowId(int(number)))
        }

    async def holdings(self, user_id: UserId, guild_id: GuildId) -> Holdings:
        """Return how much would be deleted."""
        rows = await self._rows(user_id, guild_id)
        if guild_id != EVERYWHERE:
            # What was asked for in direct messages belongs to no guild, and stays.
            rows = {
                name: [row for row in table if row.get("guild_id") == str(guild_id)]
                for name, table in rows.items()
            }
        shows = {row["show_id"] for name in ("progress", "follower") for row in rows[name]}
        return Holdings(
            shows=len(shows),
            notes=len(rows["note"]),
            reminders=sum(row["state"] == "waiting" for row in rows["reminder"]),
            answers=len(rows["rsvp"]),
            hosted=sum(row["state"] == "planned" for row in rows["party"]),
            servers=len(_guilds_in(rows)),
        )

    async def _rows(self, user_id: UserId, guild_id: GuildId) -> Rows:
        async with self._database.read() as kept:
            return await kept.privacy.rows(user_id, _scope(guild_id))

    async def forget(self, user_id: UserId, guild_id: GuildId) -> Farewell:
        """Delete everything about a member, in one transaction, and take them out of threads."""
        now = self._clock.now()
        handed_over = cancelled = 0
        async with self._database.write() as kept:
            guilds = await kept.privacy.guilds(user_id) if guild_id == EVERYWHERE else {guild_id}
            jobs: list[NewJob] = []
            for one in sorted(guilds):
                farewell = await say_farewell(kept, one, user_id, now)
                handed_over += farewell.handed_over
                cancelled += farewell.cancelled
                jobs += await self._take_out(kept, one, user_id, now)
            await kept.privacy.erase(user_id, _scope(guild_id))
            await kept.jobs.add([*jobs, _sweep(user_id, guild_id, now)])
        self.waiting.forget(user_id, _scope(guild_id))
        self._forget_in_memory(user_id, guilds)
        self._jobs.wake()
        return Farewell(handed_over=handed_over, cancelled=cancelled)

    def _forget_in_memory(self, user_id: UserId, guilds: Collection[GuildId]) -> None:
        self._standings.forget_all()
        book = self._discussions.book
        for record in list(book):
            if record.opened_by == user_id and record.guild_id in guilds:
                book.put(replace(record, opened_by=NOBODY))

    async def _take_out(
        self, kept: Repositories, guild_id: GuildId, user_id: UserId, now: datetime
    ) -> Iterable[NewJob]:
        """Return the jobs that look whether a member still belongs in the threads they reached."""
        mark = secrets.token_hex(8)
        shows = await kept.privacy.shows(user_id, guild_id)
        return [
            member_job(record, user_id, mark, now)
            for show_id in sorted(shows)
            for record in self._discussions.book.of_show(guild_id, show_id)
            if record.kind is ThreadKind.GATED
        ]

    async def sweep(self, job: Job) -> Outcome:
        """Do a job of `SWEEP_JOB`: delete finished jobs that name the member, itself included."""
        # Here, where nobody waits for an answer: it may have to wait for those who read.
        await self._database.wipe()
        user_id, now = UserId(job.subject_id), self._clock.now()
        async with self._database.write() as kept:
            left = await kept.privacy.sweep(user_id, _scope(job.guild_id))
            if left:
                await kept.jobs.add([_sweep(user_id, job.guild_id, now)])
            await kept.jobs.remove(job.id)
        return Outcome()


def _guilds_in(rows: Rows) -> set[str]:
    """Return the guilds that rows belong to; what is kept for all of them belongs to none."""
    named = {str(row["guild_id"]) for table in rows.values() for row in table if "guild_id" in row}
    return named - {str(EVERYWHERE)}


def _scope(guild_id: GuildId) -> GuildId | None:
    return None if guild_id == EVERYWHERE else guild_id


def _sweep(user_id: UserId, guild_id: GuildId, now: datetime) -> NewJob:
    due_at = now + _SWEEP_AFTER
    return NewJob(
        kind=SWEEP_JOB,
        key=f"{user_id}:{guild_id}:{int(due_at.timestamp())}",
        guild_id=guild_id,
        subject_id=user_id,
        due_at=due_at,
    )
