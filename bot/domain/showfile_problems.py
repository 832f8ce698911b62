"""What can be wrong with a show file, as codes and fields; the sentences are in data/locales."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct, field

Path = tuple[str | int, ...]
"""The way to a place in the parsed file: keys, and indexes into lists of tables."""

Fields = Mapping[str, str | int]
"""What a message about a problem needs to know: keys, numbers, names; never a story's text."""


class Code(StrEnum):
    """The kinds of problem; each has its message `catalog-problem-<code>`."""

    FILE_TOO_LARGE = "file-too-large"
    NOT_TOML = "not-toml"
    UNCLOSED = "unclosed"
    KEY_TWICE = "key-twice"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    EMPTY_TEXT = "empty-text"
    TEXT_TOO_LONG = "text-too-long"
    CONTROL_CHARACTER = "control-character"
    TOO_MANY = "too-many"
    BAD_SLUG = "bad-slug"
    BAD_CHOICE = "bad-choice"
    BAD_LANGUAGE = "bad-language"
    BAD_IMPORTANCE = "bad-importance"
    IMPOSSIBLE_DATE = "impossible-date"
    NUMBER_OUT_OF_RANGE = "number-out-of-range"
    EPISODE_TWICE = "episode-twice"
    EPISODE_GAP = "episode-gap"
    AIRS_TOO_EARLY = "airs-too-early"
    FILM_EPISODES = "film-episodes"
    EPISODE_OUT_OF_RANGE = "episode-out-of-range"
    TRACK_TWICE = "track-twice"
    SOURCE_MISSING = "source-missing"
    SOURCE_PART_OUT_OF_RANGE = "source-part-out-of-range"
    CHARACTER_TWICE = "character-twice"
    ALIAS_OF_TWO_CHARACTERS = "alias-of-two-characters"
    UNKNOWN_CHARACTER = "unknown-character"
    BEAT_CHARACTER_TOO_EARLY = "beat-character-too-early"
    NOTE_AFTER_TOO_EARLY = "note-after-too-early"
    NAME_TOO_EARLY = "name-too-early"


class Finding(NamedTuple):
    """A problem at a place in the parsed file, before its line is known."""

    path: Path
    code: Code
    fields: Fields


class Problem(Struct, frozen=True, kw_only=True):
    """A problem at a line of the file, counted from 1."""

    line: int
    code: Code
    fields: Fields = field(default_factory=dict)
