"""Threads that Discord refuses something about, each kind of request in each way."""

from __future__ import annotations

from typing import Final

import discord
import pytest
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId
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
from tests.e2e.mishaps import shown, talkative
from tests.e2e.party_steps import MINUTE
from tests.e2e.reading import answer
from tests.e2e.refusing import STATUSES, TRIALS, Refusal, jobs, refusing, tried
from tests.e2e.test_discuss_lingering import step_back, told

SEAT: Final = "/channels/*/thread-members/*"


async def opened(evening: Evening, *, seen: int = 4) -> tuple[MemberActor, ChannelHandle]:
    """Return a member who has seen so far, and the gated thread of the fourth episode."""
    ara, minho = await evening.at("Ara", seen), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    return ara, thread_of(evening, 4)


async def archived(evening: Evening, thread: ChannelHandle) -> None:
    evening.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await evening.env.settle()


async def made(refusal: Refusal, kind: ThreadKind) -> None:
    """Let a thread be refused: it is told of, nothing is kept, and it can be had later."""
    evening, minho = refusal.evening, await refusal.evening.at("Minho", 8)
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=kind)
    refusal.of("POST", "/channels/*/threads")
    said = await open_thread(evening, minho, 4)
    one_line(said)
    await evening.env.advance_time(5 * MINUTE)
    assert await rows(evening) == []
    assert threads(evening, 4) == []
    await open_thread(evening, minho, 4)
    assert len(threads(evening, 4)) == 1


def one_line(result: InteractionResult) -> None:
    """Hold that a single line was said, to nobody else."""
    said = answer(result)
    assert all(one.ephemeral for one in shown(result))
    assert len(said.strip().splitlines()) == 1, said
    assert "Traceback" not in said


@refusing("POST /channels/{}/threads")
async def private_thread_made(refusal: Refusal) -> None:
    await made(refusal, ThreadKind.GATED)


@refusing("POST /channels/{}/threads")
async def public_thread_made(refusal: Refusal) -> None:
    await made(refusal, ThreadKind.OPEN)


@refusing("POST /channels/{}/messages")
async def first_post(refusal: Refusal) -> None:
    """Hold that it is put up later, or nothing is left of it where its thread is gone."""
    evening, minho = refusal.evening, await refusal.evening.at("Minho", 8)
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    refusal.of("POST", "/channels/*/messages")
    said = answer(await open_thread(evening, minho, 4))
    if refusal.status == 404:
        assert "deleted the thread while" in said
        assert await rows(evening) == []
        return
    assert "first message did not go through" in said
    await evening.env.advance_time(5 * MINUTE)
    assert len(thread_of(evening, 4).history()) == 1


@refusing("GET /channels/{}/messages")
async def looking_for_the_first_post(refusal: Refusal) -> None:
    """Where it cannot be looked for, nobody knows of one: it is put up later, and once."""
    evening, minho = refusal.evening, await refusal.evening.at("Minho", 8)
    refusal.of("GET", "/channels/*/messages")
    said = answer(await open_thread(evening, minho, 4))
    if refusal.status == 404:
        assert "deleted the thread while" in said
        assert await rows(evening) == []
        return
    await evening.env.advance_time(5 * MINUTE)
    assert len(thread_of(evening, 4).history()) == 1


@refusing("POST /channels/{}/messages")
async def index_card(refusal: Refusal) -> None:
    evening, minho = refusal.evening, await refusal.evening.at("Minho", 8)
    refusal.of("POST", f"/channels/{evening.channel.id}/messages")
    assert "is open" in answer(await open_thread(evening, minho, 4))
    await evening.env.advance_time(5 * MINUTE)
    assert refusal.was_met()
    assert len(cards(evening)) == (refusal.status != 403)
    assert "due" not in {state for state, _ in jobs(evening, "discussion-card")}


@refusing("PATCH /channels/{}/messages/{}")
async def changed_index_card(refusal: Refusal) -> None:
    evening = refusal.evening
    guild_id = GuildId(evening.guild.id)
    await evening.bot.services.guilds.change(guild_id, threads=ThreadKind.OPEN)
    await opened(evening)
    (card,) = cards(evening)
    refusal.of("PATCH", f"/channels/{evening.channel.id}/messages/{card.id}")
    before = shown_in(card)
    await open_thread(evening, await evening.at("Sora", 8), 5)
    await evening.env.advance_time(5 * MINUTE)
    assert refusal.was_met()
    assert len(cards(evening)) == 1
    assert (shown_in(cards(evening)[0]) != before) == (refusal.status != 403)


async def comes_in_once_it_goes(
    refusal: Refusal, member: MemberActor, thread: ChannelHandle
) -> None:
    """Hold that a member comes in as soon as Discord lets them, at the latest after a restart."""
    evening = refusal.evening
    if refusal.status == 404:
        # What is gone by that number is the thread itself.
        assert record_of(evening, 4) is None
        return
    await evening.env.advance_time(5 * MINUTE)
    assert (member.id in people_in(evening, thread)) == refusal.is_passing
    await evening.restart()
    assert member.id in people_in(evening, thread)


@refusing("PUT /channels/{}/thread-members/{}")
async def letting_in(refusal: Refusal) -> None:
    """Hold that the mark is kept, and they come in as soon as Discord lets them."""
    evening = refusal.evening
    ara, thread = await opened(evening, seen=3)
    refusal.of("PUT", SEAT)
    await ara.slash(evening.channel, "watched")
    assert await evening.position(ara) == 4
    await comes_in_once_it_goes(refusal, ara, thread)


