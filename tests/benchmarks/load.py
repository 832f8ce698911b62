"""A bounded load on one bot: so many requests, so many in flight, then it ends."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Final

from tests.benchmarks.process import cpu_seconds
from tests.wire.people import Guild, Json, User
from tests.wire.server import WireDiscord

SHOW: Final = "love-in-the-big-city"
EPISODES: Final = 8
IN_FLIGHT: Final = 16
_LOOKERS: Final = 50
_TYPED: Final = ("", "7", "ep 2", "finale")
_TYPED_SHOWS: Final = ("", "love", "lvoe in the", "harbour win")

Request = Callable[[WireDiscord, int], Awaitable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one round of load came to; `sample` is one of the answers, as text."""

    answers_per_second: float
    cpu_ms_per_answer: float
    sample: str


async def apply_load(
    request: Request, discord: WireDiscord, pid: int, *, numbers: range, in_flight: int = IN_FLIGHT
) -> Measured:
    """Send one request for each number, never more than `in_flight` at once."""
    waiting: Iterator[int] = iter(numbers)
    sample = ""

    async def work() -> None:
        nonlocal sample
        for number in waiting:
            sample = await request(discord, number)

    cpu_before, begun = cpu_seconds(pid), time.perf_counter()
    await asyncio.gather(*(work() for _ in range(in_flight)))
    seconds, cpu = time.perf_counter() - begun, cpu_seconds(pid) - cpu_before
    return Measured(
        answers_per_second=len(numbers) / seconds,
        cpu_ms_per_answer=cpu / len(numbers) * 1000,
        sample=sample,
    )


async def look_up(discord: WireDiscord, number: int) -> str:
    """Look an episode up, each time another one."""
    options = {"show": SHOW, "episode": str(1 + number % EPISODES)}
    guild, member = _member(discord, "looker", number % _LOOKERS)
    return _said(await discord.command(guild, member, "episode", options=options))


async def complete(discord: WireDiscord, number: int) -> str:
    """Type into the episode option."""
    guild, member = _member(discord, "looker", number % _LOOKERS)
    choices = await discord.autocomplete(
        guild, member, "episode", "episode", _TYPED[number % len(_TYPED)], options={"show": SHOW}
    )
    return ", ".join(str(choice["name"]) for choice in choices[:3])


async def find_show(discord: WireDiscord, number: int) -> str:
    """Type into the show option, with and without a slip of the finger."""
    guild, member = _member(discord, "looker", number % _LOOKERS)
    typed = _TYPED_SHOWS[number % len(_TYPED_SHOWS)]
    choices = await discord.autocomplete(guild, member, "episode", "show", typed)
    return ", ".join(str(choice["name"]) for choice in choices[:3])


async def watch(discord: WireDiscord, number: int) -> str:
    """Mark the next episode, so that every request changes something.

    Sixteen members in turn, each of whom sees the whole show; then come sixteen others.
    """
    block = number // (IN_FLIGHT * EPISODES)
    guild, member = _member(discord, "watcher", block * IN_FLIGHT + number % IN_FLIGHT)
    return _said(await discord.command(guild, member, "watched", options={"show": SHOW}))


def _member(discord: WireDiscord, role: str, number: int) -> tuple[Guild, User]:
    guild = discord.guilds[number % len(discord.guilds)]
    return guild, discord.user(f"{role} {number}")


def _said(answer: Json) -> str:
    return " / ".join(str(answer["text"]).split("\n"))
