"""`/remind`: by direct message, once, and never a private word where others read."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.ids import GuildId, UserId
from bot.domain.reminders import MOST_WAITING
from tests.e2e.conftest import Evening
from tests.e2e.party_steps import (
    DAY,
    HOUR,
    MINUTE,
    down,
    forget_outcomes,
    has_buttons,
    nothing,
    pinged,
    posts,
    saying,
)
from tests.e2e.pressing import choose, press
from tests.e2e.reading import answer

SECRET = "tea with Minho"
LEASE = 2 * MINUTE + 1


async def ask(
    evening: Evening, member: MemberActor, when: str = "in 2 hours", **more: Any
) -> InteractionResult:
    shown: InteractionResult = await member.slash(
        evening.channel, "remind me", **{"when": when, "text": SECRET, **more}
    )
    return shown


async def remind(
    evening: Evening, member: MemberActor, when: str = "in 2 hours", **more: Any
) -> None:
    await press(member, await ask(evening, member, when, **more), "draft-confirm")


def messages(evening: Evening, member: MemberActor) -> list[str]:
    return posts(evening, member.user.dm_channel)


def refuse_messages(evening: Evening, member: MemberActor, times: int | None = 1) -> None:
    """Let a member take no direct messages."""
    path = f"/channels/{member.user.dm_channel.id}/messages"
    evening.env.inject_error("POST", path, status=403, code=50007, times=times)


async def test_a_reminder_is_shown_back_kept_and_sent_once(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await ask(evening, ara)
    assert asked.ephemeral
    assert "<t:1767232800:F>" in answer(asked)
    assert "<t:1767232800:R>" in answer(asked)
    assert SECRET in answer(asked)
    await evening.env.advance_time(3 * HOUR)
    assert messages(evening, ara) == []
    await remind(evening, ara)
    await evening.env.advance_time(2 * HOUR - 1)
    assert messages(evening, ara) == []
    await evening.env.advance_time(1)
    (message,) = messages(evening, ara)
    assert SECRET in message
    assert "This was due" not in message
    await evening.env.advance_time(3 * DAY)
    assert len(messages(evening, ara)) == 1
    assert posts(evening) == []


async def test_a_show_may_be_named_and_the_words_left_out(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await ara.slash(
        evening.channel, "remind me", when="in 1 hour", show="love in the big city"
    )
    assert "Love in the Big City" in answer(asked)
    await press(ara, asked, "draft-confirm")
    await press(
        ara, await ara.slash(evening.channel, "remind me", when="in 90 minutes"), "draft-confirm"
    )
    await evening.env.advance_time(2 * HOUR)
    first, second = messages(evening, ara)
    assert "your reminder for **Love in the Big City**" in first
    assert "Here is the reminder you asked for" in second


async def test_it_works_in_direct_messages(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await ara.user.slash("remind me", when="in 2 hours", text=SECRET)
    await press(ara.user, asked, "draft-confirm")
    choices = await ara.user.autocomplete("remind me", "show", "love", when="in 2 hours")
    assert choices[0]["name"] == "Love in the Big City"
    assert SECRET in answer(await ara.user.slash("remind list"))
    assert "no reminders yet" in answer(await ara.slash(evening.channel, "remind list"))
    await evening.env.advance_time(2 * HOUR)
    assert len(saying(evening, "Here is your reminder:", ara.user.dm_channel)) == 1


async def test_refused_messages_fall_back_to_a_mention_without_the_words(
    evening: Evening,
) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    await remind(evening, ara)
    refuse_messages(evening, ara)
    await evening.env.advance_time(2 * HOUR)
    assert messages(evening, ara) == []
    (mention,) = evening.channel.history()
    assert pinged(evening, mention) == {ara.id}
    assert SECRET not in posts(evening)[0]
    await evening.restart()
    shown = await ara.click(evening.channel.history()[0], label="Show it to me")
    assert shown.ephemeral
    assert SECRET in answer(shown)
    refused = await minho.click(evening.channel.history()[0], label="Show it to me")
    assert "somebody else" in answer(refused)
    assert SECRET not in answer(refused)
    await evening.env.advance_time(DAY)
    assert len(posts(evening)) == 1


async def test_what_cannot_be_delivered_at_all_is_told_on_asking(evening: Evening) -> None:
    ara = evening.member("Ara")
    await remind(evening, ara)
    refuse_messages(evening, ara)
    path = f"/channels/{evening.channel.id}/messages"
    evening.env.inject_error("POST", path, status=403, code=50001)
    await evening.env.advance_time(2 * HOUR)
    text = answer(await ara.slash(evening.channel, "remind list"))
    assert "**These did not reach you**" in text
    assert SECRET in text


@pytest.mark.parametrize("shift", [-2, 0, 2])
async def test_a_restart_around_the_moment_sends_one(evening: Evening, shift: int) -> None:
    ara = evening.member("Ara")
    await remind(evening, ara)
    await evening.env.advance_time(2 * HOUR + shift)
    await evening.restart()
    await evening.env.advance_time(5 - shift)
    await evening.restart()
    await evening.env.advance_time(HOUR)
    assert len(messages(evening, ara)) == 1


@pytest.mark.parametrize("is_refused", [False, True])
async def test_a_crash_after_sending_sends_no_second_one(
    evening: Evening, *, is_refused: bool
) -> None:
    """It went out, and the process died before it could write that down."""
    ara = evening.member("Ara")
    await remind(evening, ara)
    if is_refused:
        refuse_messages(evening, ara)
    forget_outcomes(evening)
    setattr(evening.bot.services.reminders, "settle", nothing)  # noqa: B010 - likewise
    await evening.env.advance_time(2 * HOUR)
    await evening.restart()
    await evening.env.advance_time(LEASE)
    assert len(messages(evening, ara)) + len(posts(evening)) == 1
    await evening.env.advance_time(DAY)
    assert len(messages(evening, ara)) + len(posts(evening)) == 1


async def test_a_send_that_failed_is_tried_again(evening: Evening) -> None:
    ara = evening.member("Ara")
    await remind(evening, ara)
    path = f"/channels/{ara.user.dm_channel.id}/messages"
    evening.env.inject_error("POST", path, status=500, times=6)
    await evening.env.advance_time(2 * HOUR + 20 * MINUTE)
    (message,) = messages(evening, ara)
    assert SECRET in message


async def test_a_late_one_says_so_and_a_useless_one_is_told_on_asking(evening: Evening) -> None:
    ara = evening.member("Ara")
    await remind(evening, ara)
    await down(evening, 2 * HOUR + 40 * MINUTE)
    await evening.env.advance_time(1)
    assert "This was due 40 min ago" in messages(evening, ara)[0]
    await remind(evening, ara)
    await down(evening, 2 * HOUR + 5 * HOUR)
    await evening.env.advance_time(1)
    assert "This was due 5 hours ago" in messages(evening, ara)[1]
    await remind(evening, ara)
    await down(evening, 2 * HOUR + DAY)
    await evening.env.advance_time(1)
    assert len(messages(evening, ara)) == 2
    text = answer(await ara.slash(evening.channel, "remind list"))
    assert "**These did not reach you**" in text
    await evening.env.advance_time(8 * DAY)
    assert "did not reach" not in answer(await ara.slash(evening.channel, "remind list"))


async def test_in_an_hour_again(evening: Evening) -> None:
    ara = evening.member("Ara")
    await remind(evening, ara)
    await evening.env.advance_time(2 * HOUR)
    await evening.restart()
    sent = ara.user.dm_channel.history()[-1]
    await ara.user.click(sent, label="Remind me in an hour")
    assert not has_buttons(ara.user.dm_channel.history()[0])
    assert "again <t:" in messages(evening, ara)[0]
    await evening.env.advance_time(HOUR - 1)
    assert len(messages(evening, ara)) == 1
    await evening.env.advance_time(1)
    assert len(messages(evening, ara)) == 2
    assert SECRET in messages(evening, ara)[1]


async def test_a_reminder_is_taken_back_and_brought_back(evening: Evening) -> None:
    ara = evening.member("Ara")
    assert "no reminders to cancel" in answer(await ara.slash(evening.channel, "remind cancel"))
    await remind(evening, ara)
    await remind(evening, ara, "in 3 hours", text="the *other* one")
    choices = await ara.autocomplete(evening.channel, "remind cancel", "reminder", "other")
    assert choices[0]["name"].endswith("the *other* one")
    assert choices[0]["value"].isdigit()
    gone = await ara.slash(evening.channel, "remind cancel", reminder=choices[0]["value"])
    assert "that reminder is cancelled" in answer(gone)
    other = await ara.slash(evening.channel, "remind cancel")
    await press(ara, gone, "remind-restore")
    await evening.env.advance_time(4 * HOUR)
    (message,) = messages(evening, ara)
    assert "the \\*other\\* one" in message
    late = await press(ara, other, "remind-restore")
    assert "has passed" in answer(late)
    assert "no longer there" in answer(
        await ara.slash(evening.channel, "remind cancel", reminder="999")
    )


@pytest.mark.parametrize("wrote", [None, "999", "the tea"])
async def test_of_several_it_asks_which_one_to_take_back(
    evening: Evening, wrote: str | None
) -> None:
    ara = evening.member("Ara")
    await remind(evening, ara)
    await remind(evening, ara, "in 3 hours", text="the other one")
    options = {} if wrote is None else {"reminder": wrote}
    asked = await ara.slash(evening.channel, "remind cancel", **options)
    assert asked.ephemeral
    assert "Which reminder should I cancel?" in answer(asked)
    assert SECRET in answer(asked)
    found = await evening.bot.services.reminders.of_member(
        UserId(ara.id), GuildId(evening.guild.id)
    )
    await evening.restart()
    await choose(ara, asked, "remind-which", [str(found.waiting[1].id)])
    left = answer(await ara.slash(evening.channel, "remind list"))
    assert SECRET in left
    assert "the other one" not in left
    await press(ara, asked, "remind-restore")
    assert "the other one" in answer(await ara.slash(evening.channel, "remind list"))


async def test_a_menu_of_reminders_works_in_direct_messages(evening: Evening) -> None:
    ara = evening.member("Ara")
    for when in ("in 2 hours", "in 3 hours"):
        asked = await ara.user.slash("remind me", when=when, text=when)
        await press(ara.user, asked, "draft-confirm")
    asked = await ara.user.slash("remind cancel")
    found = await evening.bot.services.reminders.of_member(UserId(ara.id), GuildId(0))
    await choose(ara.user, asked, "remind-which", [str(found.waiting[0].id)])
    left = answer(await ara.user.slash("remind list"))
    assert "in 2 hours" not in left
    assert "in 3 hours" in left


async def test_reminders_are_nobody_else_s(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    await remind(evening, ara)
    assert SECRET not in answer(await minho.slash(evening.channel, "remind list"))
    assert await minho.autocomplete(evening.channel, "remind cancel", "reminder", "") == []
    refused = await minho.slash(evening.channel, "remind cancel", reminder="1")
    assert "no longer there" in answer(refused)
    assert SECRET in answer(await ara.slash(evening.channel, "remind list"))


async def test_words_never_ping_nor_break_out(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    await remind(evening, ara, text=f"@everyone **{minho.mention}** `x` ||y||")
    await evening.env.advance_time(2 * HOUR)
    sent = ara.user.dm_channel.history()[-1]
    assert pinged(evening, sent) == set()
    assert minho.mention not in messages(evening, ara)[0]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"when": "yesterday"}, "December 31, 2025 is already over"),
        ({"when": "right now"}, "in how many minutes"),
        ({"when": "yesterday 8pm"}, "over already"),
        ({"when": "x" * 2_000}, "A few are enough"),
        ({"text": "y" * 2_000}, "2,000 characters"),
        ({"show": "no such show"}, "There is no show called"),
        ({"zone": "nowhere"}, "I know no time zone"),
    ],
)
async def test_what_cannot_be_is_said_kindly(
    evening: Evening, options: dict[str, str], line: str
) -> None:
    ara = evening.member("Ara")
    refused = await ask(evening, ara, **options)
    assert line in answer(refused)
    assert "no reminders yet" in answer(await ara.slash(evening.channel, "remind list"))


async def test_there_is_an_end_to_reminders(evening: Evening) -> None:
    ara = evening.member("Ara")
    for _ in range(MOST_WAITING):
        await remind(evening, ara, text="x" * 1_000)
    refused = await press(ara, await ask(evening, ara), "draft-confirm")
    assert "50 reminders waiting" in answer(refused)
    first = await ara.slash(evening.channel, "remind list")
    assert "Page 1 of" in answer(first)
    second = await press(ara, first, f"remind-list:{ara.id}:1")
    assert "Page 2 of" in answer(second)
    found = await evening.bot.services.reminders.of_member(
        UserId(ara.id), GuildId(evening.guild.id)
    )
    assert len(found.waiting) == MOST_WAITING


async def test_a_reminder_that_is_dropped_speaks_of_no_party(evening: Evening) -> None:
    ara = evening.member("Ara")
    told = answer(await press(ara, await ask(evening, ara), "draft-drop"))
    assert "I will not remind you of it." in told
    assert "planned" not in told
