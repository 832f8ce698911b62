"""Stopping: what is under way comes to its end, and nothing new begins."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot import serving
from bot.client import LanternBot
from bot.tasks import spawn


class Jobs:
    """Jobs that can be told to rest."""

    def __init__(self) -> None:
        self.is_resting = False

    def rest(self) -> None:
        self.is_resting = True


class Listening(discord.Client):
    """A client whose listener takes a while, as taking note of a deleted message may."""

    def __init__(self, work: Coroutine[Any, Any, None]) -> None:
        super().__init__(intents=discord.Intents.none())
        self._work = work

    async def on_ready(self) -> None:
        await self._work

    def begin(self) -> None:
        """Let an event come in as from the gateway."""
        self.loop = asyncio.get_running_loop()
        self.dispatch("ready")


def running(jobs: Jobs) -> LanternBot:
    """Return as much of a bot as stopping needs."""
    return cast("LanternBot", SimpleNamespace(services=SimpleNamespace(jobs=jobs)))


async def test_jobs_and_listeners_come_to_their_end_and_no_job_begins() -> None:
    jobs, gate, ended = Jobs(), asyncio.Event(), list[str]()

    async def work(name: str, turns: int) -> None:
        await gate.wait()
        for _ in range(turns):
            await asyncio.sleep(0)
        assert jobs.is_resting
        ended.append(name)

    spawn(work("job", 1), name="job")
    Listening(work("listener", 9)).begin()
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(gate.set)
    await serving._finish_in_flight(running(jobs))
    assert ended == ["job", "listener"]


async def test_a_job_that_a_listener_leaves_behind_is_waited_for_too() -> None:
    gate, ended = asyncio.Event(), list[str]()

    async def job() -> None:
        await gate.wait()
        ended.append("job")

    async def listen() -> None:
        await gate.wait()
        gate.clear()
        asyncio.get_running_loop().call_soon(gate.set)
        spawn(job(), name="job")

    Listening(listen()).begin()
    await asyncio.sleep(0)
    asyncio.get_running_loop().call_soon(gate.set)
    await serving._finish_in_flight(running(Jobs()))
    assert ended == ["job"]


async def test_what_does_not_end_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_GRACE_SECONDS", 0.01)
    cut: list[str] = []

    async def endless(name: str) -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cut.append(name)
            raise

    spawn(endless("job"), name="job")
    other = spawn(endless("worker"), name="worker")
    await asyncio.sleep(0)
    await serving._finish_in_flight(running(Jobs()))
    assert cut == ["job"]
    other.cancel()
