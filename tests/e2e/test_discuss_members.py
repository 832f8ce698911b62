"""Who sits in a gated thread: everyone who has seen that far, and nobody else."""

from __future__ import annotations

import pytest

from bot.domain.ids import GuildId, UserId
from bot.domain.spoilers import Track
from bot.services.progress import Marking
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import (
    asked,
    open_thread,
    people_in,
    record_of,
    rows,
    thread_of,
)
from tests.e2e.pressing import press
from tests.e2e.reading import answer

MEMBERS = "/thread-members/"


async def test_marking_lets_in_and_taking_back_takes_out(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    for episode in (4, 8):
        await open_thread(evening, minho, episode)
    await ara.slash(evening.channel, "watched")
    assert people_in(evening, thread_of(evening, 4)) == {ara.id, minho.id}
    assert people_in(evening, thread_of(evening, 8)) == {minho.id}
    await _undo(evening, ara.id)
    assert people_in(evening, thread_of(evening, 4)) == {minho.id}


async def _undo(evening: Evening, user_id: int) -> None:
    """Take a member's newest step back, however the command asks about it."""
    services = evening.bot.services
    show = await services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    with evening.env._bot_scope():
        await services.progress.undo(GuildId(evening.guild.id), UserId(user_id), show)
    await evening.env.settle()


async def _mark(evening: Evening, user_id: int, first: int, last: int) -> None:
    services = evening.bot.services
    show = await services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    marking = Marking(track=Track.SCREEN, first=first, last=last)
    with evening.env._bot_scope():
        # So that what it sets going is waited for like all that the bot does.
        await services.progress.mark(GuildId(evening.guild.id), UserId(user_id), show, marking)


async def test_a_leap_opens_every_thread_on_its_way(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 1), await evening.at("Minho", 8)
    for episode in (1, 2, 4, 5):
        await open_thread(evening, minho, episode)
    await _mark(evening, ara.id, 2, 4)
    await evening.env.settle()
    inside = [ara.id in people_in(evening, thread_of(evening, n)) for n in (1, 2, 4, 5)]
    assert inside == [True, True, True, False]


async def test_an_island_opens_nothing_until_the_gap_is_closed(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 1), await evening.at("Minho", 8)
    await open_thread(evening, minho, 3)
    await _mark(evening, ara.id, 3, 3)
    await evening.env.settle()
    assert ara.id not in people_in(evening, thread_of(evening, 3))
    await _mark(evening, ara.id, 2, 2)
    await evening.env.settle()
    assert ara.id in people_in(evening, thread_of(evening, 3))


async def test_reading_the_novel_moves_nobody(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    before = asked(evening, "PUT", MEMBERS)
    await minho.slash(evening.channel, "watched", track="source")
    assert asked(evening, "PUT", MEMBERS) == before


async def test_undo_right_after_the_mark_leaves_the_member_out(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    services = evening.bot.services
    show = await services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    await _mark(evening, ara.id, 4, 4)
    with evening.env._bot_scope():
        await services.progress.undo(GuildId(evening.guild.id), UserId(ara.id), show)
    await evening.env.settle()
    assert people_in(evening, thread_of(evening, 4)) == {minho.id}


async def test_how_many_threads_an_undo_would_close_is_known_before(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    for episode in (3, 4, 7):
        await open_thread(evening, minho, episode)
    services = evening.bot.services
    show = await services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    guild_id = GuildId(evening.guild.id)
    at = (await services.audiences.standing(guild_id, UserId(minho.id), show)).progress.knowledge
    early = await evening.at("Early", 3)
    there = (await services.audiences.standing(guild_id, UserId(early.id), show)).progress.knowledge
    closing = services.discussions.would_close(guild_id, show.id, at, there)
    assert closing == 2
    assert services.discussions.would_close(guild_id, show.id, there, at) == 0
    assert [each.episode for each in services.discussions.opened(guild_id, show.id, there, at)] == [
        4,
        7,
    ]


async def test_five_hundred_who_finish_together_are_all_let_in(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 8)
    crowd = [evening.member(f"Friend {number}") for number in range(500)]
    for friend in crowd:
        await _mark(evening, friend.id, 1, 8)
    await evening.env.settle(timeout=60)
    expected = {minho.id, *(friend.id for friend in crowd)}
    assert people_in(evening, thread_of(evening, 8)) == expected
    assert asked(evening, "PUT", MEMBERS) == len(expected)


async def test_nobody_is_lost_by_a_restart_or_by_discord_failing(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 8)
    evening.env.inject_error("PUT", "/channels/*/thread-members/*", status=503, times=None)
    crowd = [await evening.at(f"Friend {number}", 8) for number in range(60)]
    await evening.env.settle(timeout=30)
    assert people_in(evening, thread_of(evening, 8)) == {minho.id}
    await evening.restart()
    evening.env.backend.faults.clear()
    await evening.env.advance_time(120)
    expected = {minho.id, *(friend.id for friend in crowd)}
    assert people_in(evening, thread_of(evening, 8)) == expected


async def test_a_mark_that_nobody_acted_on_before_the_crash_is_acted_on(
    evening: Evening,
) -> None:
    ara, minho = await evening.at("Ara", 7), await evening.at("Minho", 8)
    await open_thread(evening, minho, 8)
    evening.bot.services.jobs.on_wake(None)
    await ara.slash(evening.channel, "watched")
    assert people_in(evening, thread_of(evening, 8)) == {minho.id}
    await evening.restart()
    assert people_in(evening, thread_of(evening, 8)) == {ara.id, minho.id}


async def test_being_let_in_twice_is_asked_of_discord_and_changes_nothing(
    evening: Evening,
) -> None:
    ara, minho = await evening.at("Ara", 4), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    for _ in range(2):
        listed = await ara.slash(evening.channel, "discuss list")
        await press(ara, listed, "threads-enter:")
    assert people_in(evening, thread_of(evening, 4)) == {ara.id, minho.id}


async def test_who_left_the_thread_is_let_in_again_on_asking(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 4), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    evening.env.backend.remove_thread_member(thread.id, ara.id)
    listed = await ara.slash(evening.channel, "discuss list")
    assert ara.id not in people_in(evening, thread)
    await press(ara, listed, "threads-enter:")
    assert ara.id in people_in(evening, thread)


async def test_asking_again_lets_nobody_in_who_is_not_there(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 4), await evening.at("Minho", 8)
    for episode in (4, 5):
        await open_thread(evening, minho, episode)
    listed = await ara.slash(evening.channel, "discuss list")
    await press(ara, listed, "threads-enter:")
    assert ara.id not in people_in(evening, thread_of(evening, 5))


async def test_an_archived_thread_is_woken_for_a_new_member(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    evening.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await evening.env.settle()
    evening.env.inject_error("PUT", "/channels/*/thread-members/*", status=400, code=50083)
    await ara.slash(evening.channel, "watched")
    assert ara.id in people_in(evening, thread)
    metadata = thread._channel.thread_metadata
    assert metadata is not None
    assert not metadata.archived


async def test_a_locked_thread_stays_locked_and_lets_in_once_it_is_not(
    evening: Evening,
) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    closed = {"archived": True, "locked": True}
    evening.env.backend.edit_channel(thread.id, {}, thread_metadata=closed)
    await evening.env.settle()
    evening.env.inject_error("PUT", "/channels/*/thread-members/*", status=400, code=50083)
    evening.env.inject_error("PATCH", "/channels/*", status=403, code=50013)
    await ara.slash(evening.channel, "watched")
    assert ara.id not in people_in(evening, thread)
    opened = {"archived": False, "locked": False}
    evening.env.backend.edit_channel(thread.id, {}, thread_metadata=opened)
    await evening.env.settle()
    assert ara.id in people_in(evening, thread)


@pytest.mark.parametrize(("status", "code"), [(404, 10007), (404, 10013)])
async def test_a_member_who_left_the_guild_is_given_up_on(
    evening: Evening, status: int, code: int
) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    evening.env.inject_error("PUT", "/channels/*/thread-members/*", status=status, code=code)
    await ara.slash(evening.channel, "watched")
    tried = asked(evening, "PUT", MEMBERS)
    await evening.env.advance_time(3600)
    await evening.restart()
    assert asked(evening, "PUT", MEMBERS) == tried
    listed = await ara.slash(evening.channel, "discuss list")
    await press(ara, listed, "threads-enter:")
    assert ara.id in people_in(evening, thread_of(evening, 4))


async def test_an_admission_that_was_refused_is_asked_for_again_at_the_next_start(
    evening: Evening,
) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    evening.env.inject_error("PUT", "/channels/*/thread-members/*", status=403, code=50001)
    await ara.slash(evening.channel, "watched")
    assert ara.id not in people_in(evening, thread_of(evening, 4))
    await evening.restart()
    assert ara.id in people_in(evening, thread_of(evening, 4))


async def test_a_removal_that_failed_for_good_is_tried_again_at_the_next_start(
    evening: Evening,
) -> None:
    ara, minho = await evening.at("Ara", 4), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    evening.env.inject_error("DELETE", "/channels/*/thread-members/*", status=403, code=50013)
    await _undo(evening, ara.id)
    assert ara.id in people_in(evening, thread_of(evening, 4))
    await evening.restart()
    assert ara.id not in people_in(evening, thread_of(evening, 4))


async def test_a_thread_found_gone_while_letting_in_is_forgotten(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    evening.env.inject_error("PUT", "/channels/*/thread-members/*", status=404, code=10003)
    await ara.slash(evening.channel, "watched")
    assert record_of(evening, 4) is None
    assert await rows(evening) == []


async def test_who_drops_the_show_stays_where_they_were(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 4), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    await ara.slash(evening.channel, "progress drop")
    assert ara.id in people_in(evening, thread_of(evening, 4))


async def test_deleted_progress_takes_its_owner_out_of_every_thread(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 4), await evening.at("Minho", 8)
    await open_thread(evening, minho, 3)
    await open_thread(evening, minho, 4)
    services = evening.bot.services
    await _undo(evening, ara.id)
    evening.env.backend.add_thread_member(thread_of(evening, 4).id, ara.id)
    with evening.env._bot_scope():
        await services.admissions.leave(GuildId(evening.guild.id), UserId(ara.id))
    await evening.env.settle()
    assert [ara.id in people_in(evening, thread_of(evening, n)) for n in (3, 4)] == [
        False,
        False,
    ]


async def test_episode_names_the_thread_to_those_who_are_in_it(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    mention = thread_of(evening, 4).mention
    assert mention in answer(await minho.slash(evening.channel, "episode", episode="4"))
    assert mention not in answer(await ara.slash(evening.channel, "episode", episode="4"))
