"""How a film, a rewatch and the source are spoken of, in answers and on buttons."""

from __future__ import annotations

from simcord.actors import MemberActor
from simcord.results import InteractionResult

from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import answer

FILM = "night of the living dead"


async def read(
    evening: Evening, who: MemberActor, episode: str, **options: bool
) -> InteractionResult:
    """Mark a part of the novel, with every question answered by yes."""
    told: InteractionResult = await who.slash(
        evening.channel, "watched", track="source", episode=episode, **options
    )
    return await press(who, told, "mark:") if "Yes, all of them" in answer(told) else told


async def test_a_film_is_undone_by_what_was_said_of_it(evening: Evening) -> None:
    zed = evening.member("Zed")
    await zed.slash(evening.channel, "watched", show=FILM)
    seen = answer(await zed.slash(evening.channel, "watched", show=FILM, episode="1"))
    assert "Undo “watched”" in seen
    await zed.slash(evening.channel, "watched", show=FILM, rewatch=True)
    again = await zed.slash(evening.channel, "watched", show=FILM, episode="1")
    assert "Undo the rewatch" in answer(again)
    undone = answer(await press(zed, again, "undo:"))
    assert "Taken back: your rewatch of" in undone
    assert "Undo “watched”" in undone
    assert "Mark the rewatch again" in undone


async def test_a_film_that_was_seen_has_no_parts_to_have_seen_all_of(evening: Evening) -> None:
    zed = evening.member("Zed")
    await zed.slash(evening.channel, "watched", show=FILM)
    card = answer(await zed.slash(evening.channel, "show info", show=FILM))
    assert "You have seen it." in card
    assert "all of it" not in card


async def test_the_board_of_a_film_says_who_has_not_seen_it(evening: Evening) -> None:
    zed = evening.member("Zed")
    await press(zed, await zed.slash(evening.channel, "watched", show=FILM), "undo:")
    board = answer(await zed.slash(evening.channel, "progress board", show=FILM))
    assert "has not seen it yet" in board
    assert "not begun" not in board


async def test_buttons_say_that_a_step_belongs_to_the_rewatch(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await minho.slash(evening.channel, "watched", rewatch=True)
    await minho.slash(evening.channel, "watched", rewatch=True)
    undone = await minho.slash(evening.channel, "progress undo")
    assert "Undo Episode 1 of the rewatch" in answer(undone)
    first = await press(minho, undone, "undo:")
    assert "Mark Episode 1 of the rewatch again" in answer(first)
    assert "Undo Episode 1 to Episode 8\n" in answer(first)


async def test_a_part_is_read_and_not_seen(evening: Evening) -> None:
    ara = await evening.at("Ara", 0)
    await read(evening, ara, "4", only=True)
    mine = answer(await ara.slash(evening.channel, "progress me", show="love in the big city"))
    assert "also read on its own: Part 4" in mine
    await read(evening, ara, "2", only=True)
    mine = answer(await ara.slash(evening.channel, "progress me", show="love in the big city"))
    assert "also read on their own: Part 2 and Part 4" in mine


async def test_a_second_reading_is_told_from_the_first(evening: Evening) -> None:
    ara = await evening.at("Ara", 0, part=4)
    await read(evening, ara, "1", rewatch=True)
    same = answer(await read(evening, ara, "1", rewatch=True))
    assert "You are at part 1 of the novel in your rereading." in same
    assert "Undo Part 1 of the rereading" in same
    done = answer(await read(evening, ara, "4", rewatch=True))
    assert "That was the last part again. Well read!" in done
    undone = await ara.slash(evening.channel, "progress undo")
    assert "of the novel behind *Love in the Big City*, in your rereading." in answer(undone)
    assert "Mark Part 2 to Part 4 of the rereading again" in answer(undone)


async def test_two_that_are_marked_anew_are_joined_by_and(evening: Evening) -> None:
    ara = await evening.at("Ara", 0, part=1)
    await read(evening, ara, "3")
    undone = answer(await ara.slash(evening.channel, "progress undo"))
    assert "Mark Part 2 and Part 3 again" in undone


async def test_what_closes_with_a_step_back_is_asked_in_whole_sentences(evening: Evening) -> None:
    zed, host = evening.member("Zed"), evening.member("Host")
    for who in (zed, host):
        await who.slash(evening.channel, "watched", show=FILM)
    await host.slash(evening.channel, "discuss open", show=FILM)
    asked = answer(await zed.slash(evening.channel, "progress undo", show=FILM))
    assert "Take back that you watched *Night of the Living Dead*?" in asked
