"""Lists of threads, index cards, Reveal, and how far a room may talk."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.spoilers import Position
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import (
    bot_lacks,
    cards,
    open_thread,
    shown_in,
    thread_of,
)
from tests.e2e.pressing import press
from tests.e2e.reading import answer


async def _use_open_threads(evening: Evening) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)


async def test_each_member_is_listed_their_own_threads_and_no_trace_of_others(
    evening: Evening,
) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    for episode in (2, 3, 8):
        await open_thread(evening, minho, episode)
    listed = answer(await ara.slash(evening.channel, "discuss list"))
    assert "Episode 2" in listed
    assert thread_of(evening, 3).mention in listed
    assert "8" not in listed.replace(str(thread_of(evening, 2).id), "").replace(
        str(thread_of(evening, 3).id), ""
    )
    everything = answer(await minho.slash(evening.channel, "discuss list"))
    assert thread_of(evening, 8).mention in everything


async def test_an_empty_list_looks_the_same_whatever_lies_ahead(evening: Evening) -> None:
    juno, minho = evening.member("Juno"), await evening.at("Minho", 8)
    before = answer(await juno.slash(evening.channel, "discuss list"))
    await open_thread(evening, minho, 1)
    assert answer(await juno.slash(evening.channel, "discuss list")) == before


async def test_there_is_one_card_and_it_names_no_private_thread(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 2)
    (card,) = cards(evening)
    first = shown_in(card)
    await open_thread(evening, minho, 7)
    (again,) = cards(evening)
    assert again.id == card.id
    assert shown_in(again) == first


async def test_the_card_lists_open_threads_and_is_edited_in_place(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await _use_open_threads(evening)
    await open_thread(evening, minho, 2)
    (card,) = cards(evening)
    await open_thread(evening, minho, 7)
    (again,) = cards(evening)
    assert again.id == card.id
    assert "spoilers up to Episode 7" in shown_in(again)
    assert thread_of(evening, 2).mention in shown_in(again)


async def test_the_cards_button_answers_each_member_alone_also_after_a_restart(
    evening: Evening,
) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    for episode in (3, 8):
        await open_thread(evening, minho, episode)
    await evening.restart()
    (card,) = cards(evening)
    mine = await ara.click(card, label="Threads open to me")
    assert mine.ephemeral
    assert thread_of(evening, 3).mention in answer(mine)
    assert thread_of(evening, 8).mention not in answer(mine)


async def test_a_card_that_cannot_be_put_up_is_told_and_costs_no_thread(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    bot_lacks(evening, "send_messages")
    evening.env.inject_error(
        "POST", f"/channels/{evening.channel.id}/messages", status=403, code=50013
    )
    told = answer(await open_thread(evening, minho, 4))
    assert thread_of(evening, 4).mention in told
    assert "I lack Send Messages" in told
    assert cards(evening) == []


@pytest.mark.parametrize("status", [429, 500])
async def test_a_card_that_failed_is_put_up_once(evening: Evening, status: int) -> None:
    minho = await evening.at("Minho", 8)
    evening.env.inject_error(
        "POST", f"/channels/{evening.channel.id}/messages", status=status, times=2
    )
    await open_thread(evening, minho, 4)
    assert cards(evening) == []
    await evening.env.advance_time(60)
    assert len(cards(evening)) == 1


async def test_a_card_that_went_out_before_the_answer_was_lost_is_not_sent_again(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    minho = await evening.at("Minho", 8)
    discussions = evening.bot.services.discussions
    keep = discussions.keep_card
    tries: list[object] = []

    async def lost_the_first_time(card: object) -> None:
        tries.append(card)
        if len(tries) == 1:
            raise ConnectionResetError
        await keep(card)  # type: ignore[arg-type]

    monkeypatch.setattr(discussions, "keep_card", lost_the_first_time)
    await open_thread(evening, minho, 4)
    await evening.env.advance_time(60)
    assert len(tries) == 2
    assert len(cards(evening)) == 1


async def test_reveal_tells_those_who_have_seen_it_and_nobody_else(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8, part=4)
    await _use_open_threads(evening)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    await evening.restart()
    post = thread.history()[0]
    there = await minho.click(post, label="Reveal Episode 4")
    assert there.ephemeral
    show = await evening.bot.services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    assert "What happened" in answer(there)
    assert answer(there).count("\n- ") == len(show.episode(4).beats)
    behind = await ara.click(post, label="Reveal Episode 4")
    assert behind.ephemeral
    assert "you are at Episode 3" in answer(behind)
    assert "What happened" not in answer(behind)


async def test_an_open_thread_and_its_channel_hold_no_story(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await _use_open_threads(evening)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    told = answer(await minho.click(thread.history()[0], label="Reveal Episode 4"))
    story = [line for line in told.splitlines() if len(line) > 60]
    assert story
    public = "\n".join(
        shown_in(message)
        for room in (evening.channel, thread)
        for message in room.history()
        if not message.flags.ephemeral
    )
    assert not [line for line in story if line in public]


async def test_a_button_of_a_show_that_is_gone_says_so(evening: Evening) -> None:
    host = evening.member("Host")
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    document = {"slug": "ours", "title": "Ours", "episode": [{"season": 1, "number": 1}]}
    show = await services.catalog.create(guild_id, UserId(host.id), document)
    assert show is not None
    named = f"show:{show.id}"
    await host.slash(evening.channel, "watched", show=named)
    await host.slash(evening.channel, "discuss open", episode="1", show=named)
    (card,) = cards(evening)
    (thread,) = evening.channel.threads
    await services.catalog.delete_created(guild_id, show.id)
    for pressed in (
        await host.click(card, label="Threads open to me"),
        await host.click(thread.history()[0], label="Reveal Episode 1"),
    ):
        assert "no longer here" in answer(pressed)


async def test_many_threads_are_listed_page_by_page(evening: Evening) -> None:
    minho = evening.member("Minho")
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    episodes = [{"season": 1, "number": number} for number in range(1, 151)]
    document = {"slug": "long", "title": "Long", "episode": episodes}
    show = await services.catalog.create(guild_id, UserId(minho.id), document)
    assert show is not None
    for episode in range(1, 151):
        await _keep_thread(evening, show.id, episode, minho)
    await services.discussions.load()
    asked = await minho.slash(evening.channel, "watched", episode="150", show=f"show:{show.id}")
    await press(minho, asked, "mark:")
    listed = await minho.slash(evening.channel, "discuss list", show=f"show:{show.id}")
    assert "Episode 1 " in answer(listed)
    assert "Episode 150" not in answer(listed)
    turned = answer(await press(minho, listed, f"threads-page:{minho.id}:{show.id}:1"))
    assert "Episode 150" in turned
    assert "Episode 1 " not in turned


async def _keep_thread(evening: Evening, show_id: ShowId, episode: int, minho: MemberActor) -> None:
    """Keep an open thread without asking Discord for it."""
    discussions = evening.bot.services.discussions
    record, _ = await discussions.claim(
        GuildId(evening.guild.id),
        show_id,
        episode,
        kind=ThreadKind.OPEN,
        channel_id=ChannelId(evening.channel.id),
        user_id=UserId(minho.id),
    )
    async with discussions._database.write() as kept:
        thread_id = ChannelId(1_456_074_443_980_800_000 + episode)
        await kept.discussions.keep_thread(record.guild_id, record.id, thread_id)


async def test_safe_tells_the_floor_and_how_many_are_behind(evening: Evening) -> None:
    await evening.at("Ara", 3, part=2)
    await evening.at("Sora", 6, part=3)
    minho = await evening.at("Minho", 8, part=4)
    told = answer(await minho.slash(evening.channel, "discuss safe"))
    assert "Free up to episode 3 and part 2 of the novel" in told
    assert "One member is behind" in told
    assert "Ara" not in told


async def test_safe_counts_nobody_where_somebody_hides(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    services = evening.bot.services
    show = await services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    for hidden in (ara, minho):
        for each in (ara, minho):
            await services.progress.set_hidden(
                GuildId(evening.guild.id), UserId(each.id), show, is_hidden=each is hidden
            )
        told = answer(await minho.slash(evening.channel, "discuss safe"))
        assert "Free up to episode 3" in told
        assert "behind" not in told


async def test_safe_before_anybody_begins(evening: Evening) -> None:
    juno = evening.member("Juno")
    told = answer(await juno.slash(evening.channel, "discuss safe"))
    assert "Nothing of the story yet" in told
    assert "Nobody follows it here yet" in told


async def test_safe_in_a_thread_and_in_a_channel_with_a_position(evening: Evening) -> None:
    await evening.at("Ara", 3)
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 7)
    inside = answer(await minho.slash(thread_of(evening, 7), "discuss safe"))
    assert "Free up to episode 7" in inside
    assert "Everybody in this thread has seen that far" in inside
    assert "behind" not in inside
    guilds, guild_id = evening.bot.services.guilds, GuildId(evening.guild.id)
    channel_id = ChannelId(evening.channel.id)
    await guilds.set_channel_show(guild_id, channel_id, evening.show_id)
    await guilds.set_channel_position(guild_id, channel_id, Position(5))
    declared = answer(await minho.slash(evening.channel, "discuss safe"))
    assert "Free up to episode 5" in declared
    assert "One member is not there yet." in declared


async def test_safe_when_all_is_seen(evening: Evening) -> None:
    minho = await evening.at("Minho", 8, part=4)
    told = answer(await minho.slash(evening.channel, "discuss safe"))
    assert "All of it is free" in told
    assert "discuss open" not in told
