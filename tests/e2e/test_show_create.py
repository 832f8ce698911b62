"""`/show create`: any other show in ten seconds, whatever is typed."""

from __future__ import annotations

import pytest

from bot.domain.ids import ChannelId, GuildId
from bot.domain.shows import Show
from tests.e2e.conftest import Evening
from tests.e2e.party_steps import plan, planned
from tests.e2e.pressing import press
from tests.e2e.reading import answer, custom_id
from tests.e2e.test_show import host, newest, shelf


async def made(evening: Evening) -> Show:
    catalog = evening.bot.services.catalog
    return await catalog.get(GuildId(evening.guild.id), newest(evening))


async def test_a_title_and_numbers_make_a_show_that_works(evening: Evening) -> None:
    mina = host(evening)
    result = await mina.slash(
        evening.channel, "show create", title="Twin Peaks", episodes="8, 22, 18"
    )
    text = answer(result)
    assert result.ephemeral
    assert "Made, and on this server's shelf." in text
    assert "48 episodes in 3 seasons" in text
    assert "Made on this server" in text
    show = f"show:{newest(evening)}"
    marked = await mina.slash(evening.channel, "watched", episode="S01E01", show=show)
    assert "1 of 48" in answer(marked)
    page = answer(await mina.slash(evening.channel, "episode", episode="1", show=show))
    assert "Nobody has told the story of this one" in page
    await evening.restart()
    assert "S01E02" in answer(await mina.slash(evening.channel, "show info", show=show))


async def test_dates_are_taken_weekly_from_the_first(evening: Evening) -> None:
    mina = host(evening)
    result = await mina.slash(
        evening.channel,
        "show create",
        title="Lighthouse",
        episodes="3",
        first_air_date="2026-03-06",
        weekly=4,
    )
    assert "airs every Friday from <t:" in answer(result)
    assert "> until <t:" in answer(result)
    dates = [str(episode.air_date) for episode in (await made(evening)).episodes]
    assert dates == ["2026-03-06", "2026-03-13", "2026-03-20"]
    asked = await mina.slash(
        evening.channel, "watched", episode="1", show=f"show:{newest(evening)}"
    )
    assert "has not aired yet" in answer(asked)


async def test_a_name_that_is_taken_asks_and_gets_a_number_once(evening: Evening) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    asked = await mina.slash(evening.channel, "show create", title="twin peaks ", episodes="3")
    assert "There is already *Twin Peaks* here: 8 episodes. Make a second one?" in answer(asked)
    assert shelf(evening)[1:] == ["Twin Peaks"]
    again = custom_id(asked, "show-create:")
    await evening.restart()
    assert "got a number" in answer(await press(mina, asked, "show-create:"))
    await evening.press(mina, asked, again)
    assert sorted(shelf(evening))[1:] == ["Twin Peaks", "Twin Peaks (2)"]


async def test_the_one_that_is_there_can_be_opened_instead(evening: Evening) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    asked = await mina.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    assert "## Twin Peaks" in answer(await press(mina, asked, "show-shelve:"))
    assert shelf(evening)[1:] == ["Twin Peaks"]


async def test_one_episode_makes_a_film_and_says_so(evening: Evening) -> None:
    mina = host(evening)
    text = answer(await mina.slash(evening.channel, "show create", title="Alone", episodes="one"))
    assert "It has one episode, so I speak of it as a film." in text
    assert "You have not seen it yet. Once you have, mark it with `/watched`." in text


async def test_a_show_of_numbers_promises_no_story(evening: Evening) -> None:
    mina = host(evening)
    made = await mina.slash(
        evening.channel, "show create", title="Kingdom", episodes="six", first_air_date="tomorrow"
    )
    assert "6 episodes" in answer(made)
    show = f"show:{newest(evening)}"
    shown = [
        await mina.slash(evening.channel, "episode", show=show, public=public)
        for public in (False, True)
    ]
    posted = evening.channel.last_message
    assert posted is not None
    texts = [answer(made), *map(answer, shown), "\n".join(evening.texts_of(posted))]
    assert not [text for text in texts if "story opens" in text or "gets its story" in text]
    assert "It has not aired yet" in texts[1]
    await evening.env.advance_time(2 * 24 * 3_600)
    aired = answer(await mina.slash(evening.channel, "episode", show=show))
    assert "Nobody has told this show's story here" in aired


async def test_a_title_of_the_catalog_offers_that_show_first(evening: Evening) -> None:
    mina = host(evening)
    asked = await mina.slash(
        evening.channel, "show create", title="GAME of thrones", episodes="10, 10"
    )
    text = answer(asked)
    assert asked.ephemeral
    assert "The catalog has *Game of Thrones* already: 73 episodes in 8 seasons" in text
    assert shelf(evening) == ["Love in the Big City"]
    await evening.restart()
    added = await press(mina, asked, "show-shelve:")
    assert "is on this server's shelf now" in answer(added)
    assert shelf(evening) == ["Love in the Big City", "Game of Thrones"]


