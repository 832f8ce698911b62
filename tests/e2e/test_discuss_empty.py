"""`/discuss list` where there is nothing to list: true of this server, and of this member."""

from __future__ import annotations

import pytest

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import GuildId
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import cards, open_thread, shown_in
from tests.e2e.reading import answer
from tests.e2e.test_discuss_film import FILM


async def use(evening: Evening, kind: ThreadKind) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=kind)


@pytest.mark.parametrize("kind", list(ThreadKind))
@pytest.mark.parametrize("seen", [0, 3, 8])
async def test_an_empty_list_is_true_of_the_server_and_the_member(
    evening: Evening, kind: ThreadKind, seen: int
) -> None:
    await use(evening, kind)
    ara = await evening.at("Ara", seen)
    told = answer(await ara.slash(evening.channel, "discuss list"))
    assert ("private" in told) is (kind is ThreadKind.GATED)
    assert ("as you mark episodes" in told) is (seen < 8)
    assert ("`/discuss open` starts one" in told) is (seen > 0 or kind is ThreadKind.GATED)


@pytest.mark.parametrize("seen", [0, 3])
async def test_what_is_ahead_leaves_no_trace_in_open_threads_either(
    evening: Evening, seen: int
) -> None:
    await use(evening, ThreadKind.OPEN)
    ara, minho = await evening.at("Ara", seen), await evening.at("Minho", 8)
    before = answer(await ara.slash(evening.channel, "discuss list"))
    await open_thread(evening, minho, 7)
    assert answer(await ara.slash(evening.channel, "discuss list")) == before


async def test_the_public_card_speaks_of_private_threads_where_there_are_some(
    evening: Evening,
) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    assert "Private ones" in shown_in(cards(evening)[0])
    await use(evening, ThreadKind.OPEN)
    await open_thread(evening, minho, 5)
    (card,) = cards(evening)
    assert "Private ones" not in shown_in(card)
    assert "Every episode can have a thread of its own" in shown_in(card)


async def test_a_films_list_speaks_of_the_film(evening: Evening) -> None:
    await use(evening, ThreadKind.OPEN)
    ara = evening.member("Ara")
    told = answer(await ara.slash(evening.channel, "discuss list", show=FILM))
    assert "once you have marked the film" in told
    await ara.slash(evening.channel, "watched", show=FILM)
    seen = answer(await ara.slash(evening.channel, "discuss list", show=FILM))
    assert "`/discuss open` starts one" in seen
    for text in (told, seen):
        assert "private" not in text
        assert "pisode" not in text


async def test_nothing_more_opens_to_whoever_has_seen_all(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 4)
    told = answer(await minho.slash(evening.channel, "discuss list"))
    assert "Is one missing on your side?" in told
    assert "as you watch on" not in told
