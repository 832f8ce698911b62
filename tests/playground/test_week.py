"""Where the seeded week leaves everybody, lived by the real bot."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from playground.keeping import Keeping
from playground.world import CAST, Seat, World
from tests.playground.playground_evening import THREAD, admitted, ask, evening

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    file = tmp_path_factory.mktemp("playground") / "week.db"
    async with evening(Keeping(database=file, is_lasting=True)) as lived:
        yield lived


async def test_each_thread_holds_those_who_have_seen_its_episode(world: World) -> None:
    assert admitted(world, 2) == ("Ara", "Sora", "Minho")
    assert admitted(world, 4) == ("Sora", "Minho")
    assert admitted(world, 8) == ("Minho",)


async def test_the_names_of_the_rooms_give_nothing_away(world: World) -> None:
    threads = [room.name for room in world.rooms() if room.kind == "thread"]
    assert threads == [THREAD.format(episode) for episode in (2, 4, 8)]


@pytest.mark.parametrize("seat", CAST, ids=lambda seat: seat.name)
async def test_everybody_stands_where_the_page_says(world: World, seat: Seat) -> None:
    assert f"{seat.episode} of 8" in await ask(world, seat.name, "progress me")


async def test_only_who_has_read_the_novel_has_it_marked(world: World) -> None:
    assert "4 of 4" in await ask(world, "Minho", "progress me")
    assert "4 of 4" not in await ask(world, "Sora", "progress me")


async def test_friends_lines_open_with_their_episode(world: World) -> None:
    assert "Listen to the music in this one." in await ask(world, "Ara", "episode", episode="3")
    assert "somebody beside you" not in await ask(world, "Ara", "episode", episode="8")
    assert "somebody beside you" in await ask(world, "Minho", "episode", episode="8")
