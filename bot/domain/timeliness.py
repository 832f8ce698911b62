"""When something that was due is still worth saying, and when it had better be left."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

PUNCTUAL: Final = timedelta(minutes=2)
"""What is sent within this time after it was due counts as on time."""


class Fate(StrEnum):
    """What becomes of a word that is due."""

    PUNCTUAL = "punctual"
    LATE = "late"
    """Sent, and said to be late."""
    SKIPPED = "skipped"
    """Of no more use; recorded, and told to who asks."""


def fate(due_at: datetime, now: datetime, *, serves_until: datetime) -> Fate:
    """Return what becomes of something that was due, and is of use until a later moment."""
    if now <= due_at + PUNCTUAL:
        return Fate.PUNCTUAL
    return Fate.LATE if now < serves_until else Fate.SKIPPED


def minutes_late(due_at: datetime, now: datetime) -> int:
    """Return by how many whole minutes something comes late."""
    return max(0, int((now - due_at) / timedelta(minutes=1)))
