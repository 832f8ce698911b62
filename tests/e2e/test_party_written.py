"""What is written for a party: several episodes at once, a zone that is none, a number."""

from __future__ import annotations

from typing import Any

import discord
import pytest

from tests.e2e.conftest import Evening
from tests.e2e.party_steps import plan, planned, schedule
from tests.e2e.pressing import choose, press
from tests.e2e.reading import answer


@pytest.mark.parametrize("wrote", ["3-5", "ep 3 to 5", "3~5"])
async def test_several_episodes_are_one_evening(evening: Evening, wrote: str) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, episode=wrote)
    assert "Episode 3 to Episode 5" in answer(asked)
    await press(ara, asked, "draft-confirm")
    (party,) = await planned(evening)
    assert (party.first_episode, party.last_episode) == (3, 5)


async def test_so_many_more_are_one_evening(evening: Evening) -> None:
    ara = evening.member("Ara")
    await ara.slash(evening.channel, "watched", episode="1")
    asked = await schedule(evening, ara, episode="+2")
    assert "Episode 2 to Episode 3" in answer(asked)
    await press(ara, asked, "draft-confirm")
    (party,) = await planned(evening)
    assert (party.first_episode, party.last_episode) == (2, 3)


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"episode": "+2", "repeat": "weekly"}, "only the episode that it begins with: `1`"),
        ({"episode": "+9"}, "There are just 8 to come; you wrote +9."),
        ({"episode": "3-5", "repeat": "weekly"}, "only the episode that it begins with: `3`"),
        ({"episode": "3-5", "per_sitting": 2}, "only the episode that it begins with: `3`"),
        ({"episode": "3-99"}, "has episodes 1 to 8; you wrote 99"),
        ({"episode": "5-3"}, "That range runs backwards. Did you mean 3-5?"),
        ({"episode": "2, 5"}, "Write `2`, then `5`."),
        ({"episode": "season 1"}, "the one that it begins with, `1`, and add `repeat: weekly`"),
        ({"episode": "all"}, "For all of them in one evening, write `1-8`."),
        ({"episode": "s1e1-s2e9", "show": "thrones"}, "one evening holds 12 at most"),
        ({"episode": "season 2", "show": "thrones"}, "write `S02E01-S02E10`."),
        ({"episode": "all", "show": "thrones"}, "until the show's last one"),
    ],
)
async def test_what_is_no_evening_says_what_to_write(
    evening: Evening, options: dict[str, Any], line: str
) -> None:
    asked = await schedule(evening, evening.member("Ara"), **options)
    assert line in answer(asked)
    assert "Change it" in answer(asked)
    assert await planned(evening) == []


@pytest.mark.parametrize("wrote", ["all", "season 1"])
async def test_all_of_a_show_evening_by_evening_begins_with_its_first(
    evening: Evening, wrote: str
) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, episode=wrote, repeat="weekly", per_sitting=3)
    await press(ara, asked, "draft-confirm")
    evenings = [(party.first_episode, party.last_episode) for party in await planned(evening)]
    assert evenings == [(1, 3), (4, 6), (7, 8)]


async def test_of_an_end_it_is_said_that_it_is_not_kept(evening: Evening) -> None:
    text = answer(await schedule(evening, evening.member("Ara"), when="fri 8pm-10pm"))
    assert "-# I read that as “fri 8pm” in UTC.\n-# I keep when it begins, and no end." in text
    assert text.count("I read") == 1


@pytest.mark.parametrize("wrote", ["every friday 8pm", "mon and tue 8pm"])
async def test_days_that_repeat_are_shown_their_own_option(evening: Evening, wrote: str) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, when=wrote)
    assert "The days go into `repeat`: `weekly`" in answer(asked)
    form = await press(ara, asked, "draft-change")
    fields = {"when": "fri 8pm", "zone": "UTC", "episode": "7", "repeat": "weekly"}
    await ara.submit_modal(form, fields)
    await press(ara, asked, "draft-confirm")
    assert len(await planned(evening)) == 2
    told = answer(await ara.slash(evening.channel, "remind me", when="daily 8pm", text="tea"))
    assert "that comes more than once" in told
    assert "repeat" not in told


