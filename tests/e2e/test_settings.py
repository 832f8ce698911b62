"""`/settings view` and `/settings set`: values, changes, refusals, and what is asked first."""

from __future__ import annotations

import discord
import pytest

from bot.domain.guild_settings import BoardVisibility, GuildSettings, ThreadKind
from bot.domain.ids import ChannelId, GuildId
from bot.domain.shows import TitlePolicy
from bot.domain.spoilers import Position
from bot.services.ports import ChannelRecord
from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import answer, custom_id
from tests.e2e.test_show import host


def kept(evening: Evening) -> GuildSettings:
    return evening.bot.services.guilds.settings(GuildId(evening.guild.id))


def room(evening: Evening) -> ChannelRecord:
    guilds = evening.bot.services.guilds
    return guilds.channel(GuildId(evening.guild.id), ChannelId(evening.channel.id))


async def test_every_setting_shows_with_its_value(evening: Evening) -> None:
    result = await evening.member("Ara").slash(evening.channel, "settings view")
    text = answer(result)
    assert result.ephemeral
    for row in (
        "**Titles** · once the episode is seen",
        "**Board** · by name, unless they hide themselves",
        "**Discussions** · private threads that let people in as they get there",
        "**Time zone** · UTC",
        "**Party reminders** · 1 day, 15 min before",
        "**Quiet followers** · after 30 days without a word they hold nobody back",
        "**Who looks after shows and parties** · those with Manage Server",
        "**Where cards go** · where the command was used",
        "**Show** · none of its own",
        "**How far it may talk** · as far as everybody is",
    ):
        assert row in text
    assert "Set up" not in text
    assert "/settings set" not in text
    assert "Set up" in answer(await host(evening).slash(evening.channel, "settings view"))


async def test_changes_are_told_and_survive_a_restart(evening: Evening) -> None:
    mina = host(evening)
    role = evening.guild.create_role("Film club")
    result = await mina.slash(
        evening.channel,
        "settings set",
        titles="next",
        board="nobody",
        threads="open",
        zone="seoul",
        reminders="2h, 10m",
        silence=7,
        managers=role,
        home=evening.channel,
    )
    text = answer(result)
    assert result.ephemeral
    assert "**Time zone** · UTC → Asia/Seoul" in text
    assert "**Party reminders** · 1 day, 15 min before → 2 h, 10 min before" in text
    assert f"those with Manage Server → those with Manage Server, and <@&{role.id}>" in text
    assert text.count("→") == 8
    lines = text.splitlines()
    (below,) = [at for at, line in enumerate(lines) if "applies to parties" in line]
    assert lines[below - 1].startswith("**Party reminders**")
    assert "applies to parties" not in answer(
        await mina.slash(evening.channel, "settings set", reminders="2h, 10m", silence=8)
    )
    await mina.slash(evening.channel, "settings set", silence=7)
    await evening.restart()
    assert kept(evening) == GuildSettings(
        titles=TitlePolicy.NEXT,
        board=BoardVisibility.NOBODY,
        threads=ThreadKind.OPEN,
        zone="Asia/Seoul",
        reminder_minutes=(120, 10),
        silence_days=7,
        manager_role_id=role.id,
        home_channel_id=evening.channel.id,
    )


async def test_the_same_again_changes_nothing(evening: Evening) -> None:
    same = {"titles": "seen", "silence": 30}
    text = answer(await host(evening).slash(evening.channel, "settings set", **same))
    assert "Nothing was changed" in text


async def test_setting_nothing_shows_what_can_be_set(evening: Evening) -> None:
    text = answer(await host(evening).slash(evening.channel, "settings set"))
    assert "Tell me what to change" in text
    assert "**Time zone** · UTC" in text


