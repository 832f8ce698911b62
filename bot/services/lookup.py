"""Looking an episode up: what the audience has seen is given richly, what is ahead only counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from msgspec import Struct

from bot.domain.ids import ChannelId
from bot.domain.shows import Character, Episode, Show, TitlePolicy
from bot.domain.spoilers import Gate, Gated, Knowledge, Revealed, reveal, reveal_all
from bot.services.notes import NO_NOTES, EpisodeNotes

_MOST_LINES: Final = 12


class Appearance(Struct, frozen=True, kw_only=True):
    """Somebody who is in an episode, as far as the audience knows them."""

    name: Revealed
    actor: Revealed | None


class EpisodePage(Struct, frozen=True, kw_only=True):
    """One episode as one audience may see it; there is no gated text in it any more."""

    show: Show
    ordinal: int
    knowledge: Knowledge
    is_seen: bool
    ahead: int
    """How many episodes lie between the audience and this one, itself included; 0 when seen."""
    title: Revealed | None
    teaser: Revealed | None
    synopsis: Revealed | None
    lines: tuple[Revealed, ...]
    """What happens in it, where nobody wrote a synopsis."""
    appearing: tuple[Appearance, ...]
    newcomers: tuple[Appearance, ...]
    """Those who are seen for the first time, and are not among `appearing`."""
    runtime_minutes: int | None
    air_date: date | None
    source_part: int | None
    source_part_title: Revealed | None
    notes: EpisodeNotes = NO_NOTES
    """What members wrote on it."""
    thread_id: ChannelId | None = None
    """Where the audience may talk about it; only where it is seen."""
    missing: tuple[tuple[int, int], ...] = ()
    """What a member who marked it on its own has not marked before it."""
    is_unaired: bool = False
    """Whether it has not aired yet, as far as anybody told us."""


def episode_page(
    show: Show,
    episode: Episode,
    knowledge: Knowledge,
    policy: TitlePolicy,
    notes: EpisodeNotes = NO_NOTES,
    *,
    thread_id: ChannelId | None = None,
) -> EpisodePage:
    """Return an episode for an audience of this knowledge."""
    is_seen = Gate.episode(episode.ordinal).admits(knowledge.position)
    appearing = _appearing(show, episode, knowledge) if is_seen else ()
    return EpisodePage(
        show=show,
        ordinal=episode.ordinal,
        knowledge=knowledge,
        is_seen=is_seen,
        ahead=max(0, episode.ordinal - knowledge.position.screen),
        title=_maybe(episode.title(policy), knowledge),
        teaser=_maybe(episode.teaser, knowledge),
        synopsis=_maybe(episode.synopsis, knowledge),
        lines=_lines(episode, knowledge) if is_seen else (),
        appearing=appearing,
        newcomers=_newcomers(show, episode, knowledge, appearing) if is_seen else (),
        runtime_minutes=episode.runtime_minutes,
        air_date=episode.air_date,
        source_part=episode.source_part if is_seen else None,
        source_part_title=_maybe(show.part_title(episode), knowledge) if is_seen else None,
        notes=notes if is_seen else NO_NOTES,
        thread_id=thread_id if is_seen else None,
    )


def _maybe(content: Gated[str] | None, knowledge: Knowledge) -> Revealed | None:
    shown = None if content is None else reveal(content, knowledge)
    return shown if isinstance(shown, Revealed) else None


def _lines(episode: Episode, knowledge: Knowledge) -> tuple[Revealed, ...]:
    if episode.synopsis is not None:
        return ()
    return reveal_all((beat.text for beat in episode.beats), knowledge)[:_MOST_LINES]


def _appearing(show: Show, episode: Episode, knowledge: Knowledge) -> tuple[Appearance, ...]:
    """Return who is in the beats that may be read; a beat that is hidden hides who is in it."""
    open_beats = (beat for beat in episode.beats if _maybe(beat.text, knowledge) is not None)
    indexes = dict.fromkeys(who for beat in open_beats for who in beat.characters)
    return _appearances((show.characters[index] for index in indexes), knowledge)


def _newcomers(
    show: Show, episode: Episode, knowledge: Knowledge, appearing: tuple[Appearance, ...]
) -> tuple[Appearance, ...]:
    first = (one for one in show.characters if one.first_episode == episode.ordinal)
    return tuple(one for one in _appearances(first, knowledge) if one not in appearing)


def _appearances(characters: Iterable[Character], knowledge: Knowledge) -> tuple[Appearance, ...]:
    named = ((one, _maybe(one.name, knowledge)) for one in characters)
    return tuple(
        Appearance(name=name, actor=_maybe(one.role, knowledge))
        for one, name in named
        if name is not None
    )
