"""What has not aired yet is said wherever somebody may take it for something to watch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.ids import GuildId, UserId
from bot.domain.new_show import NewShow
from bot.domain.shows import Show
from tests.e2e.conftest import Evening
from tests.e2e.party_steps import planned, schedule
from tests.e2e.pressing import press
from tests.e2e.reading import answer

NOT_YET = "not aired yet, as far as I know"
BY_THEN = "will not have aired by then"


async def made(evening: Evening, *, weeks: int, episodes: int = 6, is_weekly: bool = True) -> Show:
    """Make a show whose first episode airs so many weeks from now."""
    first = evening.bot.services.clock.now().date() + timedelta(weeks=weeks)
    return await evening.bot.services.shows.make(
        GuildId(evening.guild.id),
        UserId(evening.guild.owner.id),
        NewShow(title="Lighthouse", seasons=(episodes,), first_air_date=first, is_weekly=is_weekly),
    )


async def test_an_evening_before_its_episode_airs_is_told_and_not_prevented(
    evening: Evening,
) -> None:
    show, ara = f"show:{(await made(evening, weeks=-1)).id}", evening.member("Ara")
    aired = answer(await schedule(evening, ara, episode="2", when="in 3 hours", show=show))
    assert BY_THEN not in aired
    asked = await schedule(evening, ara, episode="4", when="in 3 hours", show=show)
    assert f"Episode 4 {BY_THEN}, as far as I know (<t:" in answer(asked)
    assert await planned(evening) == []
    await press(ara, asked, "draft-confirm")
    assert len(await planned(evening)) == 1
    later = answer(await schedule(evening, ara, episode="4", when="in 3 weeks at 8pm", show=show))
    assert BY_THEN not in later
    several = answer(await schedule(evening, ara, episode="2-4", when="in 3 hours", show=show))
    assert f"Episode 3 and Episode 4 {BY_THEN}, as far as I know (the first: <t:" in several


async def test_of_a_run_it_is_told_where_it_overtakes_the_show(evening: Evening) -> None:
    show, ara = f"show:{(await made(evening, weeks=0)).id}", evening.member("Ara")
    asked = await schedule(
        evening, ara, episode="1", when="in 3 hours", show=show, repeat="every day"
    )
    assert "5 of these evenings come before the episode has aired" in answer(asked)
    assert "beginning with Episode 2 (<t:" in answer(asked)


async def test_what_has_no_date_after_one_ahead_is_told_as_well(evening: Evening) -> None:
    show = await made(evening, weeks=2, is_weekly=False)
    asked = await schedule(
        evening, evening.member("Ara"), episode="2", when="in 3 hours", show=f"show:{show.id}"
    )
    assert "no date is known, but one before it airs later" in answer(asked)


async def test_a_party_that_is_moved_before_it_airs_is_told(evening: Evening) -> None:
    show, ara = f"show:{(await made(evening, weeks=2)).id}", evening.member("Ara")
    asked = await schedule(evening, ara, episode="1", when="in 3 weeks at 8pm", show=show)
    await press(ara, asked, "draft-confirm")
    moved = answer(await ara.slash(evening.channel, "party move", when="in 3 hours"))
    assert f"Episode 1 {BY_THEN}" in moved


@pytest.mark.parametrize(("weeks", "says"), [(2, True), (-2, False)])
async def test_the_card_of_the_next_one_says_so(
    evening: Evening, weeks: int, *, says: bool
) -> None:
    show, ara = f"show:{(await made(evening, weeks=weeks)).id}", evening.member("Ara")
    card = await ara.slash(evening.channel, "episode", show=show)
    assert (NOT_YET in answer(card)) is says
    assert "I watched it" in answer(card)
    asked = answer(await evening.click(ara, card, "seen-it:"))
    assert ("Mark it all the same?" in asked) is says
    await ara.slash(evening.channel, "episode", show=show, episode="2", public=True)
    posted = "".join(evening.texts_of(evening.channel.history()[-1]))
    assert (NOT_YET in posted) is says


async def test_once_it_has_aired_the_card_says_so_no_more(evening: Evening) -> None:
    show, ara = f"show:{(await made(evening, weeks=1)).id}", evening.member("Ara")
    assert NOT_YET in answer(await ara.slash(evening.channel, "episode", show=show))
    await evening.env.advance_time(8 * 24 * 3_600)
    assert NOT_YET not in answer(await ara.slash(evening.channel, "episode", show=show))


async def test_a_film_that_is_not_out_says_so(evening: Evening) -> None:
    show, ara = await made(evening, weeks=2, episodes=1, is_weekly=False), evening.member("Ara")
    text = answer(await ara.slash(evening.channel, "episode", show=f"show:{show.id}"))
    assert "It is not out yet, as far as I know." in text
    asked = await schedule(evening, ara, "1", when="in 3 hours", show=f"show:{show.id}")
    assert "*Lighthouse* will not be out by then" in answer(asked)
