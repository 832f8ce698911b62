"""What has not aired by some day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.progress import Seen
from bot.domain.shows import Show


def unaired(show: Show, ordinals: Iterable[int], day: date) -> Seen:
    """Return which of the episodes have not aired by the end of a day.

    That is so by their own date, or where they have none because something before them has not.
    """
    wanted = [(one, show.episode(one).air_date) for one in ordinals if 1 <= one <= show.total]
    if all(aired is not None and aired <= day for _, aired in wanted):
        return Seen()
    first = next(
        (each.ordinal for each in show.episodes if each.air_date and each.air_date > day), None
    )
    if first is None:
        return Seen()
    return Seen.of(one for one, aired in wanted if first <= one and (aired is None or aired > day))
