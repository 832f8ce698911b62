"""Offsets as people write them, which the database counts the other way round."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.zone_offsets import offset_at, offset_of, zone_at
from bot.domain.zones import get_zone

NOW = datetime(2026, 1, 15, tzinfo=UTC)


@pytest.mark.parametrize("hours", [number for number in range(-12, 15) if number])
def test_it_stands_as_far_from_utc_as_it_says(hours: int) -> None:
    for wrote in (f"UTC{hours:+}", f"gmt {hours:+03}:00", f" GMT{hours:+}h "):
        name = zone_at(wrote)
        assert name is not None
        assert get_zone(name) == ZoneInfo(name)
        assert NOW.astimezone(ZoneInfo(name)).utcoffset() == timedelta(hours=hours)
        assert offset_of(name) == f"UTC{hours:+}"


@pytest.mark.parametrize(
    ("wrote", "hours"),
    [("UTC+5:30", 5.5), ("GMT+0545", 5.75), ("UTC-9:30", -9.5), ("UTC+9:30", 9.5)],
)
def test_between_hours_a_place_stands_for_it(wrote: str, hours: float) -> None:
    name = zone_at(wrote)
    assert name is not None
    for month in (1, 7):
        moment = datetime(2026, month, 15, tzinfo=UTC).astimezone(ZoneInfo(name))
        assert moment.utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("wrote", "hours"), [("UTC-3:30", -3.5), ("gmt +13:45", 13.75), ("UTC+0", 0), ("UTC-12", -12)]
)
def test_an_offset_needs_no_zone_of_its_own(wrote: str, hours: float) -> None:
    assert offset_at(wrote) == timedelta(hours=hours)


@pytest.mark.parametrize("wrote", ["UTC+14:15", "UTC-12:30", "UTC+5:13", "UTC+5:75", "UTC", "+9"])
def test_where_no_clock_stands_there_is_no_offset(wrote: str) -> None:
    assert offset_at(wrote) is None


@pytest.mark.parametrize(
    "wrote", ["UTC+15", "UTC-13", "UTC+5:13", "UTC", "GMT", "+9", "-1", "UTC9", "", "Seoul"]
)
def test_nothing_else_is_an_offset(wrote: str) -> None:
    assert zone_at(wrote) is None


def test_utc_itself_and_cities_have_no_offset_for_a_name() -> None:
    assert zone_at("UTC+0") == zone_at("gmt-00:00") == "UTC"
    for name in ("UTC", "Etc/GMT+0", "Asia/Seoul"):
        assert offset_of(name) is None
