"""The names in a show file: each means one character, and none is said before its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.domain.showfile_outline import (
    CharacterOutline,
    EpisodeOutline,
    Outline,
    number,
    spoken,
    tables,
    texts,
)
from bot.domain.showfile_problems import Code, Fields, Finding, Path
from bot.domain.showfile_values import Table

_SHORTEST_NAME = 2  # a single syllable stands inside too many words to tell a name by it


class _Said(NamedTuple):
    """A text of the file and the episode after which people may read it."""

    path: Path
    text: str
    opens: int


def check_names(show: Outline) -> Iterator[Finding]:
    """Yield names and aliases that could mean either of two characters."""
    owners: dict[str, CharacterOutline] = {}
    for character in show.characters:
        own = spoken(character.name)
        if own in owners and spoken(owners[own].name) == own:
            yield Finding(
                (*character.path, "name"), Code.CHARACTER_TWICE, {"character": character.name}
            )
        elif own in owners:
            yield _shared(character.name, owners[own], character, "name")
        for alias in character.aliases:
            owner = owners.get(spoken(alias))
            if owner is not None and spoken(alias) != own:
                yield _shared(alias, owner, character, "aliases")
        for called in (character.name, *character.aliases):
            owners.setdefault(spoken(called), character)


def _shared(called: str, first: CharacterOutline, second: CharacterOutline, key: str) -> Finding:
    fields = {"alias": called, "first": first.name, "second": second.name}
    return Finding((*second.path, key), Code.ALIAS_OF_TWO_CHARACTERS, fields)


def check_mentions(show: Outline) -> Iterator[Finding]:
    """Yield texts that open before somebody whom they name has appeared."""
    patterns = [(character, _pattern(character)) for character in show.characters]
    for path, text, opens in _texts_and_gates(show):
        for character, pattern in patterns:
            first = character.first_episode or 0
            said = pattern.search(text) if opens < first else None
            if said is not None:
                fields: Fields = {
                    "named": said[0],
                    "is_alias": int(said[0] != character.name),
                    "character": character.name,
                    "opens": opens,
                    "first_episode": first,
                }
                yield Finding(path, Code.NAME_TOO_EARLY, fields)


def _texts_and_gates(show: Outline) -> Iterator[_Said]:
    for text in texts(show.document, "blurb"):
        yield _Said(("blurb",), text, 0)
    for episode in show.episodes:
        yield from _of_episode(episode)
    for character in show.characters:
        for path, note in tables(character.table, "note", character.path):
            yield from _of(note, "text", path, number(note, "after") or 0)


def _of_episode(episode: EpisodeOutline) -> Iterator[_Said]:
    yield from _of(episode.table, "teaser", episode.path, episode.ordinal - 1)
    yield from _of(episode.table, "synopsis", episode.path, episode.ordinal)
    for path, beat in tables(episode.table, "beat", episode.path):
        yield from _of(beat, "text", path, episode.ordinal)


def _of(table: Table, key: str, path: Path, opens: int) -> Iterator[_Said]:
    for text in texts(table, key):
        yield _Said((*path, key), text, opens)


def _pattern(character: CharacterOutline) -> re.Pattern[str]:
    """Match a name as a word of its own; Korean names may have a particle after them."""
    names = [
        re.escape(name) + (r"(?![\w-])" if name.isascii() else "")
        for name in (character.name, *character.aliases)
        if len(name) >= _SHORTEST_NAME and not _is_plain_word(name)
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(names)})" if names else r"(?!)")


def _is_plain_word(name: str) -> bool:
    """Tell whether a name is written like any word, as "mother" is."""
    return name == name.lower() and name.isascii()
