"""Planning parties and reminders as members do, and seeing what they then see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.domain.ids import GuildId
from bot.domain.parties import Party
from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import buttons

MINUTE, HOUR, DAY = 60, 3_600, 86_400


async def schedule(
    evening: Evening, host: MemberActor, episode: str = "4", when: str = "fri 8pm", **more: Any
) -> InteractionResult:
    """Write `/party schedule`."""
    shown: InteractionResult = await host.slash(
        evening.channel, "party schedule", episode=episode, when=when, **more
    )
    return shown


async def plan(
    evening: Evening, host: MemberActor, episode: str = "4", when: str = "fri 8pm", **more: Any
) -> discord.Message:
    """Plan a party, confirm it, and return its card."""
    await press(host, await schedule(evening, host, episode, when, **more), "draft-confirm")
    return evening.channel.history()[-1]


async def planned(evening: Evening) -> list[Party]:
    """Return what the guild has planned."""
    return await evening.bot.services.parties.planned(GuildId(evening.guild.id))


def posts(evening: Evening, channel: ChannelHandle | None = None) -> list[str]:
    """Return the text of every message in a channel, oldest first."""
    return [
        "\n".join(filter(None, evening.texts_of(message)))
        for message in (channel or evening.channel).history()
    ]


def saying(evening: Evening, words: str, channel: ChannelHandle | None = None) -> list[str]:
    """Return the messages in a channel that hold these words."""
    return [post for post in posts(evening, channel) if words in post]


def pinged(evening: Evening, message: discord.Message) -> set[int]:
    """Return whom a message pings."""
    stored = evening.env.backend.get_message(message.channel.id, message.id)
    return set(stored.ping_user_ids)


def button(message: discord.Message, start: str) -> str:
    """Return the custom id of a message's first button that begins so.

    Raises LookupError where there is none.
    """
    for one in _buttons(message):
        if one.startswith(start):
            return one
    raise LookupError(start)


def has_buttons(message: discord.Message) -> bool:
    """Tell whether a message can be pressed at all."""
    return any(True for _ in _buttons(message))


def _buttons(message: discord.Message) -> Iterator[str]:
    found = buttons(component.to_dict() for component in message.components)
    return (str(one["custom_id"]) for one in found)


async def down(evening: Evening, seconds: float) -> None:
    """Let time go by while nothing is sent, then start the bot anew."""
    await evening.bot.unload_extension("cogs.worker")
    await evening.env.advance_time(seconds)
    await evening.restart()


def forget_outcomes(evening: Evening) -> None:
    """Let this bot die before it can write down what became of its jobs."""
    setattr(evening.bot.services.jobs, "_close", nothing)  # noqa: B010 - a method, put out of action


async def nothing(*_: object) -> None:
    """Do nothing, whatever was asked."""
