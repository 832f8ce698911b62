"""The server as a test holds it: its life, and what members do on it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Self

from aiohttp import web

from tests.wire.changes import Signal
from tests.wire.commands import Value
from tests.wire.faults import Faults
from tests.wire.frontdoor import GATEWAY_PATH, PREFIX, FrontDoor
from tests.wire.gateway import Gateway
from tests.wire.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL_SUBMIT,
    Interaction,
)
from tests.wire.log import Entry, Log
from tests.wire.messages import components_of
from tests.wire.people import MEMBER_PERMISSIONS, Guild, Json, User
from tests.wire.world import World

LOCALHOST = "127.0.0.1"
PATIENCE_SECONDS = 20.0


class NoAnswerError(AssertionError):
    """The bot left an interaction without an answer."""


class WireDiscord:
    """A Discord for one bot. Everything that is known here outlives the bot's process."""

    def __init__(self, world: World, port: int, door: FrontDoor) -> None:
        self.world = world
        self.port = port
        self._door = door

    @classmethod
    @asynccontextmanager
    async def start(
        cls, *, guilds: int = 1, shards: int = 1, answer_within_seconds: float = PATIENCE_SECONDS
    ) -> AsyncIterator[Self]:
        """Serve on a free port of the loopback interface until the block ends.

        `answer_within_seconds` is how long an interaction waits for its first answer; Discord
        itself waits 3 s, which a busy machine may miss through no fault of the bot.
        """
        world = World(guilds, answer_within_seconds=answer_within_seconds)
        world.shard_count = shards
        door = FrontDoor(world, Signal())
        runner = web.AppRunner(door.application(), access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, LOCALHOST, 0).start()
            port: int = runner.addresses[0][1]
            world.gateway_url = f"ws://{LOCALHOST}:{port}{GATEWAY_PATH}"
            yield cls(world, port, door)
        finally:
            door.gateway.disconnect()
            await runner.cleanup()

    @property
    def api_url(self) -> str:
        """The base of REST, for `DISCORD_API_URL`."""
        return f"http://{LOCALHOST}:{self.port}{PREFIX}"

    @property
    def environment(self) -> dict[str, str]:
        """What a bot needs in its environment to come here."""
        return {"DISCORD_TOKEN": self.world.token, "DISCORD_API_URL": self.api_url}

    @property
    def guilds(self) -> list[Guild]:
        """The guilds that the bot is in."""
        return self.world.guilds

    @property
    def log(self) -> Log:
        """Every request, in order; and what nobody here knows an answer to."""
        return self._door.log

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""
        return self._door.faults

    @property
    def gateway(self) -> Gateway:
        """The bot's connections."""
        return self._door.gateway

    @property
    def changes(self) -> Signal:
        """Announces every request and every step on the gateway."""
        return self._door.changes

    async def until(
        self, is_true: Callable[[], bool], what: str, *, patience_seconds: float = PATIENCE_SECONDS
    ) -> None:
        """Wait until something has come about on this server."""
        await self.changes.until(is_true, what=what, patience_seconds=patience_seconds)

    async def caught_up(self) -> None:
        """Wait until the bot has read everything that was sent to it before."""
        await self.until(lambda: self.gateway.is_whole, "the bot to be connected")
        self.gateway.ask_for_heartbeats()
        await self.until(lambda: self.gateway.is_whole, "a heartbeat of each shard")

    async def request(self, route: str, *, count: int = 1) -> Entry:
        """Wait until a route has been answered `count` times in all; return that request."""

        def done() -> list[Entry]:
            return [e for e in self.log.of(route) if e.status is not None or e.was_applied]

        await self.until(lambda: len(done()) >= count, f"{count} of {route}")
        return done()[count - 1]

    def user(self, name: str, *, permissions: int = MEMBER_PERMISSIONS) -> User:
        """Return the person of this name, made on first use."""
        return self.world.user(name, permissions=permissions)

    def messages(self, channel_id: str) -> list[Json]:
        """Return what everybody in a channel sees, oldest first."""
        return self.world.messages.of(channel_id)

    def direct_messages(self, user: User) -> list[Json]:
        """Return the direct messages with somebody, oldest first."""
        return self.messages(self.world.direct(user)["id"])

    async def command(
        self,
        guild: Guild | None,
        user: User,
        path: str,
        *,
        options: Mapping[str, Value] | None = None,
        channel_id: str | None = None,
    ) -> Json:
        """Use a slash command ("progress board") and return its whole answer.

        Without a guild it is used in direct messages. A deferred answer is waited for.
        """
        data = self.world.commands.data_for(guild, path, options or {})
        return await self._whole(self._begin(COMMAND, guild, user, data, channel_id=channel_id))

    async def autocomplete(
        self,
        guild: Guild | None,
        user: User,
        path: str,
        focused: str,
        typed: str,
        *,
        options: Mapping[str, Value] | None = None,
    ) -> list[Json]:
        """Return the choices that are offered while `typed` stands in an option."""
        filled = dict(options or {}) | {focused: typed}
        data = self.world.commands.data_for(guild, path, filled, focused=focused)
        answer = await self._whole(self._begin(AUTOCOMPLETE, guild, user, data))
        choices: list[Json] = answer["choices"]
        return choices

    async def click(
        self,
        custom_id: str,
        message: Json,
        user: User,
        *,
        values: list[str] | None = None,
        wait_for_more: bool = True,
    ) -> Json:
        """Press a button, or choose `values` of a select, of a message that the member sees.

        `wait_for_more=False` returns at the first acknowledgement, for a bot that defers and
        then leaves the message as it is.
        """
        found = [c for c in components_of(message) if c.get("custom_id") == custom_id]
        if not found or found[0].get("disabled"):
            raise LookupError(f"nothing on the message can be used by the name of {custom_id!r}")
        data: Json = {"custom_id": custom_id, "component_type": found[0]["type"]}
        if values is not None:
            data["values"] = values
        guild = self._guild_of(message["channel_id"])
        begun = self._begin(
            COMPONENT, guild, user, data, channel_id=message["channel_id"], source=message
        )
        return await self._whole(begun) if wait_for_more else await self._first(begun)

    async def submit(
        self, modal: Json, user: User, values: Mapping[str, str], *, channel_id: str
    ) -> Json:
        """Send a modal off with these values by custom id."""
        filled = [_filled(component, values) for component in modal["components"]]
        data = {"custom_id": modal["custom_id"], "components": filled}
        guild = self._guild_of(channel_id)
        begun = self._begin(MODAL_SUBMIT, guild, user, data, channel_id=channel_id)
        return await self._whole(begun)

    def _begin(
        self,
        kind: int,
        guild: Guild | None,
        user: User,
        data: Json,
        *,
        channel_id: str | None = None,
        source: Json | None = None,
    ) -> Interaction:
        if channel_id is None:
            channel_id = guild.channel_id if guild else str(self.world.direct(user)["id"])
        channel = self.world.get_channel(channel_id)
        interactions = self.world.interactions
        begun = interactions.open(kind, user=user, guild=guild, channel=channel, source=source)
        event = interactions.event(begun, data)
        self.gateway.emit("INTERACTION_CREATE", event, guild.id if guild else None)
        return begun

    async def _whole(self, interaction: Interaction) -> Json:
        await self._wait(interaction.settled)
        return interaction.answer()

    async def _first(self, interaction: Interaction) -> Json:
        await self._wait(interaction.acknowledged)
        return interaction.answer()

    async def _wait(self, future: asyncio.Future[None]) -> None:
        try:
            # Not wait_for: of Python 3.11, it forgets a cancellation that comes with the answer.
            async with asyncio.timeout(PATIENCE_SECONDS):
                await future
        except TimeoutError:
            raise NoAnswerError(f"the latest requests were\n{self.log.tail()}") from None

    def _guild_of(self, channel_id: str) -> Guild | None:
        guild_id = self.world.get_channel(channel_id).get("guild_id")
        return self.world.get_guild(guild_id) if guild_id else None


def _filled(component: Json, values: Mapping[str, str]) -> Json:
    """Return a modal's component as the client sends it back, with the member's input."""
    inner = component.get("component")
    if inner is not None:
        return {"type": component["type"], "id": component.get("id", 0)} | {
            "component": _input(inner, values)
        }
    return {
        "type": component["type"],
        "components": [_input(one, values) for one in component.get("components", ())],
    }


def _input(component: Json, values: Mapping[str, str]) -> Json:
    custom_id = component["custom_id"]
    value = values.get(custom_id, component.get("value") or "")
    return {
        "type": component["type"],
        "id": component.get("id", 0),
        "custom_id": custom_id,
        "value": value,
    }
