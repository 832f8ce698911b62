"""Requests that are refused, each in each way, in the middle of what somebody or some job does."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

import pytest
from simcord.http.router import _ROUTES
from simcord.results import InteractionResult

from bot.domain.errors import LanternError
from tests.e2e.conftest import Evening
from tests.e2e.mishaps import (
    failure,
    lines,
    met,
    nothing_private,
    reference_in,
    shown,
    without_reference,
)
from tests.e2e.reading import answer

STATUSES: Final = {
    (403, 50013): "error-forbidden",
    (404, 10003): "error-gone",
    (429, 0): "error-discord-busy",
    (500, 0): "error-discord-down",
    (503, 0): "error-discord-down",
}
"""How a request ends, and what is told where there is nothing more to say.

A 429 that gets this far was waited out by discord.py as often as it does, each time for as long as
`Retry-After` says: tests/wire holds that over real connections.
"""
LOST: Final = ("error-answer-lost", "error-answer-undone")
"""What is told where Discord took no answer, and never will."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One way in which one request is refused, on one evening."""

    evening: Evening
    status: int
    code: int

    @property
    def is_passing(self) -> bool:
        """Whether the same request may well go through in a minute."""
        return self.status in (429, 500, 503)

    def of(self, method: str, path: str, *, times: int | None = 1) -> None:
        """Let it come."""
        self.evening.env.inject_error(method, path, status=self.status, code=self.code, times=times)

    def was_met(self) -> bool:
        """Tell whether it came."""
        return not self.evening.env.backend.faults

    def over(self) -> None:
        """Let everything go right again."""
        self.evening.env.backend.faults.clear()

    def told(self, result: InteractionResult) -> None:
        """Hold that the last thing said is the one line for it, to nobody else."""
        last = shown(result)[-1]
        assert last.ephemeral
        said = answer(result).strip().splitlines()[-1]
        keys = {STATUSES[self.status, self.code], *(() if self.is_passing else LOST)}
        assert reference_in(said)
        assert without_reference(said) in {failure(key) for key in keys}


Trial = Callable[[Refusal], Awaitable[None]]
TRIALS: Final[dict[str, tuple[str, Trial]]] = {}
"""By name: the route of the request, and what comes of its refusal."""


def refusing(route: str) -> Callable[[Trial], Trial]:
    """Put a trial into the table."""

    def put(trial: Trial) -> Trial:
        assert trial.__name__ not in TRIALS
        TRIALS[trial.__name__] = (route, trial)
        return trial

    return put


async def tried(
    name: str, evening: Evening, status: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    """Run a trial, and hold what is so of each: the fault came, and the log keeps secrets."""
    route, trial = TRIALS[name]
    since = len(evening.env.http_requests)
    refusal = Refusal(evening=evening, status=status[0], code=status[1])
    await trial(refusal)
    assert refusal.was_met()
    assert route in routes(evening, since), f"{name} never asked {route}"
    strangers = [error for error in met(evening) if not isinstance(error, LanternError)]
    causes = [error.__cause__ or error for error in strangers]
    assert {getattr(error, "status", None) for error in causes} <= {status[0]}
    nothing_private(caplog)
    log = "\n".join(lines(caplog, 0))
    tokens = {found[1] for one in evening.env.http_requests if (found := _TOKEN.match(one.path))}
    assert not [token for token in tokens if token in log]


_TOKEN: Final = re.compile(r"/(?:interactions|webhooks)/\d+/([^/]+)")


def routes(evening: Evening, since: int = 0) -> set[str]:
    """Return the routes that were asked since."""
    return {route_of(one.method, one.path) for one in evening.env.http_requests[since:]}


def route_of(method: str, path: str) -> str:
    """Return a request's route, with a gap for every number and token in it."""
    parts = path.strip("/").split("/")
    fitting = [
        template
        for template, _ in _ROUTES[method]
        if len(template) == len(parts)
        and all(part == one or one[0] == "{" for part, one in zip(parts, template, strict=True))
    ]
    best = min(fitting, key=lambda template: sum(one[0] == "{" for one in template))
    return f"{method} /" + "/".join("{}" if one[0] == "{" else one for one in best)


def jobs(evening: Evening, kind: str) -> list[tuple[str, int]]:
    """Return the states of all jobs of a kind, with how often each was tried."""
    with closing(sqlite3.connect(f"file:{evening.database}?mode=ro", uri=True)) as kept:
        query = "SELECT state, attempts FROM job WHERE kind = ? ORDER BY id"
        found: list[Any] = kept.execute(query, (kind,)).fetchall()
    return found
