"""What a room may read stays what it is, whatever is set, opened or pressed in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from simcord.builders import ChannelHandle

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import GuildId
from tests.noninterference.canaries import aviary
from tests.noninterference.cast import Seat
from tests.noninterference.harness import World
from tests.noninterference.scene import evening


@pytest.fixture
def world(prepared: Path, tmp_path: Path) -> Iterator[World]:
    there = evening(aviary(), prepared, tmp_path)
    yield there
    there.close()


def seat(world: World, name: str) -> Seat:
    return world.seats[world.guilds[0].id, name]


def channel(world: World, name: str) -> ChannelHandle:
    return world.guilds[0].channels[name]


def thread(world: World, name: str, episode: int) -> ChannelHandle:
    """Let somebody open the thread of an episode of the first show."""
    alder = channel(world, "alder")
    world.slash(seat(world, name), alder, "discuss open", episode=str(episode))
    (opened,) = alder.threads
    return opened


def say_all(world: World, name: str, room: ChannelHandle) -> None:
    """Let somebody post everything that can be posted for a room."""
    for letter in "ab":
        about = f"show:{world.show_id(letter)}"
        world.slash(seat(world, name), room, "recap post", show=about, length="full")
        for episode in range(1, 5):
            options = {"episode": str(episode), "show": about, "public": True}
            world.slash(seat(world, name), room, "episode", **options)
    for _ in range(3):
        for pressable in world.pressables(seat(world, name)):
            if pressable.custom_id.startswith("recap-room"):
                world.press(seat(world, name), pressable)


def test_a_public_thread_knows_no_more_than_its_channel(world: World) -> None:
    guild_id = GuildId(world.guilds[0].id)
    world.stage(lambda services: services.guilds.change(guild_id, threads=ThreadKind.OPEN))
    say_all(world, "Minho", thread(world, "Minho", 4))


def test_a_gated_thread_stays_at_its_episode_when_it_is_set_further(world: World) -> None:
    opened = thread(world, "Minho", 3)
    owner = seat(world, "Owner of First")
    world.slash(owner, opened, "settings set", position="4")
    world.slash(owner, opened, "settings set", part=3)
    for pressable in world.pressables(owner):
        if pressable.custom_id.startswith("settings-room"):
            world.press(owner, pressable)
    say_all(world, "Minho", opened)


def test_a_gated_thread_stays_at_its_episode_when_another_show_is_set_there(world: World) -> None:
    opened = thread(world, "Minho", 3)
    for name in ("Ara", "Bora"):
        # Minho alone is followed after that, so the floor is where he is.
        world.slash(seat(world, name), channel(world, "alder"), "progress drop")
    owner = seat(world, "Owner of First")
    world.slash(owner, opened, "settings set", show=f"show:{world.show_id('b')}")
    for pressable in world.pressables(owner):
        if pressable.custom_id.startswith("show-here"):
            world.press(owner, pressable)
    say_all(world, "Minho", opened)


def test_a_newcomer_brings_a_room_back_to_the_beginning(world: World) -> None:
    alder = channel(world, "alder")
    world.slash(seat(world, "Minho"), alder, "recap post", length="full")
    world.slash(seat(world, "Nari"), alder, "show info")
    for pressable in world.pressables(seat(world, "Nari")):
        if pressable.custom_id.startswith(("show-follow", "follow")):
            world.press(seat(world, "Nari"), pressable)
    guild_id = world.guilds[0].id
    floor = world.ledger.floor(guild_id, world.show_id("a"), world.facts(guild_id).now)
    assert floor.screen == 0
    say_all(world, "Minho", alder)


def test_whoever_takes_a_step_back_leaves_the_thread(world: World) -> None:
    opened = thread(world, "Minho", 3)
    bora = seat(world, "Bora")
    assert bora.user_id in opened._channel.thread_members
    for _ in range(2):
        # Her last step was in the book, the one before it on the screen, which asks first.
        world.slash(bora, channel(world, "alder"), "progress undo")
    for pressable in world.pressables(bora):
        if "undo" in pressable.custom_id:
            world.press(bora, pressable)
    assert world.ledger.reach(world.guilds[0].id, bora.user_id, world.show_id("a")).screen == 0
    assert bora.user_id not in opened._channel.thread_members
