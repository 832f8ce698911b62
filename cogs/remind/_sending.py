"""Sending reminders: by direct message, and where that is refused by one mention in the channel."""

from __future__ import annotations

import logging
from collections.abc import Coroutine
from typing import Any

import discord

from bot.client import LanternBot
from bot.domain.ids import MessageId
from bot.domain.reminders import Reminder, ReminderId, ReminderState, reminder_fate
from bot.domain.timeliness import Fate, minutes_late
from bot.services.jobs import JobState, Outcome
from bot.services.ports import Job
from bot.services.reminders import REMINDER_JOB, is_current
from bot.ui.deliveries import Delivery, deliver, find_delivered, is_welcome
from bot.ui.layouts import Row, card
from bot.ui.reminder_cards import public_parts
from bot.ui.words import say
from cogs.remind._buttons import ShowButton, about, again_mark, private_card, show_mark

_log = logging.getLogger(__name__)


class ReminderSender:
    """Does the jobs of reminders."""

    def __init__(self, bot: LanternBot) -> None:
        self._bot = bot
        self._services = bot.services

    def install(self) -> None:
        """Take on the jobs."""
        self._services.jobs.handle(REMINDER_JOB, self._remind)

    async def _remind(self, job: Job) -> Outcome:
        if job.user_id is None:
            raise ValueError("a reminder has an owner")
        reminder = await self._services.reminders.find(job.user_id, ReminderId(job.subject_id))
        if reminder is None or not is_current(job, reminder):
            return Outcome()
        now = self._services.clock.now()
        fate = reminder_fate(reminder.remind_at, now)
        late = minutes_late(reminder.remind_at, now) if fate is Fate.LATE else 0
        message = None if fate is Fate.SKIPPED else await self._send(job, reminder, late)
        if message is None:
            await self._services.reminders.settle(reminder, ReminderState.SKIPPED)
            return Outcome(state=JobState.SKIPPED)
        await self._services.reminders.settle(reminder, ReminderState.SENT)
        return Outcome(message_id=MessageId(message.id))

    async def _send(self, job: Job, reminder: Reminder, late: int) -> discord.Message | None:
        """Return the message that reached the owner; None where nothing does."""
        mention = self._mention(job, reminder, late)
        if job.attempts > 1 and mention is not None:
            # An earlier try may have been refused there and gone through here.
            sent = await _or_none(find_delivered(self._bot, mention))
            if sent is not None:
                return sent
        private = await _or_none(self._send_privately(job, reminder, late))
        if private is not None or mention is None:
            return private
        if not await is_welcome(self._bot, mention):
            # A mention would bring the owner back into a thread that was closed to them.
            return None
        return await _or_none(deliver(self._bot, mention))

    async def _send_privately(self, job: Job, reminder: Reminder, late: int) -> discord.Message:
        channel = await self._bot.create_dm(discord.Object(reminder.user_id))
        show = await about(self._services, reminder)
        view = private_card(reminder, show, job.id, late)
        mark = again_mark(reminder, job.id)
        return await deliver(self._bot, Delivery(job=job, channel=channel, view=view, mark=mark))

    def _mention(self, job: Job, reminder: Reminder, late: int) -> Delivery | None:
        """Return what to send where private words are refused; nothing private is in it."""
        if reminder.guild_id == 0:
            return None
        mark = show_mark(reminder, job.id)
        show = ShowButton.make(mark, say("button-remind-show"))
        return Delivery(
            job=job,
            channel=self._bot.get_partial_messageable(
                reminder.channel_id, guild_id=reminder.guild_id
            ),
            view=card(*public_parts(reminder, minutes_late=late), Row([show])),
            mark=mark,
            mentions=[reminder.user_id],
        )


async def _or_none(
    sending: Coroutine[Any, Any, discord.Message | None],
) -> discord.Message | None:
    """Return what was sent; None where Discord refuses for good."""
    try:
        return await sending
    except (discord.Forbidden, discord.NotFound) as refused:
        _log.info("a reminder was refused: %s", refused.code)
        return None
