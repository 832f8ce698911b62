"""What `/watched` offers while its episode is typed: what the option says that it takes."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor

from bot.domain.ids import GuildId
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer

THRONES = "game of thrones"


async def offered(
    evening: Evening, who: MemberActor, typed: str, command: str = "watched", show: str = "love"
) -> list[dict[str, str]]:
    found = evening.bot.services.catalog.search(GuildId(evening.guild.id), show, limit=1)
    choices: list[dict[str, str]] = await who.autocomplete(
        evening.channel, command, "episode", typed, show=f"show:{found[0]}"
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
