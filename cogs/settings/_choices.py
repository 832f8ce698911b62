"""What the first steps begin with, and what a choice in them changes."""

from __future__ import annotations

import discord

from bot.domain.errors import UnknownShowError
from bot.domain.ids import ChannelId, ShowId
from bot.domain.new_show import NewShow
from bot.services.audience import Place
from bot.services.bundle import Services
from bot.services.guilds import ChannelChange, GuildChange
from bot.ui.options import place_of, services_of


async def in_catalog(interaction: discord.Interaction, new: NewShow) -> ShowId:
    """Return the catalog's show of that title and that many episodes, which knows more; 0: none."""
    catalog, guild_id = services_of(interaction).catalog, place_of(interaction).guild_id
    known = catalog.called(guild_id, new.title)
    if known is None or catalog.is_created(guild_id, known):
        return ShowId(0)
    show = await catalog.get(guild_id, known)
    return known if show.total == sum(new.seasons) else ShowId(0)


async def still_here(interaction: discord.Interaction, show_id: int) -> ShowId:
    """Return a show's number; 0 where the guild has no such show any more."""
    services, place = services_of(interaction), place_of(interaction)
    try:
        return (await services.catalog.get(place.guild_id, ShowId(show_id))).id
    except UnknownShowError:
        return ShowId(0)


async def chosen_show(interaction: discord.Interaction, show_id: int) -> ShowId:
    """Return the show that the message is about, 0 for none.

    It has been read then: once something is kept, nothing is left that could fail.
    """
    services, place = services_of(interaction), place_of(interaction)
    return await still_here(interaction, show_id or likely_show(services, place))


def chosen_change(
    interaction: discord.Interaction, show_id: ShowId, room: ChannelId | None
) -> GuildChange:
    """Return what choosing a show, or a channel for it, changes.

    A show alone takes no channel from another one: it gets the home of cards where that has none.
    The home is set once; a channel of another show leaves it where it is.
    """
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    home = _existing_channel(interaction, services.guilds.settings(guild_id).home_channel_id)
    homes = None if home is None else services.guilds.channel(guild_id, home).show_id
    settings: dict[str, ChannelId] = {}
    if room is not None and homes in {None, show_id}:
        settings = {"home_channel_id": room}
    about = room or free_home(interaction)
    channels: tuple[ChannelChange, ...] = ()
    if show_id and about is not None:
        channels = (ChannelChange(channel_id=about, show_id=show_id),)
    return GuildChange(guild_id=guild_id, settings=settings, channels=channels)


def free_home(interaction: discord.Interaction) -> ChannelId | None:
    """Return the home of cards where it is about no show yet."""
    guilds, guild_id = services_of(interaction).guilds, place_of(interaction).guild_id
    home = _existing_channel(interaction, guilds.settings(guild_id).home_channel_id)
    if home is None or guilds.channel(guild_id, home).show_id is not None:
        return None
    return home


def likely_show(services: Services, place: Place) -> ShowId:
    """Return the show of the channel where it is asked, else of the home of cards, else 0.

    Where neither has one it is the newest on the shelf.
    """
    guilds, guild_id = services.guilds, place.guild_id
    home = guilds.settings(guild_id).home_channel_id
    for channel_id in (place.channel_id, place.parent_id, home):
        if channel_id is not None:
            about = guilds.channel(guild_id, ChannelId(channel_id)).show_id
            if about is not None:
                return about
    shelf = services.catalog.shelf(guild_id)
    return shelf[-1] if shelf else ShowId(0)


def channel_of(interaction: discord.Interaction, show_id: ShowId) -> ChannelId | None:
    """Return the text channel that is about a show: the home of cards first, then this one.

    Before any show is chosen, it is the home of cards.
    """
    guilds, place = services_of(interaction).guilds, place_of(interaction)
    home = _existing_channel(interaction, guilds.settings(place.guild_id).home_channel_id)
    if home is not None and guilds.channel(place.guild_id, home).show_id in {None, show_id}:
        return home
    about = {one.channel_id for one in guilds.channels(place.guild_id) if one.show_id == show_id}
    here = [place.channel_id] if place.channel_id in about else []
    for channel_id in (*here, *sorted(about)):
        if _is_text_channel(interaction, channel_id):
            return channel_id
    return None


def _is_text_channel(interaction: discord.Interaction, channel_id: ChannelId) -> bool:
    """Tell whether it is a channel still; threads have shows too."""
    guild = interaction.guild
    return guild is not None and isinstance(guild.get_channel(channel_id), discord.TextChannel)


def _existing_channel(interaction: discord.Interaction, channel_id: int | None) -> ChannelId | None:
    guild = interaction.guild
    if channel_id is None or guild is None or guild.get_channel(channel_id) is None:
        return None
    return ChannelId(channel_id)


def existing_role(interaction: discord.Interaction, role_id: int | None) -> int | None:
    guild = interaction.guild
    if role_id is None or guild is None or guild.get_role(role_id) is None:
        return None
    return role_id