async def test_settings_take_manage_server(evening: Evening) -> None:
    role = evening.guild.create_role("Film club")
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), manager_role_id=role.id)
    club = evening.member("Club", roles=[role])
    before = kept(evening)
    for command, options in (("settings set", {"silence": 3}), ("settings setup", {})):
        text = answer(await club.slash(evening.channel, command, **options))
        assert "You need the permission Manage Server" in text
    assert kept(evening) == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"zone": "atlantis"}, "I know no time zone called “atlantis”"),
        ({"zone": "lisbin"}, "The nearest I know: Lisbon"),
        ({"zone": "\u200b"}, "Which time zone?"),
        ({"reminders": " "}, "Write `24h, 15m`"),
        ({"zone": "../../etc/passwd"}, "I know no time zone called"),
        ({"zone": "x" * 2000}, "I know no time zone called"),
        ({"reminders": "soon **"}, "I could not read “soon \\*\\*” as times"),
        ({"reminders": "15d"}, "14 days before a party at most"),
        ({"reminders": "1m,2m,3m,4m,5m,6m"}, "That is 6 reminders"),
        ({"silence": -1}, "a number of days from 0 to 365"),
        ({"silence": 366}, "a number of days from 0 to 365"),
        ({"position": "99"}, "has episodes 1 to 8"),
        ({"position": "-1"}, "Love in the Big City"),
        ({"position": "🎬"}, "Write it like `3`, `episode 3 part 2`"),
        ({"position": "+2"}, "+2” is. Write it like `3`, `episode 3 part 2`"),
        ({"position": "next"}, "Write it like `3`, `episode 3 part 2`"),
        ({"position": "latest"}, "Write it like `3`, `episode 3 part 2`"),
        ({"position": "5 to 2"}, "Write it like `3`, `episode 3 part 2`"),
        ({"position": "\u200b"}, "How far may this channel talk?"),
        ({"position": "ep 3 part 40"}, "has parts 1 to 4; you wrote 40"),
        ({"part": 5}, "*Love in the Big City* (the novel) has parts 1 to 4"),
        ({"part": -1}, "has parts 1 to 4"),
        ({"show": "night of the living dead", "position": "part 2"}, "No novel or other source"),
        ({"show": "game of thrones", "part": 9}, "(the novels) has parts 1 to 5. Pick one"),
        ({"show": "qqqqzzzz"}, "There is no show called “qqqqzzzz”"),
        ({"show": "night of the living dead", "part": 1}, "No novel or other source is known"),
    ],
)
async def test_what_cannot_be_set_says_why_and_changes_nothing(
    evening: Evening, options: dict[str, str | int], said: str
) -> None:
    mina = host(evening)
    before, before_room = kept(evening), room(evening)
    text = answer(await mina.slash(evening.channel, "settings set", board="nobody", **options))
    assert said in text
    assert (kept(evening), room(evening)) == (before, before_room)


@pytest.mark.parametrize(
    ("wrote", "zone"),
    [
        ("GMT+9", "Etc/GMT-9"),
        ("UTC-3", "Etc/GMT+3"),
        ("utc+5:30", "Asia/Kolkata"),
        ("Lisboa", "Europe/Lisbon"),
        ("서울", "Asia/Seoul"),
        ("Korea", "Asia/Seoul"),
        ("München", "Europe/Berlin"),
        ("KST", "Asia/Seoul"),
    ],
)
async def test_a_zone_is_named_as_people_name_it(evening: Evening, wrote: str, zone: str) -> None:
    text = answer(await host(evening).slash(evening.channel, "settings set", zone=wrote))
    assert "**Time zone** · UTC →" in text
    assert kept(evening).zone == zone
    if zone.startswith("Etc/"):
        assert f"{wrote.replace('GMT', 'UTC')} (no summer time" in text


async def test_everybody_cannot_manage(evening: Evening) -> None:
    everybody = evening.guild.default_role
    text = answer(await host(evening).slash(evening.channel, "settings set", managers=everybody))
    assert "Pick a role of its own" in text
    assert kept(evening).manager_role_id is None


async def test_a_home_where_i_may_not_write_is_refused(evening: Evening) -> None:
    locked = evening.guild.create_text_channel(
        "locked",
        overwrites={evening.guild.default_role: discord.PermissionOverwrite(send_messages=False)},
    )
    text = answer(await host(evening).slash(evening.channel, "settings set", home=locked))
    assert f"I may not write in <#{locked.id}>" in text
    assert kept(evening).home_channel_id is None


async def test_a_channels_show_is_set_and_taken_away(evening: Evening) -> None:
    mina = host(evening)
    text = answer(await mina.slash(evening.channel, "settings set", show="thrones"))
    assert "**Show** · none of its own → *Game of Thrones*" in text
    assert "Game of Thrones" in answer(await mina.slash(evening.channel, "episode"))
    text = answer(await mina.slash(evening.channel, "settings set", clear="show"))
    assert "*Game of Thrones* → none of its own" in text
    assert room(evening).show_id is None


async def test_managers_and_home_are_taken_away(evening: Evening) -> None:
    mina, guild_id = host(evening), GuildId(evening.guild.id)
    role = evening.guild.create_role("Film club")
    guilds = evening.bot.services.guilds
    await guilds.change(guild_id, manager_role_id=role.id, home_channel_id=evening.channel.id)
    for clear in ("managers", "home"):
        assert "→" in answer(await mina.slash(evening.channel, "settings set", clear=clear))
    assert kept(evening) == GuildSettings()


async def test_all_titles_ask_first(evening: Evening) -> None:
    mina = host(evening)
    asked = await mina.slash(evening.channel, "settings set", titles="always", silence=7)
    assert "**Quiet followers**" in answer(asked)
    assert "Show every title to everybody?" in answer(asked)
    assert kept(evening).titles is TitlePolicy.SEEN
    await evening.restart()
    message = asked.followups[0]
    done = await mina.click(message, custom_id=custom_id(asked, "settings-titles:"))
    assert "once the episode is seen → always, for everybody" in answer(done)
    assert kept(evening).titles is TitlePolicy.ALWAYS
    again = answer(await mina.slash(evening.channel, "settings set", titles="always"))
    assert "Nothing was changed" in again


