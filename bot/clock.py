"""The one place that reads the time."""

from __future__ import annotations

from datetime import UTC, datetime

import discord.utils


class SystemClock:
    """The time as discord.py sees it, so that a simulated Discord can move it."""

    def now(self) -> datetime:
        """Return the current moment, aware and in UTC."""
        return discord.utils.utcnow().astimezone(UTC)
