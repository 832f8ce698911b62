"""Transactions of many who wait at the same time, kept by one commit.

Waking the database's thread and writing a commit cost more than the work itself. So whoever comes
while a commit is under way goes into the next one: each on its own, whole or not at all, and told
only once that commit is done. Somebody who comes alone waits for nobody.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextvars import Context, copy_context
from functools import partial
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Connection as SyncConnection

from bot.storage.connection import Unit
from bot.storage.in_place import InPlace, finish
from bot.storage.sqlite_thread import (
    SqliteThread,
    begin,
    commit,
    is_in_transaction,
    roll_back,
    tell,
)
from bot.tasks import spawn

T = TypeVar("T")


class _Waiting(Struct, frozen=True):
    work: Unit[Any]
    done: asyncio.Future[Any]
    context: Context
    """That of who waits, so that in the thread too the time is what it is for them."""

    def do(self, sql: SyncConnection) -> Any:  # noqa: ANN401 - the work's own
        """Do the work to its end; in the thread."""
        return self.context.run(lambda: finish(self.work(InPlace(sql))))


class _Outcome(Struct, frozen=True):
    value: Any = None
    error: Exception | None = None


class GroupCommit:
    """Does units of work over one thread, in the order in which they come."""

    def __init__(self, thread: SqliteThread, turn: asyncio.Lock) -> None:
        self._thread = thread
        self._turn = turn
        self._waiting: list[_Waiting] = []
        self._task: asyncio.Task[None] | None = None

    async def do(self, work: Unit[T]) -> T:
        """Do work in a transaction that is kept whole or not at all."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(work, done, copy_context()))
        if self._task is None:
            self._task = spawn(self._do_waiting(), name="commit")
            self._task.add_done_callback(self._not_begun)
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            # The thread goes on: whoever gave up must not look again before it is through.
            await _until(done)
            raise

    async def settle(self) -> None:
        """Wait until all that was handed in is done."""
        if self._task is not None:
            await self._task

    async def _do_waiting(self) -> None:
        try:
            while self._waiting:
                async with self._turn:
                    batch, self._waiting = self._waiting, []
                    await self._do_batch([each for each in batch if not each.done.cancelled()])
        finally:
            self._leave()

    def _not_begun(self, task: asyncio.Task[None]) -> None:
        """Leave in its place, where a task was broken off before its first step."""
        if self._task is task:
            self._leave()

    def _leave(self) -> None:
        # Some still wait only where this is broken off: nobody would ever tell them.
        self._task = None
        left, self._waiting = self._waiting, []
        for each in left:
            each.done.cancel()

    async def _do_batch(self, batch: Sequence[_Waiting]) -> None:
        try:
            outcomes = await self._thread.run(partial(_together, batch))
        except Exception as error:  # noqa: BLE001 - handed on to each of those who wait
            outcomes = [_Outcome(error=error)] * len(batch)
        except BaseException:
            for each in batch:
                each.done.cancel()
            raise
        for each, outcome in zip(batch, outcomes, strict=True):
            if each.done.cancelled():
                continue
            if outcome.error is not None:
                each.done.set_exception(outcome.error)
            else:
                each.done.set_result(outcome.value)


async def _until(done: asyncio.Future[Any]) -> None:
    """Wait for the outcome, however often the waiting is cancelled; nobody asks for it any more."""
    while not done.done():
        try:
            await asyncio.wait({done})
        except asyncio.CancelledError:
            continue
    if not done.cancelled():
        done.exception()


def _together(works: Sequence[_Waiting], sql: SyncConnection) -> list[_Outcome]:
    """Do works in one transaction; what is raised here is about all of them."""
    begin(sql)
    try:
        if len(works) == 1:
            outcomes = [_Outcome(works[0].do(sql))]
        else:
            outcomes = [_apart(work, sql) for work in works]
        commit(sql)
    except BaseException:
        roll_back(sql)
        raise
    return outcomes


def _apart(work: _Waiting, sql: SyncConnection) -> _Outcome:
    """Do one work among others, so that none of it is left where it fails.

    The savepoints of those before stay open beneath this one of the same name; the commit ends all.
    """
    tell(sql, "SAVEPOINT work")
    try:
        return _Outcome(work.do(sql))
    except Exception as error:
        if not is_in_transaction(sql):
            # SQLite gave all of it up, the works before this one too.
            raise
        tell(sql, "ROLLBACK TO work")
        return _Outcome(error=error)