async def test_a_room_within_the_floor_is_set_at_once(evening: Evening) -> None:
    await evening.at("Ara", 3)
    text = answer(await host(evening).slash(evening.channel, "settings set", position="2"))
    assert "as far as everybody is → Episode 2" in text
    assert room(evening).position == Position(2)


@pytest.mark.parametrize(
    ("wrote", "position"),
    [
        ("3", Position(3)),
        ("nothing", Position(0)),
        ("episode 3 part 2", Position(3, 2)),
        ("ep 3 and the novel up to part 2", Position(3, 2)),
        ("part 1", Position(0, 1)),
        ("all", Position(8)),
        ("up to 4", Position(4)),
    ],
)
async def test_how_far_is_read_as_people_write_it(
    evening: Evening, wrote: str, position: Position
) -> None:
    await evening.at("Ara", 8, part=4)
    mina = host(evening)
    text = answer(await mina.slash(evening.channel, "settings set", position=wrote))
    assert "as far as everybody is →" in text
    assert room(evening).position == position
    await mina.slash(evening.channel, "settings set", position="as far as everybody here is")
    assert room(evening).position is None


async def test_a_room_above_the_floor_asks_first(evening: Evening) -> None:
    await evening.at("Ara", 3, part=1)
    await evening.at("Minho", 8, part=4)
    mina = host(evening)
    asked = await mina.slash(evening.channel, "settings set", position="finale", part=2)
    text = answer(asked)
    assert "up to **Episode 8, and part 2 of the novel**" in text
    assert "has seen up to Episode 3, and read up to part 1 of the novel." in text
    assert room(evening).position is None
    await evening.restart()
    done = await press(mina, asked, "settings-room:")
    assert "→ Episode 8, and part 2 of the novel" in answer(done)
    assert room(evening).position == Position(8, 2)
    back = answer(await mina.slash(evening.channel, "settings set", position="floor"))
    assert "→ as far as everybody is" in back
    assert room(evening).position is None


async def test_leaving_it_leaves_it_and_others_cannot_press(evening: Evening) -> None:
    mina, ara = host(evening), evening.member("Ara")
    asked = await mina.slash(evening.channel, "settings set", position="8")
    stolen = await evening.press(ara, asked, custom_id(asked, "settings-room:"))
    assert "belongs to somebody else" in answer(stolen)
    left = await press(mina, asked, "settings-leave-room:")
    assert "Nothing more was changed." in answer(left)
    assert "**How far it may talk** · as far as everybody is" in answer(left)
    assert room(evening) == ChannelRecord(channel_id=ChannelId(evening.channel.id))


async def test_what_needs_no_question_is_saved_and_said_to_be(evening: Evening) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "settings set", show="love", position="nothing")
    asked = await mina.slash(
        evening.channel, "settings set", show="thrones", position="s1e9", board="nobody"
    )
    saved, _, question = answer(asked).partition("This much is saved.")
    assert "→ *Game of Thrones*" in saved
    assert "nothing of the story yet → as far as everybody is" in saved
    assert "**Board**" in saved
    assert "up to **S01E09**" in question
    left = answer(await press(mina, asked, "settings-leave-room:"))
    assert "**Show** · *Game of Thrones*" in left
    assert "**How far it may talk** · as far as everybody is" in left
    assert (kept(evening).board, room(evening).position) == (BoardVisibility.NOBODY, None)


async def test_leaving_the_titles_says_how_they_show(evening: Evening) -> None:
    mina = host(evening)
    asked = await mina.slash(evening.channel, "settings set", titles="always")
    assert "This much is saved." not in answer(asked)
    left = await press(mina, asked, "settings-leave-titles:")
    assert "**Titles** · once the episode is seen" in answer(left)
    assert kept(evening).titles is TitlePolicy.SEEN


@pytest.mark.parametrize("wrote", ["auto", "everybody", "As far as everybody is"])
async def test_a_room_goes_back_to_its_followers_in_several_words(
    evening: Evening, wrote: str
) -> None:
    mina = host(evening)
    await mina.slash(evening.channel, "settings set", position="nothing")
    back = answer(await mina.slash(evening.channel, "settings set", position=wrote))
    assert "nothing of the story yet → as far as everybody is" in back
    unread = answer(await mina.slash(evening.channel, "settings set", position="hmm"))
    assert "`everybody` goes back to as far as everybody is" in unread


async def test_a_room_at_the_start_knows_nothing(evening: Evening) -> None:
    mina = host(evening)
    await evening.at("Ara", 3)
    await mina.slash(evening.channel, "settings set", position="0")
    assert room(evening).position == Position(0)


async def test_choices_are_masked_and_offer_the_way_back(evening: Evening) -> None:
    mina = host(evening)
    choices = await mina.autocomplete(evening.channel, "settings set", "position", "")
    names = [choice["name"] for choice in choices]
    assert names[0] == "As far as everybody here is"
    assert "Episode 7" in names
    zones = await mina.autocomplete(evening.channel, "settings set", "zone", "new yo")
    assert zones[0]["value"] == "America/New_York"
