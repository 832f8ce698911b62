"""Watch parties: planning them, moving and cancelling, and who comes.

Whatever a member is told later (cards, reminders, news) is a job in the outbox, written in the same
transaction as what calls for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Final

from msgspec import Struct

from bot.domain.drafts import Draft, MoveDraft, PartyDraft, repeat_of, sittings, zone_of
from bot.domain.errors import LanternError
from bot.domain.ids import GuildId, MessageId, UserId
from bot.domain.parties import Answer, Party, PartyId, PartyState, Rsvp
from bot.domain.records import replace
from bot.domain.shows import Show
from bot.services.drafts import Drafts, exact, use_up
from bot.services.guilds import GuildBook
from bot.services.jobs import JobRunner
from bot.services.party_jobs import (
    PartyJob,
    cancel_jobs,
    card_job,
    evening_jobs,
    moved_jobs,
    news_job,
)
from bot.services.party_ports import CardFate, MissedReminder, NewParty
from bot.services.ports import Clock, Database, MemberRecord, Repositories

MOST_PLANNED: Final = 500
"""Parties that one guild may have ahead, all evenings of all runs counted."""
_TOLD_FOR: Final = timedelta(days=7)
"""Missed reminders are told of for so long."""


class PartyGoneError(LanternError):
    """The party is over, was cancelled, or never was."""

    key = "error-party-gone"


class NotYourPartyError(LanternError):
    """Only its host and managers may cancel or move a party."""

    key = "error-not-your-party"


class TooManyPartiesError(LanternError):
    """The guild has as many parties ahead as we keep."""

    key = "error-too-many-parties"


class Gathering(Struct, frozen=True, kw_only=True):
    """A party with who comes, and how its run goes on."""

    party: Party
    answers: tuple[Rsvp, ...] = ()
    evenings_after: int = 0
    """Planned evenings of the same run after this one."""
    run_ends: Party | None = None
    """The last of them."""
    card: CardFate | None = None
    """What becomes of its card, where it should have one by now and has none."""


class Agenda(Struct, frozen=True, kw_only=True):
    """What lies ahead of a guild, and what was missed while we were away."""

    gatherings: tuple[Gathering, ...]
    """Soonest first; of a run its next evening alone."""
    missed: tuple[MissedReminder, ...]


class Actor(Struct, frozen=True, kw_only=True):
    """Who cancels or moves a party."""

    user_id: UserId
    is_manager: bool

    def may_change(self, party: Party) -> bool:
        """Tell whether a party is theirs to change."""
        return self.is_manager or self.user_id == party.host_id


class Parties:
    """Keeps a guild's parties."""

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        guilds: GuildBook,
        drafts: Drafts,
        jobs: JobRunner,
    ) -> None:
        self._database = database
        self._clock = clock
        self._guilds = guilds
        self._drafts = drafts
        self._jobs = jobs

    async def schedule(self, draft: Draft, subject: PartyDraft, show: Show) -> list[Party]:
        """Keep a party or a whole run of them; the host is going.

        Raises WentByError, DraftGoneError, TooManyPartiesError, and what `sittings` raises.
        """
        reading = exact(self._drafts.read(draft.wish))
        zone = zone_of(draft.wish, reading)
        run = sittings(subject, reading, zone=zone, total=show.total)
        is_run = subject.repeat is not None
        repeat = str(repeat_of(subject, reading, zone=zone)) if is_run else None
        evenings = [
            NewParty(
                guild_id=draft.guild_id,
                show_id=show.id,
                first_episode=sitting.episodes[0],
                last_episode=sitting.episodes[-1],
                channel_id=subject.channel_id,
                host_id=draft.user_id,
                starts_at=sitting.at,
                zone=zone,
                place=subject.place,
                repeat=repeat,
            )
            for sitting in run
        ]
        async with self._database.write() as kept:
            await use_up(kept, draft)
            if await kept.parties.count_planned(draft.guild_id) + len(run) > MOST_PLANNED:
                raise TooManyPartiesError(most=MOST_PLANNED)
            parties = await self._keep(kept, evenings)
            minutes = self._guilds.settings(draft.guild_id).reminder_minutes
            await kept.jobs.add(evening_jobs(show, parties, minutes, now=self._clock.now()))
        self._jobs.wake()
        return parties

    async def _keep(self, kept: Repositories, evenings: Sequence[NewParty]) -> list[Party]:
        now = self._clock.now()
        parties = await kept.parties.add(evenings, now=now)
        host, ids = evenings[0], [party.id for party in parties]
        await kept.parties.put_answer(host.guild_id, ids, host.host_id, Answer.GOING, now)
        return parties

    async def move(self, draft: Draft, subject: MoveDraft, show: Show, actor: Actor) -> Party:
        """Move one evening; who said going is told, and the reminders move along.

        Raises WentByError, DraftGoneError, PartyGoneError, NotYourPartyError.
        """
        reading = exact(self._drafts.read(draft.wish))
        starts_at, zone = reading.at, zone_of(draft.wish, reading)
        now = self._clock.now()
        async with self._database.write() as kept:
            party = await _changeable(kept, draft.guild_id, subject.party_id, actor)
            await use_up(kept, draft)
            await kept.parties.set_start(party.guild_id, party.id, starts_at, zone)
            moved = replace(party, starts_at=starts_at, zone=zone)
            await cancel_jobs(kept, [party.id], spare=(PartyJob.CARD,))
            minutes = self._guilds.settings(party.guild_id).reminder_minutes
            await kept.jobs.add(moved_jobs(show, moved, minutes, by=actor.user_id, now=now))
        self._jobs.wake()
        return moved

    async def cancel(
        self, guild_id: GuildId, party_id: PartyId, actor: Actor, *, whole_run: bool
    ) -> list[Party]:
        """Cancel one evening, or it and all after it; who said going is told.

        Raises PartyGoneError, NotYourPartyError.
        """
        async with self._database.write() as kept:
            party = await _changeable(kept, guild_id, party_id, actor)
            later = await kept.parties.rest_of_run(guild_id, party) if whole_run else []
            cancelled = [party, *later]
            ids = [one.id for one in cancelled]
            await kept.parties.set_state(guild_id, ids, PartyState.CANCELLED)
            await cancel_jobs(kept, ids)
            kind = PartyJob.RUN_CANCELLED if later else PartyJob.CANCELLED
            jobs = [news_job(kind, party, by=actor.user_id, now=self._clock.now())]
            jobs += [
                news_job(PartyJob.REFRESH, one, by=actor.user_id, now=self._clock.now())
                for one in cancelled
                if one.message_id is not None
            ]
            await kept.jobs.add(jobs)
        self._jobs.wake()
        return cancelled

    async def answer(
        self, guild_id: GuildId, party_id: PartyId, user_id: UserId, answer: Answer
    ) -> Gathering:
        """Keep what somebody says to a party; return it with who comes then.

        Raises PartyGoneError.
        """
        async with self._database.write() as kept:
            await _planned(kept, guild_id, party_id)
            await kept.parties.put_answer(guild_id, [party_id], user_id, answer, self._clock.now())
            found = await _gathering(kept, guild_id, party_id)
            if found is None:
                raise PartyGoneError
        return found

    async def find(self, guild_id: GuildId, party_id: PartyId) -> Gathering | None:
        """Return a party, whatever its state, with who comes."""
        async with self._database.read() as kept:
            return await _gathering(kept, guild_id, party_id)

    async def get(self, guild_id: GuildId, party_id: PartyId) -> Gathering:
        """Return a party that is still planned, with who comes.

        Raises PartyGoneError.
        """
        async with self._database.read() as kept:
            await _planned(kept, guild_id, party_id)
            found = await _gathering(kept, guild_id, party_id)
        if found is None:
            raise PartyGoneError
        return found

    async def planned(self, guild_id: GuildId) -> list[Party]:
        """Return every planned evening, soonest first."""
        async with self._database.read() as kept:
            return await kept.parties.planned(guild_id)

    async def agenda(self, guild_id: GuildId) -> Agenda:
        """Return what lies ahead, and the reminders of the last days that nobody got."""
        async with self._database.read() as kept:
            planned = await kept.parties.planned(guild_id)
            runs: dict[PartyId, list[Party]] = {}
            for party in planned:
                runs.setdefault(party.series_id or party.id, []).append(party)
            answers = await kept.parties.answers(guild_id, [run[0].id for run in runs.values()])
            missed = await kept.parties.missed(guild_id, self._clock.now() - _TOLD_FOR)
            cards = await kept.parties.without_card(guild_id, self._clock.now())
        return Agenda(
            gatherings=tuple(
                Gathering(
                    party=run[0],
                    answers=tuple(answers.get(run[0].id, ())),
                    evenings_after=len(run) - 1,
                    run_ends=run[-1] if len(run) > 1 else None,
                    card=cards.get(run[0].id),
                )
                for run in runs.values()
            ),
            missed=tuple(missed),
        )

    async def carded(
        self, guild_id: GuildId, party_id: PartyId, message_id: MessageId
    ) -> Gathering | None:
        """Remember a party's card; return the party as it is now."""
        async with self._database.write() as kept:
            await kept.parties.set_card(guild_id, party_id, message_id)
            return await _gathering(kept, guild_id, party_id)

    async def post_again(self, parties: Sequence[Party]) -> None:
        """Have the cards of parties posted that have none."""
        now = self._clock.now()
        async with self._database.write() as kept:
            await kept.jobs.add([card_job(party, now=now) for party in parties])
        self._jobs.wake()

    async def card_gone(self, party: Party) -> None:
        """Remember that a party's card was deleted, and have it posted anew while it is planned."""
        async with self._database.write() as kept:
            now = await kept.parties.find(party.guild_id, party.id)
            if now is None or now.message_id is None or now.message_id != party.message_id:
                return
            await kept.parties.set_card(party.guild_id, party.id, None)
            if now.state is PartyState.PLANNED:
                await kept.jobs.add([card_job(now, now=self._clock.now())])
        self._jobs.wake()

    async def messages_gone(self, guild_id: GuildId, message_ids: Collection[MessageId]) -> None:
        """Take note of deleted messages, which may have been cards; they come back on moving."""
        await self._database.do(lambda kept: kept.parties.lose_cards(guild_id, message_ids))

    async def close(self, party: Party) -> bool:
        """Remember that a party is over; tell whether it is.

        It is not where it was moved or cancelled since the caller looked.
        """
        async with self._database.write() as kept:
            now = await kept.parties.find(party.guild_id, party.id)
            if now is None or now.state is PartyState.CANCELLED or now.starts_at != party.starts_at:
                return False
            await kept.parties.set_state(party.guild_id, [party.id], PartyState.OVER)
        return True

    async def set_reminded(self, user_id: UserId, *, wants: bool) -> None:
        """Let a member be reminded of parties, or not, in every guild."""
        async with self._database.write() as kept:
            record = await kept.settings.find_member(user_id)
            changed = replace(record or MemberRecord(), party_reminders=wants)
            await kept.settings.put_member(user_id, changed)


async def _planned(kept: Repositories, guild_id: GuildId, party_id: PartyId) -> Party:
    party = await kept.parties.find(guild_id, party_id)
    if party is None or party.state is not PartyState.PLANNED:
        raise PartyGoneError
    return party


async def _changeable(
    kept: Repositories, guild_id: GuildId, party_id: PartyId, actor: Actor
) -> Party:
    party = await _planned(kept, guild_id, party_id)
    if not actor.may_change(party):
        raise NotYourPartyError
    return party


async def _gathering(kept: Repositories, guild_id: GuildId, party_id: PartyId) -> Gathering | None:
    party = await kept.parties.find(guild_id, party_id)
    if party is None:
        return None
    answers = await kept.parties.answers(guild_id, [party_id])
    later = await kept.parties.rest_of_run(guild_id, party)
    return Gathering(
        party=party,
        answers=tuple(answers.get(party_id, ())),
        evenings_after=len(later),
        run_ends=later[-1] if later else None,
    )
