"""`python -m tests.benchmarks`: prints the tables; see `--help`."""

import argparse
import asyncio
import os
import platform
import sys
from collections.abc import Sequence

from tests.benchmarks.run import Figures, Size, beside_bare, many_shows
from tests.benchmarks.sides import SIDES, Contents
from tests.benchmarks.table import as_markdown

FULL = (Contents(), Contents(guilds=1_000, rows=100_000), Contents(shows=5_000))


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the figures that were asked for, one table for each."""
    options = _parser().parse_args(arguments)
    size = Size(requests=options.requests, turns=options.turns, starts=options.starts)
    asked = Contents(guilds=options.guilds, rows=options.rows, shows=options.shows)
    _say(f"{os.cpu_count()} processors, Python {platform.python_version()}")
    for contents in FULL if options.full else (asked,):
        if contents.shows:
            names, figures = ("few", "many"), asyncio.run(many_shows(contents, size))
            _say(f"\nLantern with {contents.shows:,} shows beside one with a tenth of them\n")
        else:
            names = ("bare", options.other)
            figures = asyncio.run(beside_bare(SIDES[options.other], contents, size))
            _say(f"\nGuilds: {contents.guilds:,}; rows of progress: {contents.rows:,}\n")
        _print(names, figures, with_samples=options.samples)
    return 0


def _print(names: tuple[str, str], figures: Figures, *, with_samples: bool) -> None:
    _say(as_markdown(names, list(figures.lines.values())))
    for request, sample in figures.samples.items() if with_samples else ():
        _say(f"{request}: {sample}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--other", choices=sorted(SIDES), default="lantern", help="whom to measure")
    parser.add_argument("--requests", type=int, default=2_000, help="of each kind")
    parser.add_argument("--turns", type=int, default=4, help="into which they are cut")
    parser.add_argument("--starts", type=int, default=3, help="of each bot")
    parser.add_argument("--guilds", type=int, default=1)
    parser.add_argument("--rows", type=int, default=0, help="of progress, seeded before the start")
    parser.add_argument("--shows", type=int, default=0, help="compare catalogs instead of bots")
    parser.add_argument("--full", action="store_true", help="all tables of docs/performance.md")
    parser.add_argument("--samples", action="store_true", help="show an answer of each kind")
    return parser


if __name__ == "__main__":
    sys.exit(main())
