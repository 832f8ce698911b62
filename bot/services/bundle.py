"""All services together, wired once."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from bot.services.admissions import Admissions
from bot.services.audience import Audiences
from bot.services.catalog import Catalog
from bot.services.confirming import Confirmations
from bot.services.discussions import Discussions
from bot.services.drafts import Drafts
from bot.services.guilds import GuildBook
from bot.services.jobs import JobRunner
from bot.services.notes import NoteKeeper
from bot.services.parties import Parties
from bot.services.ports import Clock, Database
from bot.services.privacy import PrivacyKeeper
from bot.services.progress import ProgressKeeper
from bot.services.recaps import Recaps
from bot.services.reminders import Reminders
from bot.services.room_talk import RoomTalks
from bot.services.show_making import ShowMaker
from bot.services.standings import Standings


class Services(Struct, frozen=True, kw_only=True):
    """What the cogs work with."""

    clock: Clock
    catalog: Catalog
    shows: ShowMaker
    guilds: GuildBook
    audiences: Audiences
    standings: Standings
    progress: ProgressKeeper
    notes: NoteKeeper
    recaps: Recaps
    discussions: Discussions
    admissions: Admissions
    room_talks: RoomTalks
    jobs: JobRunner
    drafts: Drafts
    parties: Parties
    reminders: Reminders
    confirmations: Confirmations
    privacy: PrivacyKeeper

    @classmethod
    def over(cls, database: Database, clock: Clock) -> Self:
        """Build the services over a database."""
        catalog = Catalog(database=database, clock=clock)
        guilds = GuildBook(database=database, clock=clock)
        standings = Standings(database=database)
        audiences = Audiences(
            database=database, clock=clock, catalog=catalog, guilds=guilds, standings=standings
        )
        jobs = JobRunner(database=database, clock=clock)
        progress = ProgressKeeper(database=database, clock=clock, standings=standings)
        discussions = Discussions(database=database, clock=clock, guilds=guilds, jobs=jobs)
        audiences.heed_threads(discussions.gate, discussions.open_up_to)
        admissions = Admissions(database=database, clock=clock, discussions=discussions, jobs=jobs)
        progress.observe(admissions)
        drafts = Drafts(database=database, clock=clock, guilds=guilds)
        parties = Parties(database=database, clock=clock, guilds=guilds, drafts=drafts, jobs=jobs)
        reminders = Reminders(database=database, clock=clock, drafts=drafts, jobs=jobs)
        return cls(
            clock=clock,
            catalog=catalog,
            shows=ShowMaker(catalog=catalog, guilds=guilds, discussions=discussions),
            guilds=guilds,
            audiences=audiences,
            standings=standings,
            progress=progress,
            notes=NoteKeeper(database=database, clock=clock),
            recaps=Recaps(database=database, clock=clock, guilds=guilds),
            discussions=discussions,
            admissions=admissions,
            room_talks=RoomTalks(
                database=database,
                clock=clock,
                guilds=guilds,
                audiences=audiences,
                discussions=discussions,
            ),
            jobs=jobs,
            drafts=drafts,
            parties=parties,
            reminders=reminders,
            confirmations=Confirmations(catalog=catalog, parties=parties, reminders=reminders),
            privacy=PrivacyKeeper(
                database=database,
                clock=clock,
                catalog=catalog,
                standings=standings,
                discussions=discussions,
                jobs=jobs,
            ),
        )

    async def load(self) -> None:
        """Read what stays in memory; call it once, before the first command."""
        await self.catalog.load()
        await self.guilds.load()
        await self.jobs.load()
        await self.notes.load()
        await self.discussions.load()
