"""Repeats: read, written, and laid out over years in which the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import DAILY, WEEKLY, rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.recurrence import (
    MOST_SITTINGS,
    EmptyRepeatError,
    LongRepeatError,
    Repeat,
    TooManySittingsError,
    UnreadableRepeatError,
    occurrences,
    parse_repeat,
)

FRIDAY: Final = date(2026, 6, 12)
BERLIN: Final = ZoneInfo("Europe/Berlin")
ZONES: Final = [
    ZoneInfo(name)
    for name in (
        "Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
        "America/Santiago", "Africa/Casablanca", "Pacific/Apia", "America/St_Johns",
    )
]  # fmt: skip
repeats = st.frozensets(st.integers(0, 6), min_size=1).map(Repeat)
starts = st.datetimes(
    min_value=datetime.fromisoformat("2009-01-01"), max_value=datetime.fromisoformat("2027-12-31")
).map(lambda start: start.replace(second=0, microsecond=0))


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("weekly", "fri"),
        ("every week", "fri"),
        ("매주", "fri"),
        ("Weekly", "fri"),
        ("weekly on tue", "tue"),
        ("every friday", "fri"),
        ("Fridays", "fri"),
        ("mon tue", "mon tue"),
        ("tue, mon", "mon tue"),
        ("mon/wed & fri", "mon wed fri"),
        ("mondays and thursdays", "mon thu"),
        ("every mon and the tue", "mon tue"),
        ("weekdays", "weekdays"),
        ("every weekday", "weekdays"),
        ("mon-fri", "weekdays"),
        ("mon to fri", "weekdays"),
        ("fri - mon", "mon fri sat sun"),
        ("weekends", "sat sun"),
        ("weekdays and sat", "mon tue wed thu fri sat"),
        ("every day", "every day"),
        ("daily", "every day"),
        ("every evening", "every day"),
        ("mon tue wed thu fri sat sun", "every day"),
        ("월 수", "mon wed"),
        ("월수금", "mon wed fri"),
        ("월·수", "mon wed"),
        ("월요일, 수요일", "mon wed"),
        ("매주 금요일마다", "fri"),
        ("평일", "weekdays"),
        ("주말", "sat sun"),
        ("매일", "every day"),
        ("일", "sun"),
        ("ＭＯＮ\u200b ｔｕｅ", "mon tue"),
    ],
)
def test_reads_a_repeat(text: str, written: str) -> None:
    assert str(parse_repeat(text, FRIDAY)) == written


@given(repeat=repeats, start=st.dates())
def test_reads_what_it_writes(repeat: Repeat, start: date) -> None:
    assert parse_repeat(str(repeat), start) == repeat


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("never", "never"),
        ("every other day", "other day"),
        ("biweekly", "biweekly"),
        ("bi-weekly", "bi-weekly"),
        ("Mon, Bi-Weekly!", "Bi-Weekly!"),
        ("every 2 weeks", "2 weeks"),
        ("mon tue maybe", "maybe"),
        ("mon -", "\\-"),
        ("monthly", "monthly"),
        ("every", "every"),
        ("-1", "\\-1"),
        ("**mon**day", "\\*\\*mon\\*\\*day"),
        ("격주", "격주"),
    ],
)
def test_says_what_is_no_repeat(text: str, words: str) -> None:
    with pytest.raises(UnreadableRepeatError) as refused:
        parse_repeat(text, FRIDAY)
    assert refused.value.key == "when-repeat-unknown"
    assert refused.value.fields == {"words": words}


def test_says_when_there_is_nothing_or_too_much() -> None:
    for nothing in ("", " \n", "\u200b", "\x1b", "\u3164"):
        with pytest.raises(EmptyRepeatError):
            parse_repeat(nothing, FRIDAY)
    with pytest.raises(LongRepeatError):
        parse_repeat("mon " * 26, FRIDAY)


@given(text=st.text(max_size=120) | st.lists(st.sampled_from(
    ["mon", "tuesdays", "every", "day", "week", "-", "to", "weekly", "월", "요일", "매주", ",", "x"]
)).map(" ".join))  # fmt: skip
def test_every_text_is_a_repeat_or_refused(text: str) -> None:
    try:
        words = str(parse_repeat(text, FRIDAY))
    except UnreadableRepeatError as refused:
        words = str(refused.fields.get("words", "nothing"))
    assert len(words) <= 60


@pytest.mark.parametrize("weekdays", [frozenset[int](), frozenset({7}), frozenset({-1, 2})])
def test_a_repeat_has_days_of_the_week(weekdays: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="days of the week"):
        Repeat(weekdays)


def test_a_run_ends_with_the_last_episode() -> None:
    run = occurrences(
        wall("2026-06-12T20:00"),
        BERLIN,
        Repeat(frozenset({4, 5})),
        first_episode=3,
        last_episode=8,
        per_sitting=4,
    )
    assert [(sitting.at, list(sitting.episodes)) for sitting in run] == [
        (datetime(2026, 6, 12, 18, tzinfo=UTC), [3, 4, 5, 6]),
        (datetime(2026, 6, 13, 18, tzinfo=UTC), [7, 8]),
    ]


def test_a_run_begins_on_the_first_of_its_days() -> None:
    repeat = Repeat(frozenset({0}))
    run = occurrences(wall("2026-06-12T20:00"), BERLIN, repeat, first_episode=1, last_episode=1)
    assert not repeat.covers(FRIDAY)
    assert [sitting.at for sitting in run] == [datetime(2026, 6, 15, 18, tzinfo=UTC)]


def test_without_episodes_there_is_no_run() -> None:
    repeat = Repeat(frozenset({0}))
    assert (
        occurrences(wall("2026-06-12T20:00"), BERLIN, repeat, first_episode=9, last_episode=8) == ()
    )


def test_a_run_has_its_limits() -> None:
    start, daily = wall("2026-06-12T20:00"), Repeat(frozenset(range(7)))
    longest = occurrences(start, BERLIN, daily, first_episode=1, last_episode=MOST_SITTINGS)
    assert len(longest) == MOST_SITTINGS == 366
    with pytest.raises(TooManySittingsError) as refused:
        occurrences(start, BERLIN, daily, first_episode=1, last_episode=10**30)
    assert refused.value.fields == {"sittings": 10**30, "most": 366}
    with pytest.raises(ValueError, match="one episode or more"):
        occurrences(start, BERLIN, daily, first_episode=1, last_episode=9, per_sitting=0)


def test_eight_in_the_evening_stays_so_when_clocks_change() -> None:
    run = occurrences(
        wall("2026-10-16T20:00"), BERLIN, Repeat(frozenset({4})), first_episode=1, last_episode=3
    )
    assert [sitting.at.hour for sitting in run] == [18, 18, 19]


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2027-03-27T02:30", ["02:30+01:00", "03:30+02:00", "02:30+02:00"]),  # skipped on the 28th
        ("2026-10-24T02:30", ["02:30+02:00", "02:30+02:00", "02:30+01:00"]),  # twice on the 25th
    ],
)
def test_skipped_hours_move_forward_and_repeated_ones_come_first(
    start: str, expected: list[str]
) -> None:
    daily = Repeat(frozenset(range(7)))
    run = occurrences(wall(start), BERLIN, daily, first_episode=1, last_episode=3)
    local = [sitting.at.astimezone(BERLIN).isoformat(timespec="minutes") for sitting in run]
    assert [moment.partition("T")[2] for moment in local] == expected


def moment_by_search(local: datetime, zone: ZoneInfo) -> datetime:
    """Find the first moment at which clocks show `local`, by walking over the moments.

    Where none does, measure from midnight before the gap, as clocks without a change would go.
    """
    guess = local.replace(tzinfo=UTC)
    near = [guess + timedelta(minutes=15 * step) for step in range(-60, 61)]
    showing = [at for at in near if at.astimezone(zone).replace(tzinfo=None) == local]
    if showing:
        return min(showing)
    before = max(at for at in near if at.astimezone(zone).replace(tzinfo=None) < local)
    return before + (local - before.astimezone(zone).replace(tzinfo=None))


@given(
    start=starts.map(lambda start: start.replace(minute=start.minute // 15 * 15)),
    zone=st.sampled_from(ZONES),
    repeat=repeats,
    episodes=st.integers(1, 73),
    per_sitting=st.integers(1, 4),
)
@settings(deadline=None, max_examples=60)
def test_agrees_with_dateutil(
    start: datetime, zone: ZoneInfo, repeat: Repeat, episodes: int, per_sitting: int
) -> None:
    run = occurrences(
        start, zone, repeat, first_episode=1, last_episode=episodes, per_sitting=per_sitting
    )
    sittings = -(-episodes // per_sitting)
    walls = list(rrule(WEEKLY, dtstart=start, byweekday=sorted(repeat.weekdays), count=sittings))
    assert [sitting.at for sitting in run] == [moment_by_search(day, zone) for day in walls]
    assert [episode for sitting in run for episode in sitting.episodes] == [*range(1, episodes + 1)]
    assert all(len(sitting.episodes) == per_sitting for sitting in run[:-1])


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 20])
def test_agrees_with_dateutil_on_every_day_of_a_year(zone: ZoneInfo, hour: int) -> None:
    start = datetime.combine(date(2011, 6, 1), time(hour, 30))
    run = occurrences(start, zone, Repeat(frozenset(range(7))), first_episode=1, last_episode=366)
    walls = rrule(DAILY, dtstart=start, count=366)
    assert [sitting.at for sitting in run] == [moment_by_search(day, zone) for day in walls]
