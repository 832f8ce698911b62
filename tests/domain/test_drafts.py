"""Drafts: what was written means the same whenever it is read, and whatever becomes of the bot."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.drafts import (
    Draft,
    DraftId,
    MoveDraft,
    PartyDraft,
    ReminderDraft,
    Subject,
    Wish,
    ZoneOrigin,
    asks_zone,
    from_document,
    read_wish,
    repeat_of,
    sittings,
    to_document,
    zone_matters,
    zone_of,
)
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.parties import PartyId
from bot.domain.records import replace
from bot.domain.recurrence import Repeat
from bot.domain.when import Ambiguous, Exact, NoteKind, Past

THURSDAY: Final = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
PARTY: Final = PartyDraft(
    show_id=ShowId(1),
    first_episode=4,
    per_sitting=1,
    repeat=None,
    place=None,
    channel_id=ChannelId(5),
)


def wish(text: str, *, zone: str = "UTC", origin: ZoneOrigin = ZoneOrigin.OWN) -> Wish:
    return Wish(text=text, asked_at=THURSDAY, zone=zone, zone_origin=origin)


def read(asked: Wish, now: datetime = THURSDAY) -> Exact:
    reading = read_wish(asked, now=now)
    assert isinstance(reading, Exact)
    return reading


def test_a_draft_reads_the_same_an_hour_later() -> None:
    asked = wish("in 2 hours")
    later = read(asked, THURSDAY + timedelta(hours=1))
    assert later.at == read(asked).at == THURSDAY + timedelta(hours=2)


def test_a_moment_that_went_by_while_it_waited_is_past() -> None:
    assert isinstance(read_wish(wish("in 2 hours"), now=THURSDAY + timedelta(hours=2)), Past)


def test_a_pick_settles_what_is_ambiguous() -> None:
    asked = wish("tomorrow 9")
    assert isinstance(read_wish(asked, now=THURSDAY), Ambiguous)
    assert read(replace(asked, pick=0)).at == datetime(2026, 1, 2, 9, tzinfo=UTC)
    assert read(replace(asked, pick=1)).at == datetime(2026, 1, 2, 21, tzinfo=UTC)
    assert isinstance(read_wish(replace(asked, pick=7), now=THURSDAY), Ambiguous)


def test_the_zone_makes_the_moment() -> None:
    seoul, berlin = wish("fri 8pm", zone="Asia/Seoul"), wish("fri 8pm", zone="Europe/Berlin")
    assert read(seoul).at == datetime(2026, 1, 2, 11, tzinfo=UTC)
    assert read(berlin).at == datetime(2026, 1, 2, 19, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("fri 8pm", True),
        ("tomorrow 9", True),
        ("in 2 hours", False),
        ("<t:1800000000:F>", False),
    ],
)
def test_nobody_is_asked_for_a_zone_that_makes_no_difference(text: str, *, matters: bool) -> None:
    asked = wish(text, origin=ZoneOrigin.ASSUMED)
    assert zone_matters(asked) is matters
    assert asks_zone(_draft(asked, PARTY)) is matters


def test_a_run_keeps_its_hour_so_its_zone_always_matters() -> None:
    asked = wish("in 2 hours", origin=ZoneOrigin.ASSUMED)
    assert asks_zone(_draft(asked, replace(PARTY, repeat="weekly")))


@pytest.mark.parametrize("origin", [ZoneOrigin.OWN, ZoneOrigin.CHOSEN])
def test_a_zone_that_is_known_is_not_asked_for(origin: ZoneOrigin) -> None:
    assert not asks_zone(_draft(wish("fri 8pm", origin=origin), PARTY))


def test_one_evening_ends_with_the_show() -> None:
    draft = replace(PARTY, first_episode=7, per_sitting=3)
    (evening,) = sittings(draft, read(wish("fri 8pm")), zone="UTC", total=8)
    assert list(evening.episodes) == [7, 8]


def test_a_run_goes_on_until_the_last_episode() -> None:
    draft = replace(PARTY, repeat="weekly", per_sitting=2)
    run = sittings(draft, read(wish("fri 8pm")), zone="UTC", total=8)
    assert [list(evening.episodes) for evening in run] == [[4, 5], [6, 7], [8]]
    assert {evening.at.weekday() for evening in run} == {4}


def test_a_run_begins_on_the_first_of_its_days() -> None:
    draft = replace(PARTY, repeat="mon", first_episode=8)
    (evening,) = sittings(draft, read(wish("fri 8pm")), zone="UTC", total=8)
    assert evening.at == datetime(2026, 1, 5, 20, tzinfo=UTC)


def test_a_run_keeps_the_half_of_the_fold_that_was_picked() -> None:
    asked = wish("25 oct 2:30am", zone="Europe/Berlin")
    second = read(replace(asked, pick=1))
    assert second.notes[0].kind is NoteKind.FOLD
    draft = replace(PARTY, repeat="weekly")
    run = sittings(draft, second, zone="Europe/Berlin", total=8)
    assert run[0].at == second.at


def test_a_run_tells_which_evening_the_clocks_skip() -> None:
    draft = replace(PARTY, repeat="weekly")
    asked = wish("2026-03-15 02:30", zone="Europe/Berlin")
    run = sittings(draft, read(asked), zone="Europe/Berlin", total=8)
    notes = [one.clocks for one in run]
    assert [note.kind if note else None for note in notes] == [None, None, NoteKind.GAP, None, None]
    assert notes[2] is not None
    assert notes[2].became.isoformat() == "2026-03-29T03:30:00+02:00"


def test_a_run_goes_back_to_the_time_that_its_first_day_skips() -> None:
    draft = replace(PARTY, repeat="weekly")
    asked = wish("2026-03-29 02:30", zone="Europe/Berlin")
    run = sittings(draft, read(asked), zone="Europe/Berlin", total=8)
    assert [(one.at.hour, one.at.minute) for one in run] == [(1, 30), *[(0, 30)] * 4]
    assert all(one.clocks is None for one in run)


def test_a_run_keeps_its_wall_time_over_the_change_of_clocks() -> None:
    asked = wish("20 mar 20:00", zone="Europe/Berlin")
    draft = replace(PARTY, repeat="weekly")
    run = sittings(draft, read(asked), zone="Europe/Berlin", total=8)
    assert [evening.at.hour for evening in run] == [19, 19, 18, 18, 18]


@pytest.mark.parametrize("text", ["fri 8pm in Seoul", "fri 8 PST", "8pm fri Europe/Berlin"])
def test_nobody_is_asked_for_their_zone_where_the_text_names_one(text: str) -> None:
    asked = wish(text, origin=ZoneOrigin.ASSUMED)
    assert not asks_zone(_draft(asked, PARTY))
    assert not asks_zone(_draft(asked, replace(PARTY, repeat="weekly")))


def test_a_run_keeps_its_hour_in_the_zone_that_the_text_names() -> None:
    """In Berlin clocks go forward on 29 March; in Seoul they never change."""
    asked = wish("26 mar 9pm in Berlin", zone="Asia/Seoul")
    reading = read(asked)
    zone = zone_of(asked, reading)
    assert zone == "Europe/Berlin"
    draft = replace(PARTY, repeat="weekly", first_episode=7)
    first, second = sittings(draft, reading, zone=zone, total=8)
    assert (first.at.hour, second.at.hour) == (20, 19)
    # A Thursday in Berlin, though it is Friday by then where the writer is.
    assert repeat_of(draft, reading, zone=zone) == Repeat(frozenset({3}))


numbers = st.integers(1, 2**62)
texts = st.text(max_size=50)
subjects: st.SearchStrategy[Subject] = st.one_of(
    st.builds(
        PartyDraft,
        show_id=numbers.map(ShowId),
        first_episode=numbers,
        per_sitting=numbers,
        repeat=st.none() | texts,
        place=st.none() | texts,
        channel_id=numbers.map(ChannelId),
    ),
    st.builds(MoveDraft, party_id=numbers.map(PartyId)),
    st.builds(
        ReminderDraft,
        text=texts,
        show_id=st.none() | numbers.map(ShowId),
        channel_id=numbers.map(ChannelId),
    ),
)
wishes = st.builds(
    Wish,
    text=texts,
    asked_at=st.integers(0, 2**32).map(lambda second: datetime.fromtimestamp(second, UTC)),
    zone=texts,
    zone_origin=st.sampled_from(ZoneOrigin),
    pick=st.none() | st.integers(0, 3),
)


@given(wishes, subjects)
def test_a_draft_survives_being_written_down(asked: Wish, subject: Subject) -> None:
    written = json.loads(json.dumps(to_document(asked, subject)))
    assert from_document(written) == (asked, subject)


def _draft(asked: Wish, subject: Subject) -> Draft:
    return Draft(id=DraftId(1), guild_id=GuildId(1), user_id=UserId(1), wish=asked, subject=subject)
