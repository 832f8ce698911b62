"""Days in other languages: taken whole or not at all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.domain.when import Exact, Unreadable, UnreadableReason, read_when
from bot.domain.when.foreign import read_foreign_day
from bot.domain.when.tokens import InDays, OnDate, Weekday

NOW: Final = datetime(2026, 6, 10, 6, tzinfo=UTC)
TODAY: Final = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("demain 20h", "2026-06-11 20:00"),
        ("samedi à 21h", "2026-06-13 21:00"),
        ("1er décembre 20h30", "2026-12-01 20:30"),
        ("vendredi 12 juin 20h", "2026-06-12 20:00"),
        ("le 5 juillet 2027 20h", "2027-07-05 20:00"),
        ("morgen 20 Uhr", "2026-06-11 20:00"),
        ("übermorgen um 20 Uhr", "2026-06-12 20:00"),
        ("am 1. Dezember um 20 Uhr", "2026-12-01 20:00"),
        ("in 3 Tagen 20 Uhr", "2026-06-13 20:00"),
        ("viernes 20:00", "2026-06-12 20:00"),
        ("sábado a las 21:00", "2026-06-13 21:00"),
        ("1 de diciembre a las 20", "2026-12-01 20:00"),
        ("amanhã 20h", "2026-06-11 20:00"),
        ("domani 20:00", "2026-06-11 20:00"),
        ("1 grudnia 20:00", "2026-12-01 20:00"),
        ("завтра 20:00", "2026-06-11 20:00"),
        ("1 декабря 20:00", "2026-12-01 20:00"),
        ("明日20:00", "2026-06-11 20:00"),
        ("金曜日 20時", "2026-06-12 20:00"),
    ],
)
def test_reads_days_in_other_languages(text: str, expected: str) -> None:
    reading = read_when(text, now=NOW, zone=ZoneInfo("Asia/Seoul"))
    assert isinstance(reading, Exact), reading
    assert reading.local.strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.parametrize(
    "text",
    [
        "demain soir 20h",  # the evening would be lost
        "jeudi 12 juin 20h",  # a Friday
        "32 décembre 20h",
        "31 novembre 20h",
        "vendredi prochain 20h",
        "来週 20:00",  # a week is no day
        "hour 20:00",
        "1 décembre blah 20h",
        "un deux trois quatre cinq six 20h",
        "viernes viernes sábado 20:00",
        "12 31 décembre 20h",
    ],
)
def test_refuses_what_is_not_taken_whole(text: str) -> None:
    reading = read_when(text, now=NOW, zone=ZoneInfo("Asia/Seoul"))
    assert isinstance(reading, Unreadable)
    assert reading.reason is UnreadableReason.UNKNOWN


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vendredi", Weekday(4)),
        ("mercredi", Weekday(2)),
        ("demain", InDays(1)),
        ("hier", InDays(-1)),
        ("5 juillet", OnDate(7, 5)),
        ("10 juin", OnDate(6, 10)),
        ("5 juillet 2027", OnDate(7, 5, 2027)),
        ("dans 3 jours", InDays(3)),
        ("hace 3 días", None),
        ("une heure", None),  # moves the clock, not the day
        ("midi", None),
        ("juillet", None),
        ("2027", None),
        ("5", None),
        ("", None),
        ("-", None),
        ("vendredi\x00", None),
    ],
)
def test_says_what_kind_of_day_it_is(text: str, day: OnDate | Weekday | InDays | None) -> None:
    assert read_foreign_day(text, TODAY) == day


@pytest.mark.parametrize("today", [date(2026, month, 12) for month in range(1, 13)])
def test_the_season_does_not_matter(today: date) -> None:
    assert read_foreign_day("5 juillet", today) == OnDate(7, 5)
    assert read_foreign_day("samedi", today) == Weekday(5)
    assert read_foreign_day("5 blah juillet", today) is None
