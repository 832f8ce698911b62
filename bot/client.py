"""The Discord client: who we are there, what we may hear, and how we stop."""

from __future__ import annotations

import functools
import hashlib
import json
import logging
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot.domain.errors import LanternError
from bot.log import record
from bot.services.bundle import Services

DISCORD_API = Route.BASE
"""Discord's own address, which knows its gateway by heart."""

_log = logging.getLogger(__name__)


def intents() -> discord.Intents:
    """Return what we need to hear: guilds with their channels and threads, and messages deleted.

    None of them is privileged; the content of messages and the list of members are not asked for.
    """
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    return wanted


def permissions() -> discord.Permissions:
    """Return the least that we need in a guild: cards, and threads of both kinds."""
    return discord.Permissions(
        view_channel=True,
        send_messages=True,
        read_message_history=True,
        create_public_threads=True,
        create_private_threads=True,
        send_messages_in_threads=True,
    )


def without_voice() -> None:
    """Spare the log discord.py's word that it lacks packages for voice: we use none."""
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False


def use_api(url: str) -> None:
    """Send every request to another Discord, such as a loopback server."""
    Route.BASE = url


class LanternBot(commands.AutoShardedBot):
    """The bot with its services; cogs find them in `services`."""

    def __init__(
        self,
        services: Services,
        *,
        extensions: Sequence[str],
        on_close: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        without_voice()
        super().__init__(
            command_prefix=commands.when_mentioned,  # never used, see on_message
            help_command=None,
            intents=intents(),
            # Said here, because Discord fills it in by what is ticked in its portal.
            allowed_installs=app_commands.AppInstallationType(guild=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.services = services
        self._extension_names = tuple(extensions)
        self._on_close = on_close
        self._asks_for_gateway = Route.BASE != DISCORD_API
        self.synced_commands: dict[str, int] = {}
        """Our commands' ids by name, for mentions such as </episode:1>."""

    async def setup_hook(self) -> None:
        """Load the cogs and make our commands known; borrowed from discord.Client."""
        if self._asks_for_gateway:
            # After an invalid session discord.py goes to the default gateway without asking.
            _, gateway, _ = await self.http.get_bot_gateway()
            DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)
        for name in self._extension_names:
            await self.load_extension(name)
        _guard_choices(self.tree)
        await self.sync_if_changed()

    async def sync_if_changed(self) -> bool:
        """Send the commands to Discord only when they differ from what it has.

        Syncing is limited to some 200 a day, and a restart should not use it up.
        """
        ours = command_mark(c.to_dict(self.tree) for c in self.tree.get_commands())
        # As Discord says it: discord.py's own reading of it loses who may use a command and where.
        known = await self.http.get_global_commands(self.application_id or 0)
        theirs = command_mark(known)
        self.synced_commands = {command["name"]: int(command["id"]) for command in known}
        if ours != theirs:
            synced = await self.tree.sync()
            _log.info("commands synced: %d", len(synced))
            self.synced_commands = {command.name: command.id for command in synced}
        return ours != theirs

    async def on_message(self, message: discord.Message, /) -> None:
        """Pass over what is typed: our commands are slash commands; borrowed from commands.Bot."""

    async def on_error(self, event_method: str, /, *_: Any, **__: Any) -> None:  # noqa: ANN401
        """Log what a listener raised; there is nobody to tell. Borrowed from discord.Client."""
        error = sys.exc_info()[1]
        if error is not None:
            record(error, event_method)

    async def close(self) -> None:
        """Stop listening, then let the services finish; borrowed from discord.Client."""
        try:
            await super().close()
        finally:
            await self.finish()

    async def finish(self) -> None:
        """Let the services finish and close what they hold; once is enough."""
        on_close, self._on_close = self._on_close, None
        if on_close is not None:
            await on_close()


_Choices = Callable[..., Coroutine[Any, Any, list[app_commands.Choice[Any]]]]


def _guard_choices(tree: app_commands.CommandTree[Any]) -> None:
    """Let no failing choice be passed over: discord.py would log its words and offer nothing."""
    for command in tree.walk_commands():
        if isinstance(command, app_commands.Command):
            for name, parameter in command._params.items():  # noqa: SLF001 - no public way
                if parameter.autocomplete and not hasattr(parameter.autocomplete, "__wrapped__"):
                    where = f"choices of /{command.qualified_name} {name}"
                    parameter.autocomplete = _guarded(parameter.autocomplete, where)


def _guarded(make: _Choices, where: str) -> _Choices:
    @functools.wraps(make)
    async def choices(*arguments: Any) -> list[app_commands.Choice[Any]]:  # noqa: ANN401 - as it is
        try:
            return await make(*arguments)
        except LanternError as refusal:
            _log.info("%s were refused: %s", where, refusal.key)
        except Exception as error:  # noqa: BLE001 - this is a door
            record(error, where)
        return []

    return choices


_COMPARED = ("name", "type", "description", "options", "nsfw")
_OPTION_COMPARED = (
    "name",
    "type",
    "description",
    "required",
    "choices",
    "options",
    "autocomplete",
    "min_value",
    "max_value",
    "min_length",
    "max_length",
    "channel_types",
)


def command_mark(payloads: Iterable[Mapping[str, Any]]) -> str:
    """Return what tells two sets of commands apart, whatever Discord adds to them."""
    plain = sorted(
        (_plain(payload, _COMPARED) | _reach(payload) for payload in payloads),
        key=lambda command: command["name"],
    )
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


_IN_GUILD, _WITH_BOT, _IN_PRIVATE = range(3)
_FOR_GUILD, _FOR_USER = range(2)


def _reach(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return who may use a command and where, with what Discord takes where nothing is said."""
    installs = payload.get("integration_types")
    installs = {_FOR_GUILD} if installs is None else set(installs)
    contexts = payload.get("contexts")
    if contexts is None:
        is_for_guilds = payload.get("dm_permission") is False
        contexts = [_IN_GUILD] if is_for_guilds else [_IN_GUILD, _WITH_BOT, _IN_PRIVATE]
    # Other people's private channels are reached by what a member installed for themselves.
    places = set(contexts) - (set() if _FOR_USER in installs else {_IN_PRIVATE})
    permissions = payload.get("default_member_permissions")
    return {
        "installs": sorted(installs),
        "places": sorted(places),
        # None is everybody, 0 is nobody but administrators.
        "permissions": None if permissions is None else int(permissions),
    }


def _plain(payload: Any, keys: Sequence[str]) -> dict[str, Any]:  # noqa: ANN401 - Discord's JSON
    kept: dict[str, Any] = {}
    for key in keys:
        value = payload.get(key)
        if key == "options":
            kept[key] = [_plain(option, _OPTION_COMPARED) for option in value or ()]
        elif key == "choices":
            kept[key] = [{"name": c["name"], "value": c["value"]} for c in value or ()]
        elif key == "channel_types":
            kept[key] = sorted(int(kind) for kind in value or ())
        elif value not in (None, False, [], ""):
            kept[key] = str(value)
    return kept