async def test_it_is_made_all_the_same_where_that_is_wanted(evening: Evening) -> None:
    mina = host(evening)
    asked = await mina.slash(
        evening.channel,
        "show create",
        title="대도시의 사랑법",
        episodes="3",
        first_air_date="2026-03-06",
        weekly=4,
    )
    assert "Use that one" in answer(asked)
    await evening.restart()
    done = await press(mina, asked, "show-create:")
    assert "Made, and on this server's shelf." in answer(done)
    show = await made(evening)
    assert show.title == "대도시의 사랑법"
    assert [str(one.air_date) for one in show.episodes][1:] == ["2026-03-13", "2026-03-20"]


async def test_neither_leaves_everything_as_it_is(evening: Evening) -> None:
    mina, ara = host(evening), evening.member("Ara")
    asked = await mina.slash(
        evening.channel, "show create", title="Love in the Big City", episodes="8"
    )
    stolen = await evening.press(ara, asked, custom_id(asked, "show-create:"))
    assert "belongs to somebody else" in answer(stolen)
    assert "Nothing was changed" in answer(await press(mina, asked, "show-keep:"))
    assert shelf(evening) == ["Love in the Big City"]


async def test_a_show_made_here_is_unknown_elsewhere(evening: Evening) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "show create", title="Secret Garden Club", episodes="8")
    other = evening.env.create_guild(name="Elsewhere")
    channel = other.create_text_channel("general")
    guest = other.add_member(evening.env.create_user("Guest"))
    shows = (f"show:{newest(evening)}", "show:999999")
    theirs, none = [answer(await guest.slash(channel, "show info", show=show)) for show in shows]
    # A number that only another server has looks like one that nobody has.
    assert theirs == none
    assert "That show is no longer here" in none
    named = answer(await guest.slash(channel, "show info", show="Secret Garden Club"))
    assert "## Secret Garden Club" not in named
    offered = await guest.autocomplete(channel, "show info", "show", "secret gard")
    assert "Secret Garden Club" not in [choice["name"] for choice in offered]
    found = answer(await guest.slash(channel, "show search", query="Secret Garden Club"))
    assert "**Secret Garden Club**" not in found


async def test_markup_in_a_title_is_harmless_everywhere(evening: Evening) -> None:
    mina = host(evening)
    result = await mina.slash(
        evening.channel,
        "show create",
        title=f"**||# <@{mina.id}> @everyone\u202e [x](https://example.org)",
        episodes="8",
    )
    text = answer(result)
    for live in (f"<@{mina.id}>", "@everyone", "||", "](", "https://", "\u202e"):
        assert live not in text
    assert "∗∗ǀǀ# ‹" in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"title": " ", "episodes": "8"}, "A show needs a title"),
        ({"title": "\u200b\u2060", "episodes": "8"}, "A show needs a title"),
        ({"title": "x" * 2000, "episodes": "8"}, "That title has 2,000 characters, and 94 fit."),
        ({"title": "A", "episodes": "0"}, "at least one episode"),
        ({"title": "A", "episodes": "-1"}, "I could not read “\\-1”"),
        ({"title": "A", "episodes": "1" + "0" * 30}, "up to 2,000 episodes"),
        ({"title": "A", "episodes": "1001, 1000"}, "up to 2,000 episodes"),
        ({"title": "A", "episodes": ", ".join(["1"] * 61)}, "That is 61 seasons"),
        ({"title": "A", "episodes": "many 🎬 **"}, "I could not read “many 🎬 \\*\\*”"),
        (
            {"title": "A", "episodes": "8", "first_air_date": "soon"},
            "I could not read “soon” as a day",
        ),
        (
            {"title": "A", "episodes": "8", "first_air_date": "6 march"},
            "“6 march” could be past or still to come. Add the year, such as `6 March 2026`",
        ),
        ({"title": "A", "episodes": "8", "weekly": 0}, "add `first_air_date`"),
        (
            {"title": "A", "episodes": "8", "first_air_date": "2026-03-06", "weekly": 0},
            "Your first day is a Friday, and your weekly day is Monday.",
        ),
    ],
)
async def test_what_cannot_be_made_says_why(
    evening: Evening, options: dict[str, str | int], said: str
) -> None:
    mina = host(evening)
    assert said in answer(await mina.slash(evening.channel, "show create", **options))
    assert shelf(evening) == ["Love in the Big City"]


async def test_making_takes_a_manager(evening: Evening) -> None:
    ara = evening.member("Ara")
    refused = await ara.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    assert "Manage Server" in answer(refused)
    assert shelf(evening) == ["Love in the Big City"]


