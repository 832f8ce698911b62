"""Recaps: which of the beats that somebody may read are told again.

Everything begins with what `reveal` gives out; choosing only ever leaves out. The longer ago an
episode is, the less of it is told, from the most important beat down.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Final

from msgspec import Struct

from bot.domain.shows import Episode, Show
from bot.domain.spoilers import Knowledge, Position, Revealed, reveal, reveal_all

_MUST: Final = 3
_PLAIN: Final = 2
COLOUR: Final = 1
"""The importance of what only colours the story."""


class Length(StrEnum):
    """How much of the story a recap tells."""

    QUICK = "quick"
    """The last episode in a few sentences, before it only what nobody may miss."""
    NORMAL = "normal"
    """The last episode whole, less and less of what came before."""
    FULL = "full"
    """Every beat."""


class _Share(Struct, frozen=True):
    """What an episode may contribute."""

    importance: int
    """Beats below it are left out."""
    most: int
    """The most beats."""


# By length, from how many episodes ago on, with the nearest first.
_SHARES: Final[dict[Length, tuple[tuple[int, _Share], ...]]] = {
    Length.QUICK: ((0, _Share(_PLAIN, 4)), (1, _Share(_MUST, 2)), (3, _Share(_MUST, 1))),
    Length.NORMAL: (
        (0, _Share(COLOUR, 20)),
        (1, _Share(_PLAIN, 6)),
        (3, _Share(_PLAIN, 3)),
        (6, _Share(_MUST, 2)),
        (10, _Share(_MUST, 1)),
    ),
}
MOST_BEATS: Final = {Length.QUICK: 14, Length.NORMAL: 60}
"""How many beats a recap tells, however long the show; a full one tells them all."""


class SeenBeat(Struct, frozen=True, kw_only=True):
    """A beat that the audience may read."""

    text: Revealed
    episode: int
    place: int
    """Where it stands in its episode, among those that may be read."""
    importance: int
    characters: tuple[int, ...]


def up_to(knowledge: Knowledge, episode: int | None) -> Knowledge:
    """Return the knowledge, cut off after an episode; it never becomes more."""
    if episode is None:
        return knowledge
    position = knowledge.position
    cut = Position(min(position.screen, max(episode, 0)), position.source)
    return Knowledge(knowledge.show_id, cut)


def seen_beats(show: Show, knowledge: Knowledge) -> tuple[SeenBeat, ...]:
    """Return the beats that may be read, in the order of the story.

    An episode without beats is told by its synopsis, where there is one.
    """
    return tuple(beat for episode in show.episodes for beat in _of_episode(episode, knowledge))


def _of_episode(episode: Episode, knowledge: Knowledge) -> Iterable[SeenBeat]:
    if not episode.beats and episode.synopsis is not None:
        told = reveal_all([episode.synopsis], knowledge)
        return tuple(_beat(episode, text, 0, _MUST, ()) for text in told)
    shown = ((beat, reveal(beat.text, knowledge)) for beat in episode.beats)
    readable = [(beat, text) for beat, text in shown if isinstance(text, Revealed)]
    return tuple(
        _beat(episode, text, place, beat.importance, beat.characters)
        for place, (beat, text) in enumerate(readable)
    )


def _beat(
    episode: Episode, text: Revealed, place: int, importance: int, characters: tuple[int, ...]
) -> SeenBeat:
    return SeenBeat(
        text=text,
        episode=episode.ordinal,
        place=place,
        importance=importance,
        characters=characters,
    )


def choose_beats(
    beats: Sequence[SeenBeat], *, position: int, length: Length
) -> tuple[SeenBeat, ...]:
    """Choose what is told to somebody who has seen `position` episodes, in story order."""
    if length is Length.FULL:
        return tuple(beats)
    chosen: list[SeenBeat] = []
    for episode, group in groupby(beats, key=lambda beat: beat.episode):
        share = _share(length, position - episode)
        worth = [beat for beat in group if beat.importance >= share.importance]
        chosen += sorted(worth, key=_weight)[: share.most]
    # The nearest episode is told before anything else; of the others, what matters most.
    chosen.sort(key=lambda beat: (beat.episode != position, *_weight(beat)))
    return tuple(sorted(chosen[: MOST_BEATS[length]], key=_story_order))


def _share(length: Length, episodes_ago: int) -> _Share:
    return next(share for since, share in reversed(_SHARES[length]) if episodes_ago >= since)


def _weight(beat: SeenBeat) -> tuple[int, int, int]:
    """Sort what matters first: by importance, then the nearer episode, then the later beat.

    Of two that matter alike, the later one tells what came of it.
    """
    return (-beat.importance, -beat.episode, -beat.place)


def _story_order(beat: SeenBeat) -> tuple[int, int]:
    return (beat.episode, beat.place)
