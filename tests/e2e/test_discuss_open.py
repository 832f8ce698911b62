"""`/discuss open`: who may, what there is afterwards, and that there is never a second."""

from __future__ import annotations

from typing import Any

import aiohttp
import discord
import pytest

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.spoilers import Position, Track
from bot.services.progress import Marking
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import (
    asked,
    bot_lacks,
    open_thread,
    people_in,
    record_of,
    rows,
    shown_in,
    thread_of,
    threads,
)
from tests.e2e.pressing import press
from tests.e2e.reading import answer, custom_id

PRIVATE, PUBLIC = 12, 11


async def test_a_private_thread_under_a_neutral_name_is_opened(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    result = await open_thread(evening, minho, 7)
    thread = thread_of(evening, 7)
    assert thread.name == "Love in the Big City · Episode 7"
    assert thread._channel.type == PRIVATE
    assert result.ephemeral
    assert f"{thread.mention} is open" in answer(result)
    post = shown_in(thread.history()[0])
    assert "Everybody in here has seen Episode 7" in post
    assert people_in(evening, thread) == {minho.id}


async def test_nobody_in_the_channel_is_told_of_a_private_thread(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 7)
    said = "\n".join(message.content + shown_in(message) for message in evening.channel.history())
    assert "7" not in said
    assert str(thread_of(evening, 7).id) not in said


async def test_who_is_not_there_yet_gets_a_kind_no_and_no_hint(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    before = answer(await open_thread(evening, ara, 5))
    assert "you are at Episode 3" in before
    assert not evening.channel.threads
    await open_thread(evening, minho, 5)
    assert answer(await open_thread(evening, ara, 5)) == before


async def test_a_manager_opens_ahead_and_is_let_in_no_sooner(evening: Evening) -> None:
    role = evening.guild.create_role("Host", permissions=discord.Permissions(manage_guild=True))
    host = evening.member("Host", roles=[role])
    result = answer(await open_thread(evening, host, 4))
    thread = thread_of(evening, 4)
    assert "you too once you have marked it" in result
    assert thread.mention not in result
    assert people_in(evening, thread) == set()
    assert "once you have marked Episode 4" in answer(await open_thread(evening, host, 4))


async def test_everyone_who_has_seen_it_is_let_in_at_once(evening: Evening) -> None:
    ara, sora, minho = [await evening.at(*who) for who in (("A", 3), ("S", 6), ("M", 8))]
    await open_thread(evening, minho, 4)
    assert people_in(evening, thread_of(evening, 4)) == {sora.id, minho.id}
    assert ara.id not in people_in(evening, thread_of(evening, 4))


async def test_opening_twice_gives_the_same_thread(evening: Evening) -> None:
    sora, minho = await evening.at("Sora", 6), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    again = answer(await open_thread(evening, sora, 4))
    assert "There is one already" in again
    assert thread_of(evening, 4).mention in again


async def test_two_who_press_at_once_get_the_same_thread(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    sora, minho = await evening.at("Sora", 6), await evening.at("Minho", 8)

    async def go_on(**_options: object) -> None:
        return None

    with monkeypatch.context() as patched:
        # The first command is sent and not waited for, so that both are under way together.
        patched.setattr(evening.env, "_settle_internal", go_on)
        first = await open_thread(evening, sora, 4)
    second = await open_thread(evening, minho, 4)
    mention = thread_of(evening, 4).mention
    assert asked(evening, "POST", "/threads") == 1
    assert mention in answer(first)
    assert mention in answer(second)
    assert len(await rows(evening)) == 1
    assert people_in(evening, thread_of(evening, 4)) == {sora.id, minho.id}


async def test_the_thread_says_how_far_it_may_talk_and_about_what(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    room = evening.bot.services.guilds.channel(GuildId(evening.guild.id), ChannelId(thread.id))
    assert room.show_id == evening.show_id
    assert room.position == Position(4)
    shown = await minho.slash(thread, "episode", episode="5", public=True)
    assert shown.acknowledged
    posted = shown_in(thread.history()[-1])
    assert "safe up to episode 4" in posted
    assert "Gyu-ho" not in posted


async def test_from_inside_a_thread_the_new_one_hangs_beside_it(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    await minho.slash(thread_of(evening, 4), "discuss open", episode="5")
    assert thread_of(evening, 5)._channel.parent_id == evening.channel.id


async def test_a_channel_that_holds_no_threads_says_so(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    voice = evening.guild.create_voice_channel("Living room")
    result = await minho.slash(voice, "discuss open", episode="4")
    assert "Use a text channel" in answer(result)
    assert await rows(evening) == []


async def test_what_names_no_episode_is_told(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    assert "1 to 8" in answer(await open_thread(evening, minho, 9))
    assert await rows(evening) == []


async def _use_open_threads(evening: Evening) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)


async def test_the_guild_may_choose_open_threads(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await _use_open_threads(evening)
    await open_thread(evening, minho, 7)
    thread = thread_of(evening, 7)
    assert thread._channel.type == PUBLIC
    assert thread.name == "Love in the Big City · Episode 7"
    assert "Spoilers up to Episode 7" in shown_in(thread.history()[0])


async def test_what_is_posted_in_a_public_thread_stays_at_the_floor(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await evening.at("Juno", 2)
    await _use_open_threads(evening)
    await open_thread(evening, minho, 7)
    thread = thread_of(evening, 7)
    await minho.slash(thread, "episode", episode="7", public=True)
    posted = thread.last_message
    assert posted is not None
    assert "5 episodes ahead" in shown_in(posted)


async def test_the_missing_permission_is_named_and_the_open_kind_offered(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    bot_lacks(evening, "create_private_threads")
    refused = await open_thread(evening, minho, 7)
    assert "Create Private Threads" in answer(refused)
    assert "Send Messages" not in answer(refused)
    assert await rows(evening) == []
    await press(minho, refused, "threads-open:")
    thread = thread_of(evening, 7)
    assert thread._channel.type == PUBLIC
    record = record_of(evening, 7)
    assert record is not None
    assert record.kind is ThreadKind.OPEN


async def test_without_send_messages_in_threads_neither_kind_is_offered(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    bot_lacks(evening, "create_private_threads", "send_messages_in_threads")
    text = answer(await open_thread(evening, minho, 7))
    assert "Create Private Threads, Send Messages in Threads" in text
    assert "Have an open thread" not in text


async def test_the_offer_looks_at_progress_again(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    bot_lacks(evening, "create_private_threads")
    refused = await open_thread(evening, minho, 8)
    for _ in range(2):
        await minho.slash(evening.channel, "progress undo")
    pressed = await press(minho, refused, "threads-open:")
    assert await evening.position(minho) < 8
    assert "Episode 8" in answer(pressed)
    assert not evening.channel.threads


async def test_an_announcement_channel_offers_an_open_thread(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    news = evening.guild.create_news_channel("news")
    refused = await minho.slash(news, "discuss open", episode="4")
    assert "announcement channel takes no private threads" in answer(refused)
    assert custom_id(refused, "threads-open:")
    assert await rows(evening) == []


async def test_a_long_title_is_cut_and_the_episode_stays(evening: Evening) -> None:
    minho = evening.member("Minho")
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    document = {
        "slug": "long",
        "title": "Long " * 40,
        "episode": [{"season": 1, "number": number} for number in range(1, 13)],
    }
    show = await services.catalog.create(guild_id, UserId(minho.id), document)
    assert show is not None
    await evening.bot.services.progress.mark(
        guild_id, UserId(minho.id), show, Marking(track=Track.SCREEN, first=1, last=12)
    )
    await minho.slash(evening.channel, "discuss open", episode="12", show=f"show:{show.id}")
    (thread,) = evening.channel.threads
    assert thread.name is not None
    assert len(thread.name) <= 100
    assert thread.name.endswith("… · Episode 12")


async def _film(evening: Evening) -> str:
    (found,) = evening.bot.services.catalog.search(
        GuildId(evening.guild.id), "night of the living dead", limit=1
    )
    return f"show:{found}"


async def test_a_films_thread_bears_the_films_name(evening: Evening) -> None:
    minho = evening.member("Minho")
    show = await _film(evening)
    await minho.slash(evening.channel, "watched", show=show)
    await minho.slash(evening.channel, "discuss open", episode="1", show=show)
    assert [thread.name for thread in evening.channel.threads] == ["Night of the Living Dead"]


@pytest.mark.parametrize(
    ("status", "code", "line"),
    [
        (403, 50013, "did not let me open a thread here"),
        (404, 10003, "This channel is gone"),
        (429, 0, "asks me to slow down"),
        (400, 160006, "as many active threads"),
        (400, 50035, "Discord refused the thread"),
    ],
)
async def test_a_refused_thread_is_told_and_leaves_nothing(
    evening: Evening, status: int, code: int, line: str
) -> None:
    minho = await evening.at("Minho", 8)
    evening.env.inject_error("POST", "/channels/*/threads", status=status, code=code)
    assert line in answer(await open_thread(evening, minho, 4))
    assert await rows(evening) == []
    assert record_of(evening, 4) is None
    await open_thread(evening, minho, 4)
    assert len(threads(evening, 4)) == 1


async def test_a_lost_answer_claims_no_thread_and_is_looked_into(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    evening.env.inject_error("POST", "/channels/*/threads", status=502)
    assert "cannot tell whether the thread was made" in answer(await open_thread(evening, minho, 4))
    (row,) = await rows(evening)
    assert row.thread_id is None
    assert "No private thread" in answer(await minho.slash(evening.channel, "discuss list"))
    await evening.env.advance_time(60)
    assert await rows(evening) == []


async def test_after_a_lost_answer_the_thread_that_came_of_it_is_taken(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    minho = await evening.at("Minho", 8)
    create = discord.TextChannel.create_thread

    async def made_but_unanswered(self: discord.TextChannel, **options: Any) -> None:
        await create(self, **options)
        raise aiohttp.ServerDisconnectedError

    with monkeypatch.context() as patched:
        patched.setattr(discord.TextChannel, "create_thread", made_but_unanswered)
        await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    assert thread.mention in answer(await open_thread(evening, minho, 4))
    assert asked(evening, "POST", f"/channels/{evening.channel.id}/threads") == 1
    assert people_in(evening, thread) == {minho.id}


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (429, 0), (500, 0)])
async def test_a_first_post_that_fails_is_told_and_put_up_later(
    evening: Evening, status: int, code: int
) -> None:
    minho = await evening.at("Minho", 8)
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    evening.env.inject_error("POST", "/channels/*/messages", status=status, code=code)
    assert "first message did not go through" in answer(await open_thread(evening, minho, 4))
    thread = thread_of(evening, 4)
    assert thread.history() == []
    await evening.env.advance_time(30)
    assert [shown_in(message).count("Spoilers up to") for message in thread.history()] == [1]


async def test_a_thread_deleted_while_it_is_opened_is_told(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    evening.env.inject_error("GET", "/channels/*/messages", status=404, code=10003)
    assert "deleted the thread while" in answer(await open_thread(evening, minho, 4))
    assert await rows(evening) == []
