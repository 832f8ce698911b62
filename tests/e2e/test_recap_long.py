"""Recaps of a long show: what was left out is said, and nothing empty stands there."""

from __future__ import annotations

from bot.domain.ids import GuildId, ShowId
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer
from tests.e2e.recap_steps import mark, pages

SHORT = "To stay short the story begins with S0"


def thrones(evening: Evening) -> str:
    guild_id = GuildId(evening.guild.id)
    (show_id,) = evening.bot.services.catalog.search(guild_id, "game of thrones", limit=1)
    return f"show:{ShowId(show_id)}"


async def test_a_short_one_says_where_it_begins_and_a_full_one_has_it_all(
    evening: Evening,
) -> None:
    zed, show = evening.member("Zed"), thrones(evening)
    await mark(evening, zed, show, 73)
    quick = await zed.slash(evening.channel, "recap me", show=show, length="quick")
    assert SHORT in answer(quick)
    assert "The length `full` tells all that came before, too." in answer(quick)
    full = await zed.slash(evening.channel, "recap me", show=show, length="full")
    assert SHORT not in answer(full)
    room = await zed.slash(evening.channel, "recap post", show=show, length="quick")
    assert "Posted" in answer(room)
    posted = evening.channel.last_message
    assert posted is not None
    assert SHORT in "\n".join(evening.texts_of(posted))


async def test_a_friends_line_on_an_early_episode_does_not_hide_that_its_story_was_cut(
    evening: Evening,
) -> None:
    zed, show = evening.member("Zed"), thrones(evening)
    await mark(evening, zed, show, 73)
    where = {"show": show, "episode": "S01E01"}
    await zed.slash(evening.channel, "recap note", text="it was cold", **where)
    shown = await zed.slash(evening.channel, "recap me", show=show, length="quick")
    assert SHORT in answer(shown)
    assert "it was cold" in "\n".join(await pages(zed, shown))


async def test_what_is_whole_says_nothing_of_being_short(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    assert "To stay short" not in answer(await ara.slash(evening.channel, "recap me"))


async def test_no_heading_stands_over_nothing(evening: Evening) -> None:
    zed, show = evening.member("Zed"), thrones(evening)
    await mark(evening, zed, show, 3)
    shown = await zed.slash(evening.channel, "recap me", show=show)
    assert "### Next" not in "\n".join(await pages(zed, shown))


async def test_of_whom_only_the_actor_is_known_that_is_said(evening: Evening) -> None:
    zed, show = evening.member("Zed"), thrones(evening)
    await mark(evening, zed, show, 3)
    text = answer(await zed.slash(evening.channel, "recap about", character="Hodor", show=show))
    assert "Played by" in text
    assert "Nothing more is known of them so far." in text
    ned = answer(
        await zed.slash(evening.channel, "recap about", character="Eddard Stark", show=show)
    )
    assert "Nothing more is known" not in ned
