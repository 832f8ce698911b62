"""Many members' lines on one episode: all in a full recap, and a word where some are left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from simcord.actors import MemberActor

from bot.domain.ids import GuildId, UserId
from bot.services.note_ports import NewNote
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer
from tests.e2e.recap_steps import pages

REST = "`full` has the rest of your friends' lines"
THEN = datetime(2026, 3, 1, tzinfo=UTC)


async def keep(evening: Evening, episode: int, texts: dict[int, list[str]]) -> None:
    """Keep lines of members as if they had come in the order of the members."""
    async with evening.bot.services.notes._database.write() as kept:
        for member, lines in texts.items():
            for text in lines:
                new = NewNote(
                    guild_id=GuildId(evening.guild.id),
                    user_id=UserId(member),
                    show_id=evening.show_id,
                    episode=episode,
                    text=text,
                    created_at=THEN,
                )
                await kept.notes.add(new)
    await evening.bot.services.notes.load()


def sixty() -> dict[int, list[str]]:
    return {1_000 + n: [f"line {n}.{m} by hand" for m in range(5)] for n in range(12)}


async def recap(evening: Evening, member: MemberActor, **options: str) -> str:
    shown = await member.slash(evening.channel, "recap me", **options)
    return "\n".join(await pages(member, shown))


async def test_a_full_recap_has_every_line(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await keep(evening, 8, sixty())
    text = await recap(evening, minho, length="full")
    assert [line for lines in sixty().values() for line in lines if line not in text] == []
    assert REST not in text
    assert "the newest of them" not in text


@pytest.mark.parametrize(("length", "most"), [("quick", 1), ("normal", 3)])
async def test_a_shorter_one_says_where_the_rest_is(
    evening: Evening, length: str, most: int
) -> None:
    minho = await evening.at("Minho", 8)
    await keep(evening, 8, sixty())
    text = await recap(evening, minho, length=length)
    assert text.count(" by hand") == most
    assert REST in text


async def test_nobodys_lines_push_out_those_of_the_others(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    lines = {1: ["from one"], 2: ["from two"], 3: [f"from three, {n}" for n in range(5)]}
    await keep(evening, 8, lines)
    text = await recap(evening, minho)
    assert text.index("from one") < text.index("from two") < text.index("from three, 4")
    assert "from three, 3" not in text


async def test_nothing_is_said_of_lines_that_are_ahead(evening: Evening) -> None:
    ara = await evening.at("Ara", 7)
    await keep(evening, 8, sixty())
    await keep(evening, 7, {1: ["the hands"]})
    for length in ("quick", "normal", "full"):
        text = await recap(evening, ara, length=length)
        assert "the hands" in text
        assert REST not in text
    minho = await evening.at("Minho", 8)
    assert REST not in await recap(evening, minho, to="7")


async def test_a_full_recap_of_too_many_lines_says_that_there_are_more(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await keep(evening, 8, {1_000 + n: [f"line {m} of {n}." for m in range(5)] for n in range(41)})
    text = await recap(evening, minho, length="full")
    assert "the newest of them" in text
    assert all(f"line 4 of {n}." in text for n in range(41))


async def test_an_episodes_page_says_where_the_rest_is(evening: Evening) -> None:
    minho, ara = await evening.at("Minho", 8), await evening.at("Ara", 7)
    await keep(evening, 8, sixty())
    page = answer(await minho.slash(evening.channel, "episode", episode="8"))
    assert page.count("> line ") == 8
    assert "`/recap me` with the length `full` has all of them" in page
    assert "has all of them" not in answer(await ara.slash(evening.channel, "episode", episode="8"))


async def test_an_episodes_page_with_room_for_all_says_nothing_of_more(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await keep(evening, 8, {number: ["so good"] for number in range(1, 9)})
    page = answer(await minho.slash(evening.channel, "episode", episode="8"))
    assert page.count("so good") == 8
    assert "has all of them" not in page