async def test_a_list_without_gaps_is_one_evening(evening: Evening) -> None:
    asked = await schedule(evening, evening.member("Ara"), episode="2, 3 and 4")
    assert "Episode 2 to Episode 4" in answer(asked)


async def test_the_form_shows_the_whole_evening_and_takes_another(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, episode="3-5", when="whenever")
    form = await press(ara, asked, "draft-change")
    assert "3-5" in str(form.modal)
    await ara.submit_modal(form, {"when": "fri 8pm", "zone": "UTC", "episode": "3-5"})
    assert "Episode 3 to Episode 5" in answer(asked)
    form = await press(ara, asked, "draft-change")
    await ara.submit_modal(form, {"when": "fri 8pm", "zone": "UTC", "episode": "6-7"})
    assert "Episode 6 to Episode 7" in answer(asked)
    form = await press(ara, asked, "draft-change")
    await ara.submit_modal(form, {"when": "fri 8pm", "zone": "UTC", "episode": "4"})
    await press(ara, asked, "draft-confirm")
    (party,) = await planned(evening)
    assert (party.first_episode, party.last_episode) == (4, 4)


async def test_a_run_from_an_evening_of_several_keeps_their_number(evening: Evening) -> None:
    ara = evening.member("Ara")
    asked = await schedule(evening, ara, episode="3-4")
    form = await press(ara, asked, "draft-change")
    fields = {"when": "fri 8pm", "zone": "UTC", "episode": "3-4", "repeat": "weekly"}
    await ara.submit_modal(form, fields)
    await press(ara, asked, "draft-confirm")
    evenings = [(party.first_episode, party.last_episode) for party in await planned(evening)]
    assert evenings == [(3, 4), (5, 6), (7, 8)]


async def test_a_move_with_a_zone_that_is_none_opens_the_form(evening: Evening) -> None:
    ara = evening.member("Ara")
    await plan(evening, ara)
    await plan(evening, ara, episode="5", when="sat 9pm")
    asked = await ara.slash(evening.channel, "party move", when="sun 9pm", zone="brelin")
    assert "Which party do you want to move?" in answer(asked)
    await evening.restart()
    first = (await planned(evening))[0]
    await choose(ara, asked, "party-which-move", [str(first.id)])
    assert "I know no time zone called “brelin”" in answer(asked)
    form = await press(ara, asked, "draft-change")
    assert "sun 9pm" in str(form.modal)
    await ara.submit_modal(form, {"when": "sun 9pm", "zone": "berlin"})
    await press(ara, asked, "draft-confirm")
    moved = {party.first_episode: party.starts_at for party in await planned(evening)}
    assert moved[4].isoformat() == "2026-01-04T20:00:00+00:00"


async def test_a_party_in_a_closed_room_is_none_to_whoever_types_its_number(
    evening: Evening,
) -> None:
    boss = evening.member("Boss")
    room = evening.guild.create_text_channel("closed")
    await press(boss, await schedule(evening, boss, channel=room), "draft-confirm")
    closed = evening.bot.get_channel(room.id)
    assert isinstance(closed, discord.TextChannel)
    await closed.set_permissions(closed.guild.default_role, view_channel=False)
    await evening.env.settle()
    await plan(evening, boss, episode="5", when="sat 9pm")
    hidden, open_ = await planned(evening)
    minho = evening.member("Minho")
    typed = [
        answer(await minho.slash(evening.channel, "party cancel", party=str(number)))
        for number in (hidden.id, 999_999)
    ]
    assert typed[0] == typed[1]
    assert "is over or was cancelled" in typed[0]
    seen = answer(await minho.slash(evening.channel, "party cancel", party=str(open_.id)))
    assert "Only the host of that party" in seen
