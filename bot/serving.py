"""`lantern run`: from the start to the end that it is told, with nothing broken off."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from typing import Any, Final

import aiohttp
import discord
from discord import app_commands

from bot.answers import leave_answers_unreturned
from bot.client import LanternBot, use_api
from bot.commands.terminal import FAILED, OK, refuse
from bot.composition import build_alone
from bot.loading import loading
from bot.log import record, set_up
from bot.settings import Settings
from bot.storage.database import Database
from bot.ui.words import Said, say

_GRACE_SECONDS: Final = 3.5
_LAST_SECONDS: Final = 0.5
_IN_FLIGHT: Final = ("CommandTree-invoker", "discord-ui-", "discord.py: ", "job")
"""How the tasks are named that answer members, that hear events, and that do jobs."""

_log = logging.getLogger("lantern")


def serve(settings: Settings) -> int:
    """Run the bot until it is told to end; return the exit code."""
    token = settings.required_token()
    set_up(settings.log_level, secret=token.value())
    if settings.api_url:
        use_api(settings.api_url)
    while (code := asyncio.run(_serve(settings, token.value()))) is None:
        _log.warning("the hold on the database was lost with its connection: starting anew")
        # What was loaded for the bot that ended is kept from the collector, and would stay.
        gc.unfreeze()
        gc.collect()
    return code


async def _serve(settings: Settings, token: str) -> int | None:
    """Serve until told to stop; return the exit code, or None where the database was lost."""
    # First of all: whoever stops us while we start is not to see us break off.
    stopping = _told_to_stop()
    stop = asyncio.ensure_future(stopping.wait())
    building = asyncio.ensure_future(_build(settings))
    await asyncio.wait({building, stop}, return_when=asyncio.FIRST_COMPLETED)
    if not building.done():
        building.cancel()
        await asyncio.wait({building})
        return OK
    database, bot = building.result()
    leave_answers_unreturned()
    async with bot:
        running = asyncio.ensure_future(_start(bot, token))
        lost = asyncio.ensure_future(database.lost())
        await asyncio.wait({running, stop, lost}, return_when=asyncio.FIRST_COMPLETED)
        is_lost = lost.done()
        for task in (stop, lost):
            task.cancel()
        if running.done() and not stopping.is_set():
            return _ended(running.exception())
        if is_lost:
            # Whoever has it by now must not find us writing.
            await database.close()
        await _finish_in_flight(bot)
        await bot.close()
        # How it ends is of no matter: it was told to, in the middle of whatever it did.
        await asyncio.wait({asyncio.gather(running, return_exceptions=True)}, timeout=1)
    return OK if stopping.is_set() else None


def _told_to_stop() -> asyncio.Event:
    """Return what is set once the system, or whoever sits at the terminal, wants us to end."""
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    return stopping


async def _start(bot: LanternBot, token: str) -> None:
    """Do as `discord.Client.start`, and load the cogs unwatched."""
    with loading():
        await bot.login(token)
    # What an answer leaves behind is small, and need not be looked for every few answers.
    gc.set_threshold(10_000, 20, 50)
    await bot.connect()


async def _build(settings: Settings) -> tuple[Database, LanternBot]:
    with loading():
        return await build_alone(settings.database_url, settings.data_folder)


async def _finish_in_flight(bot: LanternBot) -> None:
    """Let answers and jobs under way come to their end before the connection goes."""
    bot.services.jobs.rest()
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _GRACE_SECONDS
    # What ends may leave something behind that is under way in its turn.
    while (late := _under_way()) and (left := deadline - loop.time()) > 0:
        await asyncio.wait(late, timeout=left)
    # A job that is cut short keeps its lease, and the next start looks what came of it. Left alone
    # it would fail with the connection, and write that down while the database closes.
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late, timeout=_LAST_SECONDS)


def _under_way() -> list[asyncio.Task[Any]]:
    mine = asyncio.current_task()
    return [
        task
        for task in asyncio.all_tasks()
        if task is not mine and task.get_name().startswith(_IN_FLIGHT)
    ]


def _ended(error: BaseException | None) -> int:
    match error:
        case None:
            return OK
        case discord.LoginFailure():
            return refuse(say("cli-token-refused"))
        case discord.PrivilegedIntentsRequired():
            return refuse(say("cli-intents-refused"))
        case aiohttp.ClientConnectionError() | discord.GatewayNotFound() | TimeoutError():
            return refuse(say("cli-discord-unreachable"), code=FAILED)
        case discord.HTTPException() if not isinstance(error, app_commands.CommandSyncFailure):
            return refuse(say("cli-discord-refused", status=error.status), code=FAILED)
        case _:
            reference = Said(record(error, "lantern run"))
            return refuse(say("cli-unexpected", reference=reference), code=FAILED)
