"""Things that go wrong on purpose: what the member was told, what the log says, what was kept."""

from __future__ import annotations

import logging
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.domain.errors import LanternError
from bot.log import QUIET, formatter
from bot.ui.errors import unwrap
from bot.ui.words import say
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer

WORDS: Final = "zqxwords"
"""What a member types where it must not turn up in the log."""
_SIGNED: Final = re.compile(r" \(Reference [^)]*\)$")
_REFERENCE: Final = re.compile(r"\breference ([0-9A-F]{6})\b", re.IGNORECASE)

Rows = dict[str, list[tuple[object, ...]]]


def met(evening: Evening) -> list[BaseException]:
    """Return what the bot raised so far, and let the test go on without it."""
    errors = [unwrap(error) for error in evening.env.errors]
    evening.env._errors.clear()
    evening.env._error_ids.clear()
    return errors


def refusals(evening: Evening) -> list[LanternError]:
    """Return the refusals met so far; whatever else was met fails the test."""
    errors = met(evening)
    strangers = [error for error in errors if not isinstance(error, LanternError)]
    if strangers:
        raise BaseExceptionGroup("met what nobody expected", strangers)
    return [error for error in errors if isinstance(error, LanternError)]


def shown(result: InteractionResult) -> list[ResponseMessage]:
    """Return every message that an interaction was answered with."""
    return [message for message in (result.response, *result.followups) if message is not None]


def reference_in(text: str) -> str:
    """Return the reference that a text names.

    Raises AssertionError where it names none, or several.
    """
    found: list[str] = _REFERENCE.findall(text)
    assert len(found) == 1, text
    return found[0]


def without_reference(text: str) -> str:
    """Return what is told, without the reference that it ends with."""
    return _SIGNED.sub("", text.strip())


def failure(key: str) -> str:
    """Return a failure's sentence without its reference."""
    return without_reference(say(key, reference=say("cancelled")))


def lines(caplog: pytest.LogCaptureFixture, level: int = logging.WARNING) -> list[str]:
    """Return the log as the product writes it, from a level on."""
    write = formatter()
    return [write.format(record) for record in caplog.records if record.levelno >= level]


def unexplained(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what the log tells of failures other than the database's."""
    kinds = ("StorageBusyError", "StorageFullError", "StorageGoneError")
    failed = lines(caplog, logging.ERROR)
    return [entry for entry in failed if not any(kind in entry for kind in kinds)]


def talkative(caplog: pytest.LogCaptureFixture) -> None:
    """Log as much as the product does where it is asked for everything."""
    caplog.set_level(logging.DEBUG)
    for name, lowest in QUIET.items():
        caplog.set_level(lowest, logger=name)


def told_and_logged(result: InteractionResult, caplog: pytest.LogCaptureFixture) -> str:
    """Assert that one private line gave the reference under which the log has the error.

    Returns the log's entry.
    """
    (message,) = shown(result)
    assert message.ephemeral
    reference = reference_in(answer(result))
    (entry,) = lines(caplog)
    assert reference in entry
    assert "Traceback (most recent call last)" in entry
    nothing_private(caplog)
    return entry


def nothing_private(caplog: pytest.LogCaptureFixture) -> None:
    """Assert that the log, at its most talkative, holds none of the members' words."""
    assert not [line for line in lines(caplog, logging.NOTSET) if WORDS in line]


def ledger(database: Path) -> Rows:
    """Return everything that is kept."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as kept:
        names = kept.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        tables = [name for (name,) in names.fetchall() if not name.startswith("sqlite_")]
        return {
            name: sorted(kept.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)  # noqa: S608 - our own tables
            for name in tables
        }


class Watched:
    """A database that is looked at again and again; what did not change is not read."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._kept = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        self._version = self._read_version()
        self._rows = ledger(database)

    def _read_version(self) -> int:
        (version,) = self._kept.execute("PRAGMA data_version").fetchone()
        return int(version)

    def changes(self) -> set[str]:
        """Return the tables that differ from the last time."""
        version = self._read_version()
        if version == self._version:
            return set()
        before, self._rows, self._version = self._rows, ledger(self._database), version
        return {name for name in before if before[name] != self._rows.get(name)}

    def close(self) -> None:
        """Stop looking."""
        self._kept.close()
