"""The one visual language: cards of Components V2 in one accent colour.

This module alone makes the components that hold text, and it takes shown text only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import ui

from bot.ui.buttons import PersistentButton, PersistentSelect
from bot.ui.errors import explain, take
from bot.ui.pickers import ChannelPicker, RolePicker
from bot.ui.words import Said, Shown

ACCENT: Final = discord.Colour(0xE8A33D)
"""Lantern light: readable on Discord's dark and light grounds."""

TEXT_LIMIT: Final = 4_000
"""What Discord takes over all texts of one message."""

COMPONENT_LIMIT: Final = 40
PAGE_LIMIT: Final = 3_000
"""What we put on one page, with room for headings and buttons."""

Pressable = (
    PersistentButton | PersistentSelect | ChannelPicker | RolePicker | ui.Button["LanternView"]
)


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two parts of a card."""


@dataclass(frozen=True, slots=True)
class Row:
    """Up to five buttons, or one select."""

    items: Sequence[Pressable]


@dataclass(frozen=True, slots=True)
class Aside:
    """Text with one button beside it."""

    text: Shown
    button: Pressable


Part = Shown | Divider | Row | Aside


class LanternView(ui.LayoutView):
    """A message's whole content; its buttons survive restarts, so it never times out."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Take it; borrowed from discord.ui.LayoutView."""
        take(interaction)
        return True

    async def on_error(
        self, interaction: discord.Interaction, error: Exception, _item: ui.Item[Any], /
    ) -> None:
        """Explain; borrowed from discord.ui.LayoutView."""
        await explain(interaction, error)


def card(*parts: Part | None, accent: discord.Colour | None = ACCENT) -> LanternView:
    """Make a message of one card; parts that are None are left out."""
    view = LanternView()
    container: ui.Container[LanternView] = ui.Container(accent_colour=accent)
    room = TEXT_LIMIT
    for part in parts:
        if part is None:
            continue
        room -= _add(container, part, room)
    view.add_item(container)
    # What can be pressed is found by its custom id. discord.py need not keep the view as well, for
    # a quarter of an hour and with a timer for each private answer.
    view.stop()
    return view


def _add(container: ui.Container[LanternView], part: Part, room: int) -> int:
    """Add one part; return how much text it took."""
    match part:
        case Divider():
            container.add_item(ui.Separator())
            return 0
        case Row():
            if part.items:
                container.add_item(ui.ActionRow(*part.items))
            return 0
        case Aside():
            text = _fit(part.text, room)
            container.add_item(ui.Section(_text(text), accessory=part.button))
            return len(text)
        case _:
            text = _fit(part, room)
            if text:
                container.add_item(_text(text))
            return len(text)


def _text(text: Shown) -> ui.TextDisplay[LanternView]:  # noqa: TID251 - this is the place
    return ui.TextDisplay(text)  # noqa: TID251 - likewise


def _fit(text: Shown, room: int) -> Shown:
    """Cut at the limit; a shorter answer is kinder than a refused one."""
    return text if len(text) <= room else Said(text[: max(room - 1, 0)] + "…" if room else "")


def text_length(view: LanternView) -> int:
    """Return how much text a message holds, as Discord counts it."""
    return sum(
        len(item.content)
        for item in view.walk_children()
        if isinstance(item, ui.TextDisplay)  # noqa: TID251 - looked at, not made
    )


def paginate(blocks: Iterable[Shown], *, limit: int = PAGE_LIMIT) -> list[list[Shown]]:
    """Spread blocks of text over pages, in order, none cut where it can be helped."""
    pages: list[list[Shown]] = [[]]
    used = 0
    for block in blocks:
        if pages[-1] and used + len(block) > limit:
            pages.append([])
            used = 0
        pages[-1].append(block)
        used += len(block) + 1
    return pages
