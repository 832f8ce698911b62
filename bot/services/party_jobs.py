"""What is to be said about a party, and when: its jobs in the outbox."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import UserId
from bot.domain.parties import Party, PartyId, asks_at, card_at, reminder_times
from bot.domain.shows import Show
from bot.services.ports import Job, NewJob, Repositories


class PartyJob(StrEnum):
    """The kinds of jobs about parties; the subject of each is the party."""

    CARD = "party-card"
    """Post its card."""
    REFRESH = "party-refresh"
    """Bring its card up to date."""
    REMINDER = "party-reminder"
    """Remind who said going."""
    OVER = "party-over"
    """Close it, and ask who watched it."""
    MOVED = "party-moved"
    """Tell who said going that it was moved; the job's member did it."""
    CANCELLED = "party-cancelled"
    """Tell who said going that it was cancelled; likewise."""
    RUN_CANCELLED = "party-run-cancelled"
    """Tell who said going that it and all evenings after it were cancelled; likewise."""


_NEWS = frozenset({PartyJob.CANCELLED, PartyJob.RUN_CANCELLED})


def evening_jobs(
    show: Show, parties: Sequence[Party], minutes: Iterable[int], *, now: datetime
) -> list[NewJob]:
    """Return the jobs of a new party, or of all evenings of a run.

    The card of an evening goes up once the one before it is over. It is the first that people hear
    of that evening, so its reminders come later than the card.
    """
    jobs: list[NewJob] = []
    minutes = tuple(minutes)
    for number, party in enumerate(parties):
        shown_at = now
        if number:
            shown_at = card_at(party.starts_at, over_at(show, parties[number - 1]))
        jobs.append(_job(PartyJob.CARD, party, due_at=shown_at))
        jobs += _timed_jobs(show, party, minutes, after=shown_at)
    return jobs


def moved_jobs(
    show: Show, party: Party, minutes: Iterable[int], *, by: UserId, now: datetime
) -> list[NewJob]:
    """Return the jobs of a party at its new time, and the news of it."""
    jobs = _timed_jobs(show, party, minutes, after=now)
    jobs.append(news_job(PartyJob.MOVED, party, by=by, now=now))
    if party.message_id is not None:
        jobs.append(news_job(PartyJob.REFRESH, party, by=by, now=now))
    else:
        # It was refused, or a later evening of a run may come before its card now. The card waits
        # no longer; the job that would have posted it in its time finds it there.
        jobs.append(card_job(party, now=now))
    return jobs


def card_job(party: Party, *, now: datetime) -> NewJob:
    """Return the job to post a card at once, whatever became of an earlier one."""
    return _job(PartyJob.CARD, party, int(now.timestamp()), due_at=now)


def news_job(kind: PartyJob, party: Party, *, by: UserId, now: datetime) -> NewJob:
    """Return the job to tell of a change at once; `by` did it and needs no telling."""
    # Two changes may come within one tick of the clock, and each has to be told.
    return _job(kind, party, secrets.randbits(48), due_at=now, user_id=by)


def over_at(show: Show, party: Party) -> datetime:
    """Return when a party is over; of a show that got shorter, its last episode stands in."""
    first, last = (min(one, show.total) for one in (party.first_episode, party.last_episode))
    return asks_at(show, first, last, party.starts_at)


def is_current(job: Job, party: Party) -> bool:
    """Tell whether a timed job is about the time that its party has now."""
    return int(job.key.split(":")[2]) == _epoch(party)


def minutes_of(job: Job) -> int:
    """Return how many minutes before the start a reminder belongs."""
    return int(job.key.split(":")[3])


async def cancel_jobs(
    kept: Repositories, party_ids: Collection[PartyId], *, spare: Collection[PartyJob] = ()
) -> None:
    """Take back what was still to be said of parties, but for the news of their end."""
    kinds = [kind for kind in PartyJob if kind not in _NEWS and kind not in spare]
    await kept.jobs.cancel_all(kinds=kinds, subject_ids=party_ids)


def _timed_jobs(
    show: Show, party: Party, minutes: Iterable[int], *, after: datetime
) -> list[NewJob]:
    """Return reminders and the end; their keys name the time, so that moving makes new ones."""
    epoch = _epoch(party)
    reminders = reminder_times(party.starts_at, minutes, after=after)
    jobs = [
        _job(PartyJob.REMINDER, party, epoch, before, due_at=due_at) for before, due_at in reminders
    ]
    return [*jobs, _job(PartyJob.OVER, party, epoch, due_at=over_at(show, party))]


def _epoch(party: Party) -> int:
    return int(party.starts_at.timestamp())


def _job(
    kind: PartyJob, party: Party, *parts: int, due_at: datetime, user_id: UserId | None = None
) -> NewJob:
    return NewJob(
        kind=kind,
        key=":".join(str(part) for part in ("party", party.id, *parts)),
        guild_id=party.guild_id,
        subject_id=party.id,
        due_at=due_at,
        user_id=user_id,
    )
