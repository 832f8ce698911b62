"""The first steps: the word on joining, and the one guided message."""

from __future__ import annotations

import logging

import discord
import pytest
from simcord.backend import serializers
from simcord.results import InteractionResult

from bot.domain.ids import ChannelId, GuildId, ShowId
from tests.e2e.conftest import Evening
from tests.e2e.pressing import choose, press
from tests.e2e.reading import answer, buttons, custom_id
from tests.e2e.test_settings import kept, room
from tests.e2e.test_show import host, shelf


async def join_anew(evening: Evening, guild_id: int) -> None:
    """Let the bot be taken out of a guild and invited again."""
    backend = evening.env.backend
    guild = backend.get_guild(guild_id)
    backend.emit("GUILD_DELETE", {"id": str(guild.id)})
    payload = serializers.guild_create_payload(backend, guild)
    # Only a guild that was there before says whether it is back.
    payload.pop("unavailable", None)
    backend.emit("GUILD_CREATE", payload)
    await evening.env.settle()


async def test_joining_says_one_short_word_with_a_button(evening: Evening) -> None:
    await join_anew(evening, evening.guild.id)
    (message,) = evening.channel.history()
    text = "\n".join(evening.texts_of(message))
    assert "I light only the part of the story" in text
    assert "Set up" in text
    assert len(text) < 400


async def test_the_button_opens_the_steps_for_admins_alone(evening: Evening) -> None:
    await join_anew(evening, evening.guild.id)
    await evening.restart()
    (message,) = evening.channel.history()
    refused = await evening.member("Ara").click(message, custom_id="setup-open")
    assert "You need the permission Manage Server" in answer(refused)
    opened = await host(evening).click(message, custom_id="setup-open")
    assert opened.ephemeral
    assert "## Set up Lantern" in answer(opened)


async def test_the_whole_of_it_with_a_restart_in_between(evening: Evening) -> None:
    mina, club = host(evening), evening.guild.create_role("Film club")
    shown = await mina.slash(evening.channel, "settings setup")
    assert shown.ephemeral
    (wanted,) = evening.bot.services.catalog.search(GuildId(evening.guild.id), "thrones", limit=1)
    shown = await choose(mina, shown, "setup-show", [str(wanted)])
    assert "**1 · The show:** *Game of Thrones*" in answer(shown)
    await evening.restart()
    shown = await choose(mina, shown, "setup-channel:", [evening.channel])
    assert f"**2 · Its channel:** <#{evening.channel.id}>" in answer(shown)
    assert "*Game of Thrones*" in answer(shown)
    shown = await choose(mina, shown, "setup-zone:", ["Asia/Seoul"])
    shown = await choose(mina, shown, "setup-managers:", [club])
    text = answer(shown)
    assert "**3 · Time zone:** Asia/Seoul" in text
    assert f"<@&{club.id}>" in text
    done = answer(await press(mina, shown, "setup-done"))
    assert "Three things to try" in done
    settings = kept(evening)
    assert settings.is_set_up
    assert (settings.zone, settings.manager_role_id) == ("Asia/Seoul", club.id)
    assert settings.home_channel_id == evening.channel.id
    assert room(evening).show_id == wanted
    assert "Game of Thrones" in shelf(evening)


async def test_the_channel_may_be_chosen_before_the_show(evening: Evening) -> None:
    await evening.bot.services.catalog.unshelve(GuildId(evening.guild.id), evening.show_id)
    mina = host(evening)
    shown = await mina.slash(evening.channel, "settings setup")
    assert "which one do you watch?" in answer(shown)
    shown = await choose(mina, shown, "setup-channel:", [evening.channel])
    assert room(evening).show_id is None
    await choose(mina, shown, "setup-show", [str(evening.show_id)])
    assert room(evening).show_id == evening.show_id


def chosen(shown: InteractionResult) -> list[str]:
    """Return the shows that the menu shows as chosen."""
    assert shown.response is not None
    (menu,) = [
        one for one in buttons(shown.response.components) if one["custom_id"] == "setup-show"
    ]
    return [option["value"] for option in menu["options"] if option.get("default")]


async def bind(evening: Evening, channel_id: int, title: str) -> ShowId:
    """Let a channel be about a show, as `/settings set` does."""
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    (show_id,) = services.catalog.search(guild_id, title, limit=1)
    await services.guilds.set_channel_show(guild_id, ChannelId(channel_id), show_id)
    return show_id


