"""Read a moment to come as people write it: "fri 8pm", "in 2 hours", "금요일 오후 8시".

Whose is what: the grammar of English and Korean, dates in digits, ISO and Discord timestamps are
read here, word by word (`scanner` and the `*_rules`); names of days and months in other languages
are dateparser's (`foreign`), the day alone and under a strict check. Either way a text of which
any part is left over is unreadable, never half read.

`days` says what "friday" and "next tuesday" mean, `hours` what "8" and "tonight 1" mean,
`walltime` what happens where clocks are put forward or back. A time that can mean two moments to
come is `Ambiguous`; one of which only one lies ahead is that one.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.when.readings import (
    FURTHEST,
    LONGEST,
    Ambiguous,
    AmbiguousReason,
    Exact,
    Note,
    NoteKind,
    Past,
    Reading,
    Unreadable,
    UnreadableReason,
)
from bot.domain.when.walltime import Resolved, resolve

__all__ = [
    "FURTHEST",
    "LONGEST",
    "Ambiguous",
    "AmbiguousReason",
    "Exact",
    "Note",
    "NoteKind",
    "Past",
    "Reading",
    "Resolved",
    "Unreadable",
    "UnreadableReason",
    "read_when",
    "resolve",
]


def read_when(text: str, *, now: datetime, zone: ZoneInfo) -> Reading:
    """Read a moment to come as people write it, in the writer's zone.

    `now` is aware and in UTC. Total: any text has a reading, nothing is raised. Text in languages
    other than English and Korean may take some milliseconds, the first about a fifth of a second.
    """
    # The rules are the largest part of the domain and take as long to load as a hundred answers;
    # whoever starts the bot need not wait for them.
    from bot.domain.when.reader import read  # noqa: PLC0415

    return read(text, now, zone)
