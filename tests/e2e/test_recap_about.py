"""`/recap about`: a character up to the asker's episode, and nobody of later."""

from __future__ import annotations

import pytest

from bot.domain.ids import GuildId
from bot.domain.spoilers import Track
from tests.e2e.conftest import Evening
from tests.e2e.reading import answer, custom_id
from tests.e2e.recap_steps import (
    EPISODES,
    ahead,
    aviary,
    canary,
    mark,
    next_id,
    pages,
    press,
    within_limits,
)

NOBODY = "Nobody you have met so far goes by that name."
NEXT_STEP = "`/recap me` ends with who is who so far."


async def test_a_character_is_told_as_far_as_the_asker_is(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    shown = await ara.slash(evening.channel, "recap about", character="Eun-sook")
    text = "\n".join(await pages(ara, shown))
    assert shown.ephemeral
    assert "Played by Oh Hyun-kyung" in text
    assert "-# Played by Oh Hyun-kyung · First seen in Episode 3" in text
    assert "-# Also called Eun-suk, Young's mother, mother · 은숙, 엄마" in text
    assert "Young nurses Eun-sook, his mother, who is ill." in text
    assert "cancer" not in text
    minho = await evening.at("Minho", 8, part=4)
    shown = await minho.slash(evening.channel, "recap about", character="Eun-sook")
    assert "who has cancer." in "\n".join(await pages(minho, shown))


@pytest.mark.parametrize("name", ["young", "Go Young", "고영", "goyoung", " YOUNG "])
async def test_a_whole_name_wins_in_every_spelling(evening: Evening, name: str) -> None:
    minho = await evening.at("Minho", 8)
    shown = await minho.slash(evening.channel, "recap about", character=name)
    assert "## Go Young" in answer(shown)


async def test_a_beginning_of_two_names_asks_and_the_answer_works_after_a_restart(
    evening: Evening,
) -> None:
    ara = await evening.at("Ara", 3)
    asked = await ara.slash(evening.channel, "recap about", character="eun-s")
    assert "Which one?" in answer(asked)
    await evening.restart()
    shown = await press(ara, asked, "Eun-sook")
    assert "## Eun-sook" in answer(shown)


async def test_one_of_later_and_one_that_does_not_exist_get_the_same_answer(
    evening: Evening,
) -> None:
    show = await aviary(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, 3)
    names = [
        "Zaphod",
        canary("name", 4),
        canary("alias", 5),
        "character:3",
        "character:5",
        "character:99",
        "character:999999",
        "character:٣",
        "character:-1",
    ]
    answers = [
        answer(await ara.slash(evening.channel, "recap about", character=name, show=show))
        for name in names
    ]
    assert set(answers) == {answers[0]}
    assert NOBODY in answers[0]
    assert NEXT_STEP in answers[0]


async def test_one_of_later_in_the_real_show_is_nobody_yet(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    names = [
        "Gyu-ho",
        "Sim Gyu-ho",
        "규호",
        "William",
        "Habibi",
        "Zaphod",
        "😀",
        "\u200b",
        "*" * 99,
    ]
    answers = {
        answer(await ara.slash(evening.channel, "recap about", character=name)) for name in names
    }
    assert len(answers) == 1
    assert NOBODY in answers.pop()


async def test_choices_are_those_who_were_met_by_number(evening: Evening) -> None:
    show = await aviary(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, 3)
    for typed in ("", "canary", canary("name", 5), "4", "character:4", "zzz"):
        choices = await ara.autocomplete(
            evening.channel, "recap about", "character", typed, show=show
        )
        assert ahead(str([choice["name"] for choice in choices]), 3) == []
        assert all(
            choice["value"] in {"character:0", "character:1", "character:2"} for choice in choices
        )
    everybody = await ara.autocomplete(evening.channel, "recap about", "character", "", show=show)
    assert [choice["name"] for choice in everybody] == [canary("name", n) for n in (1, 2, 3)]
    nari = evening.member("Nari")
    assert await nari.autocomplete(evening.channel, "recap about", "character", "", show=show) == []


@pytest.mark.parametrize("typed", ["namgyu", "nam gyu", "남규", "ㄴㄱ", "namgyoo", "gyu"])
async def test_choices_forgive_how_it_is_typed(evening: Evening, typed: str) -> None:
    ara = await evening.at("Ara", 3)
    choices = await ara.autocomplete(evening.channel, "recap about", "character", typed)
    assert [choice["name"] for choice in choices][:1] == ["Kim Nam-gyu"]
    shown = await ara.slash(evening.channel, "recap about", character=str(choices[0]["value"]))
    assert "## Kim Nam-gyu" in answer(shown)


async def test_a_cast_of_hundreds_offers_25_at_most(evening: Evening) -> None:
    ara = evening.member("Ara")
    (show_id,) = evening.bot.services.catalog.search(
        GuildId(evening.guild.id), "game of thrones", limit=1
    )
    show = f"show:{show_id}"
    await mark(evening, ara, show, 73)
    for typed in ("", "a", "stark"):
        choices = await ara.autocomplete(
            evening.channel, "recap about", "character", typed, show=show
        )
        assert 1 <= len(choices) <= 25
    asked = await ara.slash(evening.channel, "recap about", character="stark", show=show)
    assert "Which one?" in answer(asked)
    assert asked.response is not None
    within_limits(asked.response.components)
    jon = await ara.slash(evening.channel, "recap about", character="jon", show=show)
    assert "## Jon Snow" in answer(jon)


@pytest.mark.parametrize("screen", range(1, EPISODES + 1))
async def test_every_canary_about_everybody_is_one_that_may_be_read(
    evening: Evening, screen: int
) -> None:
    show = await aviary(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, screen)
    text = ""
    for number in range(1, screen + 1):
        shown = await ara.slash(
            evening.channel, "recap about", character=canary("name", number), show=show
        )
        text += "\n".join(await pages(ara, shown))
    assert ahead(text, screen) == []
    assert canary(f"note{screen}", screen) in text
    assert canary("actor", screen) in text
    assert canary("beat8", screen) in text


async def test_a_page_turned_after_undo_is_judged_by_what_is_known_now(evening: Evening) -> None:
    show = await aviary(evening)
    ara = evening.member("Ara")
    await mark(evening, ara, show, 2)
    await mark(evening, ara, show, 3)
    await mark(evening, ara, show, 2, Track.SOURCE)
    second = await ara.slash(evening.channel, "recap about", character=canary("name", 3), show=show)
    assert second.response is not None
    assert next_id(second.response.components) is not None
    await ara.slash(evening.channel, "progress undo", show=show)
    await ara.slash(evening.channel, "progress undo", show=show)
    turned = await press(ara, second, "Next")
    assert NOBODY in answer(turned)
    assert ahead(answer(turned), 2) == []


async def test_somebody_elses_choice_is_not_opened(evening: Evening) -> None:
    ara, minho = await evening.at("Ara", 3), await evening.at("Minho", 8)
    asked = await ara.slash(evening.channel, "recap about", character="eun")
    refused = await evening.press(minho, asked, custom_id(asked, "recap-about:"))
    assert "belongs to somebody else" in answer(refused)
