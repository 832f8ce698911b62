"""Help: `/help`, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import LanternBot
from bot.domain.errors import LanternError
from bot.domain.ids import GuildId
from bot.domain.member_text import is_blank, quote_member_text
from bot.domain.search import Choice, rank_choices
from bot.ui.command_words import (
    AnyCommand,
    Topic,
    bot_of,
    find_topic,
    mention,
    option_lines,
    topics,
)
from bot.ui.layouts import LanternView, card
from bot.ui.options import CHOICE_LABEL_LIMIT, services_of
from bot.ui.pages import PageButton, PageId, Sheet, text_pages
from bot.ui.permissions import is_admin
from bot.ui.replies import reply
from bot.ui.words import Said, describe, joined, say

_HELP: Final = PageId("help")
_SHOWN: Final = 60
_PAGE: Final = 2_500
"""Characters; the first page has the three things above it."""


class NoTopicError(LanternError):
    """No command goes by that name."""

    key = "error-no-topic"


class BlankTopicError(LanternError):
    """Nothing can be read in what was written for a topic."""

    key = "error-blank-topic"


class HelpPageButton(PageButton, template=_HELP.template):
    """Turns the pages of all commands."""

    page_id = _HELP

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Make a page of the commands as they are now."""
        return _overview(interaction, page)


class HelpCog(commands.Cog):
    """Tells what there is, and what to do first."""

    @app_commands.command(name="help", description=describe("command-help"))
    @app_commands.describe(topic=describe("option-help-topic"))
    @app_commands.allowed_contexts(guilds=True, dms=True)
    async def help_(self, interaction: discord.Interaction, topic: str | None = None) -> None:
        """Tell about everything, or about one command."""
        if topic is None:
            await reply(interaction, _overview(interaction, 0))
            return
        if is_blank(topic):
            raise BlankTopicError
        bot = bot_of(interaction)
        found = find_topic(bot, topic)
        if found is None:
            raise NoTopicError(wrote=quote_member_text(topic, limit=_SHOWN, one_line=True))
        await reply(interaction, card(*_about(bot, found)))

    @help_.autocomplete("topic")
    async def topic_choices(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Return the commands, groups first."""
        names = list(_names(interaction))
        choices = [
            Choice(value=number, label=name, search_keys=(name.partition(" ")[2],))
            for number, name in enumerate(names)
        ]
        return [
            app_commands.Choice(
                name=f"/{names[choice.value]}"[:CHOICE_LABEL_LIMIT], value=names[choice.value]
            )
            for choice in rank_choices(current.strip().removeprefix("/"), choices)
        ]


def _names(interaction: discord.Interaction) -> Iterator[str]:
    found = _topics(interaction)
    yield from (topic.name for topic in found)
    for topic in found:
        if topic.is_group:
            yield from (command.qualified_name for command in topic.commands)


def _topics(interaction: discord.Interaction) -> list[Topic]:
    """Return what works where somebody asks."""
    is_private = interaction.guild_id is None
    return [one for one in topics(bot_of(interaction)) if one.is_private or not is_private]


def _overview(interaction: discord.Interaction, page: int) -> LanternView:
    bot = bot_of(interaction)
    blocks = [_block(bot, topic) for topic in _topics(interaction)]
    sheet = Sheet.of(text_pages(blocks, limit=_PAGE), page)
    first = _first_things(interaction) if sheet.number == 0 else None
    return card(
        first,
        say("help-all", commands=sheet.content),
        sheet.footer,
        HelpPageButton.turns(sheet),
    )


def _first_things(interaction: discord.Interaction) -> Said:
    """Return the three things to do first; where there is no show yet, choosing one is the first.

    In direct messages there is no show to watch, so it says where to go instead.
    """
    bot, guild_id = bot_of(interaction), interaction.guild_id
    if guild_id is None:
        return say("help-first-private")
    key = "help-first"
    if not services_of(interaction).catalog.shelf(GuildId(guild_id)):
        key = "help-first-begin" if is_admin(interaction) else "help-first-wait"
    return say(
        key,
        setup=mention(bot, "settings setup"),
        watched=mention(bot, "watched"),
        episode=mention(bot, "episode"),
        recap=mention(bot, "recap me"),
        schedule=mention(bot, "party schedule"),
    )


def _block(bot: LanternBot, topic: Topic) -> Said:
    """Return a command in a line, or a group with a line for each of its commands."""
    if not topic.is_group:
        return say("help-command", command=mention(bot, topic.name), description=topic.description)
    lines = (
        say(
            "help-command-of-group",
            command=mention(bot, one.qualified_name),
            description=Said(one.description),
        )
        for one in topic.commands
    )
    return say(
        "help-group", name=Said(topic.name), description=topic.description, commands=joined(lines)
    )


def _about(bot: LanternBot, topic: Topic) -> Iterator[Said]:
    yield say("help-topic", name=Said(topic.name), description=topic.description)
    for command in topic.commands:
        yield joined(_command_lines(bot, command, is_alone=not topic.is_group))


def _command_lines(bot: LanternBot, command: AnyCommand, *, is_alone: bool) -> Iterator[Said]:
    name = mention(bot, command.qualified_name)
    if is_alone:
        yield say("help-use", command=name)
    else:
        yield say("help-command", command=name, description=Said(command.description))
    yield from option_lines(command)


async def setup(bot: LanternBot) -> None:
    """Load the cog and its buttons."""
    bot.add_dynamic_items(HelpPageButton)
    await bot.add_cog(HelpCog())
