"""A step in words: what it opened, and what its buttons and questions call it."""

from __future__ import annotations

from typing import Final

from bot.domain.progress import Seen, Walk
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.progress import Marking, Moved
from bot.ui.options import Asking
from bot.ui.progress_cards import alone_line, opened_beats, ranges_label
from bot.ui.source_words import source_word
from bot.ui.words import Said, joined, mention_channel, say

_THREADS_NAMED: Final = 5


def remarks(who: Asking, marking: Marking, moved: Moved, walk: Walk) -> list[Said]:
    """Tell what a step opened, or why it opened nothing."""
    if moved.after != moved.before:
        return _opened(who, moved)
    if walk.is_again and walk.seen == moved.added:
        return [say("progress-again")]
    alone = alone_line(who.show, moved, marking.last)
    return [] if alone is None else [alone]


def _opened(who: Asking, moved: Moved) -> list[Said]:
    """Tell what the step opened: beats, and the threads by name."""
    show = who.show
    beats = opened_beats(show, moved.before, moved.after)
    threads = who.services.discussions.opened(who.guild_id, show.id, moved.before, moved.after)
    lines = [say("progress-opened", beats=beats, threads=len(threads))]
    named = [
        mention_channel(record.thread_id) for record in threads if record.thread_id is not None
    ]
    if named:
        lines.append(joined(named[-_THREADS_NAMED:], " · "))
    return lines


def undo_label(show: Show, track: Track, number: int, added: Seen) -> Said:
    """Return what the button that takes a step back is called; `number` is the step's pass."""
    if track is Track.SCREEN and show.is_film:
        return say("button-undo-film", number=number)
    what = ranges_label(show, track, added.ranges)
    if track is Track.SOURCE:
        return say("button-undo-source", what=what, number=number)
    return say("button-undo-what", what=what, number=number)


def redo_label(show: Show, marking: Marking) -> Said:
    """Return what the button is called that marks anew what was taken back."""
    number = marking.pass_number or 0
    if marking.track is Track.SCREEN and show.is_film:
        return say("button-redo-film", number=number)
    what = ranges_label(show, marking.track, ((marking.first, marking.last),))
    if marking.track is Track.SOURCE:
        return say("button-redo-source", what=what, number=number)
    return say("button-redo", what=what, number=number)


def again_label(show: Show, marking: Marking) -> Said:
    """Return what the button is called that marks something of the next time through."""
    what = ranges_label(show, marking.track, ((marking.first, marking.last),))
    if marking.track is Track.SOURCE:
        return say("button-again-source", part=what)
    return say("button-again", episode=what)


def leaving_line(show: Show, ahead: Moved, threads: int) -> Said:
    """Ask whether a step is to be taken back that closes threads."""
    if ahead.track is Track.SCREEN and show.is_film:
        ask = say("progress-ask-undo-film", show=show.title)
    else:
        what = ranges_label(show, ahead.track, ahead.added.ranges)
        ask = (
            say("progress-ask-undo-source", what=what, show=show.title, source=source_word(show))
            if ahead.track is Track.SOURCE
            else say("progress-ask-undo", what=what, show=show.title)
        )
    return joined([ask, say("progress-undo-closes", threads=threads)], " ")
