"""Deleting a member's data: asked twice, and only then done."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.ids import GuildId, UserId
from bot.services.farewell import Farewell
from bot.services.privacy import EVERYWHERE
from bot.ui.buttons import OWNER, DrawnButton, PersistentButton
from bot.ui.layouts import LanternView, Row, card
from bot.ui.options import services_of
from bot.ui.replies import turn
from bot.ui.words import Said, joined, say

_GUILD = r"(?P<guild>\d{1,20})"


class AskButton(PersistentButton, template=rf"privacy-ask:{OWNER}:{_GUILD}"):
    """Says yes to the first question."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Ask once more."""
        owner, guild_id = UserId(self.number("owner")), GuildId(self.number("guild"))
        sure = DeleteButton.make(
            f"privacy-delete:{owner}:{guild_id}",
            say("button-privacy-delete"),
            style=discord.ButtonStyle.danger,
        )
        ask = (
            say("privacy-ask-again-everywhere")
            if guild_id == EVERYWHERE
            else say("privacy-ask-again")
        )
        await turn(interaction, card(ask, Row([_keep(owner), sure])))


class DeleteButton(PersistentButton, template=rf"privacy-delete:{OWNER}:{_GUILD}"):
    """Says yes to the second question."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Delete, and tell what became of what others need."""
        privacy, guild_id = services_of(interaction).privacy, GuildId(self.number("guild"))
        farewell = await privacy.forget(UserId(interaction.user.id), guild_id)
        await turn(interaction, card(_done(guild_id, farewell)))


class KeepButton(PersistentButton, template=rf"privacy-keep:{OWNER}"):
    """Leaves everything as it is."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Say that nothing was deleted."""
        await turn(interaction, say("privacy-kept"))


BUTTONS: Final = (AskButton, DeleteButton, KeepButton)


async def first_question(interaction: discord.Interaction, guild_id: GuildId) -> LanternView:
    """Ask whether a member's data is to go; say what it is."""
    user_id = UserId(interaction.user.id)
    holdings = await services_of(interaction).privacy.holdings(user_id, guild_id)
    held = (
        say("privacy-holdings-nothing")
        if holdings.is_nothing
        else say(
            "privacy-holdings",
            shows=holdings.shows,
            notes=holdings.notes,
            reminders=holdings.reminders,
            answers=holdings.answers,
        )
    )
    lines = [_question(guild_id), held]
    if guild_id == EVERYWHERE and not holdings.is_nothing:
        lines.append(say("privacy-servers", servers=holdings.servers))
    if holdings.hosted:
        lines.append(say("privacy-hosted", parties=holdings.hosted))
    if guild_id != EVERYWHERE:
        lines.append(say("privacy-ask-elsewhere"))
    yes = AskButton.make(f"privacy-ask:{user_id}:{guild_id}", say("button-privacy-ask"))
    return card(joined(lines), Row([_keep(user_id), yes]))


def _question(guild_id: GuildId) -> Said:
    if guild_id == EVERYWHERE:
        return say("privacy-ask-everywhere")
    return say("privacy-ask-here")


def _keep(owner: UserId) -> DrawnButton:
    return KeepButton.make(
        f"privacy-keep:{owner}", say("button-privacy-keep"), style=discord.ButtonStyle.primary
    )


def _done(guild_id: GuildId, farewell: Farewell) -> Said:
    key = say("privacy-done-everywhere") if guild_id == EVERYWHERE else say("privacy-done-here")
    lines = [key]
    if farewell.handed_over or farewell.cancelled:
        lines.append(
            say(
                "privacy-parties",
                handed=farewell.handed_over,
                cancelled=farewell.cancelled,
            )
        )
    return joined(lines)
