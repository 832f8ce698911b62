"""One run of figures: two bots at once, measured in turns."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace  # noqa: TID251 - a benchmark is a dataclass
from typing import Final

from tests.benchmarks.load import (
    EPISODES,
    IN_FLIGHT,
    Request,
    apply_load,
    complete,
    find_show,
    look_up,
    watch,
)
from tests.benchmarks.process import resident_megabytes
from tests.benchmarks.sides import BARE, LANTERN_SIDE, Bench, Contents, Side, bench
from tests.benchmarks.table import Aim, Figure, at_least, at_most
from tests.wire.process import BotProcess

_PAST_ALL_TURNS: Final = 10**6 * IN_FLIGHT * EPISODES
_WARM_UP: Final = range(_PAST_ALL_TURNS, _PAST_ALL_TURNS + 100)
_MEMORY_AIM: Final = at_most(1.5, plus=50)

Pair = list[tuple[Bench, BotProcess]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is measured: requests of each kind, in how many turns, and how many starts."""

    requests: int = 2_000
    turns: int = 4
    starts: int = 3


@dataclass(slots=True)
class Figures:
    """The figures of one run, with an answer of each kind to look at."""

    lines: dict[str, Figure] = field(default_factory=dict)
    samples: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, unit: str, aim: Aim | None, pair: tuple[float, float]) -> None:
        """Add one turn to a figure."""
        line = self.lines.setdefault(f"{name}, {unit}", Figure(name=name, unit=unit, aim=aim))
        line.first.append(pair[0])
        line.second.append(pair[1])


async def beside_bare(side: Side, contents: Contents, size: Size) -> Figures:
    """Set a side beside the bare bot, both with the same contents."""
    figures = Figures()
    sides = [(BARE, contents), (side, contents)]
    for _ in range(size.starts):
        await _starts(sides, figures)
    async with _running(sides) as pair:
        _memory(pair, "memory when ready", None, figures)
        await _load(pair, "/episode", look_up, size, figures, at_least(0.7))
        await _load(pair, "/episode autocomplete", complete, size, figures, at_least(0.7))
        await _load(pair, "/watched", watch, size, figures, at_least(0.5))
        _memory(pair, "memory after the load", _MEMORY_AIM, figures)
    return figures


async def many_shows(contents: Contents, size: Size) -> Figures:
    """Set Lantern with many shows in its catalog beside Lantern with a tenth of them.

    A tenth, since with a handful the answers would be shorter, and the figure would tell that.
    """
    figures = Figures()
    few = replace(contents, shows=contents.shows // 10)
    async with _running([(LANTERN_SIDE, few), (LANTERN_SIDE, contents)]) as pair:
        await _load(pair, "show autocomplete", find_show, size, figures, at_least(0.9))
        await _load(pair, "/episode autocomplete", complete, size, figures, at_least(0.9))
        _memory(pair, "memory after the load", None, figures)
    return figures


@asynccontextmanager
async def _running(sides: list[tuple[Side, Contents]]) -> AsyncIterator[Pair]:
    async with AsyncExitStack() as stack:
        pair: Pair = []
        for side, contents in sides:
            there = await stack.enter_async_context(bench(side, contents))
            pair.append((there, await stack.enter_async_context(there.running())))
        yield pair


async def _starts(sides: list[tuple[Side, Contents]], figures: Figures) -> None:
    """Start each on an empty server, and again on one that knows it."""
    fresh: list[float] = []
    again: list[float] = []
    for side, contents in sides:
        async with bench(side, contents) as there:
            for seconds in (fresh, again):
                async with there.running() as bot:
                    seconds.append(bot.seconds_to_ready)
    figures.add("first start until ready", "s", None, (fresh[0], fresh[1]))
    figures.add("start until ready", "s", at_most(2), (again[0], again[1]))


async def _load(
    pair: Pair, name: str, request: Request, size: Size, figures: Figures, aim: Aim
) -> None:
    for there, bot in pair:
        await apply_load(request, there.discord, bot.pid, numbers=_WARM_UP)
    for numbers in _turns(size):
        first, second = [
            await apply_load(request, there.discord, bot.pid, numbers=numbers)
            for there, bot in pair
        ]
        for there, _ in pair:
            there.discord.log.entries.clear()
        figures.samples[name] = second.sample
        speeds = (first.answers_per_second, second.answers_per_second)
        figures.add(name, "answers/s", aim, speeds)
        figures.add(name, "CPU ms", None, (first.cpu_ms_per_answer, second.cpu_ms_per_answer))


def _turns(size: Size) -> Iterator[range]:
    share = size.requests // size.turns
    return (range(turn * share, (turn + 1) * share) for turn in range(size.turns))


def _memory(pair: Pair, name: str, aim: Aim | None, figures: Figures) -> None:
    first, second = (resident_megabytes(bot.pid) for _, bot in pair)
    figures.add(name, "MB", aim, (first, second))
