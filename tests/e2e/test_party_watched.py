"""After a party: each marks the episode for themselves."""

from __future__ import annotations

import pytest

from bot.domain.ids import GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.party_steps import DAY, HOUR, MINUTE, down, forget_outcomes, plan, posts, saying
from tests.e2e.pressing import press
from tests.e2e.reading import answer
from tests.made_shows import made_files


async def after(evening: Evening, episode: str = "4", **more: int) -> None:
    host = evening.member("Host")
    await plan(evening, host, episode=episode, when="in 2 hours", **more)
    await evening.env.advance_time(2 * HOUR + 3 * HOUR)


async def test_everybody_is_asked_once_when_it_is_over(evening: Evening) -> None:
    host = evening.member("Host")
    await plan(evening, host, when="in 2 hours")
    show = await evening.bot.services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    minutes = show.episode(4).runtime_minutes
    assert minutes is not None
    await evening.env.advance_time(2 * HOUR + (minutes + 10) * MINUTE - 1)
    assert saying(evening, "Watched it?") == []
    await evening.env.advance_time(1)
    assert len(saying(evening, "Watched it?")) == 1
    await evening.env.advance_time(5 * DAY)
    assert len(saying(evening, "Watched it?")) == 1


async def test_whoever_presses_marks_for_themselves(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 2)
    await after(evening)
    question = evening.channel.history()[-1]
    before = posts(evening)
    marked = await ara.click(question, label="I watched it")
    assert marked.ephemeral
    assert "Episode 4" in answer(marked)
    assert "beats opened" in answer(marked)
    assert "Next: Episode 5" in answer(marked)
    assert await evening.position(ara) == 4
    assert await evening.position(minho) == 2
    assert posts(evening) == before
    again = await ara.click(question, label="I watched it")
    assert "had marked that already" in answer(again)
    undone = await press(ara, again, "undo:")
    assert "Taken back: Episode 4" in answer(undone)
    assert await evening.position(ara) == 3


