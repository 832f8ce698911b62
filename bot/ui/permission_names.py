"""Permissions as Discord's own settings call them."""

from __future__ import annotations

from collections.abc import Iterable

import discord

from bot.ui.words import Said, say


def lacking(
    held: discord.Permissions, names: Iterable[str], *, in_channel: bool = True
) -> list[Said]:
    """Return which of some permissions are missing, as they are called for a channel or a role."""
    return [_called(name, in_channel=in_channel) for name in names if not getattr(held, name)]


def _called(name: str, *, in_channel: bool) -> Said:
    match name:
        case "view_channel":
            return say("permission-view-channel") if in_channel else say("permission-view-channels")
        case "send_messages":
            return say("permission-send-messages")
        case "read_message_history":
            return say("permission-read-history")
        case "create_public_threads":
            return say("permission-public-threads")
        case "create_private_threads":
            return say("permission-private-threads")
        case _:
            return say("permission-send-in-threads")
