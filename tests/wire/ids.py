"""Snowflakes and timestamps as Discord writes them."""

import time
from datetime import UTC, datetime

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """Hands out strictly growing snowflakes which carry the present moment."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        """Return a new snowflake, as text, as in every JSON body."""
        fresh = (time.time_ns() // 1_000_000 - DISCORD_EPOCH_MS) << 22
        self._last = max(fresh, self._last + 1)
        return str(self._last)


def moment_of(snowflake: str) -> str:
    """Return the ISO timestamp that a snowflake carries."""
    milliseconds = (int(snowflake) >> 22) + DISCORD_EPOCH_MS
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat()
