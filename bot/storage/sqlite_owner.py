"""Whose an SQLite file is: the one process that has locked a small file beside it.

The lock is SQLite's own, so it works wherever the database does, and the system frees it with the
process, however that ends. The file itself holds nothing and stays: taking it away would let two
processes lock two files of one name.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path


class FileOwner:
    """Holds the lock, or does not."""

    def __init__(self, database: Path) -> None:
        # One database may go by several names.
        whole = database.resolve()
        self._file = whole.with_name(f"{whole.name}-owner")
        self._lock: sqlite3.Connection | None = None

    def take(self) -> bool:
        """Take the lock, unless we have it; tell whether it is ours.

        Raises sqlite3.Error where the file cannot be made.
        """
        if self._lock is None:
            self._lock = _locked(self._file)
        return self._lock is not None

    def free(self) -> None:
        """Give the lock back."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.close()


def _locked(file: Path) -> sqlite3.Connection | None:
    lock = sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        # Nothing is ever written, and so there is nothing to take back from a file beside it.
        lock.execute("PRAGMA journal_mode = MEMORY")
        lock.execute("BEGIN EXCLUSIVE")
    except BaseException as error:
        lock.close()
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            return None
        raise
    return lock
