"""A card that Discord refuses: the host learns what is missing, and gets it once it is there."""

from __future__ import annotations

import discord

from tests.e2e.conftest import Evening
from tests.e2e.mishaps import met, refusals
from tests.e2e.party_steps import MINUTE, plan, planned, saying, schedule
from tests.e2e.pressing import press
from tests.e2e.reading import answer


async def forbid(evening: Evening, *, is_forbidden: bool = True) -> None:
    """Take Send Messages from the bot in the channel, or give it back."""
    with evening.env._bot_scope():
        channel = evening.bot.get_channel(evening.channel.id)
        assert isinstance(channel, discord.TextChannel)
        everyone = channel.guild.default_role
        await channel.set_permissions(everyone, send_messages=not is_forbidden)
    await evening.env.settle()


async def test_confirming_says_what_is_missing_and_keeps_the_draft(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    shown = await schedule(evening, ara)
    await forbid(evening)
    told = answer(await press(ara, shown, "draft-confirm"))
    assert "give me Send Messages there" in told
    refusals(evening)
    assert await planned(evening) == []
    await forbid(evening, is_forbidden=False)
    assert "I am posting the card" in answer(await press(ara, shown, "draft-confirm"))
    assert len(saying(evening, "Can't")) == 1


async def test_a_refused_card_is_told_of_and_posted_once_it_may_be(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    path = f"/channels/{evening.channel.id}/messages"
    evening.env.inject_error("POST", path, status=403, code=50013)
    await press(ara, await schedule(evening, ara), "draft-confirm")
    await forbid(evening)
    told = answer(await ara.slash(evening.channel, "party list"))
    assert "I could not post its card: I lack Send Messages there." in told
    assert "evening before" not in told
    await evening.env.advance_time(MINUTE)
    assert saying(evening, "Can't") == []
    await forbid(evening, is_forbidden=False)
    told = answer(await ara.slash(evening.channel, "party list"))
    assert "I am trying again now" in told
    await evening.env.advance_time(MINUTE)
    assert len(saying(evening, "Can't")) == 1
    assert "[card](" in answer(await ara.slash(evening.channel, "party list"))


async def test_a_card_that_is_on_its_way_is_said_to_be(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    path = f"/channels/{evening.channel.id}/messages"
    evening.env.inject_error("POST", path, status=503, times=None)
    await press(ara, await schedule(evening, ara), "draft-confirm")
    await evening.env.advance_time(20 * MINUTE)
    assert "its card is on its way" in answer(await ara.slash(evening.channel, "party list"))
    met(evening)


async def test_a_later_evenings_card_comes_in_its_time(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    await plan(evening, ara, repeat="weekly")
    await press(ara, await ara.slash(evening.channel, "party cancel"), "party-cancel:")
    told = answer(await ara.slash(evening.channel, "party list"))
    assert "its card comes once the evening before is over" in told


async def test_a_deleted_card_is_posted_anew_when_its_party_is_moved(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    card = await plan(evening, ara)
    with evening.env._bot_scope():
        await card.delete()
    await evening.env.settle()
    told = answer(await ara.slash(evening.channel, "party list"))
    assert "its card was deleted; it comes back when the party is moved" in told
    assert "[card](" not in told
    moved = await ara.slash(evening.channel, "party move", when="sat 9pm")
    await press(ara, moved, "draft-confirm")
    await evening.env.advance_time(MINUTE)
    assert len(saying(evening, "Can't")) == 1
    (party,) = await planned(evening)
    assert party.message_id not in (None, card.id)


async def test_a_card_that_was_deleted_unseen_is_posted_anew(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    card = await plan(evening, ara)
    path = f"/channels/{evening.channel.id}/messages/{card.id}"
    evening.env.inject_error("PATCH", path, status=404, code=10008)
    moved = await ara.slash(evening.channel, "party move", when="sat 9pm")
    await press(ara, moved, "draft-confirm")
    await evening.env.advance_time(MINUTE)
    (party,) = await planned(evening)
    assert party.message_id not in {None, card.id}


async def test_a_refused_card_is_tried_again_when_its_party_is_moved(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    path = f"/channels/{evening.channel.id}/messages"
    evening.env.inject_error("POST", path, status=403, code=50013)
    await press(ara, await schedule(evening, ara), "draft-confirm")
    moved = await ara.slash(evening.channel, "party move", when="sat 9pm")
    await press(ara, moved, "draft-confirm")
    await evening.env.advance_time(MINUTE)
    assert len(saying(evening, "Can't")) == 1
