"""Write the show file of Game of Thrones from a file of facts about it.

Usage: python scripts/build_game_of_thrones.py FACTS.json > data/shows/game-of-thrones.toml

The facts were taken from github.com/jeffreylancaster/game-of-thrones (data/episodes.json and
data/characters.json). FACTS.json holds `show` (with `source_track`), `episodes`, `characters`
and `events` (deaths and weddings); every number of an episode counts over the whole show.
The sentences are ours and stand in game_of_thrones_story.toml beside this script, with the events
that they tell; whom a sentence names is found by the full name.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

Facts = Mapping[str, Any]

_HEADER = """\
# Game of Thrones. Made by scripts/build_game_of_thrones.py: change that, not this.
# Facts: Jeffrey Lancaster, github.com/jeffreylancaster/game-of-thrones (see ../README.md).
"""
_STORY = Path(__file__).with_name("game_of_thrones_story.toml")
_SHOW_KEYS = ("slug", "title", "kind", "year", "country", "language", "network")
_EPISODE_KEYS = ("season", "number", "title", "air_date", "runtime_minutes")
# Open to everybody, so nothing here may say what happens to whom.
_OPEN = {
    "genres": ["fantasy", "drama"],
    "content_warnings": [
        "violence",
        "gore",
        "torture",
        "sex",
        "sexual violence",
        "cruelty to children and animals",
    ],
    "blurb": (
        "Great houses contend for one throne, and beyond a wall of ice in the north something old "
        "is stirring. Based on the novels by George R. R. Martin."
    ),
}
_TITLES = {"en": ["GoT"], "ko": ["왕좌의 게임"]}
_FIRST_TEASER = "A king rides north with his whole court, to ask an old friend for help."
# The facts count from the first time that somebody is on the screen. Where the name is given only
# later, or gives something away by itself, it opens later here.
_NAMED_FROM = {
    "Drogon": 15,
    "Rhaegal": 40,
    "Viserion": 40,
    "Ramsay Snow": 30,
    "The Night King": 48,
    "Baby Sam": 30,
    **dict.fromkeys(("Lady", "Nymeria", "Summer", "Ghost", "Grey Wind", "Shaggydog"), 2),
}


def render(facts: Facts, story: Sequence[Facts]) -> str:
    """Return the show file as text; the same facts and sentences give the same file.

    Raises ValueError for a sentence that tells an event which the facts do not list.
    """
    _check(facts, story)
    return "\n".join(_lines(facts, story)) + "\n"


def _check(facts: Facts, story: Iterable[Facts]) -> None:
    listed = {(event["ordinal"], event["character"]) for event in facts["events"]}
    told = {(beat["episode"], name) for beat in story for name in beat.get("of", ())}
    if unknown := sorted(told - listed):
        raise ValueError(f"not among the facts: {unknown}")


def _lines(facts: Facts, story: Sequence[Facts]) -> Iterator[str]:
    yield _HEADER
    yield from _entries({**facts["show"], **_OPEN}, (*_SHOW_KEYS, *_OPEN))
    yield "\n[titles]"
    yield from _entries(_TITLES, tuple(_TITLES))
    yield from _table("track", {"id": "source", "kind": "novels", **facts["show"]["source_track"]})
    beats = _beats(facts, story)
    for episode in sorted(facts["episodes"], key=lambda entry: entry["ordinal"]):
        aired = date.fromisoformat(episode["air_date"])
        yield from _table("episode", {**episode, "air_date": aired}, _EPISODE_KEYS)
        if episode["ordinal"] == 1:
            yield from _entries({"teaser": _FIRST_TEASER}, ("teaser",))
        for beat in beats[episode["ordinal"]]:
            yield from _table("episode.beat", beat, ("text", "importance", "characters"))
    for character in facts["characters"]:
        yield from _table("character", _character(character))


def _beats(facts: Facts, story: Iterable[Facts]) -> Mapping[int, Sequence[Facts]]:
    """Return the beats of each episode, each with those whom it names."""
    named = _names(facts["characters"])
    beats: defaultdict[int, list[Facts]] = defaultdict(list)
    for told in story:
        people = _people(told["text"], named) or None
        beats[told["episode"]].append({**told, "characters": people})
    return beats


def _names(characters: Iterable[Facts]) -> Mapping[str, str]:
    """Return the names of the characters, the longest first: a part of one may be another's."""
    names = sorted((one["name"] for one in characters), key=len, reverse=True)
    return {re.sub("^The ", "the ", name): name for name in names}


def _people(text: str, named: Mapping[str, str]) -> list[str]:
    pattern = "|".join(map(re.escape, named))
    found = re.findall(rf"(?<!\w)(?:{pattern})(?!\w)", re.sub(r"\bThe\b", "the", text))
    return list(dict.fromkeys(named[name] for name in found))


def _character(facts: Facts) -> Facts:
    return {
        "name": facts["name"],
        "aliases": [facts["nickname"]] if facts["nickname"] else None,
        "actor": facts["actor"],
        "first_episode": max(facts["first_episode"], _NAMED_FROM.get(facts["name"], 0)),
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
    story = tomllib.loads(_STORY.read_text(encoding="utf-8"))["beat"]
    sys.stdout.buffer.write(render(facts, story).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
