"""The commands of shows."""

from __future__ import annotations

from datetime import date

import discord
from discord import app_commands
from discord.ext import commands

from bot.domain.new_show import NewShow, check_weekly, kept_title, read_air_date, read_seasons
from bot.domain.zones import get_zone
from bot.ui.options import asking, place_of, services_of, show_choices
from bot.ui.permissions import require_manager
from bot.ui.replies import reply
from bot.ui.words import describe
from cogs.shows._buttons import removal_question, shelve, show_card
from cogs.shows._lists import search_card, shelf_card
from cogs.shows._making import make

WEEKDAYS = [
    app_commands.Choice(name=describe("choice-monday"), value=0),
    app_commands.Choice(name=describe("choice-tuesday"), value=1),
    app_commands.Choice(name=describe("choice-wednesday"), value=2),
    app_commands.Choice(name=describe("choice-thursday"), value=3),
    app_commands.Choice(name=describe("choice-friday"), value=4),
    app_commands.Choice(name=describe("choice-saturday"), value=5),
    app_commands.Choice(name=describe("choice-sunday"), value=6),
]


class ShowCog(commands.Cog):
    """Finds shows, and keeps the guild's shelf of them."""

    show = app_commands.Group(name="show", description=describe("group-show"), guild_only=True)

    @show.command(description=describe("command-show-search"))
    @app_commands.describe(query=describe("option-show-query"))
    async def search(self, interaction: discord.Interaction, query: str) -> None:
        """Search the catalog."""
        await reply(interaction, await search_card(interaction, query))

    @show.command(description=describe("command-show-add"))
    @app_commands.describe(show=describe("option-show-add"))
    @app_commands.autocomplete(show=show_choices)
    async def add(self, interaction: discord.Interaction, show: str) -> None:
        """Put a show on the shelf."""
        require_manager(interaction)
        who = await asking(interaction, show)
        remark = await shelve(who)
        await reply(interaction, show_card(interaction, who, remark))

    @show.command(description=describe("command-show-create"))
    @app_commands.describe(
        title=describe("option-show-title"),
        episodes=describe("option-show-episodes"),
        first_air_date=describe("option-show-first-air-date"),
        weekly=describe("option-show-weekly"),
    )
    @app_commands.choices(weekly=WEEKDAYS)
    async def create(
        self,
        interaction: discord.Interaction,
        title: str,
        episodes: str,
        first_air_date: str | None = None,
        weekly: int | None = None,
    ) -> None:
        """Make a show that no catalog has."""
        require_manager(interaction)
        first = None if first_air_date is None else _read_day(interaction, first_air_date)
        await make(interaction, _read(title, episodes, first, weekly))

    @show.command(name="list", description=describe("command-show-list"))
    async def list_(self, interaction: discord.Interaction) -> None:
        """Show the shelf."""
        await reply(interaction, await shelf_card(interaction))

    @show.command(description=describe("command-show-info"))
    @app_commands.describe(show=describe("option-show"))
    @app_commands.autocomplete(show=show_choices)
    async def info(self, interaction: discord.Interaction, show: str | None = None) -> None:
        """Show what is open about a show."""
        await reply(interaction, show_card(interaction, await asking(interaction, show)))

    @show.command(description=describe("command-show-remove"))
    @app_commands.describe(show=describe("option-show-remove"))
    @app_commands.autocomplete(show=show_choices)
    async def remove(self, interaction: discord.Interaction, show: str) -> None:
        """Ask whether a show is to leave."""
        require_manager(interaction)
        await reply(interaction, await removal_question(await asking(interaction, show)))


def _read_day(interaction: discord.Interaction, text: str) -> date:
    """Read a day as the guild's calendar has it: "tomorrow" depends on where one is."""
    services = services_of(interaction)
    zone = services.guilds.settings(place_of(interaction).guild_id).zone
    return read_air_date(text, now=services.clock.now(), zone=get_zone(zone))


def _read(title: str, episodes: str, first: date | None, weekly: int | None) -> NewShow:
    """Read what is to be made; each of its parts refuses what it cannot be."""
    if weekly is not None:
        check_weekly(first, weekly)
    return NewShow(
        title=kept_title(title),
        seasons=read_seasons(episodes),
        first_air_date=first,
        is_weekly=weekly is not None,
    )