async def test_who_has_finished_the_show_may_say_that_they_watched_it_again(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await after(evening)
    told = await minho.click(evening.channel.history()[-1], label="I watched it")
    assert "You had marked that already. You have seen all of it." in answer(told)
    assert "Watched Episode 4 again" in answer(told)
    assert "Watched Episode 1 again" not in answer(told)
    await evening.restart()
    again = await press(minho, told, f"mark:{minho.id}:{evening.show_id}:s:4-4:1")
    assert "Watched again: everything you knew stays open." in answer(again)
    assert await evening.position(minho) == 8


@pytest.mark.parametrize(
    ("episode", "evenings", "at", "offered"),
    [
        ("4", 1, 6, None),  # a rewatch would become their place, and their next one the first
        ("8", 1, 8, "Watched Episode 8 again"),
        ("4", 2, 8, "Watched Episode 4 and Episode 5 again"),
        ("4", 1, 4, None),  # they had marked it themselves, a moment before
    ],
)
async def test_again_is_offered_of_what_the_party_watched(
    evening: Evening, episode: str, evenings: int, at: int, offered: str | None
) -> None:
    minho = await evening.at("Minho", at)
    await after(evening, episode=episode, per_sitting=evenings)
    told = answer(await minho.click(evening.channel.history()[-1], label="I watched it"))
    assert "You had marked that already" in told
    assert ("again" in told) == (offered is not None)
    assert (offered or "") in told


async def test_it_still_works_after_a_restart(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    await after(evening)
    await evening.restart()
    await ara.click(evening.channel.history()[-1], label="I watched it")
    assert await evening.position(ara) == 4


async def test_a_leap_asks_first(evening: Evening) -> None:
    minho, sora = await evening.at("Minho", 1), await evening.at("Sora", 1)
    await after(evening)
    question = evening.channel.history()[-1]
    asked = await minho.click(question, label="I watched it")
    assert "Episode 2 to Episode 4" in answer(asked)
    assert await evening.position(minho) == 1
    await press(minho, asked, "cancel:")
    assert await evening.position(minho) == 1
    await press(minho, await minho.click(question, label="I watched it"), "mark:")
    assert await evening.position(minho) == 4
    only = await sora.click(question, label="I watched it")
    alone = await press(sora, only, f"mark:{sora.id}:{evening.show_id}:s:4-4")
    assert "opens as soon as you have marked Episode 2 and Episode 3 too" in answer(alone)
    assert await evening.position(sora) == 1
    show = await evening.bot.services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    standing = await evening.bot.services.audiences.standing(
        GuildId(evening.guild.id), UserId(sora.id), show
    )
    assert str(standing.progress.tracks[0].seen) == "1,4"


async def test_an_evening_of_several_episodes_is_no_leap(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    await after(evening, per_sitting=2)
    marked = await ara.click(evening.channel.history()[-1], label="I watched it")
    assert "Episode 4 and Episode 5" in answer(marked)
    assert await evening.position(ara) == 5


async def test_what_has_not_aired_asks_first(evening: Evening) -> None:
    document = {
        "slug": "next-year",
        "title": "Next Year",
        "episode": [{"number": 1, "air_date": "2027-01-01"}],
    }
    await evening.bot.services.catalog.create(
        GuildId(evening.guild.id), UserId(evening.guild.owner.id), document
    )
    host = evening.member("Host")
    await plan(evening, host, episode="1", show="Next Year", when="in 2 hours")
    await evening.env.advance_time(5 * HOUR)
    asked = await host.click(evening.channel.history()[-1], label="I watched it")
    assert "has not aired yet" in answer(asked)
    done = await press(host, asked, "mark:")
    assert "Next Year" in answer(done)


async def test_a_show_that_got_shorter_is_marked_to_its_end(evening: Evening) -> None:
    await bring(evening, seasons=(2, 2))
    host = evening.member("Host")
    for episode, per_sitting in (("S02E01", 2), ("S02E02", 1)):
        await plan(
            evening, host, episode, "in 2 hours", show="Two Seasons", per_sitting=per_sitting
        )
    await bring(evening, seasons=(2, 1))
    assert "S02E01 to Episode 4" in answer(await host.slash(evening.channel, "party list"))
    await evening.env.advance_time(5 * HOUR)
    gone, half = [
        message
        for message in evening.channel.history()
        if "Watched it?" in "\n".join(evening.texts_of(message))
    ]
    refused = await host.click(gone, label="I watched it")
    assert "*Two Seasons* ends at 3 here" in answer(refused)
    asked = await host.click(half, label="I watched it")
    done = await press(host, asked, "mark:")
    assert "S02E01" in answer(done)
    assert "3 of 3" in answer(done)


async def bring(evening: Evening, *, seasons: tuple[int, ...]) -> None:
    """Start the bot with a show of so many episodes a season."""
    document = {
        "slug": "two-seasons",
        "title": "Two Seasons",
        "episode": [
            {"season": season, "number": number}
            for season, episodes in enumerate(seasons, start=1)
            for number in range(1, episodes + 1)
        ],
    }
    await evening.bot.services.catalog.import_files(made_files([document]), origin="folder")
    await evening.restart()


@pytest.mark.parametrize(("days", "asked"), [(2, 1), (4, 0)])
async def test_late_it_asks_while_people_remember(evening: Evening, days: int, asked: int) -> None:
    await plan(evening, evening.member("Host"), when="in 2 hours")
    await down(evening, days * DAY)
    await evening.env.advance_time(1)
    assert len(saying(evening, "Watched it?")) == asked
    assert "This party is over" in posts(evening)[0]


async def test_a_crash_after_asking_asks_once(evening: Evening) -> None:
    await plan(evening, evening.member("Host"), when="in 2 hours")
    await evening.env.advance_time(2 * HOUR)
    forget_outcomes(evening)
    await evening.env.advance_time(2 * HOUR)
    assert len(saying(evening, "Watched it?")) == 1
    await evening.restart()
    await evening.env.advance_time(HOUR)
    assert len(saying(evening, "Watched it?")) == 1


async def test_nobody_came_so_nobody_is_asked(evening: Evening) -> None:
    host = evening.member("Host")
    card = await plan(evening, host, when="in 2 hours")
    await host.click(card, label="Can't")
    await evening.env.advance_time(DAY)
    assert saying(evening, "Watched it?") == []


@pytest.mark.parametrize(
    ("aired", "said"),
    [
        (2, "Episode 5 has not aired yet, as far as I know"),
        (1, "Mark Episodes 3 to 5 all the same?"),
        (0, "Mark them all the same?"),
    ],
)
async def test_of_an_evening_of_several_all_that_it_marks_is_asked(
    evening: Evening, aired: int, said: str
) -> None:
    days = ["2025-12-01"] * (2 + aired) + ["2027-01-01"] * (3 - aired)
    document = {
        "slug": "next-year",
        "title": "Next Year",
        "episode": [{"number": number, "air_date": day} for number, day in enumerate(days, 1)],
    }
    await evening.bot.services.catalog.create(
        GuildId(evening.guild.id), UserId(evening.guild.owner.id), document
    )
    host = evening.member("Host")
    for _ in range(2):
        await host.slash(evening.channel, "watched", show="Next Year")
    await plan(evening, host, episode="3", show="Next Year", when="in 2 hours", per_sitting=3)
    await evening.env.advance_time(8 * HOUR)
    asked = answer(await host.click(evening.channel.history()[-1], label="I watched it"))
    assert said in asked
    assert "Yes, all of them" in asked
    assert "ark it" not in asked
