"""One walk through everything that there is, with an eye on every surface."""

from __future__ import annotations

from pathlib import Path

from discord import app_commands

from tests.noninterference import forging
from tests.noninterference.canaries import aviary
from tests.noninterference.harness import World
from tests.noninterference.judge import Surface
from tests.noninterference.scene import evening
from tests.noninterference.tour import everything


def test_nothing_of_what_lies_ahead_shows_anywhere(prepared: Path, tmp_path: Path) -> None:
    world = evening(aviary(), prepared, tmp_path)
    try:
        everything(world)
        assert commands(world) - world.commands_run == set()
        assert completions(world) - world.options_completed == set()
        assert set(forging.kinds(world)) - pressed(world) == set()
        assert {one for one in Surface if not world.watch.surfaces[one]} == set()
    finally:
        world.close()


def commands(world: World) -> set[str]:
    return {
        command.qualified_name
        for command in world.bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
    }


def completions(world: World) -> set[str]:
    return {
        f"{command.qualified_name} {option.display_name}"
        for command in world.bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
        for option in command.parameters
        if option.autocomplete
    }


def pressed(world: World) -> set[str | None]:
    return {forging.kind_of(world, custom_id) for custom_id in world.pressed}
