"""The port of discussion threads."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, MessageId, ShowId, UserId
from bot.domain.progress import Seen
from bot.domain.spoilers import Track
from bot.services.discussion_ports import (
    MEMBER_JOB,
    CardRecord,
    DiscussionRecord,
    NewDiscussion,
    Seat,
)
from bot.services.ports import NewJob, PassKey, Repositories
from bot.storage.database import Database
from tests.contract.conftest import ARA, GUILD, MINHO, NOW, OTHER_GUILD

THREAD = ChannelId(1_456_074_443_980_800_777)


def thread(
    show_id: ShowId,
    *,
    episode: int = 4,
    guild: GuildId = GUILD,
    kind: ThreadKind = ThreadKind.GATED,
) -> NewDiscussion:
    return NewDiscussion(
        guild_id=guild,
        show_id=show_id,
        episode=episode,
        kind=kind,
        channel_id=ChannelId(7),
        opened_by=MINHO,
        opened_at=NOW,
    )


async def seen(
    kept: Repositories, user: UserId, show_id: ShowId, ranges: str, *, number: int = 0
) -> None:
    key = PassKey(
        guild_id=GUILD, user_id=user, show_id=show_id, track=Track.SCREEN, pass_number=number
    )
    await kept.progress.put_seen(key, Seen.parse(ranges), NOW)


async def opened(kept: Repositories, show_id: ShowId) -> DiscussionRecord:
    record, _ = await kept.discussions.claim(thread(show_id))
    assert await kept.discussions.keep_thread(GUILD, record.id, THREAD)
    return record


def seat(record: DiscussionRecord, user: UserId) -> Seat:
    return Seat(guild_id=GUILD, discussion_id=record.id, user_id=user)


async def test_an_episode_is_claimed_once(database: Database, show_id: ShowId) -> None:
    async def claim() -> tuple[DiscussionRecord, bool]:
        async with database.write() as kept:
            return await kept.discussions.claim(thread(show_id))

    claims = await asyncio.gather(*(claim() for _ in range(5)))
    assert len({record.id for record, _ in claims}) == 1
    assert sorted(is_new for _, is_new in claims) == [False] * 4 + [True]


async def test_a_thread_comes_back_as_it_was_kept(database: Database, show_id: ShowId) -> None:
    async with database.write() as kept:
        record = await opened(kept, show_id)
        await kept.discussions.keep_post(GUILD, record.id, MessageId(9))
        await kept.discussions.claim(thread(show_id, episode=5, kind=ThreadKind.OPEN))
    async with database.read() as kept:
        first, second = sorted(await kept.discussions.all(), key=lambda each: each.episode)
        assert await kept.discussions.find(GUILD, record.id) == first
        assert await kept.discussions.find(OTHER_GUILD, record.id) is None
    assert (first.thread_id, first.post_id, first.opened_at) == (THREAD, 9, NOW)
    assert (second.kind, second.thread_id, second.post_id) == (ThreadKind.OPEN, None, None)


async def test_what_one_guild_does_leaves_another_alone(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        mine = await opened(kept, show_id)
        theirs, is_new = await kept.discussions.claim(thread(show_id, guild=OTHER_GUILD))
        assert is_new
        await kept.discussions.remove(OTHER_GUILD, mine.id)
        assert not await kept.discussions.keep_thread(GUILD, theirs.id, THREAD)
        assert len(await kept.discussions.all()) == 2
        await kept.discussions.remove(OTHER_GUILD, theirs.id)
        assert [each.id for each in await kept.discussions.all()] == [mine.id]


async def test_those_who_reached_an_episode_are_found_over_all_passes(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        await seen(kept, ARA, show_id, "1-3")
        await seen(kept, ARA, show_id, "4-5", number=1)
        await seen(kept, MINHO, show_id, "1-3,5-8")
        reader = PassKey(
            guild_id=GUILD,
            user_id=UserId(3),
            show_id=show_id,
            track=Track.SOURCE,
            pass_number=0,
        )
        await kept.progress.put_seen(reader, Seen.up_to(8), NOW)
        assert await kept.discussions.reached(GUILD, show_id, 3) == [MINHO, ARA]
        assert await kept.discussions.reached(GUILD, show_id, 5) == [ARA]
        assert await kept.discussions.reached(OTHER_GUILD, show_id, 1) == []


async def test_who_is_missing_and_who_should_not_be_in_is_found(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        record = await opened(kept, show_id)
        await seen(kept, ARA, show_id, "1-3")
        await seen(kept, MINHO, show_id, "1-4")
        assert list(await kept.discussions.out_of_step()) == [seat(record, MINHO)]
        for user in (MINHO, MINHO, ARA):
            await kept.discussions.admit(GUILD, record.id, user, NOW)
        assert list(await kept.discussions.out_of_step()) == [seat(record, ARA)]
        assert list(await kept.discussions.out_of_step(record.id + 1)) == []
        await kept.discussions.dismiss(GUILD, record.id, ARA)
        assert list(await kept.discussions.out_of_step(record.id)) == []


async def test_what_all_passes_have_seen_together_says_who_belongs_inside(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        record = await opened(kept, show_id)
        await seen(kept, ARA, show_id, "1-3")
        await seen(kept, ARA, show_id, "1-2,4", number=1)
        await seen(kept, MINHO, show_id, "1-2")
        await seen(kept, MINHO, show_id, "4-8", number=1)
        assert list(await kept.discussions.out_of_step()) == [seat(record, ARA)]
        for user in (ARA, MINHO):
            await kept.discussions.admit(GUILD, record.id, user, NOW)
        assert list(await kept.discussions.out_of_step()) == [seat(record, MINHO)]


async def test_a_first_post_is_kept_only_of_a_thread_that_is_there(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        record = await opened(kept, show_id)
        assert not await kept.discussions.keep_post(OTHER_GUILD, record.id, MessageId(9))
        assert await kept.discussions.keep_post(GUILD, record.id, MessageId(9))
        await kept.discussions.remove(GUILD, record.id)
        assert not await kept.discussions.keep_post(GUILD, record.id, MessageId(9))


async def test_nobody_is_looked_for_in_open_threads_or_in_those_being_opened(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        await seen(kept, MINHO, show_id, "1-8")
        await kept.discussions.claim(thread(show_id, episode=3))
        record, _ = await kept.discussions.claim(thread(show_id, kind=ThreadKind.OPEN))
        await kept.discussions.keep_thread(GUILD, record.id, THREAD)
        assert list(await kept.discussions.out_of_step()) == []


async def test_an_admission_under_way_or_given_up_on_is_not_missing(
    database: Database, show_id: ShowId
) -> None:
    async with database.write() as kept:
        record = await opened(kept, show_id)
        await seen(kept, MINHO, show_id, "1-8")
        job = NewJob(
            kind=MEMBER_JOB,
            key="1",
            guild_id=GUILD,
            subject_id=record.id,
            due_at=NOW,
            user_id=MINHO,
        )
        await kept.jobs.add([job])
        assert list(await kept.discussions.out_of_step()) == []
        (leased,) = await kept.jobs.lease(kind=MEMBER_JOB, now=NOW, seconds=60, limit=5)
        for state, missing in (("skipped", []), ("failed", [seat(record, MINHO)])):
            await kept.jobs.finish(leased.id, state=state, now=NOW + timedelta(seconds=1))
            assert list(await kept.discussions.out_of_step()) == missing


async def test_a_show_has_one_card_and_loses_it(database: Database, show_id: ShowId) -> None:
    first = CardRecord(
        guild_id=GUILD, show_id=show_id, channel_id=ChannelId(1), message_id=MessageId(2)
    )
    second = CardRecord(
        guild_id=GUILD, show_id=show_id, channel_id=ChannelId(3), message_id=MessageId(4)
    )
    async with database.write() as kept:
        await kept.discussions.put_card(first)
        await kept.discussions.put_card(second)
        assert await kept.discussions.all_cards() == [second]
        await kept.discussions.remove_card(OTHER_GUILD, show_id)
        assert await kept.discussions.all_cards() == [second]
        await kept.discussions.remove_card(GUILD, show_id)
        assert await kept.discussions.all_cards() == []
