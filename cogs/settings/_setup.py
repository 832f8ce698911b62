"""The first steps: one guided message, each of whose choices is kept at once.

The message shows what is set now, so it can be left, taken up again, and outlives a restart. Its
menus carry the number of the show that they are about, 0 while none is chosen.
"""

from __future__ import annotations

from typing import Final

import discord
from discord import ui

from bot.domain.errors import ShowGoneError
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.new_show import NewShow, kept_title, read_seasons
from bot.domain.shows import Show
from bot.services.bundle import Services
from bot.ui.buttons import CUSTOM_ID_LIMIT, SHOW, DrawnButton, PersistentButton, PersistentSelect
from bot.ui.command_words import bot_of, mention
from bot.ui.errors import LanternModal
from bot.ui.layouts import LanternView, Part, Row, card
from bot.ui.new_shows import NEW, make_label, new_from_id, new_in_id, same_title_question
from bot.ui.once import Once
from bot.ui.options import (
    CHOICE_LABEL_LIMIT,
    CHOICE_LIMIT,
    asking_about,
    place_of,
    services_of,
)
from bot.ui.permissions import require_admin
from bot.ui.pickers import ChannelPicker, RolePicker
from bot.ui.replies import reply, turn
from bot.ui.settings_cards import zone_value
from bot.ui.when_words import read_zone, zone_options
from bot.ui.words import Said, mention_channel, mention_role, say
from cogs.settings._changing import manager_role, writable
from cogs.settings._choices import (
    channel_of,
    chosen_change,
    chosen_show,
    existing_role,
    free_home,
    in_catalog,
    likely_show,
    still_here,
)

_making: Final = Once()
_ZONES: Final = 24
_TITLE_INPUT: Final = 94
_EPISODES_INPUT: Final = 200
_ZONE_INPUT: Final = 60


class SetUpButton(PersistentButton, template=r"setup-open"):
    """Opens the guided message for whoever may use it."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Open it privately."""
        require_admin(interaction)
        await reply(interaction, await setup_card(interaction))


class ShowMenu(PersistentSelect, template=r"setup-show"):
    """Chooses the show."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Put it on the shelf and let the chosen channel be about it."""
        require_admin(interaction)
        show_id = await still_here(interaction, int(values[0]))
        if not show_id:
            raise ShowGoneError
        await _chosen(interaction, show_id)


class ChannelMenu(ChannelPicker, template=rf"setup-channel:{SHOW}"):
    """Chooses the channel."""

    async def choose(self, interaction: discord.Interaction, channel_id: ChannelId) -> None:
        """Let it be the show's, and the home of cards."""
        require_admin(interaction)
        room = ChannelId(writable(interaction, channel_id))
        await _chosen(interaction, await still_here(interaction, self.number("show")), room)


class ZoneMenu(PersistentSelect, template=rf"setup-zone:{SHOW}"):
    """Chooses the time zone."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Keep it."""
        require_admin(interaction)
        await _set_zone(interaction, values[0], int(self.values_in_id["show"]))


class ManagersMenu(RolePicker, template=rf"setup-managers:{SHOW}"):
    """Chooses who may manage shows and parties."""

    async def choose(self, interaction: discord.Interaction, role_id: int | None) -> None:
        """Keep the role, or that there is none."""
        require_admin(interaction)
        guilds, guild_id = services_of(interaction).guilds, place_of(interaction).guild_id
        role = None if role_id is None else self.item.values[0]
        show_id = await chosen_show(interaction, self.number("show"))
        await guilds.change(guild_id, manager_role_id=None if role is None else manager_role(role))
        await turn(interaction, await setup_card(interaction, show_id))


class OwnShowButton(PersistentButton, template=r"setup-own"):
    """Asks for a show that no catalog has."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Open the form."""
        require_admin(interaction)
        await interaction.response.send_modal(OwnShowForm())


class UseButton(PersistentButton, template=rf"setup-use:{SHOW}"):
    """Takes the show that is there, of the title that was typed."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Go on as if it had been chosen from the menu."""
        require_admin(interaction)
        show_id = await still_here(interaction, self.number("show"))
        if not show_id:
            raise ShowGoneError
        await _chosen(interaction, show_id)


