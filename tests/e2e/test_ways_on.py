"""From one answer to the next: what can be pressed where one would have to type."""

from __future__ import annotations

from bot.domain.ids import GuildId
from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import answer, custom_id


async def test_a_finished_show_offers_to_begin_again(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    told = await minho.slash(evening.channel, "watched")
    assert "You have marked all of *Love in the Big City*" in answer(told)
    await evening.restart()
    again = await press(minho, told, "mark:")
    assert "1 of 8 · rewatch 1" in answer(again)


async def test_a_source_that_was_read_offers_to_begin_again(evening: Evening) -> None:
    minho = await evening.at("Minho", 8, 4)
    told = await minho.slash(evening.channel, "watched", track="source")
    assert "You have read all of the novel" in answer(told)
    assert "Read Part 1 again" in answer(told)


async def test_after_a_step_back_one_more_can_be_taken_and_this_one_redone(
    evening: Evening,
) -> None:
    ara = await evening.at("Ara", 3)
    await ara.slash(evening.channel, "watched")
    undone = await ara.slash(evening.channel, "progress undo")
    assert "Undo Episode 1 to Episode 3" in answer(undone)
    assert "Next: Episode 4" in answer(undone)
    assert "Mark " not in answer(undone), "the next one is what was taken back"
    await evening.restart()
    back = await press(ara, undone, "undo:")
    assert await evening.position(ara) == 0
    assert "Mark Episode 1 to Episode 3 again" in answer(back)
    assert "Undo" not in answer(back)
    await press(ara, back, "mark:")
    assert await evening.position(ara) == 3


async def test_who_does_not_follow_is_offered_to(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    dropped = await ara.slash(evening.channel, "progress drop")
    mine = await ara.slash(evening.channel, "progress me")
    assert "not following" in answer(mine)
    followed = await press(ara, mine, "follow:")
    assert "You follow *Love in the Big City* now" in answer(followed)
    assert "not following" not in answer(followed)
    assert "Hide me on the board" in answer(followed)
    assert "You follow *Love in the Big City* now" in answer(await press(ara, dropped, "follow:"))


async def test_the_next_one_can_be_marked_where_it_was_looked_up(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    shown = await ara.slash(evening.channel, "episode")
    await evening.restart()
    marked = await press(ara, shown, "seen-it:")
    assert "4 of 8" in answer(marked)
    for other in ("2", "6"):
        told = await ara.slash(evening.channel, "episode", episode=other)
        assert "I watched it" not in answer(told)


async def test_the_next_one_of_a_rewatch_is_marked_in_it(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    plain = await minho.slash(evening.channel, "episode", episode="2")
    assert "I watched it" not in answer(plain)
    await minho.slash(evening.channel, "watched", rewatch=True)
    shown = await minho.slash(evening.channel, "episode", episode="2")
    assert "2 of 8 · rewatch 1" in answer(await press(minho, shown, "seen-it:"))


async def test_two_at_the_same_point_each_mark_for_themselves(evening: Evening) -> None:
    ara, bora = await evening.at("Ara", 3), await evening.at("Bora", 3)
    shown = [await who.slash(evening.channel, "episode") for who in (ara, bora)]
    assert custom_id(shown[0], "seen-it:") == custom_id(shown[1], "seen-it:")
    await press(bora, shown[1], "seen-it:")
    assert [await evening.position(who) for who in (ara, bora)] == [3, 4]


async def test_a_film_is_marked_where_it_was_looked_up(evening: Evening) -> None:
    zed = evening.member("Zed")
    found = evening.bot.services.catalog.search(GuildId(evening.guild.id), "living dead", limit=1)
    shown = await zed.slash(evening.channel, "episode", show=f"show:{found[0]}")
    assert "watched" in answer(await press(zed, shown, "seen-it:"))


async def test_nothing_is_redone_over_a_gap(evening: Evening) -> None:
    """What lies between was taken back by itself, and one press would mark it along."""
    ara = evening.member("Ara")
    alone = await ara.slash(evening.channel, "watched", episode="3", only=True)
    await press(ara, await ara.slash(evening.channel, "watched", episode="5"), "mark:")
    await press(ara, alone, "undo:")
    undone = await ara.slash(evening.channel, "progress undo")
    assert "Mark " not in answer(undone)
    assert await evening.position(ara) == 0


async def test_whoever_was_hidden_is_told_so_on_following_again(evening: Evening) -> None:
    ara = await evening.at("Ara", 1)
    mine = await ara.slash(evening.channel, "progress me", show="love in the big city")
    await press(ara, mine, "hide:")
    dropped = await ara.slash(evening.channel, "progress drop")
    followed = await press(ara, dropped, "follow:")
    assert "still hidden from its board" in answer(followed)


async def test_one_seen_out_of_order_is_no_first_time_through(evening: Evening) -> None:
    ara = evening.member("Ara")
    await ara.slash(evening.channel, "watched", episode="6", only=True)
    told = await ara.slash(evening.channel, "watched", rewatch=True)
    assert "1 of 8" in answer(told)
    assert "rewatch" not in answer(told)
