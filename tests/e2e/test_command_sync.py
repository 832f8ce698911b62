"""Commands are sent to Discord when they changed, and only then: it takes some 200 a day."""

from __future__ import annotations

from typing import Any

import pytest
from discord import app_commands

from bot.client import LanternBot, command_mark
from tests.e2e.conftest import Evening

EVERYWHERE = [0, 1]


def payload(**more: Any) -> dict[str, Any]:
    return {"name": "episode", "type": 1, "description": "An episode", "options": [], **more}


def known(**more: Any) -> dict[str, Any]:
    """Return a command as Discord sends it back."""
    return payload(id="1", application_id="2", version="3", nsfw=False) | more


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({}, {}),
        ({"contexts": None, "integration_types": None}, {}),
        ({"contexts": None}, {"contexts": None, "dm_permission": True}),
        ({"contexts": None}, {"contexts": EVERYWHERE}),
        ({"contexts": None}, {"contexts": [0, 1, 2], "integration_types": [0]}),
        ({"contexts": None, "dm_permission": False}, {"contexts": None, "dm_permission": False}),
        ({"contexts": None, "dm_permission": False}, {"contexts": [0]}),
        ({"contexts": [0], "dm_permission": False}, {"contexts": [0], "dm_permission": True}),
        ({"contexts": [1, 0]}, {"contexts": EVERYWHERE}),
        ({"contexts": [0]}, {"contexts": [0], "integration_types": [0]}),
        ({"integration_types": [1, 0]}, {"integration_types": [0, 1]}),
        ({"default_member_permissions": 32}, {"default_member_permissions": "32"}),
        ({"default_member_permissions": 0}, {"default_member_permissions": "0"}),
        ({"nsfw": True}, {"nsfw": True}),
    ],
)
def test_what_discord_fills_in_is_no_difference(
    ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    assert command_mark([payload(**ours)]) == command_mark([known(**theirs)])


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"contexts": [0], "dm_permission": False}, {}),
        ({"contexts": None, "dm_permission": False}, {"contexts": None, "dm_permission": True}),
        ({"contexts": [0]}, {"contexts": EVERYWHERE}),
        ({"contexts": None}, {"contexts": [0]}),
        ({"contexts": [1]}, {"contexts": EVERYWHERE}),
        ({"integration_types": [1]}, {"integration_types": [0]}),
        ({"contexts": [0, 1], "integration_types": [0, 1]}, {"contexts": [0, 1, 2]}),
        ({"default_member_permissions": 32}, {}),
        ({"default_member_permissions": None}, {"default_member_permissions": "0"}),
        ({"nsfw": True}, {}),
        ({"description": "Another"}, {}),
    ],
)
def test_what_we_changed_is_a_difference(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    assert command_mark([payload(**ours)]) != command_mark([known(**theirs)])


async def test_a_command_kept_from_direct_messages_is_synced_once(evening: Evening) -> None:
    bot = evening.bot
    assert not await synced(evening, bot)
    privacy = bot.tree.get_command("privacy")
    assert isinstance(privacy, app_commands.Group)
    privacy.allowed_contexts = app_commands.AppCommandContext(guild=True)
    assert await synced(evening, bot)
    assert not await synced(evening, bot)


async def synced(evening: Evening, bot: LanternBot) -> bool:
    with evening.env._bot_scope():
        return await bot.sync_if_changed()


def test_our_commands_are_for_guilds_alone(evening: Evening) -> None:
    """What they leave open, Discord would fill in by what is ticked in its portal."""
    tree = evening.bot.tree
    assert {tuple(c.to_dict(tree)["integration_types"]) for c in tree.get_commands()} == {(0,)}
