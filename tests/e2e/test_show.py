"""`/show`: the shelf, the card, and shows made by hand."""

from __future__ import annotations

import discord
import pytest
from simcord.actors import MemberActor

from bot.domain.ids import ChannelId, GuildId, ShowId
from bot.domain.spoilers import Position
from tests.e2e.conftest import Evening
from tests.e2e.pressing import choose, press
from tests.e2e.reading import answer, custom_id


def host(evening: Evening) -> MemberActor:
    """Add a member who has Manage Server."""
    role = evening.guild.create_role("Hosts", permissions=discord.Permissions(manage_guild=True))
    return evening.member("Host", roles=[role])


def shelf(evening: Evening) -> list[str]:
    catalog = evening.bot.services.catalog
    return [catalog.title(show_id) for show_id in catalog.shelf(GuildId(evening.guild.id))]


def newest(evening: Evening) -> ShowId:
    return evening.bot.services.catalog.shelf(GuildId(evening.guild.id))[-1]


async def test_a_card_says_what_is_open_and_where_its_reader_stands(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    result = await ara.slash(evening.channel, "show info")
    text = answer(result)
    assert result.ephemeral
    for said in ("## Love in the Big City (2024)", "8 episodes", "Where to watch", "Based on"):
        assert said in text
    assert "You are at Episode 3. Next for you: Episode 4." in text
    assert "you are on its board" in text
    assert "### " not in text


async def test_a_card_gives_no_character_away(evening: Evening) -> None:
    services = evening.bot.services
    show = await services.catalog.get(GuildId(evening.guild.id), evening.show_id)
    ara = evening.member("Ara")
    text = answer(await ara.slash(evening.channel, "show info"))
    hidden = [character.name._Gated__text for character in show.characters]  # type: ignore[attr-defined]
    assert hidden
    assert not [name for name in hidden if f" {name} " in f" {text} " or f"{name} (" in text]


async def test_follow_and_stop_following_from_the_card_after_a_restart(evening: Evening) -> None:
    ara = evening.member("Ara")
    shown = await ara.slash(evening.channel, "show info")
    await evening.restart()
    followed = await press(ara, shown, "show-follow:")
    assert "You follow *Love in the Big City* now." in answer(followed)
    board = answer(await ara.slash(evening.channel, "progress board"))
    assert f"<@{ara.id}>" in board
    second = await ara.slash(evening.channel, "show info")
    left = await press(ara, followed, "show-leave:")
    assert "You no longer follow" in answer(left)
    again = await press(ara, second, "show-leave:")
    assert "nothing to leave" in answer(again)


async def test_a_search_finds_opens_and_forgives(evening: Evening) -> None:
    ara = evening.member("Ara")
    found = await ara.slash(evening.channel, "show search", query="gaem of throns")
    text = answer(found)
    assert "Game of Thrones" in text
    assert "73 episodes in 8 seasons" in text
    (show_id,) = evening.bot.services.catalog.search(
        GuildId(evening.guild.id), "Game of Thrones", limit=1
    )
    opened = await choose(ara, found, "show-open", [str(show_id)])
    assert "## Game of Thrones" in answer(opened)
    assert "Add to this server" not in answer(opened)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("qqqqzzzz", "I found no show called anything like “qqqqzzzz”"),
        (" ", "Which title?"),
        ("\u200b", "Which title?"),
        ("**@everyone** <@1>", "I found no show called anything like “\\*\\*@\u200beveryone"),
        ("x" * 2000, "I found no show called anything like"),
    ],
)
async def test_a_search_for_nothing_helps(evening: Evening, query: str, said: str) -> None:
    ara = evening.member("Ara")
    result = await ara.slash(evening.channel, "show search", query=query)
    assert said in answer(result)
    assert len(answer(result)) < 400


async def test_adding_takes_a_manager(evening: Evening) -> None:
    ara = evening.member("Ara")
    refused = await ara.slash(evening.channel, "show add", show="Game of Thrones")
    assert "looked after by those with Manage Server" in answer(refused)
    assert shelf(evening) == ["Love in the Big City"]


async def test_a_chosen_role_may_manage_too(evening: Evening) -> None:
    role = evening.guild.create_role("Film club")
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), manager_role_id=role.id)
    mina = evening.member("Mina", roles=[role])
    added = await mina.slash(evening.channel, "show add", show="Game of Thrones")
    assert "is on this server's shelf now" in answer(added)
    assert shelf(evening) == ["Love in the Big City", "Game of Thrones"]


async def test_adding_twice_says_so_and_the_shelf_survives_a_restart(evening: Evening) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "show add", show="night of the living dead")
    await evening.restart()
    again = await mina.slash(evening.channel, "show add", show="night of the living dead")
    assert "on this server's shelf already" in answer(again)
    assert "A film of" in answer(again)
    assert set(shelf(evening)) == {"Love in the Big City", "Night of the Living Dead"}


async def test_the_list_shows_each_show_with_ones_own_place(evening: Evening) -> None:
    ara, mina = await evening.at("Ara", 3), host(evening)
    await mina.slash(evening.channel, "show add", show="Game of Thrones")
    text = answer(await ara.slash(evening.channel, "show list"))
    assert "**Love in the Big City** · 2024 · 8 episodes · you: 3 of 8 · following" in text
    assert "**Game of Thrones** · 2011 · 73 episodes in 8 seasons" in text
    assert "you:" not in answer(await mina.slash(evening.channel, "show list"))


