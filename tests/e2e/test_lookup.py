"""`/episode`, as members at different points of the story meet it."""

from __future__ import annotations

import pytest

from bot.domain.ids import GuildId
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer
from tests.e2e.recap_steps import mark


@pytest.mark.parametrize("wrote", ["3", "e3", "ep 3", "S01E03", "1x03", "3화", "episode three"])
async def test_an_episode_that_was_seen_is_given_richly(evening: Evening, wrote: str) -> None:
    ara = await evening.at("Ara", 3)
    result = await ara.slash(evening.channel, "episode", episode=wrote)
    text = answer(result)
    assert result.ephemeral
    assert "Episode 3 · A Bite of Rockfish" in text
    assert "In it:" in text
    assert "Nam Yoon-su" in text


async def test_an_episode_ahead_is_a_number_and_a_date(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    text = answer(await ara.slash(evening.channel, "episode", episode="finale"))
    assert "Episode 8" in text
    assert "5 episodes ahead" in text
    assert "Late Rainy Season" not in text
    assert "In it:" not in text


async def test_nothing_given_means_the_next_one(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    text = answer(await ara.slash(evening.channel, "episode"))
    assert "Episode 4" in text
    assert "your next one" in text


async def test_the_room_is_judged_by_its_floor_and_not_by_who_asks(evening: Evening) -> None:
    minho = await evening.at("Minho", 8)
    await evening.at("Juno", 2)
    result = await minho.slash(evening.channel, "episode", episode="5", public=True)
    posted = evening.channel.last_message
    assert result.ephemeral
    assert posted is not None
    shown = "\n".join(evening.texts_of(posted))
    assert "Episode 5" in shown
    assert "3 episodes ahead" in shown
    assert "safe up to episode 2" in shown


@pytest.mark.parametrize(
    ("wrote", "told"),
    [
        ("9", "has episodes 1 to 8; you wrote 9"),
        ("0", "has episodes 1 to 8; you wrote 0"),
        ("-1", "has episodes 1 to 8"),
        ("9" * 31, "has episodes 1 to 8"),
        ("S02E01", "season"),
        ("Late Rainy Season", "Late Rainy Season"),
        ("🍿" * 30, "1 to 8"),
        ("\u200b", "1 to 8"),
    ],
)
async def test_what_names_no_episode_gets_an_answer_that_helps(
    evening: Evening, wrote: str, told: str
) -> None:
    ara = await evening.at("Ara", 3)
    result = await ara.slash(evening.channel, "episode", episode=wrote)
    assert result.ephemeral
    assert told in answer(result)


async def test_a_title_from_ahead_and_nonsense_get_the_same_answer(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    told = [
        answer(await ara.slash(evening.channel, "episode", episode=wrote)).replace(wrote, "…")
        for wrote in ("Late Rainy Season Vacation", "Late Sunny Season Vacation")
    ]
    assert told[0] == told[1]


async def test_choices_are_masked_and_begin_with_the_next_one(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    choices = await ara.autocomplete(evening.channel, "episode", "episode", "")
    assert choices[0] == {"name": "Episode 4", "value": "4"}
    names = [choice["name"] for choice in choices]
    assert "Episode 8" in names
    assert sum("·" in name for name in names) == 3
    assert all(choice["value"].isdigit() for choice in choices)


async def test_a_hidden_title_is_not_found_by_typing_it(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    minho = await evening.at("Minho", 8)
    typed = "Late Rainy"
    assert await ara.autocomplete(evening.channel, "episode", "episode", typed) == []
    assert await minho.autocomplete(evening.channel, "episode", "episode", typed) != []


async def test_a_seen_episode_without_a_synopsis_is_told_and_names_its_newcomers(
    evening: Evening,
) -> None:
    guild_id = GuildId(evening.guild.id)
    (show_id,) = evening.bot.services.catalog.search(guild_id, "game of thrones", limit=1)
    show = f"show:{show_id}"
    ara = evening.member("Ara")
    await mark(evening, ara, show, 3)
    text = answer(await ara.slash(evening.channel, "episode", episode="3", show=show))
    assert "- Arya Stark begins to learn swordplay from Syrio Forel." in text
    assert "**First seen here:** " in text
    assert "Renly Baratheon (Gethin Anthony)" in text
    first = answer(await ara.slash(evening.channel, "episode", episode="1", show=show))
    assert " more" in next(line for line in first.splitlines() if "First seen here" in line)
    ahead = answer(await ara.slash(evening.channel, "episode", episode="4", show=show))
    assert "First seen here" not in ahead
    assert "Tyrion" not in ahead
