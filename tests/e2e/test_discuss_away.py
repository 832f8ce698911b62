"""What others do to threads and cards, also while the bot is away."""

from __future__ import annotations

import discord
import pytest
from simcord.actors import MemberActor

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import (
    asked,
    cards,
    open_thread,
    people_in,
    record_of,
    rows,
    shown_in,
    thread_of,
    threads,
)
from tests.e2e.reading import answer


async def _claim(evening: Evening, member: MemberActor, episode: int) -> None:
    """Leave behind what an opening leaves that ends before the thread is made."""
    await evening.bot.services.discussions.claim(
        GuildId(evening.guild.id),
        evening.show_id,
        episode,
        kind=ThreadKind.GATED,
        channel_id=ChannelId(evening.channel.id),
        user_id=UserId(member.id),
    )


async def _make(evening: Evening, episode: int) -> int:
    """Make a thread as an opening does that ends before the thread is kept."""
    channel = evening.bot.get_channel(evening.channel.id)
    assert isinstance(channel, discord.TextChannel)
    name = f"Love in the Big City · Episode {episode}"
    with evening.env._bot_scope():
        thread = await channel.create_thread(name=name, type=discord.ChannelType.private_thread)
    return thread.id


async def _gone_while_away(evening: Evening, channel_id: int) -> None:
    """Delete a channel or thread without the bot hearing of it."""
    feed = evening.env._gateway_feed
    evening.env.backend.subscribers.remove(feed)
    evening.env.backend.delete_channel(channel_id)
    evening.env.backend.subscribers.append(feed)


