"""Putting up a thread's first post: what Discord says of a refusal stays out of the log."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.client import LanternBot
from cogs.discuss import _opening
from tests.services.conftest import Room

QUOTED = "the ghost is his brother"


def refusal() -> discord.HTTPException:
    answer = cast("aiohttp.ClientResponse", SimpleNamespace(status=400, reason="Bad Request"))
    return discord.HTTPException(answer, {"code": 50035, "message": QUOTED})


@pytest.mark.parametrize(
    ("error", "noted"),
    [(refusal(), "HTTPException (code 50035)"), (OSError(QUOTED), "OSError (code none)")],
)
async def test_the_words_of_a_refusal_are_not_logged(
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    noted: str,
) -> None:
    async def refused(*_arguments: object) -> Any:
        raise error

    monkeypatch.setattr(_opening, "first_post_of", refused)
    record = await room.open(4, 400)
    bot = cast("LanternBot", SimpleNamespace(services=room.services))
    thread = cast("discord.Thread", SimpleNamespace(id=400))
    assert await _opening.put_up_post(bot, room.show, record, thread) == record
    assert noted in caplog.text
    assert QUOTED not in caplog.text
