"""A show that is typed in the first steps, of a title that is taken: asked about first."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.ids import ChannelId, GuildId
from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import answer, custom_id
from tests.e2e.test_settings import room
from tests.e2e.test_show import host, newest, shelf


async def typed(
    evening: Evening, mina: MemberActor, title: str, episodes: str
) -> InteractionResult:
    """Type a show into the form of the first steps."""
    form = await press(mina, await mina.slash(evening.channel, "settings setup"), "setup-own")
    shown: InteractionResult = await mina.submit_modal(form, {"title": title, "episodes": episodes})
    return shown


async def test_a_show_made_here_asks_before_a_second_is_made(evening: Evening) -> None:
    mina = host(evening)
    await typed(evening, mina, "Twin Peaks", "8, 22")
    asked = await typed(evening, mina, "twin peaks ", "3")
    text = answer(asked)
    assert "There is already *Twin Peaks* here: 30 episodes in 2 seasons." in text
    assert "Make a second one" in text
    assert shelf(evening)[1:] == ["Twin Peaks"]
    again = custom_id(asked, "setup-make:")
    await evening.restart()
    made = await press(mina, asked, "setup-make:")
    assert "**1 · The show:** *Twin Peaks (2)*" in answer(made)
    await evening.press(mina, asked, again)
    assert sorted(shelf(evening))[1:] == ["Twin Peaks", "Twin Peaks (2)"]


async def test_a_title_of_the_catalog_asks_where_the_numbers_differ(evening: Evening) -> None:
    mina = host(evening)
    asked = await typed(evening, mina, "game of thrones", "10, 10")
    assert "The catalog has *Game of Thrones* already" in answer(asked)
    assert shelf(evening) == ["Love in the Big City"]
    await evening.restart()
    used = await press(mina, asked, "setup-use:")
    assert "**1 · The show:** *Game of Thrones*" in answer(used)
    assert shelf(evening) == ["Love in the Big City", "Game of Thrones"]


async def test_what_is_made_all_the_same_gets_the_free_home_of_cards(evening: Evening) -> None:
    mina = host(evening)
    guilds, guild_id = evening.bot.services.guilds, GuildId(evening.guild.id)
    await guilds.change(guild_id, home_channel_id=ChannelId(evening.channel.id))
    asked = await typed(evening, mina, "Love in the Big City", "3")
    made = await press(mina, asked, "setup-make:")
    assert "## Set up Lantern" in answer(made)
    assert room(evening).show_id == newest(evening)


async def test_neither_goes_back_and_changes_nothing(evening: Evening) -> None:
    mina = host(evening)
    asked = await typed(evening, mina, "Game of Thrones", "3")
    back = await press(mina, asked, "setup-back")
    assert "**1 · The show:** *Love in the Big City*" in answer(back)
    assert shelf(evening) == ["Love in the Big City"]


@pytest.mark.parametrize("button", ["setup-use:", "setup-make:", "setup-back"])
async def test_the_question_is_for_admins(evening: Evening, button: str) -> None:
    mina, ara = host(evening), evening.member("Ara")
    asked = await typed(evening, mina, "Game of Thrones", "3")
    refused = await evening.press(ara, asked, custom_id(asked, button))
    assert "You need the permission Manage Server" in answer(refused)
    assert shelf(evening) == ["Love in the Big City"]


async def test_a_show_that_is_gone_meanwhile_is_not_chosen(evening: Evening) -> None:
    mina = host(evening)
    await typed(evening, mina, "Twin Peaks", "8")
    asked = await typed(evening, mina, "Twin Peaks", "3")
    await evening.bot.services.shows.delete(GuildId(evening.guild.id), newest(evening))
    for button in ("setup-use:", "setup-make:"):
        assert "no longer here" in answer(await press(mina, asked, button))
