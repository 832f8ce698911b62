"""What failed is tried again: through an outage for as long as it serves, after a fault seldom."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.domain.errors import StorageError
from bot.domain.ids import GuildId
from bot.services.jobs import FAULTS_LIMIT, JobRunner, NotYetError, Outcome
from bot.services.ports import Job, NewJob
from bot.storage.database import Database
from bot.storage.schema import migrate

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PAUSE = timedelta(minutes=10)


class OutageError(Exception):
    """Somebody else is down."""


@dataclass
class Errand:
    """One job, whose handler fails as it is told; time passes as far as it is waited for."""

    database: Database
    moment: datetime = NOW
    error: Exception | None = None
    asked: float = 0
    tries: list[datetime] = field(default_factory=list)
    due: set[datetime] = field(default_factory=set)

    def now(self) -> datetime:
        return self.moment

    def runner(self) -> JobRunner:
        runner = JobRunner(database=self.database, clock=self)
        runner.handle("errand", self._do)
        runner.on_failure(lambda error: self.asked if isinstance(error, OutageError) else None)
        return runner

    async def _do(self, job: Job) -> Outcome:
        self.tries.append(self.moment)
        self.due.add(job.due_at)
        if self.error is not None:
            raise self.error
        return Outcome()

    async def go_on(self, runner: JobRunner, until: timedelta) -> bool:
        """Do what falls due until then; tell whether anything is left to do."""
        while (due_at := await runner.next_due()) is not None:
            if due_at > NOW + until:
                return True
            self.moment = max(self.moment, due_at)
            under_way: list[Coroutine[Any, Any, None]] = []
            await runner.run_due(under_way.append)
            for work in under_way:
                await work
        return False


@pytest.fixture
async def errand(tmp_path: Path) -> AsyncIterator[Errand]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'lantern.db'}")
    await migrate(database)
    async with database.write() as kept:
        job = NewJob(kind="errand", key="1", guild_id=GuildId(1), subject_id=1, due_at=NOW)
        await kept.jobs.add([job])
    yield Errand(database)
    await database.close()


@pytest.mark.parametrize("error", [OutageError(), StorageError(), NotYetError()])
async def test_an_outage_is_waited_out(errand: Errand, error: Exception) -> None:
    errand.error = error
    runner = errand.runner()
    assert await errand.go_on(runner, timedelta(days=2))
    errand.error = None
    assert not await errand.go_on(runner, timedelta(days=2) + PAUSE)
    pauses = [
        later - earlier for earlier, later in zip(errand.tries, errand.tries[1:], strict=False)
    ]
    assert pauses[0] == timedelta(seconds=5)
    assert pauses == sorted(pauses)
    assert pauses[-1] == PAUSE
    assert errand.due == {NOW}


async def test_an_outage_that_asks_for_a_pause_gets_it(errand: Errand) -> None:
    errand.error, errand.asked = OutageError(), 1_800
    assert await errand.go_on(errand.runner(), timedelta(hours=1, minutes=10))
    assert [(tried - NOW) // timedelta(minutes=1) for tried in errand.tries] == [0, 30, 60]


async def test_nobody_makes_us_wait_for_days(errand: Errand) -> None:
    errand.error, errand.asked = OutageError(), 1e9
    assert await errand.go_on(errand.runner(), timedelta(hours=13))
    assert [(tried - NOW) // timedelta(hours=1) for tried in errand.tries] == [0, 6, 12]


async def test_an_outage_of_weeks_ends_it(errand: Errand) -> None:
    errand.error = OutageError()
    assert not await errand.go_on(errand.runner(), timedelta(days=7) + PAUSE)
    assert errand.tries[-1] > NOW + timedelta(days=7)


async def test_what_is_old_when_it_is_first_begun_is_given_its_chance(errand: Errand) -> None:
    errand.moment, errand.error = NOW + timedelta(days=30), OutageError()
    runner = errand.runner()
    assert await errand.go_on(runner, timedelta(days=30, hours=6))
    errand.error = None
    assert not await errand.go_on(runner, timedelta(days=30, hours=6) + PAUSE)


async def test_a_fault_of_ours_is_tried_a_few_times(errand: Errand) -> None:
    errand.error = ValueError()
    assert not await errand.go_on(errand.runner(), timedelta(days=1))
    assert len(errand.tries) == FAULTS_LIMIT


async def test_an_outage_uses_up_none_of_the_tries_of_a_fault(errand: Errand) -> None:
    errand.error = OutageError()
    runner = errand.runner()
    assert await errand.go_on(runner, timedelta(days=1))
    errand.error, errand.tries = ValueError(), []
    assert not await errand.go_on(runner, timedelta(days=2))
    assert len(errand.tries) == FAULTS_LIMIT


async def test_a_start_does_not_wait_for_the_end_of_a_pause(errand: Errand) -> None:
    errand.error = OutageError()
    assert await errand.go_on(errand.runner(), timedelta(hours=5))
    errand.error = None
    again = errand.runner()
    await again.load()
    assert await again.next_due() == NOW
    assert not await errand.go_on(again, timedelta(hours=5))


async def test_the_log_has_an_outage_once_with_the_way_it_came(
    errand: Errand, caplog: pytest.LogCaptureFixture
) -> None:
    errand.error = OutageError()
    runner = errand.runner()
    assert await errand.go_on(runner, timedelta(days=1))
    tracebacks = [entry for entry in caplog.records if entry.exc_info is not None]
    assert len(tracebacks) == 1
    assert len(caplog.records) == len(errand.tries)
    assert "attempt 9: OutageError" in caplog.records[8].getMessage()
    assert {entry.levelno for entry in caplog.records[1:]} == {logging.WARNING}
    errand.error = ValueError()
    await errand.go_on(runner, timedelta(days=2))
    tracebacks = [entry for entry in caplog.records if entry.exc_info is not None]
    assert len(tracebacks) == 1 + FAULTS_LIMIT
    assert "given up" in caplog.records[-1].getMessage()
