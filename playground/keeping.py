"""What outlives a sitting: the bot's database, and the simulated moment it was left at."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """Where the bot keeps things, and whether they last."""

    database: Path
    is_lasting: bool

    def left_at(self) -> datetime | None:
        """Return the moment at which an earlier sitting ended, if there was one."""
        try:
            return datetime.fromisoformat(self._moment.read_text("utf-8").strip())
        except (FileNotFoundError, ValueError):
            return None

    def note(self, moment: datetime) -> None:
        """Write down how far the clock is, so that the next sitting begins no earlier.

        Ids are made of time: a clock set back would give some of them away again.
        """
        if self.is_lasting:
            self._moment.write_text(moment.isoformat() + "\n", "utf-8")

    @property
    def _moment(self) -> Path:
        return self.database.with_name(self.database.name + ".moment")


@contextmanager
def keeping(file: Path | None) -> Iterator[Keeping]:
    """Keep everything in this file; without one, in a place that is gone afterwards."""
    if file is not None:
        yield Keeping(database=file, is_lasting=True)
        return
    with tempfile.TemporaryDirectory(prefix="lantern-", ignore_cleanup_errors=True) as folder:
        yield Keeping(database=Path(folder) / "playground.db", is_lasting=False)
