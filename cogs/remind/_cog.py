"""The commands of reminders."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import LanternBot
from bot.domain.drafts import ReminderDraft
from bot.domain.errors import LanternError
from bot.domain.ids import ChannelId, GuildId, ShowId, UserId
from bot.domain.member_text import clean_member_text
from bot.domain.reminders import LONGEST_TEXT, Reminder, ReminderId
from bot.domain.search import Choice, rank_choices
from bot.services.audience import SHOW_VALUE_PREFIX, Place
from bot.services.reminders import ReminderGoneError
from bot.ui.options import CHOICE_LABEL_LIMIT, CHOICE_LIMIT, services_of, show_choices
from bot.ui.replies import reply
from bot.ui.when_forms import guild_of, show_back
from bot.ui.when_words import zone_choices
from bot.ui.words import describe
from cogs.remind._buttons import cancel_menu, cancelled_card, labelled_reminders, list_card
from cogs.remind._sending import ReminderSender


class ReminderTooLongError(LanternError):
    """The words are more than a reminder holds."""

    key = "error-reminder-too-long"


class NoReminderError(LanternError):
    """Nothing is waiting."""

    key = "error-no-reminder"


class RemindCog(commands.Cog):
    """Keeps members' reminders, and sends them."""

    remind = app_commands.Group(
        name="remind",
        description=describe("group-remind"),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True),
    )

    def __init__(self, bot: LanternBot) -> None:
        self._sender = ReminderSender(bot)

    async def cog_load(self) -> None:
        """Take on the jobs of reminders; borrowed from discord.ext.commands.Cog."""
        self._sender.install()

    @remind.command(description=describe("command-remind-me"))
    @app_commands.describe(
        when=describe("option-when"),
        text=describe("option-remind-text"),
        show=describe("option-show"),
        zone=describe("option-zone"),
    )
    async def me(
        self,
        interaction: discord.Interaction,
        when: str,
        text: str | None = None,
        show: str | None = None,
        zone: str | None = None,
    ) -> None:
        """Keep a reminder, shown back first."""
        if text is not None and len(text) > LONGEST_TEXT:
            raise ReminderTooLongError(length=len(text), limit=LONGEST_TEXT)
        draft = ReminderDraft(
            text=clean_member_text(text or "", limit=LONGEST_TEXT),
            show_id=await _show_id(interaction, show),
            channel_id=ChannelId(interaction.channel_id or 0),
        )
        await show_back(interaction, when, zone, draft)

    @remind.command(name="list", description=describe("command-remind-list"))
    async def list_(self, interaction: discord.Interaction) -> None:
        """Show what a member waits for."""
        await reply(interaction, await list_card(interaction, 0))

    @remind.command(description=describe("command-remind-cancel"))
    @app_commands.describe(reminder=describe("option-reminder"))
    async def cancel(self, interaction: discord.Interaction, reminder: str | None = None) -> None:
        """Take a reminder back; one button brings it back."""
        chosen = await _chosen(interaction, reminder)
        if chosen is None:
            await reply(interaction, await cancel_menu(interaction))
        else:
            await reply(interaction, await cancelled_card(interaction, chosen))

    @me.autocomplete("show")
    async def _shows(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        if interaction.guild_id is not None:
            return await show_choices(interaction, current)
        catalog = services_of(interaction).catalog
        return [
            app_commands.Choice(
                name=catalog.title(show_id)[:CHOICE_LABEL_LIMIT],
                value=f"{SHOW_VALUE_PREFIX}{show_id}",
            )
            for show_id in catalog.search(GuildId(0), current, limit=CHOICE_LIMIT)
        ]

    @me.autocomplete("zone")
    async def _zones(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return await zone_choices(interaction, current)

    @cancel.autocomplete("reminder")
    async def _reminders(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        choices = [
            Choice(value=one.id, label=label)
            for one, label in await labelled_reminders(interaction)
        ]
        # Members' own words are not to stay in memory between two searches.
        ranked = rank_choices(current, choices, limit=CHOICE_LIMIT, remember=False)
        return [
            app_commands.Choice(name=choice.label[:CHOICE_LABEL_LIMIT], value=str(choice.value))
            for choice in ranked
        ]


async def _show_id(interaction: discord.Interaction, wrote: str | None) -> ShowId | None:
    """Return the show that was named, if one was.

    Raises UnknownShowError.
    """
    if wrote is None:
        return None
    place = Place(guild_id=guild_of(interaction), channel_id=ChannelId(interaction.channel_id or 0))
    return (await services_of(interaction).audiences.show(place, wrote)).id


async def _waiting(interaction: discord.Interaction) -> tuple[Reminder, ...]:
    user_id = UserId(interaction.user.id)
    found = await services_of(interaction).reminders.of_member(user_id, guild_of(interaction))
    return found.waiting


async def _chosen(interaction: discord.Interaction, wrote: str | None) -> ReminderId | None:
    """Return the reminder that somebody means; left out, the only one that waits.

    None where they are to be asked. Raises NoReminderError, ReminderGoneError.
    """
    waiting = {one.id for one in await _waiting(interaction)}
    if wrote is not None and wrote.isascii() and wrote.isdigit() and len(wrote) < 19:  # noqa: PLR2004 - 64 bits
        chosen = ReminderId(int(wrote))
        if chosen in waiting:
            return chosen
        if not waiting:
            raise ReminderGoneError
    if not waiting:
        raise NoReminderError
    return waiting.pop() if wrote is None and len(waiting) == 1 else None
