"""A title that was misspelled is marked as what it is most like, and that is shown back."""

from __future__ import annotations

from bot.domain.ids import GuildId
from bot.domain.shows import TitlePolicy
from tests.e2e.conftest import Evening
from tests.e2e.pressing import press
from tests.e2e.reading import answer

READ = "I read “"


async def showing_titles(evening: Evening) -> None:
    await evening.bot.services.guilds.change(GuildId(evening.guild.id), titles=TitlePolicy.ALWAYS)


async def test_a_slip_in_a_title_is_shown_back_with_what_was_marked(evening: Evening) -> None:
    await showing_titles(evening)
    ara = evening.member("Ara")
    marked = answer(await ara.slash(evening.channel, "watched", episode="jahee frist half"))
    assert "I read “jahee frist half” as Episode 1." in marked
    assert "Undo" in marked
    again = answer(await ara.slash(evening.channel, "watched", episode="jahee frist half"))
    assert "You had marked that already" in again
    assert "I read “jahee frist half” as Episode 1." in again


async def test_a_leap_to_a_misspelled_title_asks_with_it(evening: Evening) -> None:
    await showing_titles(evening)
    ara = evening.member("Ara")
    asked = await ara.slash(evening.channel, "watched", episode="jahee secnod half")
    assert "I read “jahee secnod half” as Episode 2." in answer(asked)
    assert READ not in answer(await press(ara, asked, "mark:"))


async def test_a_title_as_it_is_written_is_not_shown_back(evening: Evening) -> None:
    await showing_titles(evening)
    ara = evening.member("Ara")
    for wrote in ("Jaehee, first half", "jaehee first", "1", "fisrt"):
        assert READ not in answer(await ara.slash(evening.channel, "watched", episode=wrote))


async def test_a_slip_in_a_title_that_is_still_hidden_is_read_as_nothing(evening: Evening) -> None:
    ara = evening.member("Ara")
    told = answer(await ara.slash(evening.channel, "watched", episode="jahee frist half"))
    assert READ not in told
    assert await evening.position(ara) == 0


async def test_the_words_shown_back_ping_nobody_and_format_nothing(evening: Evening) -> None:
    await showing_titles(evening)
    ara = evening.member("Ara")
    told = answer(await ara.slash(evening.channel, "watched", episode="**jahee** frist half"))
    assert "I read “\\*\\*jahee\\*\\* frist half” as Episode 1." in told
