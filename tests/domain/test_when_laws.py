"""What holds for every text: it has a reading, nothing of it is lost, what is printed is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.when import (
    FURTHEST,
    Ambiguous,
    Exact,
    NoteKind,
    Past,
    Reading,
    Unreadable,
    UnreadableReason,
    read_when,
)
from bot.domain.when.folding import fold
from bot.domain.when.scanner import scan

ZONES: Final = [
    ZoneInfo(name)
    for name in (
        "Asia/Seoul", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
        "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo",
    )
]  # fmt: skip
SNIPPETS: Final = [
    "fri", "saturday", "next", "this", "last", "next week", "today", "tomorrow", "tonight", "8",
    "8pm", "20:00", "20h30", "8.30", "1.12", "12am", "noon", "midnight", "in", "2", "hours",
    "90 min", "ago", "later", "and a half", "1 dec", "dec 1st", "2026", "12/6", "01/02/2027",
    "2026-12-01", "t20:00", "+09:00", "the", "at", "on", "of", "5th", "morning", "evening",
    "at night", "kst", "utc", "<t:1796122800:F>", "금요일", "다음 주", "내일", "저녁", "밤", "8시",
    "반", "30분", "후", "전", "12월 1일", "일", "demain", "1er décembre", "-", ".", "@", ",", "x",
]  # fmt: skip
moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 -- hypothesis wants bounds without a zone
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
zones = st.sampled_from(ZONES)
snippets = st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=6)


def check(reading: Reading, now: datetime) -> None:
    """Hold a reading to what its type promises."""
    match reading:
        case Exact():
            check_exact(reading, now)
        case Ambiguous(options=options):
            assert 2 <= len(options) <= 4
            assert sorted({option.at for option in options}) == [option.at for option in options]
            for option in options:
                check_exact(option, now)
        case Past(at=at):
            assert at.tzinfo is UTC
            assert at <= now
        case Unreadable(reason=reason, words=words):
            assert len(words) <= 5
            assert all(0 < len(word) <= 30 for word in words)
            says_words = {UnreadableReason.UNKNOWN, UnreadableReason.IMPOSSIBLE}
            assert bool(words) == (reason in says_words)


def check_exact(one: Exact, now: datetime) -> None:
    assert one.at.tzinfo is UTC
    assert now < one.at <= now + FURTHEST
    assert one.local == one.at
    kinds = [note.kind for note in one.notes]
    assert sorted(set(kinds)) == sorted(kinds)
    assert not {NoteKind.GAP, NoteKind.FOLD} <= set(kinds)
    for note in one.notes:
        moved = note.became.replace(tzinfo=None, fold=0) != note.wrote
        assert moved == (note.kind is NoteKind.GAP)


@given(text=st.text(max_size=160), now=moments, zone=zones)
@example(text="8" * 5000, now=datetime(2026, 6, 10, tzinfo=UTC), zone=ZONES[0])
@example(text="\ud800 8pm", now=datetime(2026, 6, 10, tzinfo=UTC), zone=ZONES[0])
@example(text="٨", now=datetime(2026, 6, 10, tzinfo=UTC), zone=ZONES[0])
@example(text="0001-01-01 00:00", now=datetime(2026, 6, 10, tzinfo=UTC), zone=ZONES[0])
@example(text="0001-01-01T00:00+14:00", now=datetime(2026, 6, 10, tzinfo=UTC), zone=ZONES[0])
@example(text="<t:-999999999999999:R>", now=datetime(2026, 6, 10, tzinfo=UTC), zone=ZONES[0])
@example(text="999999 years ago", now=datetime(2026, 6, 10, tzinfo=UTC), zone=ZONES[0])
@example(text="999999 days ago 8pm", now=datetime(2026, 6, 10, tzinfo=UTC), zone=ZONES[0])
@example(text="9999-12-31 24:00", now=datetime(2026, 6, 10, tzinfo=UTC), zone=ZONES[0])
@settings(deadline=None, max_examples=300)
def test_every_text_has_a_reading(text: str, now: datetime, zone: ZoneInfo) -> None:
    check(read_when(text, now=now, zone=zone), now)


@given(
    pieces=snippets, glue=st.sampled_from([" ", "", ", ", "\u00a0"]), now=moments, zone=zones
)  # fmt: skip
@settings(deadline=None, max_examples=500)
def test_every_jumble_of_known_words_has_a_reading(
    pieces: list[str], glue: str, now: datetime, zone: ZoneInfo
) -> None:
    check(read_when(glue.join(pieces), now=now, zone=zone), now)


@given(text=st.text(max_size=100) | snippets.map(" ".join))
@settings(deadline=None, max_examples=300)
def test_the_pieces_are_all_of_the_text(text: str) -> None:
    folded = fold(text)
    covered = {at for piece in scan(folded) for at in range(piece.start, piece.end)}
    lost = {folded[at] for at in range(len(folded)) if at not in covered}
    assert lost <= {" ", ",", "、"}


@given(
    pieces=snippets, place=st.integers(0, 6), word=st.sampled_from(["qzx", "please", "🎬", "#4"])
)
@settings(deadline=None, max_examples=200)
def test_one_unknown_word_spoils_it(pieces: list[str], place: int, word: str) -> None:
    """A reading that leaves a word out could be half of what was meant."""
    text = " ".join([*pieces[:place], word, *pieces[place:]])
    now = datetime(2026, 6, 10, 6, tzinfo=UTC)
    assert isinstance(read_when(text, now=now, zone=ZONES[0]), Unreadable)


def english(local: datetime) -> str:
    return f"{local:%a} {local.day} {local:%b %Y}, {local:%I:%M %p}"


def american(local: datetime) -> str:
    return f"{local:%B} {local.day}, {local.year} at {local.hour % 12 or 12}:{local:%M}{local:%p}"


def korean(local: datetime) -> str:
    half = "오전" if local.hour < 12 else "오후"
    hour = local.hour % 12 or 12
    return f"{local.year}년 {local.month}월 {local.day}일 {half} {hour}시 {local.minute}분"


WRITERS: Final = [
    english,
    american,
    korean,
    "{:%Y-%m-%d %H:%M}".format,
    "{:%Y-%m-%dT%H:%M:%S}".format,
    "{:%H:%M Uhr %d.%m.%Y}".format,
    "{:%Y/%m/%d %Hh%M}".format,
]


@given(
    minutes=st.integers(1, 2 * 365 * 24 * 60),
    zone=zones,
    writer=st.sampled_from(WRITERS),
    now=moments.map(lambda now: now.replace(second=0, microsecond=0)),
)
@settings(deadline=None, max_examples=500)
def test_reads_what_is_printed(minutes: int, zone: ZoneInfo, writer: object, now: datetime) -> None:
    at = now + timedelta(minutes=minutes)
    assert callable(writer)
    reading = read_when(writer(at.astimezone(zone)), now=now, zone=zone)
    options = reading.options if isinstance(reading, Ambiguous) else (reading,)
    assert at in [option.at for option in options if isinstance(option, Exact)]
    apart = [
        option.local.replace(tzinfo=None, fold=0) for option in options if isinstance(option, Exact)
    ]
    assert len(set(apart)) == 1  # two only where clocks show it twice


@given(minutes=st.integers(1, 999_999), zone=zones, now=moments)
@settings(deadline=None, max_examples=100)
def test_reads_a_moment_in_full(minutes: int, zone: ZoneInfo, now: datetime) -> None:
    at = (now + timedelta(minutes=minutes)).replace(microsecond=0)
    expected = Exact(at=at, local=at.astimezone(zone))
    assert read_when(f"<t:{int(at.timestamp())}:R>", now=now, zone=zone) == expected
    assert read_when(at.astimezone(ZONES[4]).isoformat(), now=now, zone=zone) == expected
    in_minutes = read_when(f"in {minutes} minutes", now=now, zone=zone)
    assert isinstance(in_minutes, Exact)
    assert in_minutes.at == now + timedelta(minutes=minutes)
