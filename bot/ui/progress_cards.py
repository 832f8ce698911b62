"""Progress as people see it: bars, places, what a step asks, and what it opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from bot.domain.member_text import quote_member_text
from bot.domain.progress import Progress, Seen, Walk, mark
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Knowledge, Revealed, Track, reveal
from bot.services.ports import Standing
from bot.services.progress import Doubt, Marking, Moved, seen_in_pass
from bot.ui.options import episode_label
from bot.ui.source_words import source_word
from bot.ui.words import Said, bar, day_stamp, joined, say, small

_SHOWN: Final = 60
"""Characters of what was typed that an answer repeats."""


def instalment_label(show: Show, track: Track, ordinal: int) -> Said:
    """Return the neutral name of an episode, or of a part of the source."""
    if track is Track.SCREEN:
        return episode_label(show, ordinal)
    return say("part-label", number=ordinal)


def span_label(show: Show, track: Track, first: int, last: int) -> Said:
    """Return "Episode 3", or "Episode 3 to Episode 5"."""
    begin = instalment_label(show, track, first)
    if first == last:
        return begin
    return say("progress-span", first=begin, last=instalment_label(show, track, last))


def ranges_label(show: Show, track: Track, ranges: Iterable[tuple[int, int]]) -> Said:
    """Return the names of several spans: "Episode 3 to Episode 5 and Episode 7"."""
    spans = [_span_within(show, track, first, last) for first, last in ranges]
    if len(spans) <= 1:
        return joined(spans)
    return say("progress-and", first=joined(spans[:-1], ", "), last=spans[-1])


def _span_within(show: Show, track: Track, first: int, last: int) -> Said:
    if last != first + 1:
        return span_label(show, track, first, last)
    begin, end = (instalment_label(show, track, ordinal) for ordinal in (first, last))
    return say("progress-and", first=begin, last=end)


def where_label(show: Show, track: Track, position: int) -> Said:
    """Return where somebody is; at 0, the start."""
    return instalment_label(show, track, position) if position else say("progress-at-start")


def place_sentence(show: Show, walk: Walk) -> Said:
    """Return where somebody is in the pass that they are in: "You are at Episode 3."."""
    if walk.track is Track.SOURCE:
        return _place_in_source(show, walk)
    if show.is_film:
        return say("progress-you-film", done=walk.position)
    if walk.is_again:
        if walk.position == 0:
            return say("progress-you-start-again")
        return say("progress-you-at-again", where=episode_label(show, walk.position))
    if walk.is_finished:
        return say("progress-you-done")
    if walk.position == 0:
        return say("progress-you-start")
    return say("progress-you-at", where=episode_label(show, walk.position))


def _place_in_source(show: Show, walk: Walk) -> Said:
    source = source_word(show)
    if walk.is_finished:
        return say("progress-you-done-source", source=source)
    if walk.is_again and walk.position == 0:
        return say("progress-you-start-again-source", source=source)
    number = walk.pass_number
    return say("progress-you-at-source", part=walk.position, source=source, number=number)


def walk_line(show: Show, walk: Walk) -> Said:
    """Return a bar with its numbers, of the pass that somebody is in."""
    done, number = walk.position, walk.pass_number
    if walk.track is Track.SCREEN and not show.is_film:
        return _episodes_line(done, walk.length, number)
    line = bar(done, walk.length)
    if walk.track is Track.SOURCE:
        return say(
            "progress-line-source",
            bar=line,
            done=done,
            total=walk.length,
            number=number,
            source=source_word(show),
        )
    return say("progress-line-film", bar=line, done=done, number=number)


@lru_cache(maxsize=1024)
def _episodes_line(done: int, total: int, number: int) -> Said:
    """Return the line of a series: in almost every answer, and costly to choose the words of."""
    return say("progress-line", bar=bar(done, total), done=done, total=total, number=number)


def read_as(show: Show, track: Track, wrote: str, instalment: int) -> Said:
    """Tell which instalment a title that was not spelled like any was taken for."""
    return small(
        say(
            "progress-read-as",
            wrote=quote_member_text(wrote, limit=_SHOWN, one_line=True),
            episode=instalment_label(show, track, instalment),
        )
    )


def opened_beats(show: Show, before: Knowledge, after: Knowledge) -> int:
    """Return how many beats a step opened; all of them are the member's to read now."""
    return sum(
        beat.text.gate.admits(after.position) and not beat.text.gate.admits(before.position)
        for episode in show.episodes[: after.position.screen]
        for beat in episode.beats
    )


def question_lines(show: Show, progress: Progress, marking: Marking, doubt: Doubt) -> list[Said]:
    """Return what is asked before marking, of which show, and why."""
    lines: list[Said] = [say("progress-ask-show", show=show.title)]
    if doubt.is_leap:
        sure = (
            say("progress-sure-source")
            if marking.track is Track.SOURCE
            else say("progress-sure-screen")
        )
        unaired = [_unaired(show, doubt)] if doubt.unaired else []
        lines.append(joined([*_leap(show, progress, marking), *unaired, sure], " "))
    else:
        lines.append(joined([_unaired(show, doubt), _all_the_same(show, doubt)], " "))
    return lines


def _leap(show: Show, progress: Progress, marking: Marking) -> Iterator[Said]:
    """Tell where one is, and what marking would open: all of it, nothing yet, or nothing new."""
    track = marking.track
    seen = seen_in_pass(progress, marking)
    after, added = mark(seen, marking.first, marking.last)
    number = progress.current_pass(track) if marking.pass_number is None else marking.pass_number
    yield place_sentence(
        show, Walk(track=track, pass_number=number, seen=seen, length=show.length(track))
    )
    what = ranges_label(show, track, added.ranges)
    known = progress.seen(track)
    missing = Seen.up_to(marking.last).without(known.union(after))
    if marking.last <= known.position or not show.has_story:
        yield say("progress-ask-leap-known", what=what)
    elif missing:
        gap = ranges_label(show, track, missing.ranges)
        yield say("progress-ask-leap-island", what=what, missing=gap)
    else:
        yield say("progress-ask-leap", what=what)


