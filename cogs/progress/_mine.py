"""Where a member is, for themselves alone: one show, or everything they marked, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import discord

from bot.domain.ids import ShowId, UserId
from bot.domain.shows import Show
from bot.ui.buttons import DrawnButton, PersistentButton, PersistentSelect
from bot.ui.hiding import HideButton
from bot.ui.layouts import PAGE_LIMIT, LanternView, Row, card
from bot.ui.options import (
    CHOICE_LABEL_LIMIT,
    CHOICE_LIMIT,
    asking_about,
    place_of,
    services_of,
)
from bot.ui.pages import PageButton, PageId, Sheet
from bot.ui.progress_cards import standing_lines
from bot.ui.replies import reply, turn
from bot.ui.steps import place_card
from bot.ui.words import Said, joined, say

_PAGES: Final = PageId("progress-me", ("owner",))
_BETWEEN: Final = "\n\n"
_Block = tuple[Show, Said]


class MinePageButton(PageButton, template=_PAGES.template):
    """Turns the pages of a member's own shows."""

    page_id = _PAGES

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Make the page anew."""
        return await mine_card(interaction, page)


class MineMenu(PersistentSelect, template=r"progress-mine:(?P<owner>\d{1,20})"):
    """Opens one of the shows on a page."""

    async def choose(self, interaction: discord.Interaction, values: list[str]) -> None:
        """Turn to that show."""
        await turn(interaction, place_card(await asking_about(interaction, int(values[0]))))


class MyPlaceButton(PersistentButton, template=r"board-mine:(?P<show>\d{1,18})"):
    """Tells whoever presses it under a board where they are themselves."""

    async def press(self, interaction: discord.Interaction) -> None:
        """Tell it privately; the board is everybody's and stays as it is."""
        who = await asking_about(interaction, self.number("show"))
        await reply(interaction, place_card(who))


BUTTONS: Final = (MinePageButton, MineMenu, MyPlaceButton, HideButton)


def my_place_button(show_id: ShowId) -> DrawnButton:
    """Return the button under a board that tells each where they are themselves."""
    return MyPlaceButton.make(f"board-mine:{show_id}", say("button-my-place"))


async def mine_card(interaction: discord.Interaction, page: int = 0) -> LanternView:
    """Return a page of every show that a member marked or followed here."""
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    owner = UserId(interaction.user.id)
    blocks: list[_Block] = []
    for standing in await services.progress.standings(guild_id, owner):
        show = await services.catalog.get(guild_id, standing.progress.show_id)
        blocks.append((show, standing_lines(show, standing)))
    if not blocks:
        return card(say("progress-me-empty"))
    if len(blocks) == 1:
        return place_card(await asking_about(interaction, blocks[0][0].id))
    sheet = Sheet.of(_pages(blocks), page)
    return card(
        say("progress-me-heading"),
        joined((lines for _, lines in sheet.content), _BETWEEN),
        sheet.footer,
        Row([_menu(owner, [show for show, _ in sheet.content])]),
        MinePageButton.turns(sheet, owner=owner),
    )


def _pages(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """Spread shows over pages that fit a message, each with as many as a menu can hold."""
    pages: list[list[_Block]] = [[]]
    used = 0
    for show, lines in blocks:
        if pages[-1] and (used + len(lines) > PAGE_LIMIT or len(pages[-1]) == CHOICE_LIMIT):
            pages.append([])
            used = 0
        pages[-1].append((show, lines))
        used += len(lines) + len(_BETWEEN)
    return pages


def _menu(owner: UserId, shows: Sequence[Show]) -> MineMenu:
    options = [
        discord.SelectOption(label=show.title[:CHOICE_LABEL_LIMIT], value=str(show.id))
        for show in shows
    ]
    return MineMenu.make(f"progress-mine:{owner}", say("menu-my-show"), options)
