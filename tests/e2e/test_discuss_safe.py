"""`/discuss safe`: how far a room may talk, and why, in words that are true there."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId
from bot.domain.spoilers import Position
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import open_thread, thread_of
from tests.e2e.reading import answer

DAY = 86_400


async def opened(evening: Evening, member: MemberActor, episode: int) -> ChannelHandle:
    """Return the open thread of an episode."""
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    await open_thread(evening, member, episode)
    return thread_of(evening, episode)


async def safe(member: MemberActor, room: ChannelHandle) -> str:
    """Return what a member is told of a room; it is never more than they alone are told."""
    result = await member.slash(room, "discuss safe")
    assert result.ephemeral
    return answer(result)


async def test_an_open_thread_is_for_talk_up_to_its_episode(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    told = await safe(minho, await opened(evening, minho, 4))
    assert "This thread is for talk up to episode 4" in told
    assert "Anybody can look in" in told
    assert "One member is not there yet." in told
    assert "Ara" not in told
    assert str(ara.id) not in told
    assert "Everybody" not in told


async def test_an_open_thread_opens_no_more_of_the_original_than_everybody_has_read(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8, part=2)
    told = await safe(minho, await opened(evening, minho, 4))
    assert "up to episode 4 and part 2 of the novel" in told


@pytest.mark.parametrize("in_thread", [False, True])
async def test_where_all_followers_are_silent_it_does_not_say_that_there_are_none(
    evening: Evening, *, in_thread: bool
) -> None:
    minho = await evening.at("Minho", 8)
    thread = await opened(evening, minho, 4)
    await evening.env.advance_time(60 * DAY)
    stranger = evening.member("Stranger")  # a follower who asks is silent no more
    told = await safe(stranger, thread if in_thread else evening.channel)
    assert "Nobody follows" not in told
    assert "Everybody who follows it here has seen" not in told
    assert ("has gone quiet" in told) is not in_thread
    assert ("up to episode 4" in told) is in_thread


async def test_only_the_original_is_named_where_nobody_has_seen_an_episode(
    evening: Evening,
) -> None:
    reader = await evening.at("Reader", 0, part=2)
    guilds, guild_id = evening.bot.services.guilds, GuildId(evening.guild.id)
    channel_id = ChannelId(evening.channel.id)
    await guilds.set_channel_show(guild_id, channel_id, evening.show_id)
    await guilds.set_channel_position(guild_id, channel_id, Position(0, 2))
    assert "Free up to part 2 of the novel" in await safe(reader, evening.channel)
    settings = answer(await reader.slash(evening.channel, "settings view"))
    assert "part 2 of the novel" in settings
    assert "the start" not in settings


@pytest.mark.parametrize("declared", [None, Position(8)])
async def test_an_open_thread_is_told_no_more_than_it_warns_of(
    evening: Evening, declared: Position | None
) -> None:
    """Everybody who follows is further, or its channel is for all of it: its warning stands."""
    minho = await evening.at("Minho", 8)
    thread = await opened(evening, minho, 6)
    guilds, guild_id = evening.bot.services.guilds, GuildId(evening.guild.id)
    channel_id = ChannelId(evening.channel.id)
    await guilds.set_channel_show(guild_id, channel_id, evening.show_id)
    await guilds.set_channel_position(guild_id, channel_id, declared)
    await minho.slash(thread, "recap post")
    posted = "\n".join(evening.texts_of(thread.history()[-1]))
    assert "safe up to episode 6" in posted
    assert "up to episode 6" in await safe(minho, thread)
    await minho.slash(thread, "episode", episode="7", public=True)
    posted = "\n".join(evening.texts_of(thread.history()[-1]))
    assert "The next one for this room." in posted


async def test_what_was_declared_for_an_open_thread_itself_stands(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    thread = await opened(evening, minho, 6)
    guilds, guild_id = evening.bot.services.guilds, GuildId(evening.guild.id)
    await guilds.set_channel_show(guild_id, ChannelId(thread.id), evening.show_id)
    await guilds.set_channel_position(guild_id, ChannelId(thread.id), Position(7))
    await minho.slash(thread, "recap post")
    assert "safe up to episode 7" in "\n".join(evening.texts_of(thread.history()[-1]))


async def test_what_was_declared_of_another_show_lifts_no_warning(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    thread = await opened(evening, minho, 6)
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    (other,) = services.catalog.namesakes(guild_id, "Game of Thrones")
    await services.guilds.set_channel_show(guild_id, ChannelId(thread.id), other)
    await services.guilds.set_channel_position(guild_id, ChannelId(thread.id), Position(3))
    await minho.slash(thread, "recap post", show=f"show:{evening.show_id}")
    assert "safe up to episode 6" in "\n".join(evening.texts_of(thread.history()[-1]))
