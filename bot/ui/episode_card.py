"""An episode as a card: rich where it was seen, a number and a date where it was not."""

from __future__ import annotations

from typing import Final

from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.lookup import Appearance, EpisodePage
from bot.ui.layouts import Divider, Part
from bot.ui.options import episode_label
from bot.ui.progress_cards import ranges_label
from bot.ui.recap_cards import note_lines_part
from bot.ui.source_words import source_word
from bot.ui.words import Said, day_stamp, joined, mention_channel, say

_MOST_NEWCOMERS: Final = 12
"""A first episode brings in thirty people; a dozen names are read."""


def episode_parts(page: EpisodePage, *, for_room: bool = False) -> list[Part]:
    """Return the parts of an episode's card, for one member or for a whole room."""
    return [_heading(page), *(_seen(page) if page.is_seen else _ahead(page, for_room=for_room))]


def _heading(page: EpisodePage) -> Said:
    if page.show.is_film:
        return say("episode-heading-film", show=page.show.title)
    label = episode_label(page.show, page.ordinal)
    if page.title is None:
        return say("episode-heading", show=page.show.title, episode=label)
    return say("episode-heading-titled", show=page.show.title, episode=label, title=page.title)


def _facts(page: EpisodePage) -> Said | None:
    facts: list[Said] = []
    if len(page.show.seasons) > 1:
        episode = page.show.episode(page.ordinal)
        facts.append(say("episode-season", season=episode.season, number=episode.number))
    if page.air_date is not None:
        aired = day_stamp(page.air_date)
        if page.is_seen:
            facts.append(say("episode-air-date", date=aired))
        else:
            away = day_stamp(page.air_date, "R")
            facts.append(say("episode-air-date-ahead", date=aired, away=away))
    if page.runtime_minutes is not None:
        facts.append(say("episode-runtime", minutes=page.runtime_minutes))
    if page.source_part is not None and page.show.source is not None:
        facts.append(_source(page, page.source_part))
    return joined(facts, " · ") if facts else None


def _source(page: EpisodePage, part: int) -> Said:
    title, source = page.source_part_title, source_word(page.show)
    if title is None:
        return say("episode-source-part", part=part, source=source)
    return say("episode-source-part-titled", part=part, title=title, source=source)


def _seen(page: EpisodePage) -> list[Part]:
    parts: list[Part] = []
    if page.synopsis is not None:
        parts.append(page.synopsis)
    elif page.lines:
        parts.append(joined(say("recap-line", text=text) for text in page.lines))
    elif page.teaser is not None:
        parts.append(page.teaser)
    elif not page.notes.lines:
        parts.append(say("episode-untold"))
    parts += _cast(page)
    if page.thread_id is not None:
        parts.append(say("episode-thread", thread=mention_channel(page.thread_id)))
    if page.notes.lines:
        parts.append(note_lines_part(page.notes))
    facts = _facts(page)
    return parts if facts is None else [*parts, Divider(), facts]


def _cast(page: EpisodePage) -> list[Said]:
    parts: list[Said] = []
    if page.appearing:
        parts.append(say("episode-appearing", people=joined(map(_person, page.appearing), ", ")))
    if page.newcomers:
        people = joined(map(_person, page.newcomers[:_MOST_NEWCOMERS]), ", ")
        more = len(page.newcomers) - _MOST_NEWCOMERS
        parts.append(say("episode-newcomers", people=people, more=max(more, 0)))
    return parts


def _person(appearance: Appearance) -> Said:
    if appearance.actor is None:
        return Said(appearance.name)
    return say("episode-person", name=appearance.name, actor=appearance.actor)


def _distance(page: EpisodePage, *, for_room: bool) -> Said:
    show, told = page.show, int(page.show.has_story)
    if page.is_unaired and not page.missing:
        return _unaired(page, for_room=for_room)
    if for_room:
        if show.is_film:
            return say("episode-ahead-film-room", told=told)
        return say("episode-ahead-room", ahead=page.ahead, told=told)
    if page.missing:
        return say("episode-alone", missing=ranges_label(show, Track.SCREEN, page.missing))
    if show.is_film:
        return say("episode-ahead-film", told=told)
    return say("episode-ahead", ahead=page.ahead, told=told)


def _unaired(page: EpisodePage, *, for_room: bool) -> Said:
    """Return how far it is, where nobody can have seen it yet as far as we know."""
    if page.show.is_film:
        return say("episode-unaired-film")
    if for_room:
        return say("episode-unaired-room", ahead=page.ahead)
    return say("episode-unaired", ahead=page.ahead)


def room_footer(show: Show, position: int, talk: int = 0) -> Said:
    """Return how far the story goes that a whole room may be given.

    `talk` is how far its members may talk where that is told apart; further needs a reason.
    """
    told = _room_limit(show, position)
    if talk <= position:
        return told
    if show.is_film:
        return joined([told, say("room-footer-open-film")])
    return joined([told, say("room-footer-open", episode=episode_label(show, talk))])


def _room_limit(show: Show, position: int) -> Said:
    if position and show.is_film:
        return say("room-footer-film")
    if position and len(show.seasons) > 1:
        return say("room-footer-seasons", episode=episode_label(show, position))
    return say("room-footer", position=position)


def next_steps(page: EpisodePage) -> Said | None:
    """Return what a member can add to an episode that they have seen and nobody told yet."""
    if not page.is_seen or page.synopsis is not None or page.lines:
        return None
    lines: list[Said] = []
    if page.notes.lines:
        lines.append(say("episode-add-line"))
    if page.thread_id is None:
        lines.append(say("episode-no-thread"))
    return joined(lines) if lines else None


def _ahead(page: EpisodePage, *, for_room: bool) -> list[Part]:
    parts: list[Part] = []
    if page.teaser is not None:
        parts.append(page.teaser)
    parts.append(_distance(page, for_room=for_room))
    facts = _facts(page)
    return parts if facts is None else [*parts, Divider(), facts]