async def test_deleting_a_made_show_asks_clearly_and_takes_all_with_it(evening: Evening) -> None:
    mina, ara = host(evening), evening.member("Ara")
    await mina.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    show_id = newest(evening)
    show = f"show:{show_id}"
    await ara.slash(evening.channel, "watched", episode="1", show=show)
    card = await ara.slash(evening.channel, "show info", show=show)
    asked = await mina.slash(evening.channel, "show remove", show=show)
    text = answer(asked)
    assert "Delete *Twin Peaks* for good?" in text
    assert "the marks of one member, no notes, no planned parties." in text
    await evening.restart()
    done = await press(mina, asked, f"show-remove:{mina.id}:{show_id}:1")
    assert "*Twin Peaks* is deleted." in answer(done)
    assert shelf(evening) == ["Love in the Big City"]
    gone = await press(ara, card, "show-leave:")
    assert "That show is no longer here" in answer(gone)


async def test_a_show_with_planned_evenings_is_not_deleted(evening: Evening) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    show_id = newest(evening)
    asked = await mina.slash(evening.channel, "show remove", show="Twin Peaks")
    await plan(evening, mina, episode="1", show="Twin Peaks", repeat="weekly", per_sitting=4)
    told = answer(await press(mina, asked, f"show-remove:{mina.id}:{show_id}:1"))
    assert "2 evenings are planned with it" in told
    assert "`/party cancel`" in told
    assert len(await planned(evening)) == 2
    again = await mina.slash(evening.channel, "show remove", show="Twin Peaks")
    assert "2 evenings are planned with it" in answer(again)
    await press(mina, await mina.slash(evening.channel, "party cancel"), "party-cancel-run")
    asked = await mina.slash(evening.channel, "show remove", show="Twin Peaks")
    done = await press(mina, asked, f"show-remove:{mina.id}:{show_id}:1")
    assert "*Twin Peaks* is deleted." in answer(done)


async def test_the_buttons_of_a_deleted_show_never_reach_the_next_one(evening: Evening) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    old = newest(evening)
    asked = await mina.slash(evening.channel, "show remove", show=f"show:{old}")
    await press(mina, asked, f"show-remove:{mina.id}:{old}:1")
    await mina.slash(evening.channel, "show create", title="Lost Highway Club", episodes="8")
    assert newest(evening) != old


async def test_a_made_show_may_leave_the_shelf_only(evening: Evening) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    show_id = newest(evening)
    asked = await mina.slash(evening.channel, "show remove", show="Twin Peaks")
    done = await press(mina, asked, f"show-remove:{mina.id}:{show_id}:0")
    assert "is off the shelf" in answer(done)
    back = await mina.slash(evening.channel, "show add", show=f"show:{show_id}")
    assert "shelf now" in answer(back)


async def test_a_catalogs_show_is_never_deleted(evening: Evening) -> None:
    shows, guild_id = evening.bot.services.shows, GuildId(evening.guild.id)
    assert await shows.delete(guild_id, evening.show_id) is None
    assert shelf(evening) == ["Love in the Big City"]


async def test_a_deleted_shows_threads_are_forgotten(evening: Evening) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "show create", title="Twin Peaks", episodes="8")
    show_id, guild_id = newest(evening), GuildId(evening.guild.id)
    await mina.slash(evening.channel, "watched", episode="1", show=f"show:{show_id}")
    await mina.slash(evening.channel, "discuss open", episode="1", show=f"show:{show_id}")
    services = evening.bot.services
    assert len(services.discussions.book.of_show(guild_id, show_id)) == 1
    asked = await mina.slash(evening.channel, "show remove", show=f"show:{show_id}")
    assert "Its discussion thread stays on Discord" in answer(asked)
    done = await press(mina, asked, f"show-remove:{mina.id}:{show_id}:1")
    assert "no longer about it" not in answer(done)
    assert services.discussions.book.of_show(guild_id, show_id) == []
    assert [record for record in services.guilds.channels(guild_id) if record.show_id] == []
    await evening.env.advance_time(3_600)
    await evening.restart()


async def test_off_the_shelf_a_thread_keeps_how_far_it_may_talk(evening: Evening) -> None:
    mina, minho = host(evening), await evening.at("Minho", 8)
    await minho.slash(evening.channel, "discuss open", episode="4")
    guilds, guild_id = evening.bot.services.guilds, GuildId(evening.guild.id)
    await guilds.set_channel_show(guild_id, ChannelId(evening.channel.id), evening.show_id)
    before = [record for record in guilds.channels(guild_id) if record.position is not None]
    assert len(before) == 1
    asked = await mina.slash(evening.channel, "show remove", show="Love in the Big City")
    done = await press(mina, asked, "show-remove:")
    assert f"<#{evening.channel.id}> is no longer about it" in answer(done)
    await evening.restart()
    guilds = evening.bot.services.guilds
    assert [record for record in guilds.channels(guild_id) if record.show_id] == before
