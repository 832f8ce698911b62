"""Spoken times, zones in the text, slips of the pen, and dates that have just gone by."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.domain.when import (
    Ambiguous,
    Exact,
    NoteKind,
    Reading,
    Unreadable,
    UnreadableReason,
    read_when,
)

NOW: Final = datetime(2026, 6, 10, 6, tzinfo=UTC)
"""A Wednesday: 15:00 in Seoul, 08:00 in Berlin."""
SEOUL: Final = ZoneInfo("Asia/Seoul")
BERLIN: Final = ZoneInfo("Europe/Berlin")


def read(text: str, zone: ZoneInfo = SEOUL, now: datetime = NOW) -> Reading:
    return read_when(text, now=now, zone=zone)


def exact(text: str, zone: ZoneInfo = SEOUL, now: datetime = NOW) -> Exact:
    reading = read(text, zone, now)
    assert isinstance(reading, Exact), reading
    return reading


def times(reading: Reading) -> list[str]:
    options = reading.options if isinstance(reading, Ambiguous) else (reading,)
    return [one.local.strftime("%H:%M") for one in options if isinstance(one, Exact)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fri half past eight", ["08:30", "20:30"]),
        ("half past eight pm fri", ["20:30"]),
        ("fri half past 8 in the evening", ["20:30"]),
        ("fri quarter to nine", ["08:45", "20:45"]),
        ("fri at a quarter to nine pm", ["20:45"]),
        ("fri quarter past 8pm", ["20:15"]),
        ("fri quarter past 8 pm", ["20:15"]),
        ("fri ten to eight pm", ["19:50"]),
        ("fri twenty-five past eight pm", ["20:25"]),
        ("fri 10 past 8pm", ["20:10"]),
        ("fri 10 min to 8pm", ["19:50"]),
        ("fri 5 minutes past 20", ["20:05"]),
        ("fri quarter to one pm", ["12:45"]),
        ("fri quarter to twelve pm", ["11:45", "23:45"]),
        ("fri ten to 12am", ["11:50", "23:50"]),
        ("fri quarter past 12 pm", ["12:15"]),
        ("fri quarter to 21", ["20:45"]),
        ("fri quarter to 0", ["23:45"]),
        ("fri eight pm", ["20:00"]),
    ],
)
def test_reads_a_time_as_it_is_spoken(text: str, expected: list[str]) -> None:
    assert times(read(text)) == expected


@pytest.mark.parametrize(
    ("text", "read_as", "expected"),
    [
        ("fri 8pm-10pm", "fri 8pm", ["20:00"]),
        ("fri 8pm to 10", "fri 8pm", ["20:00"]),
        ("Fri 8pm – 10pm", "fri 8pm", ["20:00"]),
        ("fri 20:00-22:00", "fri 20:00", ["20:00"]),
        ("20:00 till 22:00 on fri", "20:00 on fri", ["20:00"]),
        ("fri from 8:30pm until midnight", None, []),
        ("fri 8-10pm", "fri 8pm", ["20:00"]),
        ("fri 12-2pm", "fri 12pm", ["12:00"]),
        ("from 8 to 10pm fri", "8pm fri", ["20:00"]),
        ("fri 11-1am", "fri 11", ["11:00", "23:00"]),
        ("12 june - 8pm - 10pm", "12 june - 8pm", ["20:00"]),
        ("satuday 8pm-10pm", "saturday 8pm", ["20:00"]),
        ("금요일 오후 8시~10시", "금요일 오후 8시", ["20:00"]),
        ("2026-12-01 8pm-10pm", "2026-12-01 8pm", ["20:00"]),
        ("2026-12-01 20:00-05:00", None, []),
        ("fri 10 to 8", None, []),
        ("fri 8pm-10pm please", None, []),
    ],
)
def test_an_end_is_left_out_and_the_rest_shown_back(
    text: str, read_as: str | None, expected: list[str]
) -> None:
    reading = read(text)
    assert times(reading) == expected
    options = reading.options if isinstance(reading, Ambiguous) else (reading,)
    assert [one.spelled for one in options if isinstance(one, Exact)] == [read_as] * len(expected)
    assert all(one.is_cut for one in options if isinstance(one, Exact))


@pytest.mark.parametrize(
    "text",
    [
        "every friday 8pm", "8pm every fri", "each friday at 8pm", "weekly fri 8pm", "daily 9pm",
        "every day 8pm", "every other saturday 8pm", "weekdays 8pm", "매주 금요일 8시",
        "금요일마다 8시", "every night 9", "fridays 8pm", "on fridays at 8pm", "8pm thursdays",
        "friday's 8pm", "fridays", "every other friday 8pm", "other friday 8pm",
    ],
)  # fmt: skip
def test_what_comes_again_and_again_is_told_apart(text: str) -> None:
    assert read(text) == Unreadable(reason=UnreadableReason.REPEATS)


@pytest.mark.parametrize("text", ["this friday's 8pm", "next friday's 8pm"])
def test_one_friday_is_not_every_friday(text: str) -> None:
    assert read(text) != Unreadable(reason=UnreadableReason.REPEATS)


@pytest.mark.parametrize(
    "text",
    [
        "mon and tue 8pm", "mon, tue 8pm", "mon & tue 8pm", "mon tue 8pm", "8pm mon and tue",
        "monday, wednesday, and friday at 8pm", "mon-fri 8pm", "mon to fri 8pm", "sat/sun 8pm",
        "fridays and saturdays 8pm", "fri and sat", "월, 수 8시", "월요일과 화요일 8시", "월화 8시",
        "토 일 저녁 8시",
    ],
)  # fmt: skip
def test_several_days_are_told_apart_as_well(text: str) -> None:
    assert read(text) == Unreadable(reason=UnreadableReason.REPEATS)


@pytest.mark.parametrize(
    "text",
    [
        "fri or sat 8pm", "mon 8pm and tue 9pm", "fri 8pm or 9pm", "12월 1일 금요일 abcdef",
        "tomorrow and friday 8pm", "sun and fun 8pm",
    ],
)  # fmt: skip
def test_what_the_same_evening_cannot_repeat_on_is_refused_as_before(text: str) -> None:
    reading = read(text)
    assert isinstance(reading, Unreadable)
    assert reading.reason is not UnreadableReason.REPEATS


@pytest.mark.parametrize("text", ["every time 8pm", "each 8pm", "@everyone 8pm", "everything 8pm"])
def test_other_words_are_unknown_as_before(text: str) -> None:
    reading = read(text)
    assert isinstance(reading, Unreadable)
    assert reading.reason is UnreadableReason.UNKNOWN


@pytest.mark.parametrize("text", ["half to eight", "99 min to 8", "quarter past 8.30", "past 8"])
def test_refuses_what_nobody_says(text: str) -> None:
    assert isinstance(read(text), Unreadable)


@pytest.mark.parametrize(
    ("text", "zone", "moment"),
    [
        ("8pm fri PST", "America/Los_Angeles", "2026-06-13T03:00"),
        ("8pm fri in Seoul", "Asia/Seoul", "2026-06-12T11:00"),
        ("fri 8pm (Seoul time)", "Asia/Seoul", "2026-06-12T11:00"),
        ("fri 8pm New York time", "America/New_York", "2026-06-13T00:00"),
        ("fri 8pm in new york", "America/New_York", "2026-06-13T00:00"),
        ("fri 8pm new york", "America/New_York", "2026-06-13T00:00"),
        ("fri 8pm Europe/Berlin", "Europe/Berlin", "2026-06-12T18:00"),
        ("fri 8pm America/New_York", "America/New_York", "2026-06-13T00:00"),
        ("kst fri 8pm", "Asia/Seoul", "2026-06-12T11:00"),
        ("fri 8pm in Kiev", "Europe/Kyiv", "2026-06-12T17:00"),
        ("금요일 오후 8시 서울 시간", "Asia/Seoul", "2026-06-12T11:00"),
    ],
)
@pytest.mark.parametrize("home", [SEOUL, BERLIN], ids=str)
def test_a_zone_in_the_text_wins_over_the_writers(
    text: str, zone: str, moment: str, home: ZoneInfo
) -> None:
    reading = exact(text, home)
    assert reading.zone == zone
    assert reading.at == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_without_one_the_text_names_no_zone() -> None:
    assert exact("fri 8pm").zone is None


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("satuday 9pm", "saturday 9pm"),
        ("Tommorow 9pm", "tomorrow 9pm"),
        ("9pm wensday next week", "9pm wednesday next week"),
        ("thrusday 8pm", "thursday 8pm"),
        ("febuary 3 8pm", "february 3 8pm"),
        ("3 agust 8pm", "3 august 8pm"),
        ("in 20 minuts", "in 20 minutes"),
    ],
)
def test_a_slip_is_mended_and_shown(text: str, spelled: str) -> None:
    reading = exact(text)
    assert reading.spelled == spelled
    assert reading.respelled == spelled
    assert reading.at == exact(spelled).at


def test_a_slip_in_what_is_asked_about_is_shown_too() -> None:
    reading = read("tommorow 9")
    assert isinstance(reading, Ambiguous)
    assert {one.spelled for one in reading.options} == {"tomorrow 9"}


@pytest.mark.parametrize("text", ["match 8pm", "sunny 8pm", "friend 8pm", "right 8pm", "monkey 8"])
def test_another_word_is_no_slip(text: str) -> None:
    assert isinstance(read(text), Unreadable)


def test_nothing_is_mended_that_can_be_read() -> None:
    assert exact("sábado a las 21:00").spelled is None


@pytest.mark.parametrize(
    ("text", "now", "expected"),
    [
        ("11 dec 8pm", "2027-01-05", "2027-12-11"),
        ("dec 20 8pm", "2026-12-28", "2027-12-20"),
        ("25/12 8pm", "2026-12-28", "2027-12-25"),
        ("9 june 8pm", "2026-06-10", "2027-06-09"),
    ],
)
def test_a_date_without_a_year_is_the_next_one(text: str, now: str, expected: str) -> None:
    moment = datetime.fromisoformat(now).replace(hour=3, tzinfo=UTC)
    reading = exact(text, now=moment)
    assert reading.local.date().isoformat() == expected
    turned = reading.local.year > moment.year
    assert [note.kind for note in reading.notes] == [NoteKind.NEXT_YEAR] * turned


def test_the_year_is_no_news_where_the_date_is_far() -> None:
    assert exact("1 feb 8pm").notes == ()
