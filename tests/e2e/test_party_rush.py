"""Many members press at once: few edits, in turn, and the last one is whole."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import discord

from bot.domain.parties import PartyId
from bot.ui.layouts import LanternView, card
from bot.ui.words import say
from cogs.party._rsvp import Presses
from tests.e2e.reading import texts

PARTY = PartyId(1)


class Press:
    """As much of an interaction as a card's button uses."""

    def __init__(self, discord_side: Discord) -> None:
        self._side = discord_side
        self.response = self
        self.is_answered = False

    def is_done(self) -> bool:
        return self.is_answered

    async def defer(self) -> None:
        self.is_answered = True
        await asyncio.sleep(0)

    async def edit_message(self, *, view: LanternView, **_: Any) -> None:
        self.is_answered = True
        await self._side.edit(view)

    async def edit_original_response(self, *, view: LanternView, **_: Any) -> None:
        await self._side.edit(view)


class Discord:
    """The other side: it takes its time, and the earlier edit may take longer."""

    def __init__(self) -> None:
        self.edits: list[str] = []
        self.under_way = 0
        self.most_under_way = 0

    async def edit(self, view: LanternView) -> None:
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        for _ in range(5 if self.under_way == 1 else 1):
            await asyncio.sleep(0)
        self.edits += texts(view.to_components())
        self.under_way -= 1


async def test_a_rush_ends_with_a_whole_card() -> None:
    side, presses, kept = Discord(), Presses(), 0

    async def render() -> LanternView:
        await asyncio.sleep(0)
        return card(say("episode-label", number=kept))

    async def press() -> Press:
        nonlocal kept
        one = Press(side)
        kept += 1
        await presses.show(cast("discord.Interaction", one), PARTY, render)
        return one

    pressed = await asyncio.gather(*(press() for _ in range(50)))
    assert all(one.is_answered for one in pressed)
    assert side.edits[-1] == "Episode 50"
    assert side.most_under_way == 1
    assert len(side.edits) <= 3


async def test_a_change_from_elsewhere_is_shown_after_the_edit_that_is_under_way() -> None:
    """A party is cancelled while the answer to a press is still on its way to Discord."""
    side, presses, kept = Discord(), Presses(), 1

    async def render() -> LanternView:
        return card(say("episode-label", number=kept))

    async def press() -> None:
        await presses.show(cast("discord.Interaction", Press(side)), PARTY, render)

    async def change() -> None:
        nonlocal kept
        kept = 2
        async with presses.turn(PARTY):
            await side.edit(await render())

    await asyncio.gather(press(), change())
    assert side.edits == ["Episode 1", "Episode 2"]
    assert side.most_under_way == 1


async def test_one_press_is_answered_with_one_edit() -> None:
    side, presses = Discord(), Presses()

    async def render() -> LanternView:
        return card(say("episode-label", number=1))

    for _ in range(2):
        await presses.show(cast("discord.Interaction", Press(side)), PARTY, render)
    assert len(side.edits) == 2


async def test_an_edit_that_failed_holds_up_nobody() -> None:
    side, presses = Discord(), Presses()
    refused = True

    async def render() -> LanternView:
        nonlocal refused
        if refused:
            refused = False
            raise LookupError
        return card(say("episode-label", number=1))

    results = await asyncio.gather(
        *(presses.show(cast("discord.Interaction", Press(side)), PARTY, render) for _ in range(3)),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [LookupError, type(None), type(None)]
    assert side.edits[-1] == "Episode 1"