class MakeButton(PersistentButton, template=rf"setup-make:{SHOW}:{NEW}"):
    """Makes the show that was typed, beside the one that is there."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Make it, once: two quick presses are meant as one."""
        require_admin(interaction)
        await _making.do(interaction, self._make)

    async def _make(self, interaction: discord.Interaction) -> None:
        known = (await asking_about(interaction, self.number("show"))).show
        services, guild_id = services_of(interaction), place_of(interaction).guild_id
        show = await services.shows.make(
            guild_id,
            UserId(interaction.user.id),
            new_from_id(self.values_in_id, known),
            channel_id=free_home(interaction),
        )
        await turn(interaction, await setup_card(interaction, show.id))


class BackButton(PersistentButton, template=r"setup-back"):
    """Takes neither show."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Return to the message as things stand."""
        require_admin(interaction)
        await turn(interaction, await setup_card(interaction))


class CityButton(PersistentButton, template=rf"setup-city:{SHOW}"):
    """Asks for a city."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Open the form."""
        require_admin(interaction)
        await interaction.response.send_modal(CityForm(self.number("show")))


class DoneButton(PersistentButton, template=r"setup-done"):
    """Ends the first steps."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say what to try first."""
        require_admin(interaction)
        guilds, guild_id = services_of(interaction).guilds, place_of(interaction).guild_id
        await guilds.change(guild_id, is_set_up=True)
        await turn(interaction, card(_done(interaction)))


BUTTONS: Final = (
    SetUpButton, ShowMenu, ChannelMenu, ZoneMenu, ManagersMenu, OwnShowButton, UseButton,
    MakeButton, BackButton, CityButton, DoneButton,
)  # fmt: skip


class OwnShowForm(LanternModal):
    """A title and how many episodes."""

    def __init__(self) -> None:
        super().__init__(title=say("setup-own-title"))
        self._title: ui.TextInput[OwnShowForm] = ui.TextInput(
            custom_id="title", max_length=_TITLE_INPUT
        )
        self._episodes: ui.TextInput[OwnShowForm] = ui.TextInput(
            custom_id="episodes", max_length=_EPISODES_INPUT
        )
        self.add_item(ui.Label(text=say("setup-own-name"), component=self._title))
        self.add_item(
            ui.Label(
                text=say("setup-own-episodes"),
                description=say("setup-own-hint"),
                component=self._episodes,
            )
        )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        """Make it; borrowed from discord.ui.Modal."""
        require_admin(interaction)
        new = NewShow(
            title=kept_title(self._title.value), seasons=read_seasons(self._episodes.value)
        )
        services, guild_id = services_of(interaction), place_of(interaction).guild_id
        known = await in_catalog(interaction, new)
        if known:
            await _chosen(interaction, known)
            return
        made = await services.shows.make_first(
            guild_id, UserId(interaction.user.id), new, channel_id=free_home(interaction)
        )
        if isinstance(made, Show):
            await turn(interaction, await setup_card(interaction, made.id))
            return
        there = await services.catalog.get(guild_id, made)
        await turn(interaction, _same_title_card(interaction, there, new))


class CityForm(LanternModal):
    """A city, for its time zone."""

    def __init__(self, show_id: int) -> None:
        super().__init__(title=say("setup-city-title"))
        self._show_id = show_id
        self._city: ui.TextInput[CityForm] = ui.TextInput(custom_id="city", max_length=_ZONE_INPUT)
        self.add_item(
            ui.Label(
                text=say("setup-city-name"),
                description=say("setup-city-hint"),
                component=self._city,
            )
        )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        """Keep its zone; borrowed from discord.ui.Modal."""
        require_admin(interaction)
        await _set_zone(interaction, self._city.value, self._show_id)


async def _set_zone(interaction: discord.Interaction, text: str, show_id: int) -> None:
    guilds, guild_id = services_of(interaction).guilds, place_of(interaction).guild_id
    zone, chosen = read_zone(text), await chosen_show(interaction, show_id)
    await guilds.change(guild_id, zone=zone)
    await turn(interaction, await setup_card(interaction, chosen))


async def _chosen(
    interaction: discord.Interaction, show_id: ShowId, room: ChannelId | None = None
) -> None:
    """Bring show and channel together, as far as both are chosen, and show the message again."""
    services = services_of(interaction)
    shown = await chosen_show(interaction, show_id)
    change = chosen_change(interaction, show_id, room)
    if show_id:
        await services.shows.shelve(UserId(interaction.user.id), show_id, change)
    else:
        await services.guilds.keep(change)
    await turn(interaction, await setup_card(interaction, shown))


