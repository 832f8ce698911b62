"""An evening in the playground with the real bot, without pages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import simcord

from bot.composition import build_bot
from playground.keeping import Keeping
from playground.steps import live_through
from playground.week import SHOW, WEEK
from playground.world import World, build_world, inhabited

THREAD = "Love in the Big City · Episode {}"


@asynccontextmanager
async def evening(kept: Keeping) -> AsyncIterator[World]:
    """Open the world as a visitor finds it, over this database."""
    since = kept.left_at()
    bot = await build_bot(f"sqlite+aiosqlite:///{kept.database}")
    world = build_world(bot, since=since)
    async with inhabited(world):
        await live_through(world, WEEK, only_the_room=since is not None)
        world.forget_private_answers()
        yield world
        kept.note(world.now())


def admitted(world: World, episode: int) -> tuple[str, ...]:
    """Return who may enter an episode's thread."""
    return next(room.enters for room in world.rooms() if room.name == THREAD.format(episode))


async def ask(world: World, who: str, command: str, **options: str) -> str:
    """Run a command in the show's channel; return everything that the answer shows."""
    async with world.turn:
        result = await world.members[who].slash(world.channels[SHOW], command, **options)
    return told(result)


def told(result: simcord.InteractionResult) -> str:
    """Return everything that an answer shows, as one string."""
    messages = [message for message in (result.response, *result.followups) if message]
    return str([(message.content, message.components) for message in messages])
