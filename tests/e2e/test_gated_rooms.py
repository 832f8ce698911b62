"""Parties and reminders in a gated thread: they call nobody back who stepped back meanwhile.

Discord adds whoever is mentioned in a private thread to it.
"""

from __future__ import annotations

import sys

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.domain.ids import ChannelId, GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import asked, open_thread, people_in, thread_of
from tests.e2e.party_steps import DAY, HOUR, MINUTE, pinged, plan, posts, saying
from tests.e2e.pressing import press
from tests.e2e.reading import answer

UNTIL_REMINDER = 44 * HOUR - 15 * MINUTE


async def gated(evening: Evening, host: MemberActor) -> ChannelHandle:
    """Return the private thread of the last episode, opened by whoever saw it."""
    await open_thread(evening, host, 8)
    return thread_of(evening, 8)


async def plan_in(room: ChannelHandle, host: MemberActor, *guests: MemberActor) -> None:
    """Plan a party in a thread or channel, and let guests say that they come."""
    shown = await host.slash(room, "party schedule", episode="8", when="fri 8pm")
    await press(host, shown, "draft-confirm")
    card = room.history()[-1]
    for guest in guests:
        await guest.click(card, label="Going")


async def step_back(evening: Evening, member: MemberActor) -> None:
    """Take a member's newest step back, however the command asks about it."""
    services = evening.bot.services
    show = await services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    with evening.env._bot_scope():
        await services.progress.undo(GuildId(evening.guild.id), UserId(member.id), show)
    await evening.env.settle()


async def test_a_partys_reminder_names_only_those_who_belong_in_the_thread(
    evening: Evening,
) -> None:
    minho, ara, jun = [await evening.at(name, 8) for name in ("Minho", "Ara", "Jun")]
    thread = await gated(evening, minho)
    await plan_in(thread, minho, ara, jun)
    await step_back(evening, ara)
    assert people_in(evening, thread) == {minho.id, jun.id}
    await evening.env.advance_time(UNTIL_REMINDER)
    reminder = thread.history()[-1]
    assert pinged(evening, reminder) == {minho.id, jun.id}
    assert str(ara.id) not in posts(evening, thread)[-1]


