"""No kind of request is left out of what is refused in the tests beside this one."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import discord
import pytest
from discord import app_commands
from discord.ext import commands
from discord.http import HTTPClient

import bot
import cogs
from bot import serving
from bot.ui.words import say
from tests.e2e import test_refused_answers, test_refused_threads
from tests.e2e.conftest import Evening
from tests.e2e.every_button import press_everything
from tests.e2e.every_command import hurry, stage
from tests.e2e.mishaps import met
from tests.e2e.refusing import STATUSES, TRIALS, routes

AT_THE_START: Final = {
    "GET /applications/{}/commands",
    "PUT /applications/{}/commands",
    "GET /oauth2/applications/@me",  # a part of logging in
}
"""Asked while there is nobody yet to be told but whoever starts the bot."""

ANSWER, FOLLOW_UP, CHANGED = (
    "POST /interactions/{}/{}/callback",
    "POST /webhooks/{}/{}",
    "PATCH /webhooks/{}/{}/messages/@original",
)
MESSAGE, HISTORY = "POST /channels/{}/messages", "GET /channels/{}/messages"
LOGIN: Final = "tests/cli"
"""Before the bot runs, and in `lantern doctor`: what is said of each refusal is held there."""

CALLS: Final[Mapping[str, str | None]] = {
    "bot.connect": LOGIN,
    "bot.login": LOGIN,
    "client.login": LOGIN,
    "client.http.get_guilds": LOGIN,
    "self.http.get_bot_gateway": LOGIN,
    "guild.query_members": "tests/e2e/test_progress.py",  # over the gateway, which refuses nothing
    "self.http.get_global_commands": "GET /applications/{}/commands",
    "self.tree.sync": "PUT /applications/{}/commands",
    "interaction.response.autocomplete": ANSWER,
    "interaction.response.defer": ANSWER,
    "interaction.response.edit_message": ANSWER,
    "interaction.response.send_message": ANSWER,
    "interaction.response.send_modal": ANSWER,
    "interaction.followup.send": FOLLOW_UP,
    "interaction.edit_original_response": CHANGED,
    "channel.send": MESSAGE,
    "delivery.channel.send": MESSAGE,
    "thread.send": MESSAGE,
    "channel.history": HISTORY,
    "delivery.channel.history": HISTORY,
    "channel.get_partial_message(known.message_id).edit": "PATCH /channels/{}/messages/{}",
    "message.edit": "PATCH /channels/{}/messages/{}",
    "message.delete": "DELETE /channels/{}/messages/{}",
    "self._bot.create_dm": "POST /users/@me/channels",
    "bot.fetch_channel": "GET /channels/{}",
    "channel.archived_threads": "GET /channels/{}/threads/archived/public",
    "channel.create_thread": "POST /channels/{}/threads",
    "thread.add_user": "PUT /channels/{}/thread-members/{}",
    "thread.remove_user": "DELETE /channels/{}/thread-members/{}",
    "thread.fetch_member": "GET /channels/{}/thread-members/{}",
    "thread.edit": "PATCH /channels/{}",
    "thread.delete": "DELETE /channels/{}",
    # Ours, and no requests.
    "error.start": None,
    "notes.edit": None,
    "shows.delete": None,
    "who.services.progress.follow": None,
}
"""Every use of a name by which discord.py asks Discord for something, and what it asks."""

_NO_REQUESTS: Final = frozenset({"add_cog", "autocomplete", "close", "join", "load_extension"})
"""Coroutines of discord.py that ask nothing, or nothing that could be refused."""
_INNER: Final = ("domain", "services", "storage", "providers")
"""Layers that know nothing of Discord; the import contracts hold that."""
_ASKING: Final = (
    discord.abc.GuildChannel,
    discord.abc.Messageable,
    discord.CategoryChannel,
    discord.DMChannel,
    discord.ForumChannel,
    discord.Guild,
    discord.Interaction,
    discord.InteractionMessage,
    discord.InteractionResponse,
    discord.Member,
    discord.Message,
    discord.PartialMessage,
    discord.Role,
    discord.TextChannel,
    discord.Thread,
    discord.User,
    discord.VoiceChannel,
    discord.Webhook,
    app_commands.CommandTree,
    commands.Bot,
)


def test_every_request_in_the_source_is_in_the_table() -> None:
    assert set(found_in_the_source()) == set(CALLS)


def test_every_request_in_the_table_is_refused_in_a_test() -> None:
    named = {route for route in CALLS.values() if route is not None and "/" in route[4:]}
    tried = {route for route, _ in TRIALS.values()} | AT_THE_START
    assert {route for route in named if not route.startswith("tests/")} <= tried
    assert test_refused_answers.MINE
    assert test_refused_threads.MINE


def found_in_the_source() -> Iterator[str]:
    """Yield every use of a name by which something is asked of Discord."""
    names = asking_names()
    for package in (bot, cogs):
        root = Path(package.__path__[0])
        for file in root.rglob("*.py"):
            if file.relative_to(root).parts[0] not in _INNER:
                yield from _uses(ast.parse(file.read_text(encoding="utf-8")), names)


def _uses(tree: ast.AST, names: frozenset[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        is_raw = isinstance(node.value, ast.Attribute) and node.value.attr == "http"
        is_ours = ast.unparse(node).startswith("interaction.response.auto")
        if (is_raw and hasattr(HTTPClient, node.attr)) or node.attr in names or is_ours:
            yield ast.unparse(node)


def asking_names() -> frozenset[str]:
    """Return the names of whatever discord.py awaits or iterates over to ask for something."""
    return (
        frozenset(
            name
            for kind in _ASKING
            for name, member in inspect.getmembers(kind)
            if not name.startswith("_")
            and (inspect.iscoroutinefunction(member) or inspect.isasyncgenfunction(member))
        )
        - _NO_REQUESTS
    )


def test_a_new_kind_of_request_would_be_noticed() -> None:
    source = "async def f(message):\n    await message.pin()\n    await client.http.get_sticker(1)"
    assert set(_uses(ast.parse(source), asking_names())) == {
        "message.pin",
        "client.http.get_sticker",
    }


async def test_every_route_that_a_whole_evening_asks_is_refused_in_a_test(
    evening: Evening,
) -> None:
    hurry(evening.env)
    everything = await stage(evening)
    for command in everything.commands:
        await everything.run(command)
        await everything.run(command, **everything.good(command, everything=True))
    await press_everything(evening, everything.actor)
    await evening.env.advance_time(3 * 86_400)
    asked = routes(evening)
    met(evening)
    assert len(asked) > 5
    assert asked <= {route for route, _ in TRIALS.values()} | AT_THE_START


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("method", ["GET", "PUT"])
async def test_commands_that_cannot_be_made_known_end_the_start(
    evening: Evening, method: str, status: tuple[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever starts the bot is told in a line; the next start makes them known."""
    privacy: Any = evening.bot.tree.get_command("privacy")
    privacy.allowed_contexts = app_commands.AppCommandContext(guild=True)
    evening.env.inject_error(method, "/applications/*/commands", status=status[0], code=status[1])
    with evening.env._bot_scope(), pytest.raises(discord.HTTPException) as refused:
        await evening.bot.sync_if_changed()
    assert serving._ended(refused.value) == 1
    told = capsys.readouterr().err
    assert str(say("cli-discord-refused", status=status[0])) in told
    assert told.count("\n") == 1
    with evening.env._bot_scope():
        assert await evening.bot.sync_if_changed()
