"""Parties and who comes, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, and_, func, insert, select, update

from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId
from bot.domain.parties import Answer, Party, PartyId, PartyState, Rsvp
from bot.domain.records import replace
from bot.services.party_ports import CardFate, MissedReminder, NewParty
from bot.storage.connection import Connection
from bot.storage.rows import moment, seconds, upsert
from bot.storage.tables import job, member_setting, party, rsvp

_CARD_KIND: Final = "party-card"
_REMINDER_KIND: Final = "party-reminder"
_UNDELIVERED: Final = ("skipped", "failed")


class SqlPartyRepository:
    """Implements `bot.services.party_ports.PartyRepository`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, evenings: Sequence[NewParty], *, now: datetime) -> list[Party]:
        """Keep planned parties and return them in order; several of them are a run.

        The evenings of a run begin with an episode of their own each.
        """
        statement = insert(party).returning(*party.c)
        rows = await self._connection.execute(statement, [_row(new, now) for new in evenings])
        # They may come back in any order; asking for ours would insert them one by one.
        kept = {row.first_episode: _party(row) for row in rows}
        parties = [kept[new.first_episode] for new in evenings]
        if len(parties) == 1:
            return parties
        first = parties[0]
        await self._update(first.guild_id, [one.id for one in parties], series_id=first.id)
        return [replace(one, series_id=first.id) for one in parties]

    async def find(self, guild_id: GuildId, party_id: PartyId) -> Party | None:
        """Return one party of this guild."""
        query = select(party).where(party.c.guild_id == guild_id, party.c.id == party_id)
        row = (await self._connection.execute(query)).first()
        return None if row is None else _party(row)

    async def planned(self, guild_id: GuildId) -> list[Party]:
        """Return the parties that are neither over nor cancelled, soonest first."""
        query = select(party).where(_is_planned(guild_id)).order_by(party.c.starts_at, party.c.id)
        return [_party(row) for row in await self._connection.execute(query)]

    async def count_planned(self, guild_id: GuildId) -> int:
        """Return how many there are of them."""
        query = select(func.count()).select_from(party).where(_is_planned(guild_id))
        return int((await self._connection.execute(query)).scalar_one())

    async def rest_of_run(self, guild_id: GuildId, after: Party) -> list[Party]:
        """Return the planned parties of the same run that come after one, soonest first."""
        if after.series_id is None:
            return []
        query = (
            select(party)
            .where(
                _is_planned(guild_id),
                party.c.series_id == after.series_id,
                party.c.first_episode > after.first_episode,
            )
            .order_by(party.c.starts_at, party.c.id)
        )
        return [_party(row) for row in await self._connection.execute(query)]

    async def set_state(
        self, guild_id: GuildId, party_ids: Collection[PartyId], state: PartyState
    ) -> None:
        """Change where parties stand."""
        await self._update(guild_id, party_ids, state=state.value)

    async def set_start(
        self, guild_id: GuildId, party_id: PartyId, starts_at: datetime, zone: str
    ) -> None:
        """Move a party to another time."""
        await self._update(guild_id, [party_id], starts_at=seconds(starts_at), zone=zone)

    async def set_card(
        self, guild_id: GuildId, party_id: PartyId, message_id: MessageId | None
    ) -> None:
        """Remember a party's card, or that it has none any more."""
        await self._update(guild_id, [party_id], message_id=message_id)

    async def _update(
        self, guild_id: GuildId, party_ids: Collection[PartyId], **values: int | str | None
    ) -> None:
        await self._connection.execute(
            update(party)
            .where(party.c.guild_id == guild_id, party.c.id.in_(party_ids))
            .values(**values)
        )

    async def lose_cards(self, guild_id: GuildId, message_ids: Collection[MessageId]) -> None:
        """Remember of planned parties whose cards these messages were that they have none."""
        await self._connection.execute(
            update(party)
            .where(_is_planned(guild_id), party.c.message_id.in_(message_ids))
            .values(message_id=None)
        )

    async def without_card(self, guild_id: GuildId, now: datetime) -> dict[PartyId, CardFate]:
        """Return the planned parties that should have a card by now and have none."""
        query = (
            select(party.c.id, job.c.state)
            .select_from(party.join(job, job.c.subject_id == party.c.id))
            .where(
                _is_planned(guild_id),
                party.c.message_id.is_(None),
                job.c.kind == _CARD_KIND,
                job.c.due_at <= seconds(now),
            )
        )
        states: dict[PartyId, list[str]] = {}
        for row in await self._connection.execute(query.order_by(job.c.id)):
            states.setdefault(PartyId(row.id), []).append(row.state)
        return {party_id: _card_fate(found) for party_id, found in states.items()}

    async def put_answer(
        self,
        guild_id: GuildId,
        party_ids: Collection[PartyId],
        user_id: UserId,
        answer: Answer,
        now: datetime,
    ) -> None:
        """Keep what a member says to parties; the last word counts."""
        rows = [
            {
                "guild_id": guild_id,
                "party_id": party_id,
                "user_id": user_id,
                "answer": answer.value,
                "answered_at": seconds(now),
            }
            for party_id in party_ids
        ]
        key = ("guild_id", "party_id", "user_id")
        await upsert(self._connection, rsvp, rows, key=key, update=("answer", "answered_at"))

    async def answers(
        self, guild_id: GuildId, party_ids: Collection[PartyId]
    ) -> dict[PartyId, list[Rsvp]]:
        """Return who said what to these parties, first come first; without an entry, nobody."""
        query = (
            select(rsvp, func.coalesce(member_setting.c.party_reminders, 1).label("wants"))
            .select_from(rsvp.outerjoin(member_setting, member_setting.c.user_id == rsvp.c.user_id))
            .where(rsvp.c.guild_id == guild_id, rsvp.c.party_id.in_(party_ids))
            .order_by(rsvp.c.answered_at, rsvp.c.user_id)
        )
        found: dict[PartyId, list[Rsvp]] = {}
        for row in await self._connection.execute(query):
            one = Rsvp(
                user_id=UserId(row.user_id),
                answer=Answer(row.answer),
                wants_reminders=bool(row.wants),
            )
            found.setdefault(PartyId(row.party_id), []).append(one)
        return found

    async def missed(self, guild_id: GuildId, since: datetime) -> list[MissedReminder]:
        """Return reminders due since a moment that were skipped or failed, oldest first."""
        query = (
            select(party, job.c.due_at.label("reminder_due_at"))
            .select_from(party.join(job, job.c.subject_id == party.c.id))
            .where(
                party.c.guild_id == guild_id,
                party.c.state != PartyState.CANCELLED.value,
                job.c.kind == _REMINDER_KIND,
                job.c.state.in_(_UNDELIVERED),
                job.c.due_at >= seconds(since),
            )
            .order_by(job.c.due_at, party.c.id)
        )
        return [
            MissedReminder(party=_party(row), due_at=moment(row.reminder_due_at))
            for row in await self._connection.execute(query)
        ]


