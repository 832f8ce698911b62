"""Menus of channels and of roles that survive restarts, as the buttons do."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any, Self

import discord
from discord import ui

from bot.domain.ids import ChannelId
from bot.ui.errors import explain, take
from bot.ui.words import Shown

_NEVER = r"(?!)"


class ChannelPicker(ui.DynamicItem[ui.ChannelSelect[Any]], template=_NEVER):
    """A menu of text channels; subclasses give its template and say what a choice does."""

    @classmethod
    def make(cls, custom_id: str, placeholder: Shown, chosen: ChannelId | None) -> Self:
        """Make the menu with the channel that is chosen now."""
        kind = discord.SelectDefaultValueType.channel
        select: ui.ChannelSelect[Any] = ui.ChannelSelect(
            custom_id=custom_id,
            placeholder=placeholder,
            channel_types=[discord.ChannelType.text, discord.ChannelType.news],
            default_values=[discord.SelectDefaultValue(id=chosen, type=kind)] if chosen else [],
        )
        return cls(select)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """Rebuild the menu from the message; borrowed from discord.ui.DynamicItem."""
        if not isinstance(item, ui.ChannelSelect):
            raise TypeError("this custom id belongs to a menu of channels")
        return cls(item)

    def number(self, name: str) -> int:
        """Return a number from the custom id."""
        return _number(self.template, self.custom_id, name)

    async def choose(self, interaction: discord.Interaction, channel_id: ChannelId) -> None:
        """Do what the menu is for."""
        raise NotImplementedError

    async def callback(self, interaction: discord.Interaction) -> None:
        """Run `choose`; whatever it raises is explained to the member."""
        await _explained(
            interaction, lambda: self.choose(interaction, ChannelId(self.item.values[0].id))
        )


class RolePicker(ui.DynamicItem[ui.RoleSelect[Any]], template=_NEVER):
    """A menu of roles, of which none may be chosen too; otherwise like the menu of channels."""

    @classmethod
    def make(cls, custom_id: str, placeholder: Shown, chosen: int | None) -> Self:
        """Make the menu with the role that is chosen now."""
        kind = discord.SelectDefaultValueType.role
        select: ui.RoleSelect[Any] = ui.RoleSelect(
            custom_id=custom_id,
            placeholder=placeholder,
            min_values=0,
            default_values=[discord.SelectDefaultValue(id=chosen, type=kind)] if chosen else [],
        )
        return cls(select)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """Rebuild the menu from the message; borrowed from discord.ui.DynamicItem."""
        if not isinstance(item, ui.RoleSelect):
            raise TypeError("this custom id belongs to a menu of roles")
        return cls(item)

    def number(self, name: str) -> int:
        """Return a number from the custom id."""
        return _number(self.template, self.custom_id, name)

    async def choose(self, interaction: discord.Interaction, role_id: int | None) -> None:
        """Do what the menu is for."""
        raise NotImplementedError

    async def callback(self, interaction: discord.Interaction) -> None:
        """Run `choose`; whatever it raises is explained to the member."""
        chosen = self.item.values[0].id if self.item.values else None
        await _explained(interaction, lambda: self.choose(interaction, chosen))


def _number(template: re.Pattern[str], custom_id: str, name: str) -> int:
    found = template.fullmatch(custom_id)
    return int(found[name]) if found else 0


async def _explained(interaction: discord.Interaction, run: Callable[[], Awaitable[None]]) -> None:
    take(interaction)
    try:
        await run()
    except Exception as error:  # noqa: BLE001 - this is a door
        await explain(interaction, error)