@refusing("DELETE /channels/{}/thread-members/{}")
async def taking_out(refusal: Refusal) -> None:
    """Whoever stays inside is told so, and is taken out as soon as Discord lets us."""
    evening = refusal.evening
    ara, thread = await opened(evening)
    assert ara.id in people_in(evening, thread)
    refusal.of("DELETE", SEAT)
    await step_back(evening, ara)
    assert await evening.position(ara) == 0
    if refusal.status == 404:
        assert record_of(evening, 4) is None
        return
    await evening.env.advance_time(5 * MINUTE)
    assert (ara.id in people_in(evening, thread)) != refusal.is_passing
    assert len(told(ara)) == (refusal.status == 403)
    await evening.restart()
    assert ara.id not in people_in(evening, thread)


async def still_inside(refusal: Refusal, path: str) -> None:
    """Let the word be refused that somebody is still in a thread: the seat is looked at anyway."""
    evening = refusal.evening
    ara, thread = await opened(evening)
    evening.env.inject_error("DELETE", SEAT, status=403, code=50013)
    refusal.of("POST", path.format(ara.user.dm_channel.id))
    await step_back(evening, ara)
    await evening.env.advance_time(5 * MINUTE)
    assert refusal.was_met()
    assert "due" not in {state for state, _ in jobs(evening, "discussion-member")}
    await evening.restart()
    assert ara.id not in people_in(evening, thread)


@refusing("POST /users/@me/channels")
async def still_inside_room_of_two(refusal: Refusal) -> None:
    await still_inside(refusal, "/users/@me/channels")


@refusing("POST /channels/{}/messages")
async def still_inside_direct_message(refusal: Refusal) -> None:
    await still_inside(refusal, "/channels/{}/messages")


@refusing("PATCH /channels/{}")
async def waking(refusal: Refusal) -> None:
    """Hold that a thread that cannot be woken lets nobody in, and does as soon as it can."""
    evening = refusal.evening
    ara, thread = await opened(evening, seen=3)
    await archived(evening, thread)
    evening.env.inject_error("PUT", SEAT, status=400, code=50083)
    refusal.of("PATCH", f"/channels/{thread.id}")
    await ara.slash(evening.channel, "watched")
    assert await evening.position(ara) == 4
    assert ara.id not in people_in(evening, thread)
    await comes_in_once_it_goes(refusal, ara, thread)


@refusing("GET /channels/{}")
async def asking_for_a_thread(refusal: Refusal) -> None:
    """Where nobody can tell whether it is there no second one is made."""
    evening, sora = refusal.evening, await refusal.evening.at("Sora", 8)
    _, thread = await opened(evening)
    await archived(evening, thread)
    refusal.of("GET", f"/channels/{thread.id}")
    one_line(said := await open_thread(evening, sora, 4))
    if refusal.status == 404:
        assert len(threads(evening, 4)) == 2
        return
    assert thread.mention not in answer(said)
    assert [one.id for one in threads(evening, 4)] == [thread.id]
    assert thread.mention in answer(await open_thread(evening, sora, 4))


async def cut_short(refusal: Refusal, kind: ThreadKind, path: str) -> None:
    """Let the archive stay closed to whoever looks for the thread of an opening cut short."""
    evening, minho = refusal.evening, await refusal.evening.at("Minho", 8)
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=kind)
    evening.env.inject_error("POST", "/channels/*/threads", status=502)
    refusal.of("GET", path)
    await open_thread(evening, minho, 4)
    await evening.env.advance_time(5 * MINUTE)
    assert refusal.was_met()
    # Without Read Message History the archive stays closed, and what is active was seen.
    assert asked(evening, "GET", "/archived/") == (1 if refusal.status == 403 else 2)
    assert await rows(evening) == []
    assert "is open" in answer(await open_thread(evening, minho, 4))


@refusing("GET /channels/{}/users/@me/threads/archived/private")
async def private_archive(refusal: Refusal) -> None:
    path = "/channels/*/users/@me/threads/archived/private"
    await cut_short(refusal, ThreadKind.GATED, path)


@refusing("GET /channels/{}/threads/archived/public")
async def public_archive(refusal: Refusal) -> None:
    await cut_short(refusal, ThreadKind.OPEN, "/channels/*/threads/archived/public")


@refusing("DELETE /channels/{}")
async def deleting_what_came_too_late(refusal: Refusal) -> None:
    """Hold that nothing of ours points at a thread whose channel was let go meanwhile."""
    evening, minho = refusal.evening, await refusal.evening.at("Minho", 8)
    services, create = evening.bot.services, discord.TextChannel.create_thread

    async def overtaken(self: discord.TextChannel, **options: object) -> discord.Thread:
        thread = await create(self, **options)  # type: ignore[arg-type]
        channel_id = ChannelId(evening.channel.id)
        await services.discussions.forget_channel(GuildId(evening.guild.id), channel_id)
        return thread

    refusal.of("DELETE", "/channels/*")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(discord.TextChannel, "create_thread", overtaken)
        one_line(await open_thread(evening, minho, 4))
    assert refusal.was_met()
    assert await rows(evening) == []
    assert record_of(evening, 4) is None


@refusing("DELETE /channels/{}/messages/{}")
async def taking_a_line_back(refusal: Refusal) -> None:
    """Leave Discord's own line about a private thread where it is: the name tells nothing."""
    evening = refusal.evening
    refusal.of("DELETE", f"/channels/{evening.channel.id}/messages/*")
    _, thread = await opened(evening)
    assert refusal.was_met()
    assert thread.name in [one.content for one in evening.channel.history()]
    assert len(cards(evening)) == 1
    (row,) = await rows(evening)
    assert row.thread_id == thread.id


MINE: Final = [name for name, (_, trial) in TRIALS.items() if trial.__module__ == __name__]


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", MINE)
async def test_a_refused_request(
    evening: Evening, name: str, status: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    talkative(caplog)
    await tried(name, evening, status, caplog)
