"""What may happen in the seeded week, and how each of it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import discord
import simcord

from playground.world import ZONE, World

_BREATH_SECONDS = 70
"""How long somebody thinks before they write."""

_FIRST_DAY = datetime(2026, 1, 1, tzinfo=ZoneInfo(ZONE))

Place = str | int
"""A channel's name, or the number of the episode whose thread is meant."""


# The steps take their parts by position: the week reads like the text of a play.


class SeedError(Exception):
    """A step of the seeded week did not work out; says which and why."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Time passes until this hour of this day (1 is the first); never backwards."""

    day: int
    hour: int
    minute: int = 0

    def moment(self) -> datetime:
        """Return the aware moment, read in the guild's zone."""
        return _FIRST_DAY + timedelta(days=self.day - 1, hours=self.hour, minutes=self.minute)


@dataclass(frozen=True, slots=True)
class Say:
    """A member writes a message."""

    who: str
    where: Place
    text: str


@dataclass(frozen=True, slots=True)
class React:
    """A member reacts to the newest message of a room."""

    who: str
    where: Place
    emoji: str


@dataclass(frozen=True, slots=True)
class Run:
    """A member runs a command; `press` are the buttons they then press on its answers, in turn."""

    who: str
    where: Place
    command: str
    options: Mapping[str, str | int | bool] = field(default_factory=dict)
    press: tuple[str, ...] = ()
    makes_a_room: bool = False
    """What it makes stands in the simulated Discord, not only in the database."""


@dataclass(frozen=True, slots=True)
class Press:
    """A member presses a button, by its label, on the newest message that they see it on."""

    who: str
    where: Place
    label: str


Step = Moment | Say | React | Run | Press


async def live_through(world: World, steps: Sequence[Step], *, only_the_room: bool = False) -> None:
    """Do the steps one after another.

    `only_the_room` leaves out what a kept database already holds: the passing of time, and every
    command and button but those that make a room. What no longer works out is left out too: a
    visitor may have changed anything since.

    Raises SeedError at the first step of a new week that does not work out.
    """
    async with world.turn:
        for step in steps:
            if not only_the_room:
                if isinstance(step, Say):
                    await world.env.advance_time(_BREATH_SECONDS)
                await _live(world, step)
            elif _belongs_to_the_room(step):
                with suppress(SeedError):
                    await _live(world, step)


def _belongs_to_the_room(step: Step) -> bool:
    if isinstance(step, Run):
        return step.makes_a_room
    return isinstance(step, Say | React)


async def _live(world: World, step: Step) -> None:
    errors = world.env.error_cursor
    try:
        match step:
            case Moment():
                await _wait_for(world, step.moment())
            case Say():
                await world.members[step.who].send(_place(world, step.where), step.text)
            case React():
                await _react(world, step)
            case Run():
                await _run(world, step)
            case Press():
                await _press(world, step)
    except (simcord.SetupError, simcord.BackendError, TimeoutError) as error:
        raise SeedError(f"{step}: {error}") from error
    for failure in world.env.errors_since(errors):
        raise SeedError(f"{step}: {failure!r}") from failure


async def _wait_for(world: World, moment: datetime) -> None:
    seconds = (moment - world.now()).total_seconds()
    if seconds > 0:
        await world.env.advance_time(seconds)


async def _run(world: World, step: Run) -> None:
    member, place = world.members[step.who], _place(world, step.where)
    result = _answered(step, await member.slash(place, step.command, **step.options))
    for label in step.press:
        message = result.response
        if message is None:
            raise SeedError(f"{step}: nothing to press {label!r} on")
        result = _answered(step, await member.click(message.message, label=label))


async def _press(world: World, step: Press) -> None:
    member, place = world.members[step.who], _place(world, step.where)
    for message in reversed(place.history(viewer=member)):
        if _has_button(message.components, step.label):
            _answered(step, await member.click(message, label=step.label))
            return
    raise SeedError(f"{step}: no such button in sight")


async def _react(world: World, step: React) -> None:
    member, place = world.members[step.who], _place(world, step.where)
    newest = place.history(viewer=member)[-1]
    await member.react(newest, step.emoji)


def _answered(step: Step, result: simcord.InteractionResult) -> simcord.InteractionResult:
    if not result.acknowledged:
        raise SeedError(f"{step}: no answer")
    return result


def _place(world: World, where: Place) -> simcord.ChannelHandle:
    if isinstance(where, str):
        return world.channels[where]
    for channel in world.channels.values():
        for thread in reversed(channel.threads):
            if (thread.name or "").endswith(f"Episode {where}"):
                return thread
    raise SeedError(f"there is no thread for episode {where}")


def _has_button(components: Sequence[object], label: str) -> bool:
    for component in components:
        if isinstance(component, discord.Button):
            if component.label == label and not component.disabled:
                return True
        elif isinstance(component, discord.SectionComponent):
            if _has_button([component.accessory], label):
                return True
        elif isinstance(component, discord.ActionRow | discord.Container) and _has_button(
            component.children, label
        ):
            return True
    return False
