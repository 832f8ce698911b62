"""Discord refuses or stumbles: on each kind of request one line, and nothing half done."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

import discord
import pytest
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from simcord.results import InteractionResult

from bot.client import permissions
from bot.domain.errors import LanternError
from bot.ui.errors import OfferError
from bot.ui.words import say
from tests.e2e.conftest import Evening
from tests.e2e.every_button import buttons_of
from tests.e2e.every_command import Stage, hurry, stage
from tests.e2e.mishaps import (
    Watched,
    lines,
    met,
    nothing_private,
    reference_in,
    refusals,
    shown,
    talkative,
)
from tests.e2e.reading import answer, texts
from tests.e2e.refusing import LOST, STATUSES

CALLBACK: Final = "/interactions/*/callback"
FOLLOW_UP: Final = "/webhooks/*"
IN_CHANNEL: Final = "/channels/*/messages"


@pytest.fixture
async def everything(evening: Evening, caplog: pytest.LogCaptureFixture) -> Stage:
    talkative(caplog)
    hurry(evening.env)
    return await stage(evening)


_REFUSED: Final = {"error-cannot-post", "error-cannot-post-here"}


def told_of(status: tuple[int, int], evening: Evening, told: InteractionResult) -> bool:
    """Tell whether somebody was told of a fault, or else of what they did wrong."""
    refused = [explained(one) for one in met(evening) if isinstance(one, LanternError)]
    said = answer(told).strip()
    return said in refused or said in expected(status, told)


def expected(status: tuple[int, int], told: InteractionResult) -> set[str]:
    """Return what may be said where an answer met a fault."""
    keys = (STATUSES[status], *LOST) if status[0] in {403, 404} else (STATUSES[status],)
    return {line(key, told) for key in keys}


def explained(error: LanternError) -> str:
    """Return all that is shown for an error: its sentence, or what comes with a way on."""
    if isinstance(error, OfferError):
        view: Any = error.view()
        return "\n".join(texts(view.to_components())).strip()
    return str(say(error.key, **error.fields))


def line(key: str, told: InteractionResult) -> str:
    """Return an error's sentence, with the reference that was told."""
    if key in _REFUSED:
        return str(say(key))
    said = str(say(key, reference=say("cancelled")))
    return said.replace(say("cancelled"), reference_in(answer(told)))


@pytest.mark.parametrize("status", STATUSES)
async def test_the_first_answer(
    everything: Stage, status: tuple[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    evening = everything.evening
    for command in everything.commands:
        evening.env.inject_error("POST", CALLBACK, status=status[0], code=status[1])
        told = await everything.run(command)
        assert [message.ephemeral for message in shown(told)] == [True], command
        assert told_of(status, evening, told), (command, answer(told))
        evening.env.backend.faults.clear()
        assert (await everything.run(command)).acknowledged, command
    met(evening)
    nothing_private(caplog)


@pytest.mark.parametrize("status", STATUSES)
async def test_the_answer_to_a_button(everything: Stage, status: tuple[int, int]) -> None:
    evening, pressed = everything.evening, 0
    for command in everything.commands:
        told = await everything.run(command)
        for message, custom_id in buttons_of(told):
            evening.env.inject_error("POST", CALLBACK, status=status[0], code=status[1])
            refused = await everything.actor.click(message, custom_id=custom_id)
            said = answer(refused).strip()
            gone = {str(say("error-draft-gone")), str(say("error-party-gone"))}
            # What is done is told of in a message of its own, where its card cannot tell.
            is_told = said in gone or said.endswith("is cancelled.")
            assert is_told or said in expected(status, refused), (custom_id, said)
            assert [one.ephemeral for one in shown(refused)] == [True], custom_id
            evening.env.backend.faults.clear()
            pressed += 1
    assert pressed > 20
    met(evening)


async def test_an_interaction_that_is_over(
    everything: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """There is nobody left to be told; the log says so, and all goes on."""
    evening = everything.evening
    evening.env.inject_error("POST", CALLBACK, status=404, code=10062, times=None)
    for command in everything.commands:
        told = await everything.run(command)
        assert shown(told) == [], command
    evening.env.backend.faults.clear()
    assert "Your reminders" in answer(await everything.run("remind list"))
    assert any("could not be delivered" in entry for entry in lines(caplog))
    met(evening)


FOLLOWING: Final[Mapping[str, Mapping[str, Any]]] = {
    "episode": {"public": True},
    "recap post": {},
    "discuss open": {},
    "settings set": {"titles": "always", "silence": 3},
}
"""Commands that answer in more than one request."""


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("command", FOLLOWING)
async def test_a_later_answer(everything: Stage, command: str, status: tuple[int, int]) -> None:
    evening = everything.evening
    before = len(evening.channel.history())
    evening.env.inject_error("POST", FOLLOW_UP, status=status[0], code=status[1])
    told = await everything.run(command, **FOLLOWING[command])
    last = shown(told)[-1]
    assert last.ephemeral
    said = answer(told).strip().splitlines()[-1]
    if command in {"episode", "recap post"}:
        # The card is there for all to see: whoever is told to try again would post it twice.
        assert said == say("room-posted")
        assert len(evening.channel.history()) == before + 1
    else:
        assert said in expected(status, told)
    met(evening)


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("command", ["episode", "recap post"])
async def test_a_card_for_the_room(
    everything: Stage, command: str, status: tuple[int, int]
) -> None:
    evening, kept = everything.evening, Watched(everything.evening.database)
    before = len(evening.channel.history())
    evening.env.inject_error("POST", IN_CHANNEL, status=status[0], code=status[1])
    told = await everything.run(command, **FOLLOWING[command])
    refused = {"episode": "error-cannot-post", "recap post": "error-cannot-post-here"}
    wanted = refused[command] if status[0] == 403 else STATUSES[status]
    assert answer(told).strip() == line(wanted, told)
    assert all(message.ephemeral for message in shown(told))
    assert len(evening.channel.history()) == before
    assert kept.changes() == set()
    kept.close()
    met(evening)


PERMISSIONS: Final = (
    "read_messages",  # View Channel
    "send_messages",
    "read_message_history",
    "create_public_threads",
    "create_private_threads",
    "send_messages_in_threads",
)


@pytest.mark.parametrize("missing", PERMISSIONS)
async def test_without_a_permission(
    everything: Stage, missing: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Each command does all of its work, or says what is missing and does none of it."""
    evening, kept = everything.evening, Watched(everything.evening.database)
    lacking(evening, missing)
    for command in everything.commands:
        for options in ({}, FOLLOWING.get(command)):
            if options is None:
                continue
            rooms, threads = len(evening.channel.history()), len(evening.channel.threads)
            kept.changes()
            told = await everything.run(command, **options)
            assert told.acknowledged, command
            assert "reference" not in answer(told).lower(), (command, answer(told))
            if refusals(evening):
                assert kept.changes() == set(), command
                assert len(evening.channel.history()) == rooms, command
                assert len(evening.channel.threads) == threads, command
    kept.close()
    assert lines(caplog, logging.ERROR) == []


def test_each_permission_that_we_ask_for_was_taken_away() -> None:
    assert set(PERMISSIONS) == {name for name, is_asked in permissions() if is_asked}


def lacking(evening: Evening, missing: str) -> None:
    """Let the bot lack a permission in the channel of the evening."""
    backend = evening.env.backend
    denied = discord.Permissions(**{missing: True}).value
    backend.set_overwrite(
        evening.channel.id, Overwrite(backend.bot_user.id, OverwriteType.MEMBER, deny=denied)
    )
