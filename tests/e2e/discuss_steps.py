"""Steps that the tests of discussion threads share."""

from __future__ import annotations

from typing import Any

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle
from simcord.results import InteractionResult

from bot.domain.ids import GuildId
from bot.services.discussion_ports import DiscussionRecord
from tests.e2e.conftest import Evening
from tests.e2e.reading import texts


async def open_thread(
    evening: Evening, member: MemberActor, episode: int | str
) -> InteractionResult:
    """Have a member open a thread in the show's channel."""
    result: InteractionResult = await member.slash(
        evening.channel, "discuss open", episode=str(episode)
    )
    return result


def threads(evening: Evening, episode: int) -> list[ChannelHandle]:
    """Return every thread that is named after an episode."""
    return [
        thread
        for thread in evening.channel.threads
        if (thread.name or "").endswith(f"Episode {episode}")
    ]


def thread_of(evening: Evening, episode: int) -> ChannelHandle:
    """Return the one thread of an episode."""
    (thread,) = threads(evening, episode)
    return thread


def people_in(evening: Evening, thread: ChannelHandle) -> set[int]:
    """Return who is in a thread, us aside."""
    return set(thread._channel.thread_members) - {evening.env.backend.bot_user.id}


def record_of(evening: Evening, episode: int) -> DiscussionRecord | None:
    """Return what the bot knows of an episode's thread."""
    book = evening.bot.services.discussions.book
    return book.find(GuildId(evening.guild.id), evening.show_id, episode)


def cards(evening: Evening, channel: ChannelHandle | None = None) -> list[discord.Message]:
    """Return the index cards in a channel."""
    return [
        message
        for message in (channel or evening.channel).history()
        if "Threads open to me" in shown_in(message)
    ]


def shown_in(message: discord.Message) -> str:
    """Return all text of a message."""
    return "\n".join(texts(component.to_dict() for component in message.components))


def asked(evening: Evening, method: str, part: str) -> int:
    """Return how often the bot sent a certain kind of request."""
    return sum(entry.method == method and part in entry.path for entry in evening.env.http_requests)


async def rows(evening: Evening) -> list[DiscussionRecord]:
    """Return what stands in the database."""
    services = evening.bot.services
    async with services.discussions._database.read() as kept:
        return await kept.discussions.all()


def bot_lacks(evening: Evening, *permissions: str) -> None:
    """Take permissions from the bot's role."""
    (role,) = [role for role in evening.guild._guild.roles.values() if role.managed]
    kept = discord.Permissions(role.permissions)
    changes: dict[str, Any] = dict.fromkeys(permissions, False)
    kept.update(**changes)
    evening.env.backend.edit_role(evening.guild.id, role.id, {"permissions": kept.value})
    everyone = evening.guild._guild.roles[evening.guild.id]
    general = discord.Permissions(everyone.permissions)
    general.update(**changes)
    evening.env.backend.edit_role(evening.guild.id, everyone.id, {"permissions": general.value})
