"""Personal reminders: keeping them, taking them back, and putting them off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct

from bot.domain.drafts import Draft, ReminderDraft
from bot.domain.errors import LanternError
from bot.domain.ids import GuildId, UserId
from bot.domain.reminders import MOST_WAITING, Reminder, ReminderId, ReminderState
from bot.domain.timeliness import PUNCTUAL
from bot.services.drafts import Drafts, exact, use_up
from bot.services.jobs import JobRunner
from bot.services.party_ports import NewReminder
from bot.services.ports import Clock, Database, Job, NewJob, Repositories

REMINDER_JOB: Final = "reminder"
"""The kind of the job that sends a reminder; its subject is the reminder."""
_TOLD_FOR: Final = timedelta(days=7)


class TooManyRemindersError(LanternError):
    """The member has as many reminders waiting as we keep."""

    key = "error-too-many-reminders"


class ReminderGoneError(LanternError):
    """The reminder was sent, was cancelled, or never was."""

    key = "error-reminder-gone"


class ReminderPastError(LanternError):
    """The reminder's time went by in the meantime."""

    key = "error-reminder-past"


class ReminderList(Struct, frozen=True, kw_only=True):
    """What a member is waiting for, and what did not reach them."""

    waiting: tuple[Reminder, ...]
    missed: tuple[Reminder, ...]


class Reminders:
    """Keeps members' reminders."""

    def __init__(
        self, *, database: Database, clock: Clock, drafts: Drafts, jobs: JobRunner
    ) -> None:
        self._database = database
        self._clock = clock
        self._drafts = drafts
        self._jobs = jobs

    async def remind(self, draft: Draft, subject: ReminderDraft) -> Reminder:
        """Keep a reminder.

        Raises WentByError, DraftGoneError, TooManyRemindersError.
        """
        remind_at = exact(self._drafts.read(draft.wish)).at
        new = NewReminder(
            guild_id=draft.guild_id,
            user_id=draft.user_id,
            show_id=subject.show_id,
            text=subject.text,
            remind_at=remind_at,
            channel_id=subject.channel_id,
        )
        async with self._database.write() as kept:
            await use_up(kept, draft)
            if await kept.reminders.count_waiting(draft.user_id) >= MOST_WAITING:
                raise TooManyRemindersError(most=MOST_WAITING)
            reminder_id = await kept.reminders.add(new, self._clock.now())
            reminder = await _found(kept, draft.user_id, reminder_id)
            await kept.jobs.add([_job(reminder)])
        self._jobs.wake()
        return reminder

    async def find(self, user_id: UserId, reminder_id: ReminderId) -> Reminder | None:
        """Return a reminder of this member, whatever became of it."""
        async with self._database.read() as kept:
            return await kept.reminders.find(user_id, reminder_id)

    async def of_member(self, user_id: UserId, guild_id: GuildId) -> ReminderList:
        """Return what a member asked for in a guild; 0: in direct messages."""
        now = self._clock.now()
        states = (ReminderState.WAITING, ReminderState.SKIPPED)
        async with self._database.read() as kept:
            found = await kept.reminders.of_member(user_id, guild_id, states)
        return ReminderList(
            waiting=tuple(one for one in found if not _is_missed(one, now)),
            missed=tuple(
                one for one in found if _is_missed(one, now) and one.remind_at > now - _TOLD_FOR
            ),
        )

    async def cancel(self, user_id: UserId, reminder_id: ReminderId) -> Reminder:
        """Take a reminder back.

        Raises ReminderGoneError.
        """
        async with self._database.write() as kept:
            await _change(
                kept, user_id, reminder_id, ReminderState.WAITING, ReminderState.CANCELLED
            )
            await kept.jobs.cancel(kind=REMINDER_JOB, subject_id=reminder_id)
            return await _found(kept, user_id, reminder_id)

    async def restore(self, user_id: UserId, reminder_id: ReminderId) -> Reminder:
        """Bring a cancelled reminder back.

        Raises ReminderGoneError, ReminderPastError.
        """
        async with self._database.write() as kept:
            await _change(
                kept, user_id, reminder_id, ReminderState.CANCELLED, ReminderState.WAITING
            )
            reminder = await _found(kept, user_id, reminder_id)
            if reminder.remind_at <= self._clock.now():
                raise ReminderPastError
            await kept.jobs.add([_job(reminder)])
        self._jobs.wake()
        return reminder

    async def again(self, user_id: UserId, reminder_id: ReminderId, wait: timedelta) -> Reminder:
        """Put off a reminder that was sent; pressing twice puts it off once.

        Raises ReminderGoneError.
        """
        at: datetime = self._clock.now().replace(microsecond=0) + wait
        async with self._database.write() as kept:
            await _change(kept, user_id, reminder_id, ReminderState.SENT, ReminderState.WAITING, at)
            reminder = await _found(kept, user_id, reminder_id)
            await kept.jobs.add([_job(reminder)])
        self._jobs.wake()
        return reminder

    async def settle(self, reminder: Reminder, state: ReminderState) -> None:
        """Remember what became of a reminder that was due."""
        async with self._database.write() as kept:
            await kept.reminders.change(
                reminder.user_id, reminder.id, expected=(ReminderState.WAITING,), state=state
            )


def is_current(job: Job, reminder: Reminder) -> bool:
    """Tell whether a job is about a reminder that waits, and for the time that it has now."""
    is_its_time = int(job.key.split(":")[2]) == int(reminder.remind_at.timestamp())
    return reminder.state is ReminderState.WAITING and is_its_time


def _is_missed(reminder: Reminder, now: datetime) -> bool:
    """Tell whether a reminder did not reach its owner: skipped, or given up on."""
    overdue = reminder.remind_at + 5 * PUNCTUAL < now
    return reminder.state is ReminderState.SKIPPED or overdue


def _job(reminder: Reminder) -> NewJob:
    return NewJob(
        kind=REMINDER_JOB,
        # The time is part of it: put off, a reminder is sent once more.
        key=f"reminder:{reminder.id}:{int(reminder.remind_at.timestamp())}",
        guild_id=reminder.guild_id,
        subject_id=reminder.id,
        due_at=reminder.remind_at,
        user_id=reminder.user_id,
    )


async def _change(
    kept: Repositories,
    user_id: UserId,
    reminder_id: ReminderId,
    expected: ReminderState,
    state: ReminderState,
    remind_at: datetime | None = None,
) -> None:
    changed = await kept.reminders.change(
        user_id, reminder_id, expected=(expected,), state=state, remind_at=remind_at
    )
    if not changed:
        raise ReminderGoneError


async def _found(kept: Repositories, user_id: UserId, reminder_id: ReminderId) -> Reminder:
    reminder = await kept.reminders.find(user_id, reminder_id)
    if reminder is None:
        raise ReminderGoneError
    return reminder
