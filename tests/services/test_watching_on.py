"""When somebody last watched on: a step that moved them, whatever else was marked since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import ShowId
from bot.domain.progress import Progress, Seen, TrackProgress
from bot.domain.spoilers import Track
from bot.services.ports import ChangeRecord
from bot.services.recaps import watched_at

SHOW = ShowId(1)
DAY_0 = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("steps", "day"),
    [
        ([], None),
        ([(0, "1-3")], 0),
        ([(0, "1-3"), (0, "8")], 0),
        ([(0, "1-3"), (0, "5"), (0, "4")], 2),
        ([(0, "5"), (0, "1-4")], 1),
        ([(0, "1-5"), (1, "1")], 1),
        ([(0, "1-5"), (1, "4")], 0),
        ([(0, "1-5"), (1, "1"), (1, "8")], 1),
        ([(0, "1-3"), (1, "4")], 1),
    ],
)
def test_what_moved_somebody_on_counts(steps: list[tuple[int, str]], day: int | None) -> None:
    seen: dict[int, Seen] = {}
    changes = []
    for at, (number, added) in enumerate(steps):
        seen[number] = seen.get(number, Seen()).union(Seen.parse(added))
        changes.append(
            ChangeRecord(
                id=at,
                show_id=SHOW,
                track=Track.SCREEN,
                pass_number=number,
                added=Seen.parse(added),
                changed_at=DAY_0 + timedelta(days=at),
            )
        )
    tracks = tuple(TrackProgress(Track.SCREEN, number, was) for number, was in seen.items())
    found = watched_at(Progress(show_id=SHOW, tracks=tracks), reversed(changes))
    assert found == (None if day is None else DAY_0 + timedelta(days=day))