async def test_where_nobody_belongs_any_more_no_reminder_is_sent(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    thread = await gated(evening, minho)
    await plan_in(thread, minho)
    await step_back(evening, minho)
    count = len(posts(evening, thread))
    await evening.env.advance_time(UNTIL_REMINDER)
    assert len(posts(evening, thread)) == count


async def test_a_partys_news_names_only_those_who_belong_in_the_thread(evening: Evening) -> None:
    minho, ara, jun = [await evening.at(name, 8) for name in ("Minho", "Ara", "Jun")]
    thread = await gated(evening, minho)
    await plan_in(thread, minho, ara, jun)
    await step_back(evening, ara)
    moved = await minho.slash(thread, "party move", when="fri 9pm")
    await press(minho, moved, "draft-confirm")
    await evening.env.settle()
    news = thread.history()[-1]
    assert pinged(evening, news) == {jun.id}
    assert str(ara.id) not in posts(evening, thread)[-1]


async def test_elsewhere_everybody_is_reminded_whatever_they_have_seen(evening: Evening) -> None:
    minho, new = await evening.at("Minho", 8), evening.member("New")
    card = await plan(evening, minho)
    await new.click(card, label="Going")
    await evening.env.advance_time(UNTIL_REMINDER)
    assert pinged(evening, evening.channel.history()[-1]) == {minho.id, new.id}


async def listed(evening: Evening, reader: MemberActor, room: ChannelHandle) -> bool:
    """Tell whether a member's list of parties leads into a channel or thread."""
    return str(room.id) in answer(await reader.slash(evening.channel, "party list"))


async def test_a_party_in_a_gated_thread_is_listed_for_those_who_belong_there(
    evening: Evening,
) -> None:
    minho, ara = await evening.at("Minho", 8), await evening.at("Ara", 8)
    thread = await gated(evening, minho)
    await plan_in(thread, minho)
    assert await listed(evening, minho, thread)
    assert await listed(evening, ara, thread)
    assert not await listed(evening, evening.member("New"), thread)
    await step_back(evening, ara)
    assert not await listed(evening, ara, thread)


async def test_an_archived_gated_thread_keeps_its_parties_on_the_list(evening: Evening) -> None:
    minho, new = await evening.at("Minho", 8), evening.member("New")
    thread = await gated(evening, minho)
    await plan_in(thread, minho)
    evening.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await evening.restart()
    assert await listed(evening, minho, thread)
    assert not await listed(evening, new, thread)


async def test_a_party_in_a_channel_that_nobody_knows_is_not_listed(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    other = evening.guild.create_text_channel("soon-gone")
    await plan_in(other, minho)
    assert await listed(evening, minho, other)
    evening.env.backend.delete_channel(other.id)
    await evening.env.settle()
    assert not await listed(evening, minho, other)


async def test_nobody_plans_a_party_into_a_thread_that_is_closed_to_them(
    evening: Evening,
) -> None:
    minho, ara = await evening.at("Minho", 8), await evening.at("Ara", 8)
    thread = await gated(evening, minho)
    # As long as she could not be taken out, her client offers the thread.
    evening.env.inject_error("DELETE", "/channels/*/thread-members/*", status=403, code=50013)
    await step_back(evening, ara)
    refused = await ara.slash(
        evening.channel, "party schedule", episode="1", when="fri 8pm", channel=thread
    )
    assert "You cannot post in" in answer(refused)
    shown = await minho.slash(
        evening.channel, "party schedule", episode="8", when="fri 8pm", channel=thread
    )
    await press(minho, shown, "draft-confirm")
    (party,) = await evening.bot.services.parties.planned(GuildId(evening.guild.id))
    assert party.channel_id == ChannelId(thread.id)


async def test_a_refused_reminder_mentions_nobody_in_a_thread_that_closed_to_them(
    evening: Evening,
) -> None:
    minho, ara = await evening.at("Minho", 8), await evening.at("Ara", 8)
    thread = await gated(evening, minho)
    for member in (minho, ara):
        asked = await member.slash(thread, "remind me", when="in 2 hours", text="rewatch it")
        await press(member, asked, "draft-confirm")
        path = f"/channels/{member.user.dm_channel.id}/messages"
        evening.env.inject_error("POST", path, status=403, code=50007)
    await step_back(evening, ara)
    await evening.env.advance_time(2 * HOUR)
    (mention,) = saying(evening, f"<@{minho.id}>", thread)
    assert str(ara.id) not in mention
    assert saying(evening, str(ara.id), thread) == []
    assert people_in(evening, thread) == {minho.id}
    told = answer(await ara.slash(evening.channel, "remind list"))
    assert "These did not reach you" in told
    assert "rewatch it" in told
    await evening.env.advance_time(DAY)
    assert saying(evening, str(ara.id), thread) == []


async def private_thread(evening: Evening, *people: MemberActor) -> ChannelHandle:
    """Return a private thread of the members' own, with these people in it."""
    channel = evening.env.bot.get_channel(evening.channel.id)
    assert isinstance(channel, discord.TextChannel)
    made = await channel.create_thread(name="Ours", type=discord.ChannelType.private_thread)
    for member in people:
        await made.add_user(discord.Object(member.id))
    await evening.env.settle()
    (thread,) = [one for one in evening.channel.threads if one.id == made.id]
    return thread


async def test_a_party_in_a_private_thread_is_listed_for_those_who_sit_in_it(
    evening: Evening,
) -> None:
    """Its channel's permissions would let everybody know of it."""
    minho, ara = evening.member("Minho"), evening.member("Ara")
    thread = await private_thread(evening, minho)
    await plan_in(thread, minho)
    assert await listed(evening, minho, thread)
    assert not await listed(evening, ara, thread)
    evening.env.inject_error("GET", "/channels/*/thread-members/*", status=500, times=9)
    assert not await listed(evening, minho, thread)


async def test_discord_is_asked_about_few_private_threads_and_once_each(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Looked up as it is loaded now: an extension that was unloaded is loaded from anew.
    monkeypatch.setattr(sys.modules["cogs.party._places"], "_MOST_ASKED", 2)
    minho = evening.member("Minho")
    threads = [await private_thread(evening, minho) for _ in range(3)]
    for thread in (*threads, threads[0]):
        await plan_in(thread, minho)
    before = asked(evening, "GET", "/thread-members/")
    told = answer(await minho.slash(evening.channel, "party list"))
    assert asked(evening, "GET", "/thread-members/") - before == 2
    assert [str(thread.id) in told for thread in threads] == [True, True, False]


async def settle_home(evening: Evening, room: ChannelHandle) -> None:
    """Make a thread the guild's home channel."""
    guild_id = GuildId(evening.guild.id)
    await evening.bot.services.guilds.change(guild_id, home_channel_id=room.id)


@pytest.mark.parametrize("is_ours", [False, True])
async def test_a_home_that_is_closed_to_a_member_is_not_theirs(
    evening: Evening, *, is_ours: bool
) -> None:
    """Their party stays where they planned it, and nothing names the thread to them."""
    minho, ara = await evening.at("Minho", 8), evening.member("Ara")
    home = await private_thread(evening, minho) if is_ours else await gated(evening, minho)
    await settle_home(evening, home)
    lounge = evening.guild.create_text_channel("lounge")
    show = "love in the big city"
    for member, room in ((ara, lounge), (minho, home)):
        shown = await member.slash(lounge, "party schedule", episode="1", when="fri 8pm", show=show)
        assert (str(home.id) in answer(shown)) == (member is minho)
        await press(member, shown, "draft-confirm")
        assert "Host:" in posts(evening, room)[-1]


async def test_what_happens_in_a_gated_home_is_not_told_outside_it(evening: Evening) -> None:
    minho, ara = await evening.at("Minho", 8), await evening.at("Ara", 8)
    home = await gated(evening, minho)
    await settle_home(evening, home)
    lounge = evening.guild.create_text_channel("lounge")
    shown = await minho.slash(
        lounge, "party schedule", episode="8", when="fri 8pm", show="love in the big city"
    )
    await press(minho, shown, "draft-confirm")
    await ara.click(home.history()[-1], label="Going")
    await step_back(evening, ara)
    outside = [len(posts(evening, room)) for room in (lounge, evening.channel)]
    await evening.env.advance_time(UNTIL_REMINDER + DAY)
    assert pinged(evening, [one for one in home.history() if pinged(evening, one)][-1]) == {
        minho.id
    }
    assert [len(posts(evening, room)) for room in (lounge, evening.channel)] == outside
    assert posts(evening, ara.user.dm_channel) == []
    told = answer(await ara.slash(lounge, "party list"))
    assert str(home.id) not in told
    assert "Episode 8" not in told