async def test_a_long_shelf_has_pages_that_turn_after_a_restart(evening: Evening) -> None:
    mina = host(evening)
    for number in range(1, 26):
        await mina.slash(evening.channel, "show create", title=f"Show {number:02}", episodes="8")
    first = await mina.slash(evening.channel, "show list")
    assert "Page 1 of 3" in answer(first)
    assert "Show 09" in answer(first)
    assert "Show 10" not in answer(first)
    await evening.restart()
    second = await press(mina, first, "show-list:1")
    assert "Show 15" in answer(second)
    third = await press(mina, second, "show-list:2")
    assert "Show 25" in answer(third)
    assert "Page 3 of 3" in answer(third)


async def test_an_empty_shelf_says_what_to_do(evening: Evening) -> None:
    await evening.bot.services.catalog.unshelve(GuildId(evening.guild.id), evening.show_id)
    text = answer(await host(evening).slash(evening.channel, "show list"))
    assert "`/show add`" in text
    assert "`/show create`" in text


async def test_making_shows_is_offered_to_those_who_may(evening: Evening) -> None:
    role = evening.guild.create_role("Film club")
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), manager_role_id=role.id)
    ara, club = evening.member("Ara"), evening.member("Club", roles=[role])
    for command, options in (("show search", {"query": "qqqqzzzz"}), ("show list", {})):
        if command == "show list":
            await evening.bot.services.catalog.unshelve(GuildId(evening.guild.id), evening.show_id)
        text = answer(await ara.slash(evening.channel, command, **options))
        assert "/show create" not in text
        assert f"those with Manage Server, and <@&{role.id}>" in text
        assert "/show create" in answer(await club.slash(evening.channel, command, **options))


async def test_a_show_becomes_the_channels_with_one_press(evening: Evening) -> None:
    mina = host(evening)
    added = await mina.slash(evening.channel, "show add", show="Game of Thrones")
    await evening.restart()
    here = await press(mina, added, "show-here:")
    assert f"<#{evening.channel.id}> is about *Game of Thrones* now" in answer(here)
    assert "Make it this channel's show" not in answer(here)
    assert "Game of Thrones" in answer(await mina.slash(evening.channel, "episode", episode="1"))


async def test_a_rooms_position_is_not_taken_over_to_another_show(evening: Evening) -> None:
    guilds = evening.bot.services.guilds
    guild_id, channel_id = GuildId(evening.guild.id), ChannelId(evening.channel.id)
    await guilds.set_channel_show(guild_id, channel_id, evening.show_id)
    await guilds.set_channel_position(guild_id, channel_id, Position(8))
    mina = host(evening)
    added = await mina.slash(evening.channel, "show add", show="Game of Thrones")
    await press(mina, added, "show-here:")
    assert guilds.channel(guild_id, channel_id).position is None


async def test_taking_off_asks_first_and_keeps_marks(evening: Evening) -> None:
    ara, mina = await evening.at("Ara", 3), host(evening)
    guilds = evening.bot.services.guilds
    guild_id, channel_id = GuildId(evening.guild.id), ChannelId(evening.channel.id)
    await guilds.set_channel_show(guild_id, channel_id, evening.show_id)
    asked = await mina.slash(evening.channel, "show remove", show="Love in the Big City")
    assert "Take *Love in the Big City* off this server's shelf?" in answer(asked)
    assert shelf(evening) == ["Love in the Big City"]
    await evening.restart()
    done = await press(mina, asked, "show-remove:")
    assert "is off the shelf" in answer(done)
    assert f"<#{channel_id}> is no longer about it" in answer(done)
    assert shelf(evening) == []
    await mina.slash(evening.channel, "show add", show="Love in the Big City")
    assert await evening.position(ara) == 3


async def test_keeping_changes_nothing_and_a_stale_question_says_so(evening: Evening) -> None:
    mina = host(evening)
    asked = await mina.slash(evening.channel, "show remove", show="Love in the Big City")
    stale = await mina.slash(evening.channel, "show remove", show="Love in the Big City")
    kept = await press(mina, asked, "show-keep:")
    assert "Nothing was changed" in answer(kept)
    assert shelf(evening) == ["Love in the Big City"]
    await evening.bot.services.catalog.unshelve(GuildId(evening.guild.id), evening.show_id)
    again = await press(mina, stale, "show-remove:")
    assert "is not on this server's shelf" in answer(again)


async def test_only_who_asked_and_still_manages_removes(evening: Evening) -> None:
    role = evening.guild.create_role("Film club")
    guilds, guild_id = evening.bot.services.guilds, GuildId(evening.guild.id)
    await guilds.change(guild_id, manager_role_id=role.id)
    mina, ara = evening.member("Mina", roles=[role]), evening.member("Ara")
    asked = await mina.slash(evening.channel, "show remove", show="Love in the Big City")
    remove = custom_id(asked, "show-remove:")
    assert "belongs to somebody else" in answer(await evening.press(ara, asked, remove))
    await guilds.change(guild_id, manager_role_id=None)
    late = await press(mina, asked, remove)
    assert "looked after by those with Manage Server" in answer(late)
    assert shelf(evening) == ["Love in the Big City"]
