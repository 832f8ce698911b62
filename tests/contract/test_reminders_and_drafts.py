"""The ports of members' reminders, and of drafts that wait for their writer's word."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.domain.drafts import DraftId, ReminderDraft, Wish, ZoneOrigin
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.records import replace
from bot.domain.reminders import Reminder, ReminderId, ReminderState
from bot.services.party_ports import NewReminder
from bot.storage.database import Database
from tests.contract.conftest import ARA, GUILD, MINHO, NOW, OTHER_GUILD

SOON = NOW + timedelta(hours=2)
WAITING = (ReminderState.WAITING,)
WISH = Wish(text="in 2 hours", asked_at=NOW, zone="UTC", zone_origin=ZoneOrigin.ASSUMED)
SUBJECT = ReminderDraft(text="tea", show_id=None, channel_id=ChannelId(7))


def note(
    *,
    user: UserId = ARA,
    guild: GuildId = GUILD,
    remind_at: datetime = SOON,
    show_id: ShowId | None = None,
) -> NewReminder:
    return NewReminder(
        guild_id=guild,
        user_id=user,
        show_id=show_id,
        text="tea with Minho",
        remind_at=remind_at,
        channel_id=ChannelId(7),
    )


async def add(database: Database, new: NewReminder) -> ReminderId:
    async with database.write() as kept:
        return await kept.reminders.add(new, NOW)


async def test_a_reminder_comes_back_as_it_was_asked_for(
    database: Database, show_id: ShowId
) -> None:
    reminder_id = await add(database, note(show_id=show_id))
    async with database.read() as kept:
        assert await kept.reminders.find(ARA, reminder_id) == Reminder(
            id=reminder_id,
            guild_id=GUILD,
            user_id=ARA,
            show_id=show_id,
            text="tea with Minho",
            remind_at=SOON,
            channel_id=ChannelId(7),
            state=ReminderState.WAITING,
        )


async def test_a_reminder_is_its_owner_s_alone(database: Database) -> None:
    reminder_id = await add(database, note())
    async with database.write() as kept:
        assert await kept.reminders.find(MINHO, reminder_id) is None
        assert await kept.reminders.of_member(MINHO, GUILD, WAITING) == []
        assert await kept.reminders.count_waiting(MINHO) == 0
        assert not await kept.reminders.change(
            MINHO, reminder_id, expected=WAITING, state=ReminderState.CANCELLED
        )
        assert await kept.reminders.count_waiting(ARA) == 1


async def test_a_guild_sees_what_was_asked_for_in_it(database: Database) -> None:
    late = await add(database, note(remind_at=SOON + timedelta(days=1)))
    soon = await add(database, note())
    elsewhere = await add(database, note(guild=OTHER_GUILD))
    private = await add(database, note(guild=GuildId(0)))
    async with database.read() as kept:
        here = await kept.reminders.of_member(ARA, GUILD, WAITING)
        assert [one.id for one in here] == [soon, late]
        there = await kept.reminders.of_member(ARA, OTHER_GUILD, WAITING)
        assert [one.id for one in there] == [elsewhere]
        assert [one.id for one in await kept.reminders.of_member(ARA, GuildId(0), WAITING)] == [
            private
        ]
        assert await kept.reminders.count_waiting(ARA) == 4


async def test_a_step_is_taken_from_where_it_is_expected(database: Database) -> None:
    reminder_id = await add(database, note())
    async with database.write() as kept:
        change = kept.reminders.change
        again = SOON + timedelta(hours=1)
        assert not await change(
            ARA, reminder_id, expected=(ReminderState.SENT,), state=ReminderState.WAITING
        )
        assert await change(ARA, reminder_id, expected=WAITING, state=ReminderState.SENT)
        assert not await change(ARA, reminder_id, expected=WAITING, state=ReminderState.SENT)
        assert await change(
            ARA,
            reminder_id,
            expected=(ReminderState.SENT,),
            state=ReminderState.WAITING,
            remind_at=again,
        )
        found = await kept.reminders.find(ARA, reminder_id)
    assert found is not None
    assert (found.state, found.remind_at) == (ReminderState.WAITING, again)


async def test_a_removed_show_leaves_the_reminder_to_its_owner(database: Database) -> None:
    async with database.write() as kept:
        own = await kept.shows.put(
            guild_id=GUILD,
            origin="created",
            document={"slug": "own", "title": "Own", "episode": [{"number": 1}]},
            fingerprint="1",
            now=NOW,
        )
    reminder_id = await add(database, note(show_id=own))
    async with database.write() as kept:
        await kept.shows.remove(GUILD, own)
        found = await kept.reminders.find(ARA, reminder_id)
    assert found is not None
    assert (found.show_id, found.text) == (None, "tea with Minho")


async def test_a_draft_is_its_writer_s_in_its_guild(database: Database) -> None:
    async with database.write() as kept:
        draft = await kept.drafts.add(GUILD, ARA, WISH, SUBJECT)
        assert await kept.drafts.find(GUILD, ARA, draft.id) == draft
        assert await kept.drafts.find(GUILD, MINHO, draft.id) is None
        assert await kept.drafts.find(OTHER_GUILD, ARA, draft.id) is None
        assert await kept.drafts.find(GUILD, ARA, DraftId(draft.id + 1)) is None


async def test_a_draft_changes_and_is_used_up_once(database: Database) -> None:
    async with database.write() as kept:
        draft = await kept.drafts.add(GUILD, ARA, WISH, SUBJECT)
        changed = replace(draft, wish=replace(WISH, zone="Asia/Seoul", pick=1))
        await kept.drafts.put(changed)
        assert await kept.drafts.find(GUILD, ARA, draft.id) == changed
        await kept.drafts.put(replace(draft, guild_id=OTHER_GUILD))
        assert await kept.drafts.find(GUILD, ARA, draft.id) == changed
        assert not await kept.drafts.remove(replace(draft, guild_id=OTHER_GUILD))
        assert not await kept.drafts.remove(replace(draft, user_id=MINHO))
        assert await kept.drafts.remove(draft)
        assert not await kept.drafts.remove(draft)
        await kept.drafts.put(changed)
        assert await kept.drafts.find(GUILD, ARA, draft.id) is None


async def test_drafts_that_nobody_confirmed_are_swept_away(database: Database) -> None:
    async with database.write() as kept:
        old = await kept.drafts.add(
            GUILD, ARA, replace(WISH, asked_at=NOW - timedelta(days=2)), SUBJECT
        )
        new = await kept.drafts.add(GUILD, ARA, WISH, SUBJECT)
        assert await kept.drafts.sweep(NOW - timedelta(days=1)) == 1
        assert await kept.drafts.find(GUILD, ARA, old.id) is None
        assert await kept.drafts.find(GUILD, ARA, new.id) == new
