"""What only Discord knows: whether the token is taken, and what we may do in each guild."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Final

import aiohttp
import discord

from bot.client import intents, permissions, use_api, without_voice
from bot.commands.findings import Finding, fine, note, wrong
from bot.commands.terminal import printable
from bot.settings import Settings
from bot.ui.permission_names import lacking
from bot.ui.words import Said, joined, say

_GUILDS_ASKED: Final = 200
"""Discord gives this many at once; a bot in more of them has its permissions right by now."""
_GUILDS_NAMED: Final = 5
_SHOWN_NAME: Final = 60
_UNREACHABLE: Final = (aiohttp.ClientError, TimeoutError, OSError)


async def ask_discord(settings: Settings) -> AsyncIterator[Finding]:
    """Log in, look, and leave; nothing is changed and nobody sees us come online."""
    if settings.api_url:
        use_api(settings.api_url)
    without_voice()
    async with discord.Client(intents=intents()) as client:
        try:
            await client.login(settings.required_token().value())
            guilds = await client.http.get_guilds(_GUILDS_ASKED, with_counts=False)
        except discord.LoginFailure:
            yield wrong(say("cli-token-refused"))
        except discord.HTTPException as error:
            yield wrong(say("doctor-discord-refused", status=error.status))
        except _UNREACHABLE:
            yield wrong(say("cli-discord-unreachable"))
        else:
            yield fine(say("doctor-discord-fine"))
            yield _of_intents(client.application_flags)
            yield _in_guilds(guilds)


def _of_intents(flags: discord.ApplicationFlags) -> Finding:
    """Tell which privileged intents are switched on: none of them is ever used."""
    is_on = (
        (flags.gateway_presence or flags.gateway_presence_limited, say("intent-presence")),
        (flags.gateway_guild_members or flags.gateway_guild_members_limited, say("intent-members")),
        (
            flags.gateway_message_content or flags.gateway_message_content_limited,
            say("intent-message-content"),
        ),
    )
    unused = [name for on, name in is_on if on]
    if not unused:
        return fine(say("doctor-intents-fine"))
    return note(say("doctor-intents-unused", intents=joined(unused, ", ")))


def _in_guilds(guilds: Sequence[Mapping[str, Any]]) -> Finding:
    if not guilds:
        return note(say("doctor-no-guild"))
    short = [(guild, names) for guild in guilds if (names := _missing(guild))]
    if not short:
        return fine(say("doctor-permissions-fine", guilds=len(guilds)))
    told = [
        say(
            "doctor-permissions-guild",
            guild=printable(str(guild["name"])[:_SHOWN_NAME]),
            permissions=joined(names, ", "),
        )
        for guild, names in short[:_GUILDS_NAMED]
    ]
    return wrong(say("doctor-permissions-missing", guilds=len(short), where=joined(told, "; ")))


def _missing(guild: Mapping[str, Any]) -> list[Said]:
    """Return the permissions that we lack in a guild, by the names that Discord shows."""
    held = discord.Permissions(int(guild.get("permissions", 0)))
    if held.administrator:
        return []
    wanted = (name for name, is_wanted in permissions() if is_wanted)
    return lacking(held, wanted, in_channel=False)
