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
    first = next(
        (each.ordinal for each in show.episodes if each.air_date and each.air_date > day), None
    )
    if first is None:
        return Seen()
    dates = (
        (ordinal, show.episode(ordinal).air_date)
        for ordinal in ordinals
        if first <= ordinal <= show.total
    )
    return Seen.of(ordinal for ordinal, aired in dates if aired is None or aired > day)
