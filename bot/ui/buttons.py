"""Buttons and selects that survive restarts: all they know stands in their custom id.

discord.py only logs what a dynamic item raises, and the member sees "interaction failed". So these
wrap their own callback and explain the error like every other door.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final, Self

import discord
from discord import ui
from msgspec import Struct

from bot.ui.errors import explain, take
from bot.ui.owners import NotYourButtonError, note
from bot.ui.words import Shown

_NEVER = r"(?!)"
_BUTTON: Final = discord.ComponentType.button.value
LABEL_LIMIT = 80
CUSTOM_ID_LIMIT = 100
OWNER = r"(?P<owner>\d{1,20})"
"""The part of a template that says for whom a button was made; nobody else may press it."""
SHOW = r"(?P<show>\d{1,18})"
"""The part of a template that says which show a button is about."""


class DrawnButton(Struct, frozen=True):
    """A button as it is sent; what it does is found by its custom id when it is pressed."""

    payload: dict[str, Any]

    def to_component_dict(self) -> dict[str, Any]:
        """Return what is sent; borrowed from discord.ui.Item."""
        return self.payload


class PersistentButton(ui.DynamicItem[ui.Button[Any]], template=_NEVER):
    """A button; subclasses give the template of their custom id and say what a press does."""

    shape: ClassVar[re.Pattern[str]]
    """The template, which discord.py shows to instances only."""

    def __init_subclass__(cls, *, template: str) -> None:
        """Note the template; borrowed from discord.ui.DynamicItem."""
        super().__init_subclass__(template=template)
        cls.shape = re.compile(template)
        note(cls.shape)

    @classmethod
    def make(
        cls,
        custom_id: str,
        label: Shown,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        emoji: str | None = None,
        disabled: bool = False,
    ) -> DrawnButton:
        """Draw the button.

        Raises ValueError for a custom id that its template or Discord does not take.
        """
        if cls.shape.fullmatch(custom_id) is None or len(custom_id) > CUSTOM_ID_LIMIT:
            raise ValueError("the custom id does not match the template, or is too long")
        drawn: dict[str, Any] = {
            "type": _BUTTON,
            "style": style.value,
            "label": label[:LABEL_LIMIT],
            "custom_id": custom_id,
            "disabled": disabled,
        }
        if emoji is not None:
            drawn["emoji"] = discord.PartialEmoji.from_str(emoji).to_dict()
        return DrawnButton(drawn)

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """Rebuild the button from the message; borrowed from discord.ui.DynamicItem."""
        if not isinstance(item, ui.Button):
            raise TypeError("this custom id belongs to a button")
        return cls(item)

    @property
    def values_in_id(self) -> dict[str, str]:
        """What the custom id carries, by the names in its template."""
        found = self.template.fullmatch(self.custom_id)
        return found.groupdict() if found else {}

    def number(self, name: str) -> int:
        """Return a number from the custom id."""
        return int(self.values_in_id[name])

    async def press(self, interaction: discord.Interaction) -> None:
        """Do what the button is for."""
        raise NotImplementedError

    async def callback(self, interaction: discord.Interaction) -> None:
        """Run `press`; whatever it raises is explained to the member."""
        take(interaction)
        try:
            if "owner" in self.values_in_id and interaction.user.id != self.number("owner"):
                raise NotYourButtonError  # noqa: TRY301 - explained like all others
            await self.press(interaction)
        except Exception as error:  # noqa: BLE001 - this is a door
            await explain(interaction, error)


class PersistentSelect(ui.DynamicItem[ui.Select[Any]], template=_NEVER):
    """A menu; subclasses give the template of their custom id and say what a choice does."""

    def __init_subclass__(cls, *, template: str | re.Pattern[str]) -> None:
        """Note the template; borrowed from discord.ui.DynamicItem."""
        super().__init_subclass__(template=template)
        note(re.compile(template))

    @classmethod
    def make(cls, custom_id: str, placeholder: Shown, options: list[discord.SelectOption]) -> Self:
        """Make the menu; the custom id must match the template."""
        return cls(ui.Select(custom_id=custom_id, placeholder=placeholder, options=options))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """Rebuild the menu from the message; borrowed from discord.ui.DynamicItem."""
        if not isinstance(item, ui.Select):
            raise TypeError("this custom id belongs to a menu")
        return cls(item)

    @property
    def values_in_id(self) -> dict[str, str]:
        """What the custom id carries, by the names in its template."""
        found = self.template.fullmatch(self.custom_id)
        return found.groupdict() if found else {}

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Do what the menu is for."""
        raise NotImplementedError

    async def callback(self, interaction: discord.Interaction) -> None:
        """Run `choose`; whatever it raises is explained to the member."""
        take(interaction)
        try:
            owner = self.values_in_id.get("owner")
            if owner is not None and interaction.user.id != int(owner):
                raise NotYourButtonError  # noqa: TRY301 - explained like all others
            await self.choose(interaction, self.item.values)
        except Exception as error:  # noqa: BLE001 - this is a door
            await explain(interaction, error)
