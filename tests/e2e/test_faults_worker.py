"""Discord stumbles while nobody waits: it is tried again or let go, and never done twice."""

from __future__ import annotations

from typing import Final

import discord
import pytest
from simcord.actors import MemberActor

from tests.e2e.conftest import Evening
from tests.e2e.mishaps import met
from tests.e2e.party_steps import HOUR, MINUTE, plan, planned, posts, saying
from tests.e2e.pressing import press
from tests.e2e.reading import answer

ROOM_OF_TWO: Final = "/users/@me/channels"
SOON_AGAIN: Final = [429, 500, 502]
FOR_GOOD: Final = [(403, 50013), (404, 10003)]


async def remind_me(evening: Evening, member: MemberActor) -> None:
    shown = await member.slash(evening.channel, "remind me", when="in 2 hours", text="Popcorn")
    await press(member, shown, "draft-confirm")


@pytest.mark.parametrize("status", SOON_AGAIN)
@pytest.mark.parametrize("path", [ROOM_OF_TWO, "/channels/*/messages"])
async def test_a_reminder_is_tried_again(evening: Evening, path: str, status: int) -> None:
    ara = await evening.at("Ara", 3)
    await remind_me(evening, ara)
    evening.env.inject_error("POST", path, status=status)
    await evening.env.advance_time(2 * HOUR)
    await evening.env.advance_time(5 * MINUTE)
    sent = [post for post in posts(evening, ara.user.dm_channel) if "Popcorn" in post]
    assert len(sent) == 1
    assert saying(evening, f"<@{ara.id}>") == []
    assert "no reminders yet" in answer(await ara.slash(evening.channel, "remind list"))


@pytest.mark.parametrize(("status", "code"), FOR_GOOD)
async def test_a_reminder_goes_another_way(evening: Evening, status: int, code: int) -> None:
    ara = await evening.at("Ara", 3)
    await remind_me(evening, ara)
    evening.env.inject_error("POST", ROOM_OF_TWO, status=status, code=code, times=None)
    await evening.env.advance_time(3 * HOUR)
    (mention,) = saying(evening, f"<@{ara.id}>")
    assert "Popcorn" not in mention


@pytest.mark.parametrize("status", SOON_AGAIN)
async def test_a_partys_card_is_tried_again(evening: Evening, status: int) -> None:
    ara = await evening.at("Ara", 3)
    path = f"/channels/{evening.channel.id}/messages"
    evening.env.inject_error("POST", path, status=status)
    shown = await ara.slash(evening.channel, "party schedule", episode="4", when="fri 8pm")
    await press(ara, shown, "draft-confirm")
    assert cards(evening) == []
    await evening.env.advance_time(5 * MINUTE)
    assert len(cards(evening)) == 1
    (party,) = await planned(evening)
    assert party.message_id == cards(evening)[0].id


@pytest.mark.parametrize(("status", "code"), FOR_GOOD)
async def test_a_party_without_a_card_is_still_planned(
    evening: Evening, status: int, code: int
) -> None:
    ara = await evening.at("Ara", 3)
    path = f"/channels/{evening.channel.id}/messages"
    evening.env.inject_error("POST", path, status=status, code=code)
    shown = await ara.slash(evening.channel, "party schedule", episode="4", when="fri 8pm")
    await press(ara, shown, "draft-confirm")
    await evening.env.advance_time(HOUR)
    assert cards(evening) == []
    assert "Episode 4" in answer(await ara.slash(evening.channel, "party list"))
    assert "1 going" in answer(await ara.slash(evening.channel, "party list"))


@pytest.mark.parametrize("status", SOON_AGAIN)
async def test_a_moved_partys_card_is_brought_up_to_date_later(
    evening: Evening, status: int
) -> None:
    ara = await evening.at("Ara", 3)
    card = await plan(evening, ara)
    evening.env.inject_error("PATCH", f"/channels/{evening.channel.id}/*", status=status)
    moved = await ara.slash(evening.channel, "party move", when="sat 9pm")
    await press(ara, moved, "draft-confirm")
    await evening.env.advance_time(5 * MINUTE)
    (party,) = await planned(evening)
    shown = evening.texts_of(_again(evening, card))
    assert f"<t:{int(party.starts_at.timestamp())}:F>" in "\n".join(shown)
    assert len(cards(evening)) == 1


@pytest.mark.parametrize(("status", "code"), FOR_GOOD)
async def test_a_card_that_cannot_be_changed_holds_nothing_up(
    evening: Evening, status: int, code: int
) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 3)
    card = await plan(evening, ara)
    await minho.click(card, label="Going")
    path = f"/channels/{evening.channel.id}/*"
    evening.env.inject_error("PATCH", path, status=status, code=code, times=None)
    moved = await ara.slash(evening.channel, "party move", when="sat 9pm")
    assert "is now" in answer(await press(ara, moved, "draft-confirm"))
    await evening.env.advance_time(HOUR)
    assert len(saying(evening, f"<@{minho.id}>")) >= 1
    met(evening)


def cards(evening: Evening) -> list[discord.Message]:
    """Return the parties' cards in the channel."""
    return [
        message
        for message in evening.channel.history()
        if "Can't" in "\n".join(evening.texts_of(message))
    ]


def _again(evening: Evening, message: discord.Message) -> discord.Message:
    return next(one for one in evening.channel.history() if one.id == message.id)
