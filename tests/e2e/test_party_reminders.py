"""What is said about a party in its time: once, to those who come, late only where it serves."""

from __future__ import annotations

import pytest

from bot.domain.ids import GuildId
from tests.e2e.conftest import Evening
from tests.e2e.party_steps import (
    DAY,
    HOUR,
    MINUTE,
    down,
    forget_outcomes,
    nothing,
    pinged,
    plan,
    planned,
    posts,
    saying,
)
from tests.e2e.pressing import press
from tests.e2e.reading import answer

STARTS_IN = 44 * HOUR
"""From the beginning of the simulated time, Thursday 0:00, to Friday 8pm."""
LEASE = 2 * MINUTE + 1


def reminders(evening: Evening) -> list[str]:
    return saying(evening, "starts <t:")


async def test_who_said_going_is_reminded_a_day_and_a_quarter_before(evening: Evening) -> None:
    ara, minho, sora, bo = (evening.member(name) for name in ("Ara", "Minho", "Sora", "Bo"))
    card = await plan(evening, ara, where="Ara's sofa")
    await minho.click(card, label="Going")
    await sora.click(card, label="Maybe")
    await bo.click(card, label="Can't")
    advance = evening.env.advance_time
    await advance(STARTS_IN - DAY - 1)
    assert reminders(evening) == []
    await advance(1)
    assert len(reminders(evening)) == 1
    assert pinged(evening, evening.channel.history()[-1]) == {ara.id, minho.id}
    assert "**Love in the Big City · Episode 4** starts <t:1767384000:R>" in reminders(evening)[0]
    assert "Ara's sofa" in reminders(evening)[0]
    assert "This was due" not in reminders(evening)[0]
    await advance(DAY - 15 * MINUTE - 1)
    assert len(reminders(evening)) == 1
    await advance(1)
    assert len(reminders(evening)) == 2
    await advance(DAY)
    assert len(reminders(evening)) == 2


async def test_the_guild_sets_when(evening: Evening) -> None:
    guild_id = GuildId(evening.guild.id)
    await evening.bot.services.guilds.change(guild_id, reminder_minutes=(60,))
    await plan(evening, evening.member("Ara"))
    await evening.env.advance_time(STARTS_IN - HOUR - 1)
    assert reminders(evening) == []
    await evening.env.advance_time(HOUR)
    assert len(reminders(evening)) == 1


