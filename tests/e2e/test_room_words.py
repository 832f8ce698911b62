"""How far a room is, told where nobody holds it back, and of a film."""

from __future__ import annotations

from simcord.actors import MemberActor

from bot.domain.ids import ChannelId, GuildId, UserId
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer
from tests.e2e.test_show import host

DAY = 86_400
FILM = "night of the living dead"


async def bind(evening: Evening) -> None:
    guilds = evening.bot.services.guilds
    await guilds.set_channel_show(
        GuildId(evening.guild.id), ChannelId(evening.channel.id), evening.show_id
    )


async def told_to(evening: Evening, member: MemberActor) -> list[str]:
    """Return every reply that says how far everybody is."""
    return [
        answer(await member.slash(evening.channel, "settings view")),
        answer(await host(evening).slash(evening.channel, "settings set", position="3")),
    ]


async def test_where_nobody_follows_nobody_is_said_to_lag(evening: Evening) -> None:
    await bind(evening)
    for told in await told_to(evening, evening.member("Zed")):
        assert "Nobody follows it here yet." in told
        assert "has begun" not in told


async def test_a_follower_who_has_not_begun_is_told_of_without_a_name(evening: Evening) -> None:
    await bind(evening)
    ara, services, guild_id = evening.member("Ara"), evening.bot.services, evening.guild.id
    show = await services.catalog.get(GuildId(guild_id), evening.show_id)
    await services.progress.follow(GuildId(guild_id), UserId(ara.id), show)
    for told in await told_to(evening, evening.member("Zed")):
        assert "Not everybody who follows it here has begun." in told
        assert "Ara" not in told


async def test_where_all_have_gone_quiet_nobody_is_said_to_lag(evening: Evening) -> None:
    await bind(evening)
    await evening.at("Minho", 8)
    await evening.env.advance_time(60 * DAY)
    for told in await told_to(evening, evening.member("Zed")):
        assert "Everybody who follows it here has gone quiet" in told
        assert "has begun" not in told


async def test_a_film_is_not_talked_of_as_a_way_through(evening: Evening) -> None:
    mina, minho = host(evening), evening.member("Minho")
    asked = answer(await mina.slash(evening.channel, "settings set", show=FILM, position="all"))
    assert "would be shown what **the film** of *Night of the Living Dead* tells" in asked
    await minho.slash(evening.channel, "watched", show=FILM)
    viewed = answer(await mina.slash(evening.channel, "settings view"))
    assert "Everybody who follows it here has seen the film." in viewed
    safe = answer(await minho.slash(evening.channel, "discuss safe", show=FILM))
    assert "All of it is free" in safe
    for told in (asked, viewed, safe):
        assert "up to" not in told
        assert "pisode" not in told.replace("episode is seen", "")
