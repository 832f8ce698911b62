"""What a step has led to, in words: what it opened, or why it opened nothing."""

from __future__ import annotations

from typing import Final

from bot.domain.progress import Walk
from bot.services.progress import Marking, Moved
from bot.ui.options import Asking
from bot.ui.progress_cards import alone_line, opened_beats
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
