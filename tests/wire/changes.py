"""Waiting for something to become true without polling."""

import asyncio
from collections.abc import Callable


class NeverHappenedError(AssertionError):
    """What a test waited for did not come about."""


class Signal:
    """Wakes whoever waits each time that anything about the server changes."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def announce(self) -> None:
        """Let everyone who waits look again."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(
        self, is_true: Callable[[], bool], *, what: str, patience_seconds: float = 20.0
    ) -> None:
        """Return once `is_true()`; the patience only guards against a test that hangs.

        Raises NeverHappenedError, naming `what`, when the patience is over.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + patience_seconds
        while not is_true():
            future = loop.create_future()
            self._waiting.add(future)
            try:
                async with asyncio.timeout_at(deadline):
                    await future
            except TimeoutError:
                raise NeverHappenedError(f"waited {patience_seconds:g} s for {what}") from None
            finally:
                self._waiting.discard(future)
