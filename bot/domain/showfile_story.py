"""The rules that hold between the parts of a show file: order, names, and nobody too early."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from itertools import pairwise

from bot.domain.showfile_names import check_mentions, check_names
from bot.domain.showfile_outline import (
    CharacterOutline,
    EpisodeOutline,
    Outline,
    day,
    number,
    spoken,
    tables,
    texts,
)
from bot.domain.showfile_problems import Code, Fields, Finding, Path
from bot.domain.showfile_values import Table

_LONGEST_NAME = 80  # in messages; what is longer is no name


def check_story(show: Outline) -> Iterator[Finding]:
    """Yield what contradicts itself within a file whose keys and values may be fine."""
    for rule in _RULES:
        yield from rule(show)


def _check_numbering(show: Outline) -> Iterator[Finding]:
    numbered = [episode for episode in show.episodes if episode.number is not None]
    if numbered and (numbered[0].season, numbered[0].number) != (1, 1):
        yield _gap(numbered[0], season=1, expected=1)
    for before, after in pairwise(numbered):
        here, there = (before.season, before.number or 0), (after.season, after.number or 0)
        if here == there:
            yield Finding(after.path, Code.EPISODE_TWICE, _numbers(after))
        elif there not in {(here[0], here[1] + 1), (here[0] + 1, 1)}:
            same = here[0] == there[0]
            yield _gap(after, season=here[0] + (not same), expected=here[1] + 1 if same else 1)


def _numbers(episode: EpisodeOutline) -> Fields:
    return {"season": episode.season, "number": episode.number or 0}


def _gap(episode: EpisodeOutline, *, season: int, expected: int) -> Finding:
    wanted = {"expected_season": season, "expected_number": expected}
    return Finding(episode.path, Code.EPISODE_GAP, {**_numbers(episode), **wanted})


def _check_dates(show: Outline) -> Iterator[Finding]:
    """Yield each episode that airs before the last one with a day before it in its season."""
    dated = [(episode, aired) for episode in show.episodes if (aired := day(episode.table))]
    for (before, first), (after, then) in pairwise(dated):
        if before.season == after.season and then < first:
            days: Fields = {
                "aired": f"{then}",
                "before_aired": f"{first}",
                "before": before.number or 0,
            }
            path = (*after.path, "air_date")
            yield Finding(path, Code.AIRS_TOO_EARLY, {**_numbers(after), **days})


def _check_film(show: Outline) -> Iterator[Finding]:
    if show.document.get("kind") == "film" and len(show.episodes) > 1:
        yield Finding(show.episodes[1].path, Code.FILM_EPISODES, {"count": len(show.episodes)})


def _check_tracks(show: Outline) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, track in tables(show.document, "track"):
        for name in texts(track, "id"):
            if name in seen:
                yield Finding((*path, "id"), Code.TRACK_TWICE, {"track": name})
            seen.add(name)


def _check_parts(show: Outline) -> Iterator[Finding]:
    for episode in show.episodes:
        yield from _check_part(show, episode.table, "source_part", episode.path)
        for path, beat in tables(episode.table, "beat", episode.path):
            yield from _check_part(show, beat, "source_after", path)
    for character in show.characters:
        for path, note in tables(character.table, "note", character.path):
            yield from _check_part(show, note, "source_after", path)


def _check_part(show: Outline, table: Table, key: str, path: Path) -> Iterator[Finding]:
    part = number(table, key)
    if part is None:
        return
    if "track" not in show.document:
        yield Finding((*path, key), Code.SOURCE_MISSING, {"key": key})
    elif show.parts is not None and not 1 <= part <= show.parts:
        fields: Fields = {"key": key, "part": part, "parts": show.parts}
        yield Finding((*path, key), Code.SOURCE_PART_OUT_OF_RANGE, fields)


def _check_characters(show: Outline) -> Iterator[Finding]:
    for character in show.characters:
        yield from _check_episode(show, character.table, "first_episode", character.path)
        for path, note in tables(character.table, "note", character.path):
            yield from _check_episode(show, note, "after", path)
            yield from _check_note(character, note, path)


def _check_episode(show: Outline, table: Table, key: str, path: Path) -> Iterator[Finding]:
    episode, count = number(table, key), len(show.episodes)
    if episode is not None and count and not 1 <= episode <= count:
        fields: Fields = {"key": key, "episode": episode, "count": count}
        yield Finding((*path, key), Code.EPISODE_OUT_OF_RANGE, fields)


def _check_note(character: CharacterOutline, note: Table, path: Path) -> Iterator[Finding]:
    after, first = number(note, "after"), character.first_episode
    if after is not None and first is not None and 1 <= after < first:
        fields: Fields = {"character": character.name, "after": after, "first_episode": first}
        yield Finding((*path, "after"), Code.NOTE_AFTER_TOO_EARLY, fields)


def _check_beats(show: Outline) -> Iterator[Finding]:
    known = {character.name: character for character in show.characters}
    for episode in show.episodes:
        for path, beat in tables(episode.table, "beat", episode.path):
            for name in texts(beat, "characters"):
                place = (*path, "characters")
                if name not in known:
                    yield Finding(place, Code.UNKNOWN_CHARACTER, _guess(show, name))
                else:
                    yield from _check_appearance(known[name], episode, place)


def _check_appearance(
    character: CharacterOutline, episode: EpisodeOutline, path: Path
) -> Iterator[Finding]:
    first = character.first_episode
    if first is not None and first > episode.ordinal:
        fields: Fields = {
            "character": character.name,
            "episode": episode.ordinal,
            "first_episode": first,
        }
        yield Finding(path, Code.BEAT_CHARACTER_TOO_EARLY, fields)


def _guess(show: Outline, name: str) -> Fields:
    """Find whom a name may mean: somebody's alias, or a name spelt much like it."""
    called = {
        spoken(other): character.name
        for character in show.characters
        for other in (character.name, *character.aliases)
    }
    near = get_close_matches(spoken(name), called, n=1)
    return {
        "character": name[:_LONGEST_NAME],
        "similar": len(near),
        "suggestion": called[near[0]] if near else "",
    }


_RULES: tuple[Callable[[Outline], Iterator[Finding]], ...] = (
    _check_numbering,
    _check_dates,
    _check_film,
    _check_tracks,
    _check_parts,
    _check_characters,
    check_names,
    _check_beats,
    check_mentions,
)
