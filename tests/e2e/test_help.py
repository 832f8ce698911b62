"""`/help`: made from the commands themselves."""

from __future__ import annotations

import re

import pytest
from discord import app_commands

from bot.domain.ids import GuildId
from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import answer
from tests.e2e.test_show import host


def leaves(evening: Evening) -> list[str]:
    return [
        command.qualified_name
        for command in evening.bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    ]


async def test_it_begins_with_the_three_things_to_do_first(evening: Evening) -> None:
    result = await evening.member("Ara").slash(evening.channel, "help")
    text = answer(result).strip()
    assert result.ephemeral
    assert text.startswith("## Three things to do first\n1. Say how far you are: </watched:")
    assert text.count("\n1. ") == text.count("\n2. ") == text.count("\n3. ") == 1


async def test_where_no_show_is_followed_the_first_thing_is_to_set_up(evening: Evening) -> None:
    await evening.bot.services.catalog.unshelve(GuildId(evening.guild.id), evening.show_id)
    text = answer(await host(evening).slash(evening.channel, "help"))
    assert "1. Choose a show: </settings setup:" in text
    text = answer(await evening.member("Ara").slash(evening.channel, "help"))
    assert "1. Ask somebody with Manage Server to choose a show" in text


async def test_what_is_used_daily_stands_first_and_says_what_it_does(evening: Evening) -> None:
    text = answer(await evening.member("Ara").slash(evening.channel, "help"))
    daily = ["\n</watched:", "\n</episode:", "**/progress**", "**/recap**", "**/discuss**"]
    places = [text.index(start) for start in daily]
    assert places == sorted(places)
    board = evening.bot.tree.get_command("progress")
    assert isinstance(board, app_commands.Group)
    for command in board.commands:
        assert f"> · {command.description}" in text


async def test_every_command_is_mentioned_with_its_id(evening: Evening) -> None:
    ara = evening.member("Ara")
    shown = await ara.slash(evening.channel, "help")
    text = answer(shown)
    for page in range(1, _pages(text)):
        shown = await press(ara, shown, f"help:{page}")
        text += answer(shown)
    ids = evening.bot.synced_commands
    assert ids
    for name in leaves(evening):
        assert f"</{name}:{ids[name.partition(' ')[0]]}>" in text


def _pages(text: str) -> int:
    footer = re.search(r"Page \d+ of (\d+)", text)
    return 1 if footer is None else int(footer[1])


@pytest.mark.parametrize("topic", ["watched", "/watched", " WATCHED "])
async def test_a_command_is_told_with_its_options(evening: Evening, topic: str) -> None:
    text = answer(await evening.member("Ara").slash(evening.channel, "help", topic=topic))
    command = evening.bot.tree.get_command("watched")
    assert isinstance(command, app_commands.Command)
    assert "## /watched" in text
    assert command.description in text
    for option in command.parameters:
        assert f"`{option.display_name}`" in text
        assert str(option.description) in text


async def test_a_group_is_told_with_all_its_commands(evening: Evening) -> None:
    ara = evening.member("Ara")
    text = answer(await ara.slash(evening.channel, "help", topic="party"))
    ids = evening.bot.synced_commands
    for name in leaves(evening):
        assert (f"</{name}:{ids['party']}>" in text) == name.startswith("party ")
    single = answer(await ara.slash(evening.channel, "help", topic="party schedule"))
    assert "## /party schedule" in single
    assert "`when` (needed)" in single


async def test_every_topic_fits(evening: Evening) -> None:
    ara = evening.member("Ara")
    for name in {*leaves(evening), *(name.partition(" ")[0] for name in leaves(evening))}:
        result = await ara.slash(evening.channel, "help", topic=name)
        assert 0 < len(answer(result)) <= 4_000
        assert "…" not in answer(result)[-1:]


@pytest.mark.parametrize("topic", ["", " ", "\u200b\u202e"])
async def test_a_blank_topic_is_asked_for(evening: Evening, topic: str) -> None:
    text = answer(await evening.member("Ara").slash(evening.channel, "help", topic=topic))
    assert "Which command?" in text


@pytest.mark.parametrize("topic", ["nope", "**@everyone**", "x" * 2000])
async def test_what_is_no_topic_says_so(evening: Evening, topic: str) -> None:
    text = answer(await evening.member("Ara").slash(evening.channel, "help", topic=topic))
    assert "There is no command called" in text
    assert "@everyone" not in text
    assert len(text) < 300


async def test_topics_are_offered_while_one_types(evening: Evening) -> None:
    ara = evening.member("Ara")
    offered = await ara.autocomplete(evening.channel, "help", "topic", "sched")
    assert offered[0] == {"name": "/party schedule", "value": "party schedule"}
    typed = await ara.autocomplete(evening.channel, "help", "topic", "/par")
    assert typed[0]["value"] == "party"
    everything = await ara.autocomplete(evening.channel, "help", "topic", "")
    assert 0 < len(everything) <= 25
    for choice in everything:
        known = answer(await ara.slash(evening.channel, "help", topic=choice["value"]))
        assert "There is no command" not in known


async def test_it_works_in_direct_messages(evening: Evening) -> None:
    ara = evening.member("Ara")
    text = answer(await ara.user.slash("help"))
    assert "</remind me:" in text
    assert "</privacy export:" in text
    for name in ("</watched:", "</settings", "</party", "**/show**"):
        assert name not in text
    assert "## /privacy" in answer(await ara.user.slash("help", topic="privacy"))


async def test_it_knows_the_ids_after_a_restart_without_a_sync(evening: Evening) -> None:
    ara = evening.member("Ara")
    before = answer(await ara.slash(evening.channel, "help"))
    await evening.restart()
    assert answer(await ara.slash(evening.channel, "help")) == before
