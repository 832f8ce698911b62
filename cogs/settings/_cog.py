"""The commands of settings."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.guild_settings import BoardVisibility, ThreadKind
from bot.domain.shows import TitlePolicy
from bot.ui.options import (
    CHOICE_LIMIT,
    completing,
    ranked_episodes,
    show_choices,
)
from bot.ui.permissions import require_admin
from bot.ui.replies import reply
from bot.ui.when_words import zone_choices
from bot.ui.words import describe, say
from cogs.settings._changing import FLOOR, Wanted, change
from cogs.settings._setup import setup_card
from cogs.settings._view import view_card

_TITLES = [
    app_commands.Choice(name=describe("choice-titles-seen"), value=TitlePolicy.SEEN.value),
    app_commands.Choice(name=describe("choice-titles-next"), value=TitlePolicy.NEXT.value),
    app_commands.Choice(name=describe("choice-titles-always"), value=TitlePolicy.ALWAYS.value),
]
_BOARD = [
    app_commands.Choice(name=describe("choice-board-everyone"), value="everyone"),
    app_commands.Choice(name=describe("choice-board-nobody"), value="nobody"),
]
_THREADS = [
    app_commands.Choice(name=describe("choice-threads-gated"), value=ThreadKind.GATED.value),
    app_commands.Choice(name=describe("choice-threads-open"), value=ThreadKind.OPEN.value),
]
_CLEAR = [
    app_commands.Choice(name=describe("choice-clear-show"), value="show"),
    app_commands.Choice(name=describe("choice-clear-managers"), value="managers"),
    app_commands.Choice(name=describe("choice-clear-home"), value="home"),
]


async def position_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Return "as far as everybody is", and the episodes as whoever types may see them."""
    back = app_commands.Choice(name=str(describe("choice-position-floor")), value=FLOOR)
    who = await completing(interaction)
    if who is None:
        return [back]
    return [back, *ranked_episodes(who, current)][:CHOICE_LIMIT]


class SettingsCog(commands.Cog):
    """Shows and changes what a guild may set."""

    settings = app_commands.Group(
        name="settings", description=describe("group-settings"), guild_only=True
    )

    @settings.command(description=describe("command-settings-view"))
    async def view(self, interaction: discord.Interaction) -> None:
        """Show every setting with its value."""
        await reply(interaction, await view_card(interaction))

    @settings.command(name="set", description=describe("command-settings-set"))
    @app_commands.describe(
        show=describe("option-set-show"),
        position=describe("option-set-position"),
        part=describe("option-set-part"),
        titles=describe("option-set-titles"),
        board=describe("option-set-board"),
        threads=describe("option-set-threads"),
        zone=describe("option-set-zone"),
        reminders=describe("option-set-reminders"),
        silence=describe("option-set-silence"),
        managers=describe("option-set-managers"),
        home=describe("option-set-home"),
        clear=describe("option-set-clear"),
    )
    @app_commands.choices(titles=_TITLES, board=_BOARD, threads=_THREADS, clear=_CLEAR)
    @app_commands.autocomplete(show=show_choices, position=position_choices, zone=zone_choices)
    async def set_(  # noqa: PLR0913, PLR0917 - a command's options
        self,
        interaction: discord.Interaction,
        show: str | None = None,
        position: str | None = None,
        part: int | None = None,
        titles: str | None = None,
        board: str | None = None,
        threads: str | None = None,
        zone: str | None = None,
        reminders: str | None = None,
        silence: int | None = None,
        managers: discord.Role | None = None,
        home: discord.TextChannel | None = None,
        clear: str | None = None,
    ) -> None:
        """Change settings, and tell what was changed."""
        require_admin(interaction)
        wanted = Wanted(
            show=show,
            position=position,
            part=part,
            titles=None if titles is None else TitlePolicy(titles),
            board=None if board is None else BoardVisibility(board),
            threads=None if threads is None else ThreadKind(threads),
            zone=zone,
            reminders=reminders,
            silence=silence,
            managers=managers,
            home=home,
            clear=clear,
        )
        if wanted == Wanted():
            await reply(interaction, await view_card(interaction, say("settings-set-what")))
            return
        for view in await change(interaction, wanted):
            await reply(interaction, view)

    @settings.command(name="setup", description=describe("command-settings-setup"))
    async def setup_(self, interaction: discord.Interaction) -> None:
        """Open the guided message."""
        require_admin(interaction)
        await reply(interaction, await setup_card(interaction))
