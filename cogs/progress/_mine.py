"""Where a member is in everything they marked here, page by page."""

from __future__ import annotations

from typing import Final

import discord

from bot.domain.ids import UserId
from bot.ui.layouts import LanternView, card
from bot.ui.options import place_of, services_of
from bot.ui.pages import PageButton, PageId, Sheet, text_pages
from bot.ui.progress_cards import standing_lines
from bot.ui.words import Said, say

_PAGES: Final = PageId("progress-me", ("owner",))


class MinePageButton(PageButton, template=_PAGES.template):
    """Turns the pages of a member's own shows."""

    page_id = _PAGES

    async def page_card(self, interaction: discord.Interaction, page: int) -> LanternView:
        """Make the page anew."""
        return await mine_card(interaction, page)


async def mine_card(interaction: discord.Interaction, page: int = 0) -> LanternView:
    """Return a page of every show that a member marked or followed here."""
    services, guild_id = services_of(interaction), place_of(interaction).guild_id
    owner = UserId(interaction.user.id)
    blocks: list[Said] = []
    for standing in await services.progress.standings(guild_id, owner):
        show = await services.catalog.get(guild_id, standing.progress.show_id)
        blocks.append(standing_lines(show, standing))
    if not blocks:
        return card(say("progress-me-empty"))
    sheet = Sheet.of(text_pages(blocks, separator="\n\n"), page)
    turns = MinePageButton.turns(sheet, owner=owner)
    return card(say("progress-me-heading"), sheet.content, sheet.footer, turns)
