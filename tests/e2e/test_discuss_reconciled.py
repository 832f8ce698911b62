"""What others did to channels, threads and their members while the bot was away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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
    thread_of,
    threads,
)
from tests.e2e.pressing import press
from tests.e2e.reading import answer


@contextmanager
def away(evening: Evening) -> Iterator[None]:
    """Let what happens meanwhile come to no ears of the bot's; restart it afterwards."""
    feed = evening.env._gateway_feed
    evening.env.backend.subscribers.remove(feed)
    yield
    evening.env.backend.subscribers.append(feed)


async def test_a_channel_deleted_while_away_takes_its_threads_and_card_with_it(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    other = evening.guild.create_text_channel("elsewhere")
    await minho.slash(other, "discuss open", episode="4")
    await open_thread(evening, minho, 5)
    (old,) = other.threads
    assert len(cards(evening, other)) == 1
    with away(evening):
        evening.env.backend.delete_channel(old.id)  # Discord deletes what hangs in a channel
        evening.env.backend.delete_channel(other.id)
    await evening.restart()
    await evening.env.advance_time(5)
    assert [row.episode for row in await rows(evening)] == [5]
    assert len(cards(evening)) == 1
    guilds = evening.bot.services.guilds
    assert guilds.channel(GuildId(evening.guild.id), ChannelId(old.id)).show_id is None
    assert thread_of(evening, 5).mention in answer(
        await minho.slash(evening.channel, "discuss list")
    )
    await open_thread(evening, minho, 4)
    assert people_in(evening, thread_of(evening, 4)) == {minho.id}
    assert len(cards(evening)) == 1


async def test_an_open_thread_deleted_while_away_goes_from_the_card_and_the_list(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    for episode in (4, 5):
        await open_thread(evening, minho, episode)
    gone = thread_of(evening, 4)
    with away(evening):
        evening.env.backend.delete_channel(gone.id)
    await evening.restart()
    await evening.env.advance_time(5)
    (card,) = cards(evening)
    said = "\n".join(evening.texts_of(card))
    assert gone.mention not in said
    assert thread_of(evening, 5).mention in said
    listed = answer(await minho.slash(evening.channel, "discuss list"))
    assert gone.mention not in listed


async def test_a_thread_archived_and_locked_while_away_is_still_the_one(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    evening.bot.services.jobs.on_wake(None)  # she marks it, and the power goes
    await ara.slash(evening.channel, "watched")
    with away(evening):
        closed = {"archived": True, "locked": True}
        evening.env.backend.edit_channel(thread.id, {}, thread_metadata=closed)
    # For as long as it is locked: what the power cut left and the look around may each try it.
    seat = f"/channels/{thread.id}/thread-members/{ara.id}"
    evening.env.inject_error("PUT", seat, status=400, code=50083, times=None)
    evening.env.inject_error("PATCH", f"/channels/{thread.id}", status=403, code=50013, times=None)
    await evening.restart()
    await evening.env.advance_time(5)
    assert ara.id not in people_in(evening, thread)
    assert thread.mention in answer(await open_thread(evening, minho, 4))
    assert len(threads(evening, 4)) == 1
    evening.env.backend.faults.clear()
    opened = {"archived": False, "locked": False}
    evening.env.backend.edit_channel(thread.id, {}, thread_metadata=opened)
    await evening.env.settle()
    assert people_in(evening, thread) == {ara.id, minho.id}
    assert asked(evening, "POST", f"/channels/{evening.channel.id}/threads") == 1


async def test_a_thread_unlocked_while_away_lets_in_whoever_had_to_wait(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    closed = {"archived": True, "locked": True}
    evening.env.backend.edit_channel(thread.id, {}, thread_metadata=closed)
    evening.env.inject_error("PUT", "/channels/*/thread-members/*", status=400, code=50083)
    evening.env.inject_error("PATCH", "/channels/*", status=403, code=50013)
    await ara.slash(evening.channel, "watched")
    assert ara.id not in people_in(evening, thread)
    with away(evening):
        opened = {"archived": False, "locked": False}
        evening.env.backend.edit_channel(thread.id, {}, thread_metadata=opened)
    await evening.restart()
    assert people_in(evening, thread) == {ara.id, minho.id}


async def test_whoever_was_removed_by_hand_while_away_stays_out_until_they_ask(
    evening: Evening,
) -> None:
    ara, minho = await evening.at("Ara", 4), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    with away(evening):
        evening.env.backend.remove_thread_member(thread.id, ara.id)
    await evening.restart()
    await evening.env.advance_time(60)
    assert people_in(evening, thread) == {minho.id}
    await press(ara, await ara.slash(evening.channel, "discuss list"), "threads-enter:")
    assert people_in(evening, thread) == {ara.id, minho.id}


async def test_whoever_was_added_by_hand_while_away_is_told_no_more_of_the_thread(
    evening: Evening,
) -> None:
    """Who sits in a thread cannot be read without a privileged intent: a moderator's hand counts.

    What we ourselves tell of it goes by what the member has seen all the same.
    """
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 8)
    thread = thread_of(evening, 8)
    with away(evening):
        evening.env.backend.add_thread_member(thread.id, ara.id)
    await evening.restart()
    assert thread.mention not in answer(await ara.slash(evening.channel, "discuss list"))
    told = answer(await ara.click(thread.history()[0], label="Reveal Episode 8"))
    assert "That opens once you have seen Episode 8" in told
    await ara.slash(evening.channel, "watched")
    services = evening.bot.services
    with evening.env._bot_scope():
        await services.admissions.leave(GuildId(evening.guild.id), UserId(ara.id))
    await evening.env.settle()
    assert people_in(evening, thread) == {minho.id}
    assert record_of(evening, 8) is not None
