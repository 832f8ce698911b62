"""The log tells what went wrong, and not a word of what anybody wrote or of what lies ahead."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.noninterference.canaries import aviary
from tests.noninterference.harness import World
from tests.noninterference.judge import Surface
from tests.noninterference.scene import evening
from tests.noninterference.tour import Tour


@pytest.fixture
def world(prepared: Path, tmp_path: Path) -> Iterator[World]:
    there = evening(aviary(), prepared, tmp_path)
    yield there
    there.close()


def refuse_words(world: World) -> None:
    """Let the database refuse every row that holds somebody's words."""
    with closing(sqlite3.connect(world.database)) as database:
        for table in ("note", "reminder", "draft", "party", "show"):
            for act in ("INSERT", "UPDATE"):
                database.execute(
                    f"CREATE TRIGGER no_{act}_{table} BEFORE {act} ON {table}"
                    " BEGIN SELECT RAISE(ABORT, 'no more of this'); END"
                )
        database.commit()


def test_what_a_database_refuses_is_not_told(world: World) -> None:
    refuse_words(world)
    world.expected = (Exception,)
    tour = Tour(world)
    seats = world.seated(world.guilds[0])
    writing = ("recap note", "remind me", "party schedule", "show create")
    tour.commands(seats, lambda command: command in writing)
    assert world.watch.surfaces[Surface.LOG] > 0


def test_what_discord_refuses_is_not_told(world: World) -> None:
    tour = Tour(world)
    seats = world.seated(world.guilds[0])
    tour.furnish(seats)
    room = world.channels(seats[0])[0]
    about = f"show:{world.show_id('a')}"
    before = world.watch.surfaces[Surface.LOG]
    for path in ("/interactions/*", "/webhooks/*", "/channels/*/messages"):
        for status in (403, 404, 500):
            for command in ("recap me", "recap post", "episode", "progress board"):
                world.refuse(path, status, code=0)
                world.slash(seats[-1], room, command, show=about)
                world.env.backend.faults.clear()
    assert world.watch.surfaces[Surface.LOG] > before
