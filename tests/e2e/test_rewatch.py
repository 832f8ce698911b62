"""Watching a show again: one place in the story, told the same everywhere."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.ids import GuildId, UserId
from bot.domain.spoilers import Track
from bot.services.progress import Marking
from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import answer, custom_id

AGAIN = "rewatch 1"


async def watched(evening: Evening, who: MemberActor, **options: Any) -> InteractionResult:
    """Write `/watched`."""
    result: InteractionResult = await who.slash(evening.channel, "watched", **options)
    return result


async def rewatching(evening: Evening) -> MemberActor:
    """Return somebody who has seen everything once, and two episodes again."""
    minho = await evening.at("Minho", 8)
    await watched(evening, minho, episode="1", rewatch=True)
    await watched(evening, minho)
    return minho


async def test_a_rewatch_is_counted_and_bidden_farewell_by_itself(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await watched(evening, minho, rewatch=True)
    told = answer(await watched(evening, minho))
    assert "2 of 8 · rewatch 1" in told
    assert "8 of 8" not in told
    assert "Well watched" not in told
    asked = await watched(evening, minho, episode="8")
    assert "opens all of it" not in answer(asked)
    done = answer(await evening.click(minho, asked, "mark:"))
    assert "8 of 8 · rewatch 1" in done
    assert "That was the last one again" in done


async def test_saying_rewatch_again_goes_on_with_the_one_under_way(evening: Evening) -> None:
    minho = await rewatching(evening)
    told = answer(await watched(evening, minho, rewatch=True))
    assert "3 of 8 · rewatch 1" in told
    assert "Episode 3" in told
    same = await watched(evening, minho, episode="1", rewatch=True)
    assert "You are at Episode 3 of your rewatch" in answer(same)
    anew = await evening.click(minho, same, f"mark:{minho.id}:{evening.show_id}:s:1-1:2")
    assert "1 of 8 · rewatch 2" in answer(anew)


async def test_a_finished_rewatch_is_followed_by_the_next(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    asked = await watched(evening, minho, episode="8", rewatch=True)
    await evening.click(minho, asked, "mark:")
    assert "marked all of" in answer(await watched(evening, minho))
    assert "1 of 8 · rewatch 2" in answer(await watched(evening, minho, rewatch=True))


async def test_a_question_answered_twice_begins_one_rewatch(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    asked = await watched(evening, minho, episode="3", rewatch=True)
    again = await watched(evening, minho, episode="3", rewatch=True)
    await evening.click(minho, asked, "mark:")
    told = answer(await evening.click(minho, again, "mark:"))
    assert "You had marked that already" in told
    assert "rewatch 2" not in told


async def test_who_has_seen_nothing_has_nothing_to_see_again(evening: Evening) -> None:
    ara = evening.member("Ara")
    told = answer(await watched(evening, ara, rewatch=True))
    assert "1 of 8" in told
    assert AGAIN not in told
    assert "beats opened" in told


async def test_next_is_the_same_everywhere(evening: Evening) -> None:
    minho = await rewatching(evening)
    mine = answer(await minho.slash(evening.channel, "progress me"))
    assert "next: Episode 3" in mine
    assert "Next: Episode 3" in mine
    assert "8 of 8" in mine
    assert "2 of 8 · rewatch 1" in mine
    choices = await minho.autocomplete(evening.channel, "watched", "episode", "")
    assert choices[0]["value"] == "3"
    card = answer(await minho.slash(evening.channel, "show info", show="love in the big city"))
    assert "You are at Episode 2 of your rewatch. Next for you: Episode 3" in card
    assert "Episode 3 · " in answer(await minho.slash(evening.channel, "episode", episode="next"))


async def test_looking_up_nothing_in_particular_means_the_next_one(evening: Evening) -> None:
    minho = await rewatching(evening)
    assert "Episode 3 · " in answer(await minho.slash(evening.channel, "episode"))


async def test_what_was_never_seen_is_no_rewatch(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    await watched(evening, ara, episode="1", rewatch=True)
    marked = answer(await watched(evening, ara, episode="4"))
    assert "4 of 8" in marked
    assert await evening.position(ara) == 4


async def test_a_far_older_step_is_not_offered_to_be_taken_back(evening: Evening) -> None:
    jun = evening.member("Jun")
    await press(jun, await watched(evening, jun, episode="6"), "mark:")
    again = await watched(evening, jun, episode="4")
    with pytest.raises(AssertionError):
        custom_id(again, "undo:")
    assert custom_id(again, "next:")


async def test_parts_are_offered_where_the_novel_is_marked(evening: Evening) -> None:
    ara = evening.member("Ara")
    await watched(evening, ara, episode="1", track="source")
    choices = await ara.autocomplete(evening.channel, "watched", "episode", "", track="source")
    assert [choice["name"] for choice in choices] == ["Part 2", "Part 1", "Part 3", "Part 4"]


async def test_a_rewatch_that_has_caught_up_leads_on(evening: Evening) -> None:
    ara = await evening.at("Ara", 2)
    await watched(evening, ara, episode="1", rewatch=True)
    await watched(evening, ara)
    assert "This is your next one" in answer(await ara.slash(evening.channel, "episode"))
    told = answer(await watched(evening, ara))
    assert "beats opened" in told
    assert await evening.position(ara) == 3


async def test_taking_a_rewatch_back_names_what_and_where(evening: Evening) -> None:
    minho = await rewatching(evening)
    told = answer(await minho.slash(evening.channel, "progress undo"))
    assert "Taken back: Episode 2 of *Love in the Big City*, in your rewatch." in told
    assert "You are at Episode 1 of your rewatch." in told
    assert "1 of 8 · rewatch 1" in told
    told = answer(await minho.slash(evening.channel, "progress undo"))
    assert "You have seen all of it." in told
    assert await evening.position(minho) == 8


async def test_a_button_of_a_pass_that_is_far_off_begins_no_more_than_the_next(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    show = await services.catalog.get(guild_id, evening.show_id)
    marking = Marking(track=Track.SCREEN, first=1, last=1, pass_number=9_999)
    moved = await services.progress.mark(guild_id, UserId(minho.id), show, marking)
    assert moved.pass_number == 1
