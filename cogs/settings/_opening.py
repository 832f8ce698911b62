"""Settings that open story to people who have not asked for it: they are asked about first."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.shows import Show, TitlePolicy
from bot.domain.spoilers import Position
from bot.services.bundle import Services
from bot.services.guilds import ChannelChange, GuildChange
from bot.services.ports import ChannelRecord
from bot.ui.buttons import OWNER, PersistentButton
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import Asking, asking_about, place_of, services_of
from bot.ui.permissions import require_admin
from bot.ui.replies import turn
from bot.ui.settings_cards import (
    change_rows,
    channel_lines,
    floor_sentence,
    guild_lines,
    reach,
    setting_rows,
    titles_value,
)
from bot.ui.words import Said, joined, mention_channel, say

_PLACES = r"(?P<show>\d{1,18}):(?P<screen>\d{1,6}):(?P<source>\d{1,6})"


class TitlesButton(PersistentButton, template=rf"settings-titles:{OWNER}"):
    """Shows every title to everybody; the question has been answered by pressing."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Set it, and say what changed."""
        require_admin(interaction)
        guilds, guild_id = services_of(interaction).guilds, place_of(interaction).guild_id
        before = guilds.settings(guild_id)
        after = await guilds.change(guild_id, titles=TitlePolicy.ALWAYS)
        await turn(
            interaction, card(_changed(change_rows(guild_lines(before), guild_lines(after))))
        )


class RoomButton(PersistentButton, template=rf"settings-room:{OWNER}:{_PLACES}"):
    """Lets a room talk further than its followers have seen; likewise."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Set it for the channel where it is pressed, and say what changed."""
        require_admin(interaction)
        who = await asking_about(interaction, self.number("show"))
        position = Position(self.number("screen"), self.number("source"))
        rows = await set_room(who.services, who.guild_id, who.place.channel_id, who.show, position)
        await turn(interaction, card(_changed(rows)))


class LeaveTitlesButton(PersistentButton, template=rf"settings-leave-titles:{OWNER}"):
    """Leaves the titles as they are."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say how they stand."""
        settings = services_of(interaction).guilds.settings(place_of(interaction).guild_id)
        lines = {say("setting-titles"): titles_value(settings.titles)}
        await turn(interaction, card(say("settings-left", rows=setting_rows(lines))))


class LeaveRoomButton(PersistentButton, template=rf"settings-leave-room:{OWNER}"):
    """Leaves it as it is how far a room may talk."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say how things stand: what needed no question has been saved."""
        services, place = services_of(interaction), place_of(interaction)
        record = services.guilds.channel(place.guild_id, place.channel_id)
        show = await _show_of(services, place.guild_id, record)
        rows = setting_rows(channel_lines(record, show))
        await turn(interaction, card(say("settings-left", rows=rows)))


BUTTONS: Final = (TitlesButton, RoomButton, LeaveTitlesButton, LeaveRoomButton)


def _changed(rows: list[Said]) -> Said:
    return joined(rows) if rows else say("settings-nothing-changed")


async def set_room(
    services: Services,
    guild_id: GuildId,
    channel_id: ChannelId,
    show: Show,
    position: Position | None,
) -> list[Said]:
    """Set a channel's show and how far it may talk; return what changed."""
    after = ChannelRecord(channel_id=channel_id, show_id=show.id, position=position)
    rows = await channel_rows(services, guild_id, after)
    await services.guilds.keep(GuildChange(guild_id=guild_id, channels=(room_change(after),)))
    return rows


def room_change(after: ChannelRecord) -> ChannelChange:
    """Return the change that sets a channel's show and position to what is wanted."""
    return ChannelChange(
        channel_id=after.channel_id, show_id=after.show_id, position=after.position
    )


async def channel_rows(services: Services, guild_id: GuildId, after: ChannelRecord) -> list[Said]:
    """Return what would change for a channel."""
    before = services.guilds.channel(guild_id, after.channel_id)
    was, now = [await _show_of(services, guild_id, record) for record in (before, after)]
    return change_rows(channel_lines(before, was), channel_lines(after, now))


async def _show_of(services: Services, guild_id: GuildId, record: ChannelRecord) -> Show | None:
    if record.show_id is None:
        return None
    return await services.catalog.get(guild_id, record.show_id)


def titles_question(interaction: discord.Interaction) -> list[LanternView]:
    """Ask whether everybody is to see every title; nothing where they do already."""
    settings = services_of(interaction).guilds.settings(place_of(interaction).guild_id)
    if settings.titles is TitlePolicy.ALWAYS:
        return []
    owner = UserId(interaction.user.id)
    button = TitlesButton.make(
        f"settings-titles:{owner}", say("button-titles-always"), style=discord.ButtonStyle.danger
    )
    leave = LeaveTitlesButton.make(f"settings-leave-titles:{owner}", say("button-settings-leave"))
    return [card(say("settings-ask-titles"), Row([button, leave]))]


async def room_question(who: Asking, position: Position) -> LanternView | None:
    """Ask where a position opens more than the floor does; None where it opens nothing."""
    show, audiences = who.show, who.services.audiences
    floor = (await audiences.followers_floor(who.guild_id, show.id)).position
    if position.meet(floor) == position:
        return None
    following = await who.services.room_talks.following(who.guild_id, show.id)
    ask = say(
        "settings-ask-room-film" if show.is_film else "settings-ask-room",
        channel=mention_channel(who.place.channel_id),
        show=show.title,
        reach=reach(show, position),
        floor=floor_sentence(show, floor, following),
    )
    button = RoomButton.make(
        f"settings-room:{who.user_id}:{show.id}:{position.screen}:{position.source}",
        say("button-room-opens"),
        style=discord.ButtonStyle.danger,
    )
    leave = LeaveRoomButton.make(f"settings-leave-room:{who.user_id}", say("button-settings-leave"))
    return card(ask, Row([button, leave]))
