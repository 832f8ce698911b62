"""The commands in words, read off the command tree itself, so that no list of them can go stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import discord
from discord import app_commands
from msgspec import Struct

from bot.client import LanternBot
from bot.ui.words import Said, say

_DAILY: Final = (
    "watched", "episode", "progress", "recap", "discuss", "party", "remind", "show", "settings",
)  # fmt: skip
"""What is used daily, in the order in which an evening needs it."""

AnyCommand = app_commands.Command[Any, ..., Any]


class Topic(Struct, frozen=True, kw_only=True):
    """A command, or a group of them."""

    name: str
    description: Said
    commands: tuple[AnyCommand, ...]
    is_group: bool
    is_private: bool
    """Whether it works in direct messages."""


def bot_of(interaction: discord.Interaction) -> LanternBot:
    """Return our bot, whose commands these are."""
    bot = interaction.client
    if not isinstance(bot, LanternBot):
        raise TypeError("not our bot")
    return bot


def topics(bot: LanternBot) -> list[Topic]:
    """Return every command and group at the top: what is used daily first, the rest by name."""
    found = [_topic(command) for command in bot.tree.get_commands()]
    return sorted((topic for topic in found if topic is not None), key=_place)


def _place(topic: Topic) -> tuple[int, str]:
    return (_DAILY.index(topic.name) if topic.name in _DAILY else len(_DAILY), topic.name)


def find_topic(bot: LanternBot, text: str) -> Topic | None:
    """Return the command or group of that name; `party`, `/party` and `party schedule` all do."""
    wanted = " ".join(text.strip().removeprefix("/").lower().split())
    for topic in topics(bot):
        if topic.name == wanted:
            return topic
        for command in topic.commands:
            if command.qualified_name == wanted:
                return _single(command)
    return None


def find_command(bot: LanternBot, qualified_name: str) -> AnyCommand | None:
    """Return the command of exactly that name."""
    for command in bot.tree.walk_commands():
        if isinstance(command, app_commands.Command) and command.qualified_name == qualified_name:
            return command
    return None


def _topic(command: object) -> Topic | None:
    match command:
        case app_commands.Command():
            return _single(command)
        case app_commands.Group():
            return Topic(
                name=command.name,
                description=Said(command.description),
                commands=tuple(_within(command)),
                is_group=True,
                is_private=_works_in_private(command),
            )
        case _:
            return None


def _single(command: AnyCommand) -> Topic:
    return Topic(
        name=command.qualified_name,
        description=Said(command.description),
        commands=(command,),
        is_group=False,
        is_private=_works_in_private(command.root_parent or command),
    )


def _works_in_private(command: AnyCommand | app_commands.Group) -> bool:
    contexts = command.allowed_contexts
    return not command.guild_only if contexts is None else bool(contexts.dm_channel)


def _within(group: app_commands.Group) -> Iterator[AnyCommand]:
    for command in group.walk_commands():
        if isinstance(command, app_commands.Command):
            yield command


def mention(bot: LanternBot, qualified_name: str) -> Said:
    """Return a command that can be pressed; as plain text where its id is not known."""
    root = qualified_name.partition(" ")[0]
    command_id = bot.synced_commands.get(root)
    if command_id is None:
        return Said(f"`/{qualified_name}`")
    return Said(f"</{qualified_name}:{command_id}>")


def option_lines(command: AnyCommand) -> Sequence[Said]:
    """Return a line for each option of a command."""
    return [
        say(
            "help-option-required" if option.required else "help-option",
            name=Said(option.display_name),
            description=Said(str(option.description)),
        )
        for option in command.parameters
    ]
