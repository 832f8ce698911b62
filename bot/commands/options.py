"""The words of the command line that follow `lantern`; what they start is loaded when used."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bot.commands.arguments import ArgumentsError
from bot.settings import Settings
from bot.ui.words import say

_LAST_PORT: Final = 65_535

Command = Callable[[argparse.Namespace, Settings], int]


def add_commands(add_parser: Callable[..., argparse.ArgumentParser]) -> None:
    """Add `catalog` and `doctor` to the command line."""
    doctor = add_parser("doctor", help=say("cli-doctor"))
    # What is wrong with the settings is told like everything else, instead of ending it.
    doctor.set_defaults(command=_later("bot.commands.doctor", "examine"), is_examination=True)
    catalog = add_parser("catalog", help=say("cli-catalog"))
    actions = catalog.add_subparsers(metavar="ACTION", required=True)
    check = actions.add_parser("check", help=say("cli-catalog-check"))
    add = actions.add_parser("add", help=say("cli-catalog-add"))
    for parser, name in ((check, "check_files"), (add, "add_files")):
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help=say("cli-catalog-file")
        )
        parser.set_defaults(command=_later("bot.commands.catalog", name))
    listing = actions.add_parser("list", help=say("cli-catalog-list"))
    listing.set_defaults(command=_later("bot.commands.catalog", "list_shows"))


def port_number(text: str) -> int:
    """Return the number of a port; 0 stands for any that is free.

    Raises ArgumentsError for anything else.
    """
    if text.isascii() and text.isdecimal() and int(text) <= _LAST_PORT:
        return int(text)
    raise ArgumentsError(say("cli-port-number"))


def _later(module: str, name: str) -> Command:
    """Return a command that loads its module when it is run: most runs need none of them."""

    def run(options: argparse.Namespace, settings: Settings) -> int:
        command: Command = getattr(importlib.import_module(module), name)
        return command(options, settings)

    return run
