"""What `/watched` offers while its episode is typed: what the option says that it takes."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor

from bot.domain.ids import GuildId
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer

THRONES = "game of thrones"


async def offered(
    evening: Evening,
    who: MemberActor,
    typed: str,
    command: str = "watched",
    show: str = "love",
    **more: object,
) -> list[dict[str, str]]:
    found = evening.bot.services.catalog.search(GuildId(evening.guild.id), show, limit=1)
    choices: list[dict[str, str]] = await who.autocomplete(
        evening.channel, command, "episode", typed, show=f"show:{found[0]}", **more
    )
    return choices


@pytest.mark.parametrize(
    ("typed", "show", "first"),
    [
        ("fin", "love", "Episode 8"),
        ("premiere", "love", "Episode 1"),
        ("3-5", "love", "Episode 3 to Episode 5"),
        ("s2", THRONES, "Season 2 · S02E01 to S02E10"),
        ("season", THRONES, "Season 1 · S01E01 to S01E10"),
        ("s2 fin", THRONES, "S02E10"),
    ],
)
async def test_it_is_offered_first_and_masked(
    evening: Evening, typed: str, show: str, first: str
) -> None:
    zed = evening.member("Zed")
    choices = await offered(evening, zed, typed, show=show)
    assert choices[0]["name"] == first
    assert len(choices) <= 25


async def test_a_season_that_was_picked_is_marked(evening: Evening) -> None:
    zed = evening.member("Zed")
    choices = await offered(evening, zed, "s2", show=THRONES)
    asked = await zed.slash(evening.channel, "watched", episode=choices[0]["value"], show=THRONES)
    assert "S02E01 to S02E10" in answer(asked)


async def test_where_one_episode_is_needed_no_run_is_offered(evening: Evening) -> None:
    zed = evening.member("Zed")
    assert await offered(evening, zed, "3-5", "episode") == []
    names = [one["name"] for one in await offered(evening, zed, "season", "episode", THRONES)]
    assert not [name for name in names if name.startswith("Season")]
    assert (await offered(evening, zed, "fin", "episode"))[0]["name"] == "Episode 8"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("fin", "Part 4"),
        ("last", "Part 4"),
        ("2-3", "Part 2 to Part 3"),
        ("part 1 and 2", "Part 1 to Part 2"),
        ("next", "Part 1"),
        ("2", "Part 2"),
    ],
)
async def test_parts_are_offered_as_episodes_are(evening: Evening, typed: str, first: str) -> None:
    zed = evening.member("Zed")
    choices = await offered(evening, zed, typed, track="source")
    assert choices[0]["name"] == first


async def test_a_run_of_parts_that_was_picked_is_marked(evening: Evening) -> None:
    zed = evening.member("Zed")
    choices = await offered(evening, zed, "1-2", track="source")
    written = choices[0]["value"]
    asked = await zed.slash(evening.channel, "watched", episode=written, track="source")
    assert "Part 1 and Part 2" in answer(asked)


async def test_a_party_is_offered_the_runs_of_one_evening(evening: Evening) -> None:
    zed = evening.member("Zed")
    command = "party schedule"
    assert (await offered(evening, zed, "3-5", command))[0]["value"] == "3-5"
    begun = [one["value"] for one in await offered(evening, zed, "6-", command)]
    assert begun[:2] == ["6-7", "6-8"]
    for more in ({"repeat": "weekly"}, {"per_sitting": 2}):
        assert await offered(evening, zed, "3-5", command, **more) == []
    names = [one["name"] for one in await offered(evening, zed, "s2", command, THRONES)]
    assert names[0] == "S02E01"
