"""Progress as people see it: bars, places, and what a step opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.progress import Progress
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Knowledge, Revealed, Track, reveal
from bot.services.ports import Standing
from bot.services.progress import Moved
from bot.ui.options import episode_label
from bot.ui.words import Said, bar, joined, say, small


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
    """Return the names of several spans."""
    return joined((span_label(show, track, first, last) for first, last in ranges), ", ")


def where_label(show: Show, track: Track, position: int) -> Said:
    """Return where somebody is; at 0, the start."""
    return instalment_label(show, track, position) if position else say("progress-at-start")


def progress_line(show: Show, track: Track, position: int) -> Said:
    """Return a bar with its numbers."""
    total = show.length(track)
    line = bar(position, total)
    if track is Track.SOURCE and show.source is not None:
        return say(
            "progress-line-source",
            bar=line,
            done=position,
            total=total,
            source=show.source.title,
        )
    return say("progress-line", bar=line, done=position, total=total)


def opened_beats(show: Show, before: Knowledge, after: Knowledge) -> int:
    """Return how many beats a step opened; all of them are the member's to read now."""
    return sum(
        beat.text.gate.admits(after.position) and not beat.text.gate.admits(before.position)
        for episode in show.episodes[: after.position.screen]
        for beat in episode.beats
    )


def moved_heading(show: Show, moved: Moved, policy: TitlePolicy, span: tuple[int, int]) -> Said:
    """Return the heading of a step: one episode with its title, else the span."""
    first, last = span
    what = span_label(show, moved.track, first, last)
    if first == last and moved.track is Track.SCREEN:
        title = show.episode(last).title(policy)
        shown = reveal(title, moved.after) if title is not None else None
        if isinstance(shown, Revealed):
            return say("progress-moved-titled", show=show.title, episode=what, title=shown)
    return say("progress-moved", show=show.title, what=what)


def standing_lines(show: Show, standing: Standing) -> Said:
    """Return one show of `/progress me`: bars per track, islands, and what comes next."""
    progress = standing.progress
    lines: list[Said] = [say("progress-me-show", show=show.title)]
    lines += _track_lines(show, progress)
    position = progress.knowledge.position.screen
    remarks = [
        say("progress-me-done")
        if position >= show.total
        else say("progress-me-next", episode=episode_label(show, position + 1))
    ]
    if not standing.is_following:
        remarks.append(say("progress-me-dropped"))
    elif standing.is_hidden:
        remarks.append(say("progress-me-hidden"))
    lines.append(small(joined(remarks, " · ")))
    return joined(lines)


def _track_lines(show: Show, progress: Progress) -> Sequence[Said]:
    lines: list[Said] = []
    for track in Track:
        seen = progress.seen(track)
        if track is Track.SCREEN or seen:
            lines.append(progress_line(show, track, seen.position))
        if seen.islands:
            names = ranges_label(show, track, seen.islands)
            lines.append(small(say("progress-me-islands", episodes=names)))
    number = progress.current_pass(Track.SCREEN)
    if number:
        done = progress.seen(Track.SCREEN, number).position
        lines.append(say("progress-rewatch", number=number, done=done, total=show.total))
    return lines
