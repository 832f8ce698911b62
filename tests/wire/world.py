"""Everything that the server knows, in memory."""

import base64
from collections.abc import Callable, Iterator
from typing import Final

from tests.wire.commands import Commands
from tests.wire.ids import Snowflakes, moment_of
from tests.wire.interactions import Interactions
from tests.wire.messages import Messages
from tests.wire.people import (
    MEMBER_PERMISSIONS,
    Guild,
    Json,
    User,
    direct_channel,
    text_channel,
)

Emit = Callable[[str, Json, str | None], None]
PUBLIC_THREAD = 11
PRIVATE_THREAD = 12


class Refusal(Exception):  # noqa: N818 - Discord refuses; it has not failed
    """An answer in which Discord says no, with its own error code."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


_LOW_BITS: Final = (1 << 22) - 1


class World:
    """Guilds, people, channels, messages and commands; outlives the bot's process."""

    def __init__(self, guild_count: int, *, answer_within_seconds: float) -> None:
        self.answer_within_seconds = answer_within_seconds
        self.ids = Snowflakes()
        self._born = int(self.ids.next())
        self.bot = User(id=self.ids.next(), name="lantern", is_bot=True)
        self.owner = User(id=self.ids.next(), name="owner", permissions=(1 << 53) - 1)
        self.token = _token_of(self.bot)
        self.gateway_url = ""
        self.shard_count = 1
        self.users: dict[str, User] = {u.id: u for u in (self.bot, self.owner)}
        self._people: dict[tuple[str, int], User] = {}
        self.channels: dict[str, Json] = {}
        self.thread_members: dict[str, list[str]] = {}
        self.messages = Messages(self.ids)
        self.commands = Commands(self.ids, self.bot.id)
        self.interactions = Interactions(self.ids, self.bot)
        self.emit: Emit = lambda _event, _data, _guild_id: None
        self.guilds = [self._new_guild(number) for number in range(1, guild_count + 1)]
        self._guilds_by_id = {guild.id: guild for guild in self.guilds}

    def user(self, name: str, *, permissions: int = MEMBER_PERMISSIONS) -> User:
        """Return the person of this name and these permissions, made on first use."""
        if (name, permissions) not in self._people:
            user = User(id=self.ids.next(), name=name, permissions=permissions)
            self.users[user.id] = self._people[name, permissions] = user
        return self._people[name, permissions]

    def get_user(self, user_id: str) -> User:
        """Return a user by id; refuses with Discord's code for an unknown one."""
        if user_id not in self.users:
            raise Refusal(404, 10013, "Unknown User")
        return self.users[user_id]

    def get_guild(self, guild_id: str) -> Guild:
        """Return a guild by id; refuses with Discord's code for an unknown one."""
        if guild_id not in self._guilds_by_id:
            raise Refusal(404, 10004, "Unknown Guild")
        return self._guilds_by_id[guild_id]

    def get_channel(self, channel_id: str) -> Json:
        """Return a channel, thread or direct channel; refuses for an unknown one."""
        if channel_id not in self.channels:
            raise Refusal(404, 10003, "Unknown Channel")
        return self.channels[channel_id]

    def get_message(self, channel_id: str, message_id: str) -> Json:
        """Return a message; refuses with Discord's code for an unknown one."""
        message = self.messages.find(self.get_channel(channel_id)["id"], message_id)
        if message is None:
            raise Refusal(404, 10008, "Unknown Message")
        return message

    def direct(self, user: User) -> Json:
        """Return the channel of direct messages with somebody, made on first use."""
        for channel in self.channels.values():
            if channel["type"] == 1 and channel["recipients"][0]["id"] == user.id:
                return channel
        channel = direct_channel(self.ids.next(), user)
        self.channels[channel["id"]] = channel
        return channel

    def say(self, channel_id: str, user: User, text: str) -> Json:
        """Have somebody write a message; a bot that is connected is not told."""
        message = self.messages.compose(channel_id, user, {"content": text})
        self.messages.keep(message)
        return message

    def add_channel(self, guild: Guild, name: str) -> Json:
        """Add a text channel to a guild; a bot that is connected is not told."""
        position = len(guild.channels)
        channel = text_channel(self.ids.next(), guild.id, name, position=position)
        guild.channels.append(channel)
        self.channels[channel["id"]] = channel
        return channel

    def threads_of(self, guild_id: str) -> Iterator[Json]:
        """Yield the threads of a guild which are not archived."""
        for channel in self.channels.values():
            mine = channel.get("guild_id") == guild_id and "thread_metadata" in channel
            if mine and not channel["thread_metadata"]["archived"]:
                yield channel

    def open_thread(self, parent: Json, body: Json, *, thread_id: str | None = None) -> Json:
        """Create a thread with the bot as its first member."""
        new_id = thread_id or self.ids.next()
        thread: Json = {
            "id": new_id,
            "guild_id": parent["guild_id"],
            "parent_id": parent["id"],
            "owner_id": self.bot.id,
            "name": body["name"],
            "type": body.get("type", PRIVATE_THREAD) if thread_id is None else PUBLIC_THREAD,
            "member_count": 1,
            "message_count": 0,
            "total_message_sent": 0,
            "rate_limit_per_user": 0,
            "last_message_id": None,
            "flags": 0,
            "thread_metadata": {
                "archived": False,
                "auto_archive_duration": body.get("auto_archive_duration", 1440),
                "archive_timestamp": moment_of(new_id),
                "locked": False,
                "invitable": body.get("invitable", True),
                "create_timestamp": moment_of(new_id),
            },
        }
        self.channels[new_id] = thread
        self.thread_members[new_id] = [self.bot.id]
        self.emit("THREAD_CREATE", thread | {"newly_created": True}, parent["guild_id"])
        return thread

    def _new_guild(self, number: int) -> Guild:
        # A shift of 22 bits picks the shard: of one moment for all, and a millisecond for each,
        # neighbours never share it. No other id has all of its low bits set.
        guild_id = str((self._born | _LOW_BITS) + (number << 22))
        guild = Guild(id=guild_id, name=f"Guild {number}", owner=self.owner, bot=self.bot)
        for name in ("general", "lounge"):
            self.add_channel(guild, name)
        return guild


def _token_of(bot: User) -> str:
    """Return a token in Discord's shape, made afresh for each server."""
    return f"{base64.urlsafe_b64encode(bot.id.encode()).decode().rstrip('=')}.Wire00.{'w' * 38}"
