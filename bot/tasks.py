"""Background work that is neither lost nor silent."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.log import record

_running: set[asyncio.Task[Any]] = set()


def spawn(work: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None]:
    """Start work in the background; keep a reference to it, and log what it raises."""
    task = asyncio.get_running_loop().create_task(work, name=name)
    _running.add(task)
    task.add_done_callback(_finished)
    return task


def _finished(task: asyncio.Task[None]) -> None:
    _running.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        record(error, task.get_name())