async def test_a_fresh_server_has_nothing_chosen(evening: Evening) -> None:
    await evening.bot.services.catalog.unshelve(GuildId(evening.guild.id), evening.show_id)
    mina = host(evening)
    shown = await mina.slash(evening.channel, "settings setup")
    text = answer(shown)
    assert "which one do you watch?" in text
    assert "where do you talk about it?" in text
    assert chosen(shown) == []
    done = answer(await press(mina, shown, "setup-done"))
    assert "One thing is missing: a show" in done
    assert "All set" not in done


async def test_a_show_on_the_shelf_is_chosen_and_its_channel_asked(evening: Evening) -> None:
    shown = await host(evening).slash(evening.channel, "settings setup")
    assert "**1 · The show:** *Love in the Big City*" in answer(shown)
    assert "where do you talk about it?" in answer(shown)
    assert chosen(shown) == [str(evening.show_id)]


async def test_the_show_of_the_channel_where_it_is_asked_comes_first(evening: Evening) -> None:
    thrones = await bind(evening, evening.channel.id, "thrones")
    shown = await host(evening).slash(evening.channel, "settings setup")
    assert "**1 · The show:** *Game of Thrones*" in answer(shown)
    assert f"**2 · Its channel:** <#{evening.channel.id}>" in answer(shown)
    assert chosen(shown) == [str(thrones)]


async def test_a_second_show_takes_no_channel_from_the_first(evening: Evening) -> None:
    mina = host(evening)
    shown = await mina.slash(evening.channel, "settings setup")
    shown = await choose(mina, shown, "setup-channel:", [evening.channel])
    (thrones,) = evening.bot.services.catalog.search(GuildId(evening.guild.id), "thrones", limit=1)
    shown = await choose(mina, shown, "setup-show", [str(thrones)])
    assert "*Game of Thrones*" in answer(shown)
    assert "where do you talk about it?" in answer(shown)
    assert room(evening).show_id == evening.show_id
    other = evening.guild.create_text_channel("thrones")
    shown = await choose(mina, shown, "setup-channel:", [other])
    assert f"**2 · Its channel:** <#{other.id}>" in answer(shown)
    guilds = evening.bot.services.guilds
    assert guilds.channel(GuildId(evening.guild.id), ChannelId(other.id)).show_id == thrones
    assert room(evening).show_id == evening.show_id
    assert kept(evening).home_channel_id == evening.channel.id
    form = await press(mina, shown, "setup-own")
    await mina.submit_modal(form, {"title": "Twin Peaks", "episodes": "8"})
    assert room(evening).show_id == evening.show_id


async def test_no_zone_is_written_twice_in_one_line(evening: Evening) -> None:
    shown = await host(evening).slash(evening.channel, "settings setup")
    assert shown.response is not None
    menus = [one for one in buttons(shown.response.components) if "options" in one]
    options = [option for menu in menus for option in menu["options"]]
    assert "Europe/Berlin" in [option.get("description") for option in options]
    assert not [one for one in options if one.get("description") == one["label"]]


async def test_no_role_is_a_choice_too(evening: Evening) -> None:
    mina, club = host(evening), evening.guild.create_role("Film club")
    shown = await mina.slash(evening.channel, "settings setup")
    shown = await choose(mina, shown, "setup-managers:", [club])
    shown = await choose(mina, shown, "setup-managers:", [])
    assert kept(evening).manager_role_id is None
    refused = await choose(mina, shown, "setup-managers:", [evening.guild.default_role])
    assert "Pick a role of its own" in answer(refused)


async def test_another_show_and_another_city_are_typed(evening: Evening) -> None:
    mina = host(evening)
    shown = await mina.slash(evening.channel, "settings setup")
    # A form does not outlive a restart; its button does.
    await evening.restart()
    form = await press(mina, shown, "setup-own")
    made = await mina.submit_modal(form, {"title": "Twin Peaks", "episodes": "8, 22"})
    assert "**1 · The show:** *Twin Peaks*" in answer(made)
    form = await press(mina, made, "setup-city:")
    zoned = await mina.submit_modal(form, {"city": "lisbon"})
    assert "**3 · Time zone:** Europe/Lisbon" in answer(zoned)
    assert "*Twin Peaks*" in answer(zoned)


