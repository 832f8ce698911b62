"""One sitting in the playground: from the empty guild to the last key press."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import discord
from aiohttp import web

from bot.client import LanternBot
from bot.tasks import spawn
from bot.ui.words import Said, say
from playground.clock import RunningClock, Upcoming
from playground.doorway import Doorway
from playground.keeping import Keeping, keeping
from playground.relay import Relay
from playground.server import LOOPBACK, Lobby
from playground.steps import Step, live_through
from playground.week import WEEK
from playground.world import build_world, inhabited

BuildBot = Callable[[Path], Awaitable[discord.Client]]
"""Makes a bot that keeps everything in the SQLite file given."""

Doors = tuple[socket.socket, socket.socket]
"""Where the playground's own page listens, and where the rooms do."""


async def play(
    build_bot: BuildBot,
    *,
    port: int,
    open_browser: bool,
    keep: Path | None,
    week: Sequence[Step] = WEEK,
) -> int:
    """Run the playground until it is interrupted; return the exit code.

    `keep` names a SQLite file for progress and settings; without it everything is forgotten at
    the end. The simulated Discord itself lives in memory and is built anew each time: the same
    guild, members and channels, the same threads opened and the same things said in them. The
    rest of the week is lived through only once, and the clock goes on from where it stood.
    """
    try:
        doors = bind(port)
    except (OSError, OverflowError):
        sys.stderr.write(f"lantern: {say('cli-playground-port', port=Said(str(port)))}\n")
        return 2
    stop = _stop_on_signals()
    with doors[0], doors[1], keeping(keep) as kept:
        async with open_playground(build_bot, kept, doors, week=week) as address:
            sys.stdout.write(f"{say('cli-playground-open', address=Said(address))}\n")
            sys.stdout.flush()
            if open_browser:
                await asyncio.to_thread(webbrowser.open, address)
            await stop.wait()
    return 0


@contextlib.asynccontextmanager
async def open_playground(
    build_bot: BuildBot, kept: Keeping, doors: Doors, *, week: Sequence[Step] = WEEK
) -> AsyncIterator[str]:
    """Keep the whole playground alive meanwhile; give its address."""
    since = kept.left_at()
    bot = await build_bot(kept.database)
    world = build_world(bot, since=since)
    async with inhabited(world), contextlib.AsyncExitStack() as stack:
        await live_through(world, week, only_the_room=since is not None)
        world.forget_private_answers()
        ports = _port_of(doors[0]), _port_of(doors[1])
        doorway = Doorway(world)
        relay = Relay(world, doorway, lobby_port=ports[0])
        stack.push_async_callback(doorway.close)
        stack.push_async_callback(relay.close)

        async def after(bot_acted: bool) -> None:  # noqa: FBT001 - one fact, one caller
            kept.note(world.now())
            await doorway.time_has_passed(bot_acted)

        clock = RunningClock(world, upcoming=_upcoming(bot), after=after)
        lobby = Lobby(world, clock, doorway, ports=ports)
        await stack.enter_async_context(_serving(lobby.rooms_app(relay), doors[1]))
        await stack.enter_async_context(_serving(lobby.app(), doors[0]))
        await stack.enter_async_context(_meanwhile(clock.run(), "playground clock"))
        yield f"http://{LOOPBACK}:{ports[0]}/"


def _upcoming(bot: discord.Client) -> Upcoming:
    if isinstance(bot, LanternBot):
        return bot.services.jobs.next_due

    async def nothing() -> None:
        return None

    return nothing


def bind(port: int) -> Doors:
    """Take the page's port, and for the rooms the one after it or any that is free.

    Raises OSError or OverflowError where the page's port cannot be had.
    """
    page = _listen(port)
    try:
        rooms = _listen(_port_of(page) + 1)
    except (OSError, OverflowError):
        rooms = _listen(0)
    return page, rooms


def _listen(port: int) -> socket.socket:
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((LOOPBACK, port))
        door.listen()  # whoever comes before the week is over waits at the door
    except BaseException:
        door.close()
        raise
    return door


def _port_of(door: socket.socket) -> int:
    return int(door.getsockname()[1])


@contextlib.asynccontextmanager
async def _serving(app: web.Application, door: socket.socket) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.SockSite(runner, door).start()
        yield
    finally:
        await runner.cleanup()


@contextlib.asynccontextmanager
async def _meanwhile(work: Coroutine[Any, Any, None], name: str) -> AsyncIterator[None]:
    task = spawn(work, name=name)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop
