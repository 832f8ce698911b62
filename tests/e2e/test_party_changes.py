"""Runs, moving and cancelling: who may, what becomes of it, and who is told."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.ids import GuildId, ShowId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.party_steps import (
    DAY,
    HOUR,
    MINUTE,
    has_buttons,
    pinged,
    plan,
    planned,
    posts,
    saying,
    schedule,
)
from tests.e2e.pressing import choose, press
from tests.e2e.reading import answer


async def cancel(evening: Evening, member: MemberActor, **options: Any) -> InteractionResult:
    shown: InteractionResult = await member.slash(evening.channel, "party cancel", **options)
    return shown


async def move(
    evening: Evening, member: MemberActor, when: str, **options: Any
) -> InteractionResult:
    shown: InteractionResult = await member.slash(
        evening.channel, "party move", when=when, **options
    )
    return shown


async def make_show(evening: Evening, title: str, episodes: int) -> ShowId:
    document = {
        "slug": title.lower(),
        "title": title,
        "episode": [{"number": number} for number in range(1, episodes + 1)],
    }
    show = await evening.bot.services.catalog.create(
        GuildId(evening.guild.id), UserId(evening.guild.owner.id), document
    )
    assert show is not None
    return show.id


async def test_a_run_is_shown_back_and_ends_with_the_show(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, repeat="weekly")
    assert "every Friday, until Episode 8: 5 evenings" in answer(asked)
    done = await press(ara, asked, "draft-confirm")
    assert "5 evenings are planned" in answer(done) or "5 evenings are planned" in answer(asked)
    evenings = await planned(evening)
    assert [party.first_episode for party in evenings] == [4, 5, 6, 7, 8]
    assert len({party.series_id for party in evenings}) == 1
    (card,) = posts(evening)
    assert "Then every Friday, until Episode 8" in card
    assert "4 more evenings" in card


async def test_several_episodes_an_evening(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, repeat="sat sun", per_sitting=2)
    assert "Episode 4 to Episode 5" in answer(asked)
    assert "every Saturday and Sunday, until Episode 8: 3 evenings" in answer(asked)


async def test_what_stands_out_is_the_first_evening_of_a_run(evening: Evening) -> None:
    """Friday is none of the days that were asked for; the first of them is Monday."""
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, when="fri 8pm", repeat="mon tue wed")
    text = answer(asked)
    assert "**<t:1767643200:F>** · <t:1767643200:R>" in text
    assert "<t:1767384000:F> does not fall on one of those days" in text
    assert "every Monday, Tuesday and Wednesday, until Episode 8" in text
    await press(ara, asked, "draft-confirm")
    assert int((await planned(evening))[0].starts_at.timestamp()) == 1_767_643_200


async def test_the_next_card_follows_when_an_evening_is_over(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara, episode="7", repeat="every day", when="in 2 hours")
    await evening.env.advance_time(HOUR)
    assert len(saying(evening, "Host:")) == 1
    await evening.env.advance_time(3 * HOUR)
    cards = saying(evening, "Host:")
    assert len(cards) == 2
    assert "Episode 8" in cards[1]
    assert "more evening" not in cards[1]
    await evening.env.advance_time(3 * DAY)
    assert len(saying(evening, "Host:")) == 2
    # The evening was news when its card came, so it was announced a day before by the card alone.
    assert len(saying(evening, "starts <t:")) == 2
    assert await planned(evening) == []


@pytest.mark.parametrize("repeat", ["", "weekly mon", "every blue moon"])
async def test_a_run_of_no_days_is_refused(evening: Evening, repeat: str) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, repeat=repeat or " ")
    if repeat == "weekly mon":
        assert "every Monday" in answer(asked)
    else:
        assert "`weekdays`" in answer(asked)


async def test_a_run_beyond_reason_is_refused(evening: Evening) -> None:
    ara = evening.member("Ara")
    await make_show(evening, "Forever", 400)
    asked = await schedule(evening, ara, episode="1", show="Forever", repeat="every day")
    assert "366 is the most" in answer(asked)
    assert await planned(evening) == []


async def test_the_host_cancels_and_who_said_going_is_told(evening: Evening) -> None:
    ara, minho, sora = (evening.member(name) for name in ("Ara", "Minho", "Sora"))
    card = await plan(evening, ara)
    await minho.click(card, label="Going")
    await sora.click(card, label="Maybe")
    asked = await cancel(evening, ara)
    assert "One other member is going" in answer(asked)
    assert len(await planned(evening)) == 1
    await press(ara, asked, "party-cancel:")
    assert await planned(evening) == []
    assert not has_buttons(evening.channel.history()[0])
    assert "**Cancelled.**" in posts(evening)[0]
    news = evening.channel.history()[-1]
    assert "is cancelled" in posts(evening)[-1]
    assert pinged(evening, news) == {minho.id}
    await evening.env.advance_time(3 * DAY)
    assert len(posts(evening)) == 2


async def test_keeping_it_changes_nothing(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara)
    await press(ara, await cancel(evening, ara), "party-keep")
    assert len(await planned(evening)) == 1
    assert len(posts(evening)) == 1


async def test_one_evening_of_a_run_or_all_of_it(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara, repeat="weekly")
    await press(ara, await cancel(evening, ara), "party-cancel:")
    assert [party.first_episode for party in await planned(evening)] == [5, 6, 7, 8]
    asked = await cancel(evening, ara)
    assert "3 more evenings come after it" in answer(asked)
    await press(ara, asked, "party-cancel-run:")
    assert await planned(evening) == []
    await evening.env.advance_time(40 * DAY)
    assert len(saying(evening, "Host:")) == 1


async def test_only_the_host_and_managers_change_a_party(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    await plan(evening, ara)
    party_id = str((await planned(evening))[0].id)
    assert "Only the host" in answer(await cancel(evening, minho, party=party_id))
    assert "Only the host" in answer(await move(evening, minho, "sat 8pm", party=party_id))
    assert "no party here to change" in answer(await cancel(evening, minho))
    permissions = discord.Permissions(manage_guild=True)
    manager = evening.guild.create_role("mods", permissions=permissions)
    boss = evening.member("Boss", roles=[manager])
    await press(boss, await cancel(evening, boss), "party-cancel:")
    assert await planned(evening) == []
    assert pinged(evening, evening.channel.history()[-1]) == {ara.id}


async def test_the_guild_s_own_role_manages_parties(evening: Evening) -> None:
    ara = evening.member("Ara")
    role = evening.guild.create_role("party people")
    helper = evening.member("Helper", roles=[role])
    await plan(evening, ara)
    assert "no party here" in answer(await cancel(evening, helper))
    guild_id = GuildId(evening.guild.id)
    await evening.bot.services.guilds.change(guild_id, manager_role_id=role.id)
    await press(helper, await cancel(evening, helper), "party-cancel:")
    assert await planned(evening) == []


async def test_a_party_moves_with_its_reminders(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    card = await plan(evening, ara)
    await minho.click(card, label="Going")
    asked = await move(evening, ara, "sat 9pm")
    assert "Was <t:1767384000:F>" in answer(asked)
    await press(ara, asked, "draft-confirm")
    assert "<t:1767474000:F>" in posts(evening)[0]
    news = evening.channel.history()[-1]
    assert "has moved" in posts(evening)[-1]
    assert pinged(evening, news) == {minho.id}
    await evening.env.advance_time(44 * HOUR + 40 * MINUTE)
    assert len(saying(evening, "starts <t:")) == 0
    await evening.env.advance_time(DAY)
    assert len(saying(evening, "starts <t:")) == 1
    await evening.env.advance_time(10 * MINUTE)
    assert len(saying(evening, "starts <t:")) == 2


async def test_moving_to_and_fro_tells_each_time(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    card = await plan(evening, ara)
    await minho.click(card, label="Going")
    for when in ("sat 9pm", "fri 8pm", "sat 9pm"):
        await evening.env.advance_time(MINUTE)
        await press(ara, await move(evening, ara, when), "draft-confirm")
    assert len(saying(evening, "has moved")) == 3
    await evening.env.advance_time(3 * DAY)
    assert len(saying(evening, "starts <t:")) == 2


async def test_a_later_evening_that_moves_up_shows_its_card_at_once(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara, episode="7", repeat="weekly")
    later = (await planned(evening))[1]
    await press(ara, await move(evening, ara, "in 3 hours", party=str(later.id)), "draft-confirm")
    assert len(saying(evening, "Host:")) == 2
    await evening.env.advance_time(8 * DAY)
    assert len(saying(evening, "Host:")) == 2


async def test_choices_are_neutral_and_one_s_own(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    await plan(evening, ara)
    await plan(evening, minho, episode="5", when="sat 9pm")
    choices = await ara.autocomplete(evening.channel, "party cancel", "party", "")
    assert [choice["name"].replace("\u202f", " ") for choice in choices] == [
        "Love in the Big City · Episode 4 · Jan 2, 2026, 8:00 PM"
    ]
    assert choices[0]["value"].isdigit()


@pytest.mark.parametrize("wrote", ["Episode 4", "0", "999999", "9" * 40, "\u200b"])
async def test_a_party_that_is_none_is_said_so(evening: Evening, wrote: str) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara)
    await plan(evening, ara, episode="5", when="sat 9pm")
    asked = await cancel(evening, ara, party=wrote)
    assert asked.ephemeral
    assert "Which party do you want to cancel?" in answer(asked)
    assert len(await planned(evening)) == 2


async def test_leaving_it_out_takes_the_only_one(evening: Evening) -> None:
    ara = evening.member("Ara")
    assert "no party here" in answer(await cancel(evening, ara))
    await plan(evening, ara)
    assert "Cancel **Love in the Big City · Episode 4**" in answer(await cancel(evening, ara))
    await plan(evening, ara, episode="5", when="sat 9pm")
    asked = await cancel(evening, ara)
    assert "Which party do you want to cancel?" in answer(asked)
    later = (await planned(evening))[1]
    chosen = await choose(ara, asked, "party-which-cancel", [str(later.id)])
    assert "Cancel **Love in the Big City · Episode 5**" in (answer(chosen) or answer(asked))
    await press(ara, asked, "party-cancel:")
    assert [party.first_episode for party in await planned(evening)] == [4]


async def test_a_move_asks_which_party_and_keeps_what_was_written(evening: Evening) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    await plan(evening, ara)
    await plan(evening, ara, episode="5", when="sat 9pm")
    await plan(evening, minho, episode="6", when="sat 9pm")
    asked = await move(evening, ara, "sun 9pm", party="episode five")
    assert asked.ephemeral
    assert "Which party do you want to move?" in answer(asked)
    assert "Episode 6" not in answer(asked)
    await evening.restart()
    later = (await planned(evening))[1]
    await choose(ara, asked, "party-which-move", [str(later.id)])
    assert "Was <t:1767474000:F>" in answer(asked)
    await press(ara, asked, "draft-confirm")
    moved = {party.first_episode: party.starts_at for party in await planned(evening)}
    assert moved[5].isoformat() == "2026-01-04T21:00:00+00:00"


async def test_a_move_that_cannot_be_read_is_changed_once_the_party_is_known(
    evening: Evening,
) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara)
    await plan(evening, ara, episode="5", when="sat 9pm")
    asked = await move(evening, ara, "whenever")
    await choose(ara, asked, "party-which-move", [str((await planned(evening))[0].id)])
    assert "could not make a time" in answer(asked)
    form = await press(ara, asked, "draft-change")
    await ara.submit_modal(form, {"when": "sun 9pm", "zone": "UTC"})
    await press(ara, asked, "draft-confirm")
    assert [party.first_episode for party in await planned(evening)] == [5, 4]


async def test_a_removed_show_s_party_goes_quietly(evening: Evening) -> None:
    ara = evening.member("Ara")
    show_id = await make_show(evening, "Short", 2)
    card = await plan(evening, ara, episode="1", show="Short")
    await evening.bot.services.catalog.delete_created(GuildId(evening.guild.id), show_id)
    assert "is over or was cancelled" in answer(await ara.click(card, label="Going"))
    await evening.env.advance_time(3 * DAY)
    assert len(posts(evening)) == 1


async def test_a_move_that_is_dropped_leaves_the_party_as_it_was(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara)
    before = await planned(evening)
    told = answer(await press(ara, await move(evening, ara, "sat 9pm"), "draft-drop"))
    assert "The party stays as it was." in told
    assert "Nothing is planned" not in told
    assert await planned(evening) == before
