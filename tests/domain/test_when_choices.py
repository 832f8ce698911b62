"""Moments that can be two: what is asked, and where the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.domain.when import Ambiguous, AmbiguousReason, Exact, NoteKind, Past, Reading, read_when

SEOUL: Final = ZoneInfo("Asia/Seoul")
BERLIN: Final = ZoneInfo("Europe/Berlin")
NEW_YORK: Final = ZoneInfo("America/New_York")
LORD_HOWE: Final = ZoneInfo("Australia/Lord_Howe")
APIA: Final = ZoneInfo("Pacific/Apia")
A = AmbiguousReason


def at(wall: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(wall).replace(tzinfo=zone).astimezone(UTC)


def walls(reading: Reading) -> list[str]:
    assert isinstance(reading, Ambiguous), reading
    assert list(reading.options) == sorted(reading.options, key=lambda option: option.at)
    return [option.local.strftime("%m-%d %H:%M") for option in reading.options]


@pytest.mark.parametrize(
    ("text", "now", "reason", "expected"),
    [
        # 2026-06-10 is a Wednesday, 14 a Sunday, 15 a Monday
        ("wed 8pm", "2026-06-10T15:00", A.DAY, ["06-10 20:00", "06-17 20:00"]),
        ("수요일 저녁 8시", "2026-06-10T15:00", A.DAY, ["06-10 20:00", "06-17 20:00"]),
        ("next fri 8pm", "2026-06-10T15:00", A.DAY, ["06-12 20:00", "06-19 20:00"]),
        ("다음 금요일 저녁 8시", "2026-06-10T15:00", A.DAY, ["06-12 20:00", "06-19 20:00"]),
        ("next tue 8pm", "2026-06-15T15:00", A.DAY, ["06-16 20:00", "06-23 20:00"]),
        ("sun next week 8pm", "2026-06-10T15:00", A.DAY, ["06-14 20:00", "06-21 20:00"]),
        ("tue next week 8pm", "2026-06-14T15:00", A.DAY, ["06-16 20:00", "06-23 20:00"]),
        ("friday midnight", "2026-06-10T15:00", A.DAY, ["06-12 00:00", "06-13 00:00"]),
        ("tomorrow midnight", "2026-06-10T15:00", A.DAY, ["06-11 00:00", "06-12 00:00"]),
        ("8", "2026-06-10T06:00", A.HALF, ["06-10 08:00", "06-10 20:00"]),
        ("8", "2026-06-10T22:00", A.HALF, ["06-11 08:00", "06-11 20:00"]),
        ("fri 8", "2026-06-10T15:00", A.HALF, ["06-12 08:00", "06-12 20:00"]),
        ("fri 8:30", "2026-06-10T15:00", A.HALF, ["06-12 08:30", "06-12 20:30"]),
        ("금요일 8시 반", "2026-06-10T15:00", A.HALF, ["06-12 08:30", "06-12 20:30"]),
        ("next tue 9", "2026-06-10T15:00", A.HALF, ["06-16 09:00", "06-16 21:00"]),
        ("wed 9", "2026-06-10T15:00", A.SEVERAL, ["06-10 21:00", "06-17 09:00", "06-17 21:00"]),
        ("tonight 4", "2026-06-10T15:00", A.SEVERAL, ["06-10 16:00", "06-11 04:00"]),
        ("tonight 1", "2026-06-10T00:30", A.DAY, ["06-10 01:00", "06-11 01:00"]),
        ("01/02/2027 8pm", "2026-06-10T15:00", A.ORDER, ["01-02 20:00", "02-01 20:00"]),
        ("12/6 8pm", "2026-06-10T15:00", A.ORDER, ["06-12 20:00", "12-06 20:00"]),
        ("1.12 20:00", "2026-06-10T15:00", A.ORDER, ["12-01 20:00", "01-12 20:00"]),
        # typed once the year has turned, or just before it does
        ("12/11 8pm", "2027-01-05T12:00", A.ORDER, ["11-12 20:00", "12-11 20:00"]),
        ("12/11 8pm", "2026-12-28T12:00", A.ORDER, ["11-12 20:00", "12-11 20:00"]),
        ("7/8 8", "2026-06-10T15:00", A.SEVERAL, ["07-08 08:00", "07-08 20:00",
                                                  "08-07 08:00", "08-07 20:00"]),
    ],
)  # fmt: skip
def test_asks_which(text: str, now: str, reason: AmbiguousReason, expected: list[str]) -> None:
    reading = read_when(text, now=at(now, SEOUL), zone=SEOUL)
    assert walls(reading) == expected
    assert isinstance(reading, Ambiguous)
    assert reading.reason is reason


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("wed 8pm", "2026-06-10T20:00", "06-17 20:00"),  # today's has just begun
        ("this wed 8pm", "2026-06-10T15:00", "06-10 20:00"),
        ("next wed 8pm", "2026-06-10T15:00", "06-17 20:00"),
        ("next tue 8pm", "2026-06-14T15:00", "06-16 20:00"),
        ("next fri 8pm", "2026-06-12T15:00", "06-19 20:00"),
        ("fri 12/6 8pm", "2026-06-10T15:00", "06-12 20:00"),
        ("12/6 8pm", "2026-06-20T15:00", "12-06 20:00"),
        ("12/12 8pm", "2026-06-10T15:00", "12-12 20:00"),
        ("tonight 9", "2026-06-10T00:30", "06-10 21:00"),
        ("밤 12시", "2026-06-10T00:30", "06-11 00:00"),
    ],
)
def test_does_not_ask_where_one_is_left(text: str, now: str, expected: str) -> None:
    reading = read_when(text, now=at(now, SEOUL), zone=SEOUL)
    assert isinstance(reading, Exact)
    assert reading.local.strftime("%m-%d %H:%M") == expected


@pytest.mark.parametrize(
    ("zone", "text", "wrote", "became"),
    [
        (BERLIN, "28 march 2027 2:30 am", "2027-03-28T02:30", "2027-03-28T03:30+02:00"),
        (NEW_YORK, "2027-03-14 02:15", "2027-03-14T02:15", "2027-03-14T03:15-04:00"),
        (LORD_HOWE, "2026-10-04 02:10", "2026-10-04T02:10", "2026-10-04T02:40+11:00"),
    ],
)
def test_a_time_that_clocks_skip_moves_forward_and_says_so(
    zone: ZoneInfo, text: str, wrote: str, became: str
) -> None:
    reading = read_when(text, now=datetime(2026, 6, 10, tzinfo=UTC), zone=zone)
    assert isinstance(reading, Exact)
    assert reading.local.isoformat(timespec="minutes") == became
    [note] = reading.notes
    assert note.kind is NoteKind.GAP
    assert note.wrote == datetime.fromisoformat(wrote)
    assert note.became.isoformat(timespec="minutes") == became


def test_a_whole_day_can_be_skipped() -> None:
    """Samoa crossed the date line and had no 30 December 2011."""
    reading = read_when("tomorrow 9pm", now=at("2011-12-29T10:00", APIA), zone=APIA)
    assert isinstance(reading, Exact)
    assert reading.local.isoformat() == "2011-12-31T21:00:00+14:00"
    assert [note.kind for note in reading.notes] == [NoteKind.GAP]


@pytest.mark.parametrize(
    ("zone", "text", "apart"),
    [
        (BERLIN, "25 oct 2026 2:30 am", 60),
        (NEW_YORK, "2026-11-01 01:15", 60),
        (LORD_HOWE, "2027-04-04 01:45", 30),
    ],
)
def test_a_time_that_clocks_show_twice_is_asked_for(zone: ZoneInfo, text: str, apart: int) -> None:
    reading = read_when(text, now=datetime(2026, 6, 10, tzinfo=UTC), zone=zone)
    assert isinstance(reading, Ambiguous)
    assert reading.reason is A.FOLD
    first, second = reading.options
    assert second.at - first.at == timedelta(minutes=apart)
    assert first.local.replace(tzinfo=None) == second.local.replace(tzinfo=None, fold=0)
    assert (first.local.fold, second.local.fold) == (0, 1)
    kinds = [note.kind for option in reading.options for note in option.notes]
    assert kinds == [NoteKind.FOLD, NoteKind.FOLD]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-25 02:30 CEST", "2026-10-25T00:30"),
        ("2026-10-25 02:30 CET", "2026-10-25T01:30"),
        ("2:30am cet 25 oct 2026", "2026-10-25T01:30"),
        ("2026-10-25 02:30 CET Berlin time", "2026-10-25T01:30"),
        ("2026-11-01 01:30 EDT", "2026-11-01T05:30"),
        ("2026-11-01 01:30 EST", "2026-11-01T06:30"),
    ],
)
def test_clocks_that_are_named_are_one_of_the_two(text: str, moment: str) -> None:
    reading = read_when(text, now=datetime(2026, 6, 10, tzinfo=UTC), zone=SEOUL)
    assert isinstance(reading, Exact)
    assert reading.at == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_the_named_one_of_the_two_may_be_over() -> None:
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)
    assert isinstance(read_when("2026-10-25 02:30 CEST", now=between, zone=BERLIN), Past)


def test_letters_of_both_leave_the_question() -> None:
    now = datetime(2026, 6, 10, tzinfo=UTC)
    assert isinstance(read_when("2026-11-01 01:30 ET", now=now, zone=SEOUL), Ambiguous)


def test_of_a_time_shown_twice_only_what_lies_ahead_counts() -> None:
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 02:45, still summer time
    reading = read_when("today 2:30 am", now=between, zone=BERLIN)
    assert isinstance(reading, Exact)
    assert reading.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    after = between + timedelta(hours=1)
    assert isinstance(read_when("today 2:30 am", now=after, zone=BERLIN), Past)


def test_among_several_a_time_shown_twice_is_the_first() -> None:
    now = at("2026-10-24T15:00", BERLIN)
    reading = read_when("tomorrow 2:30", now=now, zone=BERLIN)
    assert walls(reading) == ["10-25 02:30", "10-25 14:30"]
    assert isinstance(reading, Ambiguous)
    first, second = reading.options
    assert first.local.fold == 0
    assert [note.kind for note in first.notes] == [NoteKind.FOLD]
    assert second.notes == ()


def test_spans_run_on_the_clock_across_a_change_of_clocks() -> None:
    now = at("2026-10-24T20:00", BERLIN)
    reading = read_when("in 12 hours", now=now, zone=BERLIN)
    assert isinstance(reading, Exact)
    assert reading.local.strftime("%m-%d %H:%M") == "10-25 07:00"
    same_hour = read_when("in 1 day 8pm", now=now, zone=BERLIN)
    assert isinstance(same_hour, Exact)
    assert same_hour.at - now == timedelta(hours=25)
