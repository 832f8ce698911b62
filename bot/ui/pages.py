"""Turning pages: Previous and Next, whose whole state stands in their custom id.

A press makes the pages anew from what the presser, or the room, may see now, so a card that was
left lying about never shows more than its reader knows, and the buttons outlive a restart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, Self, TypeVar

import discord
from msgspec import Struct

from bot.ui.buttons import PersistentButton
from bot.ui.layouts import PAGE_LIMIT, LanternView, Row, paginate
from bot.ui.replies import turn
from bot.ui.words import Said, Shown, joined, say

T = TypeVar("T")

_NEVER = r"(?!)"
_PAGE = "page"


class Sheet(Struct, Generic[T], frozen=True):
    """One page of several."""

    content: T
    number: int
    """Counted from 0."""
    total: int

    @classmethod
    def of(cls, pages: Sequence[T], wanted: int) -> Self:
        """Return the wanted page, or the nearest one that there is.

        Raises ValueError where there is no page at all.
        """
        if not pages:
            raise ValueError("there is no page to turn to")
        number = min(max(wanted, 0), len(pages) - 1)
        return cls(pages[number], number, len(pages))

    @property
    def footer(self) -> Said | None:
        """Return "Page 2 of 5"; nothing where one page is all."""
        if self.total == 1:
            return None
        return say("page-footer", page=self.number + 1, pages=self.total)


class PageId(Struct, frozen=True):
    """The custom id of one kind of page button: its name, then numbers, the page last.

    A field called `owner` keeps the button for the member of that number.
    """

    name: str
    fields: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        """Return the pattern of these custom ids, for the class of the button."""
        numbers = (rf":(?P<{field}>\d{{1,20}})" for field in (*self.fields, _PAGE))
        return self.name + "".join(numbers)

    def of(self, page: int, **state: int) -> str:
        """Return the custom id that turns to a page."""
        return ":".join((self.name, *(str(state[field]) for field in self.fields), str(page)))


class PageButton(PersistentButton, template=_NEVER):
    """Previous or Next; subclasses name their `page_id` and make a page's card."""

    page_id: ClassVar[PageId]

    @classmethod
    def turns(cls, sheet: Sheet[T], **state: int) -> Row | None:
        """Return both buttons as they stand under a page; none where one page is all."""
        if sheet.total == 1:
            return None
        back = cls.make(
            # The first page's Previous is only there so that Next stays under the finger.
            cls.page_id.of(max(sheet.number - 1, 0), **state),
            say("button-previous"),
            disabled=sheet.number == 0,
        )
        on = cls.make(
            cls.page_id.of(sheet.number + 1, **state),
            say("button-next"),
            disabled=sheet.number == sheet.total - 1,
        )
        return Row([back, on])

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Make the card of a page for whoever will read it, as far as they may see it now."""
        raise NotImplementedError

    async def press(self, interaction: discord.Interaction) -> None:
        """Turn to the page."""
        await turn(interaction, await self.page_card(interaction, self.number(_PAGE)))


def text_pages(
    blocks: Iterable[Shown], *, limit: int = PAGE_LIMIT, separator: str = "\n"
) -> list[Said]:
    """Spread blocks of text over pages of one text each."""
    return [joined(page, separator) for page in paginate(blocks, limit=limit)]


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Spread things over pages, `size` to a page; of nothing, one empty page."""
    return [items[start : start + size] for start in range(0, max(len(items), 1), size)]
