"""Each reading has its message, and the message finds what it needs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast

from bot.domain.recurrence import (
    EmptyRepeatError,
    LongRepeatError,
    TooManySittingsError,
    UnreadableRepeatError,
)
from bot.domain.when import (
    Ambiguous,
    AmbiguousReason,
    Note,
    NoteKind,
    Past,
    Unreadable,
    UnreadableReason,
)
from bot.domain.zones import UnknownZoneError

FILE: Final = Path(__file__).parents[2] / "data/locales/en/when.ftl"
DAY: Final = date(2026, 6, 12)
NOTED: Final = datetime(2026, 10, 25, 2, 30, tzinfo=UTC)

READINGS: Final = [
    *(Unreadable(reason=reason) for reason in UnreadableReason),
    Unreadable(reason=UnreadableReason.NO_TIME, day=DAY),
]
KEYS: Final = [
    *(reading.key for reading in READINGS),
    *(Ambiguous(options=(), reason=reason).key for reason in AmbiguousReason),
    *(Note(kind=kind, wrote=NOTED, became=NOTED).key for kind in NoteKind),
    Past.key,
    UnreadableRepeatError.key,
    EmptyRepeatError.key,
    LongRepeatError.key,
    TooManySittingsError.key,
    UnknownZoneError.key,
]


def messages() -> dict[str, ast.Message]:
    resource = FluentParser().parse(FILE.read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, ast.Junk)]
    return {entry.id.name: entry for entry in resource.body if isinstance(entry, ast.Message)}


def test_every_reading_has_its_message_and_none_is_left_over() -> None:
    assert set(KEYS) == set(messages())


def said(key: str, given: dict[str, str | int | date]) -> str:
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(FILE.read_text(encoding="utf-8")))
    pattern = bundle.get_message(key).value
    assert pattern is not None
    text, errors = bundle.format_pattern(pattern, given)
    assert errors == []
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("key", KEYS)
def test_a_message_needs_no_more_than_it_is_given(key: str) -> None:
    text = said(
        key,
        {
            "words": "blah", "day": DAY, "wrote": NOTED, "became": NOTED, "moment": "<t:0:F>",
            "name": "Atlantis", "sittings": 400, "most": 366,
        },
    )  # fmt: skip
    assert 20 <= len(text) <= 200


def test_days_and_times_are_written_out() -> None:
    assert "Friday, June 12, 2026" in said("when-no-time-on", {"day": DAY})
    wrote = datetime.fromisoformat("2027-03-28T02:30")
    became = datetime(2027, 3, 28, 3, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    text = said("when-gap", {"wrote": wrote, "became": became}).replace("\u202f", " ")
    assert "2:30 AM" in text
    assert "3:30 AM" in text


def test_words_are_quoted_before_they_are_shown() -> None:
    reading = Unreadable(reason=UnreadableReason.UNKNOWN, words=("**now**", "<@1>"))
    assert "**" not in reading.quoted
    assert "<@1>" not in reading.quoted
