"""Threads of a film, which has one part and needs no number; and of the last episode seen."""

from __future__ import annotations

from typing import Any

import pytest
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import GuildId
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import cards, shown_in, thread_of
from tests.e2e.reading import answer

FILM = "night of the living dead"
TITLE = "Night of the Living Dead"


async def discuss(evening: Evening, member: MemberActor, **options: Any) -> InteractionResult:
    shown: InteractionResult = await member.slash(evening.channel, "discuss open", **options)
    return shown


async def test_a_film_needs_no_episode_and_is_called_a_film(evening: Evening) -> None:
    minho, ara = evening.member("Minho"), evening.member("Ara")
    early = answer(await discuss(evening, minho, show=FILM))
    assert "Only somebody who has seen the film can open its thread." in early
    await minho.slash(evening.channel, "watched", show=FILM)
    seen = answer(await minho.slash(evening.channel, "discuss list", show=FILM))
    assert "No private thread" in seen
    assert "`/discuss open` starts one." in seen
    assert "once you have marked" not in seen
    opened = answer(await discuss(evening, minho, show=FILM))
    assert "Everybody who has seen the film gets in" in opened
    (thread,) = [one for one in evening.channel.threads if one.name == TITLE]
    post = shown_in(thread.history()[0])
    assert "Everybody in here has seen it, so talk freely." in post
    (card,) = cards(evening)
    assert "The film can have a thread of its own" in shown_in(card)
    listed = answer(await minho.slash(evening.channel, "discuss list", show=FILM))
    assert f"- {thread.mention}" in listed
    nothing = answer(await ara.slash(evening.channel, "discuss list", show=FILM))
    assert "It opens once you have marked the film" in nothing
    for text in (early, opened, post, shown_in(card), listed, nothing):
        assert "pisode" not in text
        assert "up to the film" not in text


async def test_an_open_thread_of_a_film_warns_of_all_of_it(evening: Evening) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    minho, ara = evening.member("Minho"), evening.member("Ara")
    await minho.slash(evening.channel, "watched", show=FILM)
    opened = answer(await discuss(evening, minho, show=FILM))
    assert "Its first message warns of spoilers for the whole film." in opened
    (thread,) = [one for one in evening.channel.threads if one.name == TITLE]
    (post,) = thread.history()
    assert "**Spoilers for the whole film.**" in shown_in(post)
    told = answer(await ara.click(post, label="Reveal the film"))
    assert "That opens once you have seen it." in told
    assert f"{thread.mention}: spoilers for the whole film" in shown_in(cards(evening)[0])


@pytest.mark.parametrize("seen", [3, 8])
async def test_left_out_it_is_the_last_episode_that_was_seen(evening: Evening, seen: int) -> None:
    ara = await evening.at("Ara", seen)
    opened = answer(await discuss(evening, ara))
    assert f"{thread_of(evening, seen).mention} is open" in opened
    assert f"Everybody who has seen Episode {seen} gets in" in opened


async def test_left_out_before_anything_was_seen_it_says_what_to_do(evening: Evening) -> None:
    told = answer(await discuss(evening, evening.member("Zed")))
    assert "you have not begun yet. Once you have watched Episode 1, mark it" in told
    assert evening.channel.threads == []


async def test_left_out_in_a_rewatch_it_is_the_last_of_this_time(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await minho.slash(evening.channel, "watched", rewatch=True)
    await minho.slash(evening.channel, "watched")
    opened = answer(await discuss(evening, minho))
    assert f"{thread_of(evening, 2).mention} is open" in opened
