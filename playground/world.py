"""The simulated guild: its rooms, its members, and who may enter where."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

import discord
import simcord
from simcord.backend.access import can_access_channel

from bot.client import permissions

GUILD_NAME = "Movie night"
BOT_NAME = "Lantern"
FACE = "face"
"""The picture hash of everybody who is drawn in pictures.py."""

ZONE = "Asia/Seoul"
"""Where the guild lives: its pages show this zone's time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One member as the seeded week leaves them."""

    name: str
    episode: int
    has_read_the_novel: bool = False
    hosts: bool = False
    """Hosts have Manage Server, and nothing that would open a private thread to them."""
    colour: str


CAST = (
    Seat(name="Juno", episode=0, colour="#5d7a2c"),
    Seat(name="Ara", episode=3, colour="#b84a6f"),
    Seat(name="Sora", episode=6, colour="#3675a8"),
    Seat(name="Minho", episode=8, has_read_the_novel=True, hosts=True, colour="#8a63b8"),
)

VISITOR = "Ara"
"""As whom the page suggests to enter first."""

CHANNELS = (
    ("general", "Hello, plans and snacks. No spoilers."),
    (
        "love-in-the-big-city",
        "Our show this month. Talk about what you have seen; threads open as you go.",
    ),
    ("film-club", "One film now and then."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A place to read and write in: a channel, a thread, or one member's direct messages."""

    id: int
    name: str
    kind: str
    """`channel`, `thread` or `dm`."""
    parent_id: int | None
    enters: tuple[str, ...]
    """The names of the members who may enter, in the order of the cast."""
    newest: int | None
    """The id of the newest message that everybody in the room sees."""
    handle: simcord.ChannelHandle


@dataclass(slots=True, kw_only=True)
class World:
    """The simulated Discord with its guild, and the turn that one caller at a time may take."""

    env: simcord.Env
    guild: simcord.GuildHandle
    members: dict[str, simcord.MemberActor]
    channels: dict[str, simcord.ChannelHandle]
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Hold it around every call that moves the world: SimCord refuses two at once."""

    @property
    def bot_id(self) -> int:
        """The bot's own user id."""
        return self.env.backend.bot_user.id

    def now(self) -> datetime:
        """Return the simulated moment, aware and in UTC."""
        return self.env.now()

    def rooms(self) -> list[Room]:
        """List every room in the order in which a person would look for it."""
        found: list[Room] = []
        for channel in self.channels.values():
            found.append(self._room(channel, "channel", None))
            threads = sorted(channel.threads, key=lambda thread: (thread.name or "", thread.id))
            found += [self._room(thread, "thread", channel.id) for thread in threads]
        return found + [self._direct(member) for member in self.members.values()]

    def find_room(self, room_id: int) -> Room | None:
        """Return the room of this id, or None where there is none any more."""
        return next((room for room in self.rooms() if room.id == room_id), None)

    def forget_private_answers(self) -> None:
        """Take the answers that only one member saw away, as a client does in time."""
        for messages in self.env.backend.messages.values():
            for message in [m for m in messages.values() if not m.visible_to(None)]:
                del messages[message.id]

    def _room(self, handle: simcord.ChannelHandle, kind: str, parent_id: int | None) -> Room:
        enters = tuple(
            name
            for name, member in self.members.items()
            if can_access_channel(self.env, handle.id, member, history=True)
        )
        return Room(
            id=handle.id,
            name=handle.name or "",
            kind=kind,
            parent_id=parent_id,
            enters=enters,
            newest=self._newest(handle.id),
            handle=handle,
        )

    def _direct(self, member: simcord.MemberActor) -> Room:
        channel = member.user.dm_channel
        name = _shown_name(member)
        return Room(
            id=channel.id,
            name=name,
            kind="dm",
            parent_id=None,
            enters=(name,),
            newest=self._newest(channel.id),
            handle=channel,
        )

    def _newest(self, room_id: int) -> int | None:
        messages = self.env.backend.messages.get(room_id, {}).values()
        return max((message.id for message in messages if message.visible_to(None)), default=None)


def build_world(bot: discord.Client, *, since: datetime | None = None) -> World:
    """Build the guild around a bot that has not started yet; the same ids every time.

    The world begins at SimCord's first moment. `since` moves it on to a later one before anything
    happens, so that nothing new gets an id that an earlier session gave away.
    """
    # One process, one shard; SimCord cannot ask Discord how many there should be.
    shards = 1 if isinstance(bot, discord.AutoShardedClient) else None
    env = simcord.Env(bot, check_errors=False, shard_count=shards)
    env.backend.bot_user.name, env.backend.bot_user.avatar = BOT_NAME, FACE
    owner = env.create_user("movie-night-owner", global_name="Owner")
    guild = env.create_guild(GUILD_NAME, owner=owner, preferred_locale="en-US")
    _limit_the_bot(env, guild)
    host = guild.create_role("Hosts", permissions=discord.Permissions(manage_guild=True))
    members = {
        seat.name: guild.add_member(
            env.create_user(seat.name.lower(), global_name=seat.name, avatar=FACE),
            roles=[host] if seat.hosts else [],
        )
        for seat in CAST
    }
    channels = {name: guild.create_text_channel(name, topic=topic) for name, topic in CHANNELS}
    for member in members.values():
        _ = member.user.dm_channel  # opened here, so that its id never depends on what comes later
    if since is not None:
        env.backend.advance_clock(max(0.0, (since - env.now()).total_seconds()))
    return World(env=env, guild=guild, members=members, channels=channels)


@asynccontextmanager
async def inhabited(world: World) -> AsyncIterator[None]:
    """Start the bot in the world, and stop it at the end."""
    await world.env.start()
    try:
        yield
    finally:
        async with world.turn:
            await world.env.shutdown()
        await world.env.bot.close()


def _limit_the_bot(env: simcord.Env, guild: simcord.GuildHandle) -> None:
    """SimCord invites a bot with nearly everything; ours gets what it asks for, and no more."""
    role = guild.roles[BOT_NAME]
    held = permissions()
    # Discord lets whoever made a private thread take members out of it; SimCord wants this as well.
    held.manage_threads = True
    env.backend.edit_role(guild.id, role.id, {"permissions": held.value})


def _shown_name(member: simcord.MemberActor) -> str:
    return member.user.global_name or member.name
