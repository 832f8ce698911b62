"""What is said for each kind of error, and that saying it never fails."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.domain.errors import (
    LanternError,
    StorageBusyError,
    StorageFullError,
    StorageGoneError,
    UnknownShowError,
)
from bot.domain.member_text import quote_member_text
from bot.ui.errors import explain, sentence_for, unwrap
from bot.ui.replies import NOBODY, AnswerLostError, AnswerUndoneError
from bot.ui.words import Said, say


def refused(kind: type[discord.HTTPException], status: int) -> discord.HTTPException:
    return kind(cast("Any", SimpleNamespace(status=status, reason="Because")), {"code": 0})


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (refused(discord.Forbidden, 403), "error-forbidden"),
        (refused(discord.NotFound, 404), "error-gone"),
        (refused(discord.DiscordServerError, 500), "error-discord-down"),
        (refused(discord.HTTPException, 503), "error-discord-down"),
        (aiohttp.ServerDisconnectedError(), "error-discord-down"),
        (ConnectionResetError(), "error-discord-down"),
        (refused(discord.HTTPException, 429), "error-discord-busy"),
        (AnswerLostError(), "error-answer-lost"),
        (AnswerUndoneError(), "error-answer-undone"),
        (StorageBusyError(), "error-storage-busy"),
        (StorageFullError(), "error-storage-full"),
        (StorageGoneError(), "error-storage-gone"),
        (TimeoutError(), "error-discord-down"),
        (refused(discord.HTTPException, 400), "error-unexpected"),
        (ValueError(), "error-unexpected"),
        (KeyError("x"), "error-unexpected"),
    ],
)
def test_what_was_not_expected_has_a_reference(
    error: Exception, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    said = sentence_for(error, where="here")
    (record,) = caplog.records
    reference = record.getMessage().removeprefix("reference ").split(":")[0]
    assert len(reference) == 6
    assert record.levelno == logging.ERROR
    assert said == say(key, reference=Said(reference))


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (app_commands.MissingPermissions(["x"]), lambda: say("error-needs-permission")),
        (app_commands.NoPrivateMessage(), lambda: say("error-guild-only")),
        (app_commands.CheckFailure(), lambda: say("error-not-allowed")),
        (app_commands.CommandNotFound("x", []), lambda: say("error-command-changed")),
        (
            app_commands.CommandOnCooldown(app_commands.Cooldown(1, 9), 2.6),
            lambda: say("error-slow-down", seconds=3),
        ),
    ],
)
def test_what_somebody_can_do_something_about_is_no_news(
    error: Exception, said: Callable[[], Said], caplog: pytest.LogCaptureFixture
) -> None:
    assert sentence_for(error, where="here") == said()
    assert caplog.records == []


def test_what_wraps_an_error_is_taken_off() -> None:
    cause = UnknownShowError()
    wrapped = app_commands.TransformerError(
        "x", discord.AppCommandOptionType.string, cast("Any", _Like())
    )
    wrapped.__cause__ = cause
    assert unwrap(wrapped) is cause
    assert unwrap(cause) is cause
    bare = app_commands.TransformerError(
        "x", discord.AppCommandOptionType.string, cast("Any", _Like())
    )
    assert unwrap(bare) is bare
    assert sentence_for(bare, where="here") == say("error-unseen-channel")


class _Like:
    _error_display_name = "something"


class Asked:
    """As much of an interaction as an explanation needs; refuses the first tries."""

    def __init__(self, *refusals: Exception, is_done: bool = False) -> None:
        self.refusals = list(refusals)
        self.told: list[str] = []
        self.is_answered = is_done
        self.command = None
        self.type = discord.InteractionType.component
        self.data = {"custom_id": "button:with:story"}
        self.response = self
        self.followup = SimpleNamespace(send=self._take)

    def is_done(self) -> bool:
        return self.is_answered

    async def send_message(self, **sent: Any) -> None:
        await self._take(**sent)

    async def _take(
        self, *, view: Any, ephemeral: bool, allowed_mentions: discord.AllowedMentions
    ) -> None:
        if self.refusals:
            raise self.refusals.pop(0)
        assert ephemeral
        assert allowed_mentions is NOBODY
        self.told += [item["content"] for item in view.to_components()]


async def explained(asked: Asked, error: BaseException) -> list[str]:
    await explain(cast("discord.Interaction", asked), error)
    return asked.told


class NamelessError(LanternError):
    key = "there-is-no-such-message"


async def test_a_message_that_is_missing_is_no_reason_to_say_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for broken in (NamelessError(), UnknownShowError()):
        caplog.clear()
        (said,) = await explained(Asked(), broken)
        (record,) = caplog.records
        reference = record.getMessage().removeprefix("reference ").split(":")[0]
        assert said == say("error-unexpected", reference=Said(reference))
        assert "button failed" in record.getMessage()
        assert "story" not in record.getMessage()


@pytest.mark.parametrize("is_done", [False, True])
async def test_a_stumble_while_explaining_is_tried_again(*, is_done: bool) -> None:
    asked = Asked(refused(discord.HTTPException, 500), is_done=is_done)
    assert await explained(asked, UnknownShowError(wrote=quote_member_text("x", limit=9))) != []


@pytest.mark.parametrize(
    "refusal",
    [
        refused(discord.NotFound, 404),
        aiohttp.ServerDisconnectedError(),
        discord.InteractionResponded(cast("Any", SimpleNamespace())),
    ],
)
async def test_who_cannot_be_told_is_let_go(
    refusal: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    assert await explained(Asked(refusal, refusal, refusal), StorageFullError()) == []
    assert "could not be delivered" in caplog.records[-1].getMessage()
