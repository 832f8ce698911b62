"""Who may manage a guild's shows and parties."""

from __future__ import annotations

import discord

from bot.client import LanternBot
from bot.domain.errors import LanternError
from bot.domain.ids import GuildId
from bot.services.bundle import Services


class GuildOnlyError(LanternError):
    """The command needs a guild."""

    key = "error-guild-only"


def services_of(interaction: discord.Interaction) -> Services:
    """Return the bot's services."""
    client = interaction.client
    if not isinstance(client, LanternBot):
        raise TypeError("not our bot")
    return client.services


def is_admin(interaction: discord.Interaction) -> bool:
    """Tell whether whoever interacts has Manage Server."""
    return interaction.permissions.administrator or interaction.permissions.manage_guild


def is_manager(interaction: discord.Interaction) -> bool:
    """Tell whether whoever interacts has Manage Server, or the role that the guild chose."""
    member, guild_id = interaction.user, interaction.guild_id
    if guild_id is None or not isinstance(member, discord.Member):
        return False
    if is_admin(interaction):
        return True
    role_id = services_of(interaction).guilds.settings(GuildId(guild_id)).manager_role_id
    return role_id is not None and member.get_role(role_id) is not None


class NotManagerError(LanternError):
    """Shows and parties are looked after by others."""

    key = "error-not-manager"


class NotAdminError(LanternError):
    """The guild's settings are looked after by those with Manage Server."""

    key = "error-needs-permission"


def require_manager(interaction: discord.Interaction) -> None:
    """Let only those pass who may manage shows and parties.

    Raises NotManagerError, or GuildOnlyError outside a guild.
    """
    if interaction.guild_id is None:
        raise GuildOnlyError
    if not is_manager(interaction):
        raise NotManagerError


def require_admin(interaction: discord.Interaction) -> None:
    """Let only those pass who have Manage Server.

    Raises NotAdminError, or GuildOnlyError outside a guild.
    """
    if interaction.guild_id is None:
        raise GuildOnlyError
    if not is_admin(interaction):
        raise NotAdminError
