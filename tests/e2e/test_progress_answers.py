"""What an answer about progress offers next: the way back, onward, and one's own place."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.new_show import NewShow
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import open_thread, thread_of
from tests.e2e.party_steps import HOUR, plan
from tests.e2e.pressing import choose, press
from tests.e2e.reading import answer

FILM = "night of the living dead"


async def test_what_was_marked_already_has_an_undo_that_says_what_of(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    await ara.slash(evening.channel, "watched")
    told = await ara.slash(evening.channel, "watched", episode="2")
    assert "You had marked that already. You are at Episode 4." in answer(told)
    assert "Undo Episode 4" in answer(told)
    assert "Next: Episode 5" in answer(told)
    await press(ara, told, "undo:")
    assert await evening.position(ara) == 3


async def test_what_was_marked_already_and_finished_leads_into_a_rewatch(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    told = await minho.slash(evening.channel, "watched", episode="8")
    assert "You have seen all of it." in answer(told)
    assert "Watched Episode 1 again" in answer(told)
    again = await press(minho, told, "mark:")
    assert "1 of 8 · rewatch 1" in answer(again)


async def test_one_of_a_finished_show_named_again_may_be_watched_again(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    told = await minho.slash(evening.channel, "watched", episode="3")
    assert "Watched Episode 3 again" in answer(told)
    await press(minho, told, "mark:")
    assert await evening.position(minho) == 8


async def test_an_island_marked_again_still_says_what_is_missing(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    for _ in range(2):
        told = await ara.slash(evening.channel, "watched", episode="6", only=True)
    assert "You had marked that already" in answer(told)
    assert "as soon as you have marked Episode 4 and Episode 5 too" in answer(told)


async def test_a_leap_beyond_a_gap_does_not_claim_to_open_it(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    asked = await ara.slash(evening.channel, "watched", episode="5-7")
    assert "opens all of it" not in answer(asked)
    assert "it opens as soon as you have marked Episode 4 too" in answer(asked)
    joined = await ara.slash(evening.channel, "watched", episode="4-7")
    assert "opens all of it" in answer(joined)


async def test_a_party_answers_as_richly_as_the_command(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    await plan(evening, minho, episode="4", when="in 2 hours")
    await evening.env.advance_time(5 * HOUR)
    marked = await ara.click(evening.channel.history()[-1], label="I watched it")
    assert "1 thread and" in answer(marked)
    assert thread_of(evening, 4).mention in answer(marked)
    onward = await press(ara, marked, "next:")
    assert "5 of 8" in answer(onward)
    await press(ara, onward, "undo:")
    assert await evening.position(ara) == 4


async def test_taking_back_names_the_show(evening: Evening) -> None:
    ara = await evening.at("Ara", 1)
    await ara.slash(evening.channel, "watched", show=FILM)
    told = answer(await ara.slash(evening.channel, "progress undo", show="love in the big city"))
    assert "Taken back: Episode 1 of *Love in the Big City*" in told
    assert "You are at the very beginning." in told


@pytest.mark.parametrize("way", ["progress me", "menu", "board"])
async def test_a_place_can_be_hidden_from_wherever_one_looks(evening: Evening, way: str) -> None:
    ara = await evening.at("Ara", 3)
    if way == "menu":
        await ara.slash(evening.channel, "watched", show=FILM)
    if way == "board":
        board = await ara.slash(evening.channel, "progress board")
        mine = await press(ara, board, "board-mine:")
        assert mine.ephemeral
    else:
        mine = await ara.slash(evening.channel, "progress me")
    if way == "menu":
        mine = await choose(ara, mine, "progress-mine:", [str(evening.show_id)])
    assert "Next: Episode 4" in answer(mine)
    await press(ara, mine, "hide:")
    standing = await evening.bot.services.progress.standings(
        GuildId(evening.guild.id), UserId(ara.id)
    )
    hidden = {one.progress.show_id for one in standing if one.is_hidden}
    assert hidden == {evening.show_id}


async def test_the_board_tells_each_their_own_place(evening: Evening) -> None:
    ara, juno = await evening.at("Ara", 3), await evening.at("Juno", 2)
    board = await ara.slash(evening.channel, "progress board")
    await evening.restart()
    mine = await press(juno, board, "board-mine:")
    assert mine.ephemeral
    assert "2 of 8" in answer(mine)
    stranger = await press(evening.member("Nari"), board, "board-mine:")
    assert "not watched" not in answer(stranger)
    assert "0 of 8" in answer(stranger)


async def test_the_novel_is_read_and_not_watched(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    asked = await minho.slash(evening.channel, "watched", episode="4", track="source")
    assert "You have not begun the novel." in answer(asked)
    assert "Have you read every one of them?" in answer(asked)
    done = answer(await press(minho, asked, "mark:"))
    assert "4 of 4 parts of the novel" in done
    assert "That was the last part" in done
    again = await minho.slash(evening.channel, "watched", track="source", rewatch=True)
    assert "1 of 4 parts of the novel · read again" in answer(again)


@pytest.mark.parametrize(
    ("screen", "part", "told"),
    [
        (0, 0, "Nobody follows it here yet."),
        (3, 0, "Everybody who follows it here has seen up to Episode 3."),
        (0, 2, "has read up to part 2 of the novel, and not everybody has begun to watch"),
        (3, 1, "has seen up to Episode 3, and read up to part 1 of the novel."),
    ],
)
async def test_how_far_a_room_is_reads_like_a_sentence(
    evening: Evening, screen: int, part: int, told: str
) -> None:
    ara = await evening.at("Ara", screen, part)
    guilds, guild_id = evening.bot.services.guilds, GuildId(evening.guild.id)
    await guilds.set_channel_show(guild_id, ChannelId(evening.channel.id), evening.show_id)
    assert told in answer(await ara.slash(evening.channel, "settings view"))


async def test_a_leap_over_what_has_not_aired_is_one_question(evening: Evening) -> None:
    ara = await evening.at("Ara", 0)
    made = await evening.bot.services.shows.make(
        GuildId(evening.guild.id),
        UserId(ara.id),
        NewShow(
            title="Lighthouse",
            seasons=(8,),
            first_air_date=evening.bot.services.clock.now().date() - timedelta(weeks=4),
            is_weekly=True,
        ),
    )
    options = {"show": f"show:{made.id}"}
    leap = answer(await ara.slash(evening.channel, "watched", episode="8", **options))
    assert "Episodes 6 to 8 have not aired yet" in leap
    assert "all the same" not in leap
    assert leap.count("?") == 1
    await ara.slash(evening.channel, "watched", episode="5", only=True, **options)
    single = answer(await ara.slash(evening.channel, "watched", episode="6", only=True, **options))
    assert "Episode 6 has not aired yet" in single
    assert "Mark it all the same?" in single
    two = answer(await ara.slash(evening.channel, "watched", episode="5-7", **options))
    assert "Episodes 6 and 7 have not aired yet" in two


async def test_what_comes_after_an_episode_ahead_of_us_has_not_aired_either(
    evening: Evening,
) -> None:
    ara = await evening.at("Ara", 0)
    made = await evening.bot.services.shows.make(
        GuildId(evening.guild.id),
        UserId(ara.id),
        NewShow(
            title="Soon",
            seasons=(4,),
            first_air_date=evening.bot.services.clock.now().date() + timedelta(weeks=4),
        ),
    )
    options = {"show": f"show:{made.id}"}
    alone = await ara.slash(evening.channel, "watched", episode="2", only=True, **options)
    assert "Episode 2 has not aired yet" in answer(alone)
