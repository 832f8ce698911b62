"""A database that is locked, full or taken away, for real: what is told, and how it goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import Connection

from bot.storage.database import Database
from tests.e2e.conftest import Evening
from tests.e2e.every_command import Stage, hurry, stage
from tests.e2e.mishaps import (
    Watched,
    failure,
    refusals,
    shown,
    talkative,
    unexplained,
    without_reference,
)
from tests.e2e.reading import answer

A_MOMENT_MS: Final = 20


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.sqlite.BUSY_TIMEOUT_MS", A_MOMENT_MS)


@pytest.fixture
async def everything(evening: Evening, caplog: pytest.LogCaptureFixture) -> Stage:
    talkative(caplog)
    hurry(evening.env)
    return await stage(evening)


async def answers(everything: Stage, line: str) -> set[str]:
    """Use every command; return which were told of the database, all others being as usual."""
    told_of_it = set()
    kept = Watched(everything.evening.database)
    for command in everything.commands:
        told = await everything.run(command)
        if line in answer(told):
            told_of_it.add(command)
            assert kept.changes() == set(), command
            assert all(message.ephemeral for message in shown(told)[-1:]), command
        else:
            assert told.acknowledged, command
            assert "reference" not in answer(told).lower(), command
            kept.changes()
    kept.close()
    refusals(everything.evening)
    return told_of_it


WRITERS: Final = {"party schedule", "remind me", "remind cancel", "show create", "discuss open"}
"""Commands which write whatever was kept before, as they are used here."""


async def test_locked(everything: Stage, caplog: pytest.LogCaptureFixture) -> None:
    line = failure("error-storage-busy")
    with held(everything.evening.database):
        told = await answers(everything, line)
    assert told >= WRITERS
    assert await answers(everything, line) == set()
    assert unexplained(caplog) == []


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Hold the lock that writers need."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_full(everything: Stage, caplog: pytest.LogCaptureFixture) -> None:
    evening = everything.evening
    database: Any = evening.bot.services.guilds._database
    assert isinstance(database, Database)
    await database.look(_let_grow_no_more)
    kept, told = Watched(evening.database), ""
    for _ in range(200):
        kept.changes()
        told = answer(await everything.run("remind me", text="x" * 900))
        if failure("error-storage-full") in told:
            break
    assert without_reference(told) == failure("error-storage-full")
    assert kept.changes() == set()
    kept.close()
    await database.look(_let_grow)
    assert "Confirm" in answer(await everything.run("remind me", text="x" * 900))
    refusals(evening)
    assert unexplained(caplog) == []


def _let_grow_no_more(sql: Connection) -> None:
    pages = sql.exec_driver_sql("PRAGMA page_count").scalar_one()
    sql.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def _let_grow(sql: Connection) -> None:
    sql.exec_driver_sql("PRAGMA max_page_count = 1000000")


@pytest.mark.parametrize("left_behind", ["nothing", "another database", "no database"])
async def test_taken_away(
    everything: Stage, caplog: pytest.LogCaptureFixture, left_behind: str
) -> None:
    file, line = everything.evening.database, failure("error-storage-gone")
    away = file.with_name("away.db")
    file.rename(away)
    if left_behind == "another database":
        sqlite3.connect(file).close()
    elif left_behind == "no database":
        file.write_bytes(b"nobody can read this" * 100)
    told = set()
    for command in everything.commands:
        result = await everything.run(command)
        if line in answer(result):
            told.add(command)
    refusals(everything.evening)
    assert told >= WRITERS
    file.unlink(missing_ok=True)
    away.rename(file)
    assert await answers(everything, line) == set()
    assert unexplained(caplog) == []
