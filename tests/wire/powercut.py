"""A power cut that catches requests at every stage of their way."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from enum import Enum

from tests.wire.keeping import Kept
from tests.wire.log import Entry
from tests.wire.process import BotProcess
from tests.wire.server import WireDiscord


class Stage(Enum):
    """How far a request has come when the power is cut."""

    UNSENT = "Discord does not get it any more"
    UNANSWERED = "Discord takes it, and the bot does not hear of it"
    UNKEPT = "the bot hears of it, and cannot write it down any more"


class PowerCut:
    """Holds requests back until the last of them has arrived, then kills the bot.

    `stage_of` says which request is caught at which stage; None lets it pass.
    """

    def __init__(
        self, discord: WireDiscord, kept: Kept, stage_of: Callable[[Entry], Stage | None]
    ) -> None:
        self._discord = discord
        self._kept = kept
        self._stage_of = stage_of
        self._held: dict[Stage, list[Entry]] = {stage: [] for stage in Stage}
        self._go_on = {stage: asyncio.Event() for stage in Stage}

    async def meet(self, entry: Entry) -> None:
        """Hold a request back, or let it pass; the hook of the server's faults."""
        stage = None if self._is_over else self._stage_of(entry)
        if stage is None:
            return
        self._held[stage].append(entry)
        self._discord.changes.announce()
        await self._go_on[stage].wait()
        if stage is Stage.UNSENT:
            self._discord.faults.cut(entry.route, after_effect=False)

    @property
    def _is_over(self) -> bool:
        return self._go_on[Stage.UNSENT].is_set()

    async def strike(self, bot: BotProcess, *, held: int) -> None:
        """Wait until so many requests are held back, and cut the power."""
        await self._discord.until(
            lambda: sum(map(len, self._held.values())) == held, f"{held} requests under way"
        )
        async with AsyncExitStack() as stack:
            unkept = self._held[Stage.UNKEPT]
            if unkept:
                await stack.enter_async_context(self._kept.locked())
                self._go_on[Stage.UNKEPT].set()
                await self._discord.until(lambda: _are_answered(unkept), "the answers")
                await self._discord.caught_up()
            await bot.kill()
        self._go_on[Stage.UNSENT].set()
        self._go_on[Stage.UNANSWERED].set()
        unanswered = self._held[Stage.UNANSWERED]
        await self._discord.until(lambda: _are_answered(unanswered), "Discord to take the rest")


def _are_answered(entries: Sequence[Entry]) -> bool:
    return all(entry.status is not None for entry in entries)
