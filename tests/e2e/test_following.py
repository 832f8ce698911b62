"""Who has taken everything back still follows, and is told so, with the way out beside it."""

from __future__ import annotations

import pytest
from simcord.actors import MemberActor

from bot.domain.ids import GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import answer, custom_id

STILL = "You still follow it"


async def is_following(evening: Evening, member: MemberActor) -> bool:
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    show = await services.catalog.get(guild_id, evening.show_id)
    standing = await services.audiences.standing(guild_id, UserId(member.id), show)
    return standing.is_following


@pytest.mark.parametrize("track", ["screen", "source"])
async def test_the_first_mark_taken_back_leaves_a_follower_who_is_told(
    evening: Evening, track: str
) -> None:
    ara = evening.member("Ara")
    marked = await ara.slash(evening.channel, "watched", track=track)
    undone = await press(ara, marked, "undo:")
    assert STILL in answer(undone)
    assert await is_following(evening, ara)
    await evening.restart()
    stopped = await press(ara, undone, "unfollow:")
    assert "You no longer follow *Love in the Big City*" in answer(stopped)
    assert "is kept" not in answer(stopped), "nothing is marked any more"
    assert not await is_following(evening, ara)
    again = await press(ara, stopped, "follow:")
    assert "You follow *Love in the Big City* now" in answer(again)
    assert await is_following(evening, ara)


async def test_who_had_pressed_follow_before_goes_on_following(evening: Evening) -> None:
    ara = evening.member("Ara")
    mine = await ara.slash(evening.channel, "progress me", show="love in the big city")
    await press(ara, mine, "follow:")
    await ara.slash(evening.channel, "watched")
    assert STILL in answer(await ara.slash(evening.channel, "progress undo"))
    assert await is_following(evening, ara)


async def test_one_of_several_marks_taken_back_says_nothing_of_it(evening: Evening) -> None:
    ara = await evening.at("Ara", 1)
    await ara.slash(evening.channel, "watched")
    undone = await ara.slash(evening.channel, "progress undo")
    assert STILL not in answer(undone)
    assert "Stop following" not in answer(undone)


async def test_who_has_left_before_is_not_told_that_they_follow(evening: Evening) -> None:
    ara = await evening.at("Ara", 1)
    dropped = await ara.slash(evening.channel, "progress drop")
    assert "What you marked is kept" in answer(dropped)
    undone = await ara.slash(evening.channel, "progress undo")
    assert "Taken back" in answer(undone)
    assert STILL not in answer(undone)
    assert "Stop following" not in answer(undone)


async def test_an_older_button_says_that_there_is_nothing_to_leave(evening: Evening) -> None:
    ara, juno = evening.member("Ara"), evening.member("Juno")
    undone = await press(ara, await ara.slash(evening.channel, "watched"), "undo:")
    forged = await evening.press(juno, undone, custom_id(undone, "unfollow:"))
    assert "belongs to somebody else" in answer(forged)
    await ara.slash(evening.channel, "progress drop")
    assert "not following" in answer(await press(ara, undone, "unfollow:"))