def _done(interaction: discord.Interaction) -> Said:
    bot = bot_of(interaction)
    if not services_of(interaction).catalog.shelf(place_of(interaction).guild_id):
        return say("setup-done-no-show", setup=mention(bot, "settings setup"))
    return say(
        "setup-done",
        watched=mention(bot, "watched"),
        episode=mention(bot, "episode"),
        schedule=mention(bot, "party schedule"),
        help=mention(bot, "help"),
    )


def set_up_button(style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> DrawnButton:
    """Return the button that opens the guided message."""
    return SetUpButton.make("setup-open", say("button-set-up"), style=style)


def welcome_card() -> LanternView:
    """Return the first word in a new guild."""
    return card(say("welcome"), Row([set_up_button(discord.ButtonStyle.primary)]))


async def setup_card(
    interaction: discord.Interaction, show_id: ShowId | None = None
) -> LanternView:
    """Return the guided message as things stand now; without a show, the one most likely meant."""
    services, place = services_of(interaction), place_of(interaction)
    still = await still_here(interaction, show_id) if show_id else None
    chosen = still or likely_show(services, place)
    settings = services.guilds.settings(place.guild_id)
    room = channel_of(interaction, chosen)
    role = existing_role(interaction, settings.manager_role_id)
    parts: list[Part] = [
        say("setup-heading"),
        await _show_line(services, place.guild_id, chosen),
        Row([_show_menu(services, place.guild_id, chosen)]),
        say("setup-channel", channel=mention_channel(room)) if room else say("setup-channel-none"),
        Row([ChannelMenu.make(f"setup-channel:{chosen}", say("menu-setup-channel"), room)]),
        say("setup-zone", zone=zone_value(settings.zone)),
        Row([_zone_menu(settings.zone, chosen)]),
        say("setup-managers", role=mention_role(role)) if role else say("setup-managers-none"),
        Row([ManagersMenu.make(f"setup-managers:{chosen}", say("menu-setup-managers"), role)]),
        Row(_buttons(chosen)),
    ]
    return card(*parts)


def _same_title_card(interaction: discord.Interaction, known: Show, new: NewShow) -> LanternView:
    """Ask whether the show that is there is meant, as `/show create` does."""
    guild_id = place_of(interaction).guild_id
    is_own = services_of(interaction).catalog.is_created(guild_id, known.id)
    buttons: list[DrawnButton] = [
        UseButton.make(
            f"setup-use:{known.id}",
            say("button-show-use"),
            style=discord.ButtonStyle.primary,
        )
    ]
    custom_id = f"setup-make:{known.id}:{new_in_id(known, new)}"
    if len(custom_id) <= CUSTOM_ID_LIMIT:
        buttons.append(MakeButton.make(custom_id, make_label(is_own=is_own)))
    buttons.append(BackButton.make("setup-back", say("button-show-neither")))
    return card(same_title_question(known, is_own=is_own), Row(buttons))


async def _show_line(services: Services, guild_id: GuildId, chosen: ShowId) -> Said:
    if not chosen:
        return say("setup-show-none")
    return say("setup-show", show=(await services.catalog.get(guild_id, chosen)).title)


def _show_menu(services: Services, guild_id: GuildId, chosen: ShowId) -> ShowMenu:
    first = (chosen,) if chosen else ()
    found = services.catalog.search(guild_id, "", first=first, limit=CHOICE_LIMIT)
    options = [
        discord.SelectOption(
            label=services.catalog.title(show_id)[:CHOICE_LABEL_LIMIT],
            value=str(show_id),
            default=show_id == chosen,
        )
        for show_id in found
    ]
    return ShowMenu.make("setup-show", say("menu-setup-show"), options)


def _zone_menu(zone: str, chosen: ShowId) -> ZoneMenu:
    options = zone_options(zone, most=_ZONES)
    return ZoneMenu.make(f"setup-zone:{chosen}", say("menu-setup-zone"), options)


def _buttons(chosen: ShowId) -> list[DrawnButton]:
    return [
        DoneButton.make("setup-done", say("button-setup-done"), style=discord.ButtonStyle.success),
        OwnShowButton.make("setup-own", say("button-setup-own")),
        CityButton.make(f"setup-city:{chosen}", say("button-setup-city")),
    ]
