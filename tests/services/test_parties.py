"""Parties and drafts over a real database: kept whole or not at all, once, by who may."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace  # noqa: TID251 - a show is a dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from bot.domain.drafts import Draft, MoveDraft, PartyDraft, ReminderDraft, Subject
from bot.domain.ids import ChannelId, GuildId, MessageId, UserId
from bot.domain.parties import Answer, PartyId, PartyState
from bot.domain.reminders import ReminderState
from bot.domain.shows import Show
from bot.services import parties as parties_module
from bot.services.bundle import Services
from bot.services.drafts import DraftGoneError, WentByError
from bot.services.parties import Actor, NotYourPartyError, PartyGoneError, TooManyPartiesError
from bot.services.party_jobs import PartyJob
from bot.services.ports import Job
from bot.services.reminders import ReminderGoneError
from bot.storage.database import Database
from bot.storage.schema import migrate

GUILD, OTHER = GuildId(1), GuildId(2)
ARA, MINHO = UserId(10), UserId(20)
THURSDAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class MovedClock:
    """A clock that the test moves."""

    moment: datetime = THURSDAY

    def now(self) -> datetime:
        return self.moment


@dataclass
class Room:
    """Services over a database, with one show of eight episodes."""

    services: Services
    show: Show
    database: Database
    clock: MovedClock
    woken: list[bool] = field(default_factory=list)

    async def draft(
        self,
        subject: Subject,
        when: str = "fri 8pm",
        *,
        user: UserId = ARA,
        zone: str | None = "UTC",
    ) -> Draft:
        drafts = self.services.drafts
        wish = await drafts.wish(GUILD, user, when, zone=zone)
        return await drafts.keep(GUILD, user, wish, subject)

    async def plan(self, *, episode: int = 4, repeat: str | None = None) -> list[PartyId]:
        subject = self.party(episode=episode, repeat=repeat)
        draft = await self.draft(subject)
        planned = await self.services.parties.schedule(draft, subject, self.show)
        return [party.id for party in planned]

    def party(self, *, episode: int = 4, repeat: str | None = None) -> PartyDraft:
        return PartyDraft(
            show_id=self.show.id,
            first_episode=episode,
            per_sitting=1,
            repeat=repeat,
            place=None,
            channel_id=ChannelId(7),
        )

    async def jobs(self, until: timedelta = timedelta(days=400)) -> list[Job]:
        """Return what is to be done, without doing it."""
        now, leased = THURSDAY + until, list[Job]()
        async with self.database.write() as kept:
            for kind in await kept.jobs.due_kinds(now):
                leased += await kept.jobs.lease(kind=kind, now=now, seconds=1, limit=999)
            for job in leased:
                await kept.jobs.postpone(job.id, job.due_at)
        return leased


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'lantern.db'}")
    await migrate(database)
    clock = MovedClock()
    services = Services.over(database, clock)
    episodes = [{"number": number, "runtime_minutes": 50} for number in range(1, 9)]
    show = await services.catalog.create(
        GUILD, ARA, {"slug": "s", "title": "S", "episode": episodes}
    )
    assert show is not None
    made = Room(services=services, show=show, database=database, clock=clock)
    services.jobs.on_wake(lambda: made.woken.append(True))
    yield made
    await database.close()


async def test_a_party_comes_with_its_host_and_its_jobs(room: Room) -> None:
    (party_id,) = await room.plan()
    gathering = await room.services.parties.get(GUILD, party_id)
    assert [(one.user_id, one.answer) for one in gathering.answers] == [(ARA, Answer.GOING)]
    due = {(job.kind, job.due_at.isoformat()[5:16]) for job in await room.jobs()}
    assert due == {
        (PartyJob.CARD, "01-01T00:00"),
        (PartyJob.REMINDER, "01-01T20:00"),
        (PartyJob.REMINDER, "01-02T19:45"),
        (PartyJob.OVER, "01-02T21:00"),
    }
    assert room.woken == [True]


async def test_a_run_says_one_thing_at_a_time(room: Room) -> None:
    first, second = await room.plan(episode=7, repeat="every day")
    cards = {job.subject_id: job.due_at for job in await room.jobs() if job.kind == PartyJob.CARD}
    overs = {job.subject_id: job.due_at for job in await room.jobs() if job.kind == PartyJob.OVER}
    assert cards[first] == THURSDAY
    assert cards[second] == overs[first] + timedelta(minutes=1)
    reminders = [job for job in await room.jobs() if job.kind == PartyJob.REMINDER]
    assert sorted(job.subject_id for job in reminders) == [first, first, second]


async def test_a_draft_is_used_up_once(room: Room) -> None:
    subject = room.party()
    draft = await room.draft(subject)
    await room.services.parties.schedule(draft, subject, room.show)
    with pytest.raises(DraftGoneError):
        await room.services.parties.schedule(draft, subject, room.show)
    assert len(await room.services.parties.planned(GUILD)) == 1


async def test_a_draft_is_its_writer_s_in_its_guild(room: Room) -> None:
    draft = await room.draft(room.party())
    assert await room.services.drafts.get(GUILD, ARA, draft.id) == draft
    for guild_id, user_id in ((GUILD, MINHO), (OTHER, ARA)):
        with pytest.raises(DraftGoneError):
            await room.services.drafts.get(guild_id, user_id, draft.id)


async def test_what_went_by_is_not_kept_and_can_be_changed(room: Room) -> None:
    subject = room.party()
    draft = await room.draft(subject, "in 2 hours")
    room.clock.moment += timedelta(hours=2)
    with pytest.raises(WentByError):
        await room.services.parties.schedule(draft, subject, room.show)
    assert await room.services.drafts.get(GUILD, ARA, draft.id) == draft


async def test_what_is_ambiguous_cannot_be_confirmed(room: Room) -> None:
    subject = room.party()
    draft = await room.draft(subject, "fri 8")
    with pytest.raises(DraftGoneError):
        await room.services.parties.schedule(draft, subject, room.show)
    picked = await room.services.drafts.pick(draft, 1)
    assert len(await room.services.parties.schedule(picked, subject, room.show)) == 1


async def test_what_has_no_episode_yet_cannot_be_confirmed(room: Room) -> None:
    draft = await room.draft(room.party(episode=0))
    with pytest.raises(DraftGoneError):
        await room.services.confirmations.confirm(draft, is_manager=True)
    assert await room.services.parties.planned(GUILD) == []


async def test_a_zone_that_was_picked_is_kept_at_once(room: Room) -> None:
    draft = await room.draft(room.party())
    await room.services.drafts.set_zone(draft, "Asia/Seoul")
    assert (await room.services.guilds.member(ARA)).zone == "Asia/Seoul"
    again = await room.services.drafts.wish(GUILD, ARA, "fri 8pm", zone=None)
    assert again.zone == "Asia/Seoul"


async def test_another_zone_opens_a_pick_again(room: Room) -> None:
    draft = await room.services.drafts.pick(await room.draft(room.party(), "fri 8"), 1)
    assert (await room.services.drafts.set_zone(draft, "Asia/Seoul")).wish.pick is None


async def test_too_many_parties_are_refused_whole(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parties_module, "MOST_PLANNED", 4)
    subject = room.party(repeat="weekly")
    draft = await room.draft(subject, zone=None)
    with pytest.raises(TooManyPartiesError):
        await room.services.parties.schedule(draft, subject, room.show)
    assert await room.services.parties.planned(GUILD) == []
    assert await room.jobs() == []
    assert (await room.services.guilds.member(ARA)).zone is None
    assert await room.services.drafts.get(GUILD, ARA, draft.id) == draft


async def test_a_zone_that_was_named_is_kept_before_anything_is_confirmed(room: Room) -> None:
    await room.draft(room.party(), "whenever", zone="Asia/Seoul")
    assert (await room.services.guilds.member(ARA)).zone == "Asia/Seoul"


async def test_confirming_keeps_the_zone_beside_what_was_set(room: Room) -> None:
    await room.services.parties.set_reminded(ARA, wants=False)
    await room.services.guilds.change(GUILD, zone="Asia/Seoul")
    subject = room.party()
    draft = await room.draft(subject, zone=None)
    assert (await room.services.guilds.member(ARA)).zone is None
    await room.services.parties.schedule(draft, subject, room.show)
    record = await room.services.guilds.member(ARA)
    assert (record.zone, record.party_reminders) == ("Asia/Seoul", False)


async def test_only_host_and_managers_change_a_party(room: Room) -> None:
    (party_id,) = await room.plan()
    stranger = Actor(user_id=MINHO, is_manager=False)
    with pytest.raises(NotYourPartyError):
        await room.services.parties.cancel(GUILD, party_id, stranger, whole_run=False)
    move = MoveDraft(party_id=party_id)
    draft = await room.draft(move, "sat 8pm", user=MINHO)
    with pytest.raises(NotYourPartyError):
        await room.services.parties.move(draft, move, room.show, stranger)
    manager = Actor(user_id=MINHO, is_manager=True)
    moved = await room.services.parties.move(draft, move, room.show, manager)
    assert moved.starts_at == datetime(2026, 1, 3, 20, tzinfo=UTC)
    await room.services.parties.cancel(GUILD, party_id, manager, whole_run=False)
    with pytest.raises(PartyGoneError):
        await room.services.parties.get(GUILD, party_id)


async def test_another_guild_s_party_is_no_party(room: Room) -> None:
    (party_id,) = await room.plan()
    boss = Actor(user_id=ARA, is_manager=True)
    with pytest.raises(PartyGoneError):
        await room.services.parties.cancel(OTHER, party_id, boss, whole_run=False)
    with pytest.raises(PartyGoneError):
        await room.services.parties.answer(OTHER, party_id, MINHO, Answer.GOING)
    assert await room.services.parties.find(OTHER, party_id) is None


async def test_moving_takes_the_old_times_back(room: Room) -> None:
    (party_id,) = await room.plan()
    await room.services.parties.carded(GUILD, party_id, MessageId(5))
    move = MoveDraft(party_id=party_id)
    draft = await room.draft(move, "sat 9pm")
    host = Actor(user_id=ARA, is_manager=False)
    await room.services.parties.move(draft, move, room.show, host)
    timed = {
        job.due_at.isoformat()[5:16]
        for job in await room.jobs()
        if job.kind in (PartyJob.REMINDER, PartyJob.OVER)
    }
    assert timed == {"01-02T21:00", "01-03T20:45", "01-03T22:00"}
    kinds = {job.kind for job in await room.jobs()}
    assert {PartyJob.MOVED, PartyJob.REFRESH} <= kinds


async def test_cancelling_leaves_only_the_news(room: Room) -> None:
    ids = await room.plan(repeat="weekly")
    await room.services.parties.carded(GUILD, ids[0], MessageId(5))
    host = Actor(user_id=ARA, is_manager=False)
    cancelled = await room.services.parties.cancel(GUILD, ids[0], host, whole_run=True)
    assert [party.id for party in cancelled] == ids
    left = [(job.kind, job.subject_id, job.user_id) for job in await room.jobs()]
    assert sorted(left) == [
        (PartyJob.REFRESH, ids[0], ARA),
        (PartyJob.RUN_CANCELLED, ids[0], ARA),
    ]


async def test_a_long_run_is_written_with_as_few_statements_as_a_short_one(room: Room) -> None:
    async def written(first_episode: int) -> tuple[int, int]:
        with counted() as planning:
            ids = await room.plan(episode=first_episode, repeat="every day")
        with counted() as cancelling:
            await room.services.parties.cancel(GUILD, ids[0], host, whole_run=True)
        return len(planning), len(cancelling)

    host = Actor(user_id=ARA, is_manager=False)
    short, long = await written(7), await written(1)
    assert short == long


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements that are executed meanwhile."""
    statements: list[str] = []

    def note(_sql: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_a_party_of_a_show_that_got_shorter_still_moves_and_ends(room: Room) -> None:
    (party_id,) = await room.plan(episode=8)
    shorter = replace(room.show, episodes=room.show.episodes[:3])
    draft = await room.draft(MoveDraft(party_id=party_id), "sat 9pm")
    host = Actor(user_id=ARA, is_manager=False)
    await room.services.parties.move(draft, MoveDraft(party_id=party_id), shorter, host)
    (over,) = [job for job in await room.jobs() if job.kind == PartyJob.OVER]
    assert over.due_at.isoformat()[5:16] == "01-03T22:00"


@pytest.mark.parametrize("changed", ["moved", "cancelled"])
async def test_what_was_changed_a_moment_ago_is_not_closed(room: Room, changed: str) -> None:
    (party_id,) = await room.plan()
    parties, host = room.services.parties, Actor(user_id=ARA, is_manager=False)
    before = (await parties.get(GUILD, party_id)).party
    if changed == "moved":
        subject = MoveDraft(party_id=party_id)
        await parties.move(await room.draft(subject, "sat 9pm"), subject, room.show, host)
    else:
        await parties.cancel(GUILD, party_id, host, whole_run=False)
    now = await parties.find(GUILD, party_id)
    assert not await parties.close(before)
    assert await parties.find(GUILD, party_id) == now


async def test_closing_it_again_changes_nothing(room: Room) -> None:
    (party_id,) = await room.plan()
    party = (await room.services.parties.get(GUILD, party_id)).party
    assert [await room.services.parties.close(party) for _ in range(2)] == [True, True]


@pytest.mark.parametrize("state", [PartyState.OVER, PartyState.CANCELLED])
async def test_what_is_over_takes_no_answers(room: Room, state: PartyState) -> None:
    (party_id,) = await room.plan()
    async with room.database.write() as kept:
        await kept.parties.set_state(GUILD, [party_id], state)
    with pytest.raises(PartyGoneError):
        await room.services.parties.answer(GUILD, party_id, MINHO, Answer.GOING)


async def test_the_agenda_shows_a_run_by_its_next_evening(room: Room) -> None:
    ids = await room.plan(episode=6, repeat="weekly")
    (alone,) = await room.plan(episode=2)
    agenda = await room.services.parties.agenda(GUILD)
    assert [one.party.id for one in agenda.gatherings] == [ids[0], alone]
    assert agenda.gatherings[0].evenings_after == 2
    assert agenda.gatherings[1].run_ends is None
    assert await room.services.parties.close(agenda.gatherings[0].party)
    agenda = await room.services.parties.agenda(GUILD)
    assert [one.party.id for one in agenda.gatherings] == [alone, ids[1]]


async def test_a_reminder_is_put_off_once_and_only_when_sent(room: Room) -> None:
    subject = ReminderDraft(text="tea", show_id=None, channel_id=ChannelId(7))
    draft = await room.draft(subject, "in 2 hours")
    reminders = room.services.reminders
    reminder = await reminders.remind(draft, subject)
    hour = timedelta(hours=1)
    with pytest.raises(ReminderGoneError):
        await reminders.again(ARA, reminder.id, hour)
    await reminders.settle(reminder, ReminderState.SENT)
    room.clock.moment += timedelta(hours=3)
    again = await reminders.again(ARA, reminder.id, hour)
    assert again.remind_at == room.clock.moment + hour
    with pytest.raises(ReminderGoneError):
        await reminders.again(ARA, reminder.id, hour)
    with pytest.raises(ReminderGoneError):
        await reminders.again(MINHO, reminder.id, hour)
    assert len(await room.jobs()) == 2
