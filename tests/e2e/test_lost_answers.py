"""Answers that Discord does not take: what nobody could be told of is not kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

import pytest

from bot.domain.errors import StorageBusyError
from bot.domain.ids import GuildId, UserId
from bot.domain.shows import Show
from bot.domain.spoilers import Track
from bot.services.progress import Marking, Moved
from bot.ui.words import say
from tests.e2e.conftest import Evening
from tests.e2e.mishaps import failure, met, without_reference
from tests.e2e.pressing import press
from tests.e2e.reading import answer

CALLBACK: Final = "/interactions/*/callback"
REFUSALS: Final = ((403, 50013), (404, 10062))


@pytest.fixture(autouse=True)
async def _expected(evening: Evening) -> AsyncIterator[None]:
    yield
    met(evening)


async def place(evening: Evening, member_id: int) -> tuple[int, bool]:
    """Return how far somebody is, and whether they follow."""
    services, guild_id = evening.bot.services, GuildId(evening.guild.id)
    show = await services.catalog.get(guild_id, evening.show_id)
    standing = await services.audiences.standing(guild_id, UserId(member_id), show)
    return standing.progress.knowledge.position.screen, standing.is_following


@pytest.mark.parametrize(("status", "code"), REFUSALS)
@pytest.mark.parametrize("before", [0, 3])
async def test_what_was_marked_is_taken_back(
    evening: Evening, status: int, code: int, before: int
) -> None:
    ara = await evening.at("Ara", before) if before else evening.member("Ara")
    was = await place(evening, ara.id)
    evening.env.inject_error("POST", CALLBACK, status=status, code=code)
    told = await ara.slash(evening.channel, "watched")
    assert without_reference(answer(told)) == failure("error-answer-undone")
    assert await place(evening, ara.id) == was
    again = await ara.slash(evening.channel, "watched")
    assert f"Episode {before + 1}" in answer(again)
    assert await place(evening, ara.id) == (before + 1, True)


@pytest.mark.parametrize(("status", "code"), REFUSALS)
async def test_what_next_marked_is_taken_back(evening: Evening, status: int, code: int) -> None:
    ara = await evening.at("Ara", 3)
    shown = await ara.slash(evening.channel, "watched")
    evening.env.inject_error("POST", CALLBACK, status=status, code=code)
    await press(ara, shown, "next:")
    assert await place(evening, ara.id) == (4, True)
    await press(ara, shown, "next:")
    assert await place(evening, ara.id) == (5, True)


async def test_nobody_is_there_to_be_told(evening: Evening) -> None:
    """As where we were too slow: the member sees that we did not respond, and tries again."""
    ara = await evening.at("Ara", 3)
    evening.env.inject_error("POST", CALLBACK, status=404, code=10062, times=None)
    await ara.slash(evening.channel, "watched")
    evening.env.backend.faults.clear()
    assert await place(evening, ara.id) == (3, True)


async def test_a_hiccup_leaves_it_done_and_says_to_look(evening: Evening) -> None:
    """It may well have been shown."""
    ara = await evening.at("Ara", 3)
    evening.env.inject_error("POST", CALLBACK, status=503)
    told = await ara.slash(evening.channel, "watched")
    assert without_reference(answer(told)) == failure("error-discord-down")
    assert await place(evening, ara.id) == (4, True)


async def test_other_commands_say_to_look_first(evening: Evening) -> None:
    ara = await evening.at("Ara", 3)
    evening.env.inject_error("POST", CALLBACK, status=404, code=10003)
    told = await ara.slash(evening.channel, "progress undo")
    assert without_reference(answer(told)) == failure("error-answer-lost")
    assert "look before you try again" in say("error-answer-lost", reference=say("cancelled"))


async def test_what_cannot_be_taken_back_is_not_said_to_be(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StorageBusyError

    ara = await evening.at("Ara", 3)
    monkeypatch.setattr(evening.bot.services.progress, "undo", fail)
    evening.env.inject_error("POST", CALLBACK, status=404, code=10062)
    told = await ara.slash(evening.channel, "watched")
    assert without_reference(answer(told)) == failure("error-answer-lost")
    assert await place(evening, ara.id) == (4, True)


async def test_a_step_that_another_was_built_upon_stays(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever pressed again was told of the second, which needs the first."""
    ara = await evening.at("Ara", 3)
    progress, marked = evening.bot.services.progress, evening.bot.services.progress.mark

    async def mark_twice(guild_id: GuildId, user_id: UserId, show: Show, marking: Marking) -> Moved:
        moved = await marked(guild_id, user_id, show, marking)
        await marked(guild_id, user_id, show, Marking(track=Track.SCREEN, first=5, last=5))
        return moved

    monkeypatch.setattr(progress, "mark", mark_twice)
    evening.env.inject_error("POST", CALLBACK, status=404, code=10062)
    told = await ara.slash(evening.channel, "watched")
    assert without_reference(answer(told)) == failure("error-answer-lost")
    assert await place(evening, ara.id) == (5, True)