async def test_a_member_may_leave_reminders_and_come_back(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    card = await plan(evening, ara)
    await minho.click(card, label="Going")
    await evening.env.advance_time(STARTS_IN - DAY)
    label = "No party reminders, on any server"
    quiet = await minho.click(evening.channel.history()[-1], label=label)
    assert quiet.ephemeral
    assert "Turn them on again" in answer(quiet)
    await evening.restart()
    await evening.env.advance_time(DAY - 15 * MINUTE)
    assert len(reminders(evening)) == 2
    assert pinged(evening, evening.channel.history()[-1]) == {ara.id}
    assert minho.mention in posts(evening)[0]
    await press(minho, quiet, "party-loud")
    second = await plan(evening, ara, episode="5", when="in 30 minutes")
    await minho.click(second, label="Going")
    await evening.env.advance_time(20 * MINUTE)
    reminder = next(
        m for m in evening.channel.history() if "Episode 5** starts" in _text(evening, m)
    )
    assert pinged(evening, reminder) == {ara.id, minho.id}


def _text(evening: Evening, message: object) -> str:
    return "\n".join(evening.texts_of(message))  # type: ignore[arg-type]


async def test_nobody_comes_so_nobody_is_told(evening: Evening) -> None:
    ara = evening.member("Ara")
    card = await plan(evening, ara)
    await ara.click(card, label="Can't")
    await evening.env.advance_time(3 * DAY)
    assert len(posts(evening)) == 1
    assert "did not go out" not in answer(await ara.slash(evening.channel, "party list"))


@pytest.mark.parametrize("shift", [-2, 0, 2])
async def test_a_restart_around_the_moment_sends_one(evening: Evening, shift: int) -> None:
    await plan(evening, evening.member("Ara"))
    await evening.env.advance_time(STARTS_IN - DAY + shift)
    await evening.restart()
    await evening.env.advance_time(5 - shift)
    await evening.restart()
    await evening.env.advance_time(HOUR)
    assert len(reminders(evening)) == 1


@pytest.mark.parametrize("chatter", [0, 101])
async def test_a_crash_after_sending_sends_no_second_one(evening: Evening, chatter: int) -> None:
    """The message went out, and the process died before it could write that down."""
    ara = evening.member("Ara")
    await plan(evening, ara)
    forget_outcomes(evening)
    await evening.env.advance_time(STARTS_IN - DAY)
    assert len(reminders(evening)) == 1
    for number in range(chatter):
        await ara.send(evening.channel, f"so much to say {number}")
    await evening.restart()
    await evening.env.advance_time(LEASE)
    assert len(reminders(evening)) == 1
    await evening.env.advance_time(HOUR)
    assert len(reminders(evening)) == 1
    due_at = await evening.bot.services.jobs.next_due()
    assert due_at is not None
    assert due_at.isoformat() == "2026-01-02T19:45:00+00:00"


async def test_a_crash_after_posting_the_card_posts_no_second_one(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    forget_outcomes(evening)
    setattr(evening.bot.services.parties, "carded", nothing)  # noqa: B010 - put out of action
    card = await plan(evening, ara)
    await evening.restart()
    await evening.env.advance_time(LEASE)
    assert len(saying(evening, "Host:")) == 1
    await minho.click(card, label="Going")
    assert minho.mention in posts(evening)[0]


async def test_a_send_that_failed_is_tried_again(evening: Evening) -> None:
    await plan(evening, evening.member("Ara"))
    await evening.env.advance_time(STARTS_IN - DAY - MINUTE)
    path = f"/channels/{evening.channel.id}/messages"
    evening.env.inject_error("POST", path, status=500, times=6)
    await evening.env.advance_time(20 * MINUTE)
    assert len(reminders(evening)) == 1


async def test_a_late_one_says_so(evening: Evening) -> None:
    await plan(evening, evening.member("Ara"))
    await evening.env.advance_time(STARTS_IN - DAY - MINUTE)
    await down(evening, 41 * MINUTE)
    await evening.env.advance_time(1)
    (late,) = reminders(evening)
    assert "This was due 40 min ago" in late
    await evening.env.advance_time(DAY)
    assert len(reminders(evening)) == 2


async def test_after_long_downtime_only_the_one_that_still_serves_is_sent(
    evening: Evening,
) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara)
    await down(evening, STARTS_IN - 5 * MINUTE)
    await evening.env.advance_time(1)
    (late,) = reminders(evening)
    assert "This was due 10 min ago" in late
    text = answer(await ara.slash(evening.channel, "party list"))
    assert "**Reminders that went to nobody**" in text
    assert "The reminder for Love in the Big City · Episode 4, due <t:1767297600:f>" in text


async def test_people_who_are_about_to_come_in_are_still_told(evening: Evening) -> None:
    await plan(evening, evening.member("Ara"))
    await down(evening, STARTS_IN + 5 * MINUTE)
    await evening.env.advance_time(1)
    (late,) = saying(evening, "started <t:")
    assert "This was due 20 min ago" in late


async def test_what_serves_nobody_any_more_is_told_on_asking(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara)
    await down(evening, STARTS_IN + DAY)
    await evening.env.advance_time(MINUTE)
    assert reminders(evening) == []
    text = answer(await ara.slash(evening.channel, "party list"))
    assert text.count("did not go out") == 2
    await evening.env.advance_time(8 * DAY)
    text = answer(await ara.slash(evening.channel, "party list"))
    assert "did not go out" not in text


async def test_it_is_told_on_asking_although_the_party_was_closed_first(evening: Evening) -> None:
    """A party's end and its reminders are due together by then, and none waits for another."""
    ara = evening.member("Ara")
    await plan(evening, ara)
    (party,) = await planned(evening)
    assert await evening.bot.services.parties.close(party)
    await down(evening, STARTS_IN + DAY)
    await evening.env.advance_time(MINUTE)
    assert reminders(evening) == []
    text = answer(await ara.slash(evening.channel, "party list"))
    assert text.count("did not go out") == 2


async def test_a_channel_that_is_closed_to_us_is_told_on_asking(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara)
    path = f"/channels/{evening.channel.id}/messages"
    evening.env.inject_error("POST", path, status=403, code=50013)
    await evening.env.advance_time(STARTS_IN - DAY)
    assert reminders(evening) == []
    assert "did not go out" in answer(await ara.slash(evening.channel, "party list"))
    await evening.env.advance_time(DAY)
    assert len(reminders(evening)) == 1


async def test_a_crowd_is_told_in_several_messages_each_once(evening: Evening) -> None:
    ara = evening.member("Ara")
    card = await plan(evening, ara)
    crowd = [evening.member(f"Member{number}") for number in range(100)]
    for member in crowd:
        await member.click(card, label="Going")
    forget_outcomes(evening)
    await evening.env.advance_time(STARTS_IN - DAY)
    await evening.restart()
    await evening.env.advance_time(LEASE)
    told = [m for m in evening.channel.history() if "starts <t:" in _text(evening, m)]
    assert len(told) == 2
    assert set.union(*(pinged(evening, one) for one in told)) == {
        ara.id,
        *(member.id for member in crowd),
    }
    assert "and 81 more" in posts(evening)[0]