async def test_an_opening_cut_short_before_the_thread_is_let_go_at_the_start(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await _claim(evening, minho, 4)
    await evening.restart()
    assert await rows(evening) == []
    await open_thread(evening, minho, 4)
    assert len(threads(evening, 4)) == 1


async def test_an_opening_cut_short_after_the_thread_is_taken_up_at_the_start(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await _claim(evening, minho, 4)
    thread_id = await _make(evening, 4)
    await evening.restart()
    thread = thread_of(evening, 4)
    assert thread.id == thread_id
    assert people_in(evening, thread) == {minho.id}
    await evening.env.advance_time(30)
    assert "Everybody in here" in shown_in(thread.history()[0])
    assert thread.mention in answer(await open_thread(evening, minho, 4))
    assert asked(evening, "POST", f"/channels/{evening.channel.id}/threads") == 1


async def test_an_archived_thread_of_an_opening_cut_short_is_found_too(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await _claim(evening, minho, 4)
    thread_id = await _make(evening, 4)
    evening.env.backend.edit_channel(thread_id, {}, thread_metadata={"archived": True})
    await evening.env.settle()
    await open_thread(evening, minho, 4)
    assert thread_of(evening, 4).id == thread_id


async def test_somebody_elses_thread_of_that_name_is_left_alone(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await _claim(evening, minho, 4)
    theirs = evening.env.backend.create_thread(
        evening.channel.id, "Love in the Big City · Episode 4", minho.id, type=12
    )
    await open_thread(evening, minho, 4)
    record = record_of(evening, 4)
    assert record is not None
    assert record.thread_id != theirs.id


async def test_an_opening_cut_short_is_shown_to_nobody(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await _claim(evening, minho, 4)
    assert "No private thread" in answer(await minho.slash(evening.channel, "discuss list"))
    assert "Talk about it" not in answer(await minho.slash(evening.channel, "episode", episode="4"))


async def test_a_deleted_thread_is_forgotten_at_once(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    old = thread_of(evening, 4).id
    evening.env.backend.delete_channel(old)
    await evening.env.settle()
    assert await rows(evening) == []
    guilds = evening.bot.services.guilds
    assert guilds.channel(GuildId(evening.guild.id), ChannelId(old)).show_id is None
    assert "No private thread" in answer(await minho.slash(evening.channel, "discuss list"))


async def test_a_thread_deleted_while_away_is_forgotten_at_the_start(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    for episode in (4, 5):
        await open_thread(evening, minho, episode)
    await _gone_while_away(evening, thread_of(evening, 4).id)
    await evening.restart()
    assert [row.episode for row in await rows(evening)] == [5]
    await open_thread(evening, minho, 4)
    assert people_in(evening, thread_of(evening, 4)) == {minho.id}


async def test_a_thread_deleted_unheard_is_noticed_by_whoever_opens_it(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    old = thread_of(evening, 4).id
    await _gone_while_away(evening, old)
    guild = evening.bot.get_guild(evening.guild.id)
    assert guild is not None
    cached = guild.get_thread(old)
    assert cached is not None
    guild._remove_thread(cached)
    told = answer(await open_thread(evening, minho, 4))
    assert thread_of(evening, 4).mention in told
    assert thread_of(evening, 4).id != old


async def test_an_archived_thread_is_still_there_after_a_restart(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    evening.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await evening.restart()
    await evening.env.advance_time(5)
    assert thread.mention in answer(await open_thread(evening, minho, 4))
    assert len(threads(evening, 4)) == 1


@pytest.mark.parametrize("status", [403, 429, 500])
async def test_when_discord_cannot_say_whether_a_thread_is_there_none_is_made(
    evening: Evening, status: int
) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    evening.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await evening.env.settle()
    evening.env.inject_error("GET", f"/channels/{thread.id}", status=status)
    told = answer(await open_thread(evening, minho, 4))
    assert "Something went wrong" not in told
    assert thread.mention not in told
    assert len(threads(evening, 4)) == 1
    assert thread.mention in answer(await open_thread(evening, minho, 4))


async def test_a_deleted_channel_takes_its_threads_and_card_with_it(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    other = evening.guild.create_text_channel("elsewhere")
    await minho.slash(other, "discuss open", episode="4")
    await open_thread(evening, minho, 5)
    assert len(cards(evening, other)) == 1
    evening.env.backend.delete_channel(other.id)
    await evening.env.settle()
    assert [row.episode for row in await rows(evening)] == [5]
    await open_thread(evening, minho, 4)
    assert len(threads(evening, 4)) == 1
    assert len(cards(evening)) == 1


async def test_a_deleted_card_comes_back_with_the_next_thread(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    (card,) = cards(evening)
    evening.env.backend.delete_message(evening.channel.id, card.id)
    await evening.env.settle()
    assert cards(evening) == []
    await open_thread(evening, minho, 5)
    assert len(cards(evening)) == 1


async def test_a_card_deleted_while_away_comes_back_with_the_next_thread(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    (card,) = cards(evening)
    feed = evening.env._gateway_feed
    evening.env.backend.subscribers.remove(feed)
    evening.env.backend.delete_message(evening.channel.id, card.id)
    evening.env.backend.subscribers.append(feed)
    await evening.restart()
    await open_thread(evening, minho, 5)
    assert len(cards(evening)) == 1


async def test_the_card_lets_go_of_an_open_thread_that_is_gone(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    for episode in (4, 5):
        await open_thread(evening, minho, episode)
    gone = thread_of(evening, 4)
    evening.env.backend.delete_channel(gone.id)
    await evening.env.settle()
    (card,) = cards(evening)
    assert gone.mention not in shown_in(card)
    assert thread_of(evening, 5).mention in shown_in(card)


async def test_a_first_post_that_was_taken_down_stays_down_until_asked_for(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    evening.env.backend.delete_message(thread.id, thread.history()[0].id)
    await evening.env.settle()
    await evening.restart()
    await evening.env.advance_time(60)
    assert thread.history() == []
    await open_thread(evening, minho, 4)
    assert "Everybody in here" in shown_in(thread.history()[0])


async def test_a_first_post_that_a_crash_kept_from_being_noted_is_not_sent_again(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    await _forget_post(evening)
    await evening.restart()
    thread = thread_of(evening, 4)
    (post,) = thread.history()
    record = record_of(evening, 4)
    assert record is not None
    assert record.post_id == post.id


async def test_a_first_post_that_a_crash_prevented_is_put_up_at_the_start(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    evening.env.backend.messages[thread.id].clear()
    await _forget_post(evening)
    await evening.restart()
    assert ["Everybody in here" in shown_in(message) for message in thread.history()] == [True]


async def _forget_post(evening: Evening) -> None:
    """Leave the database as a crash does that comes before the first post is noted."""
    (row,) = await rows(evening)
    async with evening.bot.services.discussions._database.write() as kept:
        await kept.discussions.keep_post(row.guild_id, row.id, None)
