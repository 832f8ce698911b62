"""Parties of somebody who leaves: handed to whoever comes, or cancelled where nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from bot.domain.ids import NOBODY, GuildId, UserId
from bot.domain.parties import Answer, Party, PartyId, PartyState, Rsvp, who_said
from bot.services.party_jobs import PartyJob, cancel_jobs, news_job
from bot.services.ports import Repositories


class Farewell(Struct, frozen=True, kw_only=True):
    """What became of somebody's planned parties."""

    handed_over: int = 0
    cancelled: int = 0


async def say_farewell(
    kept: Repositories, guild_id: GuildId, user_id: UserId, now: datetime
) -> Farewell:
    """Hand a member's planned parties over, or cancel them, and have the cards brought up to date.

    Call it before what the member answered is deleted.
    """
    planned = await kept.parties.planned(guild_id)
    answers = await kept.parties.answers(guild_id, [party.id for party in planned])
    hosted = [party for party in planned if party.host_id == user_id]
    heirs = heirs_of(hosted, answers, user_id)
    for heir in set(heirs.values()) - {None}:
        theirs = [party_id for party_id, taken_by in heirs.items() if taken_by == heir]
        await kept.privacy.set_host(guild_id, theirs, heir or NOBODY)
    orphans = [party_id for party_id, heir in heirs.items() if heir is None]
    if orphans:
        await kept.parties.set_state(guild_id, orphans, PartyState.CANCELLED)
        await cancel_jobs(kept, orphans)
    touched = [party for party in planned if _is_touched(party, answers, user_id)]
    await kept.jobs.add(
        [
            news_job(PartyJob.REFRESH, party, by=NOBODY, now=now)
            for party in touched
            if party.message_id is not None
        ]
    )
    return Farewell(handed_over=len(heirs) - len(orphans), cancelled=len(orphans))


def heirs_of(
    hosted: Sequence[Party], answers: Mapping[PartyId, Sequence[Rsvp]], user_id: UserId
) -> dict[PartyId, UserId | None]:
    """Return who takes each party over: who said going first, else maybe; None where nobody did.

    A run goes to one person, since people have answered to its next evening alone.
    """
    runs: dict[PartyId, UserId | None] = {}
    for party in hosted:
        run = party.series_id or party.id
        if runs.get(run) is None:
            runs[run] = _heir(answers.get(party.id, ()), user_id)
    return {party.id: runs[party.series_id or party.id] for party in hosted}


def _heir(answers: Sequence[Rsvp], user_id: UserId) -> UserId | None:
    willing = (*who_said(answers, Answer.GOING), *who_said(answers, Answer.MAYBE))
    return next((other for other in willing if other != user_id), None)


def _is_touched(party: Party, answers: Mapping[PartyId, Sequence[Rsvp]], user_id: UserId) -> bool:
    answered = any(rsvp.user_id == user_id for rsvp in answers.get(party.id, ()))
    return answered or party.host_id == user_id
