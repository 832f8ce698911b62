"""Write the show file of Game of Thrones from a file of facts about it.

Usage: python scripts/build_game_of_thrones.py FACTS.json > data/shows/game-of-thrones.toml

The facts were taken from github.com/jeffreylancaster/game-of-thrones (data/episodes.json and
data/characters.json). FACTS.json holds `show` (with `source_track`), `episodes` and `characters`;
each `first_episode` counts over the whole show. The file has no beats, teasers or synopses: the
facts hold none, and none are made up here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

Facts = Mapping[str, Any]

_HEADER = """\
# Game of Thrones. Made by scripts/build_game_of_thrones.py: change that, not this.
# Facts: Jeffrey Lancaster, github.com/jeffreylancaster/game-of-thrones (see ../README.md).
"""
_SHOW_KEYS = ("slug", "title", "kind", "year", "country", "language", "network")
_EPISODE_KEYS = ("season", "number", "title", "air_date", "runtime_minutes")


def render(facts: Facts) -> str:
    """Return the show file as text; the same facts give the same file."""
    return "\n".join(_lines(facts)) + "\n"


def _lines(facts: Facts) -> Iterator[str]:
    yield _HEADER
    yield from _entries(facts["show"], _SHOW_KEYS)
    yield from _table("track", {"id": "source", **facts["show"]["source_track"]})
    for episode in sorted(facts["episodes"], key=lambda entry: entry["ordinal"]):
        aired = date.fromisoformat(episode["air_date"])
        yield from _table("episode", {**episode, "air_date": aired}, _EPISODE_KEYS)
    for character in facts["characters"]:
        yield from _table("character", _character(character))


def _character(facts: Facts) -> Facts:
    return {
        "name": facts["name"],
        "aliases": [facts["nickname"]] if facts["nickname"] else None,
        "actor": facts["actor"],
        "first_episode": facts["first_episode"],
    }


def _table(name: str, table: Facts, keys: Sequence[str] = ()) -> Iterator[str]:
    yield f"\n[[{name}]]"
    yield from _entries(table, keys or tuple(table))


def _entries(table: Facts, keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        if table.get(key) is not None:
            yield f"{key} = {_value(table[key])}"


def _value(value: object) -> str:
    """Return a value as TOML writes it; JSON's text, number and list are TOML's as well."""
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def main() -> int:
    """Read the facts that the command line names and print the show file."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and its one argument
        print("usage: build_game_of_thrones.py FACTS.json", file=sys.stderr)
        return 2
    facts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.stdout.buffer.write(render(facts).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
