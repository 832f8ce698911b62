"""Two press in the same moment: what both are told is so, and the card is as it was left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import discord
import pytest
from simcord.actors import MemberActor

from tests.e2e.conftest import Evening
from tests.e2e.party_steps import DAY, has_buttons, plan, planned, posts, saying, schedule
from tests.e2e.pressing import press
from tests.e2e.reading import answer

AtOnce = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def at_once(evening: Evening, monkeypatch: pytest.MonkeyPatch) -> AtOnce:
    """Give a block whose presses are sent and not waited for: the next one is under way too."""

    async def go_on(**_options: object) -> None:
        return None

    @contextmanager
    def block() -> Iterator[None]:
        with monkeypatch.context() as patched:
            patched.setattr(evening.env, "_settle_internal", go_on)
            yield

    return block


def _hosts(evening: Evening) -> tuple[MemberActor, MemberActor]:
    permissions = discord.Permissions(manage_guild=True)
    role = evening.guild.create_role("mods", permissions=permissions)
    return evening.member("Ara"), evening.member("Boss", roles=[role])


async def test_all_who_answer_at_once_stand_on_the_card(evening: Evening, at_once: AtOnce) -> None:
    ara = evening.member("Ara")
    crowd = [evening.member(f"Member{number}") for number in range(6)]
    card = await plan(evening, ara)
    with at_once():
        for number, member in enumerate(crowd[:-1]):
            await member.click(card, label=("Going", "Maybe", "Can't")[number % 3])
    await crowd[-1].click(card, label="Going")
    (shown,) = posts(evening)
    assert "**Going** (4)" in shown
    assert "**Maybe** (2)" in shown
    assert "**Can't** (1)" in shown


async def test_one_who_presses_twice_is_down_once(evening: Evening, at_once: AtOnce) -> None:
    ara, minho = evening.member("Ara"), evening.member("Minho")
    card = await plan(evening, ara)
    with at_once():
        await minho.click(card, label="Going")
    await minho.click(card, label="Can't")
    (shown,) = posts(evening)
    assert "**Going** (1)" in shown
    assert "**Can't** (1)" in shown


async def test_confirming_twice_at_once_plans_once(evening: Evening, at_once: AtOnce) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara)
    with at_once():
        first = await press(ara, asked, "draft-confirm")
    second = await evening.press(ara, asked, f"draft-confirm:{ara.id}:1")
    assert len(await planned(evening)) == 1
    assert len(saying(evening, "Host:")) == 1
    assert "no longer waiting" in answer(first) + answer(second)


async def test_two_who_cancel_at_once_cancel_once(evening: Evening, at_once: AtOnce) -> None:
    ara, boss = _hosts(evening)
    card = await plan(evening, ara)
    minho = evening.member("Minho")
    await minho.click(card, label="Going")
    asked = [
        await member.slash(evening.channel, "party cancel", party="1") for member in (ara, boss)
    ]
    with at_once():
        first = await press(ara, asked[0], "party-cancel:")
    second = await press(boss, asked[1], "party-cancel:")
    assert "is over or was cancelled" in answer(first) + answer(second)
    assert len(saying(evening, "is cancelled")) == 1
    assert "**Cancelled.**" in posts(evening)[0]


@pytest.mark.parametrize("first", ["move", "cancel"])
async def test_a_move_and_a_cancel_at_once_leave_a_card_that_is_true(
    evening: Evening, at_once: AtOnce, first: str
) -> None:
    ara, boss = _hosts(evening)
    await plan(evening, ara)
    moving = await ara.slash(evening.channel, "party move", when="sat 9pm", party="1")
    leaving = await boss.slash(evening.channel, "party cancel", party="1")
    presses = [(ara, moving, "draft-confirm"), (boss, leaving, "party-cancel:")]
    if first == "cancel":
        presses.reverse()
    with at_once():
        told = answer(await press(*presses[0]))
    told += answer(await press(*presses[1]))
    await evening.env.settle()
    assert await planned(evening) == []
    assert "**Cancelled.**" in posts(evening)[0]
    assert not has_buttons(evening.channel.history()[0])
    assert ("is over or was cancelled" in told) == (first == "cancel")
    await evening.env.advance_time(3 * DAY)
    assert saying(evening, "starts <t:") == []


async def test_an_answer_and_a_cancel_at_once_leave_a_cancelled_card(
    evening: Evening, at_once: AtOnce
) -> None:
    ara, boss = _hosts(evening)
    card = await plan(evening, ara)
    minho = evening.member("Minho")
    leaving = await boss.slash(evening.channel, "party cancel", party="1")
    with at_once():
        await minho.click(card, label="Going")
    await press(boss, leaving, "party-cancel:")
    await evening.env.settle()
    assert "**Cancelled.**" in posts(evening)[0]
    assert not has_buttons(evening.channel.history()[0])


async def test_two_who_move_at_once_leave_the_card_at_the_time_that_is_kept(
    evening: Evening, at_once: AtOnce
) -> None:
    ara, boss = _hosts(evening)
    await plan(evening, ara)
    moves = [
        await member.slash(evening.channel, "party move", when=when, party="1")
        for member, when in ((ara, "sat 9pm"), (boss, "sun 9pm"))
    ]
    with at_once():
        await press(ara, moves[0], "draft-confirm")
    await press(boss, moves[1], "draft-confirm")
    await evening.env.settle()
    (party,) = await planned(evening)
    assert f"<t:{int(party.starts_at.timestamp())}:F>" in posts(evening)[0]
    await evening.env.advance_time(4 * DAY)
    assert len(saying(evening, "starts <t:")) == 2
