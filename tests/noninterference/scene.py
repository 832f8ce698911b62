"""The stage: two guilds that share a member, rooms of each kind, members at different points."""

from __future__ import annotations

from pathlib import Path

from bot.domain.spoilers import Position
from tests.noninterference.canaries import CanaryShow
from tests.noninterference.harness import World


def evening(shows: tuple[CanaryShow, ...], template: Path, folder: Path) -> World:
    """Return a world in which everything is possible that members can bring about.

    In the first guild Ara is in the middle of it and Bora has an island ahead of her; Minho has
    seen and read everything, Nari nothing. In the second Ara has seen it all, and Dana has begun.
    """
    world = World.open(shows, template, folder)
    try:
        _set(world)
    except BaseException:
        world.close()
        raise
    return world


def _set(world: World) -> None:
    first, second = world.add_guild("First"), world.add_guild("Second")
    world.add_channel(first, "lounge")
    alder, birch = world.add_channel(first, "alder"), world.add_channel(first, "birch")
    told = world.add_channel(first, "told")
    den = world.add_channel(second, "den")
    for letter in "abc":
        world.shelve(first, letter)
    world.shelve(second, "a")
    nari, ara, bora, minho, dana = (
        world.add_person(name) for name in ("Nari", "Ara", "Bora", "Minho", "Dana")
    )
    world.join(first, nari)
    for person, last, part, of_birch in ((ara, 2, 0, 4), (bora, 3, 1, 1), (minho, 4, 3, 6)):
        seat = world.join(first, person)
        world.mark(seat, "a", last, part)
        world.mark(seat, "b", of_birch)
    world.mark(world.seats[first.id, "Bora"], "b", 5, only=True)
    world.mark(world.seats[first.id, "Minho"], "c", 1, 2)
    world.mark(world.join(second, ara), "a", 4, 3)
    world.mark(world.join(second, dana), "a", 1)
    world.declare(alder, "a", None)
    world.declare(birch, "b", None)
    world.declare(told, "a", Position(2, 1))
    world.declare(den, "a", None)


def twins(shows: tuple[CanaryShow, ...], template: Path, folder: Path) -> World:
    """Return a world in which nobody has got beyond the second episode and the first part."""
    world = World.open(shows, template, folder)
    try:
        _set_twins(world)
    except BaseException:
        world.close()
        raise
    return world


def _set_twins(world: World) -> None:
    guild = world.add_guild("First")
    world.add_channel(guild, "lounge")
    alder = world.add_channel(guild, "alder")
    for letter in "abc":
        world.shelve(guild, letter)
    for name, last, part in (("Nari", 0, 0), ("Ara", 1, 0), ("Minho", 2, 1)):
        seat = world.join(guild, world.add_person(name))
        world.mark(seat, "a", last, part)
        world.mark(seat, "b", last)
    world.declare(alder, "a", None)
