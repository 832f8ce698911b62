"""Which shows are offered while somebody types, where a server has made some of its own."""

from __future__ import annotations

import pytest

from bot.domain.ids import ChannelId, GuildId
from tests.e2e.conftest import Evening
from tests.e2e.test_show import host


@pytest.fixture
async def crowded(evening: Evening) -> Evening:
    """Make a show whose title is nearer to what is typed, and many others."""
    mina = host(evening)
    for title in ("Lovely Runner", "Game", *(f"Alpha {number}" for number in range(25))):
        told = await mina.slash(evening.channel, "show create", title=title, episodes="16")
        assert told.acknowledged
    return evening


async def offered(evening: Evening, typed: str) -> list[str]:
    choices = await evening.member("Ara").autocomplete(evening.channel, "episode", "show", typed)
    return [choice["name"] for choice in choices]


@pytest.mark.parametrize("title", ["Love in the Big City", "Game of Thrones"])
async def test_this_channels_show_leads_whoever_made_others(crowded: Evening, title: str) -> None:
    services, guild_id = crowded.bot.services, GuildId(crowded.guild.id)
    (show_id,) = services.catalog.namesakes(guild_id, title)
    await services.guilds.set_channel_show(guild_id, ChannelId(crowded.channel.id), show_id)
    everything = await offered(crowded, "")
    assert everything[0] == title
    assert len(everything) == 25
    assert (await offered(crowded, title[:3]))[0] == title
    # A whole title is a better match than a beginning, whose channel it ever is.
    assert (await offered(crowded, "game"))[0] == "Game"