def _unaired(show: Show, doubt: Doubt) -> Said:
    """Tell what has not aired yet; the date is that of the first, where it is known."""
    air_date = show.episode(min(doubt.unaired)).air_date
    runs = joined((_episodes(show, first, last) for first, last in doubt.unaired.ranges), ", ")
    if air_date is None:
        return say("progress-unaired-undated", episodes=runs, number=len(doubt.unaired))
    if show.is_film:
        return say("progress-unaired-film", show=show.title, date=day_stamp(air_date))
    return say(
        "progress-unaired", episodes=runs, number=len(doubt.unaired), date=day_stamp(air_date)
    )


def _all_the_same(show: Show, doubt: Doubt) -> Said:
    if doubt.added != doubt.unaired:
        runs = joined((_episodes(show, first, last) for first, last in doubt.added.ranges), ", ")
        return say("progress-ask-all-of-them", episodes=runs)
    number = 1 if show.is_film else len(doubt.unaired)
    return say("progress-ask-all-the-same", number=number)


def _episodes(show: Show, first: int, last: int) -> Said:
    """Return "Episodes 5 to 8"; where there are seasons, what each episode is called."""
    if first == last or len(show.seasons) > 1:
        return _span_within(show, Track.SCREEN, first, last)
    return say("progress-episodes", first=first, last=last, number=last - first + 1)


def moved_heading(show: Show, moved: Moved, policy: TitlePolicy) -> Said:
    """Return the heading of a step: one episode with its title, else what was marked anew."""
    if moved.track is Track.SCREEN and show.is_film:
        return say("progress-moved-film", show=show.title)
    what = ranges_label(show, moved.track, moved.added.ranges)
    if len(moved.added) == 1 and moved.track is Track.SCREEN:
        title = show.episode(max(moved.added)).title(policy)
        shown = reveal(title, moved.after) if title is not None else None
        if isinstance(shown, Revealed):
            return say("progress-moved-titled", show=show.title, episode=what, title=shown)
    return say("progress-moved", show=show.title, what=what)


def moved_walk(show: Show, moved: Moved) -> Walk:
    """Return where a step has led, in the pass that it was a step of."""
    return moved.progress.walk(moved.track, show.length(moved.track), moved.pass_number)


def alone_line(show: Show, moved: Moved, instalment: int) -> Said | None:
    """Tell what is missing before something marked on its own opens; None where it is open."""
    missing = moved.progress.missing(moved.track, instalment)
    if not missing:
        return None
    return say("progress-island", missing=ranges_label(show, moved.track, missing.ranges))


def finished_line(show: Show, walk: Walk) -> Said | None:
    """Return a word for whoever has just come to the end of this pass."""
    if not walk.is_finished:
        return None
    if walk.track is Track.SOURCE:
        return say("progress-finished-source", number=walk.pass_number)
    if show.is_film:
        return say("progress-finished-film")
    return say("progress-finished", number=walk.pass_number)


def undone_line(show: Show, moved: Moved) -> Said:
    """Tell what was taken back, and where that leads."""
    number = moved.progress.current_pass(moved.track)
    place = place_sentence(show, moved.progress.walk(moved.track, show.length(moved.track), number))
    what = ranges_label(show, moved.track, moved.added.ranges)
    if moved.track is Track.SOURCE:
        return say(
            "progress-undone-source",
            what=what,
            show=show.title,
            place=place,
            source=source_word(show),
            number=moved.pass_number,
        )
    if show.is_film:
        return say("progress-undone-film", show=show.title, number=moved.pass_number)
    return say(
        "progress-undone",
        what=what,
        show=show.title,
        place=place,
        number=moved.pass_number,
    )


def standing_lines(show: Show, standing: Standing) -> Said:
    """Return one show of `/progress me`: bars per track, islands, and what comes next."""
    remarks = [*_remarks(show, standing)]
    lines = [say("progress-me-show", show=show.title), *_track_lines(show, standing.progress)]
    if remarks:
        lines.append(small(joined(remarks, " · ")))
    return joined(lines)


def _remarks(show: Show, standing: Standing) -> Iterator[Said]:
    walk = standing.progress.walk(Track.SCREEN, show.total)
    if not show.is_film:
        if walk.upcoming is None:
            yield say("progress-me-done")
        else:
            yield say("progress-me-next", episode=episode_label(show, walk.upcoming))
    if not standing.is_following:
        yield say("progress-me-dropped")
    elif standing.is_hidden:
        yield say("progress-me-hidden")


def _track_lines(show: Show, progress: Progress) -> Iterator[Said]:
    for track in Track:
        length = show.length(track)
        seen, now = progress.seen(track), progress.walk(track, length)
        if track is Track.SCREEN and show.is_film:
            yield walk_line(show, now)
            continue
        if track is Track.SCREEN or seen:
            yield walk_line(show, Walk(track=track, pass_number=0, seen=seen, length=length))
        if seen.islands:
            yield small(_islands(show, track, seen.islands))
        if now.is_again:
            yield walk_line(show, now)


def _islands(show: Show, track: Track, islands: Iterable[tuple[int, int]]) -> Said:
    names, number = ranges_label(show, track, islands), len(Seen(tuple(islands)))
    if track is Track.SOURCE:
        return say("progress-me-islands-source", parts=names, number=number)
    return say("progress-me-islands", episodes=names, number=number)