async def test_a_typed_show_that_the_catalog_has_is_that_one(evening: Evening) -> None:
    mina = host(evening)
    form = await press(mina, await mina.slash(evening.channel, "settings setup"), "setup-own")
    typed = {"title": "game of thrones", "episodes": "73"}
    assert "*Game of Thrones*" in answer(await mina.submit_modal(form, typed))
    assert shelf(evening) == ["Love in the Big City", "Game of Thrones"]


@pytest.mark.parametrize(
    ("start", "values", "said"),
    [
        ("setup-own", {"title": "\u200b", "episodes": "8"}, "A show needs a title"),
        ("setup-own", {"title": "A", "episodes": "none"}, "I could not read “none”"),
        ("setup-city:", {"city": "atlantis"}, "I know no time zone called “atlantis”"),
    ],
)
async def test_forms_refuse_kindly(
    evening: Evening, start: str, values: dict[str, str], said: str
) -> None:
    mina = host(evening)
    before = kept(evening)
    form = await press(mina, await mina.slash(evening.channel, "settings setup"), start)
    assert said in answer(await mina.submit_modal(form, values))
    assert kept(evening) == before
    assert shelf(evening) == ["Love in the Big City"]


@pytest.mark.parametrize(
    ("start", "values"),
    [
        ("setup-own", {"title": "Twin Peaks", "episodes": "8"}),
        ("setup-city:", {"city": "lisbon"}),
    ],
)
async def test_a_form_kept_open_is_refused_once_one_is_no_admin(
    evening: Evening, start: str, values: dict[str, str]
) -> None:
    mina = host(evening)
    before = kept(evening)
    form = await press(mina, await mina.slash(evening.channel, "settings setup"), start)
    evening.env.backend.get_member(evening.guild.id, mina.id).role_ids.clear()
    refused = await mina.submit_modal(form, values)
    assert "You need the permission Manage Server" in answer(refused)
    assert kept(evening) == before
    assert shelf(evening) == ["Love in the Big City"]


async def test_the_menus_are_for_admins_even_where_the_message_is_seen(evening: Evening) -> None:
    mina, ara = host(evening), evening.member("Ara")
    shown = await mina.slash(evening.channel, "settings setup")
    before = kept(evening)
    refused = await evening.press(ara, shown, custom_id(shown, "setup-done"))
    assert "You need the permission Manage Server" in answer(refused)
    assert kept(evening) == before


async def test_a_channel_that_is_gone_is_not_shown(evening: Evening) -> None:
    guilds, guild_id = evening.bot.services.guilds, GuildId(evening.guild.id)
    await guilds.change(guild_id, home_channel_id=ChannelId(1), manager_role_id=1)
    shown = await host(evening).slash(evening.channel, "settings setup")
    assert "where do you talk about it?" in answer(shown)
    assert "only those with Manage Server" in answer(shown)


async def test_where_it_may_not_write_it_says_nothing(evening: Evening) -> None:
    silent = discord.PermissionOverwrite(send_messages=False)
    other = evening.env.create_guild(name="Quiet")
    other.create_text_channel("rules", overwrites={other.default_role: silent})
    await join_anew(evening, other.id)
    assert other.channels["rules"].history() == []


async def test_the_first_channel_where_it_may_write_is_taken(evening: Evening) -> None:
    other = evening.env.create_guild(name="Half quiet")
    silent = discord.PermissionOverwrite(send_messages=False)
    rules = other.create_text_channel("rules", overwrites={other.default_role: silent})
    talk = other.create_text_channel("talk")
    await join_anew(evening, other.id)
    assert rules.history() == []
    assert len(talk.history()) == 1


async def test_a_welcome_that_discord_refuses_is_no_trouble(evening: Evening) -> None:
    evening.env.inject_error("POST", "/channels/*/messages", status=403, times=None)
    await join_anew(evening, evening.guild.id)
    assert evening.channel.history() == []


async def test_a_welcome_that_is_cut_off_is_no_trouble(
    evening: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def cut_off(*_: object, **__: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(discord.TextChannel, "send", cut_off)
    await join_anew(evening, evening.guild.id)
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []
