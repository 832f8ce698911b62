"""`/watched` and `/progress`, restarts included."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import discord
import pytest

from bot.domain.guild_settings import BoardVisibility
from bot.domain.ids import GuildId, UserId
from bot.domain.spoilers import Track
from bot.services.progress import Marking
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import open_thread, people_in, thread_of
from tests.e2e.pressing import shown
from tests.e2e.reading import answer, buttons, custom_id


async def test_the_next_one_is_marked_and_says_what_opened(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    result = await ara.slash(evening.channel, "watched")
    text = answer(result)
    assert result.ephemeral
    assert "Episode 4 · " in text
    assert "4 of 8" in text
    assert "beats opened" in text


async def test_a_jump_asks_first_and_changes_nothing_until_answered(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await ara.slash(evening.channel, "watched", episode="3")
    assert "Have you watched every one" in answer(asked)
    assert await evening.position(ara) == 0
    done = await evening.click(ara, asked, "mark:")
    assert "3 of 8" in answer(done)
    assert await evening.position(ara) == 3


async def test_undo_and_next_still_work_after_a_restart(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    marked = await ara.slash(evening.channel, "watched")
    await evening.restart()
    undone = await evening.click(ara, marked, "undo:")
    assert "Taken back: Episode 4" in answer(undone)
    assert await evening.position(ara) == 3
    again = await evening.click(ara, undone, "next:")
    assert "4 of 8" in answer(again)
    assert await evening.position(ara) == 4


async def test_undo_goes_back_several_steps_and_then_says_so(evening: Evening) -> None:
    ara = await evening.at("Ara", 1)
    await ara.slash(evening.channel, "watched")
    await ara.slash(evening.channel, "watched")
    places = []
    for _ in range(3):
        await ara.slash(evening.channel, "progress undo")
        places.append(await evening.position(ara))
    assert places == [2, 1, 0]
    assert "nothing left to take back" in answer(await ara.slash(evening.channel, "progress undo"))


async def test_a_step_that_was_taken_back_is_not_taken_back_again(evening: Evening) -> None:
    ara = await evening.at("Ara", 2)
    marked = await ara.slash(evening.channel, "watched")
    await ara.slash(evening.channel, "progress undo")
    second = await evening.click(ara, marked, "undo:")
    assert "nothing left to take back" in answer(second)
    assert await evening.position(ara) == 2


async def test_one_alone_is_an_island_until_the_gap_closes(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    alone = await ara.slash(evening.channel, "watched", episode="5", only=True)
    assert "on its own" in answer(alone)
    assert await evening.position(ara) == 3
    me = answer(await ara.slash(evening.channel, "progress me"))
    assert "also seen on its own: Episode 5" in me
    await ara.slash(evening.channel, "watched", episode="4", only=True)
    assert await evening.position(ara) == 5


async def test_a_rewatch_keeps_what_is_known(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    again = await minho.slash(evening.channel, "watched", episode="1", rewatch=True)
    assert "1 of 8 · rewatch 1" in answer(again)
    assert "everything you knew stays open" in answer(again)
    assert await evening.position(minho) == 8


async def test_the_novel_is_a_track_of_its_own(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    result = await minho.slash(evening.channel, "watched", track="source")
    assert "Part 1" in answer(result)
    assert "1 of 4 parts of the novel" in answer(result)


async def test_everything_seen_says_so(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    assert "marked all of" in answer(await minho.slash(evening.channel, "watched"))


async def test_the_board_names_who_is_here_and_not_hidden(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    minho = await evening.at("Minho", 8)
    juno = await evening.at("Juno", 2)
    me = await juno.slash(evening.channel, "progress me", show="love in the big city")
    await evening.click(juno, me, "hide:")
    evening.guild.remove_member(ara)
    result = await minho.slash(evening.channel, "progress board")
    text = answer(result)
    assert not result.ephemeral
    assert minho.mention in text
    assert ara.mention not in text
    assert juno.mention not in text
    assert "One member keeps their place" in text


async def test_the_board_turns_its_pages(evening: Evening) -> None:
    members = [await evening.at(f"Member {n}", 1) for n in range(23)]
    result = await members[0].slash(evening.channel, "progress board")
    assert "Page 1 of 2" in answer(result)
    await evening.restart()
    turned = await evening.click(members[5], result, f"board:{evening.show_id}:1")
    text = answer(turned)
    assert "Page 2 of 2" in text
    assert text.count("<@") == 3


async def test_the_board_without_names_turns_its_pages_too(evening: Evening) -> None:
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    await services.guilds.change(guild_id, board=BoardVisibility.NOBODY)
    episodes = [{"number": number} for number in range(1, 31)]
    document = {"slug": "long", "title": "A long one", "episode": episodes}
    show = await services.catalog.create(guild_id, UserId(evening.guild.owner.id), document)
    assert show is not None
    evening.show_id = show.id
    members = [await evening.at(f"Member {n}", n) for n in range(1, 24)]
    result = await members[0].slash(evening.channel, "progress board", show="long")
    assert "Page 1 of 2" in answer(result)
    turned = await evening.click(members[5], result, f"board:{evening.show_id}:1")
    assert answer(turned).count("one member") == 3
    assert "<@" not in answer(turned)


async def test_the_board_is_not_given_up_while_the_gateway_is_asked(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asking who is still here may take longer than Discord waits for an answer."""
    members = [await evening.at(f"Member {n}", 1) for n in range(23)]
    ask = discord.Guild.query_members

    async def ask_slowly(guild: discord.Guild, **options: Any) -> list[discord.Member]:
        await asyncio.sleep(10)
        return await ask(guild, **options)

    monkeypatch.setattr(discord.Guild, "query_members", ask_slowly)
    result = await members[0].slash(evening.channel, "progress board")
    assert result.deferred
    await evening.env.advance_time(10)
    assert "Page 1 of 2" in answer(result)
    assert not result.ephemeral
    turned = await evening.click(members[0], result, f"board:{evening.show_id}:1")
    assert turned.deferred
    await evening.env.advance_time(10)
    assert "Page 2 of 2" in answer(turned)


