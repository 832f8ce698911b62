"""Who takes the parties of somebody over who has their data deleted."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.parties import Answer, Party, PartyId, PartyState, Rsvp
from bot.services.farewell import heirs_of

HOST, JUN, SORA = UserId(1), UserId(2), UserId(3)


def evening(number: int, series: int | None = None) -> Party:
    return Party(
        id=PartyId(number),
        guild_id=GuildId(1),
        show_id=ShowId(1),
        first_episode=number,
        last_episode=number,
        channel_id=ChannelId(1),
        message_id=None,
        host_id=HOST,
        starts_at=datetime(2026, 3, number, tzinfo=UTC),
        zone="UTC",
        place=None,
        state=PartyState.PLANNED,
        series_id=None if series is None else PartyId(series),
        repeat=None,
    )


def said(user_id: UserId, answer: Answer) -> Rsvp:
    return Rsvp(user_id=user_id, answer=answer, wants_reminders=True)


def test_whoever_said_going_first_takes_it_over() -> None:
    answers = {
        PartyId(1): [
            said(HOST, Answer.GOING),
            said(SORA, Answer.MAYBE),
            said(JUN, Answer.GOING),
        ]
    }
    assert heirs_of([evening(1)], answers, HOST) == {PartyId(1): JUN}


def test_maybe_is_better_than_nobody() -> None:
    answers = {PartyId(1): [said(HOST, Answer.GOING), said(SORA, Answer.MAYBE)]}
    assert heirs_of([evening(1)], answers, HOST) == {PartyId(1): SORA}


def test_whoever_cannot_come_takes_nothing_over() -> None:
    answers = {PartyId(1): [said(HOST, Answer.GOING), said(JUN, Answer.NO)]}
    assert heirs_of([evening(1)], answers, HOST) == {PartyId(1): None}
    assert heirs_of([evening(1)], {}, HOST) == {PartyId(1): None}


def test_a_run_goes_to_one_person() -> None:
    run = [evening(1, 1), evening(2, 1), evening(3, 1), evening(4)]
    answers = {
        PartyId(1): [said(JUN, Answer.GOING)],
        PartyId(2): [said(HOST, Answer.GOING)],
        PartyId(4): [said(HOST, Answer.GOING)],
    }
    assert heirs_of(run, answers, HOST) == {
        PartyId(1): JUN,
        PartyId(2): JUN,
        PartyId(3): JUN,
        PartyId(4): None,
    }


def test_a_run_waits_for_the_first_evening_that_anybody_answered() -> None:
    run = [evening(1, 1), evening(2, 1)]
    answers = {PartyId(2): [said(SORA, Answer.GOING)]}
    assert heirs_of(run, answers, HOST) == {PartyId(1): SORA, PartyId(2): SORA}
