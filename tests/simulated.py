"""The simulated Discord, asked more often whether the bot has come to rest."""

from __future__ import annotations

from typing import Any, Final

from simcord.env import Env

_IDLE: Final = 0.002
"""Seconds between two looks; else each step would wait for twenty times its own length."""


class SimulatedDiscord(Env):
    """The simulated Discord, asked more often whether the bot has come to rest."""

    async def _settle_internal(self, **options: Any) -> None:
        await super()._settle_internal(**{**options, "idle": _IDLE})
