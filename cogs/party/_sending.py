"""What is said about parties at its time: the jobs of the outbox, each sent once."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Final

import discord

from bot.client import LanternBot
from bot.domain.ids import MessageId, UserId
from bot.domain.parties import (
    Answer,
    Party,
    PartyId,
    PartyState,
    question_fate,
    reminder_fate,
    who_said,
)
from bot.domain.records import replace
from bot.domain.shows import Show
from bot.domain.timeliness import Fate, minutes_late
from bot.services.jobs import Handler, JobState, Outcome
from bot.services.parties import Gathering
from bot.services.party_jobs import PartyJob, is_current, minutes_of, over_at
from bot.services.ports import Job
from bot.ui.buttons import PersistentButton
from bot.ui.deliveries import MENTIONS_LIMIT, Delivery, deliver
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import services_of
from bot.ui.pages import chunks
from bot.ui.party_cards import after_parts, news_parts, reminder_parts
from bot.ui.replies import NOBODY, reply, turn
from bot.ui.words import say
from cogs.party._agenda import agenda_card
from cogs.party._rsvp import card_mark, card_turn, party_card
from cogs.party._watched import watched_button, watched_mark

_log = logging.getLogger(__name__)


class QuietButton(PersistentButton, template=r"party-quiet:(?P<job>\d{1,18}):(?P<part>\d{1,3})"):
    """Ends reminders of parties for whoever presses it."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Remember it, and offer the way back."""
        user_id = UserId(interaction.user.id)
        await services_of(interaction).parties.set_reminded(user_id, wants=False)
        back = LoudButton.make(f"party-loud:{user_id}", say("button-party-loud"))
        await reply(interaction, card(say("party-quiet"), Row([back])))


class LoudButton(PersistentButton, template=r"party-loud:(?P<owner>\d{1,20})"):
    """Lets oneself be reminded again."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Remember it."""
        user_id = UserId(interaction.user.id)
        await services_of(interaction).parties.set_reminded(user_id, wants=True)
        await turn(interaction, say("party-loud"))


class NewsButton(PersistentButton, template=r"party-news:(?P<job>\d{1,18}):(?P<part>\d{1,3})"):
    """Shows what is planned now; stands under the news of a change."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Answer as `/party list` does."""
        await reply(interaction, await agenda_card(interaction, 0))


BUTTONS: Final = (QuietButton, LoudButton, NewsButton)


