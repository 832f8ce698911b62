"""Moments as people write them: one table, read in three zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.domain.when import (
    Exact,
    Past,
    Reading,
    Unreadable,
    UnreadableReason,
    read_when,
)

NOW: Final = datetime(2026, 6, 10, 6, tzinfo=UTC)
"""A Wednesday: 15:00 in Seoul, 08:00 in Berlin, 02:00 in New York."""
ZONES: Final = [ZoneInfo(name) for name in ("Asia/Seoul", "Europe/Berlin", "America/New_York")]
SEOUL, BERLIN, NEW_YORK = ZONES


def read(text: str, zone: ZoneInfo = SEOUL, now: datetime = NOW) -> Reading:
    return read_when(text, now=now, zone=zone)


def wall(reading: Reading) -> str:
    assert isinstance(reading, Exact), reading
    assert reading.at.tzinfo is UTC
    assert reading.local == reading.at
    return reading.local.strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # English, day and time
        ("fri 8pm", "2026-06-12 20:00"),
        ("Friday 8 PM", "2026-06-12 20:00"),
        ("on fri at 8pm", "2026-06-12 20:00"),
        ("fri, 8:15 p.m.", "2026-06-12 20:15"),
        ("fri@8pm", "2026-06-12 20:00"),
        ("fri - 8pm", "2026-06-12 20:00"),
        ("8pm fri", "2026-06-12 20:00"),
        ("fri8pm!", "2026-06-12 20:00"),
        ("this fri 8pm", "2026-06-12 20:00"),
        ("sat at 8.30pm", "2026-06-13 20:30"),
        ("sat 20.30", "2026-06-13 20:30"),
        ("saturday evening at 7", "2026-06-13 19:00"),
        ("sunday at 3 in the afternoon", "2026-06-14 15:00"),
        ("tue 9 in the morning", "2026-06-16 09:00"),
        ("next tue 21:00", "2026-06-16 21:00"),
        ("tue next week 9pm", "2026-06-16 21:00"),
        ("tue of next week 9pm", "2026-06-16 21:00"),
        ("fri week after next 9pm", "2026-06-26 21:00"),
        ("tomorrow 21:00", "2026-06-11 21:00"),
        ("tmrw 9pm", "2026-06-11 21:00"),
        ("tomorrow night at 10", "2026-06-11 22:00"),
        ("tomorrow night 11pm", "2026-06-11 23:00"),
        ("tomorrow at noon", "2026-06-11 12:00"),
        ("tomorrow 12", "2026-06-11 12:00"),
        ("tomorrow 12:30", "2026-06-11 12:30"),
        ("tomorrow 12am", "2026-06-11 00:00"),
        ("tomorrow 24:00", "2026-06-12 00:00"),
        ("tomorrow 08:30", "2026-06-11 08:30"),
        ("tomorrow at 20", "2026-06-11 20:00"),
        ("tomorrow 2030", "2026-06-11 20:30"),
        ("tomorrow 930pm", "2026-06-11 21:30"),
        ("tomorrow 2100 hrs", "2026-06-11 21:00"),
        ("tomorrow at eight in the evening", "2026-06-11 20:00"),
        ("tomorrow 9 o'clock in the evening", "2026-06-11 21:00"),
        ("day after tomorrow 7pm", "2026-06-12 19:00"),
        ("today 20:00", "2026-06-10 20:00"),
        ("tonight 9", "2026-06-10 21:00"),
        ("tonight at 8:30", "2026-06-10 20:30"),
        ("tonight 09:00", "2026-06-10 21:00"),
        ("tonight 21:00", "2026-06-10 21:00"),
        ("this evening 8", "2026-06-10 20:00"),
        ("evening 8", "2026-06-10 20:00"),
        ("20h30", "2026-06-10 20:30"),
        ("20h", "2026-06-10 20:00"),
        ("20 Uhr", "2026-06-10 20:00"),
        ("pm 8:30", "2026-06-10 20:30"),
        ("20:00:30", "2026-06-10 20:00"),
        # spans
        ("in 3 days 8pm", "2026-06-13 20:00"),
        ("in 2 weeks at 20:00", "2026-06-24 20:00"),
        ("a week from now 8pm", "2026-06-17 20:00"),
        ("in a fortnight 8pm", "2026-06-24 20:00"),
        ("a week from friday 8pm", "2026-06-19 20:00"),
        ("two weeks on friday at 8pm", "2026-06-26 20:00"),
        ("a fortnight from tomorrow 8pm", "2026-06-25 20:00"),
        ("8pm a week after the 12th", "2026-06-19 20:00"),
        ("friday week 8pm", "2026-06-19 20:00"),
        ("in a month 8pm", "2026-07-10 20:00"),
        ("in a year 8pm", "2027-06-10 20:00"),
        # the calendar
        ("2026-12-01 20:00", "2026-12-01 20:00"),
        ("2026-12-01T20:00", "2026-12-01 20:00"),
        ("2026-12-01 9:00", "2026-12-01 09:00"),
        ("2026-12-01 9:00 pm", "2026-12-01 21:00"),
        ("2026/12/01 20:00", "2026-12-01 20:00"),
        ("1 Dec 8pm", "2026-12-01 20:00"),
        ("dec 1st 20:00", "2026-12-01 20:00"),
        ("Dec 1, 2026 at 8 PM", "2026-12-01 20:00"),
        ("8pm on the 1st of December", "2026-12-01 20:00"),
        ("1.12. 20:00", "2026-12-01 20:00"),
        ("1.12.2026 20:00", "2026-12-01 20:00"),
        ("13/02/2027 20:00", "2027-02-13 20:00"),
        ("2/13/27 20:00", "2027-02-13 20:00"),
        ("02/02/2027 20:00", "2027-02-02 20:00"),
        ("fri 12 june 8pm", "2026-06-12 20:00"),
        ("fri 12/6 8pm", "2026-06-12 20:00"),
        ("fri 12 8pm", "2026-06-12 20:00"),
        ("the 5th 8pm", "2026-07-05 20:00"),
        ("the 31st 8pm", "2026-07-31 20:00"),
        ("1 jan 8pm", "2027-01-01 20:00"),
        ("29 feb 8pm", "2028-02-29 20:00"),
        # Korean
        ("금요일 오후 8시", "2026-06-12 20:00"),
        ("금욜 저녁 8시", "2026-06-12 20:00"),
        ("금 저녁 8시", "2026-06-12 20:00"),
        ("금요일에 오후8시에", "2026-06-12 20:00"),
        ("내일 저녁 8시", "2026-06-11 20:00"),
        ("내일 저녁 여덟 시 반", "2026-06-11 20:30"),
        ("내일모레 오후 3시 15분", "2026-06-12 15:15"),
        ("오늘 밤 9시 반", "2026-06-10 21:30"),
        ("오늘밤9시", "2026-06-10 21:00"),
        ("내일 새벽 1시", "2026-06-11 01:00"),
        ("내일 오전 12시", "2026-06-11 00:00"),
        ("내일 오후 12시", "2026-06-11 12:00"),
        ("내일 밤 12시", "2026-06-12 00:00"),
        ("내일 정오", "2026-06-11 12:00"),
        ("다음 주 화요일 21:00", "2026-06-16 21:00"),
        ("다음주 화요일 밤 9시", "2026-06-16 21:00"),
        ("이번 주 금요일 20시", "2026-06-12 20:00"),
        ("12월 1일 오후 8시", "2026-12-01 20:00"),
        ("2026년 12월 1일 20시", "2026-12-01 20:00"),
        ("2026. 12. 1. 20시", "2026-12-01 20:00"),
        ("12/1 오후 8시", "2026-12-01 20:00"),
        ("5일 저녁 8시", "2026-07-05 20:00"),
        ("3일 후 저녁 8시", "2026-06-13 20:00"),
        ("일주일 뒤 저녁 8시", "2026-06-17 20:00"),
        # typed on other keyboards
        ("ｆｒｉ　８：３０ｐｍ", "2026-06-12 20:30"),
        ("fri\u200b 8pm\u200f", "2026-06-12 20:00"),
        ("12月1日 20:00", "2026-12-01 20:00"),
    ],
)
def test_reads_a_day_and_a_time(text: str, expected: str, zone: ZoneInfo) -> None:
    assert wall(read(text, zone)) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("in 2 hours", 120),
        ("in 2h", 120),
        ("in 1h30", 90),
        ("in 1h 30m", 90),
        ("in 90 min", 90),
        ("90 min", 90),
        ("90m", 90),
        ("2 hours 5 minutes from now", 125),
        ("20 minutes later", 20),
        ("in an hour", 60),
        ("in half an hour", 30),
        ("½ hour", 30),
        ("in 1½ hours", 90),
        ("in 1.5 hours", 90),
        ("in an hour and a half", 90),
        ("in two hours", 120),
        ("in 1 day and 2 hours", 26 * 60),
        ("2시간 후", 120),
        ("두 시간 뒤에", 120),
        ("1시간 반 후", 90),
        ("30분 뒤", 30),
        ("30분", 30),
    ],
)
def test_counts_spans_on_the_clock(text: str, minutes: int) -> None:
    reading = read(text, NEW_YORK)
    assert isinstance(reading, Exact)
    assert reading.at == NOW + timedelta(minutes=minutes)
    assert reading.notes == ()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("<t:1796122800:F>", datetime(2026, 12, 1, 11, tzinfo=UTC)),
        ("<t:1796122800>", datetime(2026, 12, 1, 11, tzinfo=UTC)),
        ("2026-12-01T20:00+09:00", datetime(2026, 12, 1, 11, tzinfo=UTC)),
        ("2026-12-01T20:00:00-05:00", datetime(2026, 12, 2, 1, tzinfo=UTC)),
        ("٢٠٢٦-١٢-٠١T٢٠:٠٠+٠٩:٠٠", datetime(2026, 12, 1, 11, tzinfo=UTC)),
        ("2026-12-01T20:00Z", datetime(2026, 12, 1, 20, tzinfo=UTC)),
        ("2026-12-01 20:00+0900", datetime(2026, 12, 1, 11, tzinfo=UTC)),
        ("fri 8pm KST", datetime(2026, 6, 12, 11, tzinfo=UTC)),
        ("fri 8pm ET", datetime(2026, 6, 13, 0, tzinfo=UTC)),
        ("fri 20:00 UTC", datetime(2026, 6, 12, 20, tzinfo=UTC)),
        ("fri 8pm utc+9", datetime(2026, 6, 12, 11, tzinfo=UTC)),
        ("GMT+9 fri 8pm", datetime(2026, 6, 12, 11, tzinfo=UTC)),
        ("fri 8pm UTC +09:00", datetime(2026, 6, 12, 11, tzinfo=UTC)),
        ("fri 8pm utc-5", datetime(2026, 6, 13, 1, tzinfo=UTC)),
        ("fri 8pm utc-3:30", datetime(2026, 6, 12, 23, 30, tzinfo=UTC)),
        ("fri 8pm utc+5:30", datetime(2026, 6, 12, 14, 30, tzinfo=UTC)),
    ],
)
@pytest.mark.parametrize("zone", ZONES, ids=str)
def test_a_moment_with_its_own_zone_is_the_same_everywhere(
    text: str, at: datetime, zone: ZoneInfo
) -> None:
    reading = read(text, zone)
    assert isinstance(reading, Exact)
    assert reading.at == at
    assert reading.local.tzinfo is zone


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("8", SEOUL, "2026-06-10 20:00"),  # 8 in the morning is over
        ("9pm", SEOUL, "2026-06-10 21:00"),
        ("2pm", SEOUL, "2026-06-11 14:00"),
        ("14:00", SEOUL, "2026-06-11 14:00"),
        ("noon", SEOUL, "2026-06-11 12:00"),
        ("noon", BERLIN, "2026-06-10 12:00"),
        ("midnight", BERLIN, "2026-06-11 00:00"),
        ("자정", SEOUL, "2026-06-11 00:00"),
        ("today midnight", SEOUL, "2026-06-11 00:00"),
        ("저녁 8시", BERLIN, "2026-06-10 20:00"),
        ("새벽 1시", SEOUL, "2026-06-11 01:00"),
        ("today 9", SEOUL, "2026-06-10 21:00"),
        ("tonight 1", SEOUL, "2026-06-11 01:00"),
        ("tonight 12", SEOUL, "2026-06-11 00:00"),
        ("tonight 00:30", BERLIN, "2026-06-11 00:30"),
        ("fri night at 1", SEOUL, "2026-06-13 01:00"),
        ("wed 2pm", SEOUL, "2026-06-17 14:00"),  # today's is over
        ("sun this week 8pm", SEOUL, "2026-06-14 20:00"),
    ],
)
def test_what_is_over_does_not_count(text: str, zone: ZoneInfo, expected: str) -> None:
    assert wall(read(text, zone)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yesterday 8pm", "2026-06-09 20:00"),
        ("today 9am", "2026-06-10 09:00"),
        ("this morning 9", "2026-06-10 09:00"),
        ("last fri 8pm", "2026-06-05 20:00"),
        ("last wed 8pm", "2026-06-03 20:00"),
        ("9 june 2026 8pm", "2026-06-09 20:00"),
        ("10 june 8am", "2026-06-10 08:00"),
        ("2025-12-01 20:00", "2025-12-01 20:00"),
        ("2 hours ago", "2026-06-10 13:00"),
        ("30분 전", "2026-06-10 14:30"),
        ("이번 주 월요일 20시", "2026-06-08 20:00"),
        ("<t:1764600000:F>", "2025-12-01 23:40"),
        ("in 0 minutes", "2026-06-10 15:00"),
    ],
)
def test_says_what_has_gone_by(text: str, expected: str) -> None:
    reading = read(text)
    assert isinstance(reading, Past)
    assert reading.at.tzinfo is UTC
    assert reading.at.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M") == expected


R = UnreadableReason


@pytest.mark.parametrize(
    ("text", "reason", "day", "words"),
    [
        ("", R.EMPTY, None, ()),
        (" \u200b\n\t", R.EMPTY, None, ()),
        ("\u3164\x00", R.EMPTY, None, ()),
        ("8pm " * 26, R.TOO_LONG, None, ()),
        ("friday", R.NO_TIME, date(2026, 6, 12), ()),
        ("wednesday", R.NO_TIME, None, ()),  # today, or in a week
        ("next fri", R.NO_TIME, None, ()),
        ("satuday", R.NO_TIME, date(2026, 6, 13), ()),
        ("yesterday", R.PAST_DAY, date(2026, 6, 9), ()),
        ("last friday", R.PAST_DAY, date(2026, 6, 5), ()),
        ("now", R.NOW, None, ()),
        ("Right now!", R.NOW, None, ()),
        ("asap", R.NOW, None, ()),
        ("지금", R.NOW, None, ()),
        ("now 8pm", R.CONFLICT, None, ()),
        ("tonight", R.NO_TIME, date(2026, 6, 10), ()),
        ("evening", R.NO_TIME, date(2026, 6, 10), ()),
        ("in 2 weeks", R.NO_TIME, date(2026, 6, 24), ()),
        ("내일", R.NO_TIME, date(2026, 6, 11), ()),
        ("at", R.NO_TIME, None, ()),
        ("next week 8pm", R.NO_DAY, None, ()),
        ("다음 주 8시", R.NO_DAY, None, ()),
        ("25:00", R.IMPOSSIBLE, None, ("25:00",)),
        ("fri 8:75", R.IMPOSSIBLE, None, ("8:75",)),
        ("tomorrow 99", R.IMPOSSIBLE, None, ("99",)),
        ("30 February 8pm", R.IMPOSSIBLE, None, ("30", "February")),
        ("2027-02-29 20:00", R.IMPOSSIBLE, None, ("2027-02-29", "20:00")),
        ("29/02/2027 8pm", R.IMPOSSIBLE, None, ("29/02/2027",)),
        ("13월 1일 8시", R.IMPOSSIBLE, None, ("13월", "1일")),
        ("the 32nd 8pm", R.IMPOSSIBLE, None, ("32nd",)),
        ("2026-12-01T20:00+15:00", R.IMPOSSIBLE, None, ("2026-12-01T20:00+15:00",)),
        ("2026-12-01T20:00+09:75", R.IMPOSSIBLE, None, ("2026-12-01T20:00+09:75",)),
        ("tonight 9am", R.CONFLICT, None, ()),
        ("morning 20:00", R.CONFLICT, None, ()),
        ("8pm 9pm", R.CONFLICT, None, ()),
        ("thu 8pm fri 9pm", R.CONFLICT, None, ()),
        ("tomorrow 12 june 8pm", R.CONFLICT, None, ()),
        ("in 2 hours tomorrow", R.CONFLICT, None, ()),
        ("<t:1796122800:F> 8pm", R.CONFLICT, None, ()),
        ("next week tomorrow 8pm", R.CONFLICT, None, ()),
        ("tonight noon", R.CONFLICT, None, ()),
        ("thu 12 june 8pm", R.WEEKDAY_MISMATCH, date(2026, 6, 12), ()),
        ("tomorrow fri 8pm", R.WEEKDAY_MISMATCH, date(2026, 6, 11), ()),
        ("2030-01-01 20:00", R.TOO_FAR, None, ()),
        ("dec 1 2030", R.TOO_FAR, None, ()),
        ("in 999999 hours", R.TOO_FAR, None, ()),
        ("in 999999 weeks 8pm", R.TOO_FAR, None, ()),
        ("in 999999 years 8pm", R.TOO_FAR, None, ()),
        ("9999-12-31 23:59", R.TOO_FAR, None, ()),
        ("<t:999999999999999:R>", R.TOO_FAR, None, ()),
        ("-1", R.UNKNOWN, None, ("-1",)),
        ("0x8", R.UNKNOWN, None, ("0x8",)),
        ("1" + "0" * 30, R.UNKNOWN, None, ("1" + "0" * 29,)),
        ("fri 8pm please", R.UNKNOWN, None, ("please",)),
        ("Fri 8ish, OK?", R.UNKNOWN, None, ("8ish", "OK?")),
        ("fri 10 to 8", R.UNKNOWN, None, ("to",)),  # ten to eight, or from ten to eight
        ("fri 8pm nice", R.UNKNOWN, None, ("nice",)),
        ("fri 8pm in Atlantis", R.UNKNOWN, None, ("in", "Atlantis")),
        ("in 2 hours in seoul", R.CONFLICT, None, ()),
        ("match 8pm", R.UNKNOWN, None, ("match",)),
        ("satuday blah 8pm", R.UNKNOWN, None, ("satuday", "blah")),
        ("blah 8pm", R.UNKNOWN, None, ("blah",)),
        ("fri 8²", R.UNKNOWN, None, ("8²",)),
        ("12-13 june 8pm", R.UNKNOWN, None, ("12-13", "june")),
        ("fri 8pm-99:00", R.UNKNOWN, None, ("8pm-99:00",)),
        ("2026-12-01 09:00-10:00", R.UNKNOWN, None, ("09:00-10:00",)),
        ("8:30:15:00", R.UNKNOWN, None, ("8:30:15:00",)),
        ("fri 🎬", R.UNKNOWN, None, ("🎬",)),
        ("@everyone 8pm", R.UNKNOWN, None, ("@everyone",)),
        ("fri or sat 8pm", R.UNKNOWN, None, ("or",)),
        ("next 8pm", R.UNKNOWN, None, ("next",)),
        ("next month 8pm", R.UNKNOWN, None, ("month",)),
        ("tomorrow 930", R.UNKNOWN, None, ("930",)),
        ("a week from 8pm", R.UNKNOWN, None, ("a", "week", "from")),
        ("1.5 weeks from friday 8pm", R.UNKNOWN, None, ("1.5", "weeks", "from")),
        ("fri 8pm utc+15", R.UNKNOWN, None, ("utc+15",)),
        ("fri 8pm utc+5:13", R.UNKNOWN, None, ("utc+5:13",)),
        ("8pm 12 fri 13", R.UNKNOWN, None, ("13",)),
        ("2h", R.UNKNOWN, None, ("2h",)),  # a span or a clock
        ("3월 8시", R.UNKNOWN, None, ("3월",)),
        ("8시 10분 전", R.UNKNOWN, None, ("전",)),  # ten to eight
        ("מחר 20:00 בערב", R.UNKNOWN, None, ("מחר", "בערב")),
        ("a b c d e f g h", R.UNKNOWN, None, ("a", "b", "c", "d", "e")),
        ("kst", R.UNKNOWN, None, ("kst",)),
        ("fri am", R.UNKNOWN, None, ("am",)),
    ],
)
def test_says_what_it_cannot_read(
    text: str, reason: UnreadableReason, day: date | None, words: tuple[str, ...]
) -> None:
    assert read(text) == Unreadable(reason=reason, day=day, words=words)


def test_looks_two_years_ahead() -> None:
    assert isinstance(read("2028-06-10 20:00"), Exact)
    assert read("2028-06-13 20:00") == Unreadable(reason=R.TOO_FAR)
