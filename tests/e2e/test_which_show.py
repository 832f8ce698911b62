"""Which show a command means where nobody said so, and what is asked where that is not clear."""

from __future__ import annotations

import pytest

from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.services.waiting import WaitingWords
from tests.e2e.conftest import Evening
from tests.e2e.pressing import choose
from tests.e2e.reading import answer, custom_id
from tests.e2e.test_show import host


async def second(evening: Evening) -> ShowId:
    """Put a second show on the shelf."""
    catalog, guild_id = evening.bot.services.catalog, GuildId(evening.guild.id)
    (show_id,) = catalog.search(guild_id, "game of thrones", limit=1)
    await catalog.shelve(guild_id, show_id, UserId(evening.guild.owner.id))
    return show_id


async def follow(evening: Evening, user_id: int, show_id: ShowId) -> None:
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    show = await services.catalog.get(guild_id, show_id)
    await services.progress.follow(guild_id, UserId(user_id), show)


async def test_the_only_show_on_the_shelf_is_meant(evening: Evening) -> None:
    text = answer(await evening.member("Ara").slash(evening.channel, "episode"))
    assert "Love in the Big City" in text


async def test_the_only_show_that_one_follows_is_meant(evening: Evening) -> None:
    thrones = await second(evening)
    ara = evening.member("Ara")
    await follow(evening, ara.id, thrones)
    assert "Game of Thrones" in answer(await ara.slash(evening.channel, "episode"))
    choices = await ara.autocomplete(evening.channel, "episode", "episode", "")
    assert choices[0]["name"].startswith("S01E01")
    await evening.bot.services.catalog.unshelve(GuildId(evening.guild.id), evening.show_id)
    await evening.bot.services.catalog.unshelve(GuildId(evening.guild.id), thrones)
    assert "No show is on this server's shelf" in answer(
        await ara.slash(evening.channel, "episode")
    )


async def test_else_a_menu_asks_and_goes_on_after_a_restart(evening: Evening) -> None:
    thrones = await second(evening)
    ara = evening.member("Ara")
    asked = await ara.slash(evening.channel, "watched", episode="s01e01")
    text = answer(asked)
    assert asked.ephemeral
    assert "Which show?" in text
    assert "</watched:" in text
    assert "/settings" not in text
    titles = ["Love in the Big City", "Game of Thrones"]
    assert [line for line in text.splitlines() if line in titles] == titles, "as on the shelf"
    await evening.restart()
    done = await choose(ara, asked, "which-show:", [str(thrones)])
    assert "Game of Thrones" in answer(done)
    assert "S01E01" in answer(done)
    assert await evening.position(ara) == 0


async def test_the_channels_show_is_never_asked_about(evening: Evening) -> None:
    thrones = await second(evening)
    await evening.bot.services.guilds.set_channel_show(
        GuildId(evening.guild.id), ChannelId(evening.channel.id), thrones
    )
    ara = await evening.at("Ara", 3)
    assert "Game of Thrones" in answer(await ara.slash(evening.channel, "episode"))


async def test_whoever_has_manage_server_is_told_how_to_settle_it(evening: Evening) -> None:
    await second(evening)
    assert "`/settings set show:`" in answer(await host(evening).slash(evening.channel, "episode"))


async def test_whoever_follows_two_is_asked(evening: Evening) -> None:
    thrones = await second(evening)
    ara = await evening.at("Ara", 3)
    await follow(evening, ara.id, thrones)
    asked = await ara.slash(evening.channel, "recap me")
    assert "Which show?" in answer(asked)
    done = await choose(ara, asked, "which-show:", [str(evening.show_id)])
    assert "Love in the Big City" in answer(done)


async def test_words_wait_in_memory_since_no_button_may_hold_them(evening: Evening) -> None:
    await second(evening)
    ara = await evening.at("Ara", 3)
    await evening.bot.services.progress.drop(
        GuildId(evening.guild.id),
        UserId(ara.id),
        await evening.bot.services.catalog.get(GuildId(evening.guild.id), evening.show_id),
    )
    asked = await ara.slash(evening.channel, "recap note", episode="1", text="those hands")
    assert "hands" not in custom_id(asked, "which-show:")
    done = await choose(ara, asked, "which-show:", [str(evening.show_id)])
    assert "those hands" in answer(done)
    evening.bot.services.privacy.waiting.forget(UserId(ara.id), None)
    told = answer(await choose(ara, asked, "which-show:", [str(evening.show_id)]))
    assert "Write </recap note:" in told
    assert "`show: Love in the Big City`" in told


async def test_what_waits_is_bounded(evening: Evening) -> None:
    waiting = evening.bot.services.privacy.waiting = WaitingWords(most=2)
    await second(evening)
    ara = evening.member("Ara")
    for number in range(4):
        await ara.slash(evening.channel, "recap note", episode="1", text=f"line {number}")
    left = waiting.of(UserId(ara.id), None)
    assert [one.words["text"] for one in left] == ["line 2", "line 3"]


@pytest.mark.parametrize("options", [{"length": "full"}, {"to": "2"}, {}])
async def test_choices_and_figures_are_gone_on_with(
    evening: Evening, options: dict[str, str]
) -> None:
    await second(evening)
    ara = evening.member("Ara")
    asked = await ara.slash(evening.channel, "recap me", **options)
    done = answer(await choose(ara, asked, "which-show:", [str(evening.show_id)]))
    assert "The story so far" in done


async def test_a_public_card_is_still_posted_from_the_menu(evening: Evening) -> None:
    await second(evening)
    ara = evening.member("Ara")
    asked = await ara.slash(evening.channel, "episode", public=True)
    await choose(ara, asked, "which-show:", [str(evening.show_id)])
    (posted,) = evening.channel.history()
    assert any("Love in the Big City" in text for text in evening.texts_of(posted))


@pytest.mark.parametrize(
    ("wrote", "said"),
    [
        ("luv inda bigg sity", "Did you mean *Love in the Big City*?"),
        ("the walking dead", "Did you mean *Night of the Living Dead*?"),
        ("the", "Did you mean one of these: *Love in the Big City*, *Night of the Living Dead*?"),
        ("qqqqzzzz", "There is no show called “qqqqzzzz” here."),
        ("\u2800", "without a name that I can read"),
    ],
)
async def test_a_typo_asks_what_was_meant(evening: Evening, wrote: str, said: str) -> None:
    ara = evening.member("Ara")
    asked = await ara.slash(evening.channel, "episode", show=wrote, episode="2")
    text = answer(asked)
    assert said in text
    assert "/show create" not in text
    if "*Love in the Big City*" in text:
        done = await choose(ara, asked, "which-show:", [str(evening.show_id)])
        assert "Episode 2" in answer(done)


async def test_whoever_manages_shows_may_make_an_unknown_one(evening: Evening) -> None:
    text = answer(await host(evening).slash(evening.channel, "episode", show="qqqqzzzz"))
    assert "`/show create`" in text
