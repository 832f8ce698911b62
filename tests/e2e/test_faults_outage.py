"""Discord is down for longer than anybody would wait: what was to be said is said afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from simcord.actors import MemberActor

from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import open_thread, people_in, thread_of
from tests.e2e.mishaps import met
from tests.e2e.party_steps import DAY, HOUR, MINUTE, down, plan, planned, posts, saying, schedule
from tests.e2e.pressing import press
from tests.e2e.reading import answer

OUTAGE, PAUSE = 20 * MINUTE, 10 * MINUTE


def cut(evening: Evening, status: int = 503) -> None:
    """Let Discord refuse all that the bot asks of it by itself."""
    for path in ("/channels/*", "/users/@me/channels"):
        evening.env.inject_error("*", path, status=status, times=None)


def mend(evening: Evening) -> None:
    """Let Discord be well again."""
    evening.env.backend.faults.clear()
    met(evening)


async def until(evening: Evening, moment: datetime) -> None:
    """Let time go by, in steps that each end soon enough however often something is tried."""
    while (left := (moment - evening.bot.services.clock.now()).total_seconds()) > 0:
        await evening.env.advance_time(min(left, 6 * HOUR))


async def remind_me(evening: Evening, member: MemberActor) -> None:
    shown = await member.slash(evening.channel, "remind me", when="in 2 hours", text="Popcorn")
    await press(member, shown, "draft-confirm")


@pytest.mark.parametrize("status", [429, 503])
async def test_a_reminder_comes_late(evening: Evening, status: int) -> None:
    ara = await evening.at("Ara", 3)
    await remind_me(evening, ara)
    await evening.env.advance_time(2 * HOUR - MINUTE)
    cut(evening, status)
    await evening.env.advance_time(OUTAGE)
    mend(evening)
    await evening.env.advance_time(PAUSE)
    (sent,) = [post for post in posts(evening, ara.user.dm_channel) if "Popcorn" in post]
    assert "This was due" in sent
    assert "no reminders yet" in answer(await ara.slash(evening.channel, "remind list"))


async def test_a_reminder_that_came_too_late_is_told_of(evening: Evening) -> None:
    """The party's reminder of the day before is of no use once the party is over."""
    ara = await evening.at("Ara", 3)
    await plan(evening, ara)
    (party,) = await planned(evening)
    cut(evening)
    await until(evening, party.starts_at + timedelta(hours=12))
    mend(evening)
    await evening.env.advance_time(PAUSE)
    assert saying(evening, f"<@{ara.id}>") == saying(evening, "Can't")
    told = answer(await ara.slash(evening.channel, "party list"))
    due = int(party.starts_at.timestamp()) - DAY
    assert f"<t:{due}:f>" in told


async def test_a_partys_reminder_comes_though_discord_was_down_when_it_was_due(
    evening: Evening,
) -> None:
    ara = await evening.at("Ara", 3)
    await plan(evening, ara)
    (party,) = await planned(evening)
    await until(evening, party.starts_at - timedelta(days=1, minutes=1))
    cut(evening)
    await evening.env.advance_time(OUTAGE)
    mend(evening)
    await evening.env.advance_time(PAUSE)
    (reminder,) = saying(evening, "starts <t:")
    assert f"<@{ara.id}>" in reminder
    assert "This was due" in reminder


async def test_a_partys_card_is_posted_once_discord_is_back(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    shown = await schedule(evening, ara)
    cut(evening)
    await press(ara, shown, "draft-confirm")
    await evening.env.advance_time(OUTAGE)
    mend(evening)
    await evening.env.advance_time(PAUSE)
    assert len(saying(evening, "Can't")) == 1
    (party,) = await planned(evening)
    assert party.message_id is not None


async def test_a_partys_card_is_posted_at_the_next_start(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    shown = await schedule(evening, ara)
    cut(evening)
    await press(ara, shown, "draft-confirm")
    await evening.env.advance_time(OUTAGE)
    mend(evening)
    await down(evening, 0)
    await evening.env.settle()
    assert len(saying(evening, "Can't")) == 1


async def test_a_member_is_let_in_once_discord_is_back(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    cut(evening)
    await ara.slash(evening.channel, "watched")
    await evening.env.advance_time(OUTAGE)
    mend(evening)
    assert people_in(evening, thread_of(evening, 4)) == {minho.id}
    await evening.env.advance_time(PAUSE)
    assert people_in(evening, thread_of(evening, 4)) == {ara.id, minho.id}


async def test_news_of_a_party_is_none_once_it_would_be_over(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 3)
    await minho.click(await plan(evening, ara), label="Going")
    (party,) = await planned(evening)
    asked = await ara.slash(evening.channel, "party cancel")
    cut(evening)
    await press(ara, asked, "party-cancel")
    await until(evening, party.starts_at + timedelta(hours=12))
    mend(evening)
    await evening.env.advance_time(HOUR)
    assert saying(evening, "is cancelled") == []
    assert len(saying(evening, "Cancelled.")) == 1
