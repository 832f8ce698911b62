"""The one visual language: cards of Components V2 in one accent colour.

This module alone makes the components that hold text, and it takes shown text only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

import discord
from discord import ComponentType, ui
from msgspec import Struct

from bot.ui.buttons import DrawnButton, PersistentSelect
from bot.ui.errors import explain, take
from bot.ui.pickers import ChannelPicker, RolePicker
from bot.ui.words import Said, Shown

ACCENT: Final = discord.Colour(0xE8A33D)
"""Lantern light: readable on Discord's dark and light grounds."""

TEXT_LIMIT: Final = 4_000
"""What Discord takes over all texts of one message."""

COMPONENT_LIMIT: Final = 40
ROW_LIMIT: Final = 5
PAGE_LIMIT: Final = 3_000
"""What we put on one page, with room for headings and buttons."""

Payload: TypeAlias = dict[str, Any]
"""A component as Discord takes it."""

_ROW: Final = ComponentType.action_row.value
_SECTION: Final = ComponentType.section.value
_TEXT: Final = ComponentType.text_display.value  # noqa: TID251 - this is the place
_SEPARATOR: Final = ComponentType.separator.value
_CONTAINER: Final = ComponentType.container.value

Pressable = DrawnButton | PersistentSelect | ChannelPicker | RolePicker | ui.Button["LanternView"]


class Divider(Struct, frozen=True):
    """A line between two parts of a card."""


class Row(Struct, frozen=True):
    """Up to five buttons, or one select."""

    items: Sequence[Pressable]


class Aside(Struct, frozen=True):
    """Text with one button beside it."""

    text: Shown
    button: Pressable


Part = Shown | Divider | Row | Aside


class LanternView(ui.LayoutView):
    """A message's whole content; its buttons survive restarts, so it never times out.

    A card's components are made once, as they are sent: discord.py's objects for them hold on to
    each other, and clearing a thousand answers of those away takes longer than to make the answers.
    """

    def __init__(self, prepared: Sequence[Payload] = ()) -> None:
        super().__init__(timeout=None)
        self._prepared = prepared

    def to_components(self) -> list[Payload]:
        """Return what is sent; borrowed from discord.ui.LayoutView."""
        added = super().to_components()  # type: ignore[no-untyped-call]
        return [*self._prepared, *added]

    def has_components_v2(self) -> bool:
        """Say of which kind it is; borrowed from discord.ui.LayoutView."""
        return True

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
    """Make a message of one card; parts that are None are left out.

    Raises ValueError for more than Discord takes: better here, before anything is kept, than there.
    """
    room = TEXT_LIMIT
    components: list[Payload] = []
    for part in parts:
        if part is None:
            continue
        component, taken = _component(part, room)
        room -= taken
        if component is not None:
            components.append(component)
    if not components or sum(map(_count, components)) >= COMPONENT_LIMIT:
        raise ValueError("a card holds from one component to 39")
    container: Payload = {"type": _CONTAINER, "components": components, "spoiler": False}
    if accent is not None:
        container["accent_color"] = accent.value
    view = LanternView([container])
    # What can be pressed is found by its custom id. discord.py need not keep the view as well, for
    # a quarter of an hour and with a timer for each private answer.
    view.stop()
    return view


def _component(part: Part, room: int) -> tuple[Payload | None, int]:
    """Make one part, if there is anything in it; tell how much text it took."""
    match part:
        case Divider():
            return {"type": _SEPARATOR, "divider": True, "spacing": 1}, 0
        case Row():
            items = [item.to_component_dict() for item in part.items]
            if len(items) > ROW_LIMIT:
                raise ValueError("a row holds five buttons")
            return ({"type": _ROW, "components": items} if items else None), 0
        case Aside():
            text = _fit(part.text, room)
            button = part.button.to_component_dict()
            section = {"type": _SECTION, "components": [_text(text)], "accessory": button}
            return section, len(text)
        case _:
            text = _fit(part, room)
            return (_text(text) if text else None), len(text)


def _count(component: Payload) -> int:
    return 1 + len(component.get("components", ())) + ("accessory" in component)


def _text(text: Shown) -> Payload:
    return {"type": _TEXT, "content": text}


def _fit(text: Shown, room: int) -> Shown:
    """Cut at the limit; a shorter answer is kinder than a refused one."""
    return text if len(text) <= room else Said(text[: max(room - 1, 0)] + "…" if room else "")


def components_in(view: LanternView) -> Iterator[Payload]:
    """Yield every component of a message, however deep."""
    left = list(view.to_components())
    while left:
        component = left.pop(0)
        yield component
        accessory = component.get("accessory")
        left[:0] = [*component.get("components", ()), *([accessory] if accessory else ())]


def text_length(view: LanternView) -> int:
    """Return how much text a message holds, as Discord counts it."""
    return sum(len(component.get("content", "")) for component in components_in(view))


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