async def test_every_show_of_a_long_list_can_be_reached(evening: Evening) -> None:
    ara = evening.member("Ara")
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    for number in range(45):
        document = {
            "slug": f"s{number}",
            "title": f"A show of a middling name {number:02}",
            "episode": [{"number": 1}, {"number": 2}],
        }
        show = await services.catalog.create(guild_id, UserId(ara.id), document)
        assert show is not None
        marking = Marking(track=Track.SCREEN, first=1, last=1)
        await services.progress.mark(guild_id, UserId(ara.id), show, marking)
    turned = await ara.slash(evening.channel, "progress me")
    pages = [answer(turned)]
    total = int(re.findall(r"Page 1 of (\d+)", pages[0])[0])
    for number in range(1, total):
        turned = await evening.click(ara, turned, f"progress-me:{ara.id}:{number}")
        pages.append(answer(turned))
    named = re.findall(r"\*\*A show of a middling name (\d+)", "\n".join(pages))
    assert sorted(named) == [f"{number:02}" for number in range(45)]
    other = evening.member("Minho")
    refused = await evening.press(other, turned, f"progress-me:{ara.id}:1")
    assert "middling" not in answer(refused)


async def test_leaving_takes_one_off_the_board_and_the_floor(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    juno = await evening.at("Juno", 1)
    left = await juno.slash(evening.channel, "progress drop")
    assert "no longer follow" in answer(left)
    assert juno.mention not in answer(await minho.slash(evening.channel, "progress board"))
    await minho.slash(evening.channel, "episode", episode="8", public=True)
    posted = evening.channel.last_message
    assert posted is not None
    assert "safe up to episode 8" in "\n".join(evening.texts_of(posted))
    again = await juno.slash(evening.channel, "progress drop")
    assert "not following" in answer(again)


async def test_somebody_elses_button_changes_nothing(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    juno = evening.member("Juno")
    marked = await ara.slash(evening.channel, "watched")
    forged = custom_id(marked, "undo:")
    told = await evening.press(juno, marked, forged)
    assert "belongs to somebody else" in answer(told)
    assert await evening.position(ara) == 4


async def test_marking_opens_the_thread_and_undo_asks_before_it_closes(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    ara = await evening.at("Ara", 3)
    await open_thread(evening, minho, 4)
    thread = thread_of(evening, 4)
    marked = await ara.slash(evening.channel, "watched")
    assert "1 thread and" in answer(marked)
    assert thread.mention in answer(marked)
    assert ara.id in people_in(evening, thread)
    asked = await ara.slash(evening.channel, "progress undo")
    assert "One discussion thread closes to you again" in answer(asked)
    assert await evening.position(ara) == 4
    await evening.click(ara, asked, "undo:")
    assert await evening.position(ara) == 3
    assert ara.id not in people_in(evening, thread)


async def test_only_one_in_a_rewatch_is_marked_in_the_rewatch(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    asked = await minho.slash(evening.channel, "watched", episode="5", rewatch=True)
    only = next(
        str(button["custom_id"])
        for button in buttons(shown(asked).components)
        if ":5-5:" in str(button["custom_id"])
    )
    done = await evening.click(minho, asked, only)
    assert "0 of 8 · rewatch 1" in answer(done)


async def test_a_leap_past_what_has_aired_names_both_and_is_asked_once(evening: Evening) -> None:
    ara = evening.member("Ara")
    document = {
        "slug": "weekly",
        "title": "Weekly",
        "episode": [
            {"number": number, "air_date": f"2026-01-{7 * number - 6:02}"} for number in (1, 2, 3)
        ],
    }
    catalog = evening.bot.services.catalog
    await catalog.create(GuildId(evening.guild.id), UserId(ara.id), document)
    asked = await ara.slash(evening.channel, "watched", episode="3", show="weekly")
    assert "Episode 1 to Episode 3" in answer(asked)
    assert "Episodes 2 and 3 have not aired yet" in answer(asked)
    await evening.click(ara, asked, "mark:")
    again = await ara.slash(evening.channel, "watched", episode="3", show="weekly")
    assert "You had marked that already" in answer(again)


async def test_a_public_card_speaks_to_the_room(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await evening.at("Juno", 2)
    await minho.slash(evening.channel, "episode", episode="5", public=True)
    posted = evening.channel.last_message
    assert posted is not None
    assert "3 episodes ahead of this room" in "\n".join(evening.texts_of(posted))
