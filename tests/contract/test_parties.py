"""The port of parties and who comes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId
from bot.domain.parties import Answer, Party, PartyId, PartyState
from bot.services.party_jobs import PartyJob
from bot.services.party_ports import CardFate, NewParty
from bot.services.ports import MemberRecord, NewJob
from bot.storage.database import Database
from tests.contract.conftest import ARA, GUILD, MINHO, NOW, OTHER_GUILD

SOON = NOW + timedelta(days=1)


def evening(
    show_id: ShowId, *, episode: int = 4, starts_at: datetime = SOON, guild: GuildId = GUILD
) -> NewParty:
    return NewParty(
        guild_id=guild,
        show_id=show_id,
        first_episode=episode,
        last_episode=episode + 1,
        channel_id=ChannelId(7),
        host_id=ARA,
        starts_at=starts_at,
        zone="Asia/Seoul",
        place="the sofa",
        repeat="fri",
    )


async def add(database: Database, new: NewParty) -> PartyId:
    async with database.write() as kept:
        (party,) = await kept.parties.add([new], now=NOW)
    return party.id


async def found(database: Database, party_id: PartyId, guild: GuildId = GUILD) -> Party:
    async with database.read() as kept:
        party = await kept.parties.find(guild, party_id)
    assert party is not None
    return party


async def test_a_party_comes_back_as_it_was_planned(database: Database, show_id: ShowId) -> None:
    party_id = await add(database, evening(show_id))
    assert await found(database, party_id) == Party(
        id=party_id,
        guild_id=GUILD,
        show_id=show_id,
        first_episode=4,
        last_episode=5,
        channel_id=ChannelId(7),
        message_id=None,
        host_id=ARA,
        starts_at=SOON,
        zone="Asia/Seoul",
        place="the sofa",
        state=PartyState.PLANNED,
        series_id=None,
        repeat="fri",
    )


async def test_nothing_of_a_party_reaches_another_guild(
    database: Database, show_id: ShowId
) -> None:
    party_id = await add(database, evening(show_id))
    async with database.write() as kept:
        await kept.parties.set_state(OTHER_GUILD, [party_id], PartyState.CANCELLED)
        await kept.parties.set_start(OTHER_GUILD, party_id, NOW, "UTC")
        await kept.parties.set_card(OTHER_GUILD, party_id, MessageId(1))
        await kept.parties.put_answer(GUILD, [party_id], MINHO, Answer.GOING, NOW)
        assert await kept.parties.find(OTHER_GUILD, party_id) is None
        assert await kept.parties.planned(OTHER_GUILD) == []
        assert await kept.parties.count_planned(OTHER_GUILD) == 0
        assert await kept.parties.answers(OTHER_GUILD, [party_id]) == {}
    party = await found(database, party_id)
    assert (party.state, party.starts_at, party.message_id) == (PartyState.PLANNED, SOON, None)


async def test_planned_parties_come_soonest_first(database: Database, show_id: ShowId) -> None:
    late = await add(database, evening(show_id, starts_at=SOON + timedelta(days=2)))
    soon = await add(database, evening(show_id))
    over, off = [await add(database, evening(show_id)) for _ in range(2)]
    async with database.write() as kept:
        await kept.parties.set_state(GUILD, [over], PartyState.OVER)
        await kept.parties.set_state(GUILD, [off], PartyState.CANCELLED)
        assert [party.id for party in await kept.parties.planned(GUILD)] == [soon, late]
        assert await kept.parties.count_planned(GUILD) == 2


async def test_a_party_moves_and_gets_its_card(database: Database, show_id: ShowId) -> None:
    party_id = await add(database, evening(show_id))
    later = SOON + timedelta(hours=3)
    async with database.write() as kept:
        await kept.parties.set_start(GUILD, party_id, later, "Europe/Berlin")
        await kept.parties.set_card(GUILD, party_id, MessageId(2**60))
    party = await found(database, party_id)
    assert (party.starts_at, party.zone, party.message_id) == (later, "Europe/Berlin", 2**60)


async def test_a_run_knows_what_comes_after(database: Database, show_id: ShowId) -> None:
    run = [
        evening(show_id, episode=episode, starts_at=SOON + timedelta(weeks=episode))
        for episode in (2, 4, 6)
    ]
    async with database.write() as kept:
        first, *rest = [one.id for one in await kept.parties.add(run, now=NOW)]
    alone = await add(database, evening(show_id, episode=8))
    party, second = await found(database, first), await found(database, rest[0])
    assert party.series_id == first
    async with database.write() as kept:
        assert [one.id for one in await kept.parties.rest_of_run(GUILD, party)] == rest
        assert [one.id for one in await kept.parties.rest_of_run(GUILD, second)] == rest[1:]
        await kept.parties.set_state(GUILD, rest[1:], PartyState.CANCELLED)
        assert await kept.parties.rest_of_run(GUILD, second) == []
        lonely = await kept.parties.find(GUILD, alone)
        assert lonely is not None
        assert await kept.parties.rest_of_run(GUILD, lonely) == []


async def test_a_long_run_comes_back_in_order(database: Database, show_id: ShowId) -> None:
    run = [
        evening(show_id, episode=episode, starts_at=SOON + timedelta(days=episode))
        for episode in range(400, 0, -1)
    ]
    async with database.write() as kept:
        parties = await kept.parties.add(run, now=NOW)
        ids = [party.id for party in parties]
        await kept.parties.put_answer(GUILD, ids, ARA, Answer.GOING, NOW)
        answers = await kept.parties.answers(GUILD, ids)
    assert [(one.first_episode, one.starts_at) for one in parties] == [
        (new.first_episode, new.starts_at) for new in run
    ]
    assert {party.series_id for party in parties} == {ids[0]}
    assert await found(database, ids[-1]) == parties[-1]
    assert {party_id: [one.answer for one in said] for party_id, said in answers.items()} == {
        party_id: [Answer.GOING] for party_id in ids
    }


async def test_the_last_word_counts_and_comes_last(database: Database, show_id: ShowId) -> None:
    party_id = await add(database, evening(show_id))
    async with database.write() as kept:
        await kept.parties.put_answer(GUILD, [party_id], ARA, Answer.GOING, NOW)
        await kept.parties.put_answer(
            GUILD, [party_id], MINHO, Answer.MAYBE, NOW + timedelta(seconds=1)
        )
        await kept.parties.put_answer(GUILD, [party_id], ARA, Answer.NO, NOW + timedelta(seconds=2))
        answers = (await kept.parties.answers(GUILD, [party_id]))[party_id]
    assert [(one.user_id, one.answer) for one in answers] == [
        (MINHO, Answer.MAYBE),
        (ARA, Answer.NO),
    ]


async def test_an_answer_tells_whether_reminders_are_wanted(
    database: Database, show_id: ShowId
) -> None:
    party_id = await add(database, evening(show_id))
    async with database.write() as kept:
        await kept.settings.put_member(MINHO, MemberRecord(party_reminders=False))
        await kept.settings.put_member(UserId(3), MemberRecord(zone="UTC"))
        for user_id in (ARA, MINHO, UserId(3)):
            await kept.parties.put_answer(GUILD, [party_id], user_id, Answer.GOING, NOW)
        answers = (await kept.parties.answers(GUILD, [party_id]))[party_id]
    assert {one.user_id: one.wants_reminders for one in answers} == {
        ARA: True,
        MINHO: False,
        UserId(3): True,
    }


@pytest.mark.parametrize("end", ["skipped", "failed", "done"])
async def test_a_reminder_that_nobody_got_is_remembered(
    database: Database, show_id: ShowId, end: str
) -> None:
    party_id = await add(database, evening(show_id))
    due_at = SOON - timedelta(minutes=15)
    job = NewJob(
        kind=PartyJob.REMINDER, key="1", guild_id=GUILD, subject_id=party_id, due_at=due_at
    )
    async with database.write() as kept:
        await kept.jobs.add([job])
        assert await kept.parties.missed(GUILD, NOW) == []
        (leased,) = await kept.jobs.lease(kind=PartyJob.REMINDER, now=SOON, seconds=60, limit=5)
        await kept.jobs.finish(leased.id, state=end, now=SOON)
        missed = await kept.parties.missed(GUILD, NOW)
        assert await kept.parties.missed(OTHER_GUILD, NOW) == []
        assert await kept.parties.missed(GUILD, SOON) == []
    expected = [] if end == "done" else [(party_id, due_at)]
    assert [(one.party.id, one.due_at) for one in missed] == expected


async def test_removing_a_show_takes_its_parties_along(database: Database) -> None:
    async with database.write() as kept:
        own = await kept.shows.put(
            guild_id=GUILD,
            origin="created",
            document={"slug": "own", "title": "Own", "episode": [{"number": 1}]},
            fingerprint="1",
            now=NOW,
        )
    party_id = await add(database, evening(own))
    async with database.write() as kept:
        await kept.parties.put_answer(GUILD, [party_id], ARA, Answer.GOING, NOW)
        await kept.shows.remove(GUILD, own)
        assert await kept.parties.find(GUILD, party_id) is None
        assert await kept.parties.answers(GUILD, [party_id]) == {}


@pytest.mark.parametrize(
    ("end", "fate"),
    [("failed", CardFate.REFUSED), ("done", CardFate.GONE), (None, CardFate.COMING)],
)
async def test_what_becomes_of_a_card_that_is_not_there(
    database: Database, show_id: ShowId, end: str | None, fate: CardFate
) -> None:
    party_id = await add(database, evening(show_id))

    def card(key: str, due_at: datetime) -> NewJob:
        return NewJob(
            kind=PartyJob.CARD, key=key, guild_id=GUILD, subject_id=party_id, due_at=due_at
        )

    async with database.write() as kept:
        await kept.jobs.add([card("1", NOW)])
        assert await kept.parties.without_card(GUILD, NOW - timedelta(seconds=1)) == {}
        (leased,) = await kept.jobs.lease(kind=PartyJob.CARD, now=NOW, seconds=60, limit=5)
        if end is not None:
            await kept.jobs.finish(leased.id, state=end, now=NOW)
        await kept.jobs.add([card("2", SOON)])
        assert await kept.parties.without_card(GUILD, NOW) == {party_id: fate}
        assert await kept.parties.without_card(OTHER_GUILD, NOW) == {}
        await kept.parties.set_card(GUILD, party_id, MessageId(7))
        assert await kept.parties.without_card(GUILD, NOW) == {}
        await kept.parties.set_card(GUILD, party_id, None)
        assert await kept.parties.without_card(GUILD, SOON) == {party_id: CardFate.COMING}


async def test_a_held_job_stays_due_since_when_it_was(database: Database, show_id: ShowId) -> None:
    """So a reminder that was tried for hours is told of by the time when it should have come."""
    party_id = await add(database, evening(show_id))
    reminder = NewJob(
        kind=PartyJob.REMINDER, key="1", guild_id=GUILD, subject_id=party_id, due_at=NOW
    )
    async with database.write() as kept:
        await kept.jobs.add([reminder])
        (leased,) = await kept.jobs.lease(kind=PartyJob.REMINDER, now=NOW, seconds=60, limit=5)
        await kept.jobs.hold(leased.id, SOON)
        assert await kept.jobs.next_due() == SOON
        assert await kept.jobs.due_kinds(SOON - timedelta(seconds=1)) == []
        (again,) = await kept.jobs.lease(kind=PartyJob.REMINDER, now=SOON, seconds=60, limit=5)
    assert (again.due_at, again.attempts) == (NOW, 2)


async def test_the_newest_try_of_a_card_tells_what_became_of_it(
    database: Database, show_id: ShowId
) -> None:
    party_id = await add(database, evening(show_id))
    async with database.write() as kept:
        for key, end in (("1", "failed"), ("2", "done")):
            new = NewJob(
                kind=PartyJob.CARD, key=key, guild_id=GUILD, subject_id=party_id, due_at=NOW
            )
            await kept.jobs.add([new])
            (leased,) = await kept.jobs.lease(kind=PartyJob.CARD, now=NOW, seconds=60, limit=5)
            await kept.jobs.finish(leased.id, state=end, now=NOW)
        # It was refused, then posted, then deleted by somebody.
        assert await kept.parties.without_card(GUILD, NOW) == {party_id: CardFate.GONE}


async def test_only_the_planned_partys_very_card_is_lost(
    database: Database, show_id: ShowId
) -> None:
    party_id, over = [await add(database, evening(show_id)) for _ in range(2)]
    async with database.write() as kept:
        await kept.parties.set_card(GUILD, party_id, MessageId(7))
        await kept.parties.set_card(GUILD, over, MessageId(8))
        await kept.parties.set_state(GUILD, [over], PartyState.OVER)
        await kept.parties.lose_cards(OTHER_GUILD, {MessageId(7)})
        await kept.parties.lose_cards(GUILD, {MessageId(6), MessageId(8)})
        kept_cards = [await kept.parties.find(GUILD, one) for one in (party_id, over)]
        assert [one and one.message_id for one in kept_cards] == [7, 8]
        await kept.parties.lose_cards(GUILD, {MessageId(6), MessageId(7)})
        found = await kept.parties.find(GUILD, party_id)
    assert found is not None
    assert found.message_id is None
