"""The card of all settings."""

from __future__ import annotations

import discord

from bot.ui.layouts import Divider, LanternView, Row, card
from bot.ui.options import place_of, services_of
from bot.ui.permissions import is_admin
from bot.ui.settings_cards import channel_lines, floor_sentence, guild_lines, setting_rows
from bot.ui.words import Said, say
from cogs.settings._setup import set_up_button


async def view_card(interaction: discord.Interaction, remark: Said | None = None) -> LanternView:
    """Return every setting of the guild and of this channel with its value."""
    services, place = services_of(interaction), place_of(interaction)
    may_change = is_admin(interaction)
    return card(
        say("settings-heading"),
        remark,
        setting_rows(guild_lines(services.guilds.settings(place.guild_id))),
        Divider(),
        await _channel(interaction),
        say("settings-footer") if may_change else say("settings-footer-others"),
        Row([set_up_button()]) if may_change else None,
    )


async def _channel(interaction: discord.Interaction) -> Said:
    services, place = services_of(interaction), place_of(interaction)
    record = services.guilds.channel(place.guild_id, place.channel_id)
    if record.show_id is None:
        return say("settings-channel", rows=setting_rows(channel_lines(record, None)))
    show = await services.catalog.get(place.guild_id, record.show_id)
    rows = setting_rows(channel_lines(record, show))
    if record.position is not None:
        return say("settings-channel", rows=rows)
    room = await services.audiences.room(place, show)
    following = await services.room_talks.following(place.guild_id, show.id)
    floor = floor_sentence(show, room.position, following)
    return say("settings-channel-floor", rows=rows, floor=floor)
