"""A show as a card: what is open about it, and where its reader stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from bot.domain.recurrence import Repeat
from bot.domain.shows import Show, Source
from bot.domain.spoilers import Revealed, Track
from bot.services.ports import Hanging, Standing
from bot.ui.layouts import Divider, Part
from bot.ui.options import episode_label
from bot.ui.progress_cards import place_sentence, walk_line
from bot.ui.when_words import repeat_label
from bot.ui.words import Said, day_stamp, joined, say

_LIST_LIMIT: Final = 300
"""Characters of one list on a card, so that no list crowds out the others."""
_OTHER_TITLES: Final = 4
_WEEK: Final = timedelta(weeks=1)


def show_parts(show: Show, standing: Standing, *, today: date, is_made_here: bool) -> list[Part]:
    """Return a show's card; everything in it may be read by everybody, the last part by you."""
    parts: list[Part] = [_heading(show)]
    if show.blurb is not None:
        parts.append(show.blurb)
    facts = [*_facts(show, today)]
    if is_made_here:
        facts.append(say("show-made-here"))
    parts += [joined(facts), Divider(), place_lines(show, standing)]
    return parts


def _heading(show: Show) -> Said:
    lines = [
        say("show-heading", title=show.title)
        if show.year is None
        else say("show-heading-year", title=show.title, year=Said(str(show.year)))
    ]
    others = show.all_titles[1 : 1 + _OTHER_TITLES]
    if others:
        lines.append(say("show-also-called", titles=joined(others, " · ")))
    return joined(lines)


def _facts(show: Show, today: date) -> Iterator[Said]:
    aired = (_of_dated_seasons(show, line) for line in _aired(show, today))
    yield joined([extent(show), *aired], " · ")
    if show.genres:
        yield say("show-genres", genres=_listed(show.genres))
    if show.announced_actors:
        yield say("show-actors", actors=_listed(show.announced_actors))
    if show.where_to_watch:
        yield say("show-where", places=_listed(show.where_to_watch))
    elif show.network is not None:
        yield say("show-where", places=show.network)
    if show.content_warnings:
        yield say("show-warnings", warnings=_listed(show.content_warnings))
    if show.source is not None:
        yield _source(show.source)


def extent(show: Show) -> Said:
    """Return how much of a show there is: "8 episodes", "28 episodes in 3 seasons", "a film"."""
    if show.is_film:
        minutes = show.episodes[0].runtime_minutes
        return say("show-film") if minutes is None else say("show-film-long", minutes=minutes)
    return say("show-episodes", episodes=show.total, seasons=len(show.seasons))


def _of_dated_seasons(show: Show, aired: Said) -> Said:
    """Return when it airs, with the seasons that it is about where of others nothing is known."""
    dated = sorted({one.season for one in show.episodes if one.air_date is not None})
    if len(dated) == len(show.seasons):
        return aired
    seasons = joined((Said(str(season)) for season in dated), ", ")
    return say("show-dated-seasons", count=len(dated), seasons=seasons, aired=aired)


def _aired(show: Show, today: date) -> Iterator[Said]:
    dates = [episode.air_date for episode in show.episodes if episode.air_date is not None]
    if not dates:
        return
    first, last = min(dates), max(dates)
    weekly = None if last <= today else _rhythm(show, last)
    if show.is_film:
        yield say("show-film-out", day=day_stamp(first), ahead=int(first > today))
    elif first > today and weekly is not None:
        yield say("show-airs-weekly", first=day_stamp(first), last=day_stamp(last), weekly=weekly)
    elif first > today:
        yield say("show-airs-from", first=day_stamp(first))
    elif last > today and weekly is not None:
        yield say("show-on-air-weekly", first=day_stamp(first), last=day_stamp(last), weekly=weekly)
    elif last > today:
        yield say("show-on-air", first=day_stamp(first))
    elif first == last:
        yield say(
            "show-began" if _is_begun_alone(show) else "show-aired-on", first=day_stamp(first)
        )
    else:
        yield say("show-aired", first=day_stamp(first), last=day_stamp(last))


def _is_begun_alone(show: Show) -> bool:
    """Tell whether of a season of several the day of its first episode alone is known."""
    (one, *others) = [episode for episode in show.episodes if episode.air_date is not None]
    of_it = sum(episode.season == one.season for episode in show.episodes)
    return not others and one.number == 1 and of_it > 1


def _rhythm(show: Show, last: date) -> Said | None:
    """Return "every Monday" where the season that ends on a day airs so, week by week."""
    (season, *_) = [one.season for one in show.episodes if one.air_date == last]
    of_it = (one.air_date for one in show.episodes if one.season == season)
    days = sorted({day for day in of_it if day is not None})
    if len(days) == 1 or any(b - a != _WEEK for a, b in pairwise(days)):
        return None
    return repeat_label(Repeat(weekdays=frozenset({last.weekday()})))


def _source(source: Source) -> Said:
    if source.author is None:
        return say("show-source", title=source.title, parts=source.parts)
    return say("show-source-by", title=source.title, parts=source.parts, author=source.author)


def _listed(texts: Iterable[Revealed]) -> Said:
    """Join as many texts as have room."""
    shown: list[Revealed | Said] = []
    room = _LIST_LIMIT
    for text in texts:
        room -= len(text) + 2
        if room < 0 and shown:
            shown.append(say("show-and-more"))
            break
        shown.append(text)
    return joined(shown, ", ")


def place_lines(show: Show, standing: Standing) -> Said:
    """Return where the reader stands, and what comes next for them."""
    walk = standing.progress.walk(Track.SCREEN, show.total)
    lines = [walk_line(show, walk)]
    if walk.upcoming is None:
        lines.append(place_sentence(show, walk) if show.is_film else say("show-place-done"))
    elif not walk.seen:
        film, told = int(show.is_film), int(show.has_story)
        lines.append(say("show-place-start", film=film, told=told))
    else:
        upcoming = episode_label(show, walk.upcoming)
        lines.append(say("show-place", place=place_sentence(show, walk), next=upcoming))
    key = say("show-following") if standing.is_following else say("show-not-following")
    return joined([*lines, key])


def show_row(show: Show, standing: Standing | None, *, is_on_shelf: bool) -> Said:
    """Return one line of a list of shows."""
    facts = [extent(show)]
    if show.year is not None:
        facts.insert(0, Said(str(show.year)))
    if standing is not None and (position := standing.progress.knowledge.position.screen):
        facts.append(say("show-row-place", done=position, total=show.total))
    if standing is not None and standing.is_following:
        facts.append(say("show-row-following"))
    if is_on_shelf:
        facts.append(say("show-row-shelf"))
    return say("show-row", title=show.title, facts=joined(facts, " · "))


def loss(hanging: Hanging) -> Said:
    """Return what goes with a show that is deleted."""
    if not (hanging.members or hanging.notes or hanging.discussions or hanging.parties):
        return say("show-delete-nothing")
    return say(
        "show-delete-loss",
        members=hanging.members,
        notes=hanging.notes,
        discussions=hanging.discussions,
        parties=hanging.parties,
    )