def _card_fate(states: Sequence[str]) -> CardFate:
    """Return what came of the newest try; an earlier one may have been refused before it."""
    if "due" in states:
        return CardFate.COMING
    return CardFate.REFUSED if states[-1] == "failed" else CardFate.GONE


def _row(new: NewParty, now: datetime) -> dict[str, Any]:
    return {
        "guild_id": new.guild_id,
        "show_id": new.show_id,
        "first_episode": new.first_episode,
        "last_episode": new.last_episode,
        "channel_id": new.channel_id,
        "host_id": new.host_id,
        "starts_at": seconds(new.starts_at),
        "zone": new.zone,
        "place": new.place,
        "state": PartyState.PLANNED.value,
        "repeat": new.repeat,
        "created_at": seconds(now),
    }


def _is_planned(guild_id: GuildId) -> Any:  # noqa: ANN401 - the type is SQLAlchemy's own affair
    return and_(party.c.guild_id == guild_id, party.c.state == PartyState.PLANNED.value)


def _party(row: Row[Any]) -> Party:
    return Party(
        id=PartyId(row.id),
        guild_id=GuildId(row.guild_id),
        show_id=ShowId(row.show_id),
        first_episode=int(row.first_episode),
        last_episode=int(row.last_episode),
        channel_id=ChannelId(row.channel_id),
        message_id=None if row.message_id is None else MessageId(row.message_id),
        host_id=UserId(row.host_id),
        starts_at=moment(row.starts_at),
        zone=row.zone,
        place=row.place,
        state=PartyState(row.state),
        series_id=None if row.series_id is None else PartyId(row.series_id),
        repeat=row.repeat,
    )