class PartySender:
    """Does the jobs about parties.

    What we may not do in a channel, or a channel that is gone, will not be better in a minute: such
    a job ends as failed, and `/party list` tells of the reminder that reached nobody.
    """

    def __init__(self, bot: LanternBot) -> None:
        self._bot = bot
        self._services = bot.services

    def install(self) -> None:
        """Take on the jobs of all kinds."""
        doers = {
            PartyJob.CARD: self._post_card,
            PartyJob.REFRESH: self._refresh,
            PartyJob.REMINDER: self._remind,
            PartyJob.OVER: self._end,
            PartyJob.MOVED: self._tell,
            PartyJob.CANCELLED: self._tell,
            PartyJob.RUN_CANCELLED: self._tell,
        }
        for kind, do in doers.items():
            self._services.jobs.handle(kind, self._guarded(do))

    def _guarded(self, do: Callable[[Job, Gathering], Awaitable[Outcome]]) -> Handler:
        async def handler(job: Job) -> Outcome:
            found = await self._services.parties.find(job.guild_id, PartyId(job.subject_id))
            if found is None:
                # Its show was removed, and everything with it.
                return Outcome()
            try:
                return await do(job, found)
            except (discord.Forbidden, discord.NotFound) as refused:
                _log.warning("job %d (%s) was refused: %s", job.id, job.kind, refused.code)
                return Outcome(state=JobState.FAILED)

        return handler

    async def _post_card(self, job: Job, before: Gathering) -> Outcome:
        parties, party = self._services.parties, before.party
        async with card_turn(party.id):
            # There may be two such jobs, as of an evening that was moved: the other comes first.
            found = await parties.find(party.guild_id, party.id)
            if found is None or found.party.state is not PartyState.PLANNED:
                return Outcome()
            party = found.party
            if party.message_id is not None:
                return Outcome()
            message = await self._deliver(
                job, party, view=await party_card(self._services, found), mark=card_mark(party)
            )
            message_id = MessageId(message.id)
            now = await parties.carded(party.guild_id, party.id, message_id)
        if now is not None and replace(now.party, message_id=None) != party:
            # It was moved or cancelled while its card was on the way.
            await self._edit_card(now.party)
        return Outcome(message_id=message_id)

    async def _refresh(self, _job: Job, found: Gathering) -> Outcome:
        await self._edit_card(found.party)
        return Outcome()

    async def _remind(self, job: Job, found: Gathering) -> Outcome:
        party, now = found.party, self._services.clock.now()
        # One that is over may have been closed a moment ago, by the job beside this one: its
        # reminder is too late as well, and told of to who asks.
        if party.state is PartyState.CANCELLED or not is_current(job, party):
            return Outcome()
        minutes = minutes_of(job)
        settings = self._services.guilds.settings(party.guild_id)
        fate = reminder_fate(
            party.starts_at, minutes, all_minutes=settings.reminder_minutes, now=now
        )
        if fate is Fate.SKIPPED:
            return Outcome(state=JobState.SKIPPED)
        due_at = party.starts_at - timedelta(minutes=minutes)
        late = minutes_late(due_at, now) if fate is Fate.LATE else 0
        willing = [rsvp for rsvp in found.answers if rsvp.wants_reminders]
        show = await self._show(party)
        going = await self._welcome(party, who_said(willing, Answer.GOING))
        for part, told in enumerate(_parts(going)):
            mark = f"party-quiet:{job.id}:{part}"
            quiet = QuietButton.make(mark, say("button-party-quiet"))
            parts = reminder_parts(show, party, told, late=late, has_begun=now >= party.starts_at)
            view = card(*parts, Row([quiet]))
            await self._deliver(job, party, view=view, mark=mark, part=part, mentions=told)
        return Outcome()

    async def _end(self, job: Job, found: Gathering) -> Outcome:
        party = found.party
        if not is_current(job, party) or not await self._services.parties.close(party):
            return Outcome()
        await self._edit_card(party)
        show = await self._show(party)
        if question_fate(over_at(show, party), self._services.clock.now()) is Fate.SKIPPED:
            return Outcome(state=JobState.SKIPPED)
        if not any(rsvp.answer is not Answer.NO for rsvp in found.answers):
            return Outcome()
        view = card(*after_parts(show, party), Row([watched_button(job.id, party)]))
        message = await self._deliver(job, party, view=view, mark=watched_mark(job.id, party))
        return Outcome(message_id=MessageId(message.id))

    async def _tell(self, job: Job, found: Gathering) -> Outcome:
        party = found.party
        kind = PartyJob(job.kind)
        if kind is PartyJob.MOVED and party.state is not PartyState.PLANNED:
            return Outcome()
        show = await self._show(party)
        if self._services.clock.now() >= over_at(show, party):
            # After a long outage: by then nobody waits for it any more.
            return Outcome()
        going = await self._welcome(party, who_said(found.answers, Answer.GOING))
        others = [user_id for user_id in going if user_id != job.user_id]
        for part, told in enumerate(_parts(others)):
            mark = f"party-news:{job.id}:{part}"
            button = NewsButton.make(mark, say("button-party-news"))
            view = card(*news_parts(kind, show, party, told), Row([button]))
            await self._deliver(job, party, view=view, mark=mark, part=part, mentions=told)
        return Outcome()

    async def _welcome(self, party: Party, members: Sequence[UserId]) -> list[UserId]:
        """Return whom a party's messages may name: a name would call them into its thread."""
        admissions = self._services.admissions
        return await admissions.welcome(party.guild_id, party.channel_id, members)

    async def _show(self, party: Party) -> Show:
        return await self._services.catalog.get(party.guild_id, party.show_id)

    def _channel(self, party: Party) -> discord.PartialMessageable:
        return self._bot.get_partial_messageable(party.channel_id, guild_id=party.guild_id)

    async def _deliver(
        self,
        job: Job,
        party: Party,
        *,
        view: LanternView,
        mark: str,
        part: int = 0,
        mentions: Sequence[UserId] = (),
    ) -> discord.Message:
        return await deliver(
            self._bot,
            Delivery(
                job=job,
                channel=self._channel(party),
                view=view,
                mark=mark,
                part=part,
                mentions=mentions,
            ),
        )

    async def _edit_card(self, party: Party) -> None:
        """Bring a party's card up to date with what is so by then."""
        async with card_turn(party.id):
            found = await self._services.parties.find(party.guild_id, party.id)
            if found is None or found.party.message_id is None:
                return
            message = self._channel(party).get_partial_message(found.party.message_id)
            view = await party_card(self._services, found)
            try:
                await message.edit(view=view, allowed_mentions=NOBODY)
            except discord.NotFound:
                # Somebody deleted the card; whoever is planning to come needs it all the same.
                _log.info("the card of party %d is gone", party.id)
                await self._services.parties.card_gone(found.party)


def _parts(members: Sequence[UserId]) -> list[Sequence[UserId]]:
    """Spread members over as many messages as their mentions take; of nobody, none."""
    return chunks(members, MENTIONS_LIMIT) if members else []
