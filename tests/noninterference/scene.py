"""The stage: two guilds that share a member, rooms of each kind, members at different points."""

from __future__ import annotations

from pathlib import Path

from simcord.builders import ChannelHandle, GuildHandle

from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.shows import TitlePolicy
from bot.domain.spoilers import Position, Track
from bot.services.bundle import Services
from bot.services.progress import Marking
from tests.noninterference.canaries import CanaryShow
from tests.noninterference.cast import Seat
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
        shelve(world, first, letter)
    shelve(world, second, "a")
    nari, ara, bora, minho, dana = (
        world.add_person(name) for name in ("Nari", "Ara", "Bora", "Minho", "Dana")
    )
    world.join(first, nari)
    for person, last, part, of_birch in ((ara, 2, 0, 4), (bora, 3, 1, 1), (minho, 4, 3, 6)):
        seat = world.join(first, person)
        mark(world, seat, "a", last, part)
        mark(world, seat, "b", of_birch)
    mark(world, world.seats[first.id, "Bora"], "b", 5, only=True)
    mark(world, world.seats[first.id, "Minho"], "c", 1, 2)
    mark(world, world.join(second, ara), "a", 4, 3)
    mark(world, world.join(second, dana), "a", 1)
    declare(world, alder, "a", None)
    declare(world, birch, "b", None)
    declare(world, told, "a", Position(2, 1))
    declare(world, den, "a", None)


def twins(shows: tuple[CanaryShow, ...], template: Path, folder: Path) -> World:
    """Return a world in which nobody has got beyond the second episode and the first part."""
    world = World.open(shows, template, folder)
    try:
        _set_twins(world)
    except BaseException:
        world.close()
        raise
    return world


def elsewhere(shows: tuple[CanaryShow, ...], template: Path, folder: Path, *, far: bool) -> World:
    """Return a world like `twins`, in which Ara is in another guild too, near or far."""
    world = twins(shows, template, folder)
    second = world.add_guild("Second")
    world.add_channel(second, "den")
    shelve(world, second, "a")
    seat = world.join(second, world.people["Ara"])
    # As many steps in both, so that what they are numbered by tells nothing either.
    for letter, last, part in (("a", 4, 3), ("b", 6, 0)):
        mark(world, seat, letter, last if far else 1, part if far else min(part, 1))
    titles = TitlePolicy.ALWAYS if far else TitlePolicy.NEXT
    guild_id = GuildId(second.id)
    world.stage(lambda services: services.guilds.change(guild_id, titles=titles))
    return world


def _set_twins(world: World) -> None:
    guild = world.add_guild("First")
    world.add_channel(guild, "lounge")
    alder = world.add_channel(guild, "alder")
    for letter in "abc":
        shelve(world, guild, letter)
    for name, last, part in (("Nari", 0, 0), ("Ara", 1, 0), ("Minho", 2, 1)):
        seat = world.join(guild, world.add_person(name))
        mark(world, seat, "a", last, part)
        mark(world, seat, "b", last)
    declare(world, alder, "a", None)


def mark(
    world: World, seat: Seat, letter: str, last: int, part: int = 0, *, only: bool = False
) -> None:
    """Let somebody have seen and read so far, or that instalment alone."""
    guild_id, user_id = GuildId(seat.guild.id), UserId(seat.user_id)

    async def marked(services: Services) -> None:
        show = await services.catalog.get(guild_id, world.show_id(letter))
        for track, end in ((Track.SCREEN, last), (Track.SOURCE, part)):
            if end:
                first = end if only else 1
                marking = Marking(track=track, first=first, last=end)
                await services.progress.mark(guild_id, user_id, show, marking)

    world.stage(marked)


def declare(world: World, channel: ChannelHandle, letter: str, position: Position | None) -> None:
    """Make a channel one of a show, and say how far it may talk."""
    guild = channel.guild
    assert guild is not None
    guild_id, channel_id = GuildId(guild.id), ChannelId(channel.id)

    async def declared(services: Services) -> None:
        await services.guilds.set_channel_show(guild_id, channel_id, world.show_id(letter))
        await services.guilds.set_channel_position(guild_id, channel_id, position)

    world.stage(declared)


def shelve(world: World, guild: GuildHandle, letter: str) -> None:
    """Put a show on a guild's shelf."""
    guild_id, owner = GuildId(guild.id), UserId(guild.owner.id)
    world.stage(lambda services: services.catalog.shelve(guild_id, world.show_id(letter), owner))
