"""The commands of parties."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import LanternBot
from bot.domain.drafts import MoveDraft, PartyDraft
from bot.domain.errors import StorageError
from bot.domain.ids import GuildId, MessageId
from bot.domain.parties import MOST_AT_A_SITTING
from bot.ui.evening_span import with_episode
from bot.ui.options import asking, show_choices
from bot.ui.replies import reply
from bot.ui.run_choices import evening_choices
from bot.ui.when_forms import show_back
from bot.ui.when_words import zone_choices
from bot.ui.words import describe
from cogs.party._agenda import agenda_card, chosen_party, party_choices
from cogs.party._changes import cancel_menu, cancel_question, move_menu
from cogs.party._places import Writable, card_channel, read_place
from cogs.party._sending import PartySender


class PartyCog(commands.Cog):
    """Plans parties, and says what is to be said about them."""

    party = app_commands.Group(name="party", description=describe("group-party"), guild_only=True)

    def __init__(self, bot: LanternBot) -> None:
        self._parties = bot.services.parties
        self._sender = PartySender(bot)

    async def cog_load(self) -> None:
        """Take on the jobs about parties; borrowed from discord.ext.commands.Cog."""
        self._sender.install()

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Take note of a deleted card."""
        await self._gone(payload.guild_id, [payload.message_id])

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Take note of a card among several deleted messages."""
        await self._gone(payload.guild_id, payload.message_ids)

    async def _gone(self, guild_id: int | None, message_ids: Iterable[int]) -> None:
        if guild_id is not None:
            gone = {MessageId(message_id) for message_id in message_ids}
            # Should the database fail, the next change of the party finds that its card is gone.
            with suppress(StorageError):
                await self._parties.messages_gone(GuildId(guild_id), gone)

    @party.command(description=describe("command-party-schedule"))
    @app_commands.describe(
        episode=describe("option-party-episode"),
        when=describe("option-when"),
        show=describe("option-show"),
        repeat=describe("option-party-repeat"),
        per_sitting=describe("option-party-per-sitting"),
        where=describe("option-party-where"),
        channel=describe("option-party-channel"),
        zone=describe("option-zone"),
    )
    @app_commands.autocomplete(episode=evening_choices, show=show_choices, zone=zone_choices)
    async def schedule(  # noqa: PLR0913, PLR0917 - a command's options
        self,
        interaction: discord.Interaction,
        episode: str,
        when: str,
        show: str | None = None,
        repeat: str | None = None,
        per_sitting: app_commands.Range[int, 1, MOST_AT_A_SITTING] = 1,
        where: str | None = None,
        channel: Writable | None = None,
        zone: str | None = None,
    ) -> None:
        """Plan a party, shown back before anybody is told."""
        who = await asking(interaction, show)
        draft = PartyDraft(
            show_id=who.show.id,
            first_episode=0,
            per_sitting=per_sitting,
            repeat=repeat,
            place=read_place(where),
            channel_id=await card_channel(interaction, channel),
        )
        draft, refusal = with_episode(who, episode, draft)
        await show_back(interaction, when, zone, draft, refusal)

    @party.command(name="list", description=describe("command-party-list"))
    async def list_(self, interaction: discord.Interaction) -> None:
        """Show what is planned."""
        await reply(interaction, await agenda_card(interaction, 0))

    @party.command(description=describe("command-party-cancel"))
    @app_commands.describe(party=describe("option-party"))
    @app_commands.autocomplete(party=party_choices)
    async def cancel(self, interaction: discord.Interaction, party: str | None = None) -> None:
        """Cancel a party, once asked again."""
        party_id = await chosen_party(interaction, party)
        if party_id is None:
            await reply(interaction, await cancel_menu(interaction))
        else:
            await reply(interaction, await cancel_question(interaction, party_id))

    @party.command(description=describe("command-party-move"))
    @app_commands.describe(
        when=describe("option-when"), party=describe("option-party"), zone=describe("option-zone")
    )
    @app_commands.autocomplete(party=party_choices, zone=zone_choices)
    async def move(
        self,
        interaction: discord.Interaction,
        when: str,
        party: str | None = None,
        zone: str | None = None,
    ) -> None:
        """Move a party, shown back before anybody is told."""
        party_id = await chosen_party(interaction, party)
        if party_id is None:
            await reply(interaction, await move_menu(interaction, when, zone))
        else:
            await show_back(interaction, when, zone, MoveDraft(party_id=party_id))
