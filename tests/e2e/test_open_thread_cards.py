"""Public cards in an open thread: why they tell less than the thread may talk about."""

from __future__ import annotations

import pytest
from simcord.builders import ChannelHandle

from bot.domain.guild_settings import ThreadKind
from bot.domain.ids import GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.discuss_steps import open_thread, thread_of
from tests.e2e.test_discuss_film import FILM, TITLE, discuss

WHY = "Anybody can look in here, so I tell no more than that; talk may go up to Episode 6."


def said(evening: Evening, room: ChannelHandle) -> str:
    """Return what was posted last."""
    message = room.last_message
    return "" if message is None else "\n".join(evening.texts_of(message))


@pytest.mark.parametrize(
    ("command", "options"),
    [("episode", {"episode": "2", "public": True}), ("recap post", {})],
)
async def test_a_card_says_why_it_tells_less(
    evening: Evening, command: str, options: dict[str, object]
) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    await evening.at("Ara", 3)
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 6)
    thread = thread_of(evening, 6)
    await minho.slash(thread, command, **options)
    told = said(evening, thread)
    assert "For this room: safe up to episode 3" in told
    assert WHY in told
    await minho.slash(evening.channel, command, **options)
    assert "look in here" not in said(evening, evening.channel)


async def test_a_thread_that_everybody_has_reached_needs_no_reason(evening: Evening) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 6)
    thread = thread_of(evening, 6)
    await minho.slash(thread, "episode", episode="2", public=True)
    told = said(evening, thread)
    # As far as the thread itself warns of, although everybody is further.
    assert "safe up to episode 6" in told
    assert "look in here" not in told


async def test_another_shows_card_has_nothing_to_do_with_the_thread(evening: Evening) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    minho = await evening.at("Minho", 8)
    await open_thread(evening, minho, 6)
    thread = thread_of(evening, 6)
    await minho.slash(thread, "episode", episode="1", show="game of thrones", public=True)
    assert "look in here" not in said(evening, thread)


async def test_a_films_thread_is_for_all_of_it(evening: Evening) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), threads=ThreadKind.OPEN)
    minho, ara = evening.member("Minho"), evening.member("Ara")
    await minho.slash(evening.channel, "watched", show=FILM)
    await discuss(evening, minho, show=FILM)
    catalog, guild_id = evening.bot.services.catalog, GuildId(evening.guild.id)
    (show_id,) = catalog.search(guild_id, FILM, limit=1)
    film = await catalog.get(guild_id, show_id)
    await evening.bot.services.progress.follow(guild_id, UserId(ara.id), film)
    (thread,) = [one for one in evening.channel.threads if one.name == TITLE]
    await ara.slash(thread, "episode", show=FILM, public=True)
    told = said(evening, thread)
    assert "For this room: nothing of the story yet" in told
    assert "I tell no more than that; talk may be about the whole film." in told
